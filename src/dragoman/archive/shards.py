"""Shards: folders of Parquet files that are written whole, never changed, and merged when they are many."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.archive.files import TEMPORARY, disk, literal, sha256, sync
from dragoman.archive.manifest import Shard
from dragoman.archive.rows import Row
from dragoman.archive.tables import ORDER, TABLES

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
            files = [str(file_of(folder, shard.name, table)) for shard in shards if table in shard.rows]
            if files:
                rows[table] = sum(shard.rows.get(table, 0) for shard in shards)
                _copy(files, table, place / f"{table}.parquet")
        return rows

    return _made(folder, name, shards[0].coder, shards[0].level + 1, fill)


def _copy(files: list[str], table: str, to: Path) -> None:
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1, "temp_directory": str(to.parent)}) as base:
        base.execute("SET enable_progress_bar = false")
        base.execute(
            f"COPY (SELECT * FROM read_parquet($files) {ORDER[table]}) "
            f"TO {literal(to)} (FORMAT parquet, COMPRESSION zstd)",
            {"files": files},
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
    return Shard(name, coder, level, rows, hashes)
