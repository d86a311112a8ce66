"""`dragoman explain` and `dragoman demo`, and rules that a user brings along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_explain_names_actors_rule_and_trigger(dragoman: Run) -> None:
    result = dragoman("explain", "Fiji deported two Tongan reporters.")
    assert result.status == 0
    assert "Fiji" in result.out and "FJI GOV" in result.out
    assert "COERCE:deport" in result.out
    assert "coerce-deport" in result.out and "“deported”" in result.out


def test_explain_names_the_cue_of_a_modality(dragoman: Run) -> None:
    result = dragoman("explain", "Fiji has not deported the Tongan reporters.")
    assert "negated by the cue “not”" in result.out


def test_explain_tells_what_a_composed_event_was_before(dragoman: Run) -> None:
    result = dragoman("explain", "The president of Fiji will visit Tonga on Monday.")
    assert "AGREE" in result.out
    assert "CONSULT before PLOVER's tense rules" in result.out


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The recipe deported my sister to the kitchen.", "was dropped: no political actor in its slots"),
        ("The gardener waters tulips.", "no word of the sentence sets off a rule"),
    ],
)
def test_explain_says_why_there_is_no_event(dragoman: Run, sentence: str, reason: str) -> None:
    result = dragoman("explain", sentence)
    assert result.status == 0
    assert "no event" in result.out
    assert reason in " ".join(result.out.split())


def test_words_in_brackets_are_printed_as_they_are(dragoman: Run) -> None:
    result = dragoman("explain", "Fiji deported the [bold]Tongan[/bold] reporters.")
    assert result.status == 0
    assert "deport" in result.out


def test_the_demo_shows_each_kind_of_telling(dragoman: Run) -> None:
    result = dragoman("demo")
    assert result.status == 0
    for shown in (
        "ACCUSE", "REJECT", "negated (did not happen)", "future (planned)", "historical (background)",
        "CONSULT to come", "says Togo's Foreign Minister", "30 Jun 2009", "published 2009-05-14",
    ):  # fmt: skip
        assert shown in " ".join(result.out.split()), shown


OVERLAY = """
[[rule]]
id = "tickle"
type = "COERCE"
verbs = ["tickle"]
recipient = ["obj"]
examples = ["Fiji tickled the ambassador of Tonga."]
"""


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return folder


def test_a_folder_of_tables_adds_a_rule(dragoman: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, "events/tickle.toml", OVERLAY)
    sentence = "Fiji tickled the ambassador of Tonga."
    assert "no event" in dragoman("explain", sentence).out
    assert "rule tickle" in dragoman("explain", sentence, "--lexicon", str(folder)).out


def test_a_folder_of_tables_adds_an_actor_and_shows_in_the_fingerprint(dragoman: Run, tmp_path: Path) -> None:
    row = "name,aliases,country,sector,secondary\nReef League,,TON,PTY,OPP\n"
    folder = write(tmp_path / "tables", "actors/organizations.csv", row)
    text = "Fiji banned Reef League."
    ours = json.loads(dragoman("read", "-", "--format", "jsonl", stdin=text).out)
    theirs = json.loads(dragoman("read", "-", "--format", "jsonl", "--lexicon", str(folder), stdin=text).out)
    assert ours["coder"]["rules"] != theirs["coder"]["rules"]
    assert ("reef-league", "TON", "PTY") in {(a["id"], a["country"], a["sector"]) for a in theirs["actors"]}


def test_a_rule_or_row_of_the_same_name_replaces_ours(dragoman: Run, tmp_path: Path) -> None:
    write(tmp_path, "actors/groups.csv", "name,aliases,country,sector,secondary\nHezbollah,,TON,PTY,\n")
    folder = write(
        tmp_path, "events/x.toml", OVERLAY.replace("tickle", "coerce-deport", 1).replace("tickle", "deport")
    )
    ours = dragoman("explain", "Hezbollah deported two Fijian reporters.").out
    assert "Hezbollah  LBN REB" in ours and "COERCE:deport" in ours
    theirs = dragoman("explain", "Hezbollah deported two Fijian reporters.", "--lexicon", str(folder)).out
    assert "Hezbollah  TON PTY" in theirs
    assert "COERCE Hezbollah" in theirs


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("events/bad.toml", "[[rule]\n", "bad.toml"),
        ("events/bad.toml", '[[rule]]\nid = "x"\ntype = "COERCE"\nverbs = ["x"]\nobjekt = ["y"]\n', "objekt"),
        ("events/bad.toml", '[[rule]]\nid = "x"\ntype = "COERCE"\nverbs = ["x"]\nobject = ["@no"]\n', "@no"),
        ("actors/groups.csv", "name,aliases,country,sector,secondary\nLost,,ZZZ,REB,\n", "ZZZ"),
        ("actors/groups.csv", "name,aliases,country,sector,secondary\nLost,,TON\n", "groups.csv:2"),
    ],
)
def test_a_bad_table_is_named_in_one_line(
    dragoman: Run, tmp_path: Path, name: str, content: str, named: str
) -> None:
    folder = write(tmp_path, name, content)
    result = dragoman("explain", "Fiji met Tonga.", "--lexicon", str(folder))
    assert result.status == 2
    (line,) = result.err.splitlines()
    assert "bad-lexicon" in line and named in line
