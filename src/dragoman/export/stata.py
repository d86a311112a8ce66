"""Stata `.dta` (version 118, UTF-8): the flat columns of the CSV; dates are `%td`, words are `strL`.

Stata's format counts its rows and texts ahead of them, so all rows are in memory while it is written.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dragoman.errors import ExportError
from dragoman.export.files import Files
from dragoman.export.request import Request
from dragoman.export.table import flat_columns
from dragoman.query.records import KINDS

if TYPE_CHECKING:
    import pandas as pd

DROPS = (
    "nesting and all of a party but its code and name, as in CSV",
    "missing text, which becomes empty text, and NUL characters, which become spaces",
    "more than 300,000 rows, which are refused",
)

MOST = 300_000
_FIXED = 64
"""Bytes up to which a text column is of one width in each row; a wider one is `strL`, but for ids: Stata cannot merge
by a `strL`."""
_IDS = frozenset({"id", "article_id", "coder", "event", "statement", "position", "story"})
_WIDEST = 2045


def write(request: Request, files: Files) -> int:
    """Write the file, and say how many rows. Raises ExportError for more than `MOST`."""
    import pandas as pd

    columns = flat_columns(request.kind)
    cells: list[list[Any]] = [[] for _ in columns]
    count = 0
    for row in request.rows(request.kind, KINDS[request.kind].columns):
        count += 1
        if count > MOST:
            raise ExportError(f"dta holds {MOST:,} rows at most: ask for less (--since, --until, …), or take parquet")
        for column, values in zip(columns, cells, strict=True):
            values.append(_kept(column.value(row)))
    series = {column.name: _SERIES[column.kind](values) for column, values in zip(columns, cells, strict=True)}
    dates = {column.name: "td" for column in columns if column.kind == "date"}
    texts = [column.name for column in columns if column.kind == "text"]
    long = [name for name in texts if _widest(series[name]) > (_WIDEST if name in _IDS else _FIXED)]
    long += [name for name in texts if name.endswith("_words") and name not in long]
    frame = pd.DataFrame(series)
    frame.to_stata(files[""], write_index=False, version=118, convert_strl=long, convert_dates=dates)  # type: ignore[arg-type]
    return count


def _kept(value: Any) -> Any:
    """A value as it is kept; what is likely to come again lies in memory once."""
    if not isinstance(value, str):
        return value
    value = value.replace("\x00", " ")
    return sys.intern(value) if len(value) <= _FIXED else value


def _texts(values: Sequence[Any]) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(["" if value is None else value for value in values], dtype="object")


def _numbers(values: Sequence[Any]) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series([None if value is None else float(value) for value in values], dtype="float64")


def _dates(values: Sequence[Any]) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[s]"))


_SERIES = {"text": _texts, "number": _numbers, "date": _dates}


def _widest(texts: pd.Series[Any]) -> int:
    return max((len(text.encode()) for text in texts), default=0)
