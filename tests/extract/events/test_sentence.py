"""The events of trees written by hand, read with our own rules."""

from __future__ import annotations

import pytest

from dragoman import lexicon
from dragoman.extract.events import EventExtractor
from dragoman.extract.events.event_mention import EventMention
from dragoman.extract.events.sentence import Sentence
from tests.extract.events.cast import states, who
from tests.parse.trees import grow

EXTRACTOR = EventExtractor(lexicon.load())
NAMES = {"Ghana": "GHA", "Togo": "TGO", "Mali": "MLI"}


def sentence(notation: str) -> Sentence:
    tree = grow(notation)
    return EXTRACTOR.sentence(tree, states(tree, **{word: code for word, code in NAMES.items() if word in tree.words}))


def events(notation: str) -> list[EventMention]:
    return sentence(notation).events()


def shown(notation: str) -> list[tuple[str, str, str, list[str], list[str]]]:
    return [(d.type, d.base_type, d.modality, who(d.actors), who(d.recipients)) for d in events(notation)]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        pytest.param(
            "Ghana/NNP/nsubj/1 attacked/VBD/ROOT/1/attack Togo/NNP/dobj/1",
            [("ASSAULT", "ASSAULT", "actual", ["GHA"], ["TGO"])], id="plain",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/2 will/MD/aux/2 attack/VB/ROOT/2 Togo/NNP/dobj/2",
            [("THREATEN", "ASSAULT", "actual", ["GHA"], ["TGO"])], id="hostile future",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/2 will/MD/aux/2 praise/VB/ROOT/2 Togo/NNP/dobj/2",
            [("AGREE", "SUPPORT", "actual", ["GHA"], ["TGO"])], id="friendly future",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/2 will/MD/aux/2 condemn/VB/ROOT/2 Togo/NNP/dobj/2",
            [("ACCUSE", "ACCUSE", "future", ["GHA"], ["TGO"])], id="future words",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/2 might/MD/aux/2 attack/VB/ROOT/2 Togo/NNP/dobj/2",
            [("ASSAULT", "ASSAULT", "hypothetical", ["GHA"], ["TGO"])], id="might",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 attack/VB/ROOT/3 Togo/NNP/dobj/3",
            [("ASSAULT", "ASSAULT", "negated", ["GHA"], ["TGO"])], id="not",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/2 previously/RB/advmod/2 attacked/VBD/ROOT/2/attack Togo/NNP/dobj/2",
            [("ASSAULT", "ASSAULT", "historical", ["GHA"], ["TGO"])], id="previously",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 agreed/VBD/ROOT/1/agree to/TO/aux/3 attack/VB/xcomp/1 Togo/NNP/dobj/3",
            [("THREATEN", "ASSAULT", "actual", ["GHA"], ["TGO"])], id="agreed to a hostile event",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 agreed/VBD/ROOT/1/agree to/TO/aux/3 attack/VB/xcomp/1 Togo/NNP/dobj/3 and/CC/cc/3"
            " meet/VB/conj/3 Mali/NNP/dobj/6",
            [("THREATEN", "ASSAULT", "actual", ["GHA"], ["TGO"]), ("AGREE", "CONSULT", "actual", ["GHA", "MLI"], [])],
            id="agreed to two events",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 threatened/VBD/ROOT/1/threaten to/TO/aux/3 attack/VB/xcomp/1 Togo/NNP/dobj/3",
            [("THREATEN", "ASSAULT", "actual", ["GHA"], ["TGO"])], id="threatened",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 refused/VBD/ROOT/1/refuse to/TO/aux/3 praise/VB/xcomp/1 Togo/NNP/dobj/3",
            [("REJECT", "REJECT", "actual", ["GHA"], ["TGO"])], id="refused",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 accused/VBD/ROOT/1/accuse Togo/NNP/dobj/1 of/IN/prep/1 attacking/VBG/pcomp/3/attack"
            " Mali/NNP/dobj/4",
            [("ACCUSE", "ACCUSE", "actual", ["GHA"], ["TGO"])], id="content of an accusation",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 denied/VBD/ROOT/1/deny attacking/VBG/xcomp/1/attack Togo/NNP/dobj/2",
            [("REJECT", "REJECT", "actual", ["GHA"], ["TGO"])], id="content of a denial",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 began/VBD/ROOT/1/begin to/TO/aux/3 attack/VB/xcomp/1 Togo/NNP/dobj/3",
            [("ASSAULT", "ASSAULT", "actual", ["GHA"], ["TGO"])], id="began to",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 considered/VBD/ROOT/1/consider attacking/VBG/xcomp/1/attack Togo/NNP/dobj/2",
            [("ASSAULT", "ASSAULT", "hypothetical", ["GHA"], ["TGO"])], id="considered",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 failed/VBD/ROOT/1/fail to/TO/aux/3 praise/VB/xcomp/1 Togo/NNP/dobj/3",
            [("REJECT", "REJECT", "actual", ["GHA"], ["TGO"])], id="failed to",
        ),
        pytest.param(
            "Mali/NNP/nsubj/1 said/VBD/ROOT/1/say Ghana/NNP/nsubj/3 attacked/VBD/ccomp/1/attack Togo/NNP/dobj/3",
            [("ASSAULT", "ASSAULT", "actual", ["GHA"], ["TGO"])], id="said",
        ),
        pytest.param(
            "Togo/NNP/nsubj/2 must/MD/aux/2 praise/VB/ccomp/6 Mali/NNP/dobj/2 ,/,/punct/6 Ghana/NNP/nsubj/6"
            " said/VBD/ROOT/6/say", [("REQUEST", "REQUEST", "actual", ["GHA"], ["TGO"])], id="must, says another",
        ),
        pytest.param(
            "Togo/NNP/nsubj/2 must/MD/aux/2 praise/VB/ROOT/2 Mali/NNP/dobj/2",
            [("SUPPORT", "SUPPORT", "hypothetical", ["TGO"], ["MLI"])], id="must, says nobody",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 met/VBD/ROOT/1/meet Togo/NNP/dobj/1",
            [("CONSULT", "CONSULT", "actual", ["GHA", "TGO"], [])], id="reciprocal",
        ),
        pytest.param(
            "Ghana/NNP/poss/2 's/POS/case/0 invasion/NN/ROOT/2 of/IN/prep/2 Togo/NNP/pobj/3",
            [("ASSAULT", "ASSAULT", "actual", ["GHA"], ["TGO"])], id="event noun",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/1 launched/VBD/ROOT/1/launch an/DT/det/3 attack/NN/dobj/1 on/IN/prep/3 Togo/NNP/pobj/4",
            [("ASSAULT", "ASSAULT", "actual", ["GHA"], ["TGO"])], id="light verb",
        ),
    ],
)  # fmt: skip
def test_events(notation: str, expected: list[tuple[str, str, str, list[str], list[str]]]) -> None:
    assert shown(notation) == expected


def test_the_cue_of_a_modality_is_the_word_that_makes_it() -> None:
    (one,) = events("Ghana/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 attack/VB/ROOT/3 Togo/NNP/dobj/3")
    assert one.cue == 2
    (one,) = events("Ghana/NNP/nsubj/1 considered/VBD/ROOT/1/consider attacking/VBG/xcomp/1/attack Togo/NNP/dobj/2")
    assert one.cue == 1


def test_a_particle_belongs_to_the_trigger() -> None:
    (one,) = events(
        "Ghana/NNP/nsubj/1 called/VBD/ROOT/1/call off/RP/prt/1 talks/NNS/dobj/1/talk with/IN/prep/3 Togo/NNP/pobj/4"
    )
    assert one.trigger == (1, 2)
    assert (one.type, one.mode) == ("REJECT", "meet")


def test_one_demand_for_two_events_is_one_request() -> None:
    found = events(
        "Ghana/NNP/nsubj/1 demanded/VBD/ROOT/1/demand that/IN/mark/4 Togo/NNP/nsubj/4 praise/VB/ccomp/1 Mali/NNP/dobj/4"
        " and/CC/cc/4 condemn/VB/conj/4 rebels/NNS/dobj/7/rebel"
    )
    assert [(d.type, who(d.actors), who(d.recipients)) for d in found] == [("REQUEST", ["GHA"], ["TGO"])]


def test_what_lies_inside_the_content_of_a_refusal_is_not_told() -> None:
    plain = (
        "Ghana/NNP/nsubj/1 praised/VBD/ROOT/1/praise Togo/NNP/poss/4 's/POS/case/2 invasion/NN/dobj/1"
        " of/IN/prep/4 Mali/NNP/pobj/5"
    )
    refused = (
        "Ghana/NNP/nsubj/1 refused/VBD/ROOT/1/refuse to/TO/aux/3 praise/VB/xcomp/1 Togo/NNP/poss/6 's/POS/case/4"
        " invasion/NN/dobj/3 of/IN/prep/6 Mali/NNP/pobj/7"
    )
    assert [d.type for d in events(plain)] == ["SUPPORT", "ASSAULT"]
    assert [d.type for d in events(refused)] == ["REJECT"]


def test_a_purpose_is_no_event_beside_one_and_hypothetical_alone() -> None:
    beside = "Ghana/NNP/nsubj/1 praised/VBD/ROOT/1/praise Togo/NNP/dobj/1 to/TO/aux/4 attack/VB/advcl/1 Mali/NNP/dobj/4"
    assert [d.type for d in events(beside)] == ["SUPPORT"]
    alone = "Ghana/NNP/nsubj/1 slept/VBD/ROOT/1/sleep to/TO/aux/3 attack/VB/advcl/1 Mali/NNP/dobj/3"
    assert [(d.type, d.modality) for d in events(alone)] == [("ASSAULT", "hypothetical")]


def test_mismatches_name_the_near_rule_for_those_who_ask_why() -> None:
    found = sentence("Ghana/NNP/nsubj/1 seized/VBD/ROOT/1/seize chances/NNS/dobj/1/chance")
    assert found.events() == []
    assert any("object is not one of" in one.why for one in found.mismatches)
