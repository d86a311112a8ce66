"""Every rule is tried on its own examples, both ways."""

from __future__ import annotations

import pytest

from dragoman import lexicon
from dragoman.model.text import Article
from dragoman.pipeline import Coder

RULES = lexicon.load().events.all_rules()
BY_ID = {rule.id: rule for rule in RULES}


@pytest.fixture(scope="module")
def told(coder: Coder) -> dict[str, set[tuple[str, str]]]:
    """(rule, type) pairs that each example and counter-example gives, the types that operators make included."""
    sentences = sorted({s for rule in RULES for s in (*rule.examples, *rule.not_examples)})
    codings = coder.code_all(Article(id=s, text=s) for s in sentences)
    return {c.article.text: {(e.rule or "", e.type) for e in c.events if e.modality != "negated"} for c in codings}


def test_every_rule_has_an_example() -> None:
    assert [rule.id for rule in RULES if not rule.examples] == []


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_examples(name: str, told: dict[str, set[tuple[str, str]]]) -> None:
    rule = BY_ID[name]
    assert any(fired == rule.id for s in rule.examples for fired, _ in told[s]), "no example sets the rule off"
    for sentence in rule.examples:
        assert rule.type in {type_ for _, type_ in told[sentence]}, sentence
    for sentence in rule.not_examples:
        assert rule.id not in {fired for fired, _ in told[sentence]}, sentence
