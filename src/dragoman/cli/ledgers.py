"""`dragoman ledger`: who demands, offers, pledges, threatens, refuses, alleges and denies what, and what came later."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from dragoman.archive import Archive
from dragoman.cli import output
from dragoman.cli.asking import day
from dragoman.cli.tables import printable
from dragoman.reconcile.ledger import is_current, ledger

if TYPE_CHECKING:
    import pyarrow as pa

_STYLES = {
    "overdue": "bold red",
    "due": "bold yellow",
    "evidence of fulfilment": "bold green",
    "denied": "bold magenta",
}
_DAYS = 6
_SHOWN = 100
"""Entries in a table for eyes where no limit is given."""


def run(
    folder: Path, as_of: str | None, actor: Sequence[str], with_: Sequence[str], act: str | None, status: str | None,
    due_days: int, limit: int | None, name: str | None, out: Path | None,
) -> None:  # fmt: skip
    """Print the entries as they stood on a day; today without one."""
    name = output.format_of(name, out)
    archive = Archive(folder)
    on = day(as_of, last=True) or date.today()
    if not is_current(archive):
        print(f"dragoman: the archive has grown since: run dragoman reconcile {folder}", file=sys.stderr)
    if limit is None and name == "table":
        limit = _SHOWN
    table = ledger(archive, on, actor, with_, act, status, due_days, limit)
    output.write(table.to_reader(), name, out, _paint)
    if limit is not None and table.num_rows == limit:
        print(f"dragoman: the first {limit} entries; --limit N shows more", file=sys.stderr)


def _paint(reader: pa.RecordBatchReader, console: Console) -> None:
    for batch in reader:
        for row in batch.to_pylist():
            _entry(console, row)


def _entry(console: Console, row: Mapping[str, Any]) -> None:
    """A line of status, deadline, act and parties; below it the words, then what was reported later, by day."""
    status = row["status"] + (f" {row['deadline']}" if row["deadline"] else "")
    parties = _clean(row["holder_name"] or row["holder"] or "?")
    if row["counterpart_names"]:
        parties += " → " + _clean(", ".join(row["counterpart_names"]))
    head = Text.assemble((status, _STYLES.get(row["status"], "bold")), "  ", (f"{row['act']}  {parties}", "bold"))
    console.print(head)
    output.below(console, Text.assemble(_clean(row["content"]), "  " if row["content"] else "", (row["id"], "dim")))
    for label, words in _terms(row):
        output.below(console, Text.assemble((f"{label} ", "dim"), words))
    for one in row["evidence"]:
        told = (f"{one['published']}  ", (one["kind"], "italic"), f"  {_clean(one['words'])}  ", (one["id"], "dim"))
        output.below(console, Text.assemble(*told))
    if row["verdict"]:
        by, on = row["judged_by"] or "somebody", (row["judged_at"] or "")[:10]
        output.below(console, Text(_clean(f"judged {row['verdict']} by {by}, {on}"), style="bold"))


def _terms(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """On what terms, by when where that is no date, on which days it was said, and its further statuses."""
    anchored = row["deadline_words"] if row["deadline"] is None else None
    for label, words in (("condition", row["condition"]), ("exchange", row["exchange"]), ("deadline", anchored)):
        if words:
            yield label, _clean(words)
    days = list(map(str, row["told_on"]))
    yield "said", ", ".join(days[:_DAYS]) + (f" and on {len(days) - _DAYS} more days" if len(days) > _DAYS else "")
    others = [status for status in row["statuses"] if status != row["status"]]
    if others:
        yield "also", ", ".join(others)


def _clean(words: str | None) -> str:
    return " ".join(printable(words or "").split())
