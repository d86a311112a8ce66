"""An archive: many codings in one folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.archive import derived, files, judgements, restore, shards, views
from dragoman.archive import manifest as manifests
from dragoman.archive.manifest import Manifest
from dragoman.archive.rows import Row, coder_id
from dragoman.archive.tables import CODED
from dragoman.archive.writer import Writer, writing
from dragoman.errors import ArchiveError
from dragoman.model.record import CoderInfo, Coding
from dragoman.model.story import Judgement
from dragoman.model.text import Article

if TYPE_CHECKING:
    import duckdb

OURS = {
    manifests.NAME, files.WRITER, files.VIEWS, files.DERIVED, views.DATABASE, shards.FOLDER, judgements.NAME,
    derived.FOLDER, "damaged", "follow.json",
}  # fmt: skip
"""What an archive's folder may hold."""

_AT_ONCE = 200


class Archive:
    """Many codings on disk: Parquet shards, a manifest that names them, and DuckDB views over both.

    Nothing in a shard is ever changed. One process writes at a time, any number read meanwhile.
    """

    def __init__(self, folder: Path | str) -> None:
        """Open an archive that is there. Raises ArchiveError (`no-archive`, `later-version`, `bad-manifest`)."""
        self.folder = Path(folder)
        self.manifest  # noqa: B018 - to find at once what is wrong

    @classmethod
    def create(cls, folder: Path | str, keep_text: bool = True) -> Archive:
        """The archive in this folder, made where there is none.

        Raises ArchiveError: `not-an-archive` for a folder with other things in it, `other-choice` where the
        archive that is there keeps texts and this one must not, or the other way round.
        """
        path = Path(folder)
        if not (path / manifests.NAME).exists():
            _make(path, keep_text)
        archive = cls(path)
        if archive.manifest.keep_text != keep_text:
            kept = "keeps" if archive.manifest.keep_text else "does not keep"
            raise ArchiveError(f"{path}: this archive {kept} the texts; begin another one to choose anew", "other-choice")  # fmt: skip  # noqa: E501
        return archive

    @property
    def manifest(self) -> Manifest:
        """What the archive consists of at this moment."""
        return manifests.load(self.folder)

    def connect(self, coder: str | None = None) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory with the archive's tables as views (see `archive.views.connect`).

        `coder` is a coder's short name or version; without it each article shows its newest coding.
        """
        manifest = self.manifest
        name = coder_id(manifest.coder(coder)) if coder else None
        return views.connect(self.folder, manifest, name)

    def writer(self, info: CoderInfo, wait: bool = False) -> AbstractContextManager[Writer]:
        """A context with the archive's one writer, for codings by this coder.

        Raises ArchiveError (`archive-busy`) where another process writes and `wait` is false.
        """
        return writing(self.folder, info, wait)

    def add(self, codings: Iterable[Coding] | Coding, wait: bool = False) -> int:
        """Add codings, or one, and say how many were new; adding one twice changes nothing."""
        count = 0
        every = [codings] if isinstance(codings, Coding) else codings
        for info, some in groupby(every, key=attrgetter("coder")):
            with self.writer(info, wait) as writer:
                for coding in some:
                    found = writer.admit(coding.article)
                    if isinstance(found, Article):
                        writer.add(replace(coding, article=found))
                        count += 1
                    elif found is not None:
                        writer.add_copy(found)
        return count

    def judge(self, made: Iterable[Judgement]) -> None:
        """Append judgements; each supersedes the earlier answer to its question. Safe while others read and write."""
        judgements.append(self.folder, made)
        views.rebuild(self.folder)

    def derive(self, tables: Mapping[str, derived.Derived], manifest_number: int) -> None:
        """Replace derived tables (`archive.tables.DERIVED`), made from the manifest with this number."""
        with files.locked(self.folder, wait=True, name=files.DERIVED):
            derived.write(self.folder, tables, manifest_number)
        views.rebuild(self.folder)

    def articles(self, coder: str | None = None) -> Iterator[Article]:
        """The articles with their texts, as they were read. Raises ArchiveError (`no-text`)."""
        with self.connect(coder) as base:
            names = [name for (name,) in base.execute("SELECT article_id FROM articles ORDER BY article_id").fetchall()]
        # A few at a time, each with a look at the manifest of that moment: reading them all may take hours, and
        # shards are merged meanwhile.
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            with self.connect(coder) as base:
                sql = "SELECT * FROM articles WHERE list_contains(?, article_id) ORDER BY article_id"
                rows = list(_rows(base, sql, [some]))
            yield from map(restore.article, rows)

    def coding(
        self, article_id: str, coder: str | None = None, base: duckdb.DuckDBPyConnection | None = None
    ) -> Coding:  # fmt: skip
        """The coding of one article, with `base` as that connection shows it.

        Raises ArchiveError (`no-such-article`, `no-text`).
        """
        with nullcontext(base) if base else self.connect(coder) as asked:
            tables = {
                table: list(_rows(asked, f"SELECT * FROM {table} WHERE article_id = ?", [article_id]))
                for table in CODED
            }
        if not tables["articles"]:
            raise ArchiveError(f"no article {article_id!r} in {self.folder}", "no-such-article")
        for table, rows in tables.items():
            if table != "articles":
                rows.sort(key=lambda row: int(row["id"].rpartition("/")[2][1:]))
        return restore.coding(self.manifest.coder(tables["articles"][0]["coder"]), tables)


def _make(path: Path, keep_text: bool) -> None:
    if path.exists() and not path.is_dir():
        raise ArchiveError(f"{path}: an archive is a folder, this is a file", "no-archive")
    there = {child.name for child in path.iterdir()} if path.exists() else set()
    foreign = sorted(name for name in there - OURS if not name.startswith(files.TEMPORARY))
    if foreign:
        raise ArchiveError(f"{path}: the folder holds other things ({foreign[0]}) and no archive", "not-an-archive")
    with files.disk(path):
        path.mkdir(parents=True, exist_ok=True)
    with files.locked(path, wait=True):
        if not (path / manifests.NAME).exists():  # nobody was quicker
            (path / shards.FOLDER).mkdir(exist_ok=True)
            manifests.save(path, Manifest(keep_text=keep_text))
            views.rebuild(path)


def _rows(base: duckdb.DuckDBPyConnection, sql: str, values: list[object] | None = None) -> Iterator[Row]:
    found = base.execute(sql, values or [])
    names = [column[0] for column in found.description]
    while some := found.fetchmany(500):
        for row in some:
            yield dict(zip(names, row, strict=True))
