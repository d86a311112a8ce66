"""An engine whose codings are made by hand, and a program that a test can kill."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dragoman.archive import Archive
from dragoman.model.text import Article, Problem
from dragoman.scale.engines import Coded
from dragoman.scale.local import ingest_with
from tests.archive.records import INFO, TEXT, article, coding, problem


class HandEngine:
    """Codes after a short wait."""

    info = INFO
    window = 2

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def submit(self, articles: Sequence[Article]) -> object:
        return articles

    def result(self, lot: object) -> Coded:
        assert isinstance(lot, Sequence)
        time.sleep(self._seconds * len(lot))
        return [coding(one) for one in lot]


def items(count: int) -> Iterator[Article | Problem]:
    """Articles with copies, changed pages, clashing ids and problems between them."""
    for number in range(count):
        yield article(f"n{number}", f"{TEXT} ({number})", url=f"https://bay.example/n{number}")
        if number % 5 == 0:
            yield article(f"copy{number}", f"{TEXT} ({number})", outlet="Hill Post", url=None)
        if number % 7 == 0:
            yield replace(article(f"n{number}", f"{TEXT} ({number}, again)"), url=None)
        if number % 4 == 0:
            yield problem(f"wire.jsonl:{number}")


def main() -> None:
    ingest_with(HandEngine(0.02), Archive.create(Path(sys.argv[1])), items(40), shard=3)


if __name__ == "__main__":
    main()
