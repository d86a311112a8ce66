"""Lines of text files: JSON, cells between tabs, and CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def one_line(text: str) -> str:
    """A text without control characters and line ends; each run of them becomes a space."""
    return _CONTROL.sub(" ", text)


def join(values: Iterable[str | None]) -> str:
    """Several values in one cell, joined as POLECAT does; empty where there is none."""
    return "; ".join(value for value in values if value)


class Json:
    """JSON, one object a line; empty fields can be left out with `filled`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, value: Any) -> None:
        """Write an object on a line of its own."""
        self._stream.write(json_text(value).encode() + b"\n")


class JsonList:
    """One JSON object whose last field is a list, written item by item; a context, since the list has an end."""

    def __init__(self, stream: BinaryIO, head: dict[str, Any], field: str) -> None:
        self._stream = stream
        self._open = f"{json_text(head)[:-1]}, {json_text(field)}: ["
        self._between = "\n"

    def __enter__(self) -> JsonList:
        self._stream.write(self._open.encode())
        return self

    def write(self, value: Any) -> None:
        """Write an item on a line of its own."""
        self._stream.write(f"{self._between}{json_text(value)}".encode())
        self._between = ",\n"

    def __exit__(self, *_: object) -> None:
        self._stream.write(b"\n]}\n")


def json_text(value: Any) -> str:
    """A value as JSON in one line; U+2028 and U+2029, which some readers take for line ends, are escaped."""
    text = json.dumps(value, ensure_ascii=False, default=_plain, allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """The fields that hold something."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


class Tabs:
    """Cells between tabs, UTF-8, without quoting.

    In such files nothing can be escaped: control characters become spaces. In a cell that begins with `"` each of
    them becomes `'`, since many readers take it to go on to the next one, over tabs and line ends.
    """

    def __init__(self, stream: BinaryIO, missing: str = "") -> None:
        self._stream = stream
        self._missing = missing

    def write(self, cells: Iterable[object]) -> None:
        """Write a row."""
        self._stream.write(("\t".join(map(self._cell, cells)) + "\n").encode())

    def _cell(self, value: object) -> str:
        text = one_line(text_of(value)).strip()
        return (text.replace('"', "'") if text.startswith('"') else text) or self._missing


class Csv:
    """CSV as RFC 4180 has it, with LF line ends; cells with commas, quotation marks or line ends are quoted.

    With `spreadsheet` a text that a spreadsheet would take for a formula gets a `'` before it.
    """

    def __init__(self, stream: BinaryIO, spreadsheet: bool = False) -> None:
        self._stream = stream
        self._spreadsheet = spreadsheet
        # `csv` quotes a cell only for those line ends that it writes itself.
        self._csv = csv.writer(self, lineterminator="\r\n")

    def cells(self, cells: Iterable[object]) -> None:
        """Write a row."""
        self._csv.writerow([self._cell(value) for value in cells])

    def write(self, text: str) -> int:
        """What `csv` writes a row with."""
        return self._stream.write((text.removesuffix("\r\n") + "\n").encode())

    def _cell(self, value: object) -> str:
        if not isinstance(value, str):
            return text_of(value)
        value = value.replace("\x00", " ")
        return f"'{value}" if self._spreadsheet and value.startswith(_FORMULA) else value


def text_of(value: object) -> str:
    """A value as text: nothing for None, 1 and 0 for true and false, ISO for dates, no more digits than needed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.12g}"
    return value.isoformat() if isinstance(value, date) else str(value)
