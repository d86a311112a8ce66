"""Events: who did what to whom, in what mode, context and modality, when and where.

Sentences give candidates, the rules decide about each, the accepted ones are joined to occurrences, and these are
recorded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.dating import Dates
from dragoman.extract.events.attribution import Attributions
from dragoman.extract.events.candidate import Decision, Reason
from dragoman.extract.events.candidates import CandidateFinder, Report
from dragoman.extract.events.event_mention import EventMention
from dragoman.extract.events.joining import Joiner, Occurrence
from dragoman.extract.events.match import Mismatch
from dragoman.extract.events.records import Recorder, Scene
from dragoman.extract.events.sentence import Sentence
from dragoman.extract.events.topics import Politics
from dragoman.lexicon import Lexicon
from dragoman.model.mention import Mention, Mentions, Moment
from dragoman.model.record import Event, Statement
from dragoman.parse.nlp import Parse
from dragoman.parse.tree import Tree

_STAGES = ("model", "topic", "parties", "clause")
"""From the last stage that a candidate can come to back to the first."""


def _nowhere(_tree: Tree, _head: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Findings:
    """The events of an article, and every candidate with the verdict on it.

    `mentions` are the event mentions that stand on their own, by sentence; `mismatches` the rules whose words are there
    but whose constraints are not met, sentence by sentence. `report` is what the stages before know of the article.
    """

    report: Report
    events: tuple[Event, ...]
    decisions: tuple[Decision, ...]
    mentions: Mapping[int, Sequence[EventMention]]
    mismatches: tuple[tuple[Mismatch, ...], ...]

    def why_none(self) -> str:
        """Why an article without events has none: in how many sentences what was missing."""
        by_sentence: dict[int, list[Reason]] = {}
        for decision in self.decisions:
            if decision.verdict.refusal is not None:
                by_sentence.setdefault(decision.candidate.tree.index, []).append(decision.verdict.refusal)
        furthest = (
            min(reasons, key=lambda reason: _STAGES.index(reason.stage)).words for reasons in by_sentence.values()
        )
        counts = Counter(furthest)
        silent = len(self.mismatches) - len(by_sentence)
        if silent:
            counts["no rule fits"] = silent
        words = ", ".join(f"in {count} {reason}" for reason, count in counts.most_common())
        return f"{len(self.mismatches)} sentences were read and none told an event" + (f": {words}" if words else "")


class EventExtractor:
    """Codes the events of parsed articles with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._finder = CandidateFinder(lexicon)
        self._joiner = Joiner(lexicon)
        self._recorder = Recorder(lexicon, self._finder.modality)

    def sentence(self, tree: Tree, mentions: Mentions, attributions: Attributions | None = None) -> Sentence:
        """The event mentions of one sentence; `attributions` knows the statements of its article."""
        return self._finder.sentence(tree, mentions, attributions)

    def extract(
        self,
        parse: Parse,
        mentions: Mentions,
        times: Sequence[Moment],
        statements: Sequence[Statement] = (),
        scene: Scene | None = None,
    ) -> Findings:
        """All events of an article, in the order in which they are first told, and what was decided on the way.

        `scene` tells where the event of a token happens: a place and the words that name it.
        """
        lexicon = self._lexicon
        report = Report(
            parse, mentions, Dates(parse.article, times, parse.trees, lexicon.times.cues),
            Attributions(statements, mentions, lexicon.codes), Politics(lexicon.topics, lexicon.codes, parse, mentions),
        )  # fmt: skip
        sentences = [self.sentence(tree, mentions, report.attributions) for tree in parse.trees]
        decisions = self._finder.find(sentences, report)
        occurrences = self._joiner.join(decision for decision in decisions if decision.verdict.accepted)
        events = self._recorder.records(occurrences, report, times, scene or _nowhere)
        return Findings(
            report, events, tuple(decisions), {s.tree.index: s.events() for s in sentences},
            tuple(tuple(s.mismatches) for s in sentences),
        )  # fmt: skip

    def decided(self, found: Findings, occurrences: Sequence[Occurrence], scene: Scene | None = None) -> Findings:
        """What is found where a second stage has decided which occurrences there are, and the reasons with it."""
        report = found.report
        refusals = {id(one): report.politics.refuses(*_topical(one)) for one in occurrences}
        kept = [one for one in occurrences if refusals[id(one)] is None]
        events = tuple(self._recorder.record(f"e{n}", one, report, scene or _nowhere) for n, one in enumerate(kept, 1))
        decided = [_refused(d, refusals[id(one)]) for one in occurrences for d in one.all]
        return replace(found, events=events, decisions=_over(found.decisions, decided))


def _topical(one: Occurrence) -> tuple[Tree, str, tuple[Mention, ...]]:
    """What decides whether an occurrence is of politics."""
    return one.tree, one.best.candidate.matter, one.parties


def _refused(decision: Decision, refusal: Reason | None) -> Decision:
    return replace(decision, verdict=replace(decision.verdict, refusal=refusal))


def _over(ruled: Sequence[Decision], decided: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions of a second stage over those of the rules, in text order; what it leaves out it is not sure of."""
    places = {d.place for d in decided}
    left = [d for d in ruled if d.place not in places]
    unsure = [
        replace(d, verdict=replace(d.verdict, refusal=Reason.UNSURE, by="model")) if d.verdict.accepted else d
        for d in left
    ]
    return tuple(sorted([*unsure, *decided], key=lambda d: d.place))
