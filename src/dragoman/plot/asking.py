"""What a picture is made of: which archive, which records, and how they are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, get_args

from dragoman import lexicon
from dragoman.archive import Archive
from dragoman.errors import QueryError
from dragoman.model.record import Modality
from dragoman.query.filters import Filters
from dragoman.query.records import EVENTS, asked

if TYPE_CHECKING:
    import duckdb

SIZES = ("day", "week", "month", "year")
_DAYS = {"day": 62, "week": 400, "month": 366 * 15}
"""How many days a picture spans at most for each size of period to be the fitting one; years after that."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A picture's question, with a connection that answers it; `by` is the size of a period, None for a fitting one.

    `as_of` is the day of a ledger, `top` how many units are shown where there are more.
    """

    archive: Archive
    base: duckdb.DuckDBPyConnection
    filters: Filters
    by: str | None = None
    as_of: date | None = None
    top: int | None = None
    coder: str | None = None

    def rows(self, sql: str, filters: Filters | None = None) -> list[tuple[Any, ...]]:
        """The answer to SQL over `hits`, the events asked for."""
        hits, values = asked(EVENTS, filters or self.filters)
        return self.base.execute(f"WITH hits AS ({hits}) {sql}", values).fetchall()

    def days(self) -> tuple[date, date]:
        """The first and last day: those asked for, else those of the events. Raises QueryError where there are none."""
        [(first, last)] = self.rows("SELECT min(day), max(day) FROM hits")
        if first is None:
            raise QueryError("there is nothing to draw: no event with a day is left with these filters")
        return self.filters.since or first, self.filters.until or last

    def size(self) -> str:
        """The size of a period."""
        if self.by is not None:
            return self.by
        first, last = self.days()
        return next((size for size, most in _DAYS.items() if (last - first).days <= most), "year")

    def periods(self) -> tuple[date, ...]:
        """The first days of all periods, those without events too."""
        return tuple(_periods(*self.days(), self.size()))


def _periods(first: date, last: date, size: str) -> Iterator[date]:
    at = floor(first, size)
    while at <= last:
        yield at
        at = _next(at, size)


def floor(day: date, size: str) -> date:
    """The first day of the period that a day lies in; weeks begin on Monday."""
    if size == "week":
        return day - timedelta(days=day.weekday())
    return day if size == "day" else day.replace(day=1) if size == "month" else day.replace(month=1, day=1)


def _next(day: date, size: str) -> date:
    if size in ("day", "week"):
        return day + timedelta(days=1 if size == "day" else 7)
    months = day.year * 12 + day.month - 1 + (1 if size == "month" else 12)
    return date(months // 12, months % 12 + 1, 1)


def actual(filters: Filters) -> Filters:
    """The same for events that happened, unless other modalities are asked for."""
    return filters if filters.modality else replace(filters, modality=("actual",))


def side(values: tuple[str, ...]) -> str:
    """One side of a question in words."""
    return " or ".join(lexicon.load().labels.countries.get(value, value) for value in values)


def modalities(filters: Filters) -> str:
    """Which events are counted, in words."""
    if filters.modality == ("actual",):
        return "Events that happened"
    if set(filters.modality) == set(get_args(Modality)):
        return "Events of all modalities"
    return f"Events: {', '.join(filters.modality)}"
