"""Spans of sources and contents."""

from __future__ import annotations

import pytest

from dragoman.extract.statements.phrase import bare, joined, noun_phrase, runs
from tests.parse.trees import grow

TREE = grow(
    "the/DT/det/2 Togolese/JJ/amod/2 envoy/NN/nsubj/8 ,/,/punct/2 who/WP/nsubj/6 had/VBD/aux/6 left/VBN/relcl/2"
    " ,/,/punct/2 spoke/VBD/ROOT/8/speak"
)


def test_a_clause_that_a_comma_sets_off_is_no_part_of_the_name() -> None:
    assert noun_phrase(TREE, 2) == (0, 2)


def test_runs_leave_out_marks_at_their_ends_and_bridge_those_within() -> None:
    assert runs(TREE, {1, 2, 3}) == [TREE.chars(1, 2)]
    assert runs(TREE, {2, 4}) == [TREE.chars(2, 4)]
    assert runs(TREE, {0, 2}) == [TREE.chars(0, 0), TREE.chars(2, 2)]
    assert runs(TREE, {3}) == []


@pytest.mark.parametrize(
    ("text", "inner"), [("“We left,” ", "We left"), (" it's over", "it's over"), ("«»", ""), ("", "")]
)
def test_bare_words_have_no_marks_around_them(text: str, inner: str) -> None:
    start, end = bare(text, (0, len(text)))
    assert text[start:end] == inner


def test_spans_that_touch_are_one() -> None:
    assert joined([(7, 9), (0, 3), (3, 5), (8, 12)]) == [(0, 5), (7, 12)]
    assert joined([]) == []
