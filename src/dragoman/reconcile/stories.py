"""Events of several articles about one occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dragoman.archive.tables import DERIVED
from dragoman.reconcile.evidence import Weights, variables
from dragoman.reconcile.members import join, sql

if TYPE_CHECKING:
    import duckdb

EVENTS_AT_ONCE = 100_000
"""Events that are compared in one step; bounds memory, changes no result."""

LINKS = DERIVED["story_links"]


def links(base: duckdb.DuckDBPyConnection, chosen: Weights) -> pa.Table:
    """Pairs of events that may be one occurrence, with score and reasons (columns of `story_links`)."""
    _prepare(base, chosen)
    found = [LINKS.empty_table()]
    for first, last in list(_windows(base)):
        _set(base, {"first": first, "last": last, "until": last + timedelta(days=chosen.days)})
        base.execute(sql("told"))
        found.append(base.sql(sql("pairs")).to_arrow_table().cast(LINKS))
    return pa.concat_tables(found).sort_by([("one", "ascending"), ("other", "ascending")])


def stories(base: duckdb.DuckDBPyConnection, chosen: Weights) -> dict[str, pa.Table]:
    """The tables `stories` and `story_events`, from the table or view `story_links`."""
    join(base, "events", "SELECT one, other, score AS likeness FROM story_links", chosen.least)
    base.execute(sql("stories"))
    return {
        name: base.sql(f"FROM made_{name}").to_arrow_table().cast(DERIVED[name]) for name in ("stories", "story_events")
    }


def _prepare(base: duckdb.DuckDBPyConnection, chosen: Weights) -> None:
    _set(base, dict(variables(chosen)))
    base.execute("CREATE OR REPLACE TEMP TABLE close (one VARCHAR, other VARCHAR)")
    base.executemany("INSERT INTO close VALUES (?, ?)", chosen.close_types())
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
