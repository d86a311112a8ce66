"""`dragoman view`: the page where it is asked for, and what cannot be shown by name."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.model.record import Coding
from dragoman.pipeline import Coder
from tests.archive.records import article, coding

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def shared_model(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pipeline.Parser", lambda *_: coder.parser)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("Fiji expelled the ambassador of Tonga on Monday.\n", encoding="utf-8")
    return path


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "wire.jsonl"
    rows = [{"id": f"w{n}", "text": f"Samoa thanked Tonga {n} times."} for n in range(1, 12)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked to open."""
    found: list[str] = []
    monkeypatch.setattr("webbrowser.open", found.append)
    monkeypatch.setenv("DISPLAY", ":0")
    return found


def test_the_page_goes_to_a_file_or_to_standard_output(command: Run, report: Path, opened: list[str]) -> None:
    out = report.with_suffix(".html")
    assert command("view", report, "--out", out, "--published", "2019-04-25") == (0, f"{out}\n", "")
    assert "22 April 2019" in out.read_text(encoding="utf-8")
    status, printed, _ = command("view", report, "--published", "2019-04-25")
    assert (status, printed) == (0, out.read_text(encoding="utf-8"))
    assert opened == []  # nobody is there


def test_a_person_at_a_screen_sees_it_in_the_browser(
    command: Run, report: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.cli.viewing._somebody_looks", lambda: True)
    out = report.with_suffix(".html")
    command("view", report, "--out", out)
    assert opened == [out.as_uri()]
    command("view", report, "--out", out, "--no-browser")
    assert len(opened) == 1
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    _, printed, _ = command("view", report)
    assert opened[1:] == [Path(printed.strip()).as_uri()]
    assert Path(printed.strip()).read_text(encoding="utf-8").startswith("<!doctype html>")


def test_one_of_several_reports_is_chosen(command: Run, lines: Path) -> None:
    status, printed, err = command("view", lines)
    assert (status, printed) == (2, "")
    assert "choose one with --article: w1, w2, w3, w4, w5, w6, w7, w8, …" in err
    assert "thanked" in command("view", lines, "--article", "w11")[1]
    assert command("view", lines, "--article", "w99")[2].startswith("dragoman: bad-choice: ")


def test_a_report_of_an_archive_is_shown_as_it_was_coded(command: Run, tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "isles")
    assert "isles: there is no report in it" in command("view", archive.folder)[2]
    archive.add([coding()])
    assert "consult-meet" in command("view", archive.folder)[1]
    archive.add([Coding(coding().coder, article("a2", "Another text."))])
    assert "--article: a1, a2" in command("view", archive.folder)[2]
    assert "Another" in command("view", archive.folder, "--article", "a2")[1]
    assert command("view", archive.folder, "--article", "a3")[2].startswith("dragoman: no-such-article: ")


def test_what_cannot_be_read_or_written_is_named(command: Run, report: Path, tmp_path: Path) -> None:
    assert command("view", tmp_path / "none.txt") == (
        2,
        "",
        f"dragoman: not-found: {tmp_path}/none.txt: no such file\n",
    )
    status, _, err = command("view", report, "--out", tmp_path / "no" / "page.html")
    assert (status, "there is no folder" in err) == (2, True)
