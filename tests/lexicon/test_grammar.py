"""Small word classes that every sentence is read with."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import dragoman
from dragoman import lexicon
from dragoman.lexicon.grammar import Grammar


def test_every_class_of_the_file_is_used_and_holds_lower_case_words() -> None:
    file = Path(dragoman.__file__).parent / "lexicon" / "data" / "parse" / "grammar.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(table) == {field.name for field in fields(Grammar)}
    for name, words in table.items():
        assert words and all(name == "like_verbs" or word == word.lower() for word in words), name
        assert all(word == word.strip() for word in words), name
        assert len(set(words)) == len(words), name


def test_classes_that_exclude_each_other_do() -> None:
    words = lexicon.load().grammar
    assert not words.person_pronouns & words.thing_pronouns
    assert not words.plural_pronouns & (words.person_pronouns | words.thing_pronouns | words.first_person)
    assert not words.two_states & words.two_persons
    assert not words.locative & words.object_prepositions - {"from"}
