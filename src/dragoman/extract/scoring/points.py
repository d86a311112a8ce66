"""Points: the words of a report about which the model is asked whether they tell an event or take a position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.lexicon.events import EventRules
from dragoman.model.mention import Mention
from dragoman.model.text import Span
from dragoman.parse.tree import Tree


@dataclass(frozen=True, slots=True)
class PointWords:
    """Which nouns and adjectives may tell an event besides those of the rules: known ones, and endings of others.

    `endings` make an unlisted common noun a point (`annexation`), unless it is one of `no_events` (`station`).
    """

    nouns: frozenset[str]
    others: frozenset[str]
    endings: tuple[str, ...]
    no_events: frozenset[str]


@dataclass(frozen=True, slots=True)
class Near:
    """A mention that may be a party of what a point tells; `before` says that the sentence before names it."""

    mention: Mention
    before: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A token that may tell an event, with all that the model is told of it beside the text.

    `features` are names of what holds of it, `pairs` those of it and each mention of its sentence's `near`.
    """

    token: int
    span: Span
    features: tuple[str, ...]
    pairs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its points and the mentions near them."""

    tree: Tree
    points: tuple[Point, ...]
    near: tuple[Near, ...]


class PointFinder:
    """Finds the points of a tree."""

    def __init__(self, words: PointWords, rules: EventRules) -> None:
        self._words = words
        self._nouns = rules.rules["nouns"].keys() | rules.operators["nouns"].keys()
        self._adjectives = rules.rules["adjectives"].keys() | rules.operators["adjectives"].keys()

    def of(self, tree: Tree) -> Iterator[int]:
        """The tokens of a tree that are points, in text order."""
        return (token for token in range(len(tree)) if self._is_point(tree, token))

    def _is_point(self, tree: Tree, token: int) -> bool:
        lemma = tree.lemmas[token].lower()
        if tree.is_verb(token):
            return tree.deps[token] not in ("aux", "auxpass") and lemma != "be"
        if tree.is_noun(token):
            return lemma in self._nouns or lemma in self._words.nouns or self._ends_like_an_event(tree, token, lemma)
        return lemma in self._words.others or (tree.tags[token].startswith("JJ") and lemma in self._adjectives)

    def _ends_like_an_event(self, tree: Tree, token: int, lemma: str) -> bool:
        proper = tree.tags[token].startswith("NNP")
        return (
            not proper and len(lemma) > 4 and lemma.endswith(self._words.endings) and lemma not in self._words.no_events
        )
