"""One box for texts, actors and places."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse

from dragoman import lexicon
from dragoman.explore.site import Site
from dragoman.query import looking


def add(app: FastAPI, site: Site) -> None:
    """The search."""

    @app.get("/search")
    def search(request: Request, q: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
        words = " ".join(q.split())
        with site.desk.open() as ask:
            found = ask.once(looking.search, words) if words else None
            return site.page(
                "search.html", request, asked=words, found=found, countries=_countries(words),
                kept=ask.archive.manifest.keep_text,
            )  # fmt: skip


def _countries(words: str) -> list[str]:
    """Codes of the countries that are called so, or begin so."""
    name = words.lower()
    return [
        code
        for code, known in lexicon.load().labels.countries.items()
        if name and (known.lower().startswith(name) or code == words)
    ]
