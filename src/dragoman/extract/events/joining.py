"""Which candidates tell of one occurrence: the same type, and parties that do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.extract.events.candidate import Decision
from dragoman.extract.events.event_mention import EventMention
from dragoman.lexicon import Lexicon
from dragoman.model.mention import Mention
from dragoman.parse.tree import Tree

_LEAD = 3
"""Sentences after a headline that say what it leaves out."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event with all candidates that tell it; `best` says most of it.

    Parties that `best` does not name are lent by `others`. `headline` says that only headlines tell it.
    """

    best: Decision
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    headline: bool = False
    others: tuple[Decision, ...] = ()

    @property
    def event(self) -> EventMention:
        """The event as the best candidate is read."""
        return self.best.verdict.event

    @property
    def tree(self) -> Tree:
        """The sentence of the best candidate."""
        return self.best.candidate.tree

    @property
    def all(self) -> tuple[Decision, ...]:
        """The best candidate, then the others."""
        return (self.best, *self.others)

    @property
    def parties(self) -> tuple[Mention, ...]:
        """Actors and recipients together."""
        return (*self.actors, *self.recipients)

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """How much it says: parties named outright, then parties at all, then earlier."""
        named = sum(m.form not in ("pronoun", "pair") and not m.inferred for m in self.parties)
        return (
            not self.headline,
            bool(self.actors) + bool(self.recipients or self.event.reciprocal),
            named,
            -self.tree.index,
        )


def occurrence(decision: Decision) -> Occurrence:
    """What one candidate alone tells."""
    event = decision.verdict.event
    return Occurrence(decision, event.actors, event.recipients, decision.candidate.headline)


class Joiner:
    """Joins the accepted candidates of one article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._verbal = lexicon.codes.type_traits.verbal
        self._by_people = lexicon.codes.type_traits.by_people
        self._speaks_for_state = lexicon.codes.sector_traits.speaks_for_state
        self._further = lexicon.grammar.further

    def join(self, accepted: Iterable[Decision]) -> list[Occurrence]:
        """The occurrences that accepted candidates tell, in the order in which they are first told."""
        kept: list[Occurrence] = []
        for one in map(occurrence, accepted):
            places = [n for n, known in enumerate(kept) if self._same(known, one)]
            if not places:
                kept.append(one)
                continue
            joined = one
            for n in reversed(places[1:]):  # what ties two together that did not fit alone
                joined = _joined(kept.pop(n), joined)
            kept[places[0]] = _joined(kept[places[0]], joined)
        return kept

    def _same(self, a: Occurrence, b: Occurrence) -> bool:
        """Whether two may be one; a headline tells loosely what the body tells exactly."""
        if not {a.event.type, a.event.base_type} & {b.event.type, b.event.base_type}:
            return False
        headline = a.headline and not b.headline
        if not headline and a.event.type != b.event.type and "future" not in (a.event.modality, b.event.modality):
            return False
        if not headline and _class(a.event.modality) != _class(b.event.modality):
            return False
        if not headline and a.tree.index != b.tree.index and self._is_further(b):
            return False
        if not headline and _former(a) != _former(b) and a.event.modality != b.event.modality:
            return False
        if not headline and ((a.event.mode != b.event.mode and self._apart(a, b)) or _counted_apart(a, b)):
            return False
        if not headline and a.event.type in self._verbal and a.tree.index != b.tree.index:
            # What is said twice is one act only where it is said to the same.
            told_to = self._keys(a.recipients)
            return bool(told_to) and told_to == self._keys(b.recipients) and self._agree(a.actors, b.actors)
        if a.event.reciprocal or b.event.reciprocal:
            first, second = self._keys(a.parties), self._keys(b.parties)
            return len(first & second) >= (1 if headline else min(2, len(first), len(second)))
        if not a.actors or not b.actors:
            near = abs(a.tree.index - b.tree.index) <= 3
            return near and bool(self._keys(a.recipients) & self._keys(b.recipients))
        met = self._agree(a.recipients, b.recipients) or (headline and _leaves_out(a, b))
        return met and self._agree(a.actors, b.actors)

    def _apart(self, a: Occurrence, b: Occurrence) -> bool:
        """Whether different modes make two occurrences: a march is no hunger strike, a visit is not the talks."""
        if a.event.type == "CONSULT":
            return "visit" in (a.event.mode, b.event.mode)
        if a.event.type in self._by_people and a.event.type != "PROTEST":
            return a.tree.index != b.tree.index
        return a.event.mode is not None and b.event.mode is not None

    def _is_further(self, one: Occurrence) -> bool:
        """Whether an event is told as another one: `the court also jailed`."""
        tree = one.tree
        return any(tree.lower[k] in self._further for k in tree.kids(one.event.head, "advmod"))

    def _keys(self, mentions: tuple[Mention, ...]) -> set[str]:
        """Actors for comparison: a state and those who act for it count as one, and so do its unnamed people."""
        return {self._key(m) for m in mentions}

    def _key(self, mention: Mention) -> str:
        if mention.country and (mention.sector is None or mention.sector in self._speaks_for_state):
            return mention.country
        crowd = mention.sector == "CVL" and mention.plural
        return f"{mention.country}:people" if crowd and mention.country else mention.actor

    def _agree(self, a: tuple[Mention, ...], b: tuple[Mention, ...]) -> bool:
        first, second = self._keys(a), self._keys(b)
        return not first or not second or bool(first & second)


def _counted_apart(a: Occurrence, b: Occurrence) -> bool:
    """Whether one names a number of occurrences and the other does not point back: `two summits`, `meetings in May`."""
    counted = [t for t in (a, b) if t.tree.tags[t.event.head] == "NNS" and not t.event.carried]
    numbers = [" ".join(t.tree.lower[k] for k in t.tree.kids(t.event.head, "nummod")) for t in counted]
    points_back = any(t.tree.kids(t.event.head, "det", "poss") for t in (a, b))
    return len(counted) == 2 and numbers[0] != numbers[1] and not points_back


def _class(modality: str) -> str:
    return "actual" if modality in ("actual", "historical") else modality


def _former(one: Occurrence) -> bool:
    """Whether words of the report put an event into former times: then it is not the news told again."""
    return one.event.modality == "historical" and one.event.cue is not None


def _joined(a: Occurrence, b: Occurrence) -> Occurrence:
    best, other = (b, a) if b.weight > a.weight else (a, b)
    actors, recipients = best.actors, best.recipients
    if not recipients and other.recipients and not best.event.reciprocal:
        recipients = tuple(m for m in other.recipients if m.actor not in {x.actor for x in actors})
    return replace(
        best, actors=actors or other.actors, recipients=recipients, headline=a.headline and b.headline,
        others=(*best.others, other.best, *other.others),
    )  # fmt: skip


def _leaves_out(a: Occurrence, b: Occurrence) -> bool:
    """Whether a headline names a party by a bare noun, `Peru expels envoy`, and the lead says whose he is."""
    bare = all(m.form in ("noun", "role") and m.country is None for m in a.recipients)
    return bare and b.tree.index - a.tree.index <= _LEAD
