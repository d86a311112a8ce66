"""A user's rules on their own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import lexicons
from dragoman.evaluate.examples import Trial, try_own
from dragoman.pipeline import Coder
from dragoman.scale import CoderChoice

RULES = """
[[rule]]
id = "ferry-home"
type = "RETREAT"
mode = "release"
verbs = ["ferry"]
object = ["fisherman", "sailor"]
examples = ["Fiji ferried home two Tongan sailors.", "Fiji ferried home two Tongan singers."]
not_examples = ["The barge ferried gravel.", "Samoa ferried Tongan sailors to Fiji."]

[[rule]]
id = "paddle-home"
type = "RETREAT"
verbs = ["paddled"]
examples = ["Fiji paddled two Tongan sailors home."]

[[rule]]
id = "row-home"
type = "RETREAT"
verbs = ["row"]

[[operator]]
id = "swear-blind"
kind = "commit"
verbs = ["swear"]
comp = "to"
examples = ["Fiji swore to free two Tongan sailors."]
"""


@pytest.fixture
def mine(tmp_path: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("dragoman.pipeline.Parser", lambda *_: coder.parser)
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "mine.toml").write_text(RULES, encoding="utf-8")
    return tmp_path


def test_examples_say_what_their_rules_do(mine: Path) -> None:
    trials = {trial.sentence: trial for trial in try_own(CoderChoice("rules", mine).make())}
    good = trials["Fiji ferried home two Tongan sailors."]
    assert good == Trial("ferry-home", good.sentence, True, True, "") and good.holds
    assert "object is not one of" in trials["Fiji ferried home two Tongan singers."].why
    assert trials["The barge ferried gravel."].holds
    fires = trials["Samoa ferried Tongan sailors to Fiji."]
    assert (fires.wanted, fires.fired, fires.holds) == (False, True, False)
    unread = trials["Fiji paddled two Tongan sailors home."]
    assert not unread.fired and unread.why.startswith("its words are not among: fiji paddle ")
    assert trials["Fiji swore to free two Tongan sailors."].fired
    assert len(trials) == 6


def test_the_command_fails_where_an_example_does(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lexicons.run(CoderChoice("rules", mine)) == 1
    printed = capsys.readouterr().out
    assert "note   row-home has no example" in printed
    assert "3 of 6 examples hold, of 4 of your own rules and operators" in printed
    good = RULES[: RULES.index("[[rule]]", 10)].replace(', "Fiji ferried home two Tongan singers."', "")
    (mine / "events" / "mine.toml").write_text(good.partition("not_")[0], encoding="utf-8")
    assert lexicons.run(CoderChoice("rules", mine)) == 0
