"""Tables of Arrow's family: Parquet, and Arrow files and streams (Feather is one of them)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.errors import SourceError
from dragoman.read.formats.given import Given, Item
from dragoman.read.formats.rows import Cells, read_rows, unique

_ROWS = 256
_STREAM = b"\xff\xff\xff\xff"


def is_arrow(given: Given) -> bool:
    """Whether the bytes begin as Parquet, Arrow or Feather do."""
    return given.head.startswith((b"PAR1", b"ARROW1", b"FEA1")) or (
        given.head.startswith(_STREAM) and given.suffixed(".arrow", ".arrows", ".ipc", ".feather")
    )


def read_arrow(given: Given) -> Iterator[Item]:
    """One article a row, a few rows at a time in memory."""
    import pyarrow as pa

    try:
        header, batches = _opened(given)
        names = unique(header)
        yield from read_rows(names, _rows(names, batches), given.source, given.reading)
    except (pa.ArrowException, OSError, EOFError) as error:
        raise SourceError("bad-table", f"{given.source}: the table is damaged: {error}") from error


def _opened(given: Given) -> tuple[list[str], Iterator[Any]]:
    from pyarrow import ipc

    file = given.file()
    if given.head.startswith(b"PAR1"):
        return _parquet(file)
    if given.head.startswith(b"FEA1"):
        from pyarrow import feather

        table = feather.read_table(file)
        return table.schema.names, iter(table.to_batches(max_chunksize=_ROWS))
    if given.head.startswith(b"ARROW1"):
        reader = ipc.open_file(file)
        batches = (reader.get_batch(number) for number in range(reader.num_record_batches))
        return reader.schema.names, batches
    stream = ipc.open_stream(file)
    return stream.schema.names, iter(stream)


def _parquet(file: BinaryIO) -> tuple[list[str], Iterator[Any]]:
    import pyarrow.parquet as pq

    # Row groups are read in pieces, so that one that holds the whole file does not fill the memory.
    parquet = pq.ParquetFile(file, buffer_size=1 << 20, pre_buffer=False)
    return parquet.schema_arrow.names, parquet.iter_batches(batch_size=_ROWS)


def _rows(header: list[str], batches: Iterator[Any]) -> Iterator[Cells]:
    number = 0
    for batch in batches:
        for start in range(0, batch.num_rows, _ROWS):
            piece = batch.slice(start, _ROWS)
            columns = [_values(piece.column(at)) for at in range(len(header))]
            for row in zip(*columns, strict=True):
                number += 1
                yield number, dict(zip(header, row, strict=True)), ()


def _values(column: Any) -> list[Any]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        # Nanoseconds, which Python's dates do not have.
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    values: list[Any] = column.to_pylist()
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return [value.decode("utf-8", "replace") if value is not None else None for value in values]
    return values
