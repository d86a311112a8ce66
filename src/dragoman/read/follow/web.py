"""Fetching with manners: what robots.txt allows, private addresses, and when to come again."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from dragoman.errors import AnswerError, SourceError
from dragoman.read.sources import Fetched, fetch
from dragoman.settings import Settings

if TYPE_CHECKING:
    import httpx

AGENT = "dragoman"
_DAY = 86_400.0
# As much as RFC 9309 asks to be read.
_LONGEST_RULES = 512_000
_LOCAL = ("localhost", "local", "internal", "home.arpa")


class BusyError(Exception):
    """A server that may answer later; `wait` is what it asks for, in seconds.

    `whole_host` says that it is the server that does not answer, and not this one page.
    """

    def __init__(self, cause: SourceError, now: float) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.wait = _seconds(cause.retry_after, now) if isinstance(cause, AnswerError) else 0.0
        self.whole_host = not isinstance(cause, AnswerError) or cause.status in (429, 503)


@dataclass(frozen=True, slots=True)
class _Rules:
    parser: RobotFileParser
    until: float


class Web:
    """Asks servers, one request a call, and keeps each one's robots.txt for a day."""

    def __init__(self, settings: Settings, transport: httpx.BaseTransport | None) -> None:
        self._settings = settings
        self._transport = transport
        self._rules: dict[str, _Rules] = {}

    def get(self, url: str, home: str, headers: dict[str, str], now: float) -> Fetched:
        """What stands at an address; where the answer leads elsewhere, that answer.

        `home` is the feed that names it. Raises SourceError, and BusyError where to ask again makes sense.
        """
        _check_private(url, home)
        with _busy_told(now):
            return fetch(url, self._settings, headers=headers, redirects=False, transport=self._transport)

    def knows_rules(self, url: str, now: float) -> bool:
        """Whether the robots.txt for an address was read within a day."""
        rules = self._rules.get(_origin(url))
        return rules is not None and rules.until > now

    def learn_rules(self, url: str, home: str, now: float) -> None:
        """Read the robots.txt for an address. Raises BusyError: without an answer nothing is allowed (RFC 9309)."""
        parser, origin, lines = RobotFileParser(), _origin(url), [""]
        _check_private(url, home)
        try:
            with _busy_told(now):
                lines = self._lines(f"{origin}/robots.txt", home)
        except SourceError:
            # There is none that could be read: everything is allowed.
            pass
        parser.parse(lines)
        self._rules[origin] = _Rules(parser, now + _DAY)

    def _lines(self, url: str, home: str) -> list[str]:
        """What a robots.txt says; its redirects, which seldom leave the host, are followed at once."""
        for _ in range(self._settings.max_redirects + 1):
            _check_private(url, home)
            answer = fetch(url, self._settings, redirects=False, transport=self._transport)
            target = redirected(answer)
            if target is None:
                return answer.data[:_LONGEST_RULES].decode("utf-8-sig", errors="replace").splitlines()
            url = target
        return []

    def check_rules(self, url: str) -> None:
        """Raise SourceError (`robots`) where robots.txt keeps us from an address."""
        if not self._rules[_origin(url)].parser.can_fetch(AGENT, url):
            raise SourceError("robots", f"{url}: the robots.txt of the site asks us not to read it")

    def pause(self, url: str) -> float:
        """The seconds to leave between two requests to a site."""
        rules = self._rules.get(_origin(url))
        asked = float(rules.parser.crawl_delay(AGENT) or 0) if rules else 0.0
        return max(self._settings.host_pause, min(asked, self._settings.longest_wait))


@contextmanager
def _busy_told(now: float) -> Iterator[None]:
    """Tell answers that may be other ones later from those that stay."""
    try:
        yield
    except AnswerError as error:
        if error.status == 429 or error.status >= 500:
            raise BusyError(error, now) from error
        raise
    except SourceError as error:
        if error.code == "no-answer":
            raise BusyError(error, now) from error
        raise


def redirected(answer: Fetched) -> str | None:
    """Where an answer leads, None where it is the page."""
    if answer.status not in (301, 302, 303, 307, 308):
        return None
    try:
        return urljoin(answer.url, answer.headers.get("Location", "")).partition("#")[0]
    except ValueError:
        return ""


def is_private(host: str) -> bool:
    """Whether a host is written as an address, or has a name, that leads to no public server."""
    name = host.rstrip(".").lower()
    if name.rpartition(".")[2] in _LOCAL or name.endswith(".home.arpa"):
        return True
    try:
        # `127.1` and `2130706433` are addresses too.
        address = ipaddress.ip_address(socket.inet_aton(name)) if ":" not in name else ipaddress.ip_address(name)
    except (OSError, ValueError):
        return False
    inner = getattr(address, "ipv4_mapped", None) or address
    return not inner.is_global


def _check_private(url: str, home: str) -> None:
    """A feed may lead into a private network only where it comes from that same host."""
    try:
        host, own = urlsplit(url).hostname or "", urlsplit(home).hostname or ""
    except ValueError as error:
        raise SourceError("unsupported-url", f"{url}: {error}") from error
    if host != own and is_private(host):
        raise SourceError("private-address", f"{url}: a feed from elsewhere may not lead to a private address")


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _seconds(retry_after: str | None, now: float) -> float:
    """What Retry-After says: seconds or a date (RFC 9110, 10.2.3)."""
    text = (retry_after or "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return 0.0
