"""Derived tables: what is computed from all shards together. They can be dropped and made again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.archive.files import TEMPORARY, disk, replace_file, sync
from dragoman.archive.tables import DERIVED

FOLDER = "derived"
MANIFEST_NUMBERS = "made-of.json"
_ROWS = 100_000
"""Rows that are in memory at once."""

Derived: TypeAlias = "pa.Table | duckdb.DuckDBPyRelation"
"""A table that is there, or one that DuckDB can compute."""


def write(folder: Path, tables: Mapping[str, Derived], manifest_number: int) -> None:
    """Put these tables in the place of the old ones, made from the manifest of this number.

    What DuckDB has not computed yet is computed and written by and by, so that it never need be in memory at once.
    """
    place = folder / FOLDER
    with disk(place):
        place.mkdir(exist_ok=True)
    for name, table in tables.items():
        path = place / f"{name}.parquet"
        new = path.with_name(f"{TEMPORARY}{path.name}")
        with disk(path):
            with pq.ParquetWriter(new, DERIVED[name], compression="zstd") as stream:
                for some in _parts(table):
                    stream.write_table(some.cast(DERIVED[name]))
            sync(new)
            new.replace(path)
            sync(place)
    replace_file(
        place / MANIFEST_NUMBERS,
        json.dumps(manifest_numbers(folder) | dict.fromkeys(tables, manifest_number)).encode(),
    )


def _parts(table: Derived) -> Iterator[pa.Table]:
    if isinstance(table, pa.Table):
        yield table
        return
    for batch in table.to_arrow_reader(_ROWS):
        yield pa.Table.from_batches([batch])


def manifest_numbers(folder: Path) -> dict[str, int]:
    """By derived table, the number of the manifest that it was made from; an older one than now is out of date."""
    try:
        found = json.loads((folder / FOLDER / MANIFEST_NUMBERS).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): int(number) for name, number in found.items() if file_of(folder, str(name))}


def file_of(folder: Path, name: str) -> Path | None:
    """Where a derived table lies; None where it was not made yet, or by a version that gave it other columns."""
    path = folder / FOLDER / f"{name}.parquet"
    if name not in DERIVED or not path.exists():
        return None
    try:
        return path if pq.read_schema(path).names == DERIVED[name].names else None
    except (OSError, pa.ArrowInvalid):  # cut off; it can be made again
        return None
