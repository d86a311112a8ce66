"""What speaks for two articles reporting one matter and two events being one occurrence, and how much:
`archive/matters.toml`, `archive/stories.toml` and words of other tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from dragoman.lexicon.codes import Codes
from dragoman.lexicon.files import Folder, cells
from dragoman.lexicon.reading import ReadingWords
from dragoman.lexicon.times import TimeWords

_NAMED = ("name", "aliases", "demonyms", "capital")


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by evidence, and the limits that go with them (described in the table)."""

    base: float
    least: float
    surely: float
    worth_keeping: float
    days: int
    weights: Mapping[str, float]
    words: Mapping[str, float]
    close: Mapping[str, tuple[str, ...]]
    mutual: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """What makes two articles reports on one matter: log-odds, and limits (described in the table)."""

    least: float
    worth_keeping: float
    days: int
    keys: int
    crowd: int
    background: int
    least_lead: float
    weights: Mapping[str, float]

    @property
    def worth_odds(self) -> float:
        """The log-odds of a pair that is just worth keeping."""
        return log(self.worth_keeping / (1 - self.worth_keeping))


@dataclass(frozen=True, slots=True)
class StoryWords:
    """The weights of events, those of articles (`alike`), and words that tell reports apart or do not.

    `close_types` are the pairs of types that are compared, both ways, each type with itself. `small_words` say nothing
    of what a sentence is about. `common_names` are the first six letters of names that many reports share: states,
    capitals, days, months. `numbers` are number words from two upwards; `days` names of days and months.
    """

    weights: Weights
    alike: Alike
    close_types: tuple[tuple[str, str], ...]
    small_words: tuple[str, ...]
    common_names: tuple[str, ...]
    numbers: Mapping[str, float]
    days: frozenset[str]
    months: tuple[str, ...]


def read_stories(folder: Folder, codes: Codes, times: TimeWords, reading: ReadingWords) -> StoryWords:
    """Both tables, with what it needs of the other tables."""
    weights = Weights(**next(table for _, table in folder.tables("archive/stories.toml")))
    days = frozenset(name for key in ("weekdays", "months") for name in times.calendar[key])
    countries = {name for row in folder.rows("actors/countries.csv") for key in _NAMED for name in cells(row[key])}
    return StoryWords(
        weights=weights,
        alike=Alike(**next(table for _, table in folder.tables("archive/matters.toml"))),
        close_types=tuple(_pairs(codes.kinds, weights.close.values())),
        small_words=tuple(sorted(word for word in reading.small_words["en"] if len(word) > 2)),
        common_names=tuple(sorted({_plain(word)[:6] for name in countries | days for word in name.split()})),
        numbers={word: float(value) for word, value in times.numbers["cardinals"].items() if value > 1},
        days=days,
        months=tuple(times.calendar["months"]),
    )


def _pairs(types: Iterable[str], groups: Iterable[Iterable[str]]) -> list[tuple[str, str]]:
    pairs = {(name, name) for name in types}
    pairs.update((one, other) for group in groups for one in group for other in group)
    return sorted(pairs)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
