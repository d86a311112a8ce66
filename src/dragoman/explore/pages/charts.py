"""The map and the network, with filters of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated

import duckdb
from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse

from dragoman import lexicon
from dragoman.errors import QueryError
from dragoman.explore.address import filters, listed, page_of
from dragoman.explore.charts import HAPPENED, Timeline, over_time
from dragoman.explore.desk import Asking
from dragoman.explore.draw import atlas, network
from dragoman.explore.site import Site
from dragoman.query import counting
from dragoman.query.counting import Edge
from dragoman.query.filters import Filters
from dragoman.query.records import EVENTS

SIZES = (20, 40, 60)
"""How many countries a network can show."""
_MOST_EDGES = 20_000
_LOOK = frozenset({"lat", "lon", "zoom", "nodes"})


def add(app: FastAPI, site: Site) -> None:
    """The pages of the map and the network."""

    @app.get("/map")
    def world(
        request: Request, lat: Annotated[float, Query(ge=-90, le=90)] = 0.0,
        lon: Annotated[float, Query(ge=-180, le=180)] = 0.0, zoom: int = 1,
    ) -> HTMLResponse:  # fmt: skip
        if zoom not in atlas.ZOOMS:
            raise QueryError(f"a map is enlarged {', '.join(map(str, atlas.ZOOMS))} times, not {zoom}")
        asked, look = _filters(request), atlas.Look(lat, lon, zoom)
        with site.desk.open() as ask:
            spots = ask.once(counting.spots, asked)
            most = max((spot.events for spot in spots), default=1)
            seen = atlas.clusters(spots, look, most)
            return site.page(
                "map.html", request, filters=asked, clusters=seen, spots=spots, look=look, zooms=atlas.ZOOMS,
                picture=atlas.atlas(seen, look, most, lambda one: _into(one, look, asked)),
                looks=Looks(look, asked), chart=_time(ask, "/map", asked), precision=atlas.precision,
                total=ask.once(_events, asked), types=_types(),
            )  # fmt: skip

    @app.get("/network")
    def who(request: Request, nodes: int = 40) -> HTMLResponse:
        if nodes not in SIZES:
            raise QueryError(f"a network has {', '.join(map(str, SIZES))} countries, not {nodes}")
        asked = _filters(request)
        with site.desk.open() as ask:
            shown = network.network(ask.once(counting.edges, asked, _MOST_EDGES), nodes)
            drawn = network.draw(shown, _name, lambda who: page_of("actor", who), lambda edge: _between(edge, asked))
            return site.page(
                "network.html", request, filters=asked, shown=shown, picture=drawn, nodes=nodes, sizes=SIZES,
                chart=_time(ask, "/network", asked), types=_types(),
            )  # fmt: skip


def _filters(request: Request) -> Filters:
    """What the events on a picture are; those that happened where nothing else is asked."""
    values: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in _LOOK and value.strip():
            values.setdefault(name, []).append(value)
    found = filters(EVENTS, values)
    return found if found.modality else replace(found, modality=HAPPENED.modality)


def _types() -> list[str]:
    return [name for name in EVENTS.types() if ":" not in name]


def _events(base: duckdb.DuckDBPyConnection, asked: Filters) -> int:
    return sum(count for _, count in counting.types(base, asked))


def _time(ask: Asking, path: str, asked: Filters) -> Timeline | None:
    """All times of what is asked; a bar leads to the same picture at that time."""
    return over_time(ask, "Choose a time", asked, replace(asked, since=None, until=None), path=path)


def _name(code: str) -> str:
    return lexicon.load().labels.countries.get(code, code)


def _between(edge: Edge, asked: Filters) -> str:
    return listed("/events", replace(asked, actor=(edge.source,), with_=(edge.target,)))


def _into(one: atlas.Cluster, look: atlas.Look, asked: Filters) -> str:
    """From one place to its events, from several closer to them."""
    if len(one.spots) == 1 or look.zoom == atlas.ZOOMS[-1]:
        return listed("/events", replace(asked, place=tuple(spot.id for spot in one.spots[:20])))
    closer = atlas.ZOOMS[atlas.ZOOMS.index(look.zoom) + 1]
    return _look(asked, atlas.Look(one.spots[0].lat, one.spots[0].lon, closer))


def _look(asked: Filters, look: atlas.Look) -> str:
    address = listed("/map", asked)
    where = f"lat={look.lat:g}&lon={look.lon:g}&zoom={look.zoom}" if look.zoom > 1 else ""
    return f"{address}{'&' if '?' in address else '?'}{where}" if where else address


@dataclass(frozen=True, slots=True)
class Looks:
    """Addresses of the same map from closer, from further, and moved."""

    look: atlas.Look
    asked: Filters

    def closer(self) -> str | None:
        """Twice as large; None at the end."""
        return self._zoomed(1)

    def further(self) -> str | None:
        """Half as large; None where all is seen."""
        return self._zoomed(-1)

    def moved(self) -> Iterable[tuple[str, str]]:
        """A step in each direction of the compass."""
        step = 60 / self.look.zoom
        for name, up, right in (("west", 0, -1.5), ("north", 1, 0), ("south", -1, 0), ("east", 0, 1.5)):
            lat = min(max(self.look.lat + up * step, -85), 85)
            lon = min(max(self.look.lon + right * step, -180), 180)
            yield name, _look(self.asked, replace(self.look, lat=lat, lon=lon))

    def _zoomed(self, by: int) -> str | None:
        place = atlas.ZOOMS.index(self.look.zoom) + by
        if not 0 <= place < len(atlas.ZOOMS):
            return None
        return _look(self.asked, replace(self.look, zoom=atlas.ZOOMS[place]))
