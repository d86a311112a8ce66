"""Who does what to whom, whatever the shape of the sentence."""

from __future__ import annotations

import pytest

from dragoman.parse.clauses import Clause, Clauses
from tests.parse.trees import GRAMMAR, grow, words


def clause(notation: str, verb: str) -> tuple[Clause, dict[str, list[str]]]:
    """The clause of a verb, and its filled slots as words."""
    tree = grow(notation)
    found = Clauses(tree, GRAMMAR).verb(tree.words.index(verb))
    return found, {name: words(tree, tokens) for name, tokens in found.slots.items() if tokens}


@pytest.mark.parametrize(
    ("notation", "verb", "subj", "obj"),
    [
        pytest.param(
            "Ghana/NNP/nsubj/1 expelled/VBD/ROOT/1 Togo/NNP/dobj/1",
            "expelled", ["Ghana"], ["Togo"], id="active",
        ),
        pytest.param(
            "Togo/NNP/nsubjpass/2 was/VBD/auxpass/2 expelled/VBN/ROOT/2 by/IN/agent/2 Ghana/NNP/pobj/3",
            "expelled", ["Ghana"], ["Togo"], id="passive",
        ),
        pytest.param(
            "Togo/NNP/nsubjpass/2 was/VBD/auxpass/2 expelled/VBN/ROOT/2",
            "expelled", [], ["Togo"], id="passive without an actor",
        ),
        pytest.param(
            "envoys/NNS/ROOT/0 expelled/VBN/acl/0 by/IN/agent/1 Ghana/NNP/pobj/2",
            "expelled", ["Ghana"], ["envoys"], id="reduced passive",
        ),
        pytest.param(
            "Asylum/NN/nsubjpass/2 was/VBD/auxpass/2 granted/VBN/ROOT/2 to/IN/dative/2 singers/NNS/pobj/3 by/IN/prep/4"
            " Ghana/NNP/pobj/5", "granted", ["Ghana"], ["Asylum"], id="actor hung too low",
        ),
        pytest.param(
            "Ghana/NNP/ROOT/0 ,/,/punct/0 which/WDT/nsubj/3 expelled/VBD/relcl/0 Togo/NNP/dobj/3",
            "expelled", ["Ghana"], ["Togo"], id="relative subject",
        ),
        pytest.param(
            "ban/NN/ROOT/0 that/WDT/dobj/3 Ghana/NNP/nsubj/3 lifted/VBD/relcl/0", "lifted", ["Ghana"], ["ban"],
            id="relative object",
        ),
        pytest.param(
            "ban/NN/ROOT/0 Ghana/NNP/nsubj/2 lifted/VBD/relcl/0",
            "lifted", ["Ghana"], ["ban"], id="relative gap",
        ),
        pytest.param(
            "Ghana/NNP/ROOT/0 which/WDT/nsubj/2 met/VBD/relcl/0 and/CC/cc/2 praised/VBD/conj/2 Togo/NNP/dobj/4",
            "praised", ["Ghana"], ["Togo"], id="joined to a relative verb",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 met/VBD/ROOT/1 Togo/NNP/dobj/1 and/CC/cc/1 praised/VBD/conj/1 Mali/NNP/dobj/4",
            "praised", ["Ghana"], ["Mali"], id="joined verb",
        ),
        pytest.param(
            "Togo/NNP/nsubjpass/2 was/VBD/auxpass/2 beaten/VBN/ROOT/2 and/CC/cc/2 robbed/VBN/conj/2",
            "robbed", [], ["Togo"], id="joined passive",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 condemned/VBD/ROOT/1 and/CC/cc/1 rejected/VBD/conj/1 plan/NN/dobj/3",
            "condemned", ["Ghana"], ["plan"], id="shared object",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 agreed/VBD/ROOT/1/agree to/TO/aux/3 free/VB/xcomp/1 crews/NNS/dobj/3",
            "free", ["Ghana"], ["crews"], id="subject control",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 urged/VBD/ROOT/1/urge Togo/NNP/dobj/1 to/TO/aux/4 free/VB/xcomp/1 crews/NNS/dobj/4",
            "free", ["Togo"], ["crews"], id="object control",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 promised/VBD/ROOT/1/promise Togo/NNP/dobj/1 to/TO/aux/4"
            " free/VB/xcomp/1 crews/NNS/dobj/4",
            "free", ["Ghana"], ["crews"], id="promised him to",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 called/VBD/ROOT/1/call on/IN/prep/1 Togo/NNP/pobj/2"
            " to/TO/aux/5 free/VB/xcomp/1 crews/NNS/dobj/5",
            "free", ["Togo"], ["crews"], id="called on X to",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 accused/VBD/ROOT/1/accuse Togo/NNP/dobj/1 of/IN/prep/1"
            " selling/VBG/pcomp/3 arms/NNS/dobj/4",
            "selling", ["Togo"], ["arms"], id="accused X of",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 thanked/VBD/ROOT/1/thank Togo/NNP/dobj/1 before/IN/prep/1 leaving/VBG/pcomp/3",
            "leaving", ["Ghana"], [], id="before leaving",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 is/VBZ/ROOT/1 ready/JJ/acomp/1 to/TO/aux/4 free/VB/xcomp/2 crews/NNS/dobj/4",
            "free", ["Ghana"], ["crews"], id="ready to",
        ),
        pytest.param(
            "Ghana/NNP/poss/2 's/POS/case/0 decision/NN/ROOT/2 to/TO/aux/4 free/VB/acl/2 crews/NNS/dobj/4",
            "free", ["Ghana"], ["crews"], id="X's decision to",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 left/VBD/ROOT/1 ,/,/punct/1 accusing/VBG/advcl/1 Togo/NNP/dobj/3",
            "accusing", ["Ghana"], ["Togo"], id="participle",
        ),
    ],
)  # fmt: skip
def test_doer_and_done_to(notation: str, verb: str, subj: list[str], obj: list[str]) -> None:
    _, slots = clause(notation, verb)
    assert slots.get("subj", []) == subj
    assert slots.get("obj", []) == obj


def test_there_is_no_doer() -> None:
    _, slots = clause("There/EX/nsubj/1 were/VBD/ROOT/1 talks/NNS/attr/1", "were")
    assert "subj" not in slots


def test_receivers_of_a_gift_both_ways() -> None:
    _, bare = clause("Ghana/NNP/nsubj/1 gave/VBD/ROOT/1 Togo/NNP/dative/1 rice/NN/dobj/1", "gave")
    _, with_to = clause("Ghana/NNP/nsubj/1 gave/VBD/ROOT/1 rice/NN/dobj/1 to/IN/dative/1 Togo/NNP/pobj/3", "gave")
    assert bare["iobj"] == with_to["iobj"] == ["Togo"]
    assert bare["obj"] == with_to["obj"] == ["rice"]


def test_the_receiver_as_subject_of_a_passive() -> None:
    _, slots = clause(
        "Togo/NNP/nsubjpass/2 was/VBD/auxpass/2 given/VBN/ROOT/2 rice/NN/dobj/2 by/IN/agent/2 Ghana/NNP/pobj/4", "given"
    )
    assert (slots["subj"], slots["obj"], slots["iobj"]) == (["Ghana"], ["rice"], ["Togo"])


def test_prepositions_behind_particles_and_in_pairs() -> None:
    _, away = clause("Ghana/NNP/nsubj/1 walked/VBD/ROOT/1 away/RB/advmod/1 from/IN/prep/2 talks/NNS/pobj/3", "walked")
    assert away["from"] == ["talks"]
    _, out = clause("Ghana/NNP/nsubj/1 pulled/VBD/ROOT/1 out/IN/prep/1 of/IN/prep/2 talks/NNS/pobj/3", "pulled")
    assert out["of"] == ["talks"]


def test_a_source_is_no_party() -> None:
    _, slots = clause("Ghana/NNP/nsubj/1 left/VBD/ROOT/1 according/VBG/prep/1 to/IN/prep/2 Togo/NNP/pobj/3", "left")
    assert "to" not in slots
    assert "iobj" not in slots


def test_clauses_that_a_verb_governs_with_their_conjuncts() -> None:
    found, _ = clause(
        "Ghana/NNP/nsubj/1 urged/VBD/ROOT/1 Togo/NNP/dobj/1 to/TO/aux/4 withdraw/VB/xcomp/1"
        " and/CC/cc/4 disarm/VB/conj/4",
        "urged",
    )
    assert found.complements == (4, 6)
    found, _ = clause("Ghana/NNP/nsubj/1 accused/VBD/ROOT/1 Togo/NNP/dobj/1 of/IN/prep/1 spying/VBG/pcomp/3", "accused")
    assert found.complements == (4,)


def test_adjectives_take_the_subject_of_their_verb() -> None:
    tree = grow("Ghana/NNP/nsubj/1 is/VBZ/ROOT/1 critical/JJ/acomp/1 of/IN/prep/2 Togo/NNP/pobj/3")
    found = Clauses(tree, GRAMMAR).adjective(2)
    assert (words(tree, found.slot("subj")), words(tree, found.slot("of"))) == (["Ghana"], ["Togo"])


def test_a_loop_in_a_broken_tree_ends() -> None:
    tree = grow("agreed/VBD/xcomp/2 to/TO/aux/0 refuse/VB/xcomp/0")
    assert Clauses(tree, GRAMMAR).subject(0) is None
