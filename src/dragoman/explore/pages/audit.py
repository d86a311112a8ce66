"""A random sample of events, judged one by one, and what the answers say of the coder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import FastAPI, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from dragoman.errors import QueryError
from dragoman.explore.marking import marked
from dragoman.explore.site import Site
from dragoman.query.sample import Sample, Sampled, sample
from dragoman.reconcile.auditing import FIELDS, Answer, Report, answered, judgements, report

_Size = Annotated[int, Query(ge=1, le=2000)]
_Seed = Annotated[int, Query(ge=0, le=10**9)]
_Form = Annotated[str, Form(max_length=1000)]


def add(app: FastAPI, site: Site) -> None:
    """The audit, where somebody judges."""
    by = site.judge
    if by is None:
        return

    @app.get("/audit")
    def audit(
        request: Request, size: _Size = 100, seed: _Seed = 0, by_type: Annotated[bool, Query(alias="by-type")] = False,
        skip: Annotated[int, Query(ge=0, le=2000)] = 0, last: Annotated[str, Query(max_length=1000)] = "",
    ) -> HTMLResponse:  # fmt: skip
        with site.desk.open() as ask:
            drawn = sample(ask.archive, size, seed, by_type=by_type)
        waiting = [event for event in drawn.events if answered(event.before) is None]
        event = waiting[min(skip, len(waiting) - 1)] if waiting else None
        done = [one for one in drawn.events if answered(one.before) is not None]
        return site.page(
            "audit.html", request, event=event, drawn=drawn, waiting=len(waiting), judged=len(done), size=size,
            seed=seed, by_type=by_type, skip=min(skip, max(len(waiting) - 1, 0)), report=_report(drawn),
            sentence=marked(event.sentence, [(event.trigger, "trigger")]) if event else "",
            last=last or None,
        )  # fmt: skip

    @app.post("/audit")
    def answer(
        token: _Form, subject: _Form, verdict: _Form, size: Annotated[int, Form(ge=1, le=2000)] = 100,
        seed: Annotated[int, Form(ge=0, le=10**9)] = 0, by_type: Annotated[str, Form()] = "",
        fields: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    ) -> RedirectResponse:  # fmt: skip
        site.token.check(token)
        found = _found(sample(site.desk.archive, size, seed, by_type=bool(by_type)), subject)
        lines = judgements(subject, found.coder, _answer(verdict, fields), found.before, by, _now())
        site.desk.archive.judge(lines)
        more = "&by-type=1" if by_type else ""
        return RedirectResponse(f"/audit?size={size}&seed={seed}{more}&{urlencode({'last': subject})}", 303)


def _found(drawn: Sample, subject: str) -> Sampled:
    """The event of a sample. Raises QueryError where it is not in it."""
    found = next((event for event in drawn.events if event.id == subject), None)
    if found is None:
        raise QueryError(f"{subject} is not in this sample")
    return found


def _answer(verdict: str, fields: list[str]) -> Answer:
    """What was answered. Raises QueryError for what no form of ours sends."""
    if verdict == "right":
        return Answer(True)
    if verdict == "wrong":
        return Answer(False)
    if verdict != "field" or not fields or not set(fields) <= set(FIELDS):
        raise QueryError("say which field is wrong: " + ", ".join(FIELDS))
    return Answer(False, tuple(field for field in FIELDS if field in fields))


def _report(drawn: Sample) -> Report:
    found: list[tuple[str, Mapping[str | None, str]]] = [(event.type, event.before) for event in drawn.events]
    answers = [(name, answer) for name, before in found if (answer := answered(before)) is not None]
    return report(answers, drawn.population if drawn.by_type else None)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
