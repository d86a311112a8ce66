"""Text from outside in a page: marked where records rest on it, and never more than text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from markupsafe import Markup

Span = tuple[int, int]


def marked(text: str, spans: Iterable[tuple[Span, str]], start: int = 0) -> Markup:
    """A text, which begins at `start` of its article, with the spans in it marked by a class each.

    Where spans overlap the one that begins first is kept, of those the longer one.
    """
    parts, at = [], 0
    for (first, last), name in sorted(spans, key=lambda one: (one[0][0], -one[0][1])):
        low, high = first - start, last - start
        if low < at or high > len(text) or low >= high:
            continue
        parts.append(Markup('{}<mark class="{}">{}</mark>').format(text[at:low], name, text[low:high]))
        at = high
    return Markup("").join([*parts, Markup("{}").format(text[at:])])


def span(value: Mapping[str, int] | None) -> Span | None:
    """A span of a row as a pair."""
    return None if value is None else (value["start"], value["end"])


def web_address(url: str | None) -> str | None:
    """An address that a page may link to: `http` or `https` with a host, and nothing else."""
    try:
        parts = urlsplit((url or "").strip())
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
