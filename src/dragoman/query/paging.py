"""Records page by page: the rows behind or before a key, never a number of rows to skip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from dragoman.errors import QueryError
from dragoman.query.filters import Condition, Filters
from dragoman.query.records import Kind, asked, chosen, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = Mapping[str, Any]
Key = tuple[str | None, ...]
"""Where a page begins or ends: what its last or first row is ordered by, as text, its id last."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows in their order; `before` and `after` are the keys of its ends where more rows lie beyond them."""

    rows: Sequence[Row]
    before: Key | None
    after: Key | None


@dataclass(frozen=True, slots=True)
class _By:
    """A column that rows are ordered by; rows without a value stand last."""

    column: str
    type: str
    down: bool

    def sorted(self, back: bool, prefix: str = "") -> str:
        return f"{prefix}{self.column} {'DESC' if self.down != back else 'ASC'} NULLS {'FIRST' if back else 'LAST'}"

    def beyond(self, value: str | None, back: bool) -> Condition:
        """The condition that a row lies beyond this value."""
        if value is None:
            return f"{self.column} IS {'NOT NULL' if back else 'NULL AND false'}", []
        side = f"{self.column} {'<' if self.down != back else '>'} CAST(? AS {self.type})"
        return side if back else f"({side} OR {self.column} IS NULL)", [value]


_NEWEST = _By("day", "DATE", True)
_ANY = {"newest": (_NEWEST,), "oldest": (_By("day", "DATE", False),)}
# Equals stand by day: what lies together on the disk is read together.
_EVENTS = _ANY | {
    "surest": (_By("confidence", "DOUBLE", True), _NEWEST),
    "least sure": (_By("confidence", "DOUBLE", False), _NEWEST),
    "most hostile": (_By("score", "DOUBLE", False), _NEWEST),
    "most cooperative": (_By("score", "DOUBLE", True), _NEWEST),
}


def orders(kind: Kind) -> tuple[str, ...]:
    """The names of the orders that a kind of record knows, the usual one first."""
    return tuple(_EVENTS if kind.table == "events" else _ANY)


def page(
    base: duckdb.DuckDBPyConnection, kind: Kind, filters: Filters, columns: Sequence[str], order: str = "newest",
    size: int = 50, after: Key | None = None, before: Key | None = None,
) -> Page:  # fmt: skip
    """Up to `size` of the records asked for, behind the key `after` or before the key `before`.

    `columns` as in `ask`; the id of each row is always among them. Raises QueryError for an unknown order, a column
    that there is not, or a key that does not fit the order.
    """
    by = _order(kind, order)
    back = before is not None
    hits, values = asked(kind, filters)
    where, bounds = _beyond(by, before or after, back)
    key = ", ".join(one.column for one in by)
    near = (
        f"SELECT {key}, {kind.day} FROM ({hits}) WHERE {where} ORDER BY {', '.join(b.sorted(back) for b in by)} "
        f"LIMIT {int(size) + 1}"
    )
    try:
        found = base.execute(near, [*values, *bounds]).fetchall()
    except duckdb.ConversionException as error:
        raise QueryError("this page's key does not fit the order of its rows: begin at the first page") from error
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    if not found:
        return Page((), None, None)
    rows = _rows(base, kind, by, found, [kind.key, *columns])
    first, last = (tuple(None if v is None else str(v) for v in found[end][:-1]) for end in (0, -1))
    return Page(rows, first if (more if back else after) else None, last if back or more else None)


def count(base: duckdb.DuckDBPyConnection, kind: Kind, filters: Filters) -> int:
    """How many records are asked for."""
    hits, values = asked(kind, filters)
    [(number,)] = base.execute(f"SELECT count(*) FROM ({hits})", values).fetchall()
    return int(number)


def _order(kind: Kind, name: str) -> tuple[_By, ...]:
    if name not in orders(kind):
        raise QueryError(f"no order {name!r} in {kind.table}: there are {', '.join(orders(kind))}")
    day = kind.day
    by = (_By(day, b.type, b.down) if b.column == "day" else b for b in _EVENTS[name])
    return (*by, _By(kind.key, "VARCHAR", False))


def _beyond(by: Sequence[_By], key: Key | None, back: bool) -> Condition:
    """The condition that a row lies beyond a key: by the first column, or by the next where the first is equal."""
    if key is None:
        return "true", []
    if len(key) != len(by):
        raise QueryError("this page's key does not fit the order of its rows: begin at the first page")
    where, values = by[0].beyond(key[0], back)
    if len(by) > 1:
        further, more = _beyond(by[1:], key[1:], back)
        same = f"{by[0].column} IS NOT DISTINCT FROM CAST(? AS {by[0].type})"
        where, values = f"({where} OR ({same} AND {further}))", [*values, key[0], *more]
    return where, values


def _rows(
    base: duckdb.DuckDBPyConnection, kind: Kind, by: Sequence[_By], found: Sequence[tuple[Any, ...]],
    columns: Sequence[str],
) -> list[Row]:  # fmt: skip
    """Whole rows by their ids; the days between which they lie spare reading the wide columns of all others."""
    names, days = [row[-2] for row in found], [row[-1] for row in found]
    where, values = f"{kind.key} IN ({', '.join('?' * len(names))}) AND {kind.key} BETWEEN ? AND ?", list(names)
    values += [min(names), max(names)]
    if None not in days:
        where += f" AND {kind.day} BETWEEN ? AND ?"
        values += [min(days), max(days)]
    order = ", ".join(one.sorted(back=False, prefix="hits.") for one in by)
    hits = f"SELECT * FROM {kind.table} WHERE {where}"
    return list(
        dictionaries(base.execute(shown(kind, hits, chosen(kind, tuple(dict.fromkeys(columns))), order), values))
    )


def dictionaries(found: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """The rows of an answer by the names of their columns."""
    names = [column[0] for column in found.description]
    for row in found.fetchall():
        yield dict(zip(names, row, strict=True))
