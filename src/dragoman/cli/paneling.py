"""`dragoman panel`: events by state or pair of states and by period."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rich.console import Console
from rich.table import Table

from dragoman.archive import Archive
from dragoman.cli import output
from dragoman.export.files import writing
from dragoman.query.codebook import codebook, meaning
from dragoman.query.filters import Filters
from dragoman.query.panel import Panel, PanelOptions, opened

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN = ("n_events", "quad_1", "quad_2", "quad_3", "quad_4", "score_mean", "n_articles")
"""Columns for eyes, behind those that name the unit and the period."""
_WIDTH = 96
"""A terminal that is narrower has no room for the names of columns in one line."""


def run(
    archive: Path, options: PanelOptions, coder: str | None, name: str | None, out: Path | None, book: Path | None
) -> None:
    """Print the panel, and on standard error what is in it and what is not; `book` takes its codebook.

    Coder and settings go into the file where it has room for them, and beside a CSV into `NAME.csv-metadata.json`.
    """
    name = output.format_of(name, out, _WRITERS)
    with opened(Archive(archive), options, coder) as panel:
        report(panel)
        if book is not None:
            _save(book, "\n".join(codebook(_columns(panel), panel.made_of, panel.notes)) + "\n")
        reader = _of_events(panel.reader) if name == "table" else _marked(panel)
        output.write(reader, name, out, _paint, _WRITERS)
        if name == "csv" and out is not None and out != Path("-"):
            _save(Path(f"{out}-metadata.json"), json.dumps(_described(panel, out), indent=2, ensure_ascii=False) + "\n")


def _save(path: Path, text: str) -> None:
    with writing(path) as files:
        files[""].write(text.encode())


def _columns(panel: Panel) -> list[tuple[str, str]]:
    return [(field.name, str(field.type)) for field in panel.reader.schema]


def _described(panel: Panel, out: Path) -> dict[str, object]:
    """Settings and columns as W3C's \"CSV on the Web\" has them."""
    columns = [{"name": name, "datatype": type_, "dc:description": meaning(name)} for name, type_ in _columns(panel)]
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": out.name,
        "dragoman": dict(panel.made_of),
        "notes": list(panel.notes),
        "tableSchema": {"columns": columns},
    }


def _marked(panel: Panel) -> pa.RecordBatchReader:
    """The rows, with settings in the metadata of their schema, where Parquet, Arrow and Stata files take them from."""
    import pyarrow as pa

    schema = panel.reader.schema.with_metadata(dict(panel.made_of))
    return pa.RecordBatchReader.from_batches(
        schema, (batch.replace_schema_metadata(schema.metadata) for batch in panel.reader)
    )


def options(unit: str, codes: str, directed: bool, role: str, filters: Filters) -> PanelOptions:
    """What these words ask for. Raises QueryError for a word that is none."""
    return PanelOptions(unit, codes, directed, role, filters)  # type: ignore[arg-type]  # it looks itself


def report(panel: Panel) -> None:
    """Say how large the panel is, which events are not in it, and why."""
    lines = [f"{panel.events:,} events in {panel.rows:,} rows, {panel.first} to {panel.last}"]
    lines += [f"left out: {count:,} {reason}" for reason, count in panel.left_out.items()]
    for line in (*lines, *panel.notes):
        print(f"dragoman: {line}", file=sys.stderr)


def _of_events(reader: pa.RecordBatchReader) -> pa.RecordBatchReader:
    """The rows that have events, in few columns."""
    import pyarrow as pa
    import pyarrow.compute as pc

    units = [name for name in reader.schema.names if name.startswith(("country", "period"))]
    columns = [*units, *SHOWN]
    schema = pa.schema([reader.schema.field(name) for name in columns])
    batches = (batch.filter(pc.greater(batch["n_events"], 0)).select(columns) for batch in reader)
    return pa.RecordBatchReader.from_batches(schema, batches)


def _paint(reader: pa.RecordBatchReader, console: Console) -> None:
    narrow = console.width < _WIDTH
    grid = Table(box=None, header_style="bold", pad_edge=False, collapse_padding=narrow)
    for name in reader.schema.names:
        words = name.removeprefix("n_").replace("_", " ")
        least = 10 if name == "period" else max(6, *map(len, words.split()))
        width = least if narrow else None  # names stand in two lines then
        grid.add_column(words, justify="right" if name in SHOWN else "left", width=width, overflow="fold")
    for batch in reader:
        for row in batch.to_pylist():
            grid.add_row(*(f"{value:.2f}" if isinstance(value, float) else str(value) for value in row.values()))
    console.print(grid)


def _csv(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    """Numbers as they are and nothing where there is none; a panel has too many rows to write them one by one."""
    from pyarrow import csv

    options = csv.WriteOptions(quoting_style="none", quoting_header="none")
    with csv.CSVWriter(stream, reader.schema, write_options=options) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _dta(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    """A Stata file (version 118) with daily dates; it is made in memory, as Stata itself holds it."""
    frame = reader.read_all().to_pandas(date_as_object=False)
    for name in frame.columns:
        if name.startswith("iso3"):
            frame[name] = frame[name].fillna("")
        elif name != "period" and frame[name].isna().all():  # what is null throughout has no type of its own
            frame[name] = frame[name].astype("float64")
    settings = {key.decode(): value.decode() for key, value in (reader.schema.metadata or {}).items()}
    label = f"Dragoman {settings.get('dragoman', '')}: {settings.get('unit', '')}, {settings.get('coder', '')}"
    frame.to_stata(
        stream, write_index=False, version=118, convert_dates={"period": "td"}, data_label=label[:80],
        variable_labels={name: meaning(name) for name in frame.columns},
    )  # fmt: skip


_WRITERS = {"csv": _csv, "dta": _dta}
