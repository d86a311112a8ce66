"""Function words and other small word classes that steer parsing and resolution."""

from __future__ import annotations

from dataclasses import dataclass, fields

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word classes of `data/parse/grammar.toml`; the comments there say what each is for."""

    aims: frozenset[str]
    apart: frozenset[str]
    befalling: frozenset[str]
    empty_verbs: frozenset[str]
    judging: frozenset[str]
    relative: frozenset[str]
    she_pronouns: frozenset[str]
    small_in_headlines: frozenset[str]
    small_in_titles: frozenset[str]
    charges: frozenset[str]
    envoys: frozenset[str]
    first_person: frozenset[str]
    former: frozenset[str]
    further: frozenset[str]
    harming: frozenset[str]
    itself: frozenset[str]
    like_verbs: frozenset[str]
    locative: frozenset[str]
    minded: frozenset[str]
    no_actors: frozenset[str]
    object_prepositions: frozenset[str]
    one_word: frozenset[str]
    particles: frozenset[str]
    partitives: frozenset[str]
    person_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    subject_control: frozenset[str]
    talking: frozenset[str]
    telling: frozenset[str]
    thing_pronouns: frozenset[str]
    toward: frozenset[str]
    two_persons: frozenset[str]
    two_states: frozenset[str]
    weapons: frozenset[str]


def read_grammar(folder: Folder) -> Grammar:
    """The classes, a user's words added to ours; raises LexiconError for a class that there is not."""
    found: dict[str, set[str]] = {field.name: set() for field in fields(Grammar)}
    for name, table in folder.tables("parse/grammar.toml"):
        for key, words in table.items():
            if key not in found:
                raise LexiconError(f"{name}: no class {key!r}; there are {', '.join(found)}")
            found[key].update(words)
    return Grammar(**{key: frozenset(words) for key, words in found.items()})
