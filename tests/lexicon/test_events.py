"""Rules, operators and word classes from all files of `events`, indexed by the word that sets them off."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError
from dragoman.lexicon import DATA
from dragoman.lexicon.events import EventRules, read_events
from dragoman.lexicon.files import Folder

OURS = """
[classes]
captive = ["hostage", "@sailor"]

[[rule]]
id = "free"
type = "RETREAT"
verbs = ["free", "let go"]
nouns = ["release"]
object = ["@captive"]

[[rule]]
id = "let"
type = "CONCEDE"
verbs = ["let"]
object = ["@captive"]

[light]
active = ["hold"]

[compose.refuse]
RETREAT = "REJECT:yield"
default = "REJECT"
"""


def read(tmp_path: Path, theirs: str = "", second: str = "") -> EventRules:
    for folder, name, content in (("ours", "a", OURS), ("ours", "b", second), ("theirs", "z", theirs)):
        path = tmp_path / folder / "events" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    shutil.copy(DATA / "events" / "slots.toml", tmp_path / "ours" / "events")
    return read_events(Folder(tmp_path / "ours", tmp_path / "theirs"))


def by_word(rules: EventRules, kind: str, word: str) -> list[tuple[str, str]]:
    return [(rule.id, rule.type) for _, rule in rules.rules[kind].get(word, ())]


def test_a_phrase_is_tried_before_its_first_word_alone(tmp_path: Path) -> None:
    rules = read(tmp_path, '[[rule]]\nid = "leave"\ntype = "RETREAT"\nverbs = ["let be"]\n')
    assert by_word(rules, "verbs", "let") == [("free", "RETREAT"), ("leave", "RETREAT"), ("let", "CONCEDE")]


def test_the_more_specific_of_two_rules_is_tried_first(tmp_path: Path) -> None:
    rules = read(tmp_path, '[[rule]]\nid = "any"\ntype = "CONCEDE"\nverbs = ["free"]\n')
    assert by_word(rules, "verbs", "free") == [("free", "RETREAT"), ("any", "CONCEDE")]


def test_word_classes_are_joined_over_files_and_may_hold_each_other(tmp_path: Path) -> None:
    rules = read(tmp_path, second='[classes]\nsailor = ["sailor", "@captive"]\ncaptive = ["prisoner"]\n')
    ((_, rule),) = rules.rules["verbs"]["free"]
    assert rule.need.object == {"hostage", "sailor", "prisoner"}


def test_a_users_rule_replaces_ours_for_all_kinds_of_words(tmp_path: Path) -> None:
    rules = read(tmp_path, '[[rule]]\nid = "free"\ntype = "AID"\nverbs = ["free"]\n')
    assert by_word(rules, "verbs", "free") == [("free", "AID")]
    assert by_word(rules, "nouns", "release") == []
    assert by_word(rules, "verbs", "let") == [("let", "CONCEDE")]


def test_a_users_operator_light_verb_and_composition_are_laid_over_ours(tmp_path: Path) -> None:
    rules = read(
        tmp_path,
        '[[operator]]\nid = "spurn"\nkind = "refuse"\nverbs = ["spurn"]\n'
        '[light]\nactive = ["mount"]\n[compose.refuse]\nRETREAT = "REJECT"\n',
    )
    assert [op.kind for _, op in rules.operators["verbs"]["spurn"]] == ["refuse"]
    assert rules.light["active"] == {"hold", "mount"}
    assert rules.compose["refuse"] == {"RETREAT": ("REJECT", None), "default": ("REJECT", None)}


def test_modes_of_composition_stand_after_a_colon(tmp_path: Path) -> None:
    assert read(tmp_path).compose["refuse"]["RETREAT"] == ("REJECT", "yield")


def test_a_rule_without_words_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"z.toml: 'mute' names no verbs, nouns or adjectives"):
        read(tmp_path, '[[rule]]\nid = "mute"\ntype = "AID"\n')


def test_all_rules_lists_each_once_for_each_kind_of_word(tmp_path: Path) -> None:
    assert sorted((r.id, r.kinds) for r in read(tmp_path).all_rules()) == [
        ("free", ("nouns",)), ("free", ("verbs",)), ("let", ("verbs",)),
    ]  # fmt: skip


# Our own tables


def test_every_rule_and_composition_leads_to_a_type_and_mode_with_a_score() -> None:
    lex = lexicon.load()
    made = {(rule.id, rule.type, rule.mode) for rule in lex.events.all_rules()}
    for kind, row in lex.events.compose.items():
        made |= {(kind, type_, mode) for type_, mode in row.values() if not type_.startswith("=")}
    assert [one for one in made if one[1:] not in lex.codes.types] == []


def test_every_operator_has_a_row_that_says_what_it_makes() -> None:
    rules = lexicon.load().events
    kinds = {op.kind for index in rules.operators.values() for found in index.values() for _, op in found}
    assert kinds <= set(rules.compose)


def test_operators_leave_events_only_in_known_modalities() -> None:
    left = {
        type_[1:].strip()
        for row in lexicon.load().events.compose.values()
        for type_, _ in row.values()
        if type_.startswith("=")
    }
    assert left <= {"", "future", "hypothetical", "negated"}
