"""CSV: flat rows of one kind of record, and a long table of their parties beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa

from dragoman.archive.tables import EVIDENCE, NOTES, PARTIES, PARTY, VIEWED
from dragoman.export import parties
from dragoman.export.files import Files
from dragoman.export.lines import Csv, join
from dragoman.export.request import Request, Row
from dragoman.query.records import KINDS

DROPS = (
    "nesting: a span is two columns, several values of a cell are joined by `; `, several spans as `12-34; 56-78`",
    "parties: codes and names stand in the row, all that is known of each in the long table beside it",
    "NUL characters, which become spaces",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column without nesting: its name, what is in it, and how it is had from a row."""

    name: str
    kind: Literal["text", "number", "date"]
    value: Callable[[Row], Any]


PARTY_COLUMNS = (
    "id", "role", "n", "value", "actor", "name", "country", "sector", "secondary", "words", "start", "end",
)  # fmt: skip
_ROLES = {
    "events": {"actors": "actor", "recipients": "recipient"},
    "statements": {"speaker": "speaker", "addressee": "addressee"},
    "positions": {"holder": "holder", "counterparts": "counterpart"},
    "articles": {},
}


def write(request: Request, files: Files) -> int:
    """Write the rows and their parties, and say how many rows."""
    rows, parties = Csv(files[""], request.spreadsheet), Csv(files["parties.csv"], request.spreadsheet)
    columns, count = flat_columns(request.kind), 0
    rows.cells(column.name for column in columns)
    parties.cells(PARTY_COLUMNS)
    for row in request.rows(request.kind, KINDS[request.kind].columns):
        count += 1
        rows.cells(column.value(row) for column in columns)
        for cells in _parties(row, request.kind):
            parties.cells(cells)
    return count


def flat_columns(kind: str) -> tuple[Column, ...]:
    """The columns that a kind of record has without nesting."""
    schema = VIEWED[KINDS[kind].table]
    own = (column for field in schema for column in _flat(field.name, field.type))
    made = (Column(name, "text", _cell(name)) for name in KINDS[kind].columns if name not in schema.names)
    return (*own, *made)


def _flat(name: str, kind: pa.DataType) -> Iterator[Column]:
    if kind in (PARTY, PARTIES):
        return
    if kind == EVIDENCE:
        yield Column("evidence_sentences", "text", _listed(name, "sentence"))
        yield Column("evidence_triggers", "text", _listed(name, "trigger"))
    elif pa.types.is_list(kind):
        yield Column(name, "text", _listed(name, "code" if kind == NOTES else None))
    elif pa.types.is_struct(kind):
        for field in kind:
            for inner in _flat(field.name, field.type):
                yield Column(f"{name}_{inner.name}", inner.kind, _deeper(name, inner.value))
    else:
        yield Column(name, _plain(kind), _cell(name))


def _plain(kind: pa.DataType) -> Literal["text", "number", "date"]:
    if pa.types.is_date(kind):
        return "date"
    return "text" if pa.types.is_string(kind) else "number"


def _cell(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]


def _deeper(name: str, value: Callable[[Row], Any]) -> Callable[[Row], Any]:
    return lambda row: row[name] and value(row[name])


def _listed(name: str, part: str | None = None) -> Callable[[Row], Any]:
    return lambda row: join(_text(value[part] if part else value) for value in row[name] or ())


def _text(value: Any) -> str:
    return f"{value['start']}-{value['end']}" if isinstance(value, dict) else str(value)


def _parties(row: Row, kind: str) -> Iterator[tuple[Any, ...]]:
    for column, role in _ROLES[kind].items():
        found = row[column] if isinstance(row[column], list) else [row[column]]
        for n, party in enumerate((one for one in found if one), 1):
            span = party["span"] or {"start": None, "end": None}
            yield (
                row["id"], role, n, parties.code(party), party["actor"], party["name"], party["country"],
                party["sector"], join(party["secondary"] or ()), party["words"], span["start"], span["end"],
            )  # fmt: skip
