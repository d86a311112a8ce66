"""What people judged to be the same, or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

Same = Mapping[tuple[str, str], bool]
"""By pair of ids, whether a person called both the same."""

_SQL = """
SELECT subject, other, verdict = 'same-as' FROM verdicts
WHERE verdict IN ('same-as', 'not-same-as') AND other IS NOT NULL AND subject <> other
"""


def judged(base: duckdb.DuckDBPyConnection, table: str) -> Same:
    """The judgements on pairs of this table (`articles` or `events`) whose records are both there."""
    name = {"articles": "article_id", "events": "id"}[table]
    known = f"SELECT {name} FROM {table}"
    rows = base.execute(f"{_SQL} AND subject IN ({known}) AND other IN ({known})").fetchall()
    return {(one, other): same for one, other, same in rows}
