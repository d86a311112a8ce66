"""What the archive holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from dragoman.archive import Archive
from dragoman.explore.address import listed
from dragoman.explore.charts import HAPPENED, over_time
from dragoman.explore.draw import atlas
from dragoman.explore.site import Site
from dragoman.query import counting, looking


def add(app: FastAPI, site: Site) -> None:
    """The overview."""

    @app.get("/")
    def overview(request: Request) -> HTMLResponse:
        with site.desk.open() as ask:
            spots = ask.once(counting.spots, HAPPENED)
            return site.page(
                "overview.html", request, held=ask.once(_holdings, ask.archive),
                chart=over_time(ask, "Events over time", HAPPENED, HAPPENED),
                dyads=ask.once(counting.edges, HAPPENED, limit=10), types=ask.once(counting.types, HAPPENED),
                newest=ask.once(looking.newest), map=_map(spots) if spots else None,
            )  # fmt: skip


def _holdings(base: duckdb.DuckDBPyConnection, archive: Archive) -> looking.Holdings:
    return looking.holdings(archive, base)


def _map(spots: Sequence[counting.Spot]) -> Markup:
    """The whole world; a mark leads to the events of its places."""
    look, most = atlas.Look(), max(spot.events for spot in spots)

    def address(one: atlas.Cluster) -> str:
        return listed("/events", replace(HAPPENED, place=tuple(spot.id for spot in one.spots[:20])))

    return atlas.atlas(atlas.clusters(spots, look, most), look, most, address)
