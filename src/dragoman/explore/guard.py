"""What stands before every page: whose requests are answered, and what a browser may do with the answers."""

from __future__ import annotations

import secrets
from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.errors import DragomanError

HERE = ("127.0.0.1", "localhost", "::1")
"""The names by which a browser on this machine calls it."""
LONGEST_ADDRESS = 8_000
LONGEST_BODY = 20_000
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # With `no-referrer` browsers would hide the origin of our own forms too.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class RequestError(DragomanError):
    """A request that is not answered; `status` is HTTP's number for it."""

    code = "bad-request"

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Guard:
    """Answers only who calls this machine by a name of its own, and from its own pages.

    A page elsewhere whose name was made to lead here (DNS rebinding) calls it by that name, and is refused.
    """

    def __init__(self, app: ASGIApp, ours: Callable[[str], bool], refuse: Callable[[RequestError], ASGIApp]) -> None:
        self._app, self._ours, self._refuse = app, ours, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with a page."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        app = self._app
        try:
            self._check(scope)
        except RequestError as error:
            app = self._refuse(error)
        await app(scope, receive, _with_headers(send))

    def _check(self, scope: Scope) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if not self._ours(_name(host)):
            raise RequestError(421, "this server answers only to the address that it printed when it was started")
        origin = headers.get("origin")
        # Browsers name the origin of every form that is sent; `null` is a page that hides where it is from.
        if origin is not None and urlsplit(origin).netloc != host:
            raise RequestError(403, "the request comes from another page than ours")
        if headers.get("sec-fetch-site", "none") == "cross-site" and scope["method"] not in ("GET", "HEAD"):
            raise RequestError(403, "the request comes from another site")
        if len(scope.get("query_string", b"")) + len(scope["path"]) > LONGEST_ADDRESS:
            raise RequestError(414, "the address is too long")
        length = headers.get("content-length", "")
        if scope["method"] == "POST" and (not length.isdigit() or int(length) > LONGEST_BODY):
            raise RequestError(413, "the form is too long")


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message.get("headers", ()), *ours]
        await send(message)

    return sending


class Token:
    """A secret of this run that every form which changes something must carry; no other site can read it."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(32)

    def check(self, given: str | None) -> None:
        """Raises RequestError where it is not this one."""
        if given is None or not secrets.compare_digest(given.encode(), self.value.encode()):
            raise RequestError(
                403, "the form is not from this run of the explorer: go back, reload the page, try again"
            )
