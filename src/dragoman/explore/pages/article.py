"""One report: its text with the records marked in it, or the records alone where no text was kept."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.exceptions import HTTPException

from dragoman.archive.tables import JUDGED
from dragoman.explore.site import Site
from dragoman.query import looking
from dragoman.view import fragment


def add(app: FastAPI, site: Site) -> None:
    """The page of an article."""

    @app.get("/article/{name:path}")
    def article(request: Request, name: str) -> HTMLResponse:
        with site.desk.open() as ask:
            found = looking.article(ask.base, name)
            if found is None:
                raise HTTPException(404)
            kept = ask.archive.manifest.keep_text
            report = fragment(ask.archive.coding(name, base=ask.base)) if kept else ""
            return site.page(
                "article.html", request, article=found, kept=kept,
                report=Markup(report),  # noqa: S704 - `view` escapes whatever the text holds
                records={table: looking.coded(ask.base, name, table) for table in JUDGED},
            )  # fmt: skip
