"""What a rule may say, and what is said of a rule that says something else."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon import DATA
from dragoman.lexicon.rules import Operator, Rule, read_operator, read_rule

SLOTS = tomllib.loads((DATA / "events" / "slots.toml").read_text(encoding="utf-8"))["slots"]
CLASSES = {"captive": frozenset({"hostage", "crew"})}


def rule(kind: str = "verbs", **keys: Any) -> Rule:
    return read_rule({"id": "free", "type": "RETREAT", "verbs": ["free"], **keys}, kind, "mine.toml", CLASSES, SLOTS)


def operator(**keys: Any) -> Operator:
    return read_operator(
        {"id": "vow", "kind": "commit", "verbs": ["vow"], **keys}, "verbs", "mine.toml", CLASSES, SLOTS
    )


def test_word_classes_are_opened_everywhere() -> None:
    found = rule(object=["@captive", "#person"], prep={"from": ["@captive"]}, without={"subject": "@captive"})
    assert found.need.object == {"hostage", "crew", "#person"}
    assert found.need.prep == (("from", frozenset({"hostage", "crew"})),)
    assert found.avoid.subject == {"hostage", "crew"}


@pytest.mark.parametrize(
    "where", [{"object": ["@boat"]}, {"prep": {"on": ["@boat"]}}, {"without": {"subject": ["@boat"]}}]
)
def test_an_unknown_class_is_named_with_file_and_rule(where: dict[str, Any]) -> None:
    with pytest.raises(LexiconError, match=r"mine.toml: free: no word class '@boat'"):
        rule(**where)
    with pytest.raises(LexiconError, match=r"mine.toml: vow: no word class '@boat'"):
        operator(**where)


def test_a_misspelt_key_is_named_with_file_and_rule() -> None:
    with pytest.raises(LexiconError, match=r"mine.toml: rule 'free': .*\['objekt'\]"):
        rule(objekt=["crew"])
    with pytest.raises(LexiconError, match=r"mine.toml: operator 'vow': .*\['mode'\]"):
        operator(mode="meet")


def test_a_rule_without_a_type_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"mine.toml: rule 'free'.*type"):
        read_rule({"id": "free", "verbs": ["free"]}, "verbs", "mine.toml", CLASSES, SLOTS)
    with pytest.raises(LexiconError, match=r"mine.toml: operator 'vow'"):
        read_operator({"id": "vow", "verbs": ["vow"]}, "verbs", "mine.toml", CLASSES, SLOTS)


def test_slots_of_parties_depend_on_the_kind_of_word_unless_given() -> None:
    assert rule().actor == ("subj",)
    assert {"poss", "by", "amod"} <= set(rule("nouns", nouns=["release"]).actor)
    assert rule(actor=["obj"], recipient=["subj"]).actor == ("obj",)


def test_more_constraints_rank_above_strength() -> None:
    plain, strong, bound = rule(), rule(strength=3), rule(object=["crew"])
    more = rule(object=["crew"], prep={"from": []})
    assert plain.rank < strong.rank < bound.rank < more.rank
    assert rule(no_object=True).rank > plain.rank
    assert rule(comp=False).rank > plain.rank
    assert operator(comp="to").rank > operator().rank
    assert operator(prep={"to": []}).rank > operator(comp="to").rank
