"""The tense of the clause around a stretch of text, by which `on Friday` is last or next Friday."""

from __future__ import annotations

import pytest

from dragoman.parse.tense import Tenses
from tests.parse.trees import grow, parsed


@pytest.mark.parametrize(
    ("notation", "tense"),
    [
        ("Fiji/NNP/nsubj/1 left/VBD/ROOT/1 on/IN/prep/1 Friday/NNP/pobj/2", "past"),
        ("Fiji/NNP/nsubj/2 will/MD/aux/2 leave/VB/ROOT/2 on/IN/prep/2 Friday/NNP/pobj/3", "future"),
        ("Fiji/NNP/nsubj/2 to/TO/aux/2 leave/VB/ROOT/2 on/IN/prep/2 Friday/NNP/pobj/3", "future"),
        ("Fiji/NNP/nsubj/1 leaves/VBZ/ROOT/1 on/IN/prep/1 Friday/NNP/pobj/2", "present"),
        ("Fiji/NNP/nsubj/2 has/VBZ/aux/2 left/VBN/ROOT/2 on/IN/prep/2 Friday/NNP/pobj/3", "past"),
        ("Fiji/NNP/nsubjpass/2 was/VBD/auxpass/2 freed/VBN/ROOT/2 on/IN/prep/2 Friday/NNP/pobj/3", "past"),
        ("Fiji/NNP/nsubj/2 was/VBD/aux/2 leaving/VBG/ROOT/2 on/IN/prep/2 Friday/NNP/pobj/3", "past"),
        ("Fiji/NNP/nsubj/2 is/VBZ/aux/2 leaving/VBG/ROOT/2 on/IN/prep/2 Friday/NNP/pobj/3", "present"),
        ("Fiji/NNP/nsubjpass/2 is/VBZ/auxpass/2 freed/VBN/ROOT/2 on/IN/prep/2 Friday/NNP/pobj/3", "present"),
        ("Fiji/NNP/nsubj/1 left/VBD/ROOT/1 ,/,/punct/1 ending/VBG/advcl/1 on/IN/prep/3 Friday/NNP/pobj/4", "past"),
        ("talks/NNS/ROOT/0 starting/VBG/acl/0 on/IN/prep/1 Friday/NNP/pobj/2", "present"),
        ("Talks/NNS/ROOT/0 on/IN/prep/0 Friday/NNP/pobj/1", None),
    ],
)
def test_tense_of_the_nearest_verb(notation: str, tense: str | None) -> None:
    tree = grow(notation)
    assert Tenses(parsed(tree))(tree.chars(len(tree) - 1, len(tree) - 1)) == tense


def test_what_was_tried_has_the_tense_of_the_trying() -> None:
    tree = grow("Fiji/NNP/nsubj/1 tried/VBD/ROOT/1 to/TO/aux/3 leave/VB/xcomp/1 on/IN/prep/3 Friday/NNP/pobj/4")
    friday = tree.chars(5, 5)
    assert Tenses(parsed(tree))(friday) == "future"
    assert Tenses(parsed(tree), {tree.lemmas[1]})(friday) == "past"


def test_each_sentence_has_its_own_tense() -> None:
    first = grow("Fiji/NNP/nsubj/1 left/VBD/ROOT/1 on/IN/prep/1 Friday/NNP/pobj/2")
    second = grow("Tonga/NNP/nsubj/2 will/MD/aux/2 leave/VB/ROOT/2 on/IN/prep/2 Friday/NNP/pobj/3", offset=30, index=1)
    tenses = Tenses(parsed(first, second))
    assert [tenses(first.chars(3, 3)), tenses(second.chars(4, 4))] == ["past", "future"]
    assert tenses((28, 29)) == "past"


def test_before_the_first_sentence_there_is_no_tense() -> None:
    tree = grow("Fiji/NNP/nsubj/1 left/VBD/ROOT/1", offset=10)
    assert Tenses(parsed(tree))((0, 5)) is None
