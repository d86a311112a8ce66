"""The entries of a ledger: positions with all their tellings, and what was reported of them later."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dragoman import lexicon
from dragoman.archive import Archive
from dragoman.archive.files import literal
from dragoman.archive.tables import DERIVED
from dragoman.lexicon.bearing import Bearing
from dragoman.reconcile.stems import Contents

_SQL = Path(__file__).parent / "sql" / "ledger"
Days = tuple[date, date]
"""The first and the last of a stretch of days."""
_PORTION = 50_000
"""So many articles are read at a time; bounds memory."""
_ENTRIES = 500_000
"""So many entries are summed up at a time."""
_MEMORY = "1GB"
TABLES = ("entries", "entry_tellings", "entry_evidence")


@contextmanager
def built(archive: Archive) -> Iterator[dict[str, duckdb.DuckDBPyRelation]]:
    """The derived tables of the ledger, `entries`, `entry_tellings` and `entry_evidence`, as relations on the disk.

    Articles without a date of publication have no place in time and are left out.
    """
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder, archive.connect() as base:
        base.execute("SET temp_directory = ?", [folder])
        base.execute(f"SET memory_limit = '{_MEMORY}'")
        base.execute(f"ATTACH {literal(f'{folder}/work.duckdb')} AS work")
        base.execute("SET search_path = 'work,memory'")
        yield _Build(base, lexicon.load().bearing).run()


def build(archive: Archive) -> dict[str, pa.Table]:
    """The same in memory, of a small archive."""
    with built(archive) as tables:
        return {name: table.to_arrow_table().cast(DERIVED[name]) for name, table in tables.items()}


def sql(name: str) -> str:
    """The statements of an SQL file beside this module."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


class _Build:
    """One run over an archive, in tables of the attached database `work`."""

    def __init__(self, base: duckdb.DuckDBPyConnection, bearing: Bearing) -> None:
        self._base = base
        self._bearing = bearing
        self._contents = Contents(bearing)

    def run(self) -> dict[str, duckdb.DuckDBPyRelation]:
        self._prepare()
        portions = list(self._portions())
        self._each(portions, "told")
        self._base.execute(sql("weights"))
        self._each(portions, "weighed", "alike")
        self._group()
        self._bear(portions)
        self._sum_up()
        names = {"entries": "entries", "entry_tellings": "tellings", "entry_evidence": "evidence"}
        return {table: self._table(table, source) for table, source in names.items()}

    def _table(self, name: str, source: str) -> duckdb.DuckDBPyRelation:
        columns = ", ".join(DERIVED[name].names)
        return self._base.sql(f"SELECT {columns} FROM {source} ORDER BY number")

    def _each(self, portions: Sequence[Days], *steps: str) -> None:
        for (first, last), step in product(portions, steps):
            values = {"first": first, "last": last} if "$first" in sql(step) else {}
            self._base.execute(sql(step), values)

    def _prepare(self) -> None:
        contents = self._contents
        words, text, flag = "VARCHAR[]", "VARCHAR", "BOOLEAN"
        self._define("position_stems", contents.position, [text, text, text, words], words)
        self._define("events_of", contents.events, [text, text, text], words)
        self._define("never_of", contents.never, [text, text], flag)
        self._define("countries_of", contents.countries, [text], words)
        self._define("common_words", contents.common, [text, text], words)
        self._define("wanted_of", contents.wanted, [words], words)
        self._define("against_of", contents.against, [words], words)
        self._define("opens", contents.opens, [text], flag)
        self._define("stands_for", contents.stands_for, [words], words)
        self._define("stems_of", contents.stems.of, [text], words)
        tables = self._bearing
        lists = {"state": list(tables.state), "acts": list(tables.acts), "types": sorted(tables.types)}
        lists["anyone"] = [row.event for row in tables.events if row.by == "anyone"]
        for name, value in {**lists, **{n: int(v) if v.is_integer() else v for n, v in tables.numbers.items()}}.items():
            self._base.execute(f"SET VARIABLE {name} = ?", [value])
        self._base.execute(sql("macros"))
        self._base.execute(sql("tables"))

    def _define(self, name: str, function: Callable[..., Any], kinds: list[str], gives: str) -> None:
        """A function of Python over whole columns, for use in SQL."""

        def columns(*given: pa.Array) -> pa.Array:
            rows = zip(*(column.to_pylist() for column in given), strict=True)
            return pa.array(
                [function(*row) for row in rows], pa.bool_() if gives == "BOOLEAN" else pa.list_(pa.string())
            )

        # DuckDB counts the parameters of what it is given.
        columns.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
        self._base.create_function(  # type: ignore[call-overload]
            name, columns, kinds, gives, type="arrow", null_handling="special"
        )

    def _portions(self) -> Iterator[Days]:
        """Stretches of days with some ten thousand articles each."""
        days = self._base.execute(
            "SELECT published, count(*) FROM articles WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()
        first, count = None, 0
        for day, articles in days:
            first, count = first or day, count + articles
            if count >= _PORTION:
                yield first, day
                first, count = None, 0
        if first is not None:
            yield first, days[-1][0]

    def _group(self) -> None:
        self._base.execute(sql("firsts"))
        while self._base.execute(sql("chain")).fetchone() != (0,):
            pass
        self._base.execute(sql("tellings"))

    def _bear(self, portions: Sequence[Days]) -> None:
        base = self._base
        base.register("bears", pa.Table.from_pylist([asdict(row) for row in self._bearing.events]))
        base.register("answering", pa.Table.from_pylist([asdict(row) for row in self._bearing.answers]))
        self._each(portions, "needs", "done", "event_evidence", "answers")
        base.execute(sql("evidence"))

    def _sum_up(self) -> None:
        some = ", ".join(
            f"{name} AS (FROM work.{name} WHERE number BETWEEN $first AND $last)" for name in ("tellings", "evidence")
        )
        step = f"WITH {some} {sql('entries')}"
        nothing = {"first": 0, "last": 0}
        self._base.execute(f"CREATE TABLE entries AS {step}", nothing)
        [(count,)] = self._base.execute("SELECT count(*) FROM places").fetchall()
        for first in range(1, count + 1, _ENTRIES):
            self._base.execute(f"INSERT INTO entries {step}", {"first": first, "last": first + _ENTRIES - 1})
