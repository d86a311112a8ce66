"""Which point of a report tells a coded record: readers give words of the text, the model is asked about tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.model.text import Span
from dragoman.parse.tree import Tree

Record = Mapping[str, Any]


class Aligner:
    """Finds the tokens of the words that a record of one report names."""

    def __init__(self, text: str, trees: Sequence[Tree]) -> None:
        self._text = text
        self._trees = [tree for tree in trees if len(tree)]
        self._starts = [tree.span[0] for tree in self._trees]

    def tokens(self, evidence: str, words: str) -> tuple[Tree, list[int]] | None:
        """The tree and the tokens of `words` in the sentence `evidence`, the head first; None where they are not."""
        sentence = self._text.find(evidence)
        at = self._text.find(words, max(sentence, 0))
        if at < 0 or sentence < 0 or at > sentence + len(evidence):
            at, words = (at, words) if sentence < 0 else (sentence, words)
        if at < 0:
            return None
        number = bisect_right(self._starts, at) - 1
        if number < 0:
            return None
        tree = self._trees[number]
        found = [t for t in range(len(tree)) if tree.starts[t] < at + len(words) and at < tree.ends[t]]
        if not found:
            return None
        head = next((t for t in found if tree.heads[t] not in found or tree.heads[t] == t), found[0])
        return tree, [head, *(t for t in found if t != head)]

    def spans(self, words: Iterable[str | None], start: int) -> list[Span]:
        """Where words stand from an offset on; those that do not are left out."""
        found = ((self._text.find(one, start), one) for one in words if one)
        return [(at, at + len(one)) for at, one in found if at >= 0]
