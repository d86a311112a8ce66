"""Who acts on whom: the busiest countries in a circle, with arrows by number and sign."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pyarrow as pa

from dragoman import lexicon
from dragoman.errors import QueryError
from dragoman.plot.asking import Asked
from dragoman.plot.caption import caption
from dragoman.plot.theme import CONFLICT, COOPERATION, INK, SIGNED, styled

_SHOWN, _MOST = 24, 60
_SQL = """
, sides AS (
  SELECT quad_class, score, actor_countries AS doers,
    if(len(recipients) = 0 AND len(actors) > 1, actor_countries, recipient_countries) AS others
  FROM hits
), pairs AS (
  SELECT quad_class, score, source, unnest(others) AS target
  FROM (SELECT quad_class, score, others, unnest(doers) AS source FROM sides)
)
SELECT source, target, count(*), count(*) FILTER (quad_class >= 3), avg(score) FROM pairs WHERE source <> target
GROUP BY source, target ORDER BY 3 DESC, source, target
"""
SCHEMA = pa.schema(
    [("source", pa.string()), ("target", pa.string()), ("events", pa.int64()), ("conflict", pa.int64()),
     ("score", pa.float64())]
)  # fmt: skip


def rows(asked: Asked) -> pa.Table:
    """A row for each country and each that it acts on; who acts together acts on each other."""
    if asked.top is not None and not 2 <= asked.top <= _MOST:
        raise QueryError(f"a network has 2 to {_MOST} countries, not {asked.top}")
    return pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in asked.rows(_SQL)], schema=SCHEMA)


def draw(table: pa.Table, asked: Asked) -> Any:
    """The busiest countries; solid arrows where cooperation prevails, dashed ones where conflict does."""
    import altair as alt

    every = table.to_pylist()
    ranked = _ranked(every)
    shown = _ring(ranked[: asked.top or _SHOWN], every)
    edges = [_edge(row, shown) for row in every if row["source"] in shown and row["target"] in shown]
    names = lexicon.load().labels.countries
    nodes = [
        {"x": x, "y": y, "lx": x * 1.07, "ly": y * 1.08, "name": names.get(code, code), "events": dict(ranked)[code],
         "side": "right" if x > 0.05 else "left" if x < -0.05 else "middle"}
        for code, (x, y) in shown.items()
    ]  # fmt: skip
    signs = list(SIGNED)
    flat: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[-1.75, 1.75])}
    colour = alt.Color("sign:N", scale=alt.Scale(domain=signs, range=[COOPERATION, CONFLICT]), title=None)
    dash = alt.StrokeDash("sign:N", scale=alt.Scale(domain=signs, range=[[1, 0], [5, 3]]), title=None)
    width = alt.StrokeWidth("events:Q", scale=alt.Scale(range=[0.8, 5], domainMin=1), title="events",
                     legend=alt.Legend(tickCount=3, format=",d"))  # fmt: skip
    tall: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[-1.17, 1.17])}
    lines = alt.Chart(alt.Data(values=edges)).mark_rule(opacity=0.75).encode(
        x=alt.X("x1:Q", **flat), y=alt.Y("y1:Q", **tall), x2="x2:Q", y2="y2:Q", color=colour, strokeDash=dash,
        strokeWidth=width, tooltip=["source:N", "target:N", "events:Q", "conflict:Q", "score:Q"],
    )  # fmt: skip
    heads = alt.Chart(alt.Data(values=edges)).mark_point(shape="triangle", filled=True, opacity=1, size=60).encode(
        x="hx:Q", y="hy:Q", angle=alt.Angle("angle:Q", scale=None), color=colour
    )  # fmt: skip
    dots = alt.Chart(alt.Data(values=nodes)).mark_circle(size=70, color=INK, opacity=1).encode(x="x:Q", y="y:Q")
    texts = alt.Chart(alt.Data(values=nodes)).encode(x="lx:Q", y="ly:Q", text="name:N")
    labels = [
        texts.transform_filter("datum.side == 'right'").mark_text(align="left", fontSize=11, color=INK),
        texts.transform_filter("datum.side == 'left'").mark_text(align="right", fontSize=11, color=INK),
        texts.transform_filter("datum.side == 'middle'").mark_text(align="center", fontSize=11, color=INK),
    ]
    out = len(ranked) - len(shown)
    notes = (f"{out} more countries are left out.",) if out else ()
    chart = alt.layer(lines, heads, dots, *labels)
    return styled(chart, caption("Who acts on whom", asked, *notes), height=440, width=660)


def _ranked(edges: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """Countries by how many events they have a part in, the busiest first."""
    count: Counter[str] = Counter()
    for row in edges:
        count[row["source"]] += row["events"]
        count[row["target"]] += row["events"]
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))


def _ring(some: list[tuple[str, int]], edges: list[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Places on a circle, each country beside the one of the rest that it has most to do with."""
    weight: Counter[tuple[str, str]] = Counter()
    for row in edges:
        weight[row["source"], row["target"]] += row["events"]
        weight[row["target"], row["source"]] += row["events"]
    left = [code for code, _ in some]
    order = [left.pop(0)]
    while left:
        near = max(left, key=lambda code: weight[order[-1], code])
        left.remove(near)
        order.append(near)
    turn = 2 * math.pi / len(order)
    return {code: (math.sin(turn * n), math.cos(turn * n)) for n, code in enumerate(order)}


def _edge(row: dict[str, Any], at: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """An arrow that keeps to its right, so that the one back does not lie on it."""
    (x1, y1), (x2, y2) = at[row["source"]], at[row["target"]]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    aside, short = 0.022, 0.05
    x1, y1, x2, y2 = (
        x1 + uy * aside + ux * short, y1 - ux * aside + uy * short, x2 + uy * aside - ux * short,
        y2 - ux * aside - uy * short,
    )  # fmt: skip
    # On the screen x is 660 over 3.5 and y 470 over 2.5 pixels to the unit, near enough the same.
    return {
        **row, "x1": x1, "y1": y1, "x2": x2, "y2": y2, "hx": x2, "hy": y2,
        "angle": math.degrees(math.atan2(ux, uy)), "sign": SIGNED[row["conflict"] * 2 > row["events"]],
    }  # fmt: skip
