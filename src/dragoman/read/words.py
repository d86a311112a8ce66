"""The words that reading needs, from the lexicon's data."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from dragoman.lexicon import DATA
from dragoman.lexicon.files import Folder, cells


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """A TOML table of the lexicon, by its path in `lexicon/data`."""
    return next(content for _, content in Folder(DATA).tables(name))


def header_words(section: str, key: str) -> tuple[str, ...]:
    """A list of words in `read/header.toml`."""
    return tuple(table("read/header.toml")[section][key])


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """The names of states."""
    return frozenset(name for row in _countries() for key in ("name", "aliases") for name in cells(row[key]))


@lru_cache(maxsize=1)
def capital_names() -> frozenset[str]:
    """The names of the capitals of states."""
    return frozenset(name for row in _countries() for name in cells(row["capital"]))


@lru_cache(maxsize=1)
def outlet_names() -> frozenset[str]:
    """The names of outlets and agencies, in small letters."""
    return frozenset(name.lower() for name in header_words("outlets", "names"))


def names_outlet(words: str) -> bool:
    """Whether one of several names in a line is an outlet's: `Reuters/AFP`."""
    return any(part.strip().lower() in outlet_names() for part in re.split(r"[/,;]", words))


def _countries() -> list[dict[str, str]]:
    return list(Folder(DATA).rows("actors/countries.csv"))
