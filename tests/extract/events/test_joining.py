"""Which candidates tell of one occurrence."""

from __future__ import annotations

import pytest

from dragoman import lexicon
from dragoman.extract.events.candidate import Decision
from dragoman.extract.events.joining import Joiner, Occurrence
from dragoman.parse.tree import Tree
from tests.extract.events.cast import accepted, event, mention, who
from tests.parse.trees import grow


def tree(index: int = 0) -> Tree:
    return grow(
        "Ghana/NNP/nsubj/1 hit/VBD/ROOT/1 Togo/NNP/dobj/1 in/IN/prep/1 Mali/NNP/pobj/3 and/CC/cc/4 Niger/NNP/conj/4"
        " thing/NN/dep/1 bomb/NN/dep/1", offset=100 * index, index=index,
    )  # fmt: skip


TREE = tree()
GHANA, TOGO, MALI = (mention(TREE, *pair) for pair in (("Ghana", "GHA"), ("Togo", "TGO"), ("Mali", "MLI")))
ACTORS = {"GHA": GHANA, "TGO": TOGO, "MLI": MALI}


def act(
    type_: str, actors: str = "", recipients: str = "", index: int = 0, headline: bool = False, **more: object
) -> Decision:
    one = event(
        type_, 1, actors=tuple(ACTORS[a] for a in actors.split()),
        recipients=tuple(ACTORS[a] for a in recipients.split()), **more,
    )  # fmt: skip
    return accepted(tree(index), one, headline)


def joined(*decisions: Decision) -> list[Occurrence]:
    return Joiner(lexicon.load()).join(decisions)


def test_a_headline_and_the_body_tell_one_event_in_the_words_of_the_body() -> None:
    (one,) = joined(act("ASSAULT", "GHA", "TGO", 0, headline=True), act("ASSAULT", "GHA", "TGO", 1))
    assert one.tree.index == 1
    assert [other.candidate.tree.index for other in one.others] == [0]


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
def test_what_contradicts_stays_apart(a: Decision, b: Decision) -> None:
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
def test_what_agrees_is_one_event_with_two_candidates(a: Decision, b: Decision) -> None:
    (one,) = joined(a, b)
    assert len(one.others) == 1


def test_a_government_and_its_army_are_one_side_but_rebels_are_not() -> None:
    army = mention(TREE, "Ghana", "GHA:army", country="GHA", sector="MIL")
    rebels = mention(TREE, "Ghana", "GHA:rebels", country="GHA", sector="REB")
    for actor, events in ((army, 1), (rebels, 2)):
        other = accepted(tree(1), event("ASSAULT", 1, actors=(actor,), recipients=(TOGO,)))
        assert len(joined(act("ASSAULT", "GHA", "TGO"), other)) == events


def test_talks_of_three_are_not_the_talks_of_two_others() -> None:
    three = act("CONSULT", "GHA TGO MLI", reciprocal=True)
    assert len(joined(three, act("CONSULT", "GHA TGO", "", 1, reciprocal=True))) == 1
    two = act("CONSULT", "GHA MLI", "", 1, reciprocal=True)
    assert len(joined(act("CONSULT", "GHA TGO", reciprocal=True), two)) == 2


def test_a_number_of_occurrences_is_not_the_next_one() -> None:
    def met(notation: str, index: int) -> Decision:
        told = grow(notation, offset=100 * index, index=index)
        one = event("CONSULT", 1, actors=(GHANA, TOGO), reciprocal=True, carried=False)
        return accepted(told, one)

    two = met("two/CD/nummod/1 summits/NNS/ROOT/1/summit", 0)
    more = met("earlier/JJ/amod/1 meetings/NNS/ROOT/1/meeting", 5)
    those = met("the/DT/det/1 meetings/NNS/ROOT/1/meeting", 5)
    assert len(joined(two, more)) == 2
    assert len(joined(met("two/CD/nummod/1 summits/NNS/ROOT/1/summit", 0), those)) == 1
