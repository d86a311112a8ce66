"""What outer predicates make of inner events, by table; whole sentences stand with `test_sentence`."""

from __future__ import annotations

import pytest

from dragoman import lexicon
from dragoman.extract.events.actors import ActorFinder
from dragoman.extract.events.compose import Composer, Outer, merged
from dragoman.extract.events.match import Matcher
from dragoman.lexicon.rules import Operator
from dragoman.parse.clauses import Clauses
from dragoman.parse.modality import ModalityCues, ModalityReader
from tests.extract.events.cast import event, mention, states, who
from tests.parse.trees import GRAMMAR, grow

LEXICON = lexicon.load()
RULES = LEXICON.events
TREE = grow("Ghana/NNP/nsubj/1 vowed/VBD/ROOT/1/vow to/TO/aux/3 act/VB/xcomp/1 against/IN/prep/3 Togo/NNP/pobj/4")
MENTIONS = states(TREE, Ghana="GHA", Togo="TGO")
TOGO, GHANA = mention(TREE, "Togo", "TGO"), mention(TREE, "Ghana", "GHA")


def composer() -> tuple[Composer, Clauses]:
    matcher = Matcher(Clauses(TREE, GRAMMAR), MENTIONS)
    return Composer(ActorFinder(matcher, LEXICON), LEXICON, ModalityReader(RULES.cues)), matcher.clauses


def operator(kind: str) -> Operator | None:
    """An operator of a kind; `will` has none, as auxiliaries say it."""
    return next((op for found in RULES.operators["verbs"].values() for _, op in found if op.kind == kind), None)


@pytest.mark.parametrize(
    ("kind", "inner", "type_", "mode", "base", "modality"),
    [
        ("commit", "RETREAT", "AGREE", None, "RETREAT", "actual"),
        ("commit", "COERCE", "THREATEN", "restrict", "COERCE", "actual"),
        ("commit", "PROTEST", "PROTEST", None, "PROTEST", "future"),
        ("will", "AID", "AGREE", None, "AID", "actual"),
        ("will", "SANCTION", "THREATEN", "relations", "SANCTION", "actual"),
        ("plan", "COOPERATE", "AGREE", None, "COOPERATE", "actual"),
        ("plan", "ASSAULT", "ASSAULT", None, "ASSAULT", "future"),
        ("refuse", "CONSULT", "REJECT", "meet", "REJECT", "actual"),
        ("refuse", "AID", "REJECT", "assist", "REJECT", "actual"),
        ("refuse", "RETREAT", "REJECT", "yield", "REJECT", "actual"),
        ("refuse", "PROTEST", "REJECT", "change", "REJECT", "actual"),
        ("deny", "ASSAULT", "REJECT", None, "REJECT", "actual"),
        ("accuse", "AID", "ACCUSE", "allege", "ACCUSE", "actual"),
        ("threaten", "ASSAULT", "THREATEN", "violence", "ASSAULT", "actual"),
        ("demand", "AID", "REQUEST", "assist", "REQUEST", "actual"),
        ("demand", "CONCEDE", "REQUEST", "yield", "REQUEST", "actual"),
        ("demand", "CONSULT", "REQUEST", "meet", "REQUEST", "actual"),
        ("order", "ASSAULT", "ASSAULT", None, "ASSAULT", "actual"),
        ("fail", "RETREAT", "RETREAT", None, "RETREAT", "negated"),
        ("maybe", "ASSAULT", "ASSAULT", None, "ASSAULT", "hypothetical"),
        ("end", "ASSAULT", "RETREAT", "ceasefire", "RETREAT", "actual"),
        ("end", "AID", "SANCTION", "discontinue", "SANCTION", "actual"),
        ("call-off", "CONSULT", "REJECT", "meet", "REJECT", "actual"),
        ("prevent", "PROTEST", "COERCE", "restrict", "COERCE", "actual"),
    ],
)
def test_type_mode_and_modality(kind: str, inner: str, type_: str, mode: str, base: str, modality: str) -> None:
    found, clauses = composer()
    (made,) = found.composed(event(inner, 3, recipients=(TOGO,)), Outer(kind, clauses.verb(1), operator(kind)))
    assert (made.type, made.mode, made.base_type, made.modality) == (type_, mode, base, modality)
    assert who(made.actors) == ["GHA"]
    assert who(made.recipients) == ["TGO"]


def test_what_is_only_dreamt_of_leaves_nothing() -> None:
    found, clauses = composer()
    assert found.composed(event("ASSAULT", 3), Outer("void", clauses.verb(1), operator("void"))) == []


def test_a_promise_to_talk_is_made_by_all_sides() -> None:
    found, clauses = composer()
    talks = event("CONSULT", 3, actors=(GHANA, TOGO), reciprocal=True)
    (made,) = found.composed(talks, Outer("will", clauses.verb(1)))
    assert (made.type, who(made.actors), made.recipients, made.reciprocal) == ("AGREE", ["GHA", "TGO"], (), True)


def test_a_refusal_to_talk_is_done_by_one_to_the_other() -> None:
    found, clauses = composer()
    talks = event("CONSULT", 3, actors=(GHANA, TOGO), reciprocal=True)
    (made,) = found.composed(talks, Outer("refuse", clauses.verb(1)))
    assert (who(made.actors), who(made.recipients), made.reciprocal) == (["GHA"], ["TGO"], False)


@pytest.mark.parametrize(
    ("cues", "type_", "modality", "cue"),
    [
        (ModalityCues(), "RETREAT", "actual", None),
        (ModalityCues(modal="will", modal_cue=2), "AGREE", "actual", 2),
        (ModalityCues(modal="will", modal_cue=2, negation=0), "REJECT", "actual", 2),
        (ModalityCues(modal="will", modal_cue=2, condition=0), "RETREAT", "hypothetical", 0),
        (ModalityCues(modal="may", modal_cue=2), "RETREAT", "hypothetical", 2),
        (ModalityCues(modal="may", modal_cue=2, negation=0), "RETREAT", "negated", 0),
        (ModalityCues(negation=0), "RETREAT", "negated", 0),
        (ModalityCues(condition=0), "RETREAT", "hypothetical", 0),
    ],
)
def test_modality(cues: ModalityCues, type_: str, modality: str, cue: int | None) -> None:
    found, clauses = composer()
    (made,) = found.with_modality(event("RETREAT", 1, actors=(GHANA,), recipients=(TOGO,)), clauses.verb(1), cues)
    assert (made.type, made.modality, made.cue) == (type_, modality, cue)


def test_unagreed_is_refused() -> None:
    found, clauses = composer()
    agreed = event("AGREE", 1, base_type="CONSULT", actors=(GHANA,), recipients=(TOGO,), operators=("commit",))
    (made,) = found.with_modality(agreed, clauses.verb(1), ModalityCues(negation=0))
    assert (made.type, made.mode) == ("REJECT", "meet")


def test_two_demands_of_one_word_are_one_with_the_mode_that_is_known() -> None:
    plain, meet, other = event("REQUEST", 1), event("REQUEST", 1, mode="meet"), event("THREATEN", 1)
    assert [(d.type, d.mode) for d in merged([plain, meet, other], "demand")] == [
        ("REQUEST", "meet"),
        ("THREATEN", None),
    ]


def test_two_reported_events_stay_two() -> None:
    two = [event("ASSAULT", 1), event("ASSAULT", 3)]
    assert merged(two, "report") == two
