"""`dragoman read`: sources in, codings out, in the format that was asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.cli import tables, view
from dragoman.errors import ChoiceError
from dragoman.model.record import Coding
from dragoman.model.text import Article, Problem
from dragoman.pipeline import Coder
from dragoman.read import read

_FORMATS = ("text", "jsonl", "table", "csv")


def run(
    sources: list[str],
    output: str,
    input_format: str,
    published: str | None,
    lexicon: Path | None,
    model: str,
) -> int:
    """Code the sources and print them; 0 when all could be read, else 1."""
    if output not in _FORMATS:
        raise ChoiceError(f"--format is one of {', '.join(_FORMATS)}, not {output!r}")
    articles = read(sources, input_format=input_format, published=published)
    results = _coded(articles, model, lexicon)
    writer = {"text": view.write, "jsonl": _jsonl, "table": tables.table, "csv": tables.write_csv}[output]
    counts = _Counts()
    writer(counts.watch(results))
    counts.report()
    return 1 if counts.problems else 0


def _coded(articles: Iterable[Article | Problem], model: str, lexicon: Path | None) -> Iterator[Coding | Problem]:
    """Codings in the order of the sources; the model is loaded when the first article comes."""
    coder: Coder | None = None
    for article in articles:
        if isinstance(article, Problem):
            yield article
            continue
        coder = coder or Coder(model, lexicon)
        yield coder.code(article)


def _jsonl(results: Iterator[Coding | Problem]) -> None:
    for result in results:
        sys.stdout.write(json.dumps(result.to_dict(), ensure_ascii=False) + "\n")
        sys.stdout.flush()


class _Counts:
    """What went through, said on standard error at the end and, on a terminal, while it goes."""

    def __init__(self) -> None:
        self.articles = 0
        self.events = 0
        self.problems: list[Problem] = []

    def watch(self, results: Iterator[Coding | Problem]) -> Iterator[Coding | Problem]:
        for result in results:
            if isinstance(result, Problem):
                self.problems.append(result)
            else:
                self.articles += 1
                self.events += len(result.events)
            self._progress()
            yield result

    def _progress(self) -> None:
        if sys.stderr.isatty() and not sys.stdout.isatty():
            print(f"\r{self.articles} articles, {self.events} events", end="", file=sys.stderr, flush=True)

    def report(self) -> None:
        if sys.stderr.isatty() and not sys.stdout.isatty():
            print("\r", end="", file=sys.stderr)
        for problem in self.problems:
            print(f"dragoman: {problem.source}: {problem.code}: {problem.message}", file=sys.stderr)
        if self.articles + len(self.problems) > 1 or self.problems:
            bad = f", {len(self.problems)} sources could not be read" if self.problems else ""
            print(f"dragoman: {self.articles} articles, {self.events} events{bad}", file=sys.stderr)
