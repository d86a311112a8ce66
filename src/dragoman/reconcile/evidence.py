"""What speaks for two events being one occurrence, and how much: the table `archive/stories.toml`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.lexicon import DATA
from dragoman.lexicon.files import Folder, cells

_NAMED = ("name", "aliases", "demonyms", "capital")


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by evidence, and the limits that go with them (described in the table)."""

    base: float
    least: float
    worth_keeping: float
    days: int
    crowd: int
    weights: Mapping[str, float]
    words: Mapping[str, float]
    close: Mapping[str, tuple[str, ...]]
    mutual: tuple[str, ...]

    def close_types(self) -> list[tuple[str, str]]:
        """Pairs of types that are compared, both ways, each type with itself."""
        types = _table("codes/types.toml")["types"]
        pairs = {(name, name) for name in types}
        pairs.update((one, other) for group in self.close.values() for one in group for other in group)
        return sorted(pairs)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The table as it stands in the package."""
    return Weights(**_table("archive/stories.toml"))


def small_words() -> list[str]:
    """Words that say nothing of what a sentence is about."""
    return [word for word in _table("codes/stopwords.toml")["languages"]["en"] if len(word) > 2]


def common_names() -> list[str]:
    """The first six letters, as the SQL has them, of names that many reports share: states, capitals, days, months."""
    names = {name for row in Folder(DATA).rows("actors/countries.csv") for key in _NAMED for name in cells(row[key])}
    calendar = _table("times/calendar.toml")
    names.update(name for key in ("weekdays", "months") for name in calendar[key])
    return sorted({_plain(word)[:6] for name in names for word in name.split()})


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def number_words() -> dict[str, float]:
    """Number words from two upwards and what they mean."""
    table = _table("times/numbers.toml")
    return {word: float(value) for word, value in table["cardinals"].items() if value > 1} | {"dozen": 12.0}


def dates() -> str:
    """A pattern (RE2) of days and years, which are no counts of anything."""
    months = "|".join(sorted(_table("times/calendar.toml")["months"], key=len, reverse=True))
    return rf"\b\d{{1,2}}(st|nd|rd|th)? ({months})\b|\b({months})\.? \d{{1,2}}(st|nd|rd|th)?\b|\b(1[5-9]|20)\d\d\b"


def variables(chosen: Weights) -> Iterator[tuple[str, Any]]:
    """What the SQL knows by name."""
    yield "small_words", small_words()
    yield "common_names", common_names()
    yield "number_words", _map(number_words())
    yield "dates", dates()
    yield "mutual", list(chosen.mutual)
    yield "weights", _map(chosen.weights)
    yield from chosen.words.items()
    for name in ("base", "least", "worth_keeping", "days", "crowd"):
        yield name, getattr(chosen, name)


def _map(values: Mapping[str, float]) -> dict[str, list[Any]]:
    """A dictionary in the shape that DuckDB takes for a MAP."""
    return {"key": list(values), "value": list(values.values())}


def _table(name: str) -> dict[str, Any]:
    return next(content for _, content in Folder(DATA).tables(name))
