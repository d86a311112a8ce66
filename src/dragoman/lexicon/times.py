"""The words that times are made of, from the tables in `times/*.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder

Tables = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, eq=False, slots=True)
class TimeWords:
    """The tables of one lexicon; every table maps a lower-case phrase to what it means."""

    calendar: Tables
    cues: Mapping[str, frozenset[str]]
    holidays: Tables
    modifiers: Tables
    numbers: Tables
    references: Tables
    units: Tables

    def unit(self, word: str) -> str:
        """The unit that a word in the singular or plural names."""
        plural: str = self.units["plurals"].get(word.lower(), word.lower())
        return plural

    def number(self, words: str) -> str:
        """A number word or phrase as digits, empty where the number is not told."""
        plain = " ".join(words.lower().replace("-", " ").split())
        if plain in self.numbers["vague"]:
            return str(self.numbers["vague"][plain])
        total, part = 0.0, 0.0
        if plain.startswith("half a"):
            return "0.5"
        if plain.endswith(" and a half"):
            return f"{float(self.number(plain.removesuffix(' and a half'))) + 0.5:g}"
        for word in plain.replace(",", "").split():
            if word == "and":
                continue
            if word in self.numbers["scales"]:
                part = (part or 1) * self.numbers["scales"][word]
                if self.numbers["scales"][word] > 100:
                    total, part = total + part, 0.0
            else:
                part += self._small(word)
        return f"{total + part:.10g}"

    def _small(self, word: str) -> float:
        if word in self.numbers["cardinals"]:
            return float(self.numbers["cardinals"][word])
        above, slash, below = word.partition("/")
        if slash:
            return float(above) / float(below)
        return float(word)


def read_times(folder: Folder) -> TimeWords:
    """The words for times, a user's laid over ours entry by entry; raises LexiconError for a missing table."""
    merged: dict[str, dict[str, Any]] = {}
    for name, content in folder.tables("times/*.toml"):
        into = merged.setdefault(name.removesuffix(".toml"), {})
        for table, entries in content.items():
            into[table] = {**into.get(table, {}), **entries} if isinstance(entries, dict) else entries
    try:
        cues = {key: frozenset(words) for key, words in merged.pop("cues").items()}
        return TimeWords(
            cues=cues,
            **{key: merged[key] for key in ("calendar", "holidays", "modifiers")},
            **{key: merged[key] for key in ("numbers", "references", "units")},
        )
    except (KeyError, AttributeError) as error:
        raise LexiconError(f"times: the table {error} is missing") from error
