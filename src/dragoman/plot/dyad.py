"""Two sides over time: what each does to the other, as a sum of PLOVER scores."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa

from dragoman.errors import QueryError
from dragoman.plot.asking import Asked, modalities, side
from dragoman.plot.caption import caption
from dragoman.plot.theme import CONFLICT, COOPERATION, INK, styled
from dragoman.plot.timeline import period

SCHEMA = pa.schema(
    [("period", pa.date32()), ("direction", pa.string()), ("events", pa.int64()), ("score_sum", pa.float64()),
     ("score_mean", pa.float64())]
)  # fmt: skip


def rows(asked: Asked) -> pa.Table:
    """A row for each period and direction; sums are 0 and means empty where nothing was reported."""
    one, other = asked.filters.actor, asked.filters.with_
    if not one or not other:
        raise QueryError("a dyad has two sides: say them with actor and with")
    periods, size = _both(asked).periods(), _both(asked).size()
    sql = f"SELECT date_trunc('{size}', day)::DATE, count(*), sum(score), avg(score) FROM hits GROUP BY 1"  # noqa: S608
    made = []
    for doer, target in ((one, other), (other, one)):
        some = asked.rows(sql, replace(asked.filters, actor=doer, with_=target))
        found = {at: {"events": n, "score_sum": round(total, 6), "score_mean": mean} for at, n, total, mean in some}
        nothing = {"events": 0, "score_sum": 0.0, "score_mean": None}
        direction = f"{side(doer)} → {side(target)}"
        made += [{"period": at, "direction": direction, **found.get(at, nothing)} for at in periods]
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(table: pa.Table, asked: Asked) -> Any:
    """A line for each direction, one solid and one dashed."""
    import altair as alt

    size = _both(asked).size()
    values = [{**row, "period": row["period"].isoformat()} for row in table.to_pylist()]
    names = list(dict.fromkeys(row["direction"] for row in values))
    scale = alt.Scale(domain=names, range=[COOPERATION, CONFLICT])
    base = alt.Chart(alt.Data(values=values)).encode(
        x=period(size),
        y=alt.Y("score_sum:Q", title=f"sum of PLOVER scores a {size}"),
        color=alt.Color("direction:N", scale=scale, legend=None),
        tooltip=["period:T", "direction:N", "events:Q", "score_sum:Q", "score_mean:Q"],
    )
    dash = alt.StrokeDash("direction:N", scale=alt.Scale(domain=names, range=[[1, 0], [5, 3]]), legend=None)
    shape = alt.Shape("direction:N", scale=alt.Scale(domain=names, range=["circle", "square"]), legend=None)
    line = base.mark_line(strokeWidth=1.6).encode(strokeDash=dash)
    points = base.transform_filter("datum.events > 0").mark_point(filled=True, size=34, opacity=1).encode(shape=shape)
    # Names stand at the ends of their lines, the upper one higher, where a legend would have to show line and sign.
    ends = sorted((values[len(values) // 2 - 1], values[-1]), key=lambda row: row["score_sum"])
    named = [
        base.properties(data=alt.Data(values=[end]))
        .mark_text(align="left", dx=8, dy=dy, fontSize=11)
        .encode(text="direction:N")
        for end, dy in zip(ends, (8, -8), strict=True)
    ]
    zero = alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(color=INK, strokeWidth=0.7).encode(y="y:Q")
    both = _both(asked)
    sides = names[0].replace(" → ", " and ")
    title = caption(f"What {sides} do to each other", both, question=f"{modalities(asked.filters)} between {sides}.")
    return styled(alt.layer(zero, line, points, *named), title)


def _both(asked: Asked) -> Asked:
    """The same for the events of both directions, which have their days and sources in common."""
    both = (*asked.filters.actor, *asked.filters.with_)
    return replace(asked, filters=replace(asked.filters, actor=both, with_=both))
