"""Events over time: cooperation above the line, conflict below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dragoman.plot.asking import Asked
from dragoman.plot.caption import caption
from dragoman.plot.theme import INK, QUADS, SHADES, count_axis, styled

if TYPE_CHECKING:
    import altair as alt

SCHEMA = pa.schema([("period", pa.date32()), ("quad_class", pa.int8()), ("class", pa.string()), ("events", pa.int64())])


def rows(asked: Asked) -> pa.Table:
    """A row for each period and quad class, with zeros."""
    sql = f"SELECT date_trunc('{asked.size()}', day)::DATE, quad_class, count(*) FROM hits GROUP BY ALL"  # noqa: S608
    found = {(period, quad): count for period, quad, count in asked.rows(sql)}
    made = [
        {"period": period, "quad_class": quad, "class": QUADS[quad - 1], "events": found.get((period, quad), 0)}
        for period in asked.periods()
        for quad in range(1, 5)
    ]
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(table: pa.Table, asked: Asked) -> Any:
    """Bars of cooperation above zero and of conflict below it, deeds in the darker shade."""
    import altair as alt

    size = asked.size()
    values = [
        {
            **row, "period": row["period"].isoformat(), "order": (2, 1, 3, 4)[row["quad_class"] - 1],
            "height": row["events"] if row["quad_class"] <= 2 else -row["events"],
        }
        for row in table.to_pylist()
    ]  # fmt: skip
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            x=period(size),
            y=alt.Y("height:Q", title=f"events a {size}: conflict below zero",
                    axis=alt.Axis(**count_axis() | {"format": "", "labelExpr": "format(abs(datum.value), ',d')"})),
            color=alt.Color("class:N", scale=alt.Scale(domain=list(QUADS), range=list(SHADES)), title=None),
            order=alt.Order("order:Q"),
            tooltip=["period:T", "class:N", "events:Q"],
        )
    )  # fmt: skip
    zero = alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(color=INK).encode(y="y:Q")
    return styled(bars + zero, caption(f"Events by {size}", asked))


def period(size: str) -> alt.X:
    """The axis of periods."""
    import altair as alt

    if size == "week":
        named = "timeFormat(datum.value, month(datum.value) == 0 ? '%b %Y' : '%b')"
        return alt.X("period:T", title=None, axis=alt.Axis(labelExpr=named, tickCount="month", grid=False))
    unit = {"day": "yearmonthdate", "month": "yearmonth", "year": "year"}[size]
    return alt.X(f"{unit}(period):T", title=None, axis=alt.Axis(grid=False))
