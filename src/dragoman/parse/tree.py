"""One parsed sentence as plain lists: what the rest of the program knows of the parser."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dragoman.model.text import Span


class Tree:
    """A dependency tree over the tokens of one sentence.

    All lists are indexed by token. `starts` and `ends` are offsets into `Article.text`; `heads` holds token
    indices, the root being its own head. Labels are spaCy's: Penn tags, CLEAR dependencies, OntoNotes entities.
    """

    __slots__ = (
        "children",
        "deps",
        "ends",
        "entities",
        "heads",
        "index",
        "lemmas",
        "lower",
        "paragraph",
        "root",
        "starts",
        "tags",
        "words",
    )  # fmt: skip

    def __init__(
        self, index: int, paragraph: int, words: list[str], lemmas: list[str], tags: list[str], deps: list[str],
        heads: list[int], entities: list[str], starts: list[int], ends: list[int],
    ) -> None:  # fmt: skip
        self.index = index
        self.paragraph = paragraph
        self.words = words
        self.lower = [word.lower() for word in words]
        self.lemmas = lemmas
        self.tags = tags
        self.deps = deps
        self.heads = heads
        self.entities = entities
        self.starts = starts
        self.ends = ends
        self.children: list[list[int]] = [[] for _ in words]
        self.root = 0
        for token, head in enumerate(heads):
            if head == token:
                self.root = token
            else:
                self.children[head].append(token)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def span(self) -> Span:
        """The sentence in the article's text."""
        return self.starts[0], self.ends[-1]

    def at(self, offset: int) -> int:
        """The token at an offset into the article's text, else the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def chars(self, first: int, last: int) -> Span:
        """The text span from one token to another, both included."""
        return self.starts[first], self.ends[last]

    def kids(self, token: int, *deps: str) -> list[int]:
        """Children of a token with one of the given dependency labels, in text order."""
        return [child for child in self.children[token] if self.deps[child] in deps]

    def kid(self, token: int, *deps: str) -> int | None:
        """The first child with one of the labels, or None."""
        for child in self.children[token]:
            if self.deps[child] in deps:
                return child
        return None

    def subtree(self, token: int) -> Iterator[int]:
        """A token and everything below it."""
        stack = [token]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(self.children[current])

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def extent(self, token: int) -> tuple[int, int]:
        """First and last token of a subtree."""
        low = high = token
        for current in self.subtree(token):
            low, high = min(low, current), max(high, current)
        return low, high

    def conjuncts(self, token: int) -> list[int]:
        """A token and those joined to it by and, or, commas, in text order."""
        found = [token]
        for current in found:
            found.extend(child for child in self.children[current] if self.deps[child] == "conj")
        return found

    def is_verb(self, token: int) -> bool:
        """Whether the tag is a verb's (modals excluded)."""
        return self.tags[token].startswith("VB")

    def is_noun(self, token: int) -> bool:
        """Whether the tag is a noun's, proper or common."""
        return self.tags[token].startswith("NN")
