"""What all pages have: the archive's desk, the templates, and who judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dragoman import __version__, lexicon
from dragoman.explore import address, marking, words
from dragoman.explore.desk import Desk
from dragoman.explore.draw.bars import bar
from dragoman.explore.guard import Token
from dragoman.query.filters import Filters
from dragoman.reconcile.auditing import FIELDS

_TEMPLATES = Path(__file__).parent / "templates"


class Site:
    """An archive's pages; `judge` is the name under which judgements are written, None where nobody judges."""

    def __init__(self, desk: Desk, judge: str | None) -> None:
        self.desk = desk
        self.judge = judge
        self.token = Token()
        self.folder = str(desk.archive.folder)
        self._pages = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._pages.filters |= {
            "day": words.day, "number": words.number, "code": words.code, "codes": words.codes, "named": words.named,
            "names": words.names, "kind": words.kind, "event_title": words.title, "web": marking.web_address,
        }  # fmt: skip
        labels = lexicon.load().labels
        self._pages.globals |= {
            "site": self, "version": __version__, "bar": bar, "days": words.days, "many": words.many,
            "page_of": address.page_of, "listed": address.listed, "country_names": labels.countries,
            "definitions": labels.definitions, "in_words": labels.in_words, "quads": words.QUADS, "signs": words.SIGNS,
            "modalities": words.MODALITIES, "quad_of": quad_classes(), "marked": marking.marked,
            "fields": FIELDS, "listed_filters": Filters, "more": more,
        }  # fmt: skip

    @property
    def pages(self) -> list[tuple[str, str]]:
        """Addresses and names of the pages that every page leads to."""
        found = [
            ("/", "Overview"), ("/events", "Events"), ("/statements", "Statements"), ("/positions", "Positions"),
            ("/articles", "Reports"), ("/ledger", "Ledger"), ("/map", "Map"), ("/network", "Network"),
        ]  # fmt: skip
        return found + [("/audit", "Audit")] * (self.judge is not None)

    def page(self, template: str, request: Request, code: int = 200, /, **context: Any) -> HTMLResponse:
        """A page from a template."""
        shown = self._pages.get_template(template).render(path=request.url.path, **context)
        return HTMLResponse(shown, code, {"cache-control": "private, no-cache"})


def more(lead: Filters, path: str = "/events", **changes: Any) -> str:
    """The address of a page that shows what these filters ask for, with some of them changed."""
    return address.listed(path, replace(lead, **changes))


def quad_classes() -> Mapping[str, int]:
    """The quad class of each type."""
    return {name: code.quad_class for (name, mode), code in lexicon.load().codes.types.items() if mode is None}
