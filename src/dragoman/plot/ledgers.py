"""What is promised, demanded and threatened, until when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from dragoman.errors import QueryError
from dragoman.plot.asking import Asked
from dragoman.plot.caption import caption, stretch
from dragoman.plot.theme import CONFLICT, COOPERATION, INK, QUIET, styled
from dragoman.query.filters import Filters
from dragoman.reconcile.ledger import STATUSES, ledger

_SHOWN = 20
_WORDS = 52
SCHEMA = pa.schema(
    [("id", pa.string()), ("act", pa.string()), ("holder", pa.string()), ("counterparts", pa.string()),
     ("content", pa.string()), ("said", pa.date32()), ("deadline", pa.date32()), ("status", pa.string())]
)  # fmt: skip
_COLOURS = (COOPERATION, "#6a4a86", CONFLICT, "#d99a4e", "#8cb3c9", QUIET)
_SHAPES = ("circle", "cross", "triangle-up", "square", "diamond", "stroke")


def rows(asked: Asked) -> pa.Table:
    """A row an entry, what falls due next or fell due last first."""
    filters, on = asked.filters, asked.as_of or date.today()
    if filters != Filters(actor=filters.actor, with_=filters.with_, type=filters.type) or len(filters.type) > 1:
        raise QueryError("a picture of the ledger is asked by actor, with, and one act as type")
    act = filters.type[0] if filters.type else None
    found = ledger(asked.archive, on, filters.actor, filters.with_, act, limit=asked.top or _SHOWN).to_pylist()
    made = [
        {
            "id": row["id"], "act": row["act"], "holder": row["holder_name"] or row["holder"],
            "counterparts": ", ".join(row["counterpart_names"] or ()), "content": row["content"],
            "said": min(row["told_on"]), "deadline": row["deadline"], "status": row["status"],
        }
        for row in found
    ]  # fmt: skip
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(table: pa.Table, asked: Asked) -> Any:
    """A line an entry, from the day on which it was said to its deadline; a sign tells how it stands."""
    import altair as alt

    values = [
        {**row, "said": _iso(row["said"]), "deadline": _iso(row["deadline"]), "name": f"{number}. {_name(row)}",
         "at": _iso(row["deadline"] or row["said"])}
        for number, row in enumerate(table.to_pylist(), 1)
    ]  # fmt: skip
    there = [status for status in STATUSES if any(row["status"] == status for row in values)]
    colours = [_COLOURS[STATUSES.index(status)] for status in there]
    shapes = [_SHAPES[STATUSES.index(status)] for status in there]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in values], title=None,
                axis=alt.Axis(labelLimit=440, ticks=False, domain=False, grid=True)),
        tooltip=["act:N", "holder:N", "counterparts:N", "content:N", "said:T", "deadline:T", "status:N"],
    )  # fmt: skip
    lines = base.transform_filter("datum.deadline != null").mark_rule(strokeWidth=2, color=QUIET).encode(
        x=alt.X("said:T", title=None, scale=alt.Scale(padding=14)), x2="deadline:T"
    )  # fmt: skip
    said = base.mark_tick(color=QUIET, thickness=2, size=10).encode(x="said:T")
    signs = base.mark_point(filled=True, size=90, opacity=1).encode(
        x="at:T",
        color=alt.Color("status:N", scale=alt.Scale(domain=there, range=colours), title=None),
        shape=alt.Shape("status:N", scale=alt.Scale(domain=there, range=shapes), title=None),
    )
    on = asked.as_of or date.today()
    today = (
        alt.Chart(alt.Data(values=[{"on": on.isoformat()}])).mark_rule(color=INK, strokeDash=[4, 3]).encode(x="on:T")
    )
    count = f"{len(values)} {'entry' if len(values) == 1 else 'entries'}"
    source = f"Source: {count}, what falls due next or fell due last first. The dashed line is that day."
    title = caption(f"The ledger as of {stretch(on, on)}", asked, source=source)
    return styled(lines + said + signs + today, title, height=24 * len(values), width=360)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _name(row: dict[str, Any]) -> str:
    words = " ".join((row["content"] or "").split())
    short = words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"
    return f"{row['holder'] or '?'} ({row['act']}): {short}"
