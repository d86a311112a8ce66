"""Which types of event there are, and how many of each."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from dragoman.plot.asking import Asked
from dragoman.plot.caption import caption
from dragoman.plot.theme import INK, QUADS, SHADES, SIGNS, count_axis, styled

SCHEMA = pa.schema([("type", pa.string()), ("quad_class", pa.int8()), ("class", pa.string()), ("events", pa.int64())])


def rows(asked: Asked) -> pa.Table:
    """A row for each type that occurs, by quad class and number."""
    found = asked.rows(
        "SELECT type, quad_class, count(*) FROM hits GROUP BY ALL ORDER BY quad_class, count(*) DESC, type"
    )
    made = [{"type": name, "quad_class": q, "class": QUADS[q - 1], "events": n} for name, q, n in found]
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(table: pa.Table, asked: Asked) -> Any:
    """A bar a type, with the sign of its quad class before its name."""
    import altair as alt

    values = [{**row, "name": f"{SIGNS[row['quad_class'] - 1]} {row['type']}"} for row in table.to_pylist()]
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("events:Q", title="events", axis=alt.Axis(**count_axis())),
        y=alt.Y("name:N", sort=[row["name"] for row in values], title=None, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=["type:N", "class:N", "events:Q"],
    )
    bars = base.mark_bar(height={"band": 0.7}).encode(
        color=alt.Color("class:N", scale=alt.Scale(domain=list(QUADS), range=list(SHADES)), title=None)
    )
    numbers = base.mark_text(align="left", dx=4, color=INK, fontSize=11).encode(text=alt.Text("events:Q", format=",d"))
    return styled(bars + numbers, caption("Events by type", asked), height=22 * len(values))
