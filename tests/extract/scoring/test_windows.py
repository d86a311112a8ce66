"""Windows: every sentence is read once, with what stands before it for context."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.scoring.windows import Encoded, windows

START, END = 101, 102


def _sentence(first: int, length: int) -> Encoded:
    return Encoded(
        tuple(range(first, first + length)), tuple(range(0, 2 * length, 2)), tuple(range(2, 2 * length + 2, 2))
    )


@given(st.lists(st.integers(0, 200), max_size=40))
def test_every_sentence_is_in_one_window_and_no_window_is_too_long(lengths: list[int]) -> None:
    found = list(windows([_sentence(1000 * n, length) for n, length in enumerate(lengths)], START, END))
    read = [number for window in found for number, _ in window.sentences]
    assert read == [n for n, length in enumerate(lengths) if length]
    assert all(len(window.pieces) <= 511 for window in found)
    for window in found:
        for number, (first, last) in window.sentences:
            assert window.pieces[first:last] == tuple(range(1000 * number, 1000 * number + last - first))


def test_a_window_begins_with_the_headline_and_the_sentence_before() -> None:
    sentences = [_sentence(1000 * n, 100) for n in range(4)]
    last = list(windows(sentences, START, END))[-1]
    assert last.pieces[:25] == (START, *range(24))
    assert last.pieces[26:66] == tuple(range(2060, 2100))
    assert last.at(2, (99, 100)) == (65, 66)
    assert last.at(2, (0, 1)) is None  # cut off
    assert last.at(1, (0, 1)) is None  # not in the window


def test_pieces_of_a_span() -> None:
    sentence = _sentence(0, 5)
    assert sentence.pieces((2, 6)) == (1, 3)
    assert sentence.pieces((3, 4)) == (1, 2)
    assert sentence.pieces((20, 22)) is None
