"""Event nouns and the light verbs that carry them."""

from __future__ import annotations

import pytest

from dragoman.parse.clauses import Clause, Clauses
from dragoman.parse.nominals import LightVerbs, noun_clause
from dragoman.parse.tree import Tree
from tests.parse.trees import GRAMMAR, grow, words

LIGHT = LightVerbs(
    active=frozenset({"give", "hold", "launch", "carry out"}),
    passive=frozenset({"face"}),
    occur=frozenset({"begin"}),
    prepositional=frozenset({"engage in"}),
)


def told(notation: str, noun: str) -> tuple[Tree, Clause]:
    tree = grow(notation)
    return tree, noun_clause(Clauses(tree, GRAMMAR), tree.words.index(noun), LIGHT)


def slots(notation: str, noun: str) -> dict[str, list[str]]:
    tree, clause = told(notation, noun)
    return {name: words(tree, tokens) for name, tokens in clause.slots.items() if tokens}


def test_a_noun_names_its_parties_itself() -> None:
    assert slots("Chad/NNP/poss/2 's/POS/case/0 raid/NN/ROOT/2 on/IN/prep/2 Niger/NNP/pobj/3", "raid") == {
        "poss": ["Chad"], "on": ["Niger"],
    }  # fmt: skip
    assert slots("Chadian/JJ/amod/1 raid/NN/ROOT/1 of/IN/prep/1 Niger/NNP/pobj/2", "raid") == {
        "amod": ["Chadian"], "of": ["Niger"],
    }  # fmt: skip


def test_a_doer_hung_below_the_thing_done() -> None:
    found = slots("jailing/NN/ROOT/0 of/IN/prep/0 monks/NNS/pobj/1 by/IN/prep/2 Chad/NNP/pobj/3", "jailing")
    assert found["by"] == ["Chad"]


@pytest.mark.parametrize(
    ("notation", "verb", "slot", "who"),
    [
        ("Chad/NNP/nsubj/1 launched/VBD/ROOT/1/launch raids/NNS/dobj/1", 1, "subj", ["Chad"]),
        ("Chad/NNP/nsubj/1 faced/VBD/ROOT/1/face raids/NNS/dobj/1", 1, "suffer", ["Chad"]),
        ("Chad/NNP/nsubj/1 engaged/VBD/ROOT/1/engage in/IN/prep/1 raids/NNS/pobj/2", 1, "subj", ["Chad"]),
        ("Chad/NNP/nsubj/1 carried/VBD/ROOT/1/carry out/RP/prt/1 raids/NNS/dobj/1", 1, "subj", ["Chad"]),
        ("raids/NNS/nsubj/1 began/VBD/ROOT/1/begin in/IN/prep/1 Mali/NNP/pobj/2", 1, "in", ["Mali"]),
        (
            "Chad/NNP/nsubj/1 launched/VBD/ROOT/1/launch a/DT/det/3 series/NN/dobj/1 of/IN/prep/3 raids/NNS/pobj/4",
            1, "subj", ["Chad"],
        ),
        (
            "raids/NNS/nsubjpass/2 were/VBD/auxpass/2 launched/VBN/ROOT/2/launch by/IN/agent/2 Chad/NNP/pobj/3",
            2, "by", ["Chad"],
        ),
    ],
)  # fmt: skip
def test_a_light_verb_lends_its_parties(notation: str, verb: int, slot: str, who: list[str]) -> None:
    tree, clause = told(notation, "raids")
    assert clause.through == verb
    assert words(tree, clause.slot(slot)) == who


def test_phrases_of_the_light_verb_belong_to_the_noun() -> None:
    found = slots("Chad/NNP/nsubj/1 held/VBD/ROOT/1/hold talks/NNS/dobj/1 with/IN/prep/1 Mali/NNP/pobj/3", "talks")
    assert (found["subj"], found["with"]) == (["Chad"], ["Mali"])


def test_the_receiver_of_a_given_event_is_whom_it_goes_to() -> None:
    found = slots("Chad/NNP/nsubj/1 gave/VBD/ROOT/1/give Mali/NNP/dative/1 support/NN/dobj/1", "support")
    assert (found["subj"], found["to"]) == (["Chad"], ["Mali"])


def test_a_full_verb_lends_nothing() -> None:
    _, clause = told("Chad/NNP/nsubj/1 feared/VBD/ROOT/1/fear raids/NNS/dobj/1", "raids")
    assert clause.through is None
    assert clause.slot("subj") == []


def test_parties_from_a_clause_that_describes_the_noun() -> None:
    carried = slots(
        "a/DT/det/1 raid/NN/ROOT/1 carried/VBN/acl/1/carry out/RP/prt/2 by/IN/agent/2 Chad/NNP/pobj/4", "raid"
    )
    assert carried["subj"] == ["Chad"]
    held = slots(
        "talks/NNS/ROOT/0 that/WDT/dobj/3 Chad/NNP/nsubj/3 held/VBD/relcl/0/hold with/IN/prep/3 Mali/NNP/pobj/4",
        "talks",
    )
    assert (held["subj"], held["with"]) == (["Chad"], ["Mali"])


def test_what_a_noun_is_about_is_its_complement() -> None:
    _, plan = told("Chad/NNP/poss/2 's/POS/case/0 pledge/NN/ROOT/2 to/TO/aux/4 leave/VB/acl/2", "pledge")
    assert plan.complements == (4,)
    _, described = told("pledge/NN/ROOT/0 signed/VBN/acl/0 by/IN/agent/1 Chad/NNP/pobj/2", "pledge")
    assert described.complements == ()
