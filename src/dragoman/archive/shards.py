"""Shards: folders of Parquet files that are written whole, never changed, and merged when they are many."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.archive.files import TEMPORARY, disk, literal, sha256, sync
from dragoman.archive.manifest import Shard
from dragoman.archive.rows import Row
from dragoman.archive.tables import ADDED, FORMAT, ORDER, TABLES

FOLDER = "shards"


def file_of(folder: Path, shard: str, table: str) -> Path:
    """Where a table of a shard lies."""
    return folder / FOLDER / shard / f"{table}.parquet"


def write(folder: Path, name: str, coder: str, rows: Mapping[str, Sequence[Row]]) -> Shard:
    """A new shard of these rows by table; it counts when the manifest names it."""

    def fill(place: Path) -> dict[str, int]:
        for table, some in rows.items():
            pq.write_table(
                pa.Table.from_pylist(list(some), schema=TABLES[table]), place / f"{table}.parquet", compression="zstd"
            )
        return {table: len(some) for table, some in rows.items()}

    return _made(folder, name, coder, 0, fill)


def merge(folder: Path, name: str, shards: Sequence[Shard]) -> Shard:
    """A new shard with the rows of several, laid so that questions about some days read few of them."""

    def fill(place: Path) -> dict[str, int]:
        rows: dict[str, int] = {}
        for table in TABLES:
            there = [shard for shard in shards if table in shard.rows]
            if there:
                rows[table] = sum(shard.rows[table] for shard in there)
                _copy(selected(folder, there, table), table, place / f"{table}.parquet")
        return rows

    return _made(folder, name, shards[0].coder, shards[0].level + 1, fill)


def selected(folder: Path, shards: Iterable[Shard], table: str) -> str:
    """SQL for the rows of a table in some shards, with all columns of today also where older ones lack them."""
    by_format: dict[int, list[Path]] = {}
    for shard in shards:
        by_format.setdefault(shard.format, []).append(file_of(folder, shard.name, table))
    return " UNION ALL BY NAME ".join(_selected(paths, table, format_) for format_, paths in by_format.items())


def _selected(paths: Sequence[Path], table: str, format_: int) -> str:
    added = "".join(f", {sql} AS {column}" for since, column, sql in ADDED.get(table, ()) if since > format_)
    return f"SELECT *{added} FROM read_parquet([{', '.join(map(literal, paths))}])"


def _copy(rows: str, table: str, to: Path) -> None:
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1, "temp_directory": str(to.parent)}) as base:
        base.execute("SET enable_progress_bar = false")
        base.execute(
            f"COPY (SELECT * FROM ({rows}) {ORDER[table]}) TO {literal(to)} (FORMAT parquet, COMPRESSION zstd)"
        )


def _made(folder: Path, name: str, coder: str, level: int, fill: Callable[[Path], dict[str, int]]) -> Shard:
    final = folder / FOLDER / name
    place = final.with_name(f"{TEMPORARY}{name}")
    with disk(final):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        try:
            rows = fill(place)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        for path in place.iterdir():
            sync(path)
        hashes = {table: sha256(place / f"{table}.parquet") for table in rows}
        sync(place)
        shutil.rmtree(final, ignore_errors=True)  # written by a run that was killed before its manifest was
        place.rename(final)
        sync(final.parent)
    return Shard(name, coder, level, rows, hashes, FORMAT)
