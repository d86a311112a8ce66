"""The words of a phrase: which tokens of a tree belong to a source or to reported content."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dragoman.model.text import Span
from dragoman.parse.tree import Tree

_EDGES = frozenset({'"', "'", ",", ".", ";", ":", "-", "--", "``", "''", "?", "!", "…", "...", "(", ")", "[", "]"})
_MARKS = "\"'“”‘’«»„`,;: \t\n\r-–—"


def noun_phrase(tree: Tree, head: int, without: int | None = None) -> tuple[int, int]:
    """First and last token of the phrase that a noun heads, without clauses set off by a comma.

    The clause that holds the token `without` is left out too.
    """
    left_out: set[int] = set()
    above = set() if without is None else {without, *tree.ancestors(without)}
    for kid in tree.children[head]:
        apart = tree.deps[kid] in ("relcl", "punct", "cc", "parataxis", "advcl") and _set_off(tree, kid)
        if apart or (kid in above and without != head):
            left_out.update(tree.subtree(kid))
    inside = set(tree.subtree(head)) - left_out
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside or (last + 2 in inside and tree.words[last + 1] in (",", '"', "'")):
        last += 1
    return trimmed(tree, first, last)


def _set_off(tree: Tree, token: int) -> bool:
    first, _ = tree.extent(token)
    return tree.deps[token] != "relcl" or (first > 0 and tree.words[first - 1] == ",")


def trimmed(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The range without punctuation at its ends."""
    while first < last and tree.words[last] in _EDGES:
        last -= 1
    while first < last and tree.words[first] in _EDGES:
        first += 1
    return first, last


def runs(tree: Tree, tokens: Collection[int]) -> list[Span]:
    """Text spans of the uninterrupted stretches of some tokens, without punctuation at their ends."""
    found: list[tuple[int, int]] = []
    for token in sorted(tokens):
        if found and all(tree.words[between] in _EDGES for between in range(found[-1][1] + 1, token)):
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    spans = (trimmed(tree, *run) for run in found)
    return [tree.chars(first, last) for first, last in spans if first != last or tree.words[first] not in _EDGES]


def bare(text: str, span: Span) -> Span:
    """A span without quotation marks, commas and blanks at its ends."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in text order with those that overlap or touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
