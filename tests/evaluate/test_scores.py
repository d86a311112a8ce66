"""Scores say what a coder found, missed and made up; the gate names each measure under its floor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import GoldError
from dragoman.evaluate import (
    GoldEvent,
    GoldPosition,
    GoldReport,
    GoldStatement,
    Scores,
    gate,
    read_floors,
    score,
)
from dragoman.model.record import (
    Attribution,
    CoderInfo,
    Coding,
    DateRange,
    Event,
    Evidence,
    Party,
    Position,
    Speaker,
    Statement,
)
from dragoman.model.text import Article, Span

FLOORS = Path(__file__).parents[2] / "gold" / "floors.json"
TEXT = (
    "Fiji pulled its envoy out of Tonga on Monday. "
    "Tonga will talk to Fiji in May. "
    '"We shall pay by 1 June if the ship is returned," said Tongan minister Sione Vaka.'
)
SENTENCES = (TEXT[:45], TEXT[46:77], TEXT[78:])


def span(words: str) -> Span:
    at = TEXT.index(words)
    return (at, at + len(words))


def party(country: str | None, sector: str | None = "GOV") -> Party:
    return Party(actor=None, span=None, country=country, sector=sector)


def day(date: str) -> DateRange:
    return DateRange(start=date, end=date, precision="day", basis="text")


def event(**changes: Any) -> Event:
    sentence, trigger = span(SENTENCES[0]), span("pulled")
    values: dict[str, Any] = {
        "id": "e1",
        "type": "SANCTION",
        "modes": ("withdraw",),
        "contexts": (),
        "modality": "actual",
        "modality_cue": None,
        "base_type": "SANCTION",
        "actors": (party("FJI"),),
        "recipients": (party("TON"),),
        "trigger": trigger,
        "sentence": sentence,
        "date": day("2007-03-12"),
        "place": None,
        "attribution": Attribution(),
        "central": True,
        "confidence": 1.0,
        "cameo": None,
        "quad_class": 4,
        "score": -6.0,
        "evidence": (Evidence(sentence, trigger),),
    }
    return Event(**{**values, **changes})


def position(**changes: Any) -> Position:
    values: dict[str, Any] = {
        "id": "p1",
        "act": "pledge",
        "holder": party("TON"),
        "counterparts": (),
        "content": span("We shall pay by 1 June if the ship is returned"),
        "condition": None,
        "exchange": None,
        "deadline": day("2007-06-01"),
        "statement": None,
        "event": None,
        "sentence": span(SENTENCES[2]),
    }
    return Position(**{**values, **changes})


def statement(**changes: Any) -> Statement:
    values: dict[str, Any] = {
        "id": "s1",
        "kind": "direct",
        "act": "pledge",
        "speaker": Speaker(None, span("Sione Vaka")),
        "addressee": None,
        "cue": (span("said"),),
        "content": (span("We shall pay by 1 June if the ship is returned"),),
    }
    return Statement(**{**values, **changes})


def coding(text: str = TEXT, **changes: Any) -> Coding:
    values: dict[str, Any] = {
        "coder": CoderInfo("dragoman", "0", "none", "sha256:0"),
        "article": Article(id="envoy", text=text),
        "events": (event(),),
        "positions": (position(),),
        "statements": (statement(),),
    }
    return Coding(**{**values, **changes})


def gold(actors: tuple[str, ...] = ("FJI GOV",)) -> tuple[GoldReport, ...]:
    """What a careful reader makes of TEXT; the talks are possible but not required."""
    events = (
        GoldEvent(
            type="SANCTION",
            mode="withdraw",
            modality="actual",
            actors=actors,
            recipients=("TON GOV",),
            date="2007-03-12",
            place="Tonga",
            trigger="pulled",
            evidence=(span(SENTENCES[0]),),
            attribution=None,
            central=True,
            required=True,
        ),
        GoldEvent(
            type="CONSULT",
            mode=None,
            modality="future",
            actors=("TON GOV", "FJI GOV"),
            recipients=(),
            date="2007-05",
            place=None,
            trigger="talk",
            evidence=(span(SENTENCES[1]),),
            attribution=None,
            central=False,
            required=False,
        ),
    )
    wanted = GoldPosition(
        act="pledge",
        holder="TON GOV",
        holder_text="Tongan minister Sione Vaka",
        counterparts=("FJI GOV",),
        content="We shall pay by 1 June",
        condition="if the ship is returned",
        exchange=None,
        deadline="2007-06-01",
        evidence=span(SENTENCES[2]),
        required=True,
    )
    words = GoldStatement(
        act="pledge",
        speaker=span("Tongan minister Sione Vaka"),
        cue=span("said"),
        content=(span("We shall pay by 1 June if the ship is returned,"),),
        evidence=span(SENTENCES[2]),
        required=True,
    )
    return (GoldReport("envoy", None, "2007-03-14", TEXT, events, (wanted,), (words,)),)


def scored(**changes: Any) -> Scores:
    return score(gold(), [coding(**changes)])


def test_a_perfect_coding_scores_one_everywhere() -> None:
    scores = scored()
    assert set(scores.measures().values()) == {1.0}
    assert scores.misses == ()


def test_nothing_coded_is_nothing_found() -> None:
    scores = score(gold(), [])
    assert (scores.event_recall, scores.event_precision, scores.event_f1) == (0.0, None, 0.0)
    assert [(miss.kind, miss.fault) for miss in scores.misses] == [
        ("event", "missed"),
        ("position", "missed"),
        ("statement", "missed"),
    ]


def test_a_possible_record_is_neither_wanted_nor_charged() -> None:
    talk = event(
        type="AGREE",
        base_type="CONSULT",
        sentence=span(SENTENCES[1]),
        trigger=span("talk"),
        evidence=(Evidence(span(SENTENCES[1]), span("talk")),),
        date=day("2007-05-01"),
        actors=(party("TON"), party("FJI")),
        recipients=(),
    )
    scores = scored(events=(event(), talk))
    assert (scores.event_precision, scores.event_recall) == (1.0, 1.0)
    assert scores.modality == 1.0, "an AGREE that was a CONSULT counts as a future CONSULT"
    assert scores.date == 1.0, "a day within the gold month"


def test_a_repeat_is_charged_once_paired() -> None:
    scores = scored(events=(event(), event(id="e2")))
    assert scores.event_precision == 0.5
    assert [(miss.fault, miss.label) for miss in scores.misses] == [("extra", "SANCTION")]


def test_the_better_of_two_codings_is_paired() -> None:
    wrong = event(actors=(party("NZL"),), recipients=(party("AUS"),))
    assert scored(events=(wrong, event())).parties == 1.0
    assert scored(events=(wrong,)).parties == 0.0


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "REJECT", "base_type": "REJECT"},
        {"sentence": span(SENTENCES[1]), "evidence": (Evidence(span(SENTENCES[1]), span("talk")),)},
    ],
    ids=["another type", "another sentence"],
)
def test_another_event_is_not_the_gold_one(changes: dict[str, Any]) -> None:
    scores = scored(events=(event(**changes),))
    assert (scores.event_recall, scores.central_recall) == (0.0, 0.0)


def test_both_sides_must_agree_where_both_are_given() -> None:
    swapped = event(actors=(party("TON"),), recipients=(party("FJI"),))
    assert scored(events=(swapped,)).parties == 0.0
    joint = event(actors=(party("TON"), party("NZL")), recipients=())
    assert scored(events=(joint,)).parties == 1.0


def test_wrong_modality_and_date_are_seen() -> None:
    scores = scored(events=(event(modality="historical", date=day("2007-03-05")),))
    assert (scores.event_recall, scores.modality, scores.date) == (1.0, 0.0, 0.0)
    assert scored(events=(event(date=None),)).date == 0.0


def test_a_position_needs_the_act_and_half_of_the_words() -> None:
    assert scored(positions=(position(act="offer"),)).position_f1 == 0.0
    assert scored(positions=(position(content=span("said Tongan minister")),)).position_f1 == 0.0
    assert scored(positions=(position(content=span("pay by 1 June")),)).position_f1 == 1.0


def test_deadlines_are_compared_by_their_end() -> None:
    assert scored(positions=(position(deadline=day("2007-06-02")),)).deadline == 0.0
    assert scored(positions=(position(deadline=None),)).deadline == 0.0


def test_a_statement_needs_half_of_all_words_in_place() -> None:
    short = statement(content=(span("We shall pay"),))
    scores = scored(statements=(short,))
    assert (scores.statement_f1, scores.speaker) == (0.0, None)
    cut = statement(content=(span("We shall pay by 1 June"), span("ship is returned")))
    assert scored(statements=(cut,)).statement_f1 == 1.0


def test_the_speaker_is_scored_apart() -> None:
    for speaker in (None, Speaker("TON", None), Speaker(None, span("Fiji"))):
        scores = scored(statements=(statement(speaker=speaker),))
        assert (scores.statement_f1, scores.speaker) == (1.0, 0.0)


def test_a_coding_of_another_text_is_refused() -> None:
    with pytest.raises(GoldError, match="another text"):
        score(gold(), [coding(text="Something else.")])


def test_international_bodies_match_by_class() -> None:
    readers = gold(actors=("IGO UN",))
    assert score(readers, [coding(events=(event(actors=(party(None, "UNO"),)),))]).parties == 1.0
    assert score(readers, [coding(events=(event(actors=(party(None, None),)),))]).parties == 0.0


def test_scores_at_their_floors_pass() -> None:
    scores = score(gold(), [coding()])
    assert gate(scores, {"event_f1": 1.0, "deadline": 0.5}) == []


def test_shortfalls_come_worst_first_and_say_by_how_much() -> None:
    scores = score(gold(), [coding(events=(event(), event(id="e2")), positions=())])
    short = gate(scores, {"event_precision": 0.6, "position_recall": 0.4, "statement_f1": 0.9})
    assert [str(fall) for fall in short] == [
        "position_recall: 0.000, floor 0.400",
        "event_precision: 0.500, floor 0.600",
    ]


def test_what_could_not_be_measured_falls_short() -> None:
    (fall,) = gate(score(gold(), []), {"parties": 0.1})
    assert str(fall) == "parties: not measured, floor 0.100"


def test_a_floor_for_no_measure_is_an_error() -> None:
    with pytest.raises(GoldError, match="no such measure: beauty"):
        gate(score(gold(), [coding()]), {"beauty": 0.5})


def test_floors_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"event_f1": 1}), encoding="utf-8")
    assert gate(score(gold(), [coding()]), path) == []


@pytest.mark.parametrize("words", ["{", "[]", '{"event_f1": 2}', '{"event_f1": true}', '{"event_f1": "high"}'])
def test_floors_that_are_no_shares_are_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(GoldError, match="floors"):
        read_floors(path)


def test_the_projects_floors_name_real_measures() -> None:
    assert set(read_floors(FLOORS)) <= set(score(gold(), [coding()]).measures())
