"""The shapes of the explorer's map, drawn once from Natural Earth's countries at 1:110 million.

`python docs/pictures/world.py countries-110m.json` takes that file of the npm package `world-atlas` (2.0.2),
which holds them as TopoJSON, and writes `src/dragoman/explore/static/world.svg`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.explore.draw.world import HEIGHT, WIDTH, project

OUT = Path(__file__).parents[2] / "src/dragoman/explore/static/world.svg"
Point = tuple[float, float]


SOUTH = -60.0
"""What lies wholly beyond is ice, and left out."""


def main() -> None:
    """Write the shapes: all land, and each border once."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [list(_points(arc, topology["transform"])) for arc in topology["arcs"]]
    rings = [_ring(ring, arcs) for shape in topology["objects"]["land"]["geometries"] for ring in _rings(shape)]
    land = "".join(_line(ring) + "z" for ring in rings if max(lat for lat, _ in ring) > SOUTH)
    uses: dict[int, int] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        for ring in _rings(shape):
            for arc in ring:
                uses[max(arc, ~arc)] = uses.get(max(arc, ~arc), 0) + 1
    borders = "".join(_line(arcs[arc]) for arc, count in uses.items() if count > 1)
    OUT.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">\n'
        "<!-- Natural Earth 1:110m (public domain), by way of world-atlas 2.0.2, in the Equal Earth projection -->\n"
        f'<path id="land" d="{land}"/>\n<path id="borders" fill="none" d="{borders}"/>\n</svg>\n',
        encoding="utf-8",
    )


def _points(arc: Sequence[Sequence[int]], transform: dict[str, Sequence[float]]) -> Iterator[Point]:
    """Latitudes and longitudes of an arc, which is given in whole steps."""
    (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield low + y * scale_y, left + x * scale_x


def _rings(shape: dict[str, Any]) -> Iterator[Sequence[int]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for polygon in polygons:
        yield from polygon


def _ring(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a ring; where it crosses the edge of the map it goes on beyond."""
    points: list[Point] = []
    for arc in ring:
        for lat, lon in arcs[arc] if arc >= 0 else arcs[~arc][::-1]:
            turns = round((points[-1][1] - lon) / 360) if points else 0
            points.append((lat, lon + 360 * turns))
    return points


def _line(points: Sequence[Point]) -> str:
    """A line in tenths, without points that would not be seen."""
    shown, last = "", (-9.0, -9.0)
    for number, (x, y) in enumerate(project(lat, lon) for lat, lon in points):
        if not shown or abs(x - last[0]) + abs(y - last[1]) >= 0.35 or number == len(points) - 1:
            shown += f"{'L' if shown else 'M'}{x:.1f} {y:.1f}"
            last = (x, y)
    return shown


if __name__ == "__main__":
    main()
