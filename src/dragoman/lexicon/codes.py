"""PLOVER's own lists: types and modes with scores and CAMEO neighbours, sectors, contexts with their terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.lexicon.files import Folder, cells
from dragoman.lexicon.traits import ModeTraits, SectorTraits, TypeTraits, by_trait


@dataclass(frozen=True, slots=True)
class TypeCode:
    """A PLOVER type or mode: definition, score on the PLOVER scale, quad class 1 to 4, nearest CAMEO code.

    `state` is the sector of the state body that does it where nobody is named as the actor, None where it may be
    anybody.
    """

    definition: str
    score: float
    quad_class: int
    cameo: str | None
    requires_recipient: bool
    state: str | None


@dataclass(frozen=True, slots=True)
class SectorCode:
    """A sector (`kind` is `sector`) or a code that stands where a country's does (`country-position`)."""

    kind: str
    definition: str
    position: str


@dataclass(frozen=True, slots=True)
class Codes:
    """Types by (type, mode) with mode None for the type alone, sectors, and a pattern of terms for each context.

    `type_traits`, `mode_traits` and `sector_traits` say which of them are verbal, hostile, local …
    """

    types: Mapping[tuple[str, str | None], TypeCode]
    sectors: Mapping[str, SectorCode]
    contexts: tuple[tuple[str, re.Pattern[str]], ...]
    type_traits: TypeTraits
    mode_traits: ModeTraits
    sector_traits: SectorTraits

    @property
    def kinds(self) -> tuple[str, ...]:
        """The types without modes, in the order of the alphabet."""
        return tuple(sorted(name for name, mode in self.types if mode is None))

    @property
    def names(self) -> tuple[str, ...]:
        """The types, and each with its modes as `TYPE:mode`."""
        return tuple(name if mode is None else f"{name}:{mode}" for name, mode in self.types)


def read_codes(folder: Folder) -> Codes:
    """`codes/types.toml`, `codes/sectors.csv` and `codes/contexts.toml`."""
    rows = _rows(folder)
    sectors = {row["code"]: row for row in folder.rows("codes/sectors.csv")}
    of_types = ((name, row.get("traits", ())) for name, row in rows.items())
    of_modes = (
        ((name, mode), values.get("traits", ())) for name, row in rows.items() for mode, values in row["modes"].items()
    )
    of_sectors = ((code, cells(row["traits"])) for code, row in sectors.items())
    return Codes(
        types=_types(rows),
        sectors={code: SectorCode(row["kind"], row["definition"], row["position"]) for code, row in sectors.items()},
        contexts=_contexts(folder),
        type_traits=TypeTraits(**by_trait(TypeTraits, of_types)),
        mode_traits=ModeTraits(**by_trait(ModeTraits, of_modes)),
        sector_traits=SectorTraits(**by_trait(SectorTraits, of_sectors)),
    )


def _rows(folder: Folder) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for _, table in folder.tables("codes/types.toml"):
        for name, row in table["types"].items():
            known = rows.get(name, {})
            rows[name] = {**known, **row, "modes": {**known.get("modes", {}), **row.get("modes", {})}}
    return rows


def _types(rows: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str | None], TypeCode]:
    types: dict[tuple[str, str | None], TypeCode] = {}
    for name, row in rows.items():
        base = types[name, None] = TypeCode(
            row.get("definition", ""), float(row["score"]), int(row["quad_class"]), row.get("cameo"),
            bool(row["requires_recipient"]), row.get("state"),
        )  # fmt: skip
        for mode, values in row["modes"].items():
            types[name, mode] = TypeCode(
                values.get("definition", ""), float(values["score"]), base.quad_class, values.get("cameo", base.cameo),
                base.requires_recipient, values.get("state", base.state),
            )  # fmt: skip
    return types


def _contexts(folder: Folder) -> tuple[tuple[str, re.Pattern[str]], ...]:
    terms: dict[str, list[str]] = {}
    for _, table in folder.tables("codes/contexts.toml"):
        for name, words in table["contexts"].items():
            terms.setdefault(name, []).extend(words)
    return tuple((name, _any_of(words)) for name, words in sorted(terms.items()))


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")(?:s|es)?\b")
