"""Bad arguments end with 2 and one line that says what to do; no language model is loaded to say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman import __version__

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> None:
        raise AssertionError(f"{name} was loaded")

    monkeypatch.setattr("dragoman.parse.nlp._load", load)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["read", "x.txt", "--format", "xml"], "text, jsonl, table, csv"),
        (["read", "x.txt", "--input-format", "pdf"], "pdf"),
        (["read", "x.txt", "--published", "someday"], "someday"),
        (["read", "x.txt", "--colour"], "--colour"),
        (["read"], "SOURCE"),
        (["explain"], "SENTENCE"),
        (["explain", "Fiji met Tonga.", "--published", "someday"], "someday"),
        (["explain", "Fiji met Tonga.", "--lexicon", "no/such/folder"], "no/such/folder"),
        (["translate"], "translate"),
    ],
)
def test_bad_arguments_are_one_line(command: Run, arguments: list[str], named: str) -> None:
    result = command(*arguments)
    assert result.status == 2
    assert result.out == ""
    (line,) = result.err.splitlines()
    assert line.startswith("dragoman: ")
    assert named in line


def test_a_model_that_is_not_installed_is_named(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    report = tmp_path / "report.txt"
    report.write_text("Fiji met Tonga.", encoding="utf-8")
    from dragoman import pipeline

    with pytest.raises(Exception, match="no_such_model") as raised:
        pipeline.Coder("no_such_model")
    assert getattr(raised.value, "code", None) == "no-model"


def test_version_and_help_name_the_commands(command: Run) -> None:
    assert command("--version").out == f"dragoman {__version__}\n"
    shown = command("--help")
    assert shown.status == 0
    for verb in ("read", "explain", "demo", "evaluate"):
        assert verb in shown.out
