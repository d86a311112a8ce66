"""Which feeds to follow, and how often: lists of addresses and stretches of time."""

from __future__ import annotations

import re

from dragoman.errors import IntervalError, SourceError
from dragoman.read.decode import decode
from dragoman.read.markup import safe_parser, safe_xml
from dragoman.read.sources import is_url, opened
from dragoman.settings import Settings

_INTERVAL = re.compile(r"\s*(\d{1,6}(?:\.\d{1,3})?)\s*([smhd])\s*", re.I)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_interval(text: str) -> float:
    """The seconds in `90s`, `15m`, `2h` or `1d`. Raises IntervalError."""
    match = _INTERVAL.fullmatch(text)
    seconds = float(match[1]) * _SECONDS[match[2].lower()] if match else 0.0
    if seconds <= 0:
        raise IntervalError(f"not a stretch of time: {text!r}; write it as 15m, 2h or 90s")
    return seconds


def feeds_in(source: str, settings: Settings | None = None) -> tuple[str, ...]:
    """The addresses of feeds in an OPML file or in a text file, one a line, or the one that `source` is.

    In a text file `#` begins a comment. Each address is given once. Raises SourceError (`bad-feed-list`).
    """
    if is_url(source):
        found = [source]
    else:
        text = _text(source, (settings or Settings()).max_bytes)
        found = _outlines(text, source) if text.lstrip().startswith("<") else _lines(text)
    for url in found:
        if not re.match(r"https?://[^/]", url, re.I):
            raise SourceError("bad-feed-list", f"{source}: {url[:200]!r} is no address of the web")
    if not found:
        raise SourceError("bad-feed-list", f"{source}: it names no feed")
    return tuple(dict.fromkeys(found))


def _text(source: str, longest: int) -> str:
    with opened(source) as stream:
        data = stream.read(longest + 1)
    decoded = decode(data) if len(data) <= longest else None
    if decoded is None:
        raise SourceError("bad-feed-list", f"{source}: neither OPML nor a list of addresses")
    return decoded.text


def _lines(text: str) -> list[str]:
    lines = (re.sub(r"(?:^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def _outlines(text: str, source: str) -> list[str]:
    from lxml import etree

    parser = safe_parser()
    try:
        parser.feed(safe_xml(text))
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise SourceError("bad-feed-list", f"{source}: the OPML is damaged: {error}") from error
    if str(root.tag).lower() != "opml":
        raise SourceError("bad-feed-list", f"{source}: not OPML; of a feed, name the address")
    found = []
    for outline in root.iter("outline", "OUTLINE"):
        named = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        if named.get("xmlurl"):
            found.append(named["xmlurl"])
    return found
