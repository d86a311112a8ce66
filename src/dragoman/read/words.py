"""The words that reading needs, from the lexicon's data."""

from __future__ import annotations

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
