"""One actor, or two and what goes on between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

import duckdb
from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from dragoman import lexicon
from dragoman.explore.charts import HAPPENED, over_time
from dragoman.explore.desk import Asking
from dragoman.explore.site import Site
from dragoman.query import counting, looking
from dragoman.query.filters import Filters
from dragoman.query.paging import page
from dragoman.query.records import KINDS

SHOWN = 6
"""So many records of each kind are shown before the list of all."""
_COLUMNS = {
    "events": ("article_id", "day", "type", "modes", "modality", "actors", "recipients", "sentence", "sentence_words",
               "trigger", "outlet", "title", "published"),
    "statements": ("article_id", "day", "act", "kind", "speaker", "addressee", "content_words", "outlet", "title",
                   "published"),
    "positions": ("article_id", "day", "act", "holder", "counterparts", "content_words", "condition_words",
                  "deadline_start", "deadline_end", "deadline_precision", "deadline_words", "outlet", "title",
                  "published"),
}  # fmt: skip
_Who = Annotated[str, Query(min_length=1, max_length=300)]


def add(app: FastAPI, site: Site) -> None:
    """The pages of an actor and of a dyad."""

    @app.get("/actor/{who:path}")
    def actor(request: Request, who: str) -> HTMLResponse:
        with site.desk.open() as ask:
            facts = _facts(ask, who)
            acts, suffers = replace(HAPPENED, actor=(who,)), replace(HAPPENED, with_=(who,))
            return site.page(
                "actor.html", request, who=who, name=called(who, facts), facts=facts, acts=acts, suffers=suffers,
                chart=over_time(ask, called(who, facts), acts, acts, suffers),
                types=ask.once(counting.types, acts), suffered=ask.once(counting.types, suffers),
                partners=[one for one in ask.once(counting.partners, acts) if one.who != who],
                issues=ask.once(counting.issues, acts), roles=ask.once(looking.roles, who),
                newest=_newest(ask, Filters(actor=(who,))),
            )  # fmt: skip

    @app.get("/dyad")
    def dyad(request: Request, one: _Who, other: _Who) -> HTMLResponse:
        with site.desk.open() as ask:
            there = replace(HAPPENED, actor=(one,), with_=(other,))
            back = replace(HAPPENED, actor=(other,), with_=(one,))
            names = [called(who, _facts(ask, who)) for who in (one, other)]
            return site.page(
                "dyad.html", request, one=one, other=other, names=names, there=there, back=back,
                chart=over_time(ask, f"{names[0]} and {names[1]}", there, there, back),
                types=[ask.once(counting.types, way) for way in (there, back)],
                issues=ask.once(counting.issues, there),
                newest=[
                    _newest(ask, Filters(actor=(a,), with_=(b,))) for a, b in ((one, other), (other, one))
                ],
            )  # fmt: skip


def called(who: str, facts: Mapping[str, Any] | None) -> str:
    """What an actor is called: by its country, its code, else as reports call it."""
    if who in lexicon.load().labels.countries:
        return lexicon.load().labels.countries[who]
    return str(facts["name"]) if facts else " ".join(_code_words(who)) or who


def _facts(ask: Asking, who: str) -> Mapping[str, Any] | None:
    """What reports say of an actor, None for a code that none of them names so. Raises 404 for what is neither."""
    facts = ask.once(looking.actor, who)
    if facts is None and not _code_words(who):
        raise HTTPException(404)
    return facts


def _code_words(who: str) -> list[str]:
    """The names of the country and the sector of a code such as `RUS`, `IGO` or `RUSMIL`; empty for no code."""
    parts = [who[n : n + 3] for n in range(0, len(who), 3)]
    if parts[0] in lexicon.load().labels.countries:
        first, rest = [lexicon.load().labels.countries[parts[0]]], parts[1:]
    else:
        first, rest = [], parts
    known = len(rest) <= 1 and all(part in lexicon.load().codes.sectors for part in rest)
    return [*first, *(lexicon.load().labels.sectors.get(part, part) for part in rest)] if known else []


def _newest(ask: Asking, filters: Filters) -> dict[str, Sequence[Mapping[str, Any]]]:
    """The newest records of each kind."""
    return {table: ask.once(_few, table, filters) for table in _COLUMNS}


def _few(base: duckdb.DuckDBPyConnection, table: str, filters: Filters) -> Sequence[Mapping[str, Any]]:
    return page(base, KINDS[table], filters, _COLUMNS[table], size=SHOWN).rows
