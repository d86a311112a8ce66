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
from dragoman.reconcile.same import judged

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
        near = duplicates.links(base, Path(folder))
        tables = {"duplicate_links": near, "duplicates": duplicates.groups(base, near, judged(base, "articles"))}
        alike = stories.links(base, tables["duplicates"], weights())
        tables |= {"story_links": alike, **_stories(base, alike)}
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
        near, alike = (base.sql(f"FROM {name}").to_arrow_table() for name in ("duplicate_links", "story_links"))
        tables = {"duplicates": duplicates.groups(base, near, judged(base, "articles")), **_stories(base, alike)}
    archive.derive(tables, number)
    return True


def _stories(base: duckdb.DuckDBPyConnection, alike: pa.Table) -> dict[str, pa.Table]:
    return stories.stories(base, alike, judged(base, "events"), weights())


def _summary(base: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], seconds: float) -> Summary:
    articles, without = base.execute("SELECT count(*), count(*) FILTER (text IS NULL) FROM articles").fetchone()
    (events,) = base.execute("SELECT count(*) FROM events").fetchone()
    groups = set(tables["duplicates"]["group_id"].to_pylist())
    near = tables["duplicates"].num_rows
    told = tables["story_events"].num_rows
    return Summary(articles, without, events, near, len(groups), tables["stories"].num_rows, told, seconds)
