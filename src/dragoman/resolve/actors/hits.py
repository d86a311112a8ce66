"""A known name in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon.actors import Entry
from dragoman.parse.tree import Tree

NATIONAL = ("country", "demonym", "capital", "region", "region-demonym", "town")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a sentence: its tokens, the token that heads it, and what it may stand for."""

    first: int
    last: int
    head: int
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        """The first reading."""
        return self.entries[0]

    @property
    def national(self) -> bool:
        """Whether it names a country, a people, or a place in a country."""
        return self.entry.kind in NATIONAL


def head_of(tree: Tree, first: int, last: int) -> int:
    """The token of a stretch that hangs under another word."""
    return next((t for t in range(first, last + 1) if not first <= tree.heads[t] <= last), last)
