"""Words around a report, and small words that tell a language: `read/header.toml`, `codes/stopwords.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.lexicon.files import Folder, cells


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """What tells a report from what stands around it; the comments in the files say more.

    `labels` are words before a date, each with what the date then is (`published`, `retrieved`, `updated`); `zones`
    are hours east of Greenwich; `small_words` are by the ISO 639-1 code of their language.
    """

    outlets: frozenset[str]
    labels: Mapping[str, str]
    byline_starts: tuple[str, ...]
    byline_roles: frozenset[str]
    not_places: frozenset[str]
    zones: Mapping[str, float]
    small_words: Mapping[str, frozenset[str]]
    countries: frozenset[str]
    capitals: frozenset[str]
    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    foreign_weekdays: tuple[str, ...]


def read_reading(folder: Folder) -> ReadingWords:
    """The words; names of states, capitals, months and days are those of the other tables."""
    header, calendar = _merged(folder, "read/header.toml"), _merged(folder, "times/calendar.toml")
    countries = list(folder.rows("actors/countries.csv"))
    return ReadingWords(
        outlets=frozenset(name.lower() for name in header["outlets"]["names"]),
        labels={label: kind for kind, labels in header["labels"].items() for label in labels},
        byline_starts=tuple(header["bylines"]["starts"]),
        byline_roles=frozenset(header["bylines"]["roles"]),
        not_places=frozenset(header["not_places"]["words"]),
        zones={name: float(hours) for name, hours in header["zones"].items()},
        small_words=small_words(folder),
        countries=frozenset(name for row in countries for key in ("name", "aliases") for name in cells(row[key])),
        capitals=frozenset(name for row in countries for name in cells(row["capital"])),
        months={name: int(number) for name, number in calendar["months"].items()},
        weekdays=tuple(calendar["weekdays"]),
        short_weekdays=tuple(calendar["short_weekdays"]),
        foreign_weekdays=tuple(header["weekdays"]["foreign"]),
    )


def small_words(folder: Folder) -> dict[str, frozenset[str]]:
    """Small words by language."""
    return {code: frozenset(words) for code, words in _merged(folder, "codes/stopwords.toml")["languages"].items()}


def _merged(folder: Folder, name: str) -> dict[str, Any]:
    merged: dict[str, dict[str, Any]] = {}
    for _, table in folder.tables(name):
        for key, entries in table.items():
            merged[key] = {**merged.get(key, {}), **entries} if isinstance(entries, dict) else entries
    return merged
