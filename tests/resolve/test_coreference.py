"""Short cases of who is meant, by kind: what would lead a reader to the wrong actor."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from dragoman.model.mention import Mention, Mentions
from dragoman.model.text import Article
from dragoman.parse.nlp import Parse
from dragoman.pipeline import Coder
from dragoman.resolve.actors import resolve_actors

CASES = json.loads((Path(__file__).parents[2] / "gold" / "coreference" / "cases.json").read_text(encoding="utf-8"))
OVERALL = 0.90
LEAST = 0.75
MISLED = 0.20


@dataclass(frozen=True)
class Answer:
    """A case, and the actors that its mention was led to."""

    case: dict[str, Any]
    parse: Parse
    mentions: Mentions

    @property
    def text(self) -> str:
        return self.parse.article.text

    @cached_property
    def place(self) -> int:
        """Where the last character of the mention stands."""
        at = -1
        for _ in range(self.case["occurrence"]):
            at = self._after(at)
        return at + len(self.case["mention"]) - 1

    def _after(self, at: int) -> int:
        found = re.compile(rf"\b{re.escape(self.case['mention'])}\b").search(self.text, at + 1)
        assert found is not None, self.case
        return found.start()

    def at(self, place: int) -> tuple[Mention, ...]:
        """The mentions of the token that covers a character."""
        for tree in self.parse.trees:
            for token, (start, end) in enumerate(zip(tree.starts, tree.ends, strict=True)):
                if start <= place < end:
                    return self.mentions.get(tree.index, token)
        return ()

    @cached_property
    def known(self) -> set[str]:
        """Actors that an answer may point to: those named before the mention, and those of the tables."""
        found = set()
        for mentions in self.mentions.at.values():
            found |= {m.actor for m in mentions if self.absolute(m) < self.place - len(self.case["mention"])}
        return found

    def absolute(self, mention: Mention) -> int:
        return self.parse.trees[mention.sentence].starts[mention.head]

    @cached_property
    def given(self) -> frozenset[str]:
        """Whom the mention was led to; a description that leads nowhere gives nobody."""
        found = self.at(self.place)
        return frozenset(m.actor for m in found if m.actor in self.known or not m.actor.startswith("name:"))

    @cached_property
    def wanted(self) -> frozenset[str]:
        reference = self.case["refers_to"]
        names = [reference] if isinstance(reference, str) else reference or []
        return frozenset(self._actor(name) for name in names)

    def _actor(self, name: str) -> str:
        if name.startswith("id:"):
            return name[3:]
        first = self.text.index(name)
        for tree in self.parse.trees:
            inside = [t for t, at in enumerate(tree.starts) if first <= at < first + len(name)]
            top = next((t for t in inside if tree.heads[t] not in inside or tree.heads[t] == t), None)
            found = () if top is None else self.mentions.get(tree.index, top)
            if found:
                return found[0].actor
        return f"nobody is {name}"

    @property
    def right(self) -> bool:
        return self.given == self.wanted

    @property
    def misled(self) -> bool:
        """Whether somebody else was named, where naming nobody would have done no harm."""
        return not self.right and bool(self.given - self.wanted)


@pytest.fixture(scope="module")
def answers(coder: Coder) -> list[Answer]:
    articles = [Article(id=str(n), text=case["text"], published=case["published"]) for n, case in enumerate(CASES)]
    parses = coder.parser.parse(articles)
    return [
        Answer(case, parse, resolve_actors(parse, coder.lexicon.actors))
        for case, parse in zip(CASES, parses, strict=True)
    ]


def test_who_is_meant(answers: list[Answer]) -> None:
    assert sum(answer.right for answer in answers) / len(answers) >= OVERALL


def test_no_kind_falls_behind(answers: list[Answer]) -> None:
    every = Counter(answer.case["kind"] for answer in answers)
    right = Counter(answer.case["kind"] for answer in answers if answer.right)
    assert {kind: right[kind] / number for kind, number in every.items() if right[kind] / number < LEAST} == {}


def test_nobody_rather_than_somebody_else(answers: list[Answer]) -> None:
    wrong = [answer for answer in answers if not answer.right]
    misled = [answer.case["text"] for answer in wrong if answer.misled]
    assert len(misled) <= MISLED * len(wrong), misled
