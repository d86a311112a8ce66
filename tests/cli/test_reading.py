"""`dragoman read` and `ingest`: what is said, what is skipped, and where the output goes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli.progress import Bar
from dragoman.cli.reading import columns_of
from dragoman.errors import ChoiceError
from dragoman.read import Meter

Command = Callable[..., tuple[int, str, str]]
REPORT = "Gabon expelled the ambassador of Angola on Friday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news" / "deep").mkdir(parents=True)
    (tmp_path / "news" / "a.csv").write_text(f"tale;day\n{REPORT};4.5.2001\n")
    (tmp_path / "news" / "deep" / "b.txt").write_text(REPORT)
    for name in (".hidden.txt", "picture.png", "notes.xyz"):
        (tmp_path / "news" / name).write_text(REPORT)
    return tmp_path / "news"


def test_what_is_skipped_is_counted_and_listed_where_asked_for(command: Command, folder: Path) -> None:
    status, out, err = command("read", folder, "--columns", "text=tale,published=day", "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (status, [line["article"]["published"] for line in lines]) == (0, ["2001-05-04", None])
    assert "3 files skipped (1 hidden, 2 of kinds that are not read): .hidden.txt, notes.xyz, picture.png" in err
    assert "2 articles, 2 events" in err
    _, _, err = command("read", folder, "--columns", "text=tale", "--format", "jsonl", "--verbose")
    assert err.count("skipped: ") == 3


def test_quiet_names_what_went_wrong_alone(command: Command, folder: Path) -> None:
    status, _, err = command("read", folder, "--columns", "text=tale,published=day", "--quiet", "--format", "jsonl")
    assert (status, err) == (0, "")
    status, _, err = command("read", folder, "--quiet", "--format", "jsonl")
    assert (status, err.count("\n")) == (1, 1)
    assert "no-text-column" in err
    assert "tale, day" in err


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.txt"])
def test_output_goes_to_a_file_in_the_form_of_its_name(command: Command, folder: Path, name: str) -> None:
    path = folder.parent / name
    status, out, _ = command("read", folder / "deep", "--out", path, "--published", "2001-05-07")
    assert (status, out) == (0, "")
    content = path.read_text()
    assert {"out.jsonl": "2001-05-04", "out.csv": "2001-05-04", "out.txt": "4 May 2001"}[name] in content
    assert content.startswith({"out.jsonl": '{"id"', "out.csv": "article,event,", "out.txt": ""}[name])


def test_columns_are_named_by_pairs() -> None:
    assert columns_of("text=body, published=the date") == {"text": "body", "published": "the date"}
    assert columns_of(None) == {}
    for bad in ("body", "text=", "=body"):
        with pytest.raises(ChoiceError):
            columns_of(bad)


def test_what_is_skipped_stands_in_the_archive_and_is_no_failure(command: Command, folder: Path) -> None:
    archive = folder.parent / "archive"
    asked = ("ingest", folder, "--archive", archive, "--columns", "text=tale,published=day")
    status, _, err = command(*asked)
    assert status == 0
    assert "3 files skipped" in err
    _, out, _ = command("problems", archive, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert sorted((row["stage"], row["code"]) for row in rows) == [
        ("skip", "hidden"),
        ("skip", "unknown-kind"),
        ("skip", "unknown-kind"),
    ]


def test_one_odd_year_makes_no_panel_of_centuries(command: Command, tmp_path: Path) -> None:
    odd = REPORT.replace("Gabon", "Malta")
    lines = ({"id": year, "published": f"{year}-04-25", "text": text} for year, text in ((2019, REPORT), (8320, odd)))
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    command("ingest", tmp_path / "a.jsonl", "--archive", tmp_path / "archive")
    status, out, err = command("panel", tmp_path / "archive", "--unit", "country-year", "--format", "csv")
    assert status == 0
    assert "2019-01-01 to 2019-12-31" in err
    assert "1 outside of the days on which the archive's reports came out" in err
    assert out.count("\n") < 300


def test_a_bar_leaves_rows_where_they_go(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    meter = Meter("a.csv", 0, 5)
    bar = Bar(10, meter)
    bar.start()
    sys.stdout.write("row\n")
    bar.refresh()
    bar.stop()
    out, err = capsys.readouterr()
    assert out == "row\n"
    assert "a.csv" in err
    assert "50%" in err
