"""Candidates as the model sees them: its type, modality and parties, with what the rules know of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.extract.events.candidate import Candidate, Decision, Verdict
from dragoman.extract.events.candidates import matter
from dragoman.extract.events.event_mention import EventMention, trigger
from dragoman.extract.events.joining import Occurrence, occurrence
from dragoman.extract.scoring.decide import Told, parties
from dragoman.extract.scoring.reader import Reading
from dragoman.extract.scoring.thresholds import Thresholds
from dragoman.parse.clauses import Clause
from dragoman.parse.tree import Tree

_LEAD = 3
"""Sentences from the top, headline included, that tell the news."""

Compose = Mapping[str, tuple[str, str | None]]


def weigh(
    told: Iterable[Told], known: Mapping[int, Sequence[EventMention]], limits: Thresholds, tense: Compose
) -> list[Occurrence]:
    """The occurrences of accepted events; `tense` says what PLOVER makes of types that are still to come."""
    found: dict[tuple[int, str], Occurrence] = {}
    for one in sorted(told, key=lambda one: (-one.confidence, one.place)):
        event = _event(one, one.reading, _by_rule(one, known), limits, tense)
        others = tuple(_decision(_event(one, r, None, limits, tense), one, r) for r in one.again)
        made = replace(occurrence(_decision(event, one, one.reading)), others=others)
        found.setdefault((one.place[0], event.type), made)  # `agreed to withdraw` is one promise
    return sorted(found.values(), key=lambda made: made.best.place)


def _decision(event: EventMention, one: Told, reading: Reading) -> Decision:
    tree = reading.passage.tree
    candidate = Candidate(event, tree, _clause(tree, event.head), matter=matter(event))
    return Decision(candidate, Verdict(event, one.confidence, by="model", central=reading.central))


def _by_rule(one: Told, known: Mapping[int, Sequence[EventMention]]) -> EventMention | None:
    """What the rules say of the same words, if it is of the same type."""
    here = [e for e in known.get(one.place[0], ()) if one.type in (e.type, e.base_type)]
    return next((e for e in here if e.head == one.place[1]), None)


def _event(one: Told, reading: Reading, rule: EventMention | None, limits: Thresholds, tense: Compose) -> EventMention:
    tree, token = reading.passage.tree, reading.point.token
    modality = _modality(reading, rule)
    actors, recipients = parties(reading, limits)
    base = rule or _bare(tree, token)
    type_, mode = one.type, base.mode if rule is not None and rule.type == one.type else None
    to_come = tense.get(one.type, ("=", None)) if modality == "future" else ("=", None)
    if not to_come[0].startswith("="):
        (type_, mode), modality = to_come, "actual"
    kept = modality == base.modality
    return replace(
        base, type=type_, mode=mode, base_type=one.type, modality=modality, cue=base.cue if kept else None,
        actors=actors, recipients=recipients, carried=True,
    )  # fmt: skip


def _modality(reading: Reading, rule: EventMention | None) -> str:
    """The model's modality, but negated where a word of the clause denies it, and news where the lead tells it so."""
    if rule is not None and rule.cue is not None and rule.modality == "negated":
        return "negated"
    news = rule is not None and rule.modality == "actual" and reading.place[0] < _LEAD
    return "actual" if news and reading.modality == "historical" else reading.modality


def _bare(tree: Tree, token: int) -> EventMention:
    return EventMention("", None, "", "actual", None, (), (), token, trigger(tree, _clause(tree, token)), "")


def _clause(tree: Tree, token: int) -> Clause:
    return Clause(token, "verb", tree.lemmas[token], {})
