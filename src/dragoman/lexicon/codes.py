"""PLOVER's own lists: types and modes with scores and CAMEO neighbours, contexts with their terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.lexicon.files import DATA, Folder


@dataclass(frozen=True, slots=True)
class TypeCode:
    """A PLOVER type or mode: score on the PLOVER scale, quad class 1 to 4, nearest CAMEO code."""

    score: float
    quad_class: int
    cameo: str | None
    requires_recipient: bool


@dataclass(frozen=True, slots=True)
class Codes:
    """Types by (type, mode) with mode None for the type alone, and a pattern of terms for each context."""

    types: Mapping[tuple[str, str | None], TypeCode]
    contexts: tuple[tuple[str, re.Pattern[str]], ...]


def read_codes(folder: Folder) -> Codes:
    """`codes/types.toml` and `codes/contexts.toml`."""
    types: dict[tuple[str, str | None], TypeCode] = {}
    for _, table in folder.tables("codes/types.toml"):
        for name, row in table["types"].items():
            base = TypeCode(
                float(row["score"]), int(row["quad_class"]), row.get("cameo"), bool(row["requires_recipient"])
            )
            types[name, None] = base
            for mode, values in row.get("modes", {}).items():
                types[name, mode] = TypeCode(
                    float(values["score"]),
                    base.quad_class,
                    values.get("cameo", base.cameo),
                    base.requires_recipient,
                )
    terms: dict[str, list[str]] = {}
    for _, table in folder.tables("codes/contexts.toml"):
        for name, words in table["contexts"].items():
            terms.setdefault(name, []).extend(words)
    contexts = tuple(
        (
            name,
            re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?:s|es)?\b"),
        )
        for name, words in sorted(terms.items())
    )
    return Codes(types, contexts)


@lru_cache(maxsize=1)
def event_types() -> tuple[str, ...]:
    """PLOVER's types, and each with its modes as `TYPE:mode`."""
    types = read_codes(Folder(DATA)).types
    return tuple(name if mode is None else f"{name}:{mode}" for name, mode in types)


@lru_cache(maxsize=1)
def sector_codes() -> frozenset[str]:
    """PLOVER's sector codes and those of international actors (codebook R8 to R23)."""
    return frozenset(row["code"] for row in Folder(DATA).rows("codes/sectors.csv"))


@lru_cache(maxsize=1)
def body_codes() -> frozenset[str]:
    """The codes of international actors, which stand where a country's does (codebook R8)."""
    return frozenset(row["code"] for row in Folder(DATA).rows("codes/sectors.csv") if row["kind"] == "country-position")
