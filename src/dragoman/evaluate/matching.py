"""Which coded record tells what a gold record tells.

Events: the same type (the coded type, or the type before PLOVER's tense rules, read as future) and a shared
sentence. Positions: the same act, the same sentence, and contents that share half of the shorter one's words.
Statements: contents that share half of all their words. Pairs are one to one, best first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from dragoman import lexicon
from dragoman.evaluate.gold import GoldEvent, GoldPosition, GoldStatement
from dragoman.model.record import Event, Party, Position, Statement
from dragoman.model.text import Span

_WORD = re.compile(r"\w+")
_LONGEST_SENTENCE = 300

Pairs = list[tuple[int, int]]
Candidate = tuple[tuple[Any, ...], int, int]


def pair_events(events: Sequence[Event], golds: Sequence[GoldEvent], text: str) -> Pairs:
    """Index pairs of coded and gold events that are about the same thing."""
    candidates: list[Candidate] = []
    for ours, event in enumerate(events):
        for theirs, gold in enumerate(golds):
            if gold.type in {kind for kind, _ in readings(event)} and shares_sentence(event, gold):
                words = text[event.trigger[0] : event.trigger[1]]
                merit = (
                    same_parties(event, gold),
                    same_modality(event, gold),
                    gold.trigger in words,
                    gold.required,
                )
                candidates.append((merit, ours, theirs))
    return _best_first(candidates)


def pair_positions(positions: Sequence[Position], golds: Sequence[GoldPosition], text: str) -> Pairs:
    """Index pairs of coded and gold positions that are about the same thing."""
    candidates: list[Candidate] = []
    for ours, position in enumerate(positions):
        mine = _words(text[position.content[0] : position.content[1]])
        for theirs, gold in enumerate(golds):
            if position.act != gold.act or not same_sentence(position.sentence, gold.evidence):
                continue
            wanted = _words(gold.content)
            shared = len(mine & wanted)
            if shared and 2 * shared >= min(len(mine), len(wanted)):
                candidates.append(((shared, gold.required), ours, theirs))
    return _best_first(candidates)


def pair_statements(statements: Sequence[Statement], golds: Sequence[GoldStatement], text: str) -> Pairs:
    """Index pairs of coded and gold statements whose contents share at least half of all their words."""
    candidates: list[Candidate] = []
    wanted = [_word_places(text, gold.content) for gold in golds]
    for ours, statement in enumerate(statements):
        mine = _word_places(text, statement.content)
        for theirs, gold in enumerate(golds):
            every = len(mine | wanted[theirs])
            likeness = len(mine & wanted[theirs]) / every if every else 0.0
            if likeness >= 0.5:
                candidates.append(((likeness, gold.required), ours, theirs))
    return _best_first(candidates)


def readings(event: Event) -> set[tuple[str, str]]:
    """The type and modality pairs an event may be read as: gold readers do not apply PLOVER's tense rules."""
    plain = {(event.type, str(event.modality))}
    return plain | {(event.base_type, "future")} if event.base_type != event.type else plain


def same_modality(event: Event, gold: GoldEvent) -> bool:
    """Whether one reading of the event has the gold's type and modality."""
    return (gold.type, gold.modality) in readings(event)


def same_parties(event: Event, gold: GoldEvent) -> bool:
    """Whether a country or international class is shared on both sides, or on any where one side is empty."""
    actors, targets = _party_codes(event.actors), _party_codes(event.recipients)
    gold_actors, gold_targets = _gold_codes(gold.actors), _gold_codes(gold.recipients)
    if targets and gold_targets:
        return bool(actors & gold_actors) and bool(targets & gold_targets)
    everyone = gold_actors | gold_targets
    return not everyone or bool((actors | targets) & everyone)


def same_speaker(statement: Statement, gold: GoldStatement, text: str) -> bool:
    """Whether both name the speaker with a word in common, in the same place, or both name none."""
    span = statement.speaker.span if statement.speaker else None
    if span is None or gold.speaker is None:
        return span is None and gold.speaker is None
    return bool(_word_places(text, [span]) & _word_places(text, [gold.speaker]))


def shares_sentence(event: Event, gold: GoldEvent) -> bool:
    """Whether one of the event's sentences is one of the gold's."""
    told = [evidence.sentence for evidence in event.evidence] or [event.sentence]
    return any(same_sentence(sentence, wanted) for sentence in told for wanted in gold.evidence)


def same_sentence(coded: Span, gold: Span) -> bool:
    """Whether two sentences share half of the shorter one, and the coded one is not far longer."""
    shared = min(coded[1], gold[1]) - max(coded[0], gold[0])
    length, wanted = coded[1] - coded[0], gold[1] - gold[0]
    return shared > 0 and 2 * shared >= min(length, wanted) and length <= max(_LONGEST_SENTENCE, 3 * wanted)


def _best_first(candidates: Iterable[Candidate]) -> Pairs:
    ours_taken: set[int] = set()
    theirs_taken: set[int] = set()
    pairs: Pairs = []
    for _, ours, theirs in sorted(candidates, key=lambda candidate: candidate[0], reverse=True):
        if ours not in ours_taken and theirs not in theirs_taken:
            ours_taken.add(ours)
            theirs_taken.add(theirs)
            pairs.append((ours, theirs))
    return pairs


def _party_codes(parties: Iterable[Party]) -> set[str]:
    return {party.country or _international(party.sector or "UNK") for party in parties}


def _gold_codes(names: Iterable[str]) -> set[str]:
    return {_international(name.split()[0]) if name.strip() else "UNK" for name in names}


def _international(code: str) -> str:
    return "IGO" if code in lexicon.load().codes.sector_traits.international else code


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _word_places(text: str, spans: Iterable[Span]) -> set[int]:
    return {found.start() for start, end in spans for found in _WORD.finditer(text, start, end)}
