"""From mentions to candidates: parties that the codebook puts in, and facts that a verdict needs."""

from __future__ import annotations

import pytest

from dragoman import lexicon
from dragoman.extract.dating import Dates
from dragoman.extract.events.attribution import Attributions
from dragoman.extract.events.candidate import Decision, Reason
from dragoman.extract.events.candidates import CandidateFinder, Report, completed, state_body
from dragoman.extract.events.topics import Politics
from dragoman.model.mention import Mentions
from dragoman.model.text import Article
from dragoman.parse.tree import Tree
from tests.extract.events.cast import cast, event, mention, states, who
from tests.parse.trees import grow, parsed

LEXICON = lexicon.load()
CODES = LEXICON.codes
FINDER = CandidateFinder(LEXICON)
TREE = grow(
    "Ghana/NNP/nsubj/1 hit/VBD/ROOT/1 Togo/NNP/dobj/1 in/IN/prep/1 Mali/NNP/pobj/3 and/CC/cc/4 Niger/NNP/conj/4"
)
TOGO = mention(TREE, "Togo", "TGO")
IN_MALI, IN_NIGER = mention(TREE, "Mali", "MLI", form="place"), mention(TREE, "Niger", "NER", form="place")


def test_a_protest_without_actors_is_one_of_the_people_of_each_place() -> None:
    found = completed(event("PROTEST", 1), TREE, cast(IN_MALI, IN_NIGER), CODES)
    assert [(m.actor, m.country, m.sector, m.secondary, m.origin) for one in found for m in one.actors] == [
        ("MLI:people", "MLI", "CVL", ("OPP",), "rule"), ("NER:people", "NER", "CVL", ("OPP",), "rule"),
    ]  # fmt: skip


def test_a_protest_that_did_not_happen_is_not_put_on_anyone() -> None:
    (found,) = completed(event("PROTEST", 1, modality="negated"), TREE, cast(IN_MALI), CODES)
    assert found.actors == ()


@pytest.mark.parametrize(
    ("type_", "mode", "sector"),
    [
        ("COERCE", "arrest", "COP"),
        ("COERCE", None, "GOV"),
        ("SANCTION", "convict", "JUD"),
        ("RETREAT", "release", "GOV"),
    ],
)
def test_an_act_of_state_without_an_actor_is_done_by_the_state_of_the_place(type_: str, mode: str, sector: str) -> None:
    one = event(type_, 1, mode=mode, recipients=(TOGO,))
    (found,) = completed(one, TREE, cast(TOGO, IN_MALI), CODES)
    assert [(m.actor, m.sector) for m in found.actors] == [("MLI", sector)]
    assert state_body(one, CODES) == sector


def test_an_attack_is_not_done_by_the_state_of_the_place() -> None:
    one = event("ASSAULT", 1, recipients=(TOGO,))
    assert completed(one, TREE, cast(TOGO, IN_MALI), CODES) == [one]
    assert state_body(one, CODES) is None


def decisions(*trees: Tree, mentions: Mentions) -> list[Decision]:
    parse = parsed(*trees)
    politics = Politics(LEXICON.topics, CODES, parse, mentions)
    dates = Dates(Article(id="a", text=""), ())
    report = Report(parse, mentions, dates, Attributions((), mentions, CODES), politics)
    return FINDER.find([FINDER.sentence(tree, mentions) for tree in trees], report)


def test_what_another_clause_takes_in_is_a_candidate_too() -> None:
    tree = grow("Ghana/NNP/nsubj/1 refused/VBD/ROOT/1/refuse to/TO/aux/3 praise/VB/xcomp/1 Togo/NNP/dobj/3")
    outer, inner = decisions(tree, mentions=states(tree, Ghana="GHA", Togo="TGO"))
    assert (outer.verdict.event.type, outer.verdict.accepted) == ("REJECT", True)
    assert (inner.candidate.event.type, inner.verdict.refusal, inner.candidate.absorbed_by) == (
        "SUPPORT", Reason.ABSORBED, 1,
    )  # fmt: skip
    assert inner.candidate.clause.slot("obj") == [4]


def test_talks_that_befall_something_take_the_parties_of_the_last_talks() -> None:
    met = grow("Ghana/NNP/nsubj/1 met/VBD/ROOT/1/meet Togo/NNP/dobj/1")
    failed = grow("The/DT/det/1 talks/NNS/nsubj/2/talk collapsed/VBD/ROOT/2/collapse", offset=100, index=1)
    mentions = states(met, Ghana="GHA", Togo="TGO")
    told = decisions(met, failed, mentions=mentions)
    assert [who(d.verdict.event.actors) for d in told if d.verdict.accepted] == [["GHA", "TGO"]] * 2
    assert not any(d.verdict.accepted for d in decisions(failed, mentions=cast()))
