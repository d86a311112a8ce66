"""Where texts come from: files, folders, the web and standard input. Nothing here looks into them."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import AnswerError, SourceError
from dragoman.model.text import Problem, Skipped
from dragoman.settings import Settings

if TYPE_CHECKING:
    import httpx

STANDARD_INPUT = "-"
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


def files_under(folder: Path, is_read: Callable[[str], bool]) -> Iterator[Path | Problem]:
    """The files in and under a folder whose names say that they are read, sorted; links to folders are not followed.

    What is hidden or of another kind comes as `Skipped`, a folder that cannot be looked into as a Problem.
    """
    bad: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=bad.append):
        yield from map(_unreadable, bad)
        bad.clear()
        hidden = sorted(name for name in (*folders, *names) if name.startswith("."))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in hidden:
            yield _skipped(Path(place) / name, "hidden", "hidden files and folders are not read")
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(place) / name
            yield path if is_read(name) else _skipped(path, "unknown-kind", "files of this kind are not read")
    yield from map(_unreadable, bad)


def _unreadable(error: OSError) -> Problem:
    source = str(error.filename)
    return Problem(source, source, "unreadable", f"{source}: {error.strerror}")


def _skipped(path: Path, code: str, why: str) -> Skipped:
    return Skipped(str(path), str(path), code, f"{path}: {why}")


def size(sources: Iterable[str], is_read: Callable[[str], bool]) -> int | None:
    """How many bytes some sources have; None where that cannot be told (standard input, the web)."""
    total = 0
    for source in sources:
        path = Path(source)
        if source == STANDARD_INPUT or is_url(source):
            return None
        files = [one for one in files_under(path, is_read) if isinstance(one, Path)] if path.is_dir() else [path]
        total += sum(file.stat().st_size for file in files if file.is_file())
    return total


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
