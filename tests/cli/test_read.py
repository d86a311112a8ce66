"""`dragoman read`: what comes in, what goes out, and what happens when a source is bad."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPORT = (
    "Fiji expelled the ambassador of Tonga on Monday.\n\n"
    "Tonga accused Fiji of arming smugglers. Samoan soldiers did not attack Fiji.\n"
)
Run = Callable[..., Any]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_jsonl_keeps_the_text_and_points_into_it(dragoman: Run, report: Path) -> None:
    result = dragoman("read", str(report), "--format", "jsonl", "--published", "2019-04-25")
    assert result.status == 0
    (coding,) = lines(result.out)
    text = coding["article"]["text"]
    assert text == REPORT
    assert coding["article"]["published"] == "2019-04-25"
    told = {e["type"]: e for e in coding["events"]}
    assert set(told) == {"SANCTION", "ACCUSE", "ASSAULT"}
    expelled = told["SANCTION"]
    assert text[slice(*expelled["trigger"])] == "expelled"
    assert text[slice(*expelled["sentence"])] == "Fiji expelled the ambassador of Tonga on Monday."
    assert [(p["country"], p["sector"]) for p in expelled["actors"]] == [("FJI", "GOV")]
    assert text[slice(*expelled["actors"][0]["span"])] == "Fiji"
    assert (expelled["date"]["start"], expelled["date"]["basis"]) == ("2019-04-22", "text")
    assert told["ASSAULT"]["modality"] == "negated"
    assert text[slice(*told["ASSAULT"]["modality_cue"])] == "not"


def test_text_shows_parties_words_and_what_did_not_happen(dragoman: Run, report: Path) -> None:
    result = dragoman("read", str(report))
    assert result.status == 0
    assert "FJIGOV" in result.out
    assert "Fiji expelled the ambassador of Tonga on Monday." in result.out
    assert "did not happen" in result.out
    assert "no publication date" in result.out


def test_table_has_one_line_an_event(dragoman: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    result = dragoman("read", str(report), "--format", "table", "--published", "2019-04-25")
    heading, *rows = result.out.splitlines()
    assert heading.split() == ["date", "type", "modality", "who", "to", "whom", "words"]
    assert [row.split()[:4] for row in rows[:1]] == [["2019-04-22", "SANCTION:expel", "actual", "FJIGOV"]]
    assert len(rows) == 3


def test_csv_has_one_row_an_event(dragoman: Run, report: Path) -> None:
    result = dragoman("read", str(report), "--format", "csv", "--published", "2019-04-25")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["type"] for row in rows] == ["SANCTION", "ACCUSE", "ASSAULT"]
    assert rows[0]["actors"] == "FJIGOV"
    assert rows[0]["actor_words"] == "Fiji"
    assert rows[0]["recipients"] == "TONGOV"
    assert rows[2]["modality"] == "negated"
    assert len({row["article"] for row in rows}) == 1


@pytest.mark.parametrize("form", ["text", "table", "csv", "jsonl"])
def test_a_report_without_events_is_no_failure(dragoman: Run, tmp_path: Path, form: str) -> None:
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("The bakery on the corner opens at seven. Its bread is good.", encoding="utf-8")
    result = dragoman("read", str(quiet), "--format", form)
    assert result.status == 0
    if form == "jsonl":
        assert lines(result.out)[0]["events"] == []
        assert "nothing-coded" in {note["code"] for note in lines(result.out)[0]["notes"]}
    if form == "text":
        assert "No event" in result.out


def test_standard_input_takes_text_and_json_lines(dragoman: Run) -> None:
    plain = dragoman("read", "-", "--format", "jsonl", stdin=REPORT)
    assert lines(plain.out)[0]["article"]["text"] == REPORT
    source = json.dumps({"id": "a7", "text": REPORT, "published": "2019-04-25", "desk": "Suva"})
    (coding,) = lines(dragoman("read", "-", "--format", "jsonl", stdin=source + "\n").out)
    assert coding["id"] == "a7"
    assert coding["article"]["extra"] == {"desk": "Suva"}
    assert [e["type"] for e in coding["events"]] == [e["type"] for e in lines(plain.out)[0]["events"]]


def test_a_bad_source_stops_no_other(dragoman: Run, report: Path, tmp_path: Path) -> None:
    binary = tmp_path / "noise.txt"
    binary.write_bytes(bytes(range(256)) * 20)
    missing = tmp_path / "missing.txt"
    sources = [str(binary), str(report), str(missing), str(report)]
    result = dragoman("read", *sources, "--format", "jsonl")
    assert result.status == 1
    found = lines(result.out)
    assert [line.get("error", {}).get("code") for line in found] == ["binary", None, "not-found", None]
    assert found[2]["source"] == str(missing)
    assert found[1]["events"] == found[3]["events"] != []
    assert str(missing) in result.err
    assert "2 articles" in result.err and "2 sources could not be read" in result.err


@pytest.mark.parametrize("form", ["text", "table", "csv"])
def test_bad_sources_are_told_in_every_format(dragoman: Run, report: Path, tmp_path: Path, form: str) -> None:
    missing = str(tmp_path / "missing.txt")
    result = dragoman("read", missing, str(report), "--format", form)
    assert result.status == 1
    assert "SANCTION" in result.out
    assert missing not in result.out
    assert missing in result.err


def test_a_bad_line_is_told_by_its_number(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    good, empty = json.dumps({"text": REPORT}), json.dumps({"id": "x"})
    path.write_text(f"{good}\n{{oops\n{empty}\n", encoding="utf-8")
    result = dragoman("read", str(path), "--format", "jsonl")
    assert result.status == 1
    found = lines(result.out)
    assert [line.get("error", {}).get("code") for line in found] == [None, "bad-json", "bad-record"]
    assert f"{path}:2" in result.err


def test_a_folder_gives_its_texts_in_order(dragoman: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Peru deported two Chilean reporters.", encoding="utf-8")
    found = lines(dragoman("read", str(tmp_path), "--format", "jsonl").out)
    assert [line["article"]["text"][:4] for line in found] == ["Peru", "Fiji"]
    assert report.exists()


def test_control_characters_do_not_reach_a_terminal(dragoman: Run) -> None:
    nasty = "Fiji expelled \x1b[31mthe ambassador\x07 of Tonga on Monday.\n"
    for form in ("text", "table"):
        result = dragoman("read", "-", "--format", form, "--input-format", "text", stdin=nasty)
        assert "\x1b" not in result.out and "\x07" not in result.out
