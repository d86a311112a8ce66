"""From sources into an archive: every article coded once, whatever happens meanwhile."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dragoman.archive import Archive, Writer
from dragoman.archive.rows import Row
from dragoman.errors import ArticleError
from dragoman.model.record import Coding
from dragoman.model.text import Article, Problem, Skipped
from dragoman.scale.engines import Coded, CoderChoice, Engine, engine

LOT = 4
"""Articles that a process is given at once."""
SHARD = 128
"""Articles after which a shard is written."""
PATIENCE = 60.0
"""Seconds after which one is written although it is small."""

Item = Article | Row | Problem


@dataclass(slots=True)
class Progress:
    """How far an ingest has come."""

    read: int = 0
    coded: int = 0
    known: int = 0
    copies: int = 0
    events: int = 0
    problems: int = 0
    skipped: int = 0
    interrupted: bool = False

    def add(self, other: Progress) -> None:
        """Count what another run did as well."""
        for name in ("read", "coded", "known", "copies", "events", "problems", "skipped"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


Watch = Callable[[Progress], bool | None]


def ingest(
    archive: Archive, items: Iterable[Article | Problem], choice: CoderChoice | None = None, *, workers: int = 1,
    wait: bool = False, watch: Watch | None = None,
) -> Progress:  # fmt: skip
    """Code articles into an archive and say what came of them.

    An article that the archive has from this coder is passed over. After a crash at any moment the same call goes
    on, and the archive comes out as from an undisturbed run. `watch` is called with the progress again and again;
    where it answers True, what is finished is written and `interrupted` set.
    Raises ArticleError for what `read` does not give, ArchiveError (`archive-busy` where another process writes and
    `wait` is false, `disk-full`, …), ModelError and LexiconError.
    """
    with engine(choice or CoderChoice(), workers) as coders:
        return ingest_with(coders, archive, items, wait=wait, watch=watch)


def ingest_with(
    coders: Engine, archive: Archive, items: Iterable[Article | Problem], *, wait: bool = False,
    watch: Watch | None = None, shard: int = SHARD,
) -> Progress:  # fmt: skip
    """The same with an engine of one's own; a shard is written after `shard` articles."""
    progress = Progress()
    with archive.writer(coders.info, wait) as writer:
        _Run(coders, writer, progress, watch or (lambda _: None), shard).run(items)
    return progress


def recode(
    archive: Archive, choice: CoderChoice | None = None, *, workers: int = 1, wait: bool = False,
    watch: Watch | None = None,
) -> Progress:  # fmt: skip
    """Code the archive's articles again from their stored texts with the present coder, beside the old codings.

    Raises ArchiveError (`no-text` where the archive keeps no texts) and what `ingest` raises.
    """
    return ingest(archive, archive.articles(), choice, workers=workers, wait=wait, watch=watch)


class _Run:
    """Items in their order through the engine into the writer."""

    def __init__(self, coders: Engine, writer: Writer, progress: Progress, watch: Watch, shard: int) -> None:
        self._watch = watch
        self._shard = shard
        self._engine = coders
        self._writer = writer
        self._progress = progress
        self._waiting: deque[tuple[list[Item], object]] = deque()
        self._written = time.monotonic()

    def run(self, items: Iterable[Article | Problem]) -> None:
        for lot in _lots(self._admitted(items)):
            articles = [item for item in lot if isinstance(item, Article)]
            self._waiting.append((lot, self._engine.submit(articles)))
            while len(self._waiting) > self._engine.window:
                self._finish()
            if self._progress.interrupted:
                return
        while self._waiting and not self._progress.interrupted:
            self._finish()

    def _admitted(self, items: Iterable[Article | Problem]) -> Iterator[Item]:
        for item in items:
            if not isinstance(item, (Article, Problem)):
                raise ArticleError(f"articles are ingested, as dragoman.read gives them, not {type(item).__name__}")
            self._progress.read += 1
            admitted = item if isinstance(item, Problem) else self._writer.admit(item)
            if admitted is not None:
                yield admitted
                continue
            self._progress.known += 1
            self._tell()
            if self._progress.interrupted:
                return

    def _finish(self) -> None:
        lot, handle = self._waiting[0]
        coded = self._engine.result(handle)
        self._waiting.popleft()
        self._store(lot, coded)
        late = time.monotonic() - self._written > PATIENCE
        if self._writer.waiting >= self._shard or (late and self._writer.waiting):
            self._writer.flush()
            self._written = time.monotonic()
        self._tell()

    def _tell(self) -> None:
        if self._watch(self._progress):
            self._progress.interrupted = True

    def _store(self, lot: list[Item], coded: Coded) -> None:
        results = iter(coded)
        for item in lot:
            result = next(results) if isinstance(item, Article) else item
            if isinstance(result, Coding):
                self._writer.add(result)
                self._progress.coded += 1
                self._progress.events += len(result.events)
            elif isinstance(result, Skipped):
                self._writer.add_problem(result, "skip")
                self._progress.skipped += 1
            elif isinstance(result, Problem):
                self._writer.add_problem(result, "code" if isinstance(item, Article) else "read")
                self._progress.problems += 1
            elif isinstance(result, dict):
                self._writer.add_copy(result)
                self._progress.copies += 1


def _lots(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Lots of items with a few articles in each, in their order."""
    lot: list[Item] = []
    articles = 0
    for item in items:
        lot.append(item)
        articles += isinstance(item, Article)
        if articles == LOT or len(lot) >= SHARD:
            yield lot
            lot, articles = [], 0
    if lot:
        yield lot
