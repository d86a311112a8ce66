"""A position in the making, in tokens of one tree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dragoman.model.mention import Mention
from dragoman.model.record import Statement
from dragoman.parse.tree import Tree

_EDGES = frozenset({'"', "'", ",", ".", ";", ":", "-", "--", "``", "''", "?", "!", "…", "...", "“", "”", "‘", "’"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What a clause or a predicate says of its holders.

    `head` is the predicate, or the head of the clause that was said; `first` and `last` bound the content;
    `direct` says that a predicate of the lexicon names the act.
    """

    tree: Tree
    act: str
    holders: tuple[Mention, ...]
    head: int
    first: int
    last: int
    addressed: tuple[Mention, ...] = ()
    statement: Statement | None = None
    direct: bool = False

    @property
    def tokens(self) -> range:
        """The tokens of the content."""
        return range(self.first, self.last + 1)

    def repeats(self, other: Draft) -> bool:
        """Whether most of the shorter content is in the other's."""
        shared = min(self.last, other.last) - max(self.first, other.first) + 1
        return self.tree.index == other.tree.index and 2 * shared > min(len(self.tokens), len(other.tokens))


def stretch(tree: Tree, tokens: Collection[int], start: int | None = None) -> tuple[int, int] | None:
    """First and last token of the uninterrupted stretch from `start`, without punctuation at its ends."""
    inside = set(tokens)
    if not inside:
        return None
    first = last = min(inside) if start is None else start
    while last + 1 in inside or (last + 2 in inside and tree.words[last + 1] in _EDGES):
        last += 1
    while first < last and (tree.words[last] in _EDGES or tree.tags[last] == "CC"):
        last -= 1
    while first < last and tree.words[first] in _EDGES:
        first += 1
    return (first, last) if tree.words[first] not in _EDGES else None
