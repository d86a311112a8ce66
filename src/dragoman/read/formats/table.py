"""Tables written as text: a row a report, cells apart by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.errors import SourceError
from dragoman.model.text import Note, Problem
from dragoman.read.decode import decode
from dragoman.read.formats.given import Given, Item
from dragoman.read.formats.records import names_of
from dragoman.read.formats.rows import Cells, read_rows, unique

_DELIMITERS = (",", ";", "\t", "|")
_NAMES = (".csv", ".tsv", ".tab", ".csv.gz", ".tsv.gz")
_LONGEST_HEADER = 20_000


def is_table(given: Given) -> bool:
    """Whether the first line names columns of articles, or the file's name says that it is a table."""
    if not given.text:
        return False
    header, _ = _header(given.text)
    if given.suffixed(*_NAMES):
        return True
    named = names_of(header, given.reading.inputs, given.reading.columns).chosen
    return len(header) > 1 and "text" in named and len(named) > 1 and all(len(cell) <= 60 for cell in header)


def read_table(given: Given) -> Iterator[Item]:
    """One article a row. A row with more cells than the header has is a problem: they are not what they seem."""
    text = given.text
    if text is None:
        raise SourceError("binary", f"{given.source}: not text")
    if not text.strip():
        raise SourceError("empty", f"{given.source}: there is nothing in it")
    _, delimiter = _header(text)
    csv.field_size_limit(given.reading.settings.max_bytes)
    lines = _Lines(given)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        header = unique(_header_row(reader, given))
    except csv.Error as error:
        raise SourceError("bad-table", f"{given.source}: not a table: {error}") from error
    yield from read_rows(header, _rows(reader, header, lines, given), given.source, given.reading)


def _header_row(reader: Any, given: Given) -> list[str]:
    """The first row with names; a line such as `sep=;` and blank lines may stand before it."""
    for row in reader:
        cells = [str(cell) for cell in row]
        if any(cell.strip() for cell in cells) and not (cells[0].lower().startswith("sep=") and len(cells) <= 2):
            return cells
    raise SourceError("empty", f"{given.source}: there is nothing in it")


def _rows(reader: Any, header: list[str], lines: _Lines, given: Given) -> Iterator[Cells]:
    while True:
        start = lines.number + 1
        notes = lines.notes
        try:
            row = next(reader, None)
        except csv.Error as error:
            place = f"{given.source}:{start}"
            yield start, Problem(place, given.source, "bad-table", f"{place}: the row cannot be read: {error}"), ()
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        yield start, _content(row, header, f"{given.source}:{start}", lines, given.source), notes()


def _content(row: list[str], header: list[str], place: str, lines: _Lines, source: str) -> Mapping[str, Any] | Problem:
    spare = len(row) - len(header)
    if spare > 0 and any(cell.strip() for cell in row[len(header) :]):
        message = f"{place}: the row has {len(row)} cells and the header {len(header)}; is a cell's text in no marks?"
        return Problem(place, source, "bad-record", message)
    if lines.ended:  # a row is given at its last line's end, unless the reader still waits for a mark
        message = f"{place}: a quotation mark is opened in this row and not closed before the file ends"
        return Problem(place, source, "bad-record", message)
    return dict(zip(header, row, strict=False))


class _Lines:
    """The lines of a table as text, with their ends, and what had to be guessed of the last row's encoding."""

    def __init__(self, given: Given) -> None:
        self.number = 0
        self.ended = False
        self._notes: dict[str, Note] = {}
        self._lines = _decoded(given, self._notes)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        self.number += 1
        return line.replace("\0", "")

    def notes(self) -> tuple[Note, ...]:
        """The notes since this was last asked for."""
        found = tuple(self._notes.values())
        self._notes.clear()
        return found


def _decoded(given: Given, notes: dict[str, Note]) -> Iterator[str]:
    wide = given.head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in given.head[:200]
    if wide or b"\n" not in given.head:
        kind = "utf-8-sig"
        if wide:
            little = given.head.startswith(b"\xff\xfe") or given.head[1:2] == b"\0"
            kind = "utf-16" if given.head[:2] in (b"\xff\xfe", b"\xfe\xff") else f"utf-16-{'le' if little else 'be'}"
        yield from io.TextIOWrapper(given.rest(), encoding=kind, errors="replace", newline="")
        return
    longest = given.reading.settings.max_bytes
    stream = given.rest()
    while line := stream.readline(longest):
        found = decode(line, given.charset)
        notes.update({note.code: note for note in found.notes} if found else {})
        yield found.text if found else line.decode("utf-8", errors="replace")


def _header(text: str) -> tuple[list[str], str]:
    """The names in the first line, and what parts them: of what leaves a column of texts, what makes most cells."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5 and len(lines) > 1:
        return _split(lines[1], lines[0].strip()[4]), lines[0].strip()[4]
    first = lines[0][:_LONGEST_HEADER] if lines else ""
    cells = {delimiter: _split(first, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: len(cells[delimiter]))
    return cells[best], best


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []
