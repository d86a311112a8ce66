"""Gold reports are read whole, and a record that does not fit its text is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import GoldError
from dragoman.evaluate import load

GOLD = Path(__file__).parents[2] / "gold"
TEXT = (
    "Fiji pulled its envoy out of Tonga on Monday. "
    "Tonga will talk to Fiji in May. "
    '"We shall pay by 1 June if the ship is returned," said Tongan minister Sione Vaka.'
)
SENTENCES = (TEXT[:45], TEXT[46:77], TEXT[78:])


def report_data() -> dict[str, Any]:
    return {
        "id": "envoy",
        "title": None,
        "published": "2007-03-14",
        "text": TEXT,
        "records": [
            {
                "kind": "event",
                "type": "SANCTION",
                "mode": "withdraw",
                "modality": "actual",
                "actors": ["FJI GOV"],
                "recipients": ["TON GOV"],
                "date": "2007-03-12",
                "place": "Tonga",
                "trigger": "pulled",
                "evidence": SENTENCES[0],
                "attribution": None,
                "central": True,
            },
            {
                "kind": "position",
                "act": "pledge",
                "holder": "TON GOV",
                "holder_text": "Tongan minister Sione Vaka",
                "counterparts": ["FJI GOV"],
                "content": "We shall pay by 1 June",
                "condition": "if the ship is returned",
                "exchange": None,
                "deadline": "2007-06-01",
                "evidence": SENTENCES[2],
            },
            {
                "kind": "statement",
                "speaker": "Tongan minister Sione Vaka",
                "act": "pledge",
                "content": ["We shall pay by 1 June if the ship is returned,"],
                "cue": "said",
                "evidence": SENTENCES[2],
            },
        ],
        "possible": [
            {
                "kind": "event",
                "type": "CONSULT",
                "mode": None,
                "modality": "future",
                "actors": ["TON GOV", "FJI GOV"],
                "recipients": [],
                "date": "2007-05",
                "place": None,
                "trigger": "talk",
                "evidence": SENTENCES[1],
                "attribution": None,
                "central": False,
            }
        ],
    }


def write(folder: Path, data: dict[str, Any], name: str = "001-envoy.json") -> Path:
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, report_data())


def test_records_become_spans_of_the_text(folder: Path) -> None:
    (report,) = load(folder)
    event, possible = report.events
    assert TEXT[slice(*event.evidence[0])] == "Fiji pulled its envoy out of Tonga on Monday."
    assert (event.required, possible.required) == (True, False)
    assert report.positions[0].deadline == "2007-06-01"
    (statement,) = report.statements
    assert TEXT[slice(*statement.content[0])].startswith("We shall pay")


def test_the_article_carries_the_date_but_no_records(folder: Path) -> None:
    article = load(folder)[0].article()
    assert (article.id, article.published, article.published_precision) == ("envoy", "2007-03-14", "day")


def test_the_article_has_the_dateline_that_reading_would_find(tmp_path: Path) -> None:
    data = report_data()
    data["text"] = f"Envoy called home\nSUVA, March 14 (Reef News) - {TEXT}"
    dateline = load(write(tmp_path, data))[0].article().dateline
    assert dateline is not None
    assert (dateline.place, dateline.date) == ("SUVA", "2007-03-14")


def test_repeated_words_are_found_next_to_their_evidence(tmp_path: Path) -> None:
    data = report_data()
    data["text"] = "Sione Vaka said no. " + TEXT
    data["records"][2]["speaker"] = "Sione Vaka"
    speaker = load(write(tmp_path, data))[0].statements[0].speaker
    assert speaker is not None
    assert speaker[0] == data["text"].rindex("Sione Vaka")


def change(index: int, key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def apply(data: dict[str, Any]) -> None:
        data["records"][index][key] = value

    return apply


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (change(0, "evidence", "Fiji pulled out."), "Fiji pulled out."),
        (change(0, "trigger", "talk"), "'talk' is not in its evidence"),
        (change(0, "also", ["Samoa too."]), "Samoa too."),
        (change(0, "attribution", "a sailor"), "a sailor"),
        (change(0, "type", "FIGHT"), "'FIGHT' is no type"),
        (change(0, "modality", "likely"), "'likely' is no modality"),
        (change(1, "content", "pulled its envoy"), "'pulled its envoy' is not in its evidence"),
        (change(1, "condition", "if it rains"), "if it rains"),
        (change(1, "act", "assert"), "'assert' is no act"),
        (change(2, "content", ["We shall not pay"]), "We shall not pay"),
        (change(2, "content", []), "without content"),
        (change(2, "cue", "shouted"), "shouted"),
        (change(2, "kind", "rumour"), "'rumour' is no kind"),
        (lambda data: data["records"][0].pop("actors"), "lacks 'actors'"),
    ],
)
def test_a_record_that_does_not_fit_is_named(tmp_path: Path, spoil: Callable[[Any], Any], named: str) -> None:
    data = report_data()
    spoil(data)
    with pytest.raises(GoldError, match="001-envoy") as raised:
        load(write(tmp_path, data))
    assert named in str(raised.value)


def test_broken_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"x\.json is not JSON"):
        load(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold reports"):
        load(tmp_path)


def test_two_reports_cannot_share_an_id(folder: Path) -> None:
    write(folder, report_data(), "002-again.json")
    with pytest.raises(GoldError, match=r"002-again\.json: the id 'envoy'"):
        load(folder)


def test_the_projects_own_gold_covers_every_type_act_and_modality() -> None:
    reports = load(GOLD)
    events = [event for report in reports for event in report.events if event.required]
    assert len({event.type for event in events}) == 16
    assert {event.modality for event in events} == {
        "actual",
        "historical",
        "future",
        "hypothetical",
        "negated",
    }
    assert len({position.act for report in reports for position in report.positions}) == 10
    assert sum(len(report.statements) for report in reports) >= 60
