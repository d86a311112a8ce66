"""What people read instead of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dragoman.model.record import DateRange

QUADS: Mapping[int, str] = {
    1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict",
}  # fmt: skip
SIGNS: Mapping[int, str] = {1: "○", 2: "●", 3: "△", 4: "▲"}
"""A sign for each quad class beside its colour."""
MODALITIES: Mapping[str, str] = {
    "actual": "happened", "historical": "background", "future": "planned", "hypothetical": "not a fact",
    "negated": "did not happen",
}  # fmt: skip
SAYS: Mapping[str, str] = {
    "accuse": "accuses", "assert": "says", "concern": "is concerned", "demand": "demands", "deny": "denies",
    "endorse": "endorses", "offer": "offers", "pledge": "pledges", "predict": "predicts", "refuse": "refuses",
    "threaten": "threatens",
}  # fmt: skip
_COARSE = {"year": "%Y", "month": "%B %Y"}


def days(found: DateRange) -> str:
    """A stretch of days as people write it, no finer than it is known."""
    return stretch(found.start, found.end, found.precision)


def stretch(start: str, end: str, precision: str | None) -> str:
    """The same of two ISO days; a year that the calendar does not know stays as it is written."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return start
    if first == last:
        return _day(first)
    if precision in _COARSE:
        return first.strftime(_COARSE[precision])
    return f"{_day(first)} to {_day(last)}"


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def published(value: str | None, precision: str | None) -> str:
    """When an article came out, as fine as it is known."""
    if not value:
        return "no publication date"
    parts = (*value[:10].split("-"), "01", "01")[:3]
    day = "-".join(parts)
    if precision in _COARSE:
        return stretch(day, "9999-12-31", precision)
    clock = f", {value[11:16]}" if precision in ("minute", "second") else ""
    return stretch(day, day, precision) + clock


def many(count: int, one: str) -> str:
    """A number with its noun."""
    return f"{count:,} {one if count == 1 else one + 's'}"


def listed(words: Iterable[str]) -> str:
    """Several words as one enumeration."""
    return ", ".join(words)
