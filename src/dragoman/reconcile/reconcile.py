"""All of it in order: duplicates first, as copies of a report tell the same events."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.archive import Archive, derived
from dragoman.reconcile import duplicates, stories
from dragoman.reconcile.evidence import weights

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Summary:
    """What reconciling an archive came to; `without_text` articles could be compared by exact copies only."""

    articles: int
    without_text: int
    events: int
    near_duplicates: int
    groups: int
    stories: int
    story_events: int
    seconds: float


def reconcile(archive: Archive) -> Summary:
    """Make the tables of duplicates and stories anew. Nothing else is changed, and nothing is ever deleted.

    The result depends on the articles and judgements alone, not on their order. Takes minutes for a million articles.
    """
    began = time.monotonic()
    number = archive.manifest.number
    with TemporaryDirectory(prefix="dragoman-") as folder, archive.connect() as base:
        base.execute("SET temp_directory = $folder", {"folder": folder})
        tables = {"duplicate_links": duplicates.links(base, Path(folder))}
        _lay_over(base, tables)
        tables["duplicates"] = duplicates.groups(base)
        _lay_over(base, tables)
        tables["story_links"] = stories.links(base, weights())
        _lay_over(base, tables)
        tables |= stories.stories(base, weights())
        archive.derive(tables, number)
        return _summary(base, tables, time.monotonic() - began)


def refresh(archive: Archive) -> bool:
    """Make the labels anew from the pairs that were found before and the judgements of now.

    False where the archive was never reconciled.
    """
    number = derived.made_of_all(archive.folder).get("story_links")
    if number is None:
        return False
    with archive.connect() as base:
        tables = {"duplicates": duplicates.groups(base), **stories.stories(base, weights())}
    archive.derive(tables, number)
    return True


def _lay_over(base: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table]) -> None:
    """Let the connection see these tables in the place of the archive's old ones."""
    for name, table in tables.items():
        base.register(f"new_{name}", table)
        base.execute(f"CREATE OR REPLACE VIEW {name} AS FROM new_{name}")


def _summary(base: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], seconds: float) -> Summary:
    articles, texts, events = base.execute(
        "SELECT count(*), count(text), (SELECT count(*) FROM events) FROM articles"
    ).fetchall()[0]
    groups = set(tables["duplicates"]["group_id"].to_pylist())
    near = tables["duplicates"].num_rows
    told = tables["story_events"].num_rows
    return Summary(articles, articles - texts, events, near, len(groups), tables["stories"].num_rows, told, seconds)
