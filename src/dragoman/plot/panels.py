"""The busiest countries by period: a panel as shades of grey."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa

from dragoman import lexicon
from dragoman.plot.asking import Asked
from dragoman.plot.caption import caption
from dragoman.plot.theme import styled
from dragoman.query.panel import PanelOptions, panel

_SHOWN = 20
SCHEMA = pa.schema(
    [("country", pa.string()), ("name", pa.string()), ("period", pa.date32()), ("n_events", pa.int64()),
     ("score_sum", pa.float64())]
)  # fmt: skip


def rows(asked: Asked) -> pa.Table:
    """A row for each of the busiest countries and each period, with zeros; counted as `dragoman panel` does."""
    first, last = asked.days()
    filters = replace(asked.filters, since=first, until=last)
    options = PanelOptions(f"country-{asked.size()}", role="any", filters=filters)
    found = panel(asked.archive, options, asked.coder).select(["country", "period", "n_events", "score_sum"])
    totals = found.group_by("country").aggregate([("n_events", "sum")])
    ranked = sorted(totals.to_pylist(), key=lambda row: (-row["n_events_sum"], row["country"]))
    chosen = [row["country"] for row in ranked[: asked.top or _SHOWN] if row["n_events_sum"]]
    place = {country: number for number, country in enumerate(chosen)}
    kept = sorted(
        (row for row in found.to_pylist() if row["country"] in place),
        key=lambda row: (place[row["country"]], row["period"]),
    )
    names = lexicon.load().labels.countries
    return pa.Table.from_pylist(
        [{**row, "name": names.get(row["country"], row["country"])} for row in kept], schema=SCHEMA
    )


def draw(table: pa.Table, asked: Asked) -> Any:
    """A field for each country and period, the darker the more events."""
    import altair as alt

    size = asked.size()
    values = [{**row, "period": row["period"].isoformat()} for row in table.to_pylist()]
    names = list(dict.fromkeys(row["name"] for row in values))
    form = {"day": "%d %b %Y", "week": "%d %b %Y", "month": "%b %Y", "year": "%Y"}[size]
    axis = alt.Axis(labelExpr=f"timeFormat(toDate(datum.value), '{form}')", labelOverlap=True, labelAngle=0)
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_rect(stroke="#d8d4ca", strokeWidth=0.5)
        .encode(
            x=alt.X("period:O", title=None, axis=axis),
            y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False)),
            color=alt.Color("n_events:Q", title=f"events a {size}", scale=alt.Scale(scheme="greys", domainMin=0),
                            legend=alt.Legend(tickMinStep=1, format=",d")),
            tooltip=["name:N", "period:N", "n_events:Q", "score_sum:Q"],
        )
    )  # fmt: skip
    return styled(chart, caption(f"Events by country and {size}", asked), height=18 * len(names) + 10)
