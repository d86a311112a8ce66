"""Rows of any kind of table, one after the other, to articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from dragoman.errors import SourceError
from dragoman.model.text import Note, Problem
from dragoman.read.dates import figures_order
from dragoman.read.formats.given import Item, Reading
from dragoman.read.formats.records import Names, Row, article_of, names_of

_TRIED = 500
"""Rows by which it is told whether dates in figures begin with the day or the month."""
_SHOWN = 40

Cells = tuple[int, Mapping[str, Any] | Problem, tuple[Note, ...]]
"""The number of a row, what it holds (or why it cannot be read), and notes on it."""


def read_rows(
    header: Sequence[str], rows: Iterable[Cells], source: str, reading: Reading, serial: bool = False
) -> Iterator[Item]:
    """One article or problem a row. Raises SourceError (`no-text-column`, `no-column`) that lists the columns."""
    names = columns_of(header, source, reading)
    stream = iter(rows)
    first = list(islice(stream, _TRIED))
    order = _order(first, names)
    for number, content, notes in chain(first, stream):
        if isinstance(content, Problem):
            yield content
        else:
            yield article_of(Row(f"{source}:{number}", source, content, order, serial, notes), names, reading)


def columns_of(header: Sequence[str], source: str, reading: Reading) -> Names:
    """Which column gives what. Raises SourceError that lists the columns where one that is needed is not there."""
    names = names_of(header, reading.inputs, reading.columns)
    for field, wanted in reading.columns.items():
        if not names.chosen.get(field):
            raise SourceError("no-column", f"{source}: no column {wanted!r} for {field}; {_shown(header)}")
    if not names.chosen.get("text"):
        raise SourceError(
            "no-text-column",
            f"{source}: no column is known to hold the texts; {_shown(header)}. "
            "Name it: --columns text=COLUMN,published=COLUMN",
        )
    return names


def has_text(header: Sequence[str], reading: Reading) -> bool:
    """Whether the words are names of columns of a table of articles."""
    return bool(names_of(header, reading.inputs, reading.columns).chosen.get("text"))


def unique(header: Sequence[Any]) -> list[str]:
    """Names for all columns: those without one are called by their number, and the same name comes once."""
    seen: dict[str, int] = {}
    found = []
    for number, cell in enumerate(header, start=1):
        name = str(cell if cell is not None else "").strip().lstrip("\ufeff") or f"column {number}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _order(rows: list[Cells], names: Names) -> str | None:
    paths = names.chosen.get("published", ())
    values = (str(row[1].get(path) or "") for row in rows if isinstance(row[1], Mapping) for path in paths)
    return figures_order(values)


def _shown(header: Sequence[str]) -> str:
    more = f" and {len(header) - _SHOWN} more" if len(header) > _SHOWN else ""
    return f"its columns are {', '.join(name[:60] for name in header[:_SHOWN])}{more}"
