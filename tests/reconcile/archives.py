"""Archives of articles without events, so that no test of copies needs the language model."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman.archive import Archive
from dragoman.model.record import Coding
from dragoman.model.text import Article
from tests.archive.records import INFO


def archive_of(folder: Path, articles: Iterable[Article], keep_text: bool = True) -> Archive:
    """An archive with these articles, none of which tells an event."""
    archive = Archive.create(folder, keep_text)
    archive.add(Coding(INFO, article) for article in articles)
    return archive


def rows(archive: Archive, sql: str) -> list[tuple[object, ...]]:
    """What a query to an archive gives."""
    with archive.connect() as base:
        return base.execute(sql).fetchall()
