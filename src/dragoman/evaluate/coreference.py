"""Short cases of who is meant, by kind (`gold/coreference/cases.json`), and what the coder makes of them.

A case has a `text`, its `published` day, a `mention` with its `occurrence`, and whom it `refers_to`: words of the
text that name the same actor, a list of such words, `id:` and an actor id, or null for nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman.errors import GoldError
from dragoman.model.mention import Mention, Mentions
from dragoman.model.text import Article
from dragoman.parse.nlp import Parse
from dragoman.pipeline import Coder


@dataclass(frozen=True)
class Answer:
    """A case, and the actors that its mention was led to."""

    case: dict[str, Any]
    parse: Parse
    mentions: Mentions

    @property
    def text(self) -> str:
        """The text of the case."""
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
        if found is None:
            raise GoldError(f"no {self.case['mention']!r} in {self.text!r}")
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
            found |= {m.actor for m in mentions if self._absolute(m) < self.place - len(self.case["mention"])}
        return found

    def _absolute(self, mention: Mention) -> int:
        return self.parse.tree(mention.sentence).starts[mention.head]

    @cached_property
    def given(self) -> frozenset[str]:
        """Whom the mention was led to; a description that leads nowhere gives nobody."""
        found = self.at(self.place)
        return frozenset(m.actor for m in found if m.actor in self.known or not m.actor.startswith("name:"))

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Whom the case says is meant."""
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
        """Whether it was led to exactly these."""
        return self.given == self.wanted

    @property
    def misled(self) -> bool:
        """Whether somebody else was named, where naming nobody would have done no harm."""
        return not self.right and bool(self.given - self.wanted)


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file."""
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return cases


def answer_all(coder: Coder, cases: Sequence[dict[str, Any]]) -> list[Answer]:
    """Whom the coder takes each case's mention for, in the order of the cases."""
    articles = [Article(id=str(n), text=case["text"], published=case["published"]) for n, case in enumerate(cases)]
    readings = map(coder.read_actors, articles)
    return [Answer(case, *reading) for case, reading in zip(cases, readings, strict=True)]


def shares(answers: Sequence[Answer]) -> dict[str, tuple[int, float]]:
    """For each kind the number of cases and the share that is right."""
    kinds: dict[str, list[bool]] = {}
    for answer in answers:
        kinds.setdefault(answer.case["kind"], []).append(answer.right)
    return {kind: (len(right), sum(right) / len(right)) for kind, right in sorted(kinds.items())}
