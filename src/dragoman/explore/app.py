"""The application: addresses, what stands before them, and pages for what goes wrong."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.archive import Archive
from dragoman.errors import ArchiveError, DragomanError, QueryError
from dragoman.explore.desk import Desk, SlowError
from dragoman.explore.guard import HERE, Guard, RequestError
from dragoman.explore.pages import (
    actor,
    article,
    audit,
    charts,
    download,
    event,
    judging,
    ledger,
    overview,
    records,
    search,
    story,
)
from dragoman.explore.site import Site

SECONDS = 20.0
"""How long a page may ask the archive."""
_STATIC = Path(__file__).parent / "static"
_PAGES = (overview, records, download, event, article, actor, story, ledger, charts, search, audit, judging)


def make_app(
    archive: Archive, judge: str | None = None, host: str = "127.0.0.1", seconds: float = SECONDS
) -> ASGIApp:  # fmt: skip
    """The explorer of an archive, for a server that listens at `host`.

    `judge` is the name that judgements are written under; without it there is nothing to judge with.
    """
    site = Site(Desk(archive, seconds), judge)
    app = FastAPI(title="Dragoman", openapi_url=None, docs_url=None, redoc_url=None)
    app.mount("/static/report", StaticFiles(packages=[("dragoman.view", "static")]))
    app.mount("/static", StaticFiles(directory=_STATIC))
    for page in _PAGES:
        page.add(app, site)
    _name_errors(app, site)

    def refuse(error: RequestError) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            page = _page(site, Request(scope), error.status, "This request is not answered", str(error))
            await page(scope, receive, send)

        return answer

    return Guard(app, _asked_here(host), refuse)


def _asked_here(host: str) -> Callable[[str], bool]:
    """Whether a request calls this machine by a name of its own. An address in numbers cannot have been rebound."""
    if host in HERE:
        return lambda name: name in HERE
    return lambda name: name in (*HERE, host) or _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


_STATUS: tuple[tuple[type[DragomanError], int, str], ...] = (
    (SlowError, 503, "That took too long"),
    (RequestError, 403, "This request is not answered"),
    (QueryError, 400, "That cannot be asked"),
    (ArchiveError, 503, "The archive cannot be read"),
    (DragomanError, 500, "That did not work"),
)


def _name_errors(app: FastAPI, site: Site) -> None:
    @app.exception_handler(DragomanError)
    def named(request: Request, error: DragomanError) -> HTMLResponse:
        status, title = next((status, title) for kind, status, title in _STATUS if isinstance(error, kind))
        if error.code == "not-reconciled":
            title = "There is no ledger yet"
        return _page(site, request, getattr(error, "status", status), title, str(error))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> HTMLResponse:
        title = "There is no such page" if error.status_code == 404 else "This request is not answered"
        return _page(site, request, error.status_code, title, _SAID.get(error.status_code, str(error.detail)))

    @app.exception_handler(RequestValidationError)
    def wrong(request: Request, error: RequestValidationError) -> HTMLResponse:
        return _page(
            site, request, 400, "That cannot be asked", "the address lacks something, or has it in a wrong form"
        )

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> HTMLResponse:
        return _page(site, request, 500, "That did not work", "an error that we did not foresee; the terminal shows it")


_SAID = {
    404: "nothing in this archive has that address; it may have been made from another archive",
    405: "this page can only be read",
}


def _page(site: Site, request: Request, status: int, title: str, message: str) -> HTMLResponse:
    return site.page("error.html", request, status, title=title, message=message, number=status)
