"""One report: its text, and the records that were made of it."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from dragoman.explore.site import Site
from dragoman.query import looking


def add(app: FastAPI, site: Site) -> None:
    """The page of an article."""

    @app.get("/article/{name:path}")
    def article(request: Request, name: str) -> HTMLResponse:
        with site.desk.open() as ask:
            found = looking.article(ask.base, name)
            if found is None:
                raise HTTPException(404)
            text = looking.text(ask.base, name, found["coder"])
            records = {table: looking.coded(ask.base, name, table) for table in ("events", "statements", "positions")}
            return site.page("article.html", request, article=found, text=text, records=records)
