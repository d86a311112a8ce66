"""From links to groups, with people's judgements in the place of what was computed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.reconcile.clusters import CANNOT, MUST, group

if TYPE_CHECKING:
    import duckdb

_SQL = Path(__file__).parent / "sql"
_KEY = {"articles": "article_id", "events": "id"}


def sql(name: str) -> str:
    """One of the SQL files of this folder."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def join(base: duckdb.DuckDBPyConnection, table: str, links: str, least: float, *, judged: bool = True) -> None:
    """Make the temporary table `member` (id, number of its group, score, best, nearest, judged).

    `table` is `articles` or `events`; `links` a query for one, other, likeness. Unless `judged`, what people decided
    about pairs of that table is another question.
    """
    base.execute(f"CREATE OR REPLACE TEMP VIEW there AS SELECT DISTINCT {_KEY[table]} AS id FROM {table}")
    base.execute(f"CREATE OR REPLACE TEMP VIEW links_in AS {links}")
    base.execute(
        "CREATE OR REPLACE TEMP TABLE judged AS "
        "SELECT subject AS one, other, if(verdict = 'same-as', $must::DOUBLE, $cannot::DOUBLE) AS likeness "
        "FROM verdicts WHERE verdict IN ('same-as', 'not-same-as') AND other IS NOT NULL AND subject <> other "
        f"AND {judged} AND (coder IS NULL OR (subject, coder) IN (SELECT {_KEY[table]}, coder FROM {table}))",
        {"must": MUST, "cannot": CANNOT},
    )
    base.execute(sql("links"))
    found = base.sql("SELECT one, other, likeness FROM linked").to_arrow_table()
    one, other, likeness = (found[name].to_numpy() for name in ("one", "other", "likeness"))
    numbers, groups = group(one, other, likeness, least)
    base.register("grouped", pa.table({"number": numbers, "group": groups}))
    base.execute(sql("members"))
    base.unregister("grouped")
