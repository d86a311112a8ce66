"""What the archive holds."""

from __future__ import annotations

import duckdb
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from dragoman.archive import Archive
from dragoman.explore.charts import HAPPENED, over_time
from dragoman.explore.site import Site
from dragoman.query import counting, looking


def add(app: FastAPI, site: Site) -> None:
    """The overview."""

    @app.get("/")
    def overview(request: Request) -> HTMLResponse:
        with site.desk.open() as ask:
            return site.page(
                "overview.html", request, held=ask.once(_holdings, ask.archive),
                chart=over_time(ask, "Events over time", HAPPENED, HAPPENED),
                dyads=ask.once(counting.edges, HAPPENED, limit=10), types=ask.once(counting.types, HAPPENED),
                newest=ask.once(looking.newest),
            )  # fmt: skip


def _holdings(base: duckdb.DuckDBPyConnection, archive: Archive) -> looking.Holdings:
    return looking.holdings(archive, base)
