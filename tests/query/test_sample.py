"""Samples of events for people to judge."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.archive.rows import coder_id
from dragoman.errors import QueryError
from dragoman.model.record import Coding
from dragoman.model.story import Judgement
from dragoman.query import Filters
from dragoman.query.sample import sample
from tests.archive.records import LATER, TEXT, article, coding


def several(number: int) -> Coding:
    """A report with a meeting, two accusals and sixteen plans."""
    one = coding(article(f"a{number}", f"{TEXT} ({number})"))
    meeting, plan = one.events
    accusals = [replace(plan, id=f"e{n}", type="ACCUSE") for n in (2, 3)]
    return replace(one, events=(meeting, *accusals, *(replace(plan, id=f"e{n}") for n in range(4, 20))))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive.create(tmp_path_factory.mktemp("sample") / "archive")
    archive.add(map(several, range(5)))
    return archive


def test_a_seed_draws_the_same_and_a_larger_sample_holds_the_smaller(archive: Archive) -> None:
    ids = [event.id for event in sample(archive, 20).events]
    assert len(set(ids)) == 20
    assert ids == [event.id for event in sample(archive, 20).events]
    assert set(ids) < {event.id for event in sample(archive, 40).events}
    assert set(ids) != {event.id for event in sample(archive, 20, seed=1).events}
    assert {event.id for event in sample(archive, 500).events} == {e.id for e in sample(archive, 95, seed=2).events}


def test_types_have_equal_shares_as_far_as_they_go(archive: Archive) -> None:
    drawn = sample(archive, 27, by_type=True)
    assert Counter(event.type for event in drawn.events) == {"CONSULT": 5, "ACCUSE": 10, "AGREE": 12}
    assert dict(drawn.population) == {"ACCUSE": 10, "AGREE": 80, "CONSULT": 5}


def test_an_event_shows_its_sentence_parties_date_and_place(archive: Archive) -> None:
    (event,) = sample(archive, 5, filters=Filters(type=("CONSULT",), article=("a3",))).events
    assert event.sentence == TEXT[25 : TEXT.index(" “We")]
    assert event.sentence[slice(*event.trigger)] == "met"
    assert event.actors == ("Ghana’s president (GHAGOVELI)", "Togo’s premier (TGOGOV)")
    assert (event.when, event.place, event.before) == ("2011-05-03 (day, text)", "Lomé", {})


def test_events_judged_wrong_stay_with_their_verdicts(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding(), coding(info=LATER)])
    before = [event.id for event in sample(archive, 10).events]
    newest = coder_id(LATER)
    archive.judge([Judgement("a1/e1", "wrong", "truth", coder=newest),
                   Judgement("a1/e2", "wrong", "truth", field="date", coder=newest),
                   Judgement("a1/e2", "same-as", "same", other="a1/e1")])  # fmt: skip
    after = sample(archive, 10).events
    assert [event.id for event in after] == before
    assert {event.id: event.before for event in after} == {"a1/e1": {None: "wrong"}, "a1/e2": {"date": "wrong"}}
    assert len(sample(archive, 10, coder="0.1.0").events) == 2


def test_without_texts_there_is_nothing_to_judge(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", keep_text=False)
    archive.add([coding()])
    with pytest.raises(QueryError, match="sentences"):
        sample(archive, 10)
