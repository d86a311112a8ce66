"""Events: who did what to whom, in what mode, context and modality, when and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from dragoman.extract.dating import Dates
from dragoman.extract.events.attribution import Attributions
from dragoman.extract.events.candidates import Candidate, Weighed, candidates_of, join, state_act
from dragoman.extract.events.event_mention import EventMention
from dragoman.extract.events.sentence import Sentence
from dragoman.extract.events.topics import Politics
from dragoman.lexicon import Lexicon
from dragoman.lexicon.grammar import grammar
from dragoman.model.mention import Mention, Mentions, Moment
from dragoman.model.record import Event, Evidence, Modality, Party, Statement, Where
from dragoman.model.text import Span
from dragoman.parse.modality import ModalityReader
from dragoman.parse.nlp import Parse
from dragoman.parse.nominals import LightVerbs
from dragoman.parse.tree import Tree

_STOPS = frozenset({".", "!", "?", '"', "'"})
_LEAD = 3
"""Sentences from the top (headline included) whose events are what the report is about."""
_WORDS = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_ANSWERS = frozenset({"AGREE", "REJECT"})


Scene = Callable[[Tree, int], Where | None]
"""Where the event told by a token of a sentence happens."""


def _nowhere(_tree: Tree, _head: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class _Context:
    """What the other stages know of an article."""

    mentions: Mentions
    dates: Dates
    attributions: Attributions
    scene: Scene


class EventExtractor:
    """Codes the events of parsed articles with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rules = lexicon.events
        self._codes = lexicon.codes
        self._topics = lexicon.topics
        self._modality = ModalityReader(lexicon.events.cues)
        light = lexicon.events.light
        names = ("active", "passive", "occur", "prepositional")
        self._light = LightVerbs(*(light.get(name, frozenset()) for name in names))

    def sentence(self, tree: Tree, mentions: Mentions, attributions: Attributions | None = None) -> Sentence:
        """The events of one sentence; `attributions` knows the statements of its article."""
        return Sentence(tree, mentions, self._rules, self._modality, self._light, attributions)

    def extract(
        self,
        parse: Parse,
        mentions: Mentions,
        times: Sequence[Moment],
        statements: Sequence[Statement] = (),
        scene: Scene | None = None,
    ) -> tuple[Event, ...]:
        """All events of an article, in the order in which they are first told.

        `scene` tells where the event of a token happens: a place and the words that name it.
        """
        candidates: list[Candidate] = []
        dates = Dates(parse.article, times, parse.trees)
        attributions = Attributions(statements, mentions)
        politics = Politics(self._topics, parse, mentions)
        for tree in parse.trees:
            headline = tree.paragraph == 0 and tree.words[-1] not in _STOPS
            for found in self.sentence(tree, mentions, attributions).events():
                event = _resumed(found, candidates) if found.anaphor else found
                if event.modality == "actual" and (cue := self._former(parse, tree, event, dates)):
                    event = replace(event, modality="historical", cue=tree.at(cue[0]))
                candidates.extend(
                    candidate
                    for candidate in candidates_of(attributions.alleged(event, tree), tree, mentions, headline)
                    if not politics.refuses(tree, _matter(event), candidate.parties, candidate.event.carried)
                )
        records: list[Event] = []
        past: Candidate | None = None
        for candidate in join(candidates):
            around = _Context(mentions, dates, attributions, scene or _nowhere)
            record = self._record(f"e{len(records) + 1}", candidate, parse, around)
            if record.modality == "actual" and past is not None and _goes_on(candidate, past, times):
                record = replace(record, modality="historical", central=False)
            past = candidate if record.modality == "historical" else None
            records.append(record)
        return tuple(records)

    def told(self, parse: Parse, mentions: Mentions, attributions: Attributions) -> dict[int, list[EventMention]]:
        """What the rules see told, by sentence, also where it is no event yet."""
        return {tree.index: self.sentence(tree, mentions, attributions).events() for tree in parse.trees}

    def weighed(
        self,
        parse: Parse,
        mentions: Mentions,
        times: Sequence[Moment],
        statements: Sequence[Statement],
        scene: Scene,
        accepted: Sequence[Weighed],
    ) -> tuple[Event, ...]:
        """The events of an article that the model accepts."""
        around = _Context(mentions, Dates(parse.article, times, parse.trees), Attributions(statements, mentions), scene)
        politics = Politics(self._topics, parse, mentions)
        records: list[Event] = []
        for one in accepted:
            event, tree = one.candidate.event, one.candidate.tree
            if politics.refuses(tree, _matter(event), one.candidate.parties, True):
                continue
            record = self._record(f"e{len(records) + 1}", one.candidate, parse, around)
            central = one.central >= 0.5 and record.modality in ("actual", "future")
            records.append(
                replace(
                    record, confidence=round(one.confidence, 3), central=central, rule=event.rule if one.ruled else None
                )
            )
        return tuple(records)

    def why_none(self, parse: Parse, mentions: Mentions) -> str:
        """Why an article without events has none: in how many sentences what was missing."""
        politics = Politics(self._topics, parse, mentions)
        reasons: Counter[str] = Counter()
        for tree in parse.trees:
            reasons[self._missing(tree, mentions, politics)] += 1
        counts = ", ".join(f"in {count} {reason}" for reason, count in reasons.most_common())
        return f"{len(parse.trees)} sentences were read and none told an event" + (f": {counts}" if counts else "")

    def _missing(self, tree: Tree, mentions: Mentions, politics: Politics) -> str:
        events = self.sentence(tree, mentions).events()
        if not events:
            return "no rule fits"
        for event in events:
            for candidate in candidates_of(event, tree, mentions):
                return politics.refuses(tree, event.type, candidate.parties, event.carried) or "no rule fits"
        return "nobody is named who acts in politics"

    def _record(self, name: str, candidate: Candidate, parse: Parse, around: _Context) -> Event:
        event, tree, dates, scene = candidate.event, candidate.tree, around.dates, around.scene
        code = self._codes.types.get((event.type, event.mode)) or self._codes.types[event.type, None]
        evidence = [(tree, event), *candidate.others]
        actual = event.modality == "actual"
        # What is done, or was agreed on or threatened, has no day to come.
        done = [actual and (event.type == event.base_type or t.tags[one.head] == "VBD") for t, one in evidence]
        found = (dates.of(t, one.head, past) for (t, one), past in zip(evidence, done, strict=True))
        date = next(filter(None, found), None)
        modality = cast(Modality, event.modality)
        said = code.quad_class in (1, 3)
        cue = None if event.cue is None else tree.chars(event.cue, event.cue)
        if modality == "historical":
            cue = self._former(parse, tree, event, dates) or cue
        return Event(
            id=name,
            type=event.type,
            modes=(event.mode,) if event.mode else (),
            contexts=self._contexts(parse, tree.span),
            modality=modality,
            modality_cue=cue,
            base_type=event.base_type or event.type,
            actors=_parties(candidate.actors, parse, around.mentions) or (_unknown(candidate),),
            recipients=_parties(candidate.recipients, parse, around.mentions),
            trigger=tree.chars(*event.trigger),
            sentence=tree.span,
            date=date or (dates.narrated(tree, said) if modality == "actual" else None) or dates.assumed(modality),
            place=next((where for t, one in evidence if (where := scene(t, one.head))), None),
            attribution=around.attributions.attribution(event, tree),
            central=any(t.index < _LEAD for t, _ in evidence) and modality in ("actual", "future"),
            confidence=_confidence(candidate),
            cameo=code.cameo,
            quad_class=code.quad_class,
            score=code.score,
            evidence=tuple(Evidence(t.span, t.chars(*one.trigger)) for t, one in evidence),
            rule=event.rule,
        )

    def _former(self, parse: Parse, tree: Tree, event: EventMention, dates: Dates) -> Span | None:
        """The words that put an event into former times."""
        found = self._modality.background(tree, parse.article.words(tree.span), event.head)
        if found is not None:
            return tree.span[0] + found[0], tree.span[0] + found[1]
        date = dates.of(tree, event.head, done=event.type == event.base_type)
        return date.span if date is not None and dates.is_history(date) else None

    def _contexts(self, parse: Parse, span: Span) -> tuple[str, ...]:
        words = parse.article.words(span).lower()
        return tuple(name for name, terms in self._codes.contexts if terms.search(words))


def _matter(event: EventMention) -> str:
    """The type by which an event is judged political: a threat to strike is as political as a strike."""
    return "PROTEST" if event.base_type == "PROTEST" else event.type


def _goes_on(candidate: Candidate, past: Candidate, times: Sequence[Moment]) -> bool:
    """Whether an undated event goes on in the time of the background told before it.

    So do a perfect (`In recent years X was accused. It has denied …`), and below the lead a past tense, for an event of
    the same type or an answer to it: `Last year Mali accused Togo. Togo denied it.`
    """
    event, tree = candidate.event, candidate.tree
    steps = tree.index - past.tree.index
    if event.perfect and not event.anaphor:
        return steps <= 1
    verb = next((t for t in (event.head, *tree.ancestors(event.head)) if tree.is_verb(t)), event.head)
    low, high = tree.span
    dated = any(t.type in ("DATE", "TIME") and low <= t.span[0] < high for t in times)
    lead = any(t.index < _LEAD for t, _ in ((tree, event), *candidate.others))
    alike = event.type == past.event.type or (event.type in _ANSWERS and past.event.type in _WORDS)
    return steps == 1 and alike and tree.tags[verb] == "VBD" and not dated and not lead


def _resumed(event: EventMention, candidates: Sequence[Candidate]) -> EventMention:
    """An event of `the talks` with the parties of the last talks that were told."""
    last = next((t for t in reversed(candidates) if t.event.base_type == "CONSULT" and t.event.reciprocal), None)
    if last is None or event.type == "CONSULT":
        return event
    return replace(event, actors=last.actors, reciprocal=True, carried=True)


def _parties(found: Sequence[Mention], parse: Parse, mentions: Mentions) -> tuple[Party, ...]:
    return tuple(Party(m.actor, _span(m, parse, mentions), m.country, m.sector, m.secondary) for m in found)


def _span(mention: Mention, parse: Parse, mentions: Mentions) -> Span:
    """The words that name a party: with the place that says which, as in `farmers in Mali` or `the force in Mali`."""
    mission = mention.country is None and mention.sector in ("IGO", "UNO")
    if not mission and (not mention.described or mention.country is None):
        return mention.span
    tree = parse.trees[mention.sentence]
    after = mention.head + 1
    if after + 1 >= len(tree) or tree.lower[after] not in grammar().locative:
        return mention.span
    for place in tree.kids(after, "pobj"):
        for there in mentions.get(tree.index, place):
            if mention.country in (None, there.country) and (there.form == "place" or there.listed):
                return mention.span[0], there.span[1]
    return mention.span


def _unknown(candidate: Candidate) -> Party:
    """The actor whom nobody names: the state for what only a state does, else UNK (R6)."""
    sector = state_act(candidate)
    country = next((m.country for m in candidate.recipients if m.country), None)
    if sector is None or country is None or candidate.event.mode == "expel":
        return Party(None, None, None, "UNK")  # nobody expels his own diplomats
    return Party(None, None, country, sector)


def _confidence(candidate: Candidate) -> float:
    """A rough share of how many such records are right; see docs/architecture.md."""
    event = candidate.event
    sure = 0.55 + 0.1 * bool(candidate.recipients or event.reciprocal) + 0.05 * min(2, len(candidate.others))
    named = [_outright(m) and m.country is not None for m in candidate.parties]
    sure += 0.15 * (sum(named) / len(named) if named else 0)
    sure -= 0.1 * (not candidate.actors) + 0.05 * len(event.operators)
    return round(max(0.2, min(0.95, sure)), 2)


def _outright(mention: Mention) -> bool:
    """Whether a name or a role says by itself who is meant."""
    return mention.listed or mention.person_by_name or (mention.form == "role" and mention.step is None)
