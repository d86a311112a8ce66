"""From the sentences of an article to candidates and their verdicts, in text order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.extract.dating import Dates
from dragoman.extract.events.attribution import Attributions
from dragoman.extract.events.candidate import Candidate, Decision
from dragoman.extract.events.event_mention import EventMention
from dragoman.extract.events.sentence import Found, Sentence
from dragoman.extract.events.topics import Politics
from dragoman.extract.events.verdict import RuleVerdicts
from dragoman.lexicon import Lexicon
from dragoman.lexicon.codes import Codes
from dragoman.model.mention import Mention, Mentions
from dragoman.model.text import Span
from dragoman.parse.modality import ModalityReader
from dragoman.parse.nlp import Parse
from dragoman.parse.nominals import LightVerbs
from dragoman.parse.tree import Tree

_STOPS = frozenset({".", "!", "?", '"', "'"})


@dataclass(frozen=True, slots=True)
class Report:
    """What the stages before know of an article."""

    parse: Parse
    mentions: Mentions
    dates: Dates
    attributions: Attributions
    politics: Politics


class CandidateFinder:
    """Finds the candidates of parsed articles with one lexicon, and has the rules decide about each."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.modality = ModalityReader(lexicon.events.cues)
        self._light = LightVerbs.of(lexicon.events.light)
        self._verdicts = RuleVerdicts(lexicon)

    def sentence(self, tree: Tree, mentions: Mentions, attributions: Attributions | None = None) -> Sentence:
        """The event mentions of one sentence; `attributions` knows the statements of its article."""
        return Sentence(tree, mentions, self._lexicon, self.modality, self._light, attributions)

    def find(self, sentences: Iterable[Sentence], report: Report) -> list[Decision]:
        """All candidates of the sentences with the verdicts of the rules."""
        decided: list[Decision] = []
        for sentence in sentences:
            for one in sentence.found():
                found = list(self._candidates(one, sentence, report, decided))
                decided.extend(Decision(c, self._verdicts.of(c, report.politics)) for c in found)
        return decided

    def _candidates(
        self, one: Found, sentence: Sentence, report: Report, before: list[Decision]
    ) -> Iterator[Candidate]:
        """The candidates of a mention: usually one, of a protest by nobody named one of the people of each place."""
        tree, event = sentence.tree, one.event
        bare = Candidate(
            event, tree, sentence.clause(event.head), _is_headline(tree), one.absorbed_by, one.purpose, one.unmeant,
            matter=matter(event), statement=report.attributions.statement(event, tree),
            topics=report.politics.counts(tree),
        )  # fmt: skip
        if not one.stands:
            yield bare
            return
        event = self._dated(_resumed(event, before) if event.anaphor else event, tree, report)
        told = report.attributions.alleged(event, tree)
        for made in completed(told, tree, report.mentions, self._lexicon.codes):
            yield replace(bare, event=made, matter=matter(event))

    def _dated(self, event: EventMention, tree: Tree, report: Report) -> EventMention:
        """An event mention that words of the sentence put into former times, as historical."""
        if event.modality != "actual":
            return event
        cue = former(self.modality, event, tree, report)
        return replace(event, modality="historical", cue=tree.at(cue[0])) if cue else event


def former(modality: ModalityReader, event: EventMention, tree: Tree, report: Report) -> Span | None:
    """The words that put an event into former times, or None."""
    found = modality.background(tree, report.parse.article.words(tree.span), event.head)
    if found is not None:
        return tree.span[0] + found[0], tree.span[0] + found[1]
    date = report.dates.of(tree, event.head, done=event.type == event.base_type)
    return date.span if date is not None and report.dates.is_history(date) else None


def _is_headline(tree: Tree) -> bool:
    return tree.paragraph == 0 and tree.words[-1] not in _STOPS


def matter(event: EventMention) -> str:
    """The type by which an event is judged political: a threat to strike is as political as a strike."""
    return "PROTEST" if event.base_type == "PROTEST" else event.type


def _resumed(event: EventMention, before: list[Decision]) -> EventMention:
    """An event of `the talks` with the parties of the last talks that were told."""
    told = (d.verdict.event for d in reversed(before) if d.verdict.accepted)
    last = next((e for e in told if e.base_type == "CONSULT" and e.reciprocal), None)
    if last is None or event.type == "CONSULT":
        return event
    return replace(event, actors=last.actors, reciprocal=True, carried=True)


def completed(event: EventMention, tree: Tree, mentions: Mentions, codes: Codes) -> list[EventMention]:
    """An event mention with the parties that the codebook puts in where nobody is named (R6, R7)."""
    if event.type == "PROTEST":  # where a crowd stands is not whom it is against
        event = replace(event, recipients=tuple(m for m in event.recipients if m.form != "place"))
    crowd = all(m.form == "noun" and m.country is None for m in event.actors)
    if event.type == "PROTEST" and crowd and event.modality != "negated":
        people = _people_there(event, tree, mentions)
        return [replace(event, actors=(one,), carried=True) for one in people] or [event]
    return [_by_state(event, tree, mentions, state_body(event, codes))]


def state_body(event: EventMention, codes: Codes) -> str | None:
    """The sector of the state that does what only a state can do, where nobody is named (R6)."""
    code = codes.types.get((event.type, event.mode)) or codes.types[event.type, None]
    return event.state or code.state


def _by_state(event: EventMention, tree: Tree, mentions: Mentions, sector: str | None) -> EventMention:
    """`was arrested in Niger`: what only a state does is done by the state of the place."""
    if event.actors or sector is None:
        return event
    for token in sorted(tree.subtree(event.head)):
        for m in mentions.get(tree.index, token):
            if m.form == "place" and m.country and m.actor not in {r.actor for r in event.recipients}:
                state = replace(
                    m, actor=m.country, kind="country", sector=sector, form="name", origin="rule", weak=False
                )
                return replace(event, actors=(state,))
    return event


def _people_there(event: EventMention, tree: Tree, mentions: Mentions) -> list[Mention]:
    """The people of the places named with an event, one for each country."""
    above = tree.heads[event.head]
    top = above if tree.is_verb(above) and tree.deps[event.head] in ("nsubj", "nsubjpass", "dobj") else event.head
    near = sorted(tree.subtree(top)) if event.carried else range(len(tree))
    found = _people_at(near, event, tree, mentions)
    elsewhere = {} if found else _people_at(range(len(tree)), event, tree, mentions)
    return list(found.values()) or (list(elsewhere.values()) if len(elsewhere) == 1 and event.carried else [])


def _people_at(tokens: Iterable[int], event: EventMention, tree: Tree, mentions: Mentions) -> dict[str, Mention]:
    """The people of the countries that tokens name, by country."""
    crowd = event.actors[0].span if event.actors else None
    found: dict[str, Mention] = {}
    for token in tokens:
        for m in mentions.get(tree.index, token):
            if (m.form == "place" or m.kind == "country") and m.country and m.country not in found:
                found[m.country] = replace(
                    m, span=crowd or m.span, actor=f"{m.country}:people", kind="group", sector="CVL",
                    secondary=("OPP",), form="name", origin="rule", step=None, weak=False,
                )  # fmt: skip
    return found
