"""Function words and other small word classes that steer parsing and resolution."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "parse" / "grammar.toml"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word classes of `data/parse/grammar.toml`; the comments there say what each is for."""

    aims: frozenset[str]
    apart: frozenset[str]
    befalling: frozenset[str]
    charges: frozenset[str]
    envoys: frozenset[str]
    first_person: frozenset[str]
    former: frozenset[str]
    further: frozenset[str]
    itself: frozenset[str]
    like_verbs: frozenset[str]
    locative: frozenset[str]
    minded: frozenset[str]
    no_doers: frozenset[str]
    object_prepositions: frozenset[str]
    one_word: frozenset[str]
    particles: frozenset[str]
    partitives: frozenset[str]
    person_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    subject_control: frozenset[str]
    telling: frozenset[str]
    thing_pronouns: frozenset[str]
    toward: frozenset[str]
    two_persons: frozenset[str]
    two_states: frozenset[str]
    weapons: frozenset[str]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The word classes, read once; they belong to the language, so no user table changes them."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Grammar(**{field.name: frozenset(table[field.name]) for field in fields(Grammar)})
