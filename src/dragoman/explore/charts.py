"""Timelines that several pages draw, each bar leading to its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb
from markupsafe import Markup

from dragoman.explore.address import listed
from dragoman.explore.desk import Asking
from dragoman.explore.draw.timeline import scores, timeline
from dragoman.query import counting
from dragoman.query.filters import Filters

HAPPENED = Filters(modality=("actual",))
"""What counts and charts show: not what is planned, denied, only thought of, or told as background."""
MOST_MONTHS = 240
"""Longer timelines are drawn by year."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months (or years, as `size` says) of some events, and their pictures."""

    months: Sequence[counting.Month]
    size: str
    bars: Markup
    scores: Markup


def over_time(ask: Asking, what: str, lead: Filters, *filters: Filters, path: str = "/events") -> Timeline | None:
    """The events that any of the filters asks for, over time.

    A bar leads to what `lead` asks for at that time, at `path`.
    None where there are no events.
    """
    months, size = ask.once(_counted, *filters)
    if not months:
        return None

    def address(first: date, last: date) -> str:
        return listed(path, replace(lead, since=first, until=last))

    return Timeline(months, size, timeline(months, size, address, what), scores(months, size, what))


def _counted(base: duckdb.DuckDBPyConnection, *filters: Filters) -> tuple[tuple[counting.Month, ...], str]:
    months = counting.months(base, *filters)
    if len(months) <= MOST_MONTHS:
        return months, "month"
    return counting.months(base, *filters, size="year"), "year"
