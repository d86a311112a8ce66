"""The entries of a ledger: positions with all their tellings, and what was reported of them later."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.archive import Archive
from dragoman.lexicon.bearing import Bearing, load_bearing
from dragoman.reconcile.stems import Contents

_SQL = Path(__file__).parent / "sql" / "ledger"
_PORTION = 50_000
"""So many articles are read at a time."""
TABLES = ("entries", "entry_tellings", "entry_evidence")


def build(archive: Archive) -> dict[str, pa.Table]:
    """The derived tables of the ledger: `entries`, `entry_tellings` and `entry_evidence`.

    Articles without a date of publication have no place in time and are left out.
    """
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder, archive.connect() as base:
        base.execute("SET temp_directory = ?", [folder])
        base.execute(f"ATTACH '{folder.replace(chr(39), chr(39) * 2)}/work.duckdb' AS work")
        base.execute("SET search_path = 'work,memory'")
        return _Build(base, load_bearing()).run()


def sql(name: str) -> str:
    """The statements of an SQL file beside this module."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


class _Build:
    """One run over an archive, in tables of the attached database `work`."""

    def __init__(self, base: duckdb.DuckDBPyConnection, bearing: Bearing) -> None:
        self._base = base
        self._bearing = bearing
        self._contents = Contents(bearing)

    def run(self) -> dict[str, pa.Table]:
        self._prepare()
        self._tell()
        self._group()
        self._base.execute("CREATE TABLE entries AS " + sql("entries"))
        names = {"entries": "entries", "entry_tellings": "tellings", "entry_evidence": "evidence"}
        return {
            table: self._base.sql(f"SELECT * FROM {source} ORDER BY entry").to_arrow_table()
            for table, source in names.items()
        }

    def _prepare(self) -> None:
        contents = self._contents
        words, text, flag = "VARCHAR[]", "VARCHAR", "BOOLEAN"
        self._define("position_stems", contents.position, [text, text, text, words], words)
        self._define("deeds_of", contents.deeds, [text, text, text], words)
        self._define("never_of", contents.never, [text, text], flag)
        self._define("opens", contents.opens, [text], flag)
        self._define("stands_for", contents.stands_for, [words], words)
        self._define("stems_of", contents.stems.of, [text], words)
        self._base.execute("SET VARIABLE state = ?", [list(self._bearing.state)])
        self._base.execute(sql("macros"))
        self._base.execute(sql("tables"))

    def _define(self, name: str, function: Callable[..., Any], kinds: list[str], gives: str) -> None:
        """A function of Python over whole columns, for use in SQL."""

        def columns(*given: pa.Array) -> pa.Array:
            rows = zip(*(column.to_pylist() for column in given), strict=True)
            return pa.array([function(*row) for row in rows], pa.bool_() if gives == "BOOLEAN" else pa.list_(pa.string()))

        # DuckDB counts the parameters of what it is given.
        columns.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
        self._base.create_function(name, columns, kinds, gives, type="arrow", null_handling="special")

    def _tell(self) -> None:
        for first, last in self._portions():
            self._base.execute(sql("told"), {"first": first, "last": last, "acts": list(self._bearing.acts)})

    def _portions(self) -> Iterator[tuple[date, date]]:
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
        numbers = self._bearing.numbers
        self._base.execute(sql("weights"))
        days = int(numbers["days_between"])
        self._base.execute(sql("blocks"), {"days": days})
        self._base.execute(sql("alike"), {"days": days, "alike": numbers["alike"]})
        self._base.execute(sql("firsts"))
        while self._base.execute(sql("chain")).fetchone() != (0,):
            pass
        self._base.execute(sql("tellings"))
