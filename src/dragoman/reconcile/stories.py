"""Events of several articles about one occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.archive.files import literal
from dragoman.archive.tables import DERIVED
from dragoman.lexicon.stories import StoryWords
from dragoman.reconcile.evidence import variables
from dragoman.reconcile.members import join, sql

if TYPE_CHECKING:
    import duckdb

EVENTS_AT_ONCE = 100_000
"""Events that are compared in one step; bounds memory, changes no result."""


def links(base: duckdb.DuckDBPyConnection, folder: Path, words: StoryWords) -> None:
    """Make the view `story_links`: pairs of events that may be one occurrence, with score and reasons.

    They are written to this folder, step by step. The temporary table `made_duplicates` says which articles are copies.
    """
    _prepare(base, words)
    for number, (first, last) in enumerate(list(_windows(base))):
        _set(base, {"first": first, "last": last, "until": last + timedelta(days=words.weights.days)})
        base.execute(sql("told"))
        base.execute(f"COPY ({sql('pairs')}) TO {literal(folder / f'links-{number}.parquet')} (COMPRESSION zstd)")
    found = ", ".join(map(literal, sorted(folder.glob("links-*.parquet"))))
    if found:
        base.execute(f"CREATE OR REPLACE VIEW story_links AS FROM read_parquet([{found}])")
    else:
        base.register("no_links", DERIVED["story_links"].empty_table())
        base.execute("CREATE OR REPLACE VIEW story_links AS FROM no_links")


def stories(base: duckdb.DuckDBPyConnection, words: StoryWords) -> None:
    """Make the temporary tables `made_stories` and `made_story_events` from the table or view `story_links`."""
    join(base, "events", "SELECT one, other, score AS likeness FROM story_links", words.weights.least)
    base.execute(sql("stories"))


def _prepare(base: duckdb.DuckDBPyConnection, words: StoryWords) -> None:
    _set(base, dict(variables(words)))
    base.execute("CREATE OR REPLACE TEMP TABLE close (one VARCHAR, other VARCHAR)")
    base.executemany("INSERT INTO close VALUES (?, ?)", words.close_types)
    base.execute(sql("macros"))
    base.execute(sql("words"))


def _set(base: duckdb.DuckDBPyConnection, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        base.execute(f"SET VARIABLE {name} = $value", {"value": value})


def _windows(base: duckdb.DuckDBPyConnection) -> Iterator[tuple[date, date]]:
    """Days in stretches that hold about as many events as are compared at once."""
    first, count = None, 0
    day = None
    for day, some in base.execute("SELECT about, count(*) FROM dated GROUP BY about ORDER BY about").fetchall():
        first = first or day
        count += some
        if count >= EVENTS_AT_ONCE:
            yield first, day
            first, count = None, 0
    if first and day:
        yield first, day
