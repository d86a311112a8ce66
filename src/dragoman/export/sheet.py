"""A sheet for Excel, written row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MOST_ROWS = 100_000
_LONGEST = 32_767
"""What Excel takes into one cell."""


class Sheet:
    """One sheet; a text is never read as a formula, and is cut where Excel would refuse it."""

    def __init__(self, title: str) -> None:
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet(title)
        self._sheet.freeze_panes = "A2"

    def cells(self, values: Iterable[Any]) -> None:
        """Write a row."""
        self._sheet.append([self._cell(value) for value in values])

    def save(self, stream: BinaryIO) -> None:
        """Write the file."""
        self._book.save(stream)

    def _cell(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        cell = WriteOnlyCell(self._sheet, ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_LONGEST])
        cell.data_type = "s"
        return cell
