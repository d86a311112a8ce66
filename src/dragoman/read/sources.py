"""Where texts come from: files, folders, the web and standard input. Nothing here looks into them."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import AnswerError, SourceError
from dragoman.settings import Settings

if TYPE_CHECKING:
    import httpx

STANDARD_INPUT = "-"
# A folder of saved pages also holds pictures and scripts; only these names are taken to be texts.
NAMES = (
    ".html",
    ".htm",
    ".xhtml",
    ".txt",
    ".text",
    ".jsonl",
    ".ndjson",
    ".json",
    ".warc",
    ".warc.gz",
    ".wacz",
    ".xml",
    ".rss",
    ".atom",
    ".rdf",
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://|(data|javascript|file|mailto):", re.I)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as a server gave it, after redirects; the names of `headers` are looked up in any case."""

    data: bytes
    charset: str | None
    url: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def is_url(source: str) -> bool:
    """Whether a source is an address, of whatever scheme, and no file."""
    return _SCHEME.match(source) is not None


def files_under(folder: Path) -> Iterator[Path]:
    """The texts in and under a folder, sorted; hidden ones are passed over and links not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(NAMES):
                yield Path(place) / name


def count(sources: Iterable[str]) -> int | None:
    """About how many articles some sources hold: lines of JSONL files, one for another file or page.

    None where that cannot be told without reading them: standard input, web archives, feeds.
    """
    total = 0
    for source in sources:
        path = Path(source)
        if source == STANDARD_INPUT:
            return None
        if is_url(source) or not path.exists():
            total += 1
            continue
        for file in files_under(path) if path.is_dir() else (path,):
            name = file.name.lower()
            if name.endswith((".warc", ".warc.gz", ".wacz", ".xml", ".rss", ".atom")):
                return None
            total += _lines(file) if name.endswith((".jsonl", ".ndjson")) else 1
    return total


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except OSError:
        return 1


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """The bytes of a file or of standard input. Raises SourceError where there are none to be had."""
    if source == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 - it is closed below; here only opening may fail
    except FileNotFoundError:
        raise SourceError("not-found", f"{source}: no such file") from None
    except (OSError, ValueError) as error:
        raise SourceError("unreadable", f"{source}: {getattr(error, 'strerror', None) or error}") from error
    with stream:
        yield stream


def fetch(
    url: str,
    settings: Settings,
    *,
    headers: Mapping[str, str] | None = None,
    redirects: bool = True,
    transport: httpx.BaseTransport | None = None,
) -> Fetched:
    """What stands at an address of the web. Raises SourceError where no page can be had.

    `headers` are sent besides the usual ones. Without `redirects` an answer that leads elsewhere is given as it
    is. `transport` takes the place of the network.
    """
    if not re.match(r"https?://", url, re.I):
        raise SourceError("unsupported-url", f"{url}: only http and https addresses are read")
    # Imported here: it takes a quarter of a second, and files do without it.
    import httpx

    client = httpx.Client(
        timeout=settings.timeout,
        follow_redirects=redirects,
        max_redirects=settings.max_redirects,
        headers=_headers(headers or {}),
        transport=transport,
    )
    try:
        with client:
            return _fetch(client, url, settings)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
        raise SourceError("no-answer", f"{url}: {str(error) or type(error).__name__}") from error


def _headers(more: Mapping[str, str]) -> dict[str, str]:
    # Asked for unpacked, so that a small answer cannot unfold into a large one.
    return {
        "User-Agent": _agent(),
        "Accept": "text/html,text/plain,*/*;q=0.5",
        "Accept-Encoding": "identity",
        **more,
    }


@cache
def _agent() -> str:
    try:
        return f"dragoman/{metadata.version('dragoman')}"
    except metadata.PackageNotFoundError:
        return "dragoman"


def _fetch(client: httpx.Client, url: str, settings: Settings) -> Fetched:
    stop = time.monotonic() + settings.timeout
    with client.stream("GET", url) as answer:
        if answer.status_code >= 400:
            message = f"{url}: the server answered {answer.status_code}"
            raise AnswerError(message, answer.status_code, answer.headers.get("Retry-After"))
        data = bytearray()
        for chunk in answer.iter_bytes(65536):
            data += chunk
            if len(data) > settings.max_download:
                raise SourceError("too-large", f"{url}: more than {settings.max_download:,} bytes")
            if time.monotonic() > stop:
                raise SourceError("no-answer", f"{url}: the answer took more than {settings.timeout:g} seconds")
        return Fetched(bytes(data), answer.charset_encoding, str(answer.url), answer.status_code, answer.headers)
