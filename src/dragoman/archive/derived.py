"""Derived tables: what is computed from all shards together. They can be dropped and made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.archive.files import disk, replace_file

FOLDER = "derived"
_MADE_OF = "made-of.json"


def write(folder: Path, tables: Mapping[str, pa.Table], made_of: int) -> None:
    """Put these tables in the place of the old ones; `made_of` is the number of the manifest they were made from."""
    place = folder / FOLDER
    with disk(place):
        place.mkdir(exist_ok=True)
    for name, table in tables.items():
        data = BytesIO()
        pq.write_table(table, data, compression="zstd")
        replace_file(place / f"{name}.parquet", data.getvalue())
    replace_file(place / _MADE_OF, json.dumps(made_of_all(folder) | dict.fromkeys(tables, made_of)).encode())


def made_of_all(folder: Path) -> dict[str, int]:
    """By derived table, the number of the manifest that it was made from; an older one than now is out of date."""
    try:
        found = json.loads((folder / FOLDER / _MADE_OF).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): int(number) for name, number in found.items()}


def file_of(folder: Path, name: str) -> Path | None:
    """Where a derived table lies; None where it was not made yet."""
    path = folder / FOLDER / f"{name}.parquet"
    return path if path.exists() else None
