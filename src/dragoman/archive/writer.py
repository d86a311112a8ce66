"""The one writer that an archive has at a time."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dragoman.archive import manifest as manifests
from dragoman.archive import shards, views
from dragoman.archive.files import VIEWS, clear_temporary, locked
from dragoman.archive.known import Known
from dragoman.archive.manifest import Manifest, Retired, Shard
from dragoman.archive.rows import Row, coder_id, coding_rows, copy_row, problem_row
from dragoman.archive.tables import CODED, TABLES
from dragoman.errors import ArchiveError
from dragoman.model.record import CoderInfo, Coding
from dragoman.model.text import Article, Problem

FAN = 8
"""So many shards of one level are merged into one of the next."""
TOP_LEVEL = 3
GRACE = 3600.0
"""Seconds for which a merged shard is left lying for those who still read it."""


class Writer:
    """Adds codings, copies and problems; what was flushed survives whatever comes.

    Made by `Archive.writer`, which holds the lock while it is used.
    """

    def __init__(self, folder: Path, manifest: Manifest, info: CoderInfo) -> None:
        self._folder = folder
        self._manifest = manifest.with_coder(info)
        self._coder = coder_id(info)
        with views.connect(folder, manifest) as base:
            self._known = Known.load(base, self._coder)
        self._rows: dict[str, list[Row]] = {table: [] for table in TABLES}

    @property
    def waiting(self) -> int:
        """How many articles and problems are not on the disk yet."""
        return sum(len(self._rows[table]) for table in ("articles", "copies", "problems"))

    def admit(self, article: Article) -> Article | Row | None:
        """What is to be done with an article: code it (under the id given), add this row of a copy, or nothing."""
        same = self._known.same_as(article)
        if same is None:
            return self._known.enter(article)
        return copy_row(article, *same) if self._known.is_new_copy(article) else None

    def add(self, coding: Coding) -> None:
        """A coding of an article that was admitted."""
        for table, rows in coding_rows(coding, coding.article.id, self._manifest.keep_text).items():
            self._rows[table].extend(rows)

    def add_copy(self, row: Row) -> None:
        """A copy that `admit` gave."""
        self._rows["copies"].append(row)

    def add_problem(self, problem: Problem, stage: str) -> None:
        """What could not be read or coded; the same is written once."""
        if self._known.is_new_problem(problem):
            self._rows["problems"].append(problem_row(problem, stage, self._coder))

    def flush(self) -> None:
        """Put what is waiting on the disk, whole or not at all. Raises ArchiveError (`disk-full`, `not-writable`)."""
        if self.waiting:
            number = self._manifest.number + 1
            name = f"{number:08}-{self._coder}"
            rows = {table: some for table, some in self._rows.items() if some or table in CODED}
            shard = shards.write(self._folder, name, self._coder, rows)
            self._save(replace(self._manifest, number=number, shards=(*self._manifest.shards, shard)))
            self._rows = {table: [] for table in TABLES}
        self._merge()
        views.rebuild(self._folder)

    def _save(self, manifest: Manifest) -> None:
        manifests.save(self._folder, manifest)
        self._manifest = manifest

    def _merge(self) -> None:
        for level in range(TOP_LEVEL):
            alike = [s for s in self._manifest.shards if s.coder == self._coder and s.level == level]
            if len(alike) >= FAN:
                self._replace(alike[:FAN])
        self._sweep()

    def _replace(self, old: list[Shard]) -> None:
        number = self._manifest.number + 1
        new = shards.merge(self._folder, f"{number:08}-{self._coder}", old)
        now = time.time()
        kept = tuple(shard for shard in self._manifest.shards if shard not in old)
        retired = (*self._manifest.retired, *(Retired(shard.name, now) for shard in old))
        self._save(replace(self._manifest, number=number, shards=(*kept, new), retired=retired))

    def _sweep(self) -> None:
        """Remove merged shards that nobody can be reading any more."""
        now = time.time()
        late = [shard for shard in self._manifest.retired if now - shard.since > GRACE]
        if late:
            self._save(replace(self._manifest, retired=tuple(s for s in self._manifest.retired if s not in late)))
            for shard in late:
                shutil.rmtree(self._folder / shards.FOLDER / shard.name, ignore_errors=True)


@contextmanager
def writing(folder: Path, info: CoderInfo, wait: bool) -> Iterator[Writer]:
    """The writer of an archive, alone; what waits when the block ends is flushed, an error or not.

    Raises ArchiveError (`archive-busy`, and those of `Writer.flush`).
    """
    with locked(folder, wait):
        with locked(folder, wait=True, name=VIEWS):
            clear_temporary(folder)
        clear_temporary(folder / shards.FOLDER)
        writer = Writer(folder, manifests.load(folder), info)
        try:
            yield writer
        except ArchiveError:
            raise  # it could not be written before, and cannot be now
        except BaseException:
            writer.flush()
            raise
        writer.flush()
