"""Whose position it is: parties and people, never the press, a place or a thing."""

from __future__ import annotations

import pytest

from dragoman import lexicon
from dragoman.extract.positions.holders import Holders
from dragoman.model.mention import Mentions
from dragoman.model.record import Speaker, Statement
from dragoman.parse.tree import Tree
from tests.extract.events.cast import cast, mention, states, who
from tests.parse.trees import grow

LEXICON = lexicon.load()
BOTH = grow("Ghana/NNP/nsubj/3 and/CC/cc/0 Togo/NNP/conj/0 promised/VBD/ROOT/3/promise aid/NN/dobj/3")


def holders(tree: Tree, mentions: Mentions) -> Holders:
    return Holders([tree], mentions, LEXICON)


def test_several_hold_it_each_once() -> None:
    assert who(holders(BOTH, states(BOTH, Ghana="GHA", Togo="TGO")).of(BOTH, 0)) == ["GHA", "TGO"]
    assert who(holders(BOTH, states(BOTH, Ghana="GHA", Togo="GHA")).of(BOTH, 0)) == ["GHA"]


def test_most_of_them_are_those_that_follow() -> None:
    tree = grow("dozens/NNS/nsubj/3/dozen of/IN/prep/0 Ghana/NNP/pobj/1 left/VBD/ROOT/3")
    assert who(holders(tree, states(tree, Ghana="GHA")).of(tree, 0)) == ["GHA"]


@pytest.mark.parametrize(
    ("more", "found"),
    [({}, ["GHA"]), ({"form": "place"}, []), ({"kind": "place"}, []), ({"sector": "JRN"}, [])],
)
def test_neither_a_place_nor_the_press_holds_anything(more: dict[str, str], found: list[str]) -> None:
    mentions = cast(mention(BOTH, "Ghana", "GHA", **more))
    assert who(holders(BOTH, mentions).of(BOTH, 0)) == found


def test_people_whom_no_table_knows_are_somebody_and_things_are_nobody() -> None:
    tree = grow("angry/JJ/amod/1 villagers/NNS/nsubj/2/villager vowed/VBD/ROOT/2/vow boats/NNS/dobj/2/boat")
    found = holders(tree, cast())
    (somebody,) = found.of(tree, 1)
    assert (somebody.name, somebody.form, somebody.origin, somebody.plural) == ("angry villagers", "noun", "text", True)
    assert found.of(tree, 3) == ()


def test_the_speaker_of_a_statement_holds_it_by_the_words_that_name_him() -> None:
    said = Statement("s1", "direct", "say", Speaker("GHA", BOTH.chars(0, 0)), None, (), ())
    found = holders(BOTH, states(BOTH, Ghana="GHA", Togo="TGO"))
    assert [(m.actor, m.span) for m in found.speakers(said)] == [("GHA", BOTH.chars(0, 0)), ("TGO", BOTH.chars(2, 2))]
    assert found.speakers(Statement("s1", "direct", "say", None, None, (), ())) == ()


def test_the_first_person_and_the_state_spoken_for_are_the_speakers_side() -> None:
    tree = grow("we/PRP/nsubj/1 left/VBD/ROOT/1/leave Togo/NNP/dobj/1 Ghana/NNP/dobj/1")
    minister = mention(tree, "Ghana", "name:minister", country="GHA", kind="person")
    found = holders(tree, states(tree, Togo="TGO", Ghana="GHA"))
    assert found.own(tree, 0, [minister])
    assert found.own(tree, 3, [minister])
    assert not found.own(tree, 2, [minister])
    assert not found.own(tree, None, [minister])
