"""Events as records: what an occurrence is, when, where and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from dragoman.extract.events.candidates import Report, former, state_body
from dragoman.extract.events.joining import Occurrence
from dragoman.extract.events.verdict import confidence
from dragoman.lexicon import Lexicon
from dragoman.model.mention import Mention, Moment
from dragoman.model.record import DateRange, Event, Evidence, Modality, Party, Where
from dragoman.model.text import Span
from dragoman.parse.modality import ModalityReader
from dragoman.parse.tree import Tree

_LEAD = 3
"""Sentences from the top (headline included) whose events are what the report is about."""

Scene = Callable[[Tree, int], Where | None]
"""Where the event told by a token of a sentence happens."""


class Recorder:
    """Makes records of occurrences with one lexicon."""

    def __init__(self, lexicon: Lexicon, modality: ModalityReader) -> None:
        self._codes = lexicon.codes
        self._types = lexicon.codes.type_traits
        self._mission = lexicon.codes.sector_traits.mission
        self._locative = lexicon.grammar.locative
        self._modality = modality

    def records(
        self, occurrences: Sequence[Occurrence], report: Report, times: Sequence[Moment], scene: Scene
    ) -> tuple[Event, ...]:
        """The events of an article, numbered in this order; `scene` tells where the event of a token happens."""
        found: list[Event] = []
        past: Occurrence | None = None
        for one in occurrences:
            record = self.record(f"e{len(found) + 1}", one, report, scene)
            if record.modality == "actual" and past is not None and self._goes_on(one, past, times):
                record = replace(record, modality="historical", central=False)
            past = one if record.modality == "historical" else None
            found.append(record)
        return tuple(found)

    def record(self, name: str, one: Occurrence, report: Report, scene: Scene) -> Event:
        """The record of an occurrence."""
        event, tree = one.event, one.tree
        code = self._codes.types.get((event.type, event.mode)) or self._codes.types[event.type, None]
        modality = cast(Modality, event.modality)
        told = [(d.candidate.tree, d.verdict.event) for d in one.all]
        return Event(
            id=name,
            type=event.type,
            modes=(event.mode,) if event.mode else (),
            contexts=self._contexts(report, tree.span),
            modality=modality,
            modality_cue=self._cue(one, report),
            base_type=event.base_type or event.type,
            actors=self._parties(one.actors, report) or (self._unknown(one),),
            recipients=self._parties(one.recipients, report),
            trigger=tree.chars(*event.trigger),
            sentence=tree.span,
            date=self._date(one, report, said=code.quad_class in (1, 3)),
            place=next((where for t, e in told if (where := scene(t, e.head))), None),
            attribution=report.attributions.attribution(event, tree),
            central=self._central(one) and modality in ("actual", "future"),
            confidence=_confidence(one),
            cameo=code.cameo,
            quad_class=code.quad_class,
            score=code.score,
            evidence=tuple(Evidence(t.span, t.chars(*e.trigger)) for t, e in told),
            rule=event.rule or None,
            reciprocal=self._reciprocal(one),
        )

    @staticmethod
    def _central(one: Occurrence) -> bool:
        """Whether the report is about it: told near the top, or the verdict says so."""
        sure = one.best.verdict.central
        return any(d.candidate.tree.index < _LEAD for d in one.all) if sure is None else sure >= 0.5

    def _reciprocal(self, one: Occurrence) -> bool:
        """Whether several do it together and to nobody else: by the rule, or by the type (`both promised talks`)."""
        several = len({m.actor for m in one.actors}) > 1 and not one.recipients
        return several and (one.event.reciprocal or one.event.type in self._types.mutual - self._types.judges)

    def _cue(self, one: Occurrence, report: Report) -> Span | None:
        event, tree = one.event, one.tree
        cue = None if event.cue is None else tree.chars(event.cue, event.cue)
        return (former(self._modality, event, tree, report) or cue) if event.modality == "historical" else cue

    def _date(self, one: Occurrence, report: Report, said: bool) -> DateRange | None:
        """The day that a sentence names, else that of the narration, else the one that is assumed."""
        dates, modality = report.dates, cast(Modality, one.event.modality)
        for decision in one.all:
            tree, event = decision.candidate.tree, decision.verdict.event
            # What is done, or was agreed on or threatened, has no day to come.
            done = modality == "actual" and (event.type == event.base_type or tree.tags[event.head] == "VBD")
            if found := dates.of(tree, event.head, done):
                return found
        return (dates.narrated(one.tree, said) if modality == "actual" else None) or dates.assumed(modality)

    def _contexts(self, report: Report, span: Span) -> tuple[str, ...]:
        words = report.parse.article.words(span).lower()
        return tuple(name for name, terms in self._codes.contexts if terms.search(words))

    def _goes_on(self, one: Occurrence, past: Occurrence, times: Sequence[Moment]) -> bool:
        """Whether an undated event goes on in the time of the background told before it.

        So do a perfect (`In recent years X was accused. It has denied …`), and below the lead a past tense, for an
        event of the same type or an answer to it: `Last year Mali accused Togo. Togo denied it.`
        """
        event, tree = one.event, one.tree
        steps = tree.index - past.tree.index
        if event.perfect and not event.anaphor:
            return steps <= 1
        verb = next((t for t in (event.head, *tree.ancestors(event.head)) if tree.is_verb(t)), event.head)
        low, high = tree.span
        dated = any(t.type in ("DATE", "TIME") and low <= t.span[0] < high for t in times)
        lead = any(d.candidate.tree.index < _LEAD for d in one.all)
        asked = self._types.verbal - self._types.answers
        alike = event.type == past.event.type or (event.type in self._types.answers and past.event.type in asked)
        return steps == 1 and alike and tree.tags[verb] == "VBD" and not dated and not lead

    def _parties(self, found: Sequence[Mention], report: Report) -> tuple[Party, ...]:
        return tuple(Party(m.actor, self._span(m, report), m.country, m.sector, m.secondary) for m in found)

    def _span(self, mention: Mention, report: Report) -> Span:
        """The words that name a party: with the place that says which, as in `farmers in Mali`, `the force in Mali`."""
        mission = mention.country is None and mention.sector in self._mission
        if not mission and (not mention.described or mention.country is None):
            return mention.span
        tree = report.parse.tree(mention.sentence)
        after = mention.head + 1
        if after + 1 >= len(tree) or tree.lower[after] not in self._locative:
            return mention.span
        for place in tree.kids(after, "pobj"):
            for there in report.mentions.get(tree.index, place):
                if mention.country in (None, there.country) and (there.form == "place" or there.listed):
                    return mention.span[0], there.span[1]
        return mention.span

    def _unknown(self, one: Occurrence) -> Party:
        """The actor whom nobody names: the state for what only a state does, else UNK (R6)."""
        sector = state_body(one.event, self._codes)
        country = next((m.country for m in one.recipients if m.country), None)
        if sector is None or country is None or one.event.mode == "expel":
            return Party(None, None, None, "UNK")  # nobody expels his own diplomats
        return Party(None, None, country, sector)


def _confidence(one: Occurrence) -> float:
    """The verdict's own, or of the rules' one that counts what else tells it."""
    if one.best.verdict.by != "rule":
        return round(one.best.verdict.confidence, 3)
    return confidence(replace(one.event, actors=one.actors, recipients=one.recipients), len(one.all))
