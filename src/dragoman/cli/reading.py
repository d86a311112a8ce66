"""`dragoman read`: sources in, codings out, in the format that was asked for."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.cli import tables, view
from dragoman.cli.progress import Bar, say_skipped, showing
from dragoman.cli.tables import printable
from dragoman.errors import ChoiceError
from dragoman.export.files import writing
from dragoman.model.record import Coding
from dragoman.model.text import Article, Problem, Skipped
from dragoman.pipeline import Coder
from dragoman.read import Meter, read
from dragoman.read.formats import is_known
from dragoman.read.sources import size
from dragoman.scale import CoderChoice
from dragoman.scale.engines import code_each

_FORMATS = ("text", "jsonl", "table", "csv")


@dataclass(frozen=True, slots=True)
class Choices:
    """What is read and how, and where to and how much is said of it."""

    input_format: str = "auto"
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    output: str | None = None
    out: Path | None = None
    quiet: bool = False
    verbose: bool = False


def run(sources: list[str], choices: Choices, choice: CoderChoice) -> int:
    """Code the sources and print them; 0 when all could be read, else 1."""
    output = _format_of(choices.output, choices.out)
    meter = Meter()
    articles = read(
        sources, input_format=choices.input_format, published=choices.published, columns=choices.columns, meter=meter,
        skipped=True,
    )  # fmt: skip
    results = _coded(articles, choice)
    writer = {"text": view.write, "jsonl": _jsonl, "table": tables.table, "csv": tables.write_csv}[output]
    counts = _Counts(choices)
    on_screen = sys.stdout.isatty() and choices.out is None
    with showing(Bar(size(sources, is_known), meter), choices.quiet or on_screen) as bar, _written(choices.out):
        writer(counts.watch(results, bar))
    counts.report()
    return 1 if counts.problems else 0


def columns_of(words: str | None) -> dict[str, str]:
    """The columns that `text=body,published=date` names. Raises ChoiceError where it names none."""
    pairs = [part.partition("=") for part in (words or "").split(",") if part.strip()]
    for name, equals, column in pairs:
        if not (name.strip() and equals and column.strip()):
            raise ChoiceError(f"--columns is written as text=COLUMN,published=COLUMN, not {words!r}")
    return {name.strip(): column.strip() for name, _, column in pairs}


def _format_of(name: str | None, out: Path | None) -> str:
    if name is None:
        ending = out.suffix.removeprefix(".") if out else ""
        name = ending if ending in _FORMATS else "text"
    if name not in _FORMATS:
        raise ChoiceError(f"--format is one of {', '.join(_FORMATS)}, not {name!r}")
    return name


@contextmanager
def _written(out: Path | None) -> Iterator[None]:
    """What is printed goes to a file, which is whole or not there."""
    if out is None or out == Path("-"):
        yield
        return
    with writing(out) as files:
        text = io.TextIOWrapper(files[""], encoding="utf-8", newline="\n")
        with redirect_stdout(text):
            yield
        text.flush()
        text.detach()


def _coded(articles: Iterable[Article | Problem], choice: CoderChoice) -> Iterator[Coding | Problem]:
    """Codings in the order of the sources; the model is loaded when the first article comes."""
    coder: Coder | None = None
    for article in articles:
        if isinstance(article, Problem):
            yield article
            continue
        coder = coder or choice.make()
        yield from code_each(coder, [article])


def _jsonl(results: Iterator[Coding | Problem]) -> None:
    for result in results:
        sys.stdout.write(json.dumps(result.to_dict(), ensure_ascii=False) + "\n")
        sys.stdout.flush()


class _Counts:
    """What went through, said on standard error at the end."""

    def __init__(self, choices: Choices) -> None:
        self.articles = 0
        self.events = 0
        self.problems: list[Problem] = []
        self._skipped: list[Skipped] = []
        self._choices = choices

    def watch(self, results: Iterator[Coding | Problem], bar: Bar) -> Iterator[Coding | Problem]:
        """The results, but for what was skipped, counted."""
        for result in results:
            if isinstance(result, Skipped):
                self._skipped.append(result)
                continue
            if isinstance(result, Problem):
                self.problems.append(result)
            else:
                self.articles += 1
                self.events += len(result.events)
            bar.said = f"{self.articles:,} articles, {self.events:,} events"
            yield result

    def report(self) -> None:
        """Name what could not be read, and count the rest."""
        for problem in self.problems:
            words = f"{problem.source}: {problem.code}: {problem.message}"
            print(f"dragoman: {printable(words)}", file=sys.stderr)
        say_skipped(self._skipped, self._choices.verbose, self._choices.quiet)
        if not self._choices.quiet and (self.articles + len(self.problems) > 1 or self.problems):
            bad = f", {len(self.problems)} sources could not be read" if self.problems else ""
            print(f"dragoman: {self.articles} articles, {self.events} events{bad}", file=sys.stderr)
