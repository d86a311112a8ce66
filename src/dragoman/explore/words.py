"""Days, numbers, codes and parties in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dragoman import lexicon

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
SIGNS = ("○", "●", "△", "▲")
"""A sign for each quad class beside its colour."""
MODALITIES = {
    "actual": "happened", "historical": "background", "future": "planned", "hypothetical": "not a fact",
    "negated": "did not happen",
}  # fmt: skip
_COARSE = {"year": "%Y", "month": "%B %Y"}


def day(value: date | None) -> str:
    """A day as people write it; a dash where there is none."""
    return f"{value.day} {value:%B %Y}" if value else "–"


def days(first: date | None, last: date | None, precision: str | None = None) -> str:
    """A stretch of days, no finer than it is known."""
    if first is None or last is None or first == last:
        return day(first or last)
    if precision in _COARSE:
        return first.strftime(_COARSE[precision])
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def month(value: date) -> str:
    """A month as people write it."""
    return f"{value:%B %Y}"


def number(value: float) -> str:
    """A number with its thousands told apart."""
    return f"{value:,}"


def many(count: int, one: str, several: str | None = None) -> str:
    """A number with its noun: `1 event`, `1,200 events`."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def code(party: Mapping[str, Any]) -> str:
    """A party's compound code; empty where nothing is known of it."""
    return "".join((party["country"] or "", party["sector"] or "", *(party["secondary"] or ())))


def codes(party: Mapping[str, Any]) -> str:
    """A party's codes in words: `Russia, government`."""
    return lexicon.load().labels.in_words(party["country"], (party["sector"], *(party["secondary"] or ())))


def named(party: Mapping[str, Any] | None) -> str:
    """What a party is called: its name, else the words for it, else its codes."""
    if party is None:
        return "nobody named"
    return party["name"] or party["words"] or codes(party) or "nobody named"


def names(parties: Sequence[Mapping[str, Any]]) -> str:
    """Several parties in a line."""
    return ", ".join(map(named, parties)) or "nobody named"


def title(event: Mapping[str, Any]) -> str:
    """An event in a line: who → whom: type mode."""
    sides = names(event["actors"])
    if event["recipients"]:
        sides += f" → {names(event['recipients'])}"
    return f"{sides}: {kind(event)}"


def kind(event: Mapping[str, Any]) -> str:
    """An event's type with its mode."""
    return " ".join((event["type"], *event["modes"]))
