"""Words by which a party takes a position, from `data/positions`.

The keys of the tables are explained at the head of each file; nothing here knows a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder
from dragoman.lexicon.statements import ACTS as SPEECH_ACTS

ACTS = SPEECH_ACTS - {"assert"}
KINDS = ("verbs", "nouns", "adjectives")
_FORMS = frozenset({"to", "that", "other", "object", "none"})
_KEYS = frozenset({"act", "takes", "about", "object", "without", "prompts", *KINDS})


@dataclass(frozen=True, slots=True)
class Stance:
    """A predicate that takes a position: its act, and what must follow it to hold the content.

    `about` names prepositions whose object is the content; `object` and `without` words of which one must, or
    none may, head or modify what follows. Of a predicate that `prompts`, the object is who is addressed.
    """

    act: str
    takes: frozenset[str]
    about: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    prompts: bool = False


@dataclass(frozen=True, slots=True)
class PositionWords:
    """Stances by kind of word and lemma (with particle), in the order of the tables, and word lists by name.

    `types` are those of the event that a position is, by its act.
    """

    stances: Mapping[str, Mapping[str, tuple[Stance, ...]]]
    lists: Mapping[str, frozenset[str]]
    types: Mapping[str, frozenset[str]]

    def words(self, name: str) -> frozenset[str]:
        """A word list; an unknown name is a mistake in the program and raises KeyError."""
        return self.lists[name]


def read_positions(folder: Folder) -> PositionWords:
    """The tables of `data/positions`; raises LexiconError that names an entry that cannot be right."""
    stances: dict[str, dict[str, tuple[Stance, ...]]] = {kind: {} for kind in KINDS}
    lists: dict[str, frozenset[str]] = {}
    types = dict.fromkeys(ACTS, frozenset[str]())
    for name, table in folder.tables("positions/*.toml"):
        for key, words in table.get("lists", {}).items():
            lists[key] = lists.get(key, frozenset()) | frozenset(words)
        types.update((act, frozenset(some)) for act, some in table.get("types", {}).items())
        for entry in table.get("stance", ()):
            stance = _stance(entry, name)
            for kind in KINDS:
                for word in entry.get(kind, ()):
                    stances[kind][word] = (*stances[kind].get(word, ()), stance)
    return PositionWords(stances, lists, types)


def _stance(entry: Mapping[str, Any], where: str) -> Stance:
    takes = frozenset(entry.get("takes", ()))
    unknown = (set(entry) - _KEYS) | (takes - _FORMS)
    if unknown or entry.get("act") not in ACTS or not any(entry.get(kind) for kind in KINDS):
        shown = {kind: entry[kind] for kind in KINDS if kind in entry}
        raise LexiconError(f"{where}: {shown}: act {entry.get('act')!r}, unknown keys or forms {sorted(unknown)}")
    return Stance(
        act=entry["act"],
        takes=takes,
        about=frozenset(entry.get("about", ())),
        object=frozenset(entry.get("object", ())),
        without=frozenset(entry.get("without", ())),
        prompts=bool(entry.get("prompts", False)),
    )
