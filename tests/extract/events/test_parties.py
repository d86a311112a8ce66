"""Which actors the phrases of a clause stand for."""

from __future__ import annotations

import pytest

from dragoman.extract.events.match import Matcher
from dragoman.extract.events.parties import Parties
from dragoman.model.mention import Mentions
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree
from tests.extract.events.cast import cast, mention, states, who
from tests.parse.trees import GRAMMAR, grow


def parties(tree: Tree, mentions: Mentions) -> Parties:
    return Parties(Matcher(Clauses(tree, GRAMMAR), mentions))


@pytest.mark.parametrize(
    ("notation", "head", "expected"),
    [
        ("Ghana/NNP/ROOT/0", 0, ["GHA"]),
        ("Ghana/NNP/ROOT/0 ,/,/punct/0 Togo/NNP/conj/0 and/CC/cc/2 Mali/NNP/conj/2", 0, ["GHA", "TGO", "MLI"]),
        ("dozens/NNS/ROOT/0/dozen of/IN/prep/0 Ghana/NNP/pobj/1", 0, ["GHA"]),
        ("Ghana/NNP/poss/2 's/POS/case/0 plan/NN/ROOT/2 for/IN/prep/2 Togo/NNP/pobj/3", 2, ["GHA"]),
        ("Ghana/JJ/amod/1 plan/NN/ROOT/1 for/IN/prep/1 Togo/NNP/pobj/2", 1, ["GHA"]),
        ("plan/NN/ROOT/0 for/IN/prep/0 Togo/NNP/pobj/1 by/IN/prep/0 Ghana/NNP/pobj/3", 0, ["GHA"]),
        ("plan/NN/ROOT/0 for/IN/prep/0 Togo/NNP/pobj/1 and/CC/cc/2 Mali/NNP/conj/2", 0, ["TGO", "MLI"]),
        ("duties/NNS/ROOT/0 imposed/VBN/acl/0 on/IN/prep/1 Togo/NNP/pobj/2", 0, ["TGO"]),
        ("goats/NNS/ROOT/0", 0, []),
    ],
)
def test_a_phrase_that_is_no_actor_stands_for_those_named_in_it(notation: str, head: int, expected: list[str]) -> None:
    tree = grow(notation)
    named = {word: code for word, code in {"Ghana": "GHA", "Togo": "TGO", "Mali": "MLI"}.items() if word in tree.words}
    assert who(parties(tree, states(tree, **named)).phrase(head)) == expected


GIVEN = grow(
    "Ghana/NNP/nsubj/1 sent/VBD/ROOT/1 rice/NN/dobj/1 to/IN/prep/1 Togo/NNP/pobj/3 from/IN/prep/1 Mali/NNP/pobj/5"
)


def test_the_first_slot_that_names_somebody_counts() -> None:
    found = parties(GIVEN, states(GIVEN, Ghana="GHA", Togo="TGO", Mali="MLI"))
    clause = Clauses(GIVEN, GRAMMAR).verb(1)
    assert who(found.fill(clause, ("obj", "from", "to"))) == ["MLI"]
    assert who(found.fill(clause, ("obj", "to", "from"))) == ["TGO"]


def test_whoever_is_taken_is_not_taken_again() -> None:
    mentions = states(GIVEN, Ghana="GHA", Togo="TGO", Mali="MLI")
    taken = mentions.get(0, 4)
    assert who(parties(GIVEN, mentions).fill(Clauses(GIVEN, GRAMMAR).verb(1), ("to", "from"), taken)) == ["MLI"]


def test_somebody_is_preferred_to_a_mere_place() -> None:
    mentions = cast(mention(GIVEN, "Togo", "TGO", form="place"), mention(GIVEN, "Mali", "MLI"))
    found = parties(GIVEN, mentions)
    clause = Clauses(GIVEN, GRAMMAR).verb(1)
    assert who(found.fill(clause, ("to", "from"))) == ["MLI"]
    assert who(found.fill(clause, ("to", "obj"))) == ["TGO"]


def test_one_for_whom_something_is_asked_is_not_addressed() -> None:
    tree = grow("Mali/NNP/nsubj/1 sought/VBD/ROOT/1 help/NN/dobj/1 for/IN/prep/2 Togo/NNP/pobj/3")
    found = parties(tree, states(tree, Togo="TGO"))
    assert who(found.fill(Clauses(tree, GRAMMAR).verb(1), ("obj",))) == ["TGO"]
    assert found.fill(Clauses(tree, GRAMMAR).verb(1), ("obj",), (), addressed=True) == ()


def test_an_unlisted_subject_is_somebody_but_a_report_is_not() -> None:
    tree = grow("Reef/NNP/compound/1 Watch/NNP/nsubj/2 protested/VBD/ROOT/2 ;/:/punct/2 reports/NNS/dep/2/report")
    found = parties(tree, cast())
    (one,) = found.someone([1])
    assert (one.name, one.form, one.weak, one.country) == ("Reef Watch", "name", True, None)
    assert one.span == (0, len("Reef Watch"))
    assert found.someone([4]) == ()


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("sent/VBD/ROOT/0 rice/NN/dobj/0 for/IN/prep/1 camps/NNS/pobj/2 in/IN/prep/3 Togo/NNP/pobj/4", ["TGO"]),
        ("sent/VBD/ROOT/0 rice/NN/dobj/0 amid/IN/prep/0 talks/NNS/pobj/2 with/IN/prep/3 Togo/NNP/pobj/4", []),
        ("sent/VBD/ROOT/0 rice/NN/dobj/0 which/WDT/dobj/4 Togo/NNP/nsubj/4 ate/VBD/relcl/1", []),
        ("sent/VBD/ROOT/0 rice/NN/dobj/0 and/CC/cc/0 met/VBD/conj/0 Togo/NNP/dobj/3", []),
        ("sent/VBD/ROOT/0 rice/NN/dobj/0 to/TO/aux/3 help/VB/advcl/0 Togo/NNP/dobj/3", ["TGO"]),
        ("sent/VBD/ROOT/0 rice/NN/dobj/0 praising/VBG/advcl/0 Togo/NNP/dobj/2", []),
    ],
)  # fmt: skip
def test_another_country_in_no_slot_counts_unless_it_stands_apart(notation: str, expected: list[str]) -> None:
    tree = grow(notation)
    assert who(parties(tree, states(tree, Togo="TGO")).below(0, lambda m: m.country != "GHA")) == expected
    assert parties(tree, states(tree, Togo="TGO")).below(0, lambda m: m.country != "TGO") == ()
