"""Which words stand between quotation marks, whatever marks a text uses and however badly they pair up."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.quotations import Quotation, quotations
from tests.parse.trees import GRAMMAR


def inner(text: str) -> list[str]:
    return [text[slice(*q.inner)] for q in quotations(text, GRAMMAR.small_in_titles)]


def only(text: str) -> Quotation:
    (found,) = quotations(text, GRAMMAR.small_in_titles)
    return found


@pytest.mark.parametrize(
    "text",
    [
        '"The ferry leaves tonight," Salme said.',
        "“The ferry leaves tonight,” Salme said.",
        "„The ferry leaves tonight,“ Salme said.",
        "«The ferry leaves tonight,» Salme said.",
        "``The ferry leaves tonight,'' Salme said.",
        "''The ferry leaves tonight,'' Salme said.",
        "‘The ferry leaves tonight,’ Salme said.",
        "'The ferry leaves tonight,' Salme said.",
        '“The ferry leaves tonight," Salme said.',
        '"The ferry leaves tonight,” Salme said.',
    ],
)
def test_every_kind_of_mark_and_mixed_pairs(text: str) -> None:
    assert inner(text) == ["The ferry leaves tonight,"]


def test_spans_leave_out_or_include_the_marks() -> None:
    text = 'He said: "We are ready."'
    found = only(text)
    assert text[slice(*found.outer)] == '"We are ready."'
    assert text[slice(*found.inner)] == "We are ready."


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' plan and the workers' union didn't agree.",
        "Nobody's seen anything like the '90s, they said 'til late.",
        "The two states’ envoys don’t talk.",
    ],
)
def test_apostrophes_open_nothing(text: str) -> None:
    assert inner(text) == []


def test_a_plurals_apostrophe_does_not_end_single_marks() -> None:
    assert inner("She called it 'the ministers' own doing', not ours.") == ["the ministers' own doing"]


def test_nested_marks_have_a_depth() -> None:
    text = "“Our envoy told them ‘the border stays open,’ and left,” the minister said."
    outer, nested = quotations(text, GRAMMAR.small_in_titles)
    assert (outer.depth, nested.depth) == (0, 1)
    assert text[slice(*nested.inner)] == "the border stays open,"


def test_two_quotations_in_one_sentence() -> None:
    assert inner('"We came," he said, "and we stayed."') == ["We came,", "and we stayed."]


def test_a_reopened_paragraph_goes_on() -> None:
    text = "“The harbour is closed.\n\n“The airport is closed too,” the mayor said."
    first, second = quotations(text, GRAMMAR.small_in_titles)
    assert first.unclosed
    assert not first.resumes
    assert second.resumes
    assert text[slice(*first.inner)] == "The harbour is closed."


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    text = 'He shrugged. "The dam will hold.\nOfficials left the valley.'
    found = only(text)
    assert found.unclosed
    assert text[slice(*found.inner)] == "The dam will hold."


def test_a_forgotten_mark_does_not_swallow_the_next_quotation() -> None:
    text = "“The dam will hold, he said. “The valley is safe.”"
    assert "The valley is safe." in inner(text)
    assert all("he said" not in words for words in inner(text))


def test_a_missing_opening_mark() -> None:
    assert inner("The dam will hold,” the engineer said.") == ["The dam will hold,"]


def test_brackets_inside_and_around() -> None:
    assert inner('("They [the rebels] have left," an aide added.)') == ["They [the rebels] have left,"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('The so-called "safe corridor" was shelled.', "fragment"),
        ('Critics read "The Long Winter of Oslo" in one night.', "title"),
        ('The dealer, Milos "Big Boot" Petrov, was freed.', "nickname"),
        ('"Never again," she said.', "quotation"),
        ('He said the plan was "a gift to every smuggler in the hills".', "quotation"),
        ('She answered: "No."', "quotation"),
    ],
)
def test_what_is_no_statement_by_itself(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize("piece", ['"', "'", "“", "”", '" a ', "“a ", "“a” ", "s' ", "‘a ’b ", "“‘"])
def test_ten_thousand_marks_take_no_time(piece: str) -> None:
    start = time.perf_counter()
    quotations(piece * 10_000, GRAMMAR.small_in_titles)
    assert time.perf_counter() - start < 2.0


@given(st.text(alphabet="ab,. \n\"'“”‘’«»`", max_size=60))
def test_spans_always_lie_in_the_text_and_nest(text: str) -> None:
    found = quotations(text, GRAMMAR.small_in_titles)
    for one in found:
        assert 0 <= one.outer[0] <= one.inner[0] < one.inner[1] <= one.outer[1] <= len(text)
    for one, other in pairwise(found):
        assert other.outer[0] >= one.outer[1] or other.outer[1] <= one.outer[1]
