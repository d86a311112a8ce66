"""Dictionary forms that rules are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dragoman.parse.lemmas import Lemmas

TABLES: dict[str, dict[str, Any]] = {
    "lemma_rules": {
        "verb": [("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "")],
        "noun": [("s", ""), ("ies", "y")],
    },
    "lemma_index": {"verb": ["expel", "seize", "visit", "deny", "found", "need"], "noun": ["treaty", "envoy"]},
    "lemma_exc": {"verb": {"met": ["meet"], "found": ["find"]}, "noun": {"men": ["man"]}},
}


class Tables:
    def get_table(self, name: str) -> Mapping[str, Sequence[Any]]:
        return TABLES[name]


@pytest.fixture
def lemmas() -> Lemmas:
    return Lemmas(Tables())


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("Seized", "VBD", "seize"),
        ("visited", "VBD", "visit"),
        ("denies", "VBZ", "deny"),
        ("met", "VBN", "meet"),
        ("met", "VB", "meet"),
        ("revisited", "VBD", "revisit"),
        ("men", "NNS", "man"),
        ("Treaties", "NNS", "treaty"),
        ("found", "VB", "found"),
        ("found", "VBD", "find"),
        ("need", "VBP", "need"),
        ("their", "PRP$", "their"),
        ("Suva", "NNP", "suva"),
    ],
)
def test_a_form_depends_on_the_tag(lemmas: Lemmas, word: str, tag: str, lemma: str) -> None:
    assert lemmas(word, tag) == lemma
    assert lemmas(word, tag) == lemma


def test_forms_of_the_dictionary_are_known_and_names_are_not(lemmas: Lemmas) -> None:
    assert all(map(lemmas.knows, ("expel", "seizes", "met", "treaties")))
    assert not any(map(lemmas.knows, ("vaipulu", "suva")))
