"""Which events are events, and which candidates are of one event."""

from __future__ import annotations

import pytest

from dragoman.extract.events.candidates import Candidate, candidates_of, events_in, join, state_act
from dragoman.extract.events.event_mention import EventMention
from dragoman.parse.tree import Tree
from tests.extract.events.cast import candidate, cast, event, mention, who
from tests.parse.trees import grow


def tree(index: int = 0) -> Tree:
    return grow(
        "Ghana/NNP/nsubj/1 hit/VBD/ROOT/1 Togo/NNP/dobj/1 in/IN/prep/1 Mali/NNP/pobj/3 and/CC/cc/4 Niger/NNP/conj/4"
        " thing/NN/dep/1 bomb/NN/dep/1", offset=100 * index, index=index,
    )  # fmt: skip


TREE = tree()
GHANA, TOGO, MALI = (mention(TREE, *pair) for pair in (("Ghana", "GHA"), ("Togo", "TGO"), ("Mali", "MLI")))
IN_MALI, IN_NIGER = mention(TREE, "Mali", "MLI", form="place"), mention(TREE, "Niger", "NER", form="place")
SOMEBODY = mention(TREE, "thing", "name:thing", country=None, sector=None, kind="group", form="noun", weak=True)
ACTORS = {"GHA": GHANA, "TGO": TOGO, "MLI": MALI}


def act(
    type_: str, actors: str = "", recipients: str = "", index: int = 0, headline: bool = False, **more: object
) -> Candidate:
    one = event(
        type_, 1, actors=tuple(ACTORS[a] for a in actors.split()),
        recipients=tuple(ACTORS[a] for a in recipients.split()), **more,
    )  # fmt: skip
    return candidate(tree(index), one, headline)


# Which events are events


@pytest.mark.parametrize(
    ("one", "told"),
    [
        pytest.param(event("CONSULT", 1, actors=(GHANA,)), True, id="somebody known does it"),
        pytest.param(event("CONSULT", 1), False, id="nobody"),
        pytest.param(event("CONSULT", 1, recipients=(TOGO,)), False, id="talks that nobody held"),
        pytest.param(event("ASSAULT", 1, recipients=(TOGO,)), True, id="an attack by unknown hands"),
        pytest.param(event("ASSAULT", 1, actors=(SOMEBODY,)), False, id="only an unlisted noun"),
        pytest.param(event("REQUEST", 1, actors=(SOMEBODY,), recipients=(TOGO,)), True, id="somebody asks a state"),
        pytest.param(event("AID", 1, actors=(SOMEBODY,), recipients=(TOGO,)), False, id="a thing gives no aid"),
        pytest.param(event("ASSAULT", 1, actors=(IN_MALI,), recipients=(SOMEBODY,)), False, id="a place does nothing"),
        pytest.param(event("ASSAULT", 1, mode="explosives", recipients=(IN_MALI,)), True, id="a bomb hits a place"),
        pytest.param(event("CONSULT", 1, actors=(GHANA,), carried=False), False, id="a bare noun with one party"),
        pytest.param(
            event("CONSULT", 1, actors=(GHANA, TOGO), reciprocal=True, carried=False), True, id="a bare noun with both"
        ),
        pytest.param(event("PROTEST", 1, actors=(GHANA,), carried=False), True, id="a noun that needs one party"),
    ],
)
def test_what_makes_an_event(one: EventMention, told: bool) -> None:
    assert (events_in(one, TREE) is not None) == told


def test_a_bomb_is_not_the_actor() -> None:
    bomb = mention(TREE, "bomb", "name:bomb", country=None, sector=None, kind="group", form="noun", weak=True)
    found = events_in(event("ASSAULT", 1, actors=(bomb,), recipients=(TOGO,)), TREE)
    assert found is not None
    assert found.actors == ()


def test_a_thing_that_nobody_holds_does_no_harm() -> None:
    assert events_in(event("ASSAULT", 1, actors=(SOMEBODY,), recipients=(TOGO,)), TREE) is None


def test_a_protest_without_actors_is_one_of_the_people_of_each_place() -> None:
    found = candidates_of(event("PROTEST", 1), TREE, cast(IN_MALI, IN_NIGER))
    assert [(m.actor, m.country, m.sector, m.secondary) for t in found for m in t.actors] == [
        ("MLI:people", "MLI", "CVL", ("OPP",)), ("NER:people", "NER", "CVL", ("OPP",)),
    ]  # fmt: skip


def test_a_protest_that_did_not_happen_is_not_put_on_anyone() -> None:
    assert candidates_of(event("PROTEST", 1, modality="negated"), TREE, cast(IN_MALI)) == []


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
    (found,) = candidates_of(event(type_, 1, mode=mode, recipients=(TOGO,)), TREE, cast(TOGO, IN_MALI))
    assert [(m.actor, m.sector) for m in found.actors] == [("MLI", sector)]
    assert state_act(found) == sector


def test_an_attack_is_not_done_by_the_state_of_the_place() -> None:
    (found,) = candidates_of(event("ASSAULT", 1, recipients=(TOGO,)), TREE, cast(TOGO, IN_MALI))
    assert found.actors == ()
    assert state_act(found) is None


# Which candidates are of one event


def joined(*candidates: Candidate) -> list[Candidate]:
    return join(list(candidates))


def test_a_headline_and_the_body_tell_one_event_in_the_words_of_the_body() -> None:
    (one,) = joined(act("ASSAULT", "GHA", "TGO", 0, headline=True), act("ASSAULT", "GHA", "TGO", 1))
    assert one.tree.index == 1
    assert [other.index for other, _ in one.others] == [0]


def test_a_headline_may_tell_the_event_that_the_body_says_is_promised() -> None:
    promise = act("AGREE", "GHA", "TGO", 1, base_type="RETREAT")
    assert len(joined(act("RETREAT", "GHA", "TGO", 0, headline=True), promise)) == 1
    assert len(joined(act("RETREAT", "GHA", "TGO", 0), promise)) == 2


def test_a_candidate_with_more_parties_lends_them_and_becomes_the_best() -> None:
    (one,) = joined(act("ASSAULT", "GHA", "", 0), act("ASSAULT", "GHA", "TGO", 3))
    assert (who(one.recipients), one.tree.index) == (["TGO"], 3)
    (one,) = joined(act("ASSAULT", "", "TGO", 0), act("ASSAULT", "GHA", "TGO", 1))
    assert who(one.actors) == ["GHA"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(act("ASSAULT", "GHA", "TGO"), act("ASSAULT", "MLI", "TGO", 1), id="another actor"),
        pytest.param(act("ASSAULT", "GHA", "TGO"), act("ASSAULT", "GHA", "MLI", 1), id="another victim"),
        pytest.param(act("ASSAULT", "GHA", "TGO"), act("COERCE", "GHA", "TGO", 1), id="another event"),
        pytest.param(act("ASSAULT", "GHA", "TGO"), act("ASSAULT", "GHA", "TGO", 1, modality="negated"), id="denied"),
        pytest.param(
            act("ASSAULT", "GHA", "TGO", mode="aerial"), act("ASSAULT", "GHA", "TGO", 1, mode="beat"), id="another mode"
        ),
        pytest.param(
            act("CONSULT", "GHA", "TGO", mode="visit"), act("CONSULT", "GHA", "TGO", 1), id="a visit and talks"
        ),
        pytest.param(act("REQUEST", "GHA", "TGO"), act("REQUEST", "GHA", "", 1), id="words to nobody"),
        pytest.param(act("ASSAULT", "", "TGO"), act("ASSAULT", "GHA", "TGO", 9), id="unknown actor far away"),
    ],
)
def test_what_contradicts_stays_apart(a: Candidate, b: Candidate) -> None:
    assert len(joined(a, b)) == 2


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            act("ASSAULT", "GHA", "TGO"), act("ASSAULT", "GHA", "TGO", 5, modality="historical"), id="recalled"
        ),
        pytest.param(act("ASSAULT", "GHA", "TGO"), act("ASSAULT", "GHA", "TGO", 1, mode="aerial"), id="more exactly"),
        pytest.param(act("REQUEST", "GHA", "TGO"), act("REQUEST", "GHA", "TGO", 2), id="said again to the same"),
        pytest.param(act("ASSAULT", "", "TGO"), act("ASSAULT", "GHA", "TGO", 2), id="actor named later"),
        pytest.param(
            act("CONSULT", "GHA TGO", reciprocal=True),
            act("CONSULT", "TGO GHA", "", 1, reciprocal=True),
            id="both ways round",
        ),
    ],
)
def test_what_agrees_is_one_event_with_two_candidates(a: Candidate, b: Candidate) -> None:
    (one,) = joined(a, b)
    assert len(one.others) == 1


def test_a_government_and_its_army_are_one_side_but_rebels_are_not() -> None:
    army = mention(TREE, "Ghana", "GHA:army", country="GHA", sector="MIL")
    rebels = mention(TREE, "Ghana", "GHA:rebels", country="GHA", sector="REB")
    for actor, events in ((army, 1), (rebels, 2)):
        other = candidate(tree(1), event("ASSAULT", 1, actors=(actor,), recipients=(TOGO,)))
        assert len(joined(act("ASSAULT", "GHA", "TGO"), other)) == events


def test_talks_of_three_are_not_the_talks_of_two_others() -> None:
    three = act("CONSULT", "GHA TGO MLI", reciprocal=True)
    assert len(joined(three, act("CONSULT", "GHA TGO", "", 1, reciprocal=True))) == 1
    two = act("CONSULT", "GHA MLI", "", 1, reciprocal=True)
    assert len(joined(act("CONSULT", "GHA TGO", reciprocal=True), two)) == 2


def test_a_number_of_occurrences_is_not_the_next_one() -> None:
    def met(notation: str, index: int) -> Candidate:
        told = grow(notation, offset=100 * index, index=index)
        one = event("CONSULT", 1, actors=(GHANA, TOGO), reciprocal=True, carried=False)
        return candidate(told, one)

    two = met("two/CD/nummod/1 summits/NNS/ROOT/1/summit", 0)
    more = met("earlier/JJ/amod/1 meetings/NNS/ROOT/1/meeting", 5)
    those = met("the/DT/det/1 meetings/NNS/ROOT/1/meeting", 5)
    assert len(join([two, more])) == 2
    assert len(join([met("two/CD/nummod/1 summits/NNS/ROOT/1/summit", 0), those])) == 1
