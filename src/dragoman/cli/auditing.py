"""`dragoman audit`: events one by one, a key for each, and what the answers say of the coder."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.archive import Archive
from dragoman.cli import output
from dragoman.cli.tables import printable
from dragoman.errors import ChoiceError
from dragoman.query.filters import Filters
from dragoman.query.sample import Sample, Sampled, sample
from dragoman.reconcile.auditing import FIELDS, Answer, Line, Report, Share, answered, judgements, report

if TYPE_CHECKING:
    import pyarrow as pa

KEYS = "y right   n wrong   w a field is wrong   s skip   b back   q quit"
_FIELD_KEYS = {field[0]: field for field in FIELDS}
_ASK_FIELDS = "   ".join(f"{key} {field}" for key, field in _FIELD_KEYS.items())
Before = Mapping[str | None, str]


def run(
    archive: Path, size: int, seed: int, by_type: bool, filters: Filters, coder: str | None, by: str,
    only_report: bool, name: str | None = None, out: Path | None = None,
) -> None:  # fmt: skip
    """Ask about the events of a sample that nobody has judged, then print what is known of the sample."""
    plain = name is None and out is None
    name = output.format_of(name, out)
    if not plain and not only_report:
        raise ChoiceError("--format and --out go with --report")
    kept = Archive(archive)
    drawn = sample(kept, size, seed, filters, by_type, coder)
    console = Console(highlight=False)
    before = {event.id: event.before for event in drawn.events}
    if not only_report:
        _Audit(kept, drawn, before, by, console).ask()
    if plain:
        _show(drawn, before, console)
    else:
        output.write(_rows(drawn, before), name, out)


class _Audit:
    """One round of questions; `before` is kept up to date with the answers."""

    def __init__(self, archive: Archive, drawn: Sample, before: dict[str, Before], by: str, console: Console) -> None:
        self._archive, self._drawn, self._before, self._by, self._console = archive, drawn, before, by, console
        self._rest = ""  # what stands behind a key in its line

    def ask(self) -> None:
        open_ = [n for n, event in enumerate(self._drawn.events) if answered(self._before[event.id]) is None]
        place = 0
        while place < len(open_):
            event = self._drawn.events[open_[place]]
            self._paint(event, open_[place] + 1)
            key = self._key()
            if key == "q":
                return
            if key == "b":
                place = max(0, place - 1)
                continue
            if key != "s" and not self._answer(event, key):
                continue
            place += 1

    def _key(self) -> str:
        """One of the keys; `q` where there is no more input."""
        while True:
            self._console.print(Text(KEYS, style="dim"))
            word = _read()
            if word is None:
                return "q"
            key, _, self._rest = word.lower().partition(" ")
            if key in tuple("ynwsbq"):
                return key
            self._console.print(Text(f"no such key: {printable(word)}", style="red"))

    def _answer(self, event: Sampled, key: str) -> bool:
        """Record an answer at once; False where it was taken back."""
        fields = self._fields() if key == "w" else ()
        if key == "w" and not fields:
            return False
        answer = Answer(key == "y", fields)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        lines = judgements(event.id, event.coder, answer, self._before[event.id], self._by, at)
        self._archive.judge(lines)
        self._before[event.id] = {line.field: line.verdict for line in lines if line.verdict != "withdrawn"}
        return True

    def _fields(self) -> tuple[str, ...]:
        """The fields that are wrong; none where the answer is empty."""
        words = self._rest
        while True:
            if not words:
                self._console.print(Text(f"{_ASK_FIELDS}   (Enter alone goes back)", style="dim"))
                words = (_line() or "").strip()
                if not words:
                    return ()
            found = _named_fields(words)
            if found:
                return found
            self._console.print(Text(f"no such field: {printable(words)}", style="red"))
            words = ""

    def _paint(self, event: Sampled, number: int) -> None:
        out = self._console
        where = " · ".join(str(part) for part in (event.outlet, event.published, event.title) if part)
        out.print()
        out.rule(Text(f"{number} of {len(self._drawn.events)}"), align="left", style="dim")
        out.print(Text(printable(f"{event.id}  {where}"), style="dim"), no_wrap=True, overflow="ellipsis")
        out.print()
        out.print(Padding(_sentence(event), (0, 2), expand=False))
        out.print()
        grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2))
        for name, value in _facts(event).items():
            grid.add_row(Text(name, style="dim"), Text(printable(value) or "–"))
        out.print(Padding(grid, (0, 2), expand=False))
        before = answered(self._before[event.id])
        if before is not None:
            out.print(Text(f"  judged: {_said(before)}", style="yellow"))
        out.print()


def _sentence(event: Sampled) -> Text:
    start, end = event.trigger
    words = Text(printable(event.sentence))  # as long as it was, so that the span fits
    if 0 <= start < end <= len(event.sentence):
        words.stylize("bold reverse" if sys.stdout.isatty() else "bold", start, end)
    return words


def _facts(event: Sampled) -> dict[str, str]:
    start, end = event.trigger
    return {
        "trigger": " ".join(event.sentence[max(0, start) : end].split()), "type": " ".join((event.type, *event.modes)),
        "actors": "; ".join(event.actors), "recipients": "; ".join(event.recipients), "modality": event.modality,
        "date": event.when, "place": event.place or "",
    }  # fmt: skip


def _said(answer: Answer) -> str:
    if answer.fields:
        return f"wrong: {', '.join(answer.fields)}"
    return "right" if answer.right else "wrong"


def _named_fields(words: str) -> tuple[str, ...]:
    """Fields by their names or first letters (`td`, `type date`, `type, date`); none where one of them is none."""
    parts = words.lower().replace(",", " ").split()
    letters = [part for word in parts for part in ([word] if word in FIELDS else list(word))]
    found = {_FIELD_KEYS.get(letter, letter) for letter in letters}
    return tuple(field for field in FIELDS if field in found) if found <= set(FIELDS) else ()


def _read() -> str | None:
    """A key on a terminal, else a line; None at the end."""
    return _pressed() if sys.stdin.isatty() else _line()


def _line() -> str | None:
    line = sys.stdin.readline()
    return line.strip() if line else None


def _pressed() -> str | None:
    import termios
    import tty

    terminal = sys.stdin.fileno()
    old = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        key = sys.stdin.read(1)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, old)
    return None if key in ("", "\x04") else key


def _show(drawn: Sample, before: Mapping[str, Before], console: Console) -> None:
    found = _found(drawn, before)
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("", "judged", "right", "precision", "wrong field", "lenient"):
        grid.add_column(name, justify="right" if name else "left", no_wrap=True)
    for line in (*found.types, found.overall):
        grid.add_row(*_cells(line), style="bold" if line is found.overall else "")
    console.print()
    console.print(grid)
    if found.fields:
        console.print("wrong fields: " + ", ".join(f"{field} {count}" for field, count in found.fields.items()))
    judged, total = found.overall.judged, sum(drawn.population.values())
    left = len(drawn.events) - judged
    console.print(f"{judged:,} of {len(drawn.events):,} judged, {left:,} left; drawn from {total:,} events")


def _found(drawn: Sample, before: Mapping[str, Before]) -> Report:
    answers = [(e.type, answer) for e in drawn.events if (answer := answered(before[e.id])) is not None]
    return report(answers, drawn.population if drawn.by_type else None)


def _rows(drawn: Sample, before: Mapping[str, Before]) -> pa.RecordBatchReader:
    """The lines of the report for programs, each share with the ends of its interval."""
    import pyarrow as pa

    found = _found(drawn, before)
    rows = [
        {"type": line.name, "judged": line.judged, "right": line.right, "wrong_field": line.field_wrong}
        | _interval("precision", line.precision) | _interval("lenient", line.lenient)
        for line in (*found.types, found.overall)
    ]  # fmt: skip
    counts = [(name, pa.int64()) for name in ("judged", "right", "wrong_field")]
    shares = [(name, pa.float64()) for share in ("precision", "lenient") for name in _interval(share, None)]
    return pa.Table.from_pylist(rows, schema=pa.schema([("type", pa.string()), *counts, *shares])).to_reader()


def _interval(name: str, share: Share | None) -> dict[str, float | None]:
    values = (share.value, share.low, share.high) if share else (None, None, None)
    return dict(zip((name, f"{name}_low", f"{name}_high"), values, strict=True))


def _cells(line: Line) -> tuple[str, ...]:
    return (
        printable(line.name), f"{line.judged:,}", f"{line.right:,}", _share(line.precision), f"{line.field_wrong:,}",
        _share(line.lenient),
    )  # fmt: skip


def _share(share: Share | None) -> str:
    return f"{share.value:.2f} ({share.low:.2f}–{share.high:.2f})" if share else "–"
