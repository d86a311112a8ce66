"""Events: who did what to whom, in what mode, context and modality, when and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from dragoman.extract.dating import Dates
from dragoman.extract.events.deed import Deed
from dragoman.extract.events.sentence import Sentence
from dragoman.extract.events.tellings import Telling, join, state_act, tellings_of
from dragoman.extract.events.told import Told
from dragoman.extract.events.topics import Politics
from dragoman.lexicon import Lexicon
from dragoman.lexicon.grammar import grammar
from dragoman.model.mention import Mention, Mentions, Moment
from dragoman.model.record import Event, Evidence, Modality, Party, Statement, Where
from dragoman.model.text import Span
from dragoman.parse.modality import Moods
from dragoman.parse.nlp import Parse
from dragoman.parse.nominals import LightVerbs
from dragoman.parse.tree import Tree

_STOPS = frozenset({".", "!", "?", '"', "'"})
_LEAD = 3
"""Sentences from the top (headline included) whose events are what the report is about."""
_WORDS = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_ANSWERS = frozenset({"AGREE", "REJECT"})


Scene = Callable[[Tree, int], Where | None]
"""Where the deed told by a token of a sentence happens."""


def _nowhere(_tree: Tree, _head: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class _Context:
    """What the other stages know of an article."""

    mentions: Mentions
    dates: Dates
    told: Told
    scene: Scene


class EventExtractor:
    """Codes the events of parsed articles with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rules = lexicon.events
        self._codes = lexicon.codes
        self._topics = lexicon.topics
        self._moods = Moods(lexicon.events.cues)
        light = lexicon.events.light
        names = ("active", "passive", "occur", "prepositional")
        self._light = LightVerbs(*(light.get(name, frozenset()) for name in names))

    def sentence(self, tree: Tree, mentions: Mentions, told: Told | None = None) -> Sentence:
        """The deeds of one sentence; `told` knows the statements of its article."""
        return Sentence(tree, mentions, self._rules, self._moods, self._light, told)

    def extract(
        self,
        parse: Parse,
        mentions: Mentions,
        times: Sequence[Moment],
        statements: Sequence[Statement] = (),
        scene: Scene | None = None,
    ) -> tuple[Event, ...]:
        """All events of an article, in the order in which they are first told.

        `scene` tells where the deed of a token happens: a place and the words that name it.
        """
        tellings: list[Telling] = []
        dates = Dates(parse.article, times, parse.trees)
        told = Told(statements, mentions)
        politics = Politics(self._topics, parse, mentions)
        for tree in parse.trees:
            headline = tree.paragraph == 0 and tree.words[-1] not in _STOPS
            for found in self.sentence(tree, mentions, told).deeds():
                deed = _resumed(found, tellings) if found.anaphor else found
                if deed.modality == "actual" and (cue := self._former(parse, tree, deed, dates)):
                    deed = replace(deed, modality="historical", cue=tree.at(cue[0]))
                tellings.extend(
                    telling
                    for telling in tellings_of(told.alleged(deed, tree), tree, mentions, headline)
                    if not politics.refuses(tree, _matter(deed), telling.parties, telling.deed.carried)
                )
        events: list[Event] = []
        past: Telling | None = None
        for telling in join(tellings):
            around = _Context(mentions, dates, told, scene or _nowhere)
            event = self._event(f"e{len(events) + 1}", telling, parse, around)
            if event.modality == "actual" and past is not None and _goes_on(telling, past, times):
                event = replace(event, modality="historical", central=False)
            past = telling if event.modality == "historical" else None
            events.append(event)
        return tuple(events)

    def why_none(self, parse: Parse, mentions: Mentions) -> str:
        """Why an article without events has none: in how many sentences what was missing."""
        politics = Politics(self._topics, parse, mentions)
        reasons: Counter[str] = Counter()
        for tree in parse.trees:
            reasons[self._missing(tree, mentions, politics)] += 1
        told = ", ".join(f"in {count} {reason}" for reason, count in reasons.most_common())
        return f"{len(parse.trees)} sentences were read and none told an event" + (f": {told}" if told else "")

    def _missing(self, tree: Tree, mentions: Mentions, politics: Politics) -> str:
        deeds = self.sentence(tree, mentions).deeds()
        if not deeds:
            return "no rule fits"
        for deed in deeds:
            for telling in tellings_of(deed, tree, mentions):
                return politics.refuses(tree, deed.type, telling.parties, deed.carried) or "no rule fits"
        return "nobody is named who acts in politics"

    def _event(self, name: str, telling: Telling, parse: Parse, around: _Context) -> Event:
        deed, tree, dates, scene = telling.deed, telling.tree, around.dates, around.scene
        code = self._codes.types.get((deed.type, deed.mode)) or self._codes.types[deed.type, None]
        told = [(tree, deed), *telling.others]
        actual = deed.modality == "actual"
        # What is done, or was agreed on or threatened, has no day to come.
        done = [actual and (deed.type == deed.base_type or t.tags[one.head] == "VBD") for t, one in told]
        found = (dates.of(t, one.head, past) for (t, one), past in zip(told, done, strict=True))
        date = next(filter(None, found), None)
        modality = cast(Modality, deed.modality)
        said = code.quad_class in (1, 3)
        cue = None if deed.cue is None else tree.chars(deed.cue, deed.cue)
        if modality == "historical":
            cue = self._former(parse, tree, deed, dates) or cue
        return Event(
            id=name,
            type=deed.type,
            modes=(deed.mode,) if deed.mode else (),
            contexts=self._contexts(parse, tree.span),
            modality=modality,
            modality_cue=cue,
            base_type=deed.base_type or deed.type,
            actors=_parties(telling.actors, parse, around.mentions) or (_unknown(telling),),
            recipients=_parties(telling.recipients, parse, around.mentions),
            trigger=tree.chars(*deed.trigger),
            sentence=tree.span,
            date=date or (dates.narrated(tree, said) if modality == "actual" else None) or dates.assumed(modality),
            place=next((where for t, one in told if (where := scene(t, one.head))), None),
            attribution=around.told.attribution(deed, tree),
            central=any(t.index < _LEAD for t, _ in told) and modality in ("actual", "future"),
            confidence=_confidence(telling),
            cameo=code.cameo,
            quad_class=code.quad_class,
            score=code.score,
            evidence=tuple(Evidence(t.span, t.chars(*one.trigger)) for t, one in told),
            rule=deed.rule,
        )

    def _former(self, parse: Parse, tree: Tree, deed: Deed, dates: Dates) -> Span | None:
        """The words that put a deed into former times."""
        found = self._moods.background(tree, parse.article.words(tree.span), deed.head)
        if found is not None:
            return tree.span[0] + found[0], tree.span[0] + found[1]
        date = dates.of(tree, deed.head, done=deed.type == deed.base_type)
        return date.span if date is not None and dates.is_history(date) else None

    def _contexts(self, parse: Parse, span: Span) -> tuple[str, ...]:
        words = parse.article.words(span).lower()
        return tuple(name for name, terms in self._codes.contexts if terms.search(words))


def _matter(deed: Deed) -> str:
    """The type by which a deed is judged political: a threat to strike is as political as a strike."""
    return "PROTEST" if deed.base_type == "PROTEST" else deed.type


def _goes_on(telling: Telling, past: Telling, times: Sequence[Moment]) -> bool:
    """Whether an undated deed goes on in the time of the background told before it.

    So do a perfect (`In recent years X was accused. It has denied …`), and below the lead a past tense, for a deed of
    the same type or an answer to it: `Last year Mali accused Togo. Togo denied it.`
    """
    deed, tree = telling.deed, telling.tree
    steps = tree.index - past.tree.index
    if deed.perfect and not deed.anaphor:
        return steps <= 1
    verb = next((t for t in (deed.head, *tree.ancestors(deed.head)) if tree.is_verb(t)), deed.head)
    low, high = tree.span
    dated = any(t.type in ("DATE", "TIME") and low <= t.span[0] < high for t in times)
    lead = any(t.index < _LEAD for t, _ in ((tree, deed), *telling.others))
    alike = deed.type == past.deed.type or (deed.type in _ANSWERS and past.deed.type in _WORDS)
    return steps == 1 and alike and tree.tags[verb] == "VBD" and not dated and not lead


def _resumed(deed: Deed, tellings: Sequence[Telling]) -> Deed:
    """A deed of `the talks` with the parties of the last talks that were told."""
    last = next((t for t in reversed(tellings) if t.deed.base_type == "CONSULT" and t.deed.reciprocal), None)
    if last is None or deed.type == "CONSULT":
        return deed
    return replace(deed, actors=last.actors, reciprocal=True, carried=True)


def _parties(found: Sequence[Mention], parse: Parse, mentions: Mentions) -> tuple[Party, ...]:
    return tuple(Party(m.actor, _span(m, parse, mentions), m.country, m.sector, m.secondary) for m in found)


def _span(mention: Mention, parse: Parse, mentions: Mentions) -> Span:
    """The words that name a party: with the place that says which, as in `farmers in Mali` or `the force in Mali`."""
    mission = mention.country is None and mention.sector in ("IGO", "UNO")
    if not mission and (mention.how not in ("inferred", "role") or mention.country is None):
        return mention.span
    tree = parse.trees[mention.sentence]
    after = mention.head + 1
    if after + 1 >= len(tree) or tree.lower[after] not in grammar().locative:
        return mention.span
    for place in tree.kids(after, "pobj"):
        for there in mentions.get(tree.index, place):
            if mention.country in (None, there.country) and there.how in ("place", "name"):
                return mention.span[0], there.span[1]
    return mention.span


def _unknown(telling: Telling) -> Party:
    """The doer whom nobody names: the state for what only a state does, else UNK (R6)."""
    sector = state_act(telling)
    country = next((m.country for m in telling.recipients if m.country), None)
    if sector is None or country is None or telling.deed.mode == "expel":
        return Party(None, None, None, "UNK")  # nobody expels his own diplomats
    return Party(None, None, country, sector)


def _confidence(telling: Telling) -> float:
    """A rough share of how many such records are right; see docs/architecture.md."""
    deed = telling.deed
    sure = 0.55 + 0.1 * bool(telling.recipients or deed.reciprocal) + 0.05 * min(2, len(telling.others))
    named = [m.how in ("name", "role", "person") and m.country is not None for m in telling.parties]
    sure += 0.15 * (sum(named) / len(named) if named else 0)
    sure -= 0.1 * (not telling.actors) + 0.05 * len(deed.operators)
    return round(max(0.2, min(0.95, sure)), 2)
