"""What a list shows, as a file for other programs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from dragoman.errors import QueryError
from dragoman.explore.address import asked
from dragoman.explore.site import Site
from dragoman.export.columnar import write_parquet
from dragoman.export.lines import Csv, Json
from dragoman.export.request import Request as Export
from dragoman.export.sheet import MOST_ROWS, Sheet
from dragoman.export.table import flat_columns
from dragoman.query.paging import count
from dragoman.query.records import KINDS

_PIECE = 1 << 18


def add(app: FastAPI, site: Site) -> None:
    """A file for each list and format."""

    @app.get("/download/{table}.{name}")
    def download(request: Request, table: str, name: str) -> StreamingResponse:
        if table not in KINDS or name not in FORMATS:
            raise HTTPException(404)
        chosen = asked(KINDS[table], request.query_params.multi_items())
        if name == "xlsx":
            with site.desk.open() as ask:
                _fits(count(ask.base, chosen.kind, chosen.filters))
        write, kind = FORMATS[name]
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when all was sent
        write(Export(site.desk.archive, chosen.filters, table), file)
        file.seek(0)
        headers = {"content-disposition": f'attachment; filename="{table}.{name}"'}
        return StreamingResponse(_pieces(file), media_type=kind, headers=headers)


def _fits(rows: int) -> None:
    if rows > MOST_ROWS:
        raise QueryError(
            f"{rows:,} rows are more than the {MOST_ROWS:,} that a sheet is made of here: take CSV or Parquet"
        )


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _csv(request: Export, stream: BinaryIO) -> None:
    columns, rows = flat_columns(request.kind), Csv(stream, spreadsheet=True)
    rows.cells(column.name for column in columns)
    for row in request.rows(request.kind, KINDS[request.kind].columns):
        rows.cells(column.value(row) for column in columns)


def _xlsx(request: Export, stream: BinaryIO) -> None:
    columns, sheet = flat_columns(request.kind), Sheet(request.kind)
    sheet.cells(column.name for column in columns)
    for row in request.rows(request.kind, KINDS[request.kind].columns):
        sheet.cells(column.value(row) for column in columns)
    sheet.save(stream)


def _jsonl(request: Export, stream: BinaryIO) -> None:
    rows = Json(stream)
    for row in request.rows(request.kind, KINDS[request.kind].columns):
        rows.write(row)


def _parquet(request: Export, stream: BinaryIO) -> None:
    write_parquet(request, {"": stream})


FORMATS: dict[str, tuple[Callable[[Export, BinaryIO], None], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": (_parquet, "application/vnd.apache.parquet"),
    "jsonl": (_jsonl, "application/jsonl; charset=utf-8"),
}
"""Writers by the endings of their files, with the types that browsers are told."""
