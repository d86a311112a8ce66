"""Counts over the records asked for: by what they are of (facets), by month, by place, and between whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.errors import QueryError
from dragoman.query.filters import Filters
from dragoman.query.records import EVENTS, Kind, asked

if TYPE_CHECKING:
    import duckdb

Count = tuple[str, int]

_YEAR = "CAST(year({}) AS VARCHAR)"
_FACETS: dict[str, dict[str, str]] = {
    "events": {
        "type": "type", "modality": "modality", "actor": "unnest(actor_countries)", "outlet": "outlet",
        "year": _YEAR.format("day"),
    },
    "statements": {
        "type": "act", "actor": "speaker.country", "outlet": "outlet", "year": _YEAR.format("day"),
    },
    "positions": {
        "type": "act", "actor": "holder.country", "outlet": "outlet", "year": _YEAR.format("day"),
    },
    "articles": {"outlet": "outlet", "year": _YEAR.format("published")},
}  # fmt: skip
"""What records are counted by, by table: the name of the filter that picks a value, and the value in SQL."""


def facets(kind: Kind) -> tuple[str, ...]:
    """What a kind of record can be counted by."""
    return tuple(_FACETS[kind.table])


def facet(
    base: duckdb.DuckDBPyConnection, kind: Kind, filters: Filters, name: str, limit: int = 12
) -> tuple[Count, ...]:  # fmt: skip
    """How many of the records asked for have each value, the most first; years in their order, the last ones.

    What the filter of that name picks is put aside, so that the counts say what another choice would give.
    """
    if name not in _FACETS[kind.table]:
        raise QueryError(f"{kind.table} are not counted by {name}: there are {', '.join(facets(kind))}")
    nothing: dict[str, Any] = {"since": None, "until": None} if name == "year" else {name: ()}
    free = replace(filters, **nothing)
    hits, values = asked(kind, free)
    order = "value DESC" if name == "year" else "number DESC, value"
    sql = (
        f"SELECT value, count(*) AS number FROM (SELECT {_FACETS[kind.table][name]} AS value FROM ({hits})) "
        f"WHERE value IS NOT NULL GROUP BY value ORDER BY {order} LIMIT ?"
    )
    return tuple(base.execute(sql, [*values, limit]).fetchall())


@dataclass(frozen=True, slots=True)
class Month:
    """Events of a month, or of a year: how many of each quad class (1 to 4), and the mean PLOVER score."""

    first: date
    quads: tuple[int, int, int, int]
    score: float | None

    @property
    def events(self) -> int:
        """How many there are."""
        return sum(self.quads)


def months(base: duckdb.DuckDBPyConnection, *filters: Filters, size: str = "month") -> tuple[Month, ...]:
    """The events that any of these filters asks for, by month (or `year`), months without any between them too."""
    hits, values = _any_of(filters)
    sql = (
        f"SELECT date_trunc('{_size(size)}', day)::DATE AS first, "
        + ", ".join(f"count(*) FILTER (quad_class = {n})" for n in range(1, 5))
        + f", avg(score) FROM ({hits}) WHERE day IS NOT NULL GROUP BY first ORDER BY first"
    )
    found = {row[0]: Month(row[0], row[1:5], row[5]) for row in base.execute(sql, values).fetchall()}
    return tuple(found.get(first) or Month(first, (0, 0, 0, 0), None) for first in _between(found, size))


def _size(size: str) -> str:
    if size not in ("month", "year"):
        raise QueryError(f"events are counted by month or year, not by {size!r}")
    return size


def _any_of(filters: Sequence[Filters]) -> tuple[str, list[object]]:
    """Events that any of the filters asks for, each once, with what is counted of them."""
    parts = [asked(EVENTS, one) for one in filters]
    sql = " UNION ".join(f"SELECT id, day, type, quad_class, score FROM ({hits})" for hits, _ in parts)
    return sql, [value for _, values in parts for value in values]


def _between(found: dict[date, Month], size: str) -> list[date]:
    """All firsts of months or years from the first to the last one found."""
    if not found:
        return []
    first, last = min(found), max(found)
    step = 1 if size == "month" else 12
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, step)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def types(base: duckdb.DuckDBPyConnection, *filters: Filters) -> tuple[Count, ...]:
    """How many events of each type any of these filters asks for, the most first."""
    hits, values = _any_of(filters)
    sql = f"SELECT type, count(*) AS number FROM ({hits}) GROUP BY type ORDER BY number DESC, type"
    return tuple(base.execute(sql, values).fetchall())


@dataclass(frozen=True, slots=True)
class Edge:
    """Events that one country directs at another: how many, how many of them conflict, and their mean score."""

    source: str
    target: str
    events: int
    conflict: int
    score: float | None


_PAIRS = """
WITH hits AS ({hits}), sides AS (
  SELECT quad_class, score, actor_countries AS actors,
    -- Who acts together acts on each other: each of them is a target for the others.
    if(reciprocal, actor_countries, recipient_countries) AS others
  FROM hits
), pairs AS (
  SELECT quad_class, score, source, unnest(others) AS target
  FROM (SELECT quad_class, score, others, unnest(actors) AS source FROM sides)
)
SELECT source, target, count(*) AS events, count(*) FILTER (quad_class >= 3) AS conflict, avg(score) AS score
FROM pairs WHERE source <> target GROUP BY source, target
ORDER BY events DESC, source, target LIMIT ?
"""


def edges(base: duckdb.DuckDBPyConnection, filters: Filters, limit: int = 1000) -> tuple[Edge, ...]:
    """Who acts on whom, by country, the busiest pairs first; an event of several parties counts for each pair."""
    hits, values = asked(EVENTS, filters)
    found = base.execute(_PAIRS.format(hits=hits), [*values, limit]).fetchall()
    return tuple(Edge(*row) for row in found)


_PARTNERS = """
WITH hits AS ({hits}), others AS (
  SELECT id, quad_class, unnest(CASE WHEN len(recipients) > 0 THEN recipients ELSE actors END) AS other FROM hits
)
SELECT coalesce(other.country, other.actor, other.words) AS who,
  any_value(CASE WHEN other.country IS NULL THEN coalesce(other.name, other.words) END) AS name,
  count(DISTINCT id) AS events, count(DISTINCT id) FILTER (quad_class >= 3) AS conflict
FROM others WHERE coalesce(other.country, other.actor, other.words) IS NOT NULL
GROUP BY who ORDER BY events DESC, who LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Partner:
    """The other side of an actor's events: a country, or who else it is; how many, and how many of them conflict."""

    who: str
    name: str | None
    events: int
    conflict: int


def partners(base: duckdb.DuckDBPyConnection, filters: Filters, limit: int = 12) -> tuple[Partner, ...]:
    """On whom the actors of these events act or, where nobody is acted on, with whom; the busiest first."""
    hits, values = asked(EVENTS, filters)
    found = base.execute(_PARTNERS.format(hits=hits), [*values, limit]).fetchall()
    return tuple(Partner(*row) for row in found)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the events there, by quad class; `feature` is GeoNames' code of what it is."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    feature: str | None
    lat: float
    lon: float
    quads: tuple[int, int, int, int]

    @property
    def events(self) -> int:
        """How many there are."""
        return sum(self.quads)


def spots(base: duckdb.DuckDBPyConnection, filters: Filters, limit: int = 2000) -> tuple[Spot, ...]:
    """The places of the events asked for, the busiest first; places without coordinates are left out."""
    hits, values = asked(EVENTS, filters)
    sql = (
        "SELECT place_id, any_value(place_name), any_value(place_country), any_value(place_admin1), "
        "any_value(place_feature), any_value(place_lat), any_value(place_lon), "
        + ", ".join(f"count(*) FILTER (quad_class = {n})" for n in range(1, 5))
        + f" FROM ({hits}) WHERE place_lat IS NOT NULL AND place_lon IS NOT NULL "
        "GROUP BY place_id ORDER BY count(*) DESC, place_id LIMIT ?"
    )
    found = base.execute(sql, [*values, limit]).fetchall()
    return tuple(Spot(*(*row[:7], row[7:])) for row in found)


def issues(base: duckdb.DuckDBPyConnection, filters: Filters, limit: int = 12) -> tuple[Count, ...]:
    """How many of the events asked for have each PLOVER context, the most first."""
    hits, values = asked(EVENTS, filters)
    sql = (
        f"SELECT context, count(*) AS number FROM (SELECT unnest(contexts) AS context FROM ({hits})) "
        "GROUP BY context ORDER BY number DESC, context LIMIT ?"
    )
    return tuple(base.execute(sql, [*values, limit]).fetchall())
