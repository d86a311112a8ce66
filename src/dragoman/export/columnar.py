"""Parquet (zstd) and Arrow (an IPC file): rows of one kind with everything nested that they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.export.files import Files
from dragoman.export.request import Request

if TYPE_CHECKING:
    import pyarrow as pa

DROPS = ("nothing of the kind of record that is written; actors, places and times have tables of their own",)


def write_parquet(request: Request, files: Files) -> int:
    """Write a Parquet file, and say how many rows."""
    import pyarrow.parquet as pq

    with request.batches() as reader, pq.ParquetWriter(files[""], reader.schema, compression="zstd") as writer:
        return _copy(reader, writer)


def write_arrow(request: Request, files: Files) -> int:
    """Write an Arrow IPC file (Feather 2), and say how many rows."""
    import pyarrow as pa

    with request.batches() as reader, pa.ipc.new_file(files[""], reader.schema) as writer:
        return _copy(reader, writer)


def _copy(reader: pa.RecordBatchReader, writer: pa.ipc.RecordBatchWriter) -> int:
    count = 0
    for batch in reader:
        writer.write_batch(batch)
        count += batch.num_rows
    return count
