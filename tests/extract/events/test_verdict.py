"""Which candidates are events, and why the others are not."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman import lexicon
from dragoman.extract.events.candidate import Reason
from dragoman.extract.events.event_mention import EventMention
from dragoman.extract.events.topics import Politics
from dragoman.extract.events.verdict import RuleVerdicts, confidence
from tests.extract.events.cast import candidate, cast, event, mention
from tests.parse.trees import grow, parsed

LEXICON = lexicon.load()
VERDICTS = RuleVerdicts(LEXICON)
TREE = grow(
    "Ghana/NNP/nsubj/1 hit/VBD/ROOT/1 Togo/NNP/dobj/1 in/IN/prep/1 Mali/NNP/pobj/3 thing/NN/dep/1 bomb/NN/dep/1"
)
POLITICS = Politics(LEXICON.topics, LEXICON.codes, parsed(TREE), cast())
GHANA, TOGO = mention(TREE, "Ghana", "GHA"), mention(TREE, "Togo", "TGO")
IN_MALI = mention(TREE, "Mali", "MLI", form="place")
NOBODY = {"country": None, "sector": None, "kind": "group", "form": "noun", "weak": True}
SOMEBODY = mention(TREE, "thing", "name:thing", **NOBODY)
BOMB = mention(TREE, "bomb", "name:bomb", **NOBODY)
POLICE = mention(TREE, "Ghana", "GHA:police", country="GHA", sector="COP", kind="group", form="role")


@pytest.mark.parametrize(
    ("one", "refusal"),
    [
        pytest.param(event("CONSULT", 1, actors=(GHANA,)), None, id="somebody known does it"),
        pytest.param(event("CONSULT", 1), Reason.NOBODY, id="nobody"),
        pytest.param(event("ASSAULT", 1, actors=(SOMEBODY,)), Reason.NOBODY, id="only an unlisted noun"),
        pytest.param(event("CONSULT", 1, recipients=(TOGO,)), Reason.NO_ACTOR, id="talks that nobody held"),
        pytest.param(event("ASSAULT", 1, recipients=(TOGO,)), None, id="an attack by unknown hands"),
        pytest.param(event("REQUEST", 1, actors=(SOMEBODY,), recipients=(TOGO,)), None, id="somebody asks a state"),
        pytest.param(event("ACCUSE", 1, mode="investigate", actors=(POLICE,)), Reason.INQUIRY, id="a police matter"),
        pytest.param(event("ACCUSE", 1, mode="investigate", actors=(GHANA,)), None, id="a state looks into something"),
        pytest.param(event("CONSULT", 1, actors=(GHANA,), carried=False), Reason.BARE_NOUN, id="talks of one party"),
        pytest.param(
            event("CONSULT", 1, actors=(GHANA, TOGO), reciprocal=True, carried=False), None, id="talks of both"
        ),
        pytest.param(event("PROTEST", 1, actors=(GHANA,), carried=False), None, id="a noun that needs one party"),
        pytest.param(
            event("ASSAULT", 1, actors=(IN_MALI,), recipients=(SOMEBODY,)), Reason.PLACE, id="a place does nothing"
        ),
        pytest.param(event("ASSAULT", 1, mode="explosives", recipients=(IN_MALI,)), None, id="a bomb hits a place"),
        pytest.param(event("AID", 1, actors=(SOMEBODY,), recipients=(TOGO,)), Reason.THING, id="a thing gives no aid"),
        pytest.param(event("ASSAULT", 1, actors=(SOMEBODY,), recipients=(TOGO,)), Reason.THING, id="a thing attacks"),
        pytest.param(event("ASSAULT", 1, actors=(BOMB,), recipients=(TOGO,)), None, id="a bomb kills"),
    ],
)
def test_who_takes_part_decides(one: EventMention, refusal: Reason | None) -> None:
    verdict = VERDICTS.of(candidate(TREE, one), POLITICS)
    assert (verdict.refusal, verdict.accepted, verdict.by) == (refusal, refusal is None, "rule")


def test_a_bomb_is_not_the_actor() -> None:
    verdict = VERDICTS.of(candidate(TREE, event("ASSAULT", 1, actors=(BOMB,), recipients=(TOGO,))), POLITICS)
    assert verdict.event.actors == ()


@pytest.mark.parametrize(
    ("fact", "refusal"),
    [
        ({"absorbed_by": 2}, Reason.ABSORBED),
        ({"purpose": True}, Reason.PURPOSE),
        ({"unmeant": True}, Reason.UNMEANT),
    ],
)
def test_how_the_clause_stands_decides_first(fact: dict[str, Any], refusal: Reason) -> None:
    assert VERDICTS.of(candidate(TREE, event("CONSULT", 1, actors=(GHANA,)), **fact), POLITICS).refusal is refusal
    assert VERDICTS.of(candidate(TREE, event("CONSULT", 1), **fact), POLITICS).refusal is refusal


def test_politics_decides_last_by_the_matter() -> None:
    tree = grow("Ghana/NNP/nsubj/1 hit/VBD/ROOT/1 a/DT/det/3 goal/NN/dobj/1/goal")
    politics = Politics(LEXICON.topics, LEXICON.codes, parsed(tree), cast())
    ghana = mention(tree, "Ghana", "GHA")
    assert VERDICTS.of(candidate(tree, event("ASSAULT", 1, actors=(ghana,))), politics).refusal is Reason.GAMES
    trees = [grow("Ghana/NNP/nsubj/1 saw/VBD/ROOT/1/see", 100 * n, n) for n in range(5)]
    calm = Politics(LEXICON.topics, LEXICON.codes, parsed(*trees), cast())
    one = event("THREATEN", 1, actors=(mention(trees[0], "Ghana", "GHA", sector="LAB"),))
    assert VERDICTS.of(candidate(trees[0], one), calm).refusal is Reason.OFF_TOPIC


def test_confidence_grows_with_what_is_known_and_told_again() -> None:
    alone, both = event("CONSULT", 1, actors=(GHANA,)), event("CONSULT", 1, actors=(GHANA,), recipients=(TOGO,))
    assert confidence(event("ASSAULT", 1)) < confidence(alone) < confidence(both) < confidence(both, mentions=2)
    assert confidence(both, mentions=3) == confidence(both, mentions=9)
    assert confidence(event("CONSULT", 1, actors=(GHANA,), operators=("refuse",))) < confidence(alone)
    assert confidence(event("ASSAULT", 1, operators=("a",) * 20)) == 0.2
