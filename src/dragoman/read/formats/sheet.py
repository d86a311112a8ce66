"""Spreadsheets (Excel, OpenDocument): every sheet with a column of texts, a row a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from dragoman.errors import SourceError
from dragoman.read.formats.given import Given, Item, Reading
from dragoman.read.formats.packed import check_packed, names_in
from dragoman.read.formats.rows import Cells, columns_of, has_text, read_rows, unique

_HEADERS = 20
"""Rows in which the names of columns are looked for: sheets often begin with a title."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK = "Workbook".encode("utf-16-le")


def is_sheet(given: Given) -> bool:
    """Whether the bytes are a workbook, old or new."""
    if given.head.startswith(_OLD):
        return given.suffixed(".xls") or _BOOK in given.head
    names = names_in(given)
    return (
        "xl/workbook.xml" in names
        or "xl/workbook.bin" in names
        or ("content.xml" in names and b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in given.head[:200])
    )


def read_sheet(given: Given) -> Iterator[Item]:
    """One article a row. Formulas give the value that was last worked out, cells that are merged their first one."""
    file = check_packed(given)
    book = _open(file, given.source)
    read = False
    problem: SourceError | None = None
    for name in book.sheet_names:
        rows = _values(book, name, given.source)
        place = f"{given.source}#{name}" if len(book.sheet_names) > 1 else given.source
        found = _header(rows, given.reading)
        if found is None:
            problem = problem or _without_text(rows, place, given.reading)
            continue
        read = True
        start, header = found
        yield from read_rows(header, _rows(rows, start, header), place, given.reading, serial=True)
    if not read:
        raise problem or SourceError("empty", f"{given.source}: there is nothing in it")


def _open(file: BinaryIO, source: str) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise SourceError("encrypted", f"{source}: the workbook is protected by a password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError("bad-sheet", f"{source}: the workbook is damaged: {error}") from error


def _values(book: Any, name: str, source: str) -> list[list[Any]]:
    from python_calamine import CalamineError

    try:
        rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError("bad-sheet", f"{source}: sheet {name} is damaged: {error}") from error
    return rows


def _header(rows: list[list[Any]], reading: Reading) -> tuple[int, list[str]] | None:
    """The number of the row that names the columns, and the names."""
    for number, row in enumerate(rows[:_HEADERS]):
        names = unique(_trimmed(row))
        if has_text(names, reading) and (len(names) > 1 or number == 0):
            return number, names
    return None


def _trimmed(row: Sequence[Any]) -> list[Any]:
    cells = list(row)
    while cells and cells[-1] in ("", None):
        cells.pop()
    return cells


def _without_text(rows: list[list[Any]], place: str, reading: Reading) -> SourceError | None:
    """The error that names the columns of a sheet without texts; None for one with nothing in it."""
    filled = [row for row in rows[:_HEADERS] if any(cell not in ("", None) for cell in row)]
    if not filled:
        return None
    header = max(filled, key=lambda row: sum(isinstance(cell, str) and cell != "" for cell in row))
    try:
        columns_of(unique(_trimmed(header)), place, reading)
    except SourceError as error:
        return error
    return None


def _rows(rows: list[list[Any]], start: int, header: list[str]) -> Iterator[Cells]:
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        if any(cell not in ("", None) for cell in row):
            yield number, dict(zip(header, row, strict=False)), ()
