"""Who demands, pledges or threatens what, by when, and what was reported of it later, as of a day."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import duckdb
from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse

from dragoman import lexicon
from dragoman.explore.site import Site
from dragoman.query.filters import Filters
from dragoman.query.looking import last_day
from dragoman.reconcile.ledger import STATUSES, is_current, ledger

SHOWN = 100
"""So many entries stand on a page, the most pressing first."""
_MONTHS = 3
Row = Mapping[str, Any]
_Text = Annotated[str, Query(max_length=300)]


def add(app: FastAPI, site: Site) -> None:
    """The ledger."""

    @app.get("/ledger")
    def page(
        request: Request, as_of: Annotated[str, Query(alias="as-of", max_length=10)] = "", actor: _Text = "",
        other: Annotated[str, Query(alias="with", max_length=300)] = "", act: _Text = "", status: _Text = "",
    ) -> HTMLResponse:  # fmt: skip
        with site.desk.open() as ask:
            last = ask.once(last_day)
            day = Filters(until=as_of.strip() or None).until or last or date.today()
            rows = ask.once(_rows, ask.archive, day, actor.strip(), other.strip(), act, status)
            return site.page(
                "ledger.html", request, as_of=day, last=last, today=date.today(), actor=actor, other=other, act=act,
                status=status, acts=lexicon.load().bearing.acts, statuses=STATUSES, rows=rows, most=SHOWN,
                months=calendars(day, rows), current=is_current(ask.archive),
            )  # fmt: skip


def _rows(
    _: duckdb.DuckDBPyConnection, archive: Any, day: date, actor: str, other: str, act: str, status: str
) -> Sequence[Row]:
    found = ledger(archive, day, actor or None, other or None, act or None, status or None, limit=SHOWN)
    rows: Sequence[Row] = found.to_pylist()
    return rows


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar: its weeks of days, None outside of it, and the entries that are due on each day."""

    first: date
    weeks: tuple[tuple[date | None, ...], ...]
    due: Mapping[date, Sequence[Row]]


def calendars(day: date, rows: Sequence[Row]) -> list[Month]:
    """The month of a day and those after it, with what is due in them; empty where nothing is."""
    due: dict[date, list[Row]] = {}
    for row in rows:
        if row["deadline"]:
            due.setdefault(row["deadline"], []).append(row)
    found = []
    for number in range(day.year * 12 + day.month - 1, day.year * 12 + day.month - 1 + _MONTHS):
        year, month = number // 12, number % 12 + 1
        weeks = calendar.Calendar().monthdayscalendar(year, month)
        days = tuple(tuple(date(year, month, n) if n else None for n in week) for week in weeks)
        found.append(
            Month(
                date(year, month, 1), days, {d: some for d, some in due.items() if (d.year, d.month) == (year, month)}
            )
        )
    return found if any(one.due for one in found) else []
