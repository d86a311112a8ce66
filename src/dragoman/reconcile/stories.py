"""Events of several articles about one occurrence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.archive.tables import DERIVED
from dragoman.reconcile.clusters import cluster, linked
from dragoman.reconcile.evidence import Weights, variables
from dragoman.reconcile.same import Same

if TYPE_CHECKING:
    import duckdb

EVENTS_AT_ONCE = 100_000
"""Events that are compared in one step; bounds memory, changes no result."""

LINKS = DERIVED["story_links"]
_MEMBERS = pa.schema(
    [("number", pa.int64()), ("id", pa.string()), ("score", pa.float64()), ("reasons", pa.list_(pa.string()))]
)
_SQL = Path(__file__).parent / "sql"


def links(base: duckdb.DuckDBPyConnection, near: pa.Table, chosen: Weights) -> pa.Table:
    """Pairs of events that may be one occurrence, with score and reasons (columns of `story_links`).

    `near` is the table of duplicates.
    """
    _prepare(base, near, chosen)
    told, pairs = _sql("told"), _sql("pairs")
    found = [LINKS.empty_table()]
    for first, last in list(_windows(base)):
        for statement in told.split(";\n\n"):
            values = {"first": first, "last": last + timedelta(days=chosen.days)} if "$first" in statement else None
            base.execute(statement, values)
        found.append(base.execute(pairs, {"first": first, "until": last}).to_arrow_table().cast(LINKS))
    return pa.concat_tables(found).sort_by([("one", "ascending"), ("other", "ascending")])


def stories(base: duckdb.DuckDBPyConnection, pairs: pa.Table, same: Same, chosen: Weights) -> dict[str, pa.Table]:
    """The tables `stories` and `story_events`."""
    there = {name for (name,) in base.execute("SELECT id FROM events").fetchall()}
    rows = list(zip(*(pairs[name].to_pylist() for name in LINKS.names), strict=True))
    rows = [row for row in rows if row[0] in there and row[1] in there]
    found = linked(((one, other, score) for one, other, score, _ in rows), same)
    groups = cluster(found, chosen.least)
    number_of = {name: number for number, members in enumerate(groups) for name in members}
    scores: dict[str, list[float]] = {name: [] for name in number_of}
    reasons: dict[str, tuple[float, list[str]]] = {}
    why = {(one, other): reason for one, other, _, reason in rows}
    for one, other, likeness in found:
        if number_of.get(one, -1) != number_of.get(other, -2):
            continue
        reason = ["judged same"] if (one, other) in same or (other, one) in same else why.get((one, other), [])
        for name in (one, other):
            scores[name].append(min(likeness, 1.0))
            if name not in reasons or reasons[name][0] < likeness:
                reasons[name] = (likeness, reason)
    members = [
        {"number": number, "id": name, "score": sum(scores[name]) / len(scores[name]), "reasons": reasons[name][1]}
        for name, number in number_of.items()
    ]  # fmt: skip
    base.register("member", pa.Table.from_pylist(members, schema=_MEMBERS))
    try:
        base.execute(_sql("stories"))
        return {
            name: base.sql(f"FROM made_{name}").to_arrow_table().cast(DERIVED[name])
            for name in ("stories", "story_events")
        }  # fmt: skip
    finally:
        base.unregister("member")


def _prepare(base: duckdb.DuckDBPyConnection, near: pa.Table, chosen: Weights) -> None:
    for name, value in variables(chosen):
        base.execute(f"SET VARIABLE {name} = $value", {"value": value})
    base.register("near_now", near)
    base.execute("CREATE OR REPLACE TEMP TABLE near AS SELECT article_id, group_id FROM near_now")
    base.unregister("near_now")
    base.execute("CREATE OR REPLACE TEMP TABLE close (one VARCHAR, other VARCHAR)")
    base.executemany("INSERT INTO close VALUES (?, ?)", chosen.close_types())
    base.execute(_sql("macros"))
    base.execute(_sql("words"))


def _windows(base: duckdb.DuckDBPyConnection) -> Iterator[tuple[date, date]]:
    """Days in stretches that hold about as many events as are compared at once."""
    first, count = None, 0
    day = None
    for day, some in base.execute("SELECT about, count(*) FROM dated GROUP BY about ORDER BY about").fetchall():
        first = first or day
        count += some
        if count >= EVENTS_AT_ONCE:
            yield first, day
            first, count = None, 0
    if first and day:
        yield first, day


def _sql(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")
