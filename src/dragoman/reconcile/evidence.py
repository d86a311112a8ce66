"""What the SQL knows of two events being one occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.lexicon.stories import StoryWords


def variables(words: StoryWords) -> Iterator[tuple[str, Any]]:
    """What the SQL knows by name."""
    weights = words.weights
    yield "small_words", list(words.small_words)
    yield "common_names", list(words.common_names)
    yield "number_words", _map({**words.numbers, "dozen": 12.0})
    yield "dates", _dates(words.months)
    yield "mutual", list(weights.mutual)
    yield "weights", _map(weights.weights)
    yield "said", list(weights.said)
    yield from weights.words.items()
    yield "event_days", weights.days
    for name in ("base", "least", "surely", "worth_keeping"):
        yield name, getattr(weights, name)


def _dates(months: Sequence[str]) -> str:
    """A pattern (RE2) of days and years, which are no counts of anything."""
    names = "|".join(sorted(months, key=len, reverse=True))
    return rf"\b\d{{1,2}}(st|nd|rd|th)? ({names})\b|\b({names})\.? \d{{1,2}}(st|nd|rd|th)?\b|\b(1[5-9]|20)\d\d\b"


def _map(values: Mapping[str, float]) -> dict[str, list[Any]]:
    """A dictionary in the shape that DuckDB takes for a MAP."""
    return {"key": list(values), "value": list(values.values())}
