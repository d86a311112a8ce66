"""Who wrote an article, as files from outside say it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BY = re.compile(r"(?:by|author|byline)\s*:?\s+", re.I)


def byline_of(value: object) -> tuple[str, ...]:
    """The authors that a value names: a list, or words such as `By Ana Roy and Jo Low` or `Roy, Ana; Low, Jo`."""
    if isinstance(value, (list, tuple)):
        return tuple(dict.fromkeys(name for one in value for name in byline_of(one)))
    if isinstance(value, Mapping):
        return byline_of(value.get("name") or value.get("title"))
    words = " ".join(str(value or "").split())
    words = _BY.sub("", words, count=1) if _BY.match(words) else words
    parts = re.split(r"\s*[;|]\s*|\s+(?:and|&)\s+", words)
    return tuple(dict.fromkeys(name for part in parts for name in _names(part)))


def _names(words: str) -> list[str]:
    """One name, turned round where the surname comes first, or several between commas."""
    parts = [part.strip(" .") for part in words.split(",") if part.strip(" .")]
    if len(parts) == 2 and len(parts[0].split()) == 1 and len(parts[1].split()) <= 3 and not words.isupper():
        return [f"{parts[1]} {parts[0]}"]
    return [_cased(part) for part in parts]


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name
