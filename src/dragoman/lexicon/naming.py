"""How people and bodies are called after they have been named: `data/actors/naming.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Naming:
    """Word classes for names and short forms; the comments in the file say what each is for."""

    surname_first: frozenset[str]
    courtesy: frozenset[str]
    generic: frozenset[str]
    she: frozenset[str]
    he: frozenset[str]
    counterparts: frozenset[str]
    speakers: frozenset[str]
    not_yet: frozenset[str]
    states: frozenset[str]
    bands: frozenset[str]
    bodies: frozenset[str]
    leagues: frozenset[str]
    agentive: frozenset[str]
    holding: frozenset[str]
    still: frozenset[str]
    leaders: frozenset[str]
    ranks: tuple[str, ...]
    titles: Mapping[str, tuple[str, ...]]
    seats: Mapping[str, str]
    short: Mapping[str, str]
    home: Mapping[str, str]

    def gender(self, words: Iterable[str]) -> str | None:
        """`she` or `he` where a courtesy, title or given name tells, else None."""
        for word in words:
            bare = word.lower().rstrip(".")
            if bare in self.she:
                return "she"
            if bare in self.he:
                return "he"
        return None


def read_naming(tables: Iterable[dict[str, Any]]) -> Naming:
    """The word classes of one or more files, joined."""
    files = list(tables)
    classes = {
        name: frozenset(word for table in files for word in table.get(name, ()))
        for name in Naming.__dataclass_fields__
        if name not in ("titles", "seats", "ranks", "short", "home")
    }
    titles = {role: tuple(offices) for table in files for role, offices in table.get("titles", {}).items()}
    seats, short, home = (_joined(files, name) for name in ("seats", "short", "home"))
    ranks = tuple(dict.fromkeys(word for table in files for word in table.get("ranks", ())))
    return Naming(titles=titles, seats=seats, ranks=ranks, short=short, home=home, **classes)


def _joined(files: Iterable[Mapping[str, Any]], name: str) -> dict[str, str]:
    return {word: meaning for table in files for word, meaning in table.get(name, {}).items()}
