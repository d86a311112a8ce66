"""In whose words an event is told."""

from __future__ import annotations

import pytest

from dragoman import lexicon
from dragoman.extract.events.attribution import Attributions
from dragoman.model.mention import Mention
from dragoman.model.record import Attribution, Source, Speaker, Statement
from tests.extract.events.cast import cast, event, mention, who
from tests.parse.trees import grow

TREE = grow("Togo/NNP/nsubj/1 shelled/VBD/ccomp/4 Mali/NNP/dobj/1 ,/,/punct/4 said/VBD/ROOT/4 Ghana/NNP/nsubj/4")
TOGO, MALI, GHANA = (mention(TREE, *pair) for pair in (("Togo", "TGO"), ("Mali", "MLI"), ("Ghana", "GHA")))
SHELLING = event("ASSAULT", 1, actors=(TOGO,), recipients=(MALI,))


def told(kind: str, speaker: Speaker | None) -> Attributions:
    statement = Statement("s1", kind, "say", speaker, None, (TREE.chars(4, 4),), (TREE.chars(0, 2),))  # type: ignore[arg-type]
    return Attributions([statement], cast(TOGO, MALI, GHANA), lexicon.load().codes)


def says(one: Mention) -> Speaker:
    return Speaker(one.actor, one.span)


def test_an_event_in_a_statement_knows_it_and_its_speaker() -> None:
    found = told("indirect", says(GHANA)).attribution(SHELLING, TREE)
    assert found == Attribution("s1", Source("GHA", GHANA.span))


def test_a_statement_of_nobody_known_is_still_one() -> None:
    assert told("indirect", None).attribution(SHELLING, TREE) == Attribution("s1", None)


def test_what_the_report_tells_itself_rests_on_nobody_unless_it_credits_a_source() -> None:
    outside = event("ACCUSE", 4)
    assert told("indirect", says(GHANA)).attribution(outside, TREE) == Attribution()
    credited = event("ACCUSE", 4, source=GHANA)
    assert told("indirect", says(GHANA)).attribution(credited, TREE) == Attribution(None, Source("GHA", GHANA.span))


def test_a_quoted_attack_of_the_other_side_is_an_accusation() -> None:
    found = told("direct", says(GHANA)).alleged(SHELLING, TREE)
    assert (found.type, found.mode, found.base_type) == ("ACCUSE", "allege", "ACCUSE")
    assert (who(found.actors), who(found.recipients)) == (["GHA"], ["TGO"])


@pytest.mark.parametrize(
    ("kind", "speaker", "one"),
    [
        pytest.param("indirect", GHANA, SHELLING, id="reported as fact"),
        pytest.param("direct", TOGO, SHELLING, id="the actor says so"),
        pytest.param("direct", GHANA, event("AID", 1, actors=(TOGO,)), id="nothing hostile"),
        pytest.param("direct", GHANA, event("ASSAULT", 1, actors=(TOGO,), modality="future"), id="not yet done"),
        pytest.param("direct", GHANA, event("ASSAULT", 1, recipients=(MALI,)), id="nobody blamed"),
        pytest.param("direct", None, SHELLING, id="nobody says so"),
    ],
)
def test_anything_else_stays_as_it_is(kind: str, speaker: Mention | None, one: object) -> None:
    assert told(kind, says(speaker) if speaker else None).alleged(one, TREE) is one  # type: ignore[arg-type]
