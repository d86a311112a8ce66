"""Engines that code articles: in this process, or in several beside it."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.model.record import CoderInfo, Coding
from dragoman.model.text import Article, Problem
from dragoman.pipeline import DEFAULT_MODEL, DEFAULT_PARSER, Coder

Coded = list[Coding | Problem]
"""One coding or problem an article, in the order of the articles."""


@dataclass(frozen=True, slots=True)
class CoderChoice:
    """Which coder to make, in whatever process."""

    model: str = DEFAULT_MODEL
    lexicon_dir: Path | None = None
    parser: str = DEFAULT_PARSER

    def make(self) -> Coder:
        """The coder. Raises ModelError and LexiconError."""
        return Coder(self.model, self.lexicon_dir, self.parser)


class Engine(Protocol):
    """Codes articles in the order in which they are given."""

    info: CoderInfo
    window: int

    def submit(self, articles: Sequence[Article]) -> object:
        """Begin to code these articles; at most `window` lots should be under way."""

    def result(self, lot: object) -> Coded:
        """The outcome of a lot that was submitted."""


@contextmanager
def engine(choice: CoderChoice, workers: int) -> Iterator[Engine]:
    """An engine of so many processes; 1 codes in this one."""
    if workers <= 1:
        yield _Here(choice)
        return
    pool = _Pool(choice, workers)
    try:
        yield pool
    finally:
        pool.close()


class _Here:
    window = 0

    def __init__(self, choice: CoderChoice) -> None:
        self._coder = choice.make()
        self.info = self._coder.info

    def submit(self, articles: Sequence[Article]) -> object:
        return articles

    def result(self, lot: object) -> Coded:
        if not isinstance(lot, Sequence):  # pragma: no cover - lots come from submit
            raise TypeError
        return code_each(self._coder, lot)


@dataclass(slots=True)
class _Lot:
    articles: Sequence[Article]
    future: Future[Coded]


class _Pool:
    """Processes that are made anew when one of them dies, and what they had under way is given out again."""

    def __init__(self, choice: CoderChoice, workers: int) -> None:
        self._choice = choice
        self._workers = workers
        self.window = 2 * workers + 1
        self._lots: list[_Lot] = []
        self._pool = self._new()
        self.info: CoderInfo = self._pool.submit(_info).result()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers, multiprocessing.get_context("spawn"), initializer=_start, initargs=(self._choice,)
        )

    def submit(self, articles: Sequence[Article]) -> object:
        try:
            lot = _Lot(articles, self._pool.submit(_code, articles))
        except BrokenProcessPool:
            self._mend()
            lot = _Lot(articles, self._pool.submit(_code, articles))
        self._lots.append(lot)
        return lot

    def result(self, lot: object) -> Coded:
        if not isinstance(lot, _Lot):  # pragma: no cover - lots come from submit
            raise TypeError
        try:
            coded = lot.future.result()
        except BrokenProcessPool:
            coded = self._singly(lot)
        self._lots.remove(lot)
        return coded

    def _singly(self, lot: _Lot) -> Coded:
        """The articles of a lot one by one in fresh processes, to find the one that kills them, if it does."""
        coded: Coded = []
        for article in lot.articles:
            self._mend(but=lot)
            try:
                coded += self._pool.submit(_code, [article]).result()
            except BrokenProcessPool:
                message = f"{article.id}: the process that coded it died, twice"
                coded.append(Problem(article.id, article.source or article.id, "worker-died", message))
        self._mend(but=lot)
        return coded

    def _mend(self, but: _Lot | None = None) -> None:
        """New processes where the old are broken, with the work that was not finished."""
        try:
            self._pool.submit(_info).result()
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._new()
        for lot in self._lots:
            if lot is not but and lot.future.done() and isinstance(lot.future.exception(), BrokenProcessPool):
                lot.future = self._pool.submit(_code, lot.articles)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def code_each(coder: Coder, articles: Sequence[Article]) -> Coded:
    """Codings of the articles; one that cannot be coded gives a problem and stops nothing."""
    coded: Coded = []
    for article in articles:
        try:
            coded.append(coder.code(article))
        except Exception as error:  # whatever it is, the other articles must not suffer
            message = f"{article.id}: {type(error).__name__}: {error}"
            coded.append(Problem(article.id, article.source or article.id, "not-coded", message))
    return coded


# One coder a process: making it takes seconds, and a pool can hand its processes nothing but functions.
_coders: list[Coder] = []


def _start(choice: CoderChoice) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives out the work
    _coders.append(choice.make())


def _info() -> CoderInfo:
    return _coders[0].info


def _code(articles: Sequence[Article]) -> Coded:
    return code_each(_coders[0], articles)
