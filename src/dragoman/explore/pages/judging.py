"""Judgements that are made on pages: written down under one name, superseding and never overwriting."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Form
from fastapi.responses import RedirectResponse

from dragoman.errors import QueryError
from dragoman.explore.address import page_of
from dragoman.explore.site import Site
from dragoman.model.story import Verdict
from dragoman.reconcile import judge, withdraw

_Text = Annotated[str, Form(max_length=1000)]


def add(app: FastAPI, site: Site) -> None:
    """The address that forms send judgements to, where somebody judges."""
    if site.judge is None:
        return

    @app.post("/judge")
    def judging(
        token: _Text, subject: _Text, verdict: _Text, field: _Text = "", reason: _Text = ""
    ) -> RedirectResponse:
        site.token.check(token)
        archive, by = site.desk.archive, site.judge
        if verdict == "withdrawn":
            withdraw(archive, subject, by=by)
        else:
            judge(archive, subject, _verdict(verdict), field=field or None, reason=reason or None, by=by)
        return RedirectResponse(page_of("event", subject), 303)


def _verdict(value: str) -> Verdict:
    """Raises QueryError for what no form of ours sends."""
    if value not in ("right", "wrong"):
        raise QueryError(f"no verdict {value!r} on this page: there are right, wrong")
    return "right" if value == "right" else "wrong"
