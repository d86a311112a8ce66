"""`dragoman ledger`: what it prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from dragoman import cli
from dragoman.archive import Archive
from dragoman.model.story import Judgement
from dragoman.pipeline import Coder
from dragoman.read import read_text
from tests.reconcile.matters import add

REPORTS = (
    ("2001-03-01", "Laos promised on Thursday to release 20 Thai sailors by the end of 2001."),
    ("2001-12-04", "Laos released 20 Thai sailors on Monday, radio \x1b[31mreports said."),
)


@pytest.fixture(scope="module")
def folder(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive.create(tmp_path_factory.mktemp("ledger") / "archive")
    add(archive, [coder.code(read_text(text, published=on)) for on, text in REPORTS])
    return archive.folder


def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: object) -> tuple[str, str]:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "argv", ["dragoman", "ledger", *map(str, arguments)])
    with pytest.raises(SystemExit):
        cli.main()
    out, err = capfd.readouterr()
    return out, err


def test_an_entry_with_its_evidence(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = run(capfd, monkeypatch, folder, "--as-of", "2001-12-03")
    assert before.startswith("due 2001-12-31  pledge  Laos")
    today, _ = run(capfd, monkeypatch, folder)
    assert today.startswith("evidence of fulfilment")
    assert "2001-12-04  fulfilment" in today
    assert "\x1b[31m" not in today
    for word in ("kept", "broken"):
        assert word not in today


def test_formats(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    out, _ = run(capfd, monkeypatch, folder, "--as-of", "2002", "--format", "jsonl")
    row = json.loads(out)
    assert row["deadline"] == "2001-12-31"
    Archive(folder).judge([Judgement(row["id"], "met", "outcome", by="Ana", at="2002-01-01")])
    assert "judged met by Ana, 2002-01-01" in run(capfd, monkeypatch, folder, "--as-of", "2002-02")[0]
    assert run(capfd, monkeypatch, folder, "--status", "overdue", "--as-of", "2002-02")[0] == ""


def test_what_is_wrong_with_a_question(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "bad-query" in run(capfd, monkeypatch, folder, "--act", "promise")[1]
    assert "bad-choice" in run(capfd, monkeypatch, folder, "--as-of", "soon")[1]
    assert "--limit N shows more" in run(capfd, monkeypatch, folder, "--limit", "1")[1]
