"""One story: events of several reports that are one occurrence, their sentences side by side."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from dragoman.explore.site import Site
from dragoman.query import looking


def add(app: FastAPI, site: Site) -> None:
    """The page of a story."""

    @app.get("/story/{name:path}")
    def story(request: Request, name: str) -> HTMLResponse:
        with site.desk.open() as ask:
            told = looking.story(ask.base, name)
            if told is None:
                raise HTTPException(404)
            outlets = sorted({event["outlet"] for event in told.events if event["outlet"]})
            return site.page("story.html", request, story=told.facts, events=told.events, outlets=outlets)
