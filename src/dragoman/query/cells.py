"""What stands in the rows of a panel: counts and scores of the events that fall to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from dragoman import lexicon
from dragoman.lexicon.states import System
from dragoman.query.filters import Condition, Filters
from dragoman.query.frame import SIZES, Frame, Shape, turn_table
from dragoman.query.records import EVENTS, asked

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

PRECISIONS = {
    "day": ("minute", "day"), "week": ("week", "weekend"), "month": ("month",),
    "year": ("quarter", "season", "half", "year"),
}  # fmt: skip
"""The precisions of dates that each size of period is the first to hold."""
_FIRST_NEWS = date(1800, 1, 1)
_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events were counted, and how many of those asked for were not, by reason."""

    counted: int
    left_out: Mapping[str, int]


class Cells:
    """The events that a panel counts, each with the states that it falls to, in a connection to an archive."""

    def __init__(
        self, base: duckdb.DuckDBPyConnection, system: System, size: str, shape: Shape, role: str, stories: bool
    ) -> None:  # fmt: skip
        self._base, self._size, self._shape, self._role = base, size, shape, role
        self._key, self._known = "a", "a IS NOT NULL"
        if shape != "country":
            self._key, self._known = "a, b", "a IS NOT NULL AND b IS NOT NULL"
        names = [name for one in SIZES[: SIZES.index(size) + 1] for name in PRECISIONS[one]]
        self._fine = "[" + ", ".join(f"'{name}'" for name in names) + "]"
        self._types = lexicon.load().codes.kinds
        self._stories, self._once = stories, False
        _register(base, system, self._types)

    def days(self, filters: Filters) -> tuple[date | None, date | None]:
        """The first and last day of the events asked for that a panel can place."""
        hits, values = self._asked(filters)
        sql = f"SELECT min(date_start), max(date_start) FROM ({hits}) WHERE list_contains({self._fine}, date_precision)"
        first, last = self._one(sql, values)
        return first, last

    def coverage(self) -> tuple[date | None, date | None]:
        """The first and last day on which the archive's reports came out, without days that no report can be of."""
        sql = "SELECT min(published), max(published) FROM articles WHERE published BETWEEN ? AND ?"
        first, last = self._one(sql, [_FIRST_NEWS, date.today() + timedelta(days=1)])
        return first, last

    def count(self, filters: Filters) -> int:
        """How many of the events asked for have a date that is fine enough."""
        hits, values = self._asked(filters)
        sql = f"SELECT count(*) FROM ({hits}) WHERE list_contains({self._fine}, date_precision)"
        return int(self._one(sql, values)[0])

    def fill(self, filters: Filters) -> Counts:
        """Take the events asked for."""
        hits, values = self._asked(filters)
        known = self._known
        self._run("panel_pairs", values, hits=hits, size=self._size, fine=self._fine, **self._units())
        total, dated, fine = self._one(
            f"SELECT count(*), count(date_start), count(*) FILTER (date_start IS NOT NULL AND "
            f"list_contains({self._fine}, date_precision)) FROM ({hits})", values,
        )  # fmt: skip
        placed, counted = self._one(
            f"SELECT count(*) FILTER (id IS NULL) + count(DISTINCT id), count(*) FILTER (id IS NULL AND {known}) + "
            f"count(DISTINCT id) FILTER ({known}) FROM pairs"
        )
        reasons = {
            "without a date": total - dated,
            f"with a date too coarse for a {self._size}": dated - fine,
            "without a country" if self._shape == "country" else "not between two countries": fine - placed,
            "of a country that was no state then": placed - counted,
        }
        return Counts(counted, {reason: count for reason, count in reasons.items() if count})

    def _asked(self, filters: Filters) -> Condition:
        """SQL for the events asked for; which one is kept of a day is found out once, as that takes long."""
        if not filters.one_a_day:
            return asked(EVENTS, filters)
        if not self._once:
            sql, values = asked(EVENTS, filters)
            self._base.execute(f"CREATE TEMP TABLE once AS SELECT id FROM ({sql})", values).fetchall()
            self._once = True
        sql, values = asked(EVENTS, replace(filters, one_a_day=False))
        return f"SELECT * FROM ({sql}) SEMI JOIN once USING (id)", values

    def columns(self, frame: Frame, low: int, high: int) -> dict[str, pa.Array]:
        """The columns of some periods of the frame: zeros, and no mean, where there are no events."""
        rows = frame.rows_of(low, high)
        here = f"FROM pairs WHERE {self._known} AND period BETWEEN ? AND ?"
        pairs = self._table(f"SELECT period, {self._key}, kind, quad_class, score, goldstein {here}", frame, low, high)
        columns = _counted(pairs, self._places(frame, low, pairs), rows, self._types)
        # An event in no story is the only report of its matter.
        reports = self._table(
            f"SELECT period, {self._key}, count(DISTINCT article) AS n_articles, count(DISTINCT story) AS n_stories "
            f"{here} GROUP BY ALL", frame, low, high,
        )  # fmt: skip
        places = self._places(frame, low, reports)
        for name in ("n_articles", "n_stories"):
            told = name == "n_articles" or self._stories
            columns[name] = _spread(reports[name], places, rows) if told else pa.nulls(rows, pa.int32())
        return columns

    def _table(self, sql: str, frame: Frame, low: int, high: int) -> pa.Table:
        return self._base.sql(sql, params=list(frame.days(low, high))).to_arrow_table()

    def _places(self, frame: Frame, low: int, table: pa.Table) -> NDArray[np.int64]:
        states = (table[side].to_numpy() for side in self._key.split(", "))
        return frame.places(low, table["period"].to_numpy(), *states)

    def _units(self) -> dict[str, str]:
        """The parts of `panel_pairs.sql` that differ by the kind of unit."""
        if self._shape == "country":
            lists = {
                "actor": "actors",
                "recipient": "others",
                "any": "if(len(others) = 0, actors, list_distinct(actors || others))",
            }
            units, sides = f"SELECT *, {lists[self._role]} AS those, unnest(those) AS x FROM told", {"x": "t"}
            single, numbers = "len(those) = 1", "t.number AS a"
        else:
            units = "SELECT * FROM (SELECT *, unnest(others) AS y FROM (SELECT *, unnest(actors) AS x FROM told)) WHERE x <> y"  # noqa: E501
            single, numbers, sides = (
                "len(actors) * len(others) = 1",
                "t.number AS a, u.number AS b",
                {"x": "t", "y": "u"},
            )
        if self._shape == "undirected":
            # Of an event that goes both ways the pair is kept once; it stands in the order of the states' codes.
            units += " AND (x < y OR NOT (list_contains(actors, y) AND list_contains(others, x)))"
            numbers = (
                "if(t.number < u.number, t.number, u.number) AS a, if(t.number < u.number, u.number, t.number) AS b"
            )
        joined = [_TURN.format(column=column, name=name) for column, name in sides.items()]
        if self._stories:
            joined.append("LEFT JOIN (SELECT event, story FROM story_events) AS stories ON event = id")
        story = "coalesce(story, id)" if self._stories else "1"
        return {"units": units, "single": single, "numbers": numbers, "joined": " ".join(joined), "story": story}

    def _run(self, name: str, values: list[Any] | None = None, **parts: str) -> None:
        self._base.execute(_text(name).format(**parts), values or []).fetchall()

    def _one(self, sql: str, values: list[Any] | None = None) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._base.execute(sql, values or []).fetchall()[0]
        return row


_TURN = (
    "LEFT JOIN turns AS {name} ON {name}.iso3 = {column} AND first BETWEEN {name}.after AND {name}.through "
    "AND last >= {name}.since"
)


def _counted(pairs: pa.Table, places: NDArray[np.int64], rows: int, types: Sequence[str]) -> dict[str, pa.Array]:
    quad, kind = pairs["quad_class"].to_numpy(), pairs["kind"].to_numpy()
    columns = {"n_events": _count(places, rows)}
    columns |= {f"quad_{number}": _count(places[quad == number], rows) for number in range(1, 5)}
    columns |= {f"n_{name.lower()}": _count(places[kind == number], rows) for number, name in enumerate(types)}
    for name in ("score", "goldstein"):
        values = pairs[name].to_numpy()
        there = ~np.isnan(values)
        columns |= _summed(name, places[there], values[there], rows)
    return columns


def _count(places: NDArray[np.int64], rows: int) -> pa.Array:
    values = np.zeros(rows, np.int32)
    np.add.at(values, places, 1)
    return pa.array(values)


def _summed(name: str, places: NDArray[np.int64], values: NDArray[np.float64], rows: int) -> dict[str, pa.Array]:
    total, mean, each = np.zeros(rows), np.full(rows, np.nan), np.unique(places)
    np.add.at(total, places, values)
    total[each] = total[each].round(6)  # scores have one decimal, and adding them in another order changes nothing
    mean[each] = total[each] / np.bincount(places, minlength=rows)[each]
    return {f"{name}_sum": pa.array(total), f"{name}_mean": pa.array(mean, from_pandas=True)}


def _spread(values: pa.ChunkedArray, places: NDArray[np.int64], rows: int) -> pa.Array:
    spread = np.zeros(rows, np.int32)
    spread[places] = values
    return pa.array(spread)


def _text(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _register(base: duckdb.DuckDBPyConnection, system: System, types: Sequence[str]) -> None:
    """What the SQL joins of the lexicon: `turns` of countries, scores in `cameo`, and types."""
    events = lexicon.load().crosswalk.events.values()
    kinds = pa.array(range(len(types)), pa.int8())
    base.register("turns", turn_table(system))
    base.register("cameo", pa.table({"cameo": [e.code for e in events], "goldstein": [e.goldstein for e in events]}))
    base.register("kinds", pa.table({"type": pa.array(types), "kind": kinds}))
