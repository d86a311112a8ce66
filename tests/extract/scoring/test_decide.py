"""Which events and positions are recorded, given what the model says."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.scoring.decide import evidence, parties, possible, taken, told
from dragoman.extract.scoring.points import Near
from tests.extract.events.cast import mention
from tests.extract.scoring.hand import LIMITS, passage, reading
from tests.parse.trees import grow

MEETING = grow("Fiji/NNP/nsubj/1 met/VBD/ROOT/1/meet Tonga/NNP/dobj/1")
AGAIN = grow("They/PRP/nsubj/1 met/VBD/ROOT/1/meet twice/RB/advmod/1", offset=40, index=1)
RAID = grow("Chad/NNP/nsubj/1 raided/VBD/ROOT/1/raid camps/NNS/dobj/1", offset=80, index=2)


def test_what_is_not_sure_enough_is_not_recorded() -> None:
    found = told([reading(passage(MEETING), 1, {"CONSULT": 0.49}), reading(passage(RAID), 1, {"ASSAULT": 0.8})], LIMITS)
    assert [(one.type, one.place) for one in found] == [("ASSAULT", (2, 1))]


def test_a_sentence_tells_a_type_once_at_its_likeliest_word() -> None:
    where = passage(MEETING)
    found = told([reading(where, 1, {"CONSULT": 0.9}), reading(where, 2, {"CONSULT": 0.6})], LIMITS)
    assert [one.place for one in found] == [(0, 1)]


def test_the_same_word_told_again_is_further_evidence_unless_it_is_sure() -> None:
    first = reading(passage(MEETING), 1, {"CONSULT": 0.9})
    again = told([first, reading(passage(AGAIN), 1, {"CONSULT": 0.6})], LIMITS)
    assert [(one.place, [r.place for r in one.again]) for one in again] == [((0, 1), [(1, 1)])]
    apart = told([first, reading(passage(AGAIN), 1, {"CONSULT": 0.8})], LIMITS)
    assert [one.place for one in apart] == [(0, 1), (1, 1)]


def test_events_come_in_text_order_and_not_by_how_sure_they_are() -> None:
    found = told([reading(passage(MEETING), 1, {"CONSULT": 0.6}), reading(passage(RAID), 1, {"ASSAULT": 0.9})], LIMITS)
    assert [one.place[0] for one in found] == [0, 2]


def test_a_confidence_rests_on_named_weights() -> None:
    readings = [reading(passage(MEETING), 1, {"CONSULT": 0.9}), reading(passage(AGAIN), 1, {"CONSULT": 0.8})]
    rests = evidence(possible(readings, LIMITS))
    assert [rest["same word"] for rest in rests] == [0.0, 1.0]
    doubted = replace(LIMITS, weights={"probability": 1.0, "same word": -5.0})
    assert [one.place for one in told(readings, doubted)] == [(0, 1)]
    assert told(readings, LIMITS)[0].confidence > 0.89


def test_positions_the_surest_first() -> None:
    where = passage(MEETING)
    found = taken(
        [reading(where, 1, acts={"pledge": 0.6}), reading(where, 2, acts={"demand": 0.9}), reading(where, 0)], LIMITS
    )
    assert [(one.act, one.reading.place) for one in found] == [("demand", (0, 2)), ("pledge", (0, 1))]


def test_parties_are_those_likely_or_the_only_likely_actor() -> None:
    fiji, tonga = mention(MEETING, "Fiji", "FJI"), mention(MEETING, "Tonga", "TON")
    where = passage(MEETING, Near(fiji, before=False), Near(tonga, before=False))
    assert parties(reading(where, 1, parties=[(0.9, 0.0), (0.1, 0.7)]), LIMITS) == ((fiji,), (tonga,))
    assert parties(reading(where, 1, parties=[(0.3, 0.1), (0.1, 0.2)]), LIMITS) == ((fiji,), ())
    assert parties(reading(where, 1, parties=[(0.1, 0.1), (0.1, 0.2)]), LIMITS) == ((), ())
    assert parties(reading(passage(MEETING), 1), LIMITS) == ((), ())
