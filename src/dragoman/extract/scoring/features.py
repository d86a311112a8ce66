"""What is known of a point beside its text, as names: place, clause, how it is said, what the rules made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.extract.events import Findings
from dragoman.extract.events.event_mention import EventMention
from dragoman.lexicon.grammar import Grammar
from dragoman.model.mention import Mention, Mentions
from dragoman.model.record import Event, Position, Statement
from dragoman.parse.clauses import Clause, Clauses
from dragoman.parse.modality import ModalityCues, ModalityReader
from dragoman.parse.nominals import LightVerbs, clause_of
from dragoman.parse.tree import Tree

_PLACES = (0, 1, 2, 4, 7, 12, 20, 30)
_LENGTHS = (5, 10, 20, 40)
_FEW = (0, 1, 2, 4)
_EVENTS = (0, 2, 5, 10)
_SURE = (0.5, 0.65, 0.8)


@dataclass(frozen=True, slots=True)
class ByRules:
    """What the rules made of an article, with the statements of the text."""

    found: Findings
    positions: Sequence[Position]
    statements: Sequence[Statement]

    @property
    def mentions(self) -> Mapping[int, Sequence[EventMention]]:
        """Event mentions that stand on their own, by sentence."""
        return self.found.mentions

    @property
    def events(self) -> Sequence[Event]:
        """The events that the rules record."""
        return self.found.events


class Reported:
    """Whose words stand where: spans by place, so that a look-up does not read them all."""

    def __init__(self, spans: Sequence[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans, key=lambda item: item[0])
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in spans), default=0)

    def at(self, offset: int) -> str | None:
        """The name of the innermost span around an offset."""
        best: tuple[int, str] | None = None
        for number in range(bisect_right(self._starts, offset) - 1, -1, -1):
            start, end, name = self._spans[number]
            if start < offset - self._longest:
                break
            if offset < end and (best is None or end - start < best[0]):
                best = end - start, name
        return None if best is None else best[1]


class SentenceFeatures:
    """Names the features of the points of one sentence."""

    def __init__(
        self, tree: Tree, mentions: Mentions, reader: ModalityReader, light: LightVerbs, grammar: Grammar
    ) -> None:
        self.tree = tree
        self.clauses = Clauses(tree, grammar)
        self._mentions = mentions
        self._reader = reader
        self._light = light

    def clause(self, token: int) -> Clause:
        """The clause that a point heads."""
        return clause_of(self.clauses, token, self._light)

    def of(self, clause: Clause) -> Iterator[str]:
        """Features of a clause by itself."""
        tree, token = self.tree, clause.head
        yield f"lemma={tree.lemmas[token].lower()}|{clause.kind[0]}"
        yield f"tag={tree.tags[token]}"
        yield f"dep={tree.deps[token]}"
        if tree.heads[token] != token:
            yield f"above={tree.tags[tree.heads[token]][:2]}"
        for name, tokens in clause.slots.items():
            if tokens:
                yield f"slot={name}"
            for one in tokens[:3]:
                yield f"filled={name}:{_kind(self._mentions.get(tree.index, one))}"
        if clause.through is not None:
            yield f"through={tree.lemmas[clause.through].lower()}"
        if clause.complements:
            yield "complement"
        yield from self._said(clause)

    def _said(self, clause: Clause) -> Iterator[str]:
        """How it is said: modal, negated, conditional, in which tense."""
        verb = clause.head if clause.kind == "verb" else clause.through
        cues = self._cues(clause)
        if cues is not None:
            yield f"modal={cues.modal}"
            told = {
                "negated": cues.negation is not None, "conditional": cues.condition is not None,
                "pluperfect": cues.pluperfect, "perfect": cues.perfect,
            }  # fmt: skip
            yield from (name for name, holds in told.items() if holds)
        if verb is not None and self._reader.infinitive(self.tree, verb) is not None:
            yield "infinitive"
        if verb is not None and self._reader.past(self.tree, verb, self.tree.index >= 3) is not None:
            yield "before"

    def _cues(self, clause: Clause) -> ModalityCues | None:
        if clause.kind == "verb":
            return self._reader.verb(self.clauses, clause.head)
        if clause.kind == "noun":
            return self._reader.noun(self.clauses, clause.head, clause.through)
        return None


class ArticleFeatures:
    """Names what an article as a whole, and the rules, say of its points."""

    def __init__(self, trees: Sequence[Tree], text: str, rules: ByRules) -> None:
        self._length = _step(len(trees), _LENGTHS)
        self._headline = trees[0].index if trees and _is_headline(trees[0], text) else -1
        self._kinds = Reported([(*span, s.kind) for s in rules.statements for span in s.content])
        self._cues = Reported([(*span, s.act) for s in rules.statements for span in s.cue])
        self._rules = rules
        self._events = _step(len(rules.events), _EVENTS)
        self._triggers = sorted(
            ((e.trigger[0], e.trigger[1], event) for event in rules.events for e in event.evidence),
            key=lambda item: item[:2],
        )
        self._starts = [start for start, _, _ in self._triggers]
        self._contents = sorted(((*p.content, p.act) for p in rules.positions), key=lambda item: item[:2])
        self._told: Counter[str] = Counter()

    def of(self, tree: Tree, token: int, named: int) -> Iterator[str]:
        """Features of a point by its place; `named` tokens of its sentence name somebody."""
        start = tree.starts[token]
        yield f"sentence={_step(tree.index, _PLACES)}"
        yield f"sentences={self._length}"
        yield "headline" if tree.index == self._headline else "body"
        yield f"named={_step(named, _FEW)}"
        yield f"words={self._kinds.at(start) or 'own'}"
        cue = self._cues.at(start)
        if cue:
            yield f"reports={cue}"
        yield f"seen={min(2, self._told[tree.lemmas[token].lower()])}"
        yield from (f"rules:{name}" for name in self._by_rules(tree, token))

    def read(self, tree: Tree, tokens: Sequence[int]) -> None:
        """Take note of the points of a sentence, so that later ones are known to repeat them."""
        self._told.update(tree.lemmas[token].lower() for token in tokens)

    def event_at(self, offset: int) -> Event | None:
        """The rules' event that a point triggers."""
        return next((event for event in self._at(offset)), None)

    def _at(self, offset: int) -> list[Event]:
        first = bisect_right(self._starts, offset - 100)
        last = bisect_right(self._starts, offset)
        return [event for start, end, event in self._triggers[first:last] if start <= offset < end]

    def _within(self, tree: Tree) -> list[Event]:
        low, high = tree.span
        return [
            e for _, _, e in self._triggers[bisect_right(self._starts, low - 1) : bisect_right(self._starts, high - 1)]
        ]

    def _by_rules(self, tree: Tree, token: int) -> Iterator[str]:
        start = tree.starts[token]
        for one in self._rules.mentions.get(tree.index, ()):
            yield f"{'tells' if one.head == token else 'beside'}={one.type}"
            if one.head == token:
                yield f"base={one.base_type}"
                yield f"modality={one.modality}"
                yield f"rule={one.rule}"
                yield f"parties={min(1, len(one.actors))}{min(1, len(one.recipients))}"
                yield f"read={one.type}:{one.modality}"
        own = self._at(start)
        yield f"event={own[0].type if own else 'none'}"
        for event in own:
            yield f"event:{event.modality}"
            yield f"event={event.type}:{event.modality}"
            yield f"central={event.central}"
            yield f"sure={_step(event.confidence, _SURE)}"
        within = self._within(tree)
        yield from (f"near={event.type}" for event in within)
        yield f"any={bool(within)}"
        yield f"events={self._events}"
        low, high = tree.span
        for first, last, act in self._contents:
            if first <= start < last:
                yield f"within={act}"
            elif low <= first < high:
                yield f"takes={act}"


def _kind(mentions: Sequence[Mention]) -> str:
    """Who fills a slot, roughly: sector, known or not, of a country or not."""
    if not mentions:
        return "none"
    one = mentions[0]
    return f"{(one.sector or '-')[:3]}{'w' if one.weak else ''}{'c' if one.country else ''}"


def _step(value: float, steps: Sequence[float]) -> int:
    return sum(value > step for step in steps)


def _is_headline(tree: Tree, text: str) -> bool:
    return len(tree) < 25 and text[tree.ends[-1] - 1] not in ".!?\"'"
