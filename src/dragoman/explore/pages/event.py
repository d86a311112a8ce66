"""One event: its fields with the words behind each, all evidence, other tellings, and what was judged."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.exceptions import HTTPException

from dragoman.explore import marking
from dragoman.explore.site import Site
from dragoman.query import looking

Row = Mapping[str, Any]


def add(app: FastAPI, site: Site) -> None:
    """The page of an event."""

    @app.get("/event/{name:path}")
    def event(request: Request, name: str) -> HTMLResponse:
        with site.desk.open() as ask:
            found = looking.record(ask.base, "events", name)
            if found is None:
                raise HTTPException(404)
            text = looking.text(ask.base, found["article_id"], found["coder"])
            story = looking.story_of(ask.base, name)
            told = looking.story(ask.base, story) if story else None
            return site.page(
                "event.html", request, event=found, evidence=list(_evidence(found, text)), story=told,
                words=_Words(text), verdicts=looking.verdicts(ask.base, name, found["coder"]),
                position=_beside(ask.base, found), kept=text is not None, explain=_explain(found),
            )  # fmt: skip


def _explain(event: Row) -> str:
    """The command that tells more of how the sentence was read."""
    words = ["dragoman", "explain", event["sentence_words"] or ""]
    return shlex.join([*words, "--published", str(event["published"])] if event["published"] else words)


def _beside(base: duckdb.DuckDBPyConnection, event: Row) -> Row | None:
    """The statement that the event is told in."""
    if not event["statement"]:
        return None
    return looking.record(base, "statements", f"{event['article_id']}/{event['statement']}")


class _Words:
    """The words of an article's spans, on one line; nothing where the text was not kept."""

    def __init__(self, text: str | None) -> None:
        self._text = text or ""

    def __call__(self, span: Mapping[str, int] | None) -> str:
        return " ".join(self._text[span["start"] : span["end"]].split()) if span else ""


def _evidence(event: Row, text: str | None) -> Iterator[Markup]:
    """The sentences that tell the event, the best first, with what they rest on marked."""
    if text is None:
        return
    marks = list(_marks(event))
    for one in event["evidence"]:
        first, last = one["sentence"]["start"], one["sentence"]["end"]
        inside = [m for m in marks if first <= m[0][0] and m[0][1] <= last]
        trigger = (marking.span(one["trigger"]) or (0, 0), "trigger")
        yield marking.marked(text[first:last], [*(m for m in inside if m[1] != "trigger"), trigger], first)


def _marks(event: Row) -> Iterator[tuple[marking.Span, str]]:
    for name in ("actors", "recipients"):
        for party in event[name]:
            if party["span"]:
                yield (party["span"]["start"], party["span"]["end"]), name.removesuffix("s")
    for name, class_ in (
        ("date_span", "date"),
        ("place_span", "place"),
        ("modality_cue", "cue"),
        ("trigger", "trigger"),
    ):
        found = marking.span(event[name])
        if found:
            yield found, class_
