"""Windows: stretches of a report, as the encoder reads them, with the places of its points in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.model.text import Span

Pieces = tuple[int, int]
"""First piece and the one past the last, in a window."""

_LONGEST_SENTENCE = 200
_HEADLINE = 24
_BEFORE = 40
_NEW = 130
_LONGEST = 510


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of a text: its headline and the sentence before for context, then whole sentences.

    `sentences` are the passages that the window is about, as indices, each with its pieces.
    """

    pieces: tuple[int, ...]
    sentences: tuple[tuple[int, Pieces], ...]
    bases: dict[int, int]
    first: int

    def at(self, sentence: int, found: Pieces | None) -> Pieces | None:
        """Where pieces of a sentence stand in the window; None where they are cut off."""
        base = self.bases.get(sentence)
        if base is None or found is None:
            return None
        first, last = max(base + found[0], self.first), min(base + found[1], len(self.pieces) - 1)
        return (first, last) if first < last else None


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of one sentence with the offsets of each, counted from the sentence's start."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def pieces(self, span: Span) -> Pieces | None:
        """The pieces that a span, counted from the sentence's start, touches."""
        first, last = bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])
        return (first, last) if first < last else None


def encode(tokenizer: Any, text: str, spans: Sequence[Span]) -> list[Encoded]:
    """The sentences of a text, by their spans, as pieces; what is past a sentence's longest length is left out."""
    found = tokenizer.encode_batch([text[start:end] for start, end in spans], add_special_tokens=False)
    return [_cut(one.ids, one.offsets) for one in found]


def _cut(ids: Sequence[int], offsets: Sequence[Span]) -> Encoded:
    kept = offsets[:_LONGEST_SENTENCE]
    starts, ends = tuple(start for start, _ in kept), tuple(end for _, end in kept)
    return Encoded(tuple(ids[:_LONGEST_SENTENCE]), starts, ends)


def windows(sentences: Sequence[Encoded], start: int, end: int) -> Iterator[Window]:
    """The windows of a report; `start` and `end` are the pieces that frame and part sentences."""
    at = 0
    while at < len(sentences):
        pieces = [start]
        bases: dict[int, int] = {}
        if at:
            pieces += [*sentences[0].ids[:_HEADLINE], end]
        first = len(pieces)
        if at > 1:
            before = sentences[at - 1].ids[-_BEFORE:]
            bases[at - 1] = first - (len(sentences[at - 1].ids) - len(before))
            pieces += [*before, end]
        begun, own = len(pieces), at
        while at < len(sentences) and (at == own or len(pieces) - begun + len(sentences[at].ids) <= _NEW):
            bases[at] = len(pieces)
            pieces += sentences[at].ids
            at += 1
        pieces = [*pieces[:_LONGEST], end]
        inside = ((n, (bases[n], min(bases[n] + len(sentences[n].ids), len(pieces) - 1))) for n in range(own, at))
        yield Window(tuple(pieces), tuple((n, p) for n, p in inside if p[0] < p[1]), bases, first)
