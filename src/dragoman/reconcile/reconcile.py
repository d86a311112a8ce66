"""All of it in order: duplicates first, as copies of a report tell the same events."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dragoman import lexicon
from dragoman.archive import Archive, derived
from dragoman.reconcile import duplicates, entries, matters, stories

if TYPE_CHECKING:
    import duckdb

_MEMORY = "1GB"
"""What DuckDB may take; the signatures of a million articles take half as much again."""
_COUNTS = """
SELECT
  count(*), count(text), (SELECT count(*) FROM events), (SELECT count(*) FROM made_duplicates),
  (SELECT count(DISTINCT group_id) FROM made_duplicates), (SELECT count(*) FROM made_stories),
  (SELECT count(*) FROM made_story_events), (SELECT count(*) FROM made_matters),
  (SELECT count(*) FROM made_matter_articles)
FROM articles
"""


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
    matters: int
    matter_articles: int
    seconds: float


def reconcile(archive: Archive) -> Summary:
    """Make the tables of duplicates, stories and the ledger anew. Nothing else is changed, and nothing is ever deleted.

    The result depends on the articles and judgements alone, not on their order. Takes minutes for a million articles.
    """
    began = time.monotonic()
    number = archive.manifest.number
    with TemporaryDirectory(prefix="dragoman-") as name, archive.connect() as base:
        folder = Path(name)
        base.execute("SET temp_directory = $name", {"name": name})
        base.execute(f"SET memory_limit = '{_MEMORY}'")
        base.register("new_duplicate_links", duplicates.links(base, folder))
        base.execute("CREATE OR REPLACE VIEW duplicate_links AS FROM new_duplicate_links")
        duplicates.groups(base)
        words = lexicon.load().stories
        stories.links(base, folder, words)
        matters.matters(base, words.alike)
        stories.stories(base, words)
        archive.derive(_labels(base) | _links(base), number)
        summary = _summary(base)
    with entries.built(archive) as tables:
        archive.derive(tables, number)
    return replace(summary, seconds=time.monotonic() - began)


def refresh(archive: Archive) -> bool:
    """Make the labels anew from the pairs that were found before and the judgements of now.

    False where the archive was never reconciled.
    """
    number = derived.manifest_numbers(archive.folder).get("story_links")
    if number is None:
        return False
    with archive.connect() as base:
        duplicates.groups(base)
        matters.matters(base, lexicon.load().stories.alike)
        stories.stories(base, lexicon.load().stories)
        archive.derive(_labels(base), number)
    return True


def _labels(base: duckdb.DuckDBPyConnection) -> dict[str, derived.Derived]:
    return {
        "duplicates": base.sql("FROM made_duplicates ORDER BY first_published, group_id, article_id"),
        "matters": base.sql("FROM made_matters ORDER BY first_published, matter"),
        "matter_articles": base.sql("FROM made_matter_articles ORDER BY matter, article_id"),
        "stories": base.sql("FROM made_stories ORDER BY first_day, story"),
        "story_events": base.sql("FROM made_story_events ORDER BY story, event"),
    }


def _links(base: duckdb.DuckDBPyConnection) -> dict[str, derived.Derived]:
    pairs = dict.fromkeys(("duplicate_links", "matter_links", "story_links"), "one, other")
    names = pairs | {"duplicate_texts": "article_id"}
    return {name: base.sql(f"FROM {name} ORDER BY {columns}") for name, columns in names.items()}


def _summary(base: duckdb.DuckDBPyConnection) -> Summary:
    ((articles, texts, events, near, groups, found, told, of_one, there),) = base.execute(_COUNTS).fetchall()
    return Summary(articles, articles - texts, events, near, groups, found, told, of_one, there, 0.0)
