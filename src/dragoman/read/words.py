"""The words that reading needs, from the lexicon's data."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """A TOML table of the lexicon, by its path in `lexicon/data`."""
    path = files("dragoman")
    for part in ("lexicon", "data", *name.split("/")):
        path = path.joinpath(part)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def header_words(section: str, key: str) -> tuple[str, ...]:
    """A list of words in `read/header.toml`."""
    return tuple(table("read/header.toml")[section][key])


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """The names of states."""
    return frozenset(name for row in _countries() for key in ("name", "aliases") for name in _cells(row[key]))


@lru_cache(maxsize=1)
def capital_names() -> frozenset[str]:
    """The names of the capitals of states."""
    return frozenset(name for row in _countries() for name in _cells(row["capital"]))


def _countries() -> list[dict[str, str]]:
    path = files("dragoman").joinpath("lexicon").joinpath("data").joinpath("actors").joinpath("countries.csv")
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def _cells(value: str) -> list[str]:
    return [part.strip() for part in value.split("|") if part.strip()]
