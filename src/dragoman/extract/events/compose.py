"""What outer predicates make of inner events (codebook sections 2 and 3).

Only tables and parties are needed here, no search: `Sentence` walks the tree and asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.events.actors import ActorFinder, Mentioned
from dragoman.extract.events.event_mention import EventMention, trigger, unknown_event
from dragoman.lexicon import Lexicon
from dragoman.lexicon.rules import Operator
from dragoman.parse.clauses import Clause
from dragoman.parse.modality import ModalityCues, ModalityReader

_PROMISES = frozenset({"commit", "will", "plan", "threaten"})
_FUTURE = frozenset({"will", "plan"})
_INNER_FIRST = frozenset({"commit", "will", "plan", "refuse", "end", "fail"})
"""Kinds whose recipient is whoever the inner event is done to: `refused to arm the rebels`."""
_NEEDS_CLAUSE = frozenset({"commit", "accuse", "deny", "threaten", "prevent"})
_TRANSPARENT = frozenset({"report", "same", "maybe", "order"})
_LEAD = 2
"""Sentences from the top whose main verb tells the news, also in the pluperfect."""


@dataclass(frozen=True, slots=True)
class Outer:
    """An outer predicate at work: its kind, its clause, and the operator where a word of the lexicon names it."""

    kind: str
    clause: Clause
    operator: Operator | None = None


class Composer:
    """Composes the events of one sentence."""

    def __init__(self, finder: ActorFinder, lexicon: Lexicon, modality: ModalityReader) -> None:
        self._finder = finder
        self._tree = finder.tree
        self._compose = lexicon.events.compose
        self._befalling = lexicon.grammar.befalling
        self._in_power = lexicon.codes.sector_traits.in_power
        self._of_oneself = lexicon.codes.type_traits.of_oneself
        self._modality = modality

    # Operators

    def operated(self, event: EventMention, outer: Outer, cues: ModalityCues, nominal: bool) -> list[EventMention]:
        """An inner event as an operator makes it."""
        if outer.kind != "must":
            return self.composed(event, outer, nominal)
        if cues.modal is not None or cues.negation is not None:
            return [replace(event, modality="hypothetical", cue=outer.clause.head)]
        return self.obliged(outer.clause, replace(cues, modal="must", modal_cue=outer.clause.head), event)

    def composed(self, event: EventMention, outer: Outer, nominal: bool = False) -> list[EventMention]:
        """An event as an outer predicate makes it; empty where the predicate leaves nothing of it.

        Of a `nominal` event the owner comes first as recipient: `rejected US calls for a truce in Sudan`.
        """
        table = self._compose[outer.kind]
        actors = self._finder.of_operator(outer.clause)
        result = table.get(event.type, table.get("default"))
        if self._charged(event, actors):
            result = table.get(event.rule, result)
        if result is None:
            return []
        type_, mode = result
        if outer.kind == "end" and event.type == "ASSAULT" and _others_only(event.actors, actors):
            return []  # who stops the attacks of others does not give in
        if type_.startswith("="):
            return [self._passed(event, type_[1:].strip(), outer, actors)]
        doing = actors or (event.actors if outer.kind in _INNER_FIRST else ())
        asked = _without(self._asked(event, outer, actors), doing)
        made = replace(
            event, type=type_, mode=mode, base_type=event.base_type if outer.kind in _PROMISES else type_,
            modality="actual", cue=None, actors=doing,
            recipients=self._recipients(event, outer, actors, asked, nominal), head=outer.clause.head,
            trigger=trigger(self._tree, outer.clause), reciprocal=False, carried=True, state=None,
            operators=_with(event, outer),
        )  # fmt: skip
        if event.reciprocal and outer.kind in ("commit", *_FUTURE) and len(event.actors) > 1 and not asked:
            everyone = {m.actor: m for m in (*actors, *event.actors)}
            made = replace(made, actors=tuple(everyone.values()), recipients=(), reciprocal=True)
        return [made]

    @staticmethod
    def _charged(event: EventMention, speakers: Mentioned) -> bool:
        """Whether one side tells what another does: `India has broken the charter, Pakistan's minister said`."""
        charged = {m.country for m in event.actors if m.country}
        return bool(charged) and any(m.country and m.country not in charged for m in speakers)

    def _asked(self, event: EventMention, outer: Outer, actors: Mentioned) -> Mentioned:
        """Those whom the outer predicate itself names as addressed."""
        if outer.operator is None:
            return event.recipients
        demand = outer.kind == "demand"
        asked = self._finder.parties.fill(outer.clause, outer.operator.recipient, actors, demand)
        if asked or not demand:
            return asked
        leads = event.reciprocal and self._tree.is_verb(event.head)  # `demanded that Togo meet Mali`: Togo is asked
        first = self._finder.parties.fill(self._finder.clauses.verb(event.head), ("subj",), actors) if leads else ()
        return first or _without(event.actors, actors)

    def _recipients(
        self, event: EventMention, outer: Outer, actors: Mentioned, asked: Mentioned, nominal: bool
    ) -> Mentioned:
        inner = _without(event.recipients, actors)
        others = (inner or asked) if outer.kind in _INNER_FIRST and not nominal else (asked or inner)
        if outer.kind == "accuse" and not asked:
            others = _without(event.actors, actors) or inner
        together = outer.kind == "commit" and len({m.country for m in actors}) > 1  # both promise it to each other
        if not others and outer.kind not in _FUTURE and not together:
            others = _without(event.actors, actors) or self._finder.around(outer.clause, actors)
        return others

    def _passed(self, event: EventMention, modality: str, outer: Outer, actors: Mentioned) -> EventMention:
        """An event that an operator leaves as it is, but for modality, actor and source."""
        changed = replace(event, operators=_with(event, outer))
        if modality and event.modality in ("actual", "future"):
            changed = replace(changed, modality=modality, cue=outer.clause.head)
        if outer.kind == "report":
            changed = replace(changed, source=changed.source or (actors[0] if actors else None))
            announced = event.type == "AGREE" and not event.actors and any(m.sector in self._in_power for m in actors)
            return replace(changed, actors=actors) if announced else self._addressed(changed, outer, actors)
        if actors and (not event.actors or outer.kind == "order"):
            changed = replace(changed, actors=actors, recipients=_without(event.recipients, actors))
        return replace(changed, carried=True)

    def _addressed(self, event: EventMention, outer: Outer, actors: Mentioned) -> EventMention:
        """What somebody tells another of what he will do is said to that other: `warned Togo that it would …`."""
        hearers = self._finder.parties.fill(outer.clause, ("obj", "iobj"), actors)
        if (
            event.type == "THREATEN"
            and not event.actors
            and {m.actor for m in hearers} & {m.actor for m in event.recipients}
        ):
            return replace(event, actors=actors)  # `warned the students that they would be jailed`
        sides = {(m.country, m.sector) for m in actors}
        own = any((m.country, m.sector) in sides for m in event.actors)
        if event.type not in self._of_oneself or event.reciprocal or not own:
            return event
        if outer.clause.head < event.head:
            event = replace(event, actors=actors)  # `the minister said his country would not …`
        return replace(event, recipients=event.recipients or hearers)

    def alone(self, outer: Outer) -> list[EventMention]:
        """An operator over something that no rule knows: `agreed to share the lake's water`."""
        clause, operator = outer.clause, outer.operator
        if operator is None or "default" not in self._compose[outer.kind]:
            return []
        if clause.kind == "noun" and (clause.through is None or not clause.complements):
            return []  # a promise that is only mentioned is not made here
        answered = outer.kind == "deny" and any(self._tree.tags[t] in ("PRP", "DT") for t in clause.slot("obj"))
        if clause.kind == "verb" and not clause.complements and not answered and outer.kind in _NEEDS_CLAUSE:
            return []
        made = self.composed(unknown_event(self._tree, clause, operator.id), outer)[0]
        recipients = made.recipients or self._finder.in_content(clause, made.actors)
        recipients = recipients or self._finder.around(clause, made.actors)
        if operator.comp == "to" and not recipients:
            return []
        return [replace(made, base_type=made.type, recipients=recipients)]

    def unwilling(self, clause: Clause, cues: ModalityCues) -> list[EventMention]:
        """What somebody in power says that he will not do, though no rule knows it: `will not annul the licence`."""
        actors = tuple(m for m in self._finder.of_operator(clause) if m.sector in self._in_power and not m.weak)
        speaker = self._finder.speaker(clause.head)
        own = any(s.country == m.country and s.sector in (m.sector, "GOV") for s in speaker for m in actors)
        if not actors or not own or clause.lemma in self._befalling or not (clause.slot("obj") or clause.complements):
            return []
        made = self.composed(unknown_event(self._tree, clause, "will-not"), Outer("refuse", clause))[0]
        return [replace(made, base_type=made.type, cue=cues.negation, actors=actors)]

    # Modality

    def with_modality(self, event: EventMention, clause: Clause, cues: ModalityCues) -> list[EventMention]:
        """An event as its verb's modality makes it."""
        if event.modality in ("negated", "hypothetical") and cues.negation is None:
            return [event]
        if (
            cues.modal == "will"
            and event.modality == "actual"
            and (cues.negation is not None or cues.condition is None)
        ):
            kind = "will" if cues.negation is None else "refuse"
            return [replace(d, cue=cues.modal_cue) for d in self.composed(event, Outer(kind, clause))]
        if cues.modal == "must":
            return self.obliged(clause, cues, event)
        if cues.negation is not None and event.type == "AGREE" and event.operators:
            asked = replace(event, type=event.base_type)  # `is not ready to recognise`, `has not agreed to meet`
            return [replace(d, cue=cues.negation) for d in self.composed(asked, Outer("refuse", clause))]
        if cues.negation is not None:
            return [replace(event, modality="negated", cue=cues.negation)]
        if cues.condition is not None:
            return [replace(event, modality="hypothetical", cue=cues.condition)]
        if cues.modal == "may":
            return [replace(event, modality="hypothetical", cue=cues.modal_cue)]
        return [self._in_time(event, clause, cues)]

    def _in_time(self, event: EventMention, clause: Clause, cues: ModalityCues) -> EventMention:
        """An event told as background by an adverb or by the pluperfect."""
        if event.modality != "actual":
            return event
        verb = clause.head if clause.through is None else clause.through
        past = self._modality.past(self._tree, verb, self._tree.index >= _LEAD)
        if past is not None:
            return replace(event, modality="historical", cue=past)
        if cues.perfect and event.type == "ASSAULT" and self._tree.deps[verb] == "relcl":
            return replace(event, modality="historical", cue=None)  # `a war that has killed thousands`
        if self._before(event, clause, cues):
            return replace(event, modality="historical", cue=None)
        return replace(event, perfect=True) if cues.perfect else event

    def _before(self, event: EventMention, clause: Clause, cues: ModalityCues) -> bool:
        """Whether a pluperfect puts an event before the news, and does not just stand in reported speech."""
        verb = self._tree.heads[clause.head] if clause.kind == "adjective" else clause.head
        said = self._modality.said_before(self._finder.clauses, verb)
        if said is not None:
            return self._tree.index >= _LEAD and not self._finder.speaker(said)
        opening = self._tree.index < _LEAD and self._tree.deps[clause.head] == "ROOT"
        shifted = clause.kind == "verb" or clause.through is not None  # `said he had met`; not `comes after a meeting`
        reported = shifted and (event.source is not None or bool(self._finder.speaker(clause.head)))
        return cues.pluperfect and not opening and not reported

    def obliged(self, clause: Clause, cues: ModalityCues, event: EventMention | None = None) -> list[EventMention]:
        """`Israel must end the attacks`, says Russia: a request of the speaker to the subject."""
        speaker = self._finder.speaker(clause.head)
        slots = ("subj", "obj") if clause.kind == "verb" else ("subj",)
        asked = self._finder.parties.fill(clause, slots, speaker)
        if not speaker or not (asked or self._finder.in_first_person(clause)):
            return [replace(event, modality="hypothetical", cue=cues.modal_cue)] if event else []
        inner = event or unknown_event(self._tree, clause, "must")
        table = self._compose["demand"]
        type_, mode = table.get(inner.type, table["default"])
        made = replace(
            inner, type=type_, mode=mode, base_type=type_, modality="actual", cue=None, actors=speaker,
            recipients=asked, reciprocal=False, carried=True, state=None, operators=(*inner.operators, "must"),
        )  # fmt: skip
        return [made]


def merged(events: list[EventMention], kind: str) -> list[EventMention]:
    """One record for one outer act: `demanded that X withdraw and disarm` is one request."""
    if kind in _TRANSPARENT:
        return events
    kept: dict[str, EventMention] = {}
    for event in events:
        known = kept.get(event.type)
        if known is None:
            kept[event.type] = event
        elif event.mode != known.mode and known.mode is None:
            kept[event.type] = replace(known, mode=event.mode)
    return list(kept.values())


def _others_only(doing: Mentioned, stopping: Mentioned) -> bool:
    """Whether an event is done by others than those who stop it."""
    sides = {(m.country, m.sector) for m in stopping} | {(m.country, None) for m in stopping if m.sector == "GOV"}
    return bool(doing and stopping) and not any(
        m.country is None or (m.country, m.sector) in sides or (m.country, None) in sides for m in doing
    )


def _with(event: EventMention, outer: Outer) -> tuple[str, ...]:
    return (*event.operators, outer.operator.id) if outer.operator else event.operators


def _without(mentions: Mentioned, taken: Mentioned) -> Mentioned:
    known = {m.actor for m in taken}
    return tuple(m for m in mentions if m.actor not in known)
