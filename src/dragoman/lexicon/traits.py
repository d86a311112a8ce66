"""What is true of types, modes and sectors beside their definitions: `data/codes/traits.toml` says what each means."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from dragoman.errors import LexiconError

Mode = tuple[str, str]
"""A type and a mode of it."""

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class TypeTraits:
    """Types by trait."""

    answers: frozenset[str]
    at_home: frozenset[str]
    by_people: frozenset[str]
    by_phone: frozenset[str]
    hostile: frozenset[str]
    judges: frozenset[str]
    material: frozenset[str]
    mutual: frozenset[str]
    of_oneself: frozenset[str]
    on_envoys: frozenset[str]
    one_sided: frozenset[str]
    outcry: frozenset[str]
    own_forces: frozenset[str]
    punishes: frozenset[str]
    shared_words: frozenset[str]
    unknown_actor: frozenset[str]
    verbal: frozenset[str]
    violent: frozenset[str]


@dataclass(frozen=True, slots=True)
class ModeTraits:
    """Modes, each with its type, by trait."""

    on_oneself: frozenset[Mode]
    weapon: frozenset[Mode]


@dataclass(frozen=True, slots=True)
class SectorTraits:
    """Sectors by trait."""

    anywhere: frozenset[str]
    armed_group: frozenset[str]
    at_odds: frozenset[str]
    commanded: frozenset[str]
    domestic: frozenset[str]
    employer: frozenset[str]
    fights_along: frozenset[str]
    in_power: frozenset[str]
    international: frozenset[str]
    keeps_law: frozenset[str]
    local: frozenset[str]
    mission: frozenset[str]
    no_band: frozenset[str]
    of_states: frozenset[str]
    political: frozenset[str]
    public: frozenset[str]
    sent: frozenset[str]
    speaks_for_state: frozenset[str]
    state_body: frozenset[str]
    uniformed: frozenset[str]


def by_trait(
    traits: type[TypeTraits] | type[ModeTraits] | type[SectorTraits], rows: Iterable[tuple[_Key, Iterable[str]]]
) -> Mapping[str, frozenset[_Key]]:
    """The rows that name each trait, by trait; raises LexiconError for a trait that there is not."""
    found: dict[str, set[_Key]] = {field.name: set() for field in fields(traits)}
    for key, names in rows:
        for name in names:
            if name not in found:
                raise LexiconError(f"{key}: no trait {name!r}; there are {', '.join(found)}")
            found[name].add(key)
    return {name: frozenset(keys) for name, keys in found.items()}


def read_meanings(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, dict[str, str]]:
    """What the traits of `types`, `modes` and `sectors` mean."""
    found: dict[str, dict[str, str]] = {"types": {}, "modes": {}, "sectors": {}}
    for _, table in tables:
        for kind, meanings in table.items():
            found[kind].update(meanings)
    return found
