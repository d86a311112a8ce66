"""Runs the command line in this process, from its arguments to its exit status."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dragoman import cli
from dragoman.pipeline import Coder


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    status: int
    out: str
    err: str


Command = Callable[..., Result]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """A function that runs `dragoman ARGUMENTS…` with some standard input; it loads no language model."""

    def run(*arguments: str, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        return Result(int(left.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def dragoman(command: Command, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The same, with the language model that all tests share."""
    monkeypatch.setattr("dragoman.pipeline.Parser", lambda model: coder.parser)
    return command
