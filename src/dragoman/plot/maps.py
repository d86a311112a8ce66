"""Where events happened."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pyarrow as pa

from dragoman.plot.asking import Asked
from dragoman.plot.caption import caption
from dragoman.plot.theme import CONFLICT, COOPERATION, SIGNED, WIDTH, styled

SHAPES = Path(__file__).parent / "shapes" / "countries-110m.json"
"""Shapes of countries by Natural Earth, in TopoJSON."""
_HEIGHT = 340
_SPAN = 12.0
"""Degrees around places that a map shows at least."""
_NAMED = 12
_SQL = """
SELECT place_id AS id, any_value(place_name) AS name, any_value(place_country) AS country,
  any_value(place_feature) AS feature, any_value(place_lat) AS lat, any_value(place_lon) AS lon, count(*) AS events,
  count(*) FILTER (quad_class >= 3) AS conflict, avg(score) AS score
FROM hits WHERE place_lat IS NOT NULL AND place_lon IS NOT NULL GROUP BY place_id ORDER BY events DESC, id
"""
SCHEMA = pa.schema(
    [("id", pa.string()), ("name", pa.string()), ("country", pa.string()), ("feature", pa.string()),
     ("lat", pa.float64()), ("lon", pa.float64()), ("events", pa.int64()), ("conflict", pa.int64()),
     ("score", pa.float64())]
)  # fmt: skip


def rows(asked: Asked) -> pa.Table:
    """A row a place with coordinates, the busiest first."""
    return pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in asked.rows(_SQL)], schema=SCHEMA)


def draw(table: pa.Table, asked: Asked) -> Any:
    """Signs by size at the places: circles where cooperation prevails, triangles where conflict does."""
    import altair as alt

    signs = list(SIGNED)
    values = [{**row, "sign": signs[row["conflict"] * 2 > row["events"]]} for row in table.to_pylist()]
    projection = _projection(table.to_pylist())
    world = alt.Data(
        values=json.loads(SHAPES.read_text("utf-8")), format=alt.TopoDataFormat(type="topojson", feature="countries")
    )
    lines = alt.Chart(alt.graticule(step=[10, 10])).mark_geoshape(
        stroke="#e4e1da", strokeWidth=0.5, filled=False, clip=True
    )
    land = alt.Chart(world).mark_geoshape(fill="#efece5", stroke="#b9b4a8", strokeWidth=0.6, clip=True)
    base = alt.Chart(alt.Data(values=values)).encode(longitude="lon:Q", latitude="lat:Q")
    points = base.mark_point(filled=True, opacity=0.85, stroke="white", strokeWidth=0.8, clip=True).encode(
        size=alt.Size("events:Q", scale=alt.Scale(range=[40, 700], domainMin=1), title="events",
                      legend=alt.Legend(tickCount=3, format=",d", orient="bottom-left", fillColor="white", padding=6)),
        shape=alt.Shape("sign:N", scale=alt.Scale(domain=signs, range=["circle", "triangle-up"]), title=None),
        color=alt.Color("sign:N", scale=alt.Scale(domain=signs, range=[COOPERATION, CONFLICT]), title=None),
        tooltip=["name:N", "country:N", "events:Q", "conflict:Q", "score:Q"],
    )  # fmt: skip
    names = alt.Chart(alt.Data(values=values[:_NAMED])).encode(longitude="lon:Q", latitude="lat:Q", text="name:N")
    labels = names.mark_text(
        dy=-12, fontSize=10, color="#1d1c1a", stroke="white", strokeWidth=2.5, strokeJoin="round", clip=True
    )
    over = names.mark_text(dy=-12, fontSize=10, color="#1d1c1a", clip=True)
    [(without,)] = asked.rows("SELECT count(*) FROM hits WHERE place_lat IS NULL OR place_lon IS NULL")
    note = f"{without:,} without a place are left out. Shapes: Natural Earth."
    chart = (lines + land + points + labels + over).project(**projection)
    return styled(chart, caption("Where events happened", asked, note), _HEIGHT)


def _projection(places: list[dict[str, Any]]) -> dict[str, Any]:
    """A projection turned to the middle of the places, and no larger than they need."""
    lons = [math.radians(place["lon"]) for place in places]
    middle = math.degrees(math.atan2(sum(map(math.sin, lons)), sum(map(math.cos, lons))))
    east = [(place["lon"] - middle + 180) % 360 - 180 for place in places]
    west_most, east_most = min(east), max(east)
    south, north = min(place["lat"] for place in places), max(place["lat"] for place in places)
    wide, high = max(east_most - west_most, _SPAN) * 1.25, max(north - south, _SPAN) * 1.35
    turned = middle + (west_most + east_most) / 2
    if wide > 180 or high > 110:
        return {"type": "equalEarth", "rotate": [-middle, 0, 0]}
    center = (south + north) / 2
    squeezed = math.cos(math.radians(center))
    scale = min(WIDTH / (wide * squeezed), _HEIGHT / high) * 180 / math.pi
    return {"type": "azimuthalEqualArea", "rotate": [-turned, -center, 0], "scale": scale,
            "translate": [WIDTH / 2, _HEIGHT / 2]}  # fmt: skip
