"""Articles of several outlets that report one matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.lexicon.stories import Alike
from dragoman.reconcile.members import join, sql

if TYPE_CHECKING:
    import duckdb

ARTICLES_AT_ONCE = 10_000
"""Articles that are compared in one step; bounds memory, changes no result."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days whose articles are compared with those of the days after; `since` and `until` are all days that matter."""

    since: date
    first: date
    last: date
    until: date


def windows(base: duckdb.DuckDBPyConnection, alike: Alike) -> Iterator[Window]:
    """Days in stretches that hold about as many articles as are compared at once."""
    before, after = timedelta(days=alike.days), timedelta(days=2 * alike.days)
    days = base.execute("SELECT day, count(*) FROM lead WHERE day IS NOT NULL GROUP BY day ORDER BY day").fetchall()
    first, count = None, 0
    for day, some in days:
        first, count = first or day, count + some
        if count >= ARTICLES_AT_ONCE or day == days[-1][0]:
            yield Window(first - before, first, day, day + after)
            first, count = None, 0


def match(base: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `matter_some` (one, other, score, reasons) of the days that are set as variables."""
    base.execute(sql("reports"))
    base.execute(f"CREATE OR REPLACE TEMP TABLE matter_some AS {sql('matter_pairs')}")


def matters(base: duckdb.DuckDBPyConnection, alike: Alike) -> None:
    """Make the temporary tables `made_matters` and `made_matter_articles` from the table or view `matter_links`."""
    join(base, "articles", "SELECT one, other, score AS likeness FROM matter_links", alike.least, judged=False)
    base.execute(sql("matters"))


def variables(alike: Alike) -> dict[str, Any]:
    """What the SQL knows by name."""
    own = ("days", "keys", "background", "least_lead", "worth_odds")
    return {**alike.weights, "word_crowd": alike.crowd, **{name: getattr(alike, name) for name in own}}
