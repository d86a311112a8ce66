"""Lists of events, statements, positions and articles, with their filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from dragoman.explore.address import CHOICE, SIZES, Asked, asked
from dragoman.explore.desk import Asking
from dragoman.explore.pages.download import FORMATS
from dragoman.explore.site import Site
from dragoman.query import counting
from dragoman.query.filters import Filters
from dragoman.query.paging import Page, count, orders, page
from dragoman.query.records import ARTICLES, EVENTS, KINDS, POSITIONS, STATEMENTS, Kind, check_text

_COLUMNS: dict[str, tuple[str, ...]] = {
    "events": ("article_id", "day", "type", "modes", "modality", "actors", "recipients", "sentence", "sentence_words",
               "trigger", "outlet", "title", "published", "place_name", "place_country", "contexts", "score",
               "confidence", "cameo", "quad_class", "date_start", "date_end", "date_precision", "date_basis"),
    "statements": ("article_id", "day", "act", "kind", "speaker", "addressee", "content_words", "outlet", "title",
                   "published", "place_name", "place_country"),
    "positions": ("article_id", "day", "act", "holder", "counterparts", "content_words", "condition_words",
                  "exchange_words", "deadline_start", "deadline_end", "deadline_precision", "deadline_words", "outlet",
                  "title", "published"),
    "articles": ("published", "outlet", "title", "language", "byline", "url", "article_id"),
}  # fmt: skip


def add(app: FastAPI, site: Site) -> None:
    """A list for each kind of record."""
    for kind in (EVENTS, STATEMENTS, POSITIONS, ARTICLES):
        _add(app, site, kind)


def _add(app: FastAPI, site: Site, kind: Kind) -> None:
    @app.get(f"/{kind.table}", name=kind.table)
    def records(request: Request) -> HTMLResponse:
        chosen = asked(kind, request.query_params.multi_items())
        with site.desk.open() as ask:
            check_text(ask.archive, chosen.filters)
            found = page(
                ask.base, kind, chosen.filters, _COLUMNS[kind.table], chosen.order, chosen.size, chosen.after,
                chosen.before,
            )  # fmt: skip
            total = ask.once(_count, kind.table, chosen.filters)
            return site.page(
                "records.html", request, asked=chosen, rows=found.rows, total=total, facets=_facets(ask, chosen),
                turns=_turns(chosen, found), orders=orders(kind), sizes=SIZES, choice=CHOICE[kind.table],
                folder=site.folder, types=_types(kind), downloads=tuple(FORMATS),
            )  # fmt: skip


def _count(base: duckdb.DuckDBPyConnection, table: str, filters: Filters) -> int:
    return count(base, KINDS[table], filters)


def _types(kind: Kind) -> Sequence[str]:
    return [name for name in kind.types() if ":" not in name]


@dataclass(frozen=True, slots=True)
class Turns:
    """Addresses of the first page, the one before and the one after, where there are such."""

    first: str | None
    before: str | None
    after: str | None


def _turns(chosen: Asked, found: Page) -> Turns:
    here = replace(chosen, after=None, before=None)
    return Turns(
        here.address() if found.before else None,
        here.address(before=found.before) if found.before else None,
        here.address(after=found.after) if found.after else None,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a list can be narrowed to, how many records have it, where it leads, and whether it is chosen."""

    value: str
    count: int
    address: str
    chosen: bool


def _facets(ask: Asking, chosen: Asked) -> dict[str, list[Choice]]:
    table = chosen.kind.table
    return {
        name: [
            _choice(chosen, name, value, number)
            for value, number in ask.once(_facet, table, replace(chosen.filters), name)
        ]
        for name in counting.facets(chosen.kind)
    }


def _facet(base: duckdb.DuckDBPyConnection, table: str, filters: Filters, name: str) -> tuple[counting.Count, ...]:
    return counting.facet(base, KINDS[table], filters, name)


def _choice(chosen: Asked, name: str, value: str, number: int) -> Choice:
    """Choosing adds a value to its filter, choosing again takes it away; a year is chosen alone."""
    if name == "year":
        since, until = chosen.filters.since, chosen.filters.until
        on = bool(since and until and f"{since:%Y-%m-%d} {until:%Y-%m-%d}" == f"{value}-01-01 {value}-12-31")
        days = (None, None) if on else (date(int(value), 1, 1), date(int(value), 12, 31))
        return Choice(value, number, chosen.with_filters(since=days[0], until=days[1]).address(), on)
    there: tuple[str, ...] = getattr(chosen.filters, name)
    on = value in there
    others = tuple(one for one in there if one != value) if on else (*there, value)
    return Choice(value, number, chosen.with_filters(**{name: others}).address(), on)
