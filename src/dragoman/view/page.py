"""A report as one file: nothing is fetched, and nothing but our own style and script may run."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from dragoman.model.record import Coding
from dragoman.view.fragment import SCRIPT, STYLE, fragment, render


def page(coding: Coding) -> str:
    """The report as a whole page of HTML; write it in UTF-8."""
    policy = (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    article = coding.article
    return render(
        "page.html", title=article.title or article.id, policy=policy, style=Markup(STYLE),  # noqa: S704 - ours
        script=Markup(SCRIPT), report=Markup(fragment(coding)), coder=coding.coder,  # noqa: S704 - ours, and escaped
    )  # fmt: skip


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
