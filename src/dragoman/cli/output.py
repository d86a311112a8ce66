"""Arrow tables for people and programs: a table on the terminal, CSV, JSON lines, Parquet or an Arrow stream."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.tables import printable
from dragoman.errors import ChoiceError
from dragoman.export.files import writing

if TYPE_CHECKING:
    import pyarrow as pa

Painter = Callable[["pa.RecordBatchReader", Console], None]
Writer = Callable[["pa.RecordBatchReader", BinaryIO], None]
FORMATS = ("table", "csv", "jsonl", "parquet", "arrow", "xlsx")
_PLAIN = ("", ".txt", ".table")
"""Endings of files that take a table for eyes."""
_BINARY = ("parquet", "arrow", "dta", "xlsx")
_WIDE = 160
"""How wide a table is in a file."""
_INDENT = 4


def format_of(name: str | None, out: Path | None, more: Collection[str] = ()) -> str:
    """The format that is asked for, without a name that of the file's ending, else a table.

    Raises ChoiceError for one that is neither ours nor of `more`, for an ending that tells none, and for a format that
    a terminal cannot show.
    """
    known = dict.fromkeys((*FORMATS, *more))
    if name is None:
        name = _by_ending(out, known)
    if name not in known:
        raise ChoiceError(f"--format is one of {', '.join(known)}, not {name!r}")
    if name in _BINARY and _file(out) is None and sys.stdout.isatty():
        raise ChoiceError(f"--format {name} is for programs: name a file with --out")
    return name


def _by_ending(out: Path | None, known: Collection[str]) -> str:
    ending = out.suffix.lower() if out else ""
    if ending in _PLAIN:
        return "table"
    if ending.removeprefix(".") not in known:
        raise ChoiceError(
            f"{out}: its ending tells no format: take one of {', '.join(known)}, or name it with --format"
        )
    return ending.removeprefix(".")


def write(
    reader: pa.RecordBatchReader, name: str, out: Path | None, paint: Painter | None = None,
    more: Mapping[str, Writer] | None = None,
) -> int:  # fmt: skip
    """Write the rows in a format, to a file or standard output (`-`), and say how many there were.

    A file is written under another name and renamed, so that it is whole or not there. `paint` draws the table;
    `more` has writers of further formats, or other ones than ours.
    """
    rows = _Counted(reader)
    target = _file(out)
    draw = paint or _draw
    if name == "table" and target is None:
        draw(rows.reader(), Console(highlight=False))
        return rows.count
    writers = {**_WRITERS, "table": _tabled(draw), **(more or {})}
    if target is None:
        writers[name](rows.reader(), sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        with writing(target) as files:
            writers[name](rows.reader(), files[""])
    return rows.count


def _file(out: Path | None) -> Path | None:
    return None if out == Path("-") else out


class _Counted:
    def __init__(self, reader: pa.RecordBatchReader) -> None:
        self._reader = reader
        self.count = 0

    def reader(self) -> pa.RecordBatchReader:
        import pyarrow as pa

        return pa.RecordBatchReader.from_batches(self._reader.schema, self._batches())

    def _batches(self) -> Iterator[pa.RecordBatch]:
        for batch in self._reader:
            self.count += batch.num_rows
            yield batch


def _rows(reader: pa.RecordBatchReader) -> Iterator[dict[str, Any]]:
    for batch in reader:
        yield from batch.to_pylist()


def _csv(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(reader.schema.names)
    for row in _rows(reader):
        # A lone carriage return would end a row for some readers, and the module does not quote it.
        writer.writerow([cell(value, exact=True).replace("\r", " ") for value in row.values()])
    text.detach()


def _jsonl(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    for row in _rows(reader):
        stream.write(json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n")


def _parquet(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(stream, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


def _arrow(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    import pyarrow as pa

    with pa.ipc.new_stream(stream, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _xlsx(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    try:
        from dragoman.export.sheet import MOST_ROWS, Sheet
    except ModuleNotFoundError as error:
        raise ChoiceError("a sheet needs openpyxl: pip install 'dragoman[excel]'") from error
    sheet = Sheet("dragoman")
    sheet.cells(reader.schema.names)
    for number, row in enumerate(_rows(reader)):
        if number == MOST_ROWS:
            raise ChoiceError(f"a sheet takes {MOST_ROWS:,} rows here: ask for less, or write csv or parquet")
        sheet.cells(
            value if isinstance(value, int | float | date) else cell(value, exact=True) for value in row.values()
        )
    sheet.save(stream)


def _tabled(draw: Painter) -> Writer:
    def write(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
        text = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
        draw(reader, Console(file=text, width=_WIDE, highlight=False))
        text.detach()

    return write


_WRITERS = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet, "arrow": _arrow, "xlsx": _xlsx}


def _draw(reader: pa.RecordBatchReader, console: Console) -> None:
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for name in reader.schema.names:
        grid.add_column(name.removesuffix("_words"), overflow="fold", no_wrap=name in _NARROW)
    for row in _rows(reader):
        grid.add_row(*(Text(printable(cell(value))) for value in row.values()))
    console.print(grid)


def cards(key: str, words: str, wide: int = 28) -> Painter:
    """A painter that gives each row a line of short cells, and below it, indented, its words and its id."""

    def paint(reader: pa.RecordBatchReader, console: Console) -> None:
        for batch in reader:
            rows = [{name: printable(cell(value)) for name, value in row.items()} for row in batch.to_pylist()]
            heads = [name for name in reader.schema.names if name not in (key, words)]
            widths = {name: min(wide, max(len(row[name]) for row in rows)) for name in heads}
            _shrink(widths, console.width - 2 * (len(heads) - 1))
            for row in rows:
                line = "  ".join(_fit(row[name], widths[name]) for name in heads).rstrip()
                console.print(Text(line, style="bold"), no_wrap=True, overflow="ellipsis")
                below(console, Text.assemble(row[words], "  " if row[words] else "", (row[key], "dim")))

    return paint


def below(console: Console, text: Text) -> None:
    """Print a text indented, and no spaces at the ends of its lines."""
    for line in text.wrap(console, max(1, console.width - _INDENT)):
        line.rstrip()
        console.print(Text(" " * _INDENT) + line)


def _shrink(widths: dict[str, int], room: int) -> None:
    """Make the widest columns narrower until all have room, so that none is cut off whole."""
    while sum(widths.values()) > room and max(widths.values()) > 1:
        widths[max(widths, key=lambda name: widths[name])] -= 1


def _fit(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…"


_NARROW = ("day", "published", "type", "act", "modality", "quad_class", "score", "count")


def cell(value: Any, exact: bool = False) -> str:
    """A value in one cell: lists joined by `; `, spans as `start-end`, records as JSON, nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list):
        return "; ".join(cell(one, exact) for one in value)
    if isinstance(value, Mapping):
        if set(value) == {"start", "end"}:
            return f"{value['start']}-{value['end']}"
        return json.dumps(value, ensure_ascii=False, default=str)
    return f"{value:g}" if isinstance(value, float) and not exact else str(value)
