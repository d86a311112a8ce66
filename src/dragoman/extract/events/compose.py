"""What outer predicates make of inner deeds (codebook sections 2 and 3).

Only tables and parties are needed here, no search: `Sentence` walks the tree and asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.events.deed import Deed, trigger, unknown_deed
from dragoman.extract.events.doers import Doers, Mentioned
from dragoman.lexicon.events import EventRules
from dragoman.lexicon.grammar import grammar
from dragoman.lexicon.rules import Operator
from dragoman.parse.clauses import Clause
from dragoman.parse.modality import Mood, Moods

_PROMISES = frozenset({"commit", "will", "plan", "threaten"})
_FUTURE = frozenset({"will", "plan"})
_INNER_FIRST = frozenset({"commit", "will", "plan", "refuse", "end", "fail"})
"""Kinds whose recipient is whoever the inner deed is done to: `refused to arm the rebels`."""
_NEEDS_CLAUSE = frozenset({"commit", "accuse", "deny", "threaten", "prevent"})
_TRANSPARENT = frozenset({"report", "same", "maybe", "order"})
_AUTHORITIES = frozenset({"EUR", "GOV", "IGO", "JUD", "MIL", "REB", "UNO"})
"""Sectors that announce what they themselves bring about: `the government said 12 students would be freed`."""
_SPOKEN = frozenset({"AGREE", "REJECT", "THREATEN"})
"""Types of deeds that are done by saying what one will or will not do."""
_LEAD = 2
"""Sentences from the top whose main verb tells the news, also in the pluperfect."""


@dataclass(frozen=True, slots=True)
class Outer:
    """An outer predicate at work: its kind, its clause, and the operator where a word of the lexicon names it."""

    kind: str
    clause: Clause
    operator: Operator | None = None


class Composer:
    """Composes the deeds of one sentence."""

    def __init__(self, doers: Doers, rules: EventRules, moods: Moods) -> None:
        self._doers = doers
        self._tree = doers.tree
        self._rules = rules
        self._moods = moods

    # Operators

    def operated(self, deed: Deed, outer: Outer, mood: Mood, nominal: bool) -> list[Deed]:
        """An inner deed as an operator makes it."""
        if outer.kind != "must":
            return self.composed(deed, outer, nominal)
        if mood.modal is not None or mood.negation is not None:
            return [replace(deed, modality="hypothetical", cue=outer.clause.head)]
        return self.obliged(outer.clause, replace(mood, modal="must", modal_cue=outer.clause.head), deed)

    def composed(self, deed: Deed, outer: Outer, nominal: bool = False) -> list[Deed]:
        """A deed as an outer predicate makes it; empty where the predicate leaves nothing of it.

        Of a `nominal` deed the owner comes first as recipient: `rejected US calls for a truce in Sudan`.
        """
        table = self._rules.compose[outer.kind]
        actors = self._doers.of_operator(outer.clause)
        result = table.get(deed.type, table.get("default"))
        if self._charged(deed, actors):
            result = table.get(deed.rule, result)
        if result is None:
            return []
        type_, mode = result
        if outer.kind == "end" and deed.type == "ASSAULT" and _others_only(deed.actors, actors):
            return []  # who stops the attacks of others does not give in
        if type_.startswith("="):
            return [self._passed(deed, type_[1:].strip(), outer, actors)]
        doing = actors or (deed.actors if outer.kind in _INNER_FIRST else ())
        asked = _without(self._asked(deed, outer, actors), doing)
        made = replace(
            deed, type=type_, mode=mode, base_type=deed.base_type if outer.kind in _PROMISES else type_,
            modality="actual", cue=None, actors=doing,
            recipients=self._recipients(deed, outer, actors, asked, nominal), head=outer.clause.head,
            trigger=trigger(self._tree, outer.clause), reciprocal=False, carried=True, state=None,
            operators=_with(deed, outer),
        )  # fmt: skip
        if deed.reciprocal and outer.kind in ("commit", *_FUTURE) and len(deed.actors) > 1 and not asked:
            everyone = {m.actor: m for m in (*actors, *deed.actors)}
            made = replace(made, actors=tuple(everyone.values()), recipients=(), reciprocal=True)
        return [made]

    @staticmethod
    def _charged(deed: Deed, speakers: Mentioned) -> bool:
        """Whether one side tells what another does: `India has broken the charter, Pakistan's minister said`."""
        told = {m.country for m in deed.actors if m.country}
        return bool(told) and any(m.country and m.country not in told for m in speakers)

    def _asked(self, deed: Deed, outer: Outer, actors: Mentioned) -> Mentioned:
        """Those whom the outer predicate itself names as addressed."""
        if outer.operator is None:
            return deed.recipients
        demand = outer.kind == "demand"
        asked = self._doers.parties.fill(outer.clause, outer.operator.recipient, actors, demand)
        if asked or not demand:
            return asked
        leads = deed.reciprocal and self._tree.is_verb(deed.head)  # `demanded that Togo meet Mali`: Togo is asked
        first = self._doers.parties.fill(self._doers.clauses.verb(deed.head), ("subj",), actors) if leads else ()
        return first or _without(deed.actors, actors)

    def _recipients(self, deed: Deed, outer: Outer, actors: Mentioned, asked: Mentioned, nominal: bool) -> Mentioned:
        inner = _without(deed.recipients, actors)
        others = (inner or asked) if outer.kind in _INNER_FIRST and not nominal else (asked or inner)
        if outer.kind == "accuse" and not asked:
            others = _without(deed.actors, actors) or inner
        together = outer.kind == "commit" and len({m.country for m in actors}) > 1  # both promise it to each other
        if not others and outer.kind not in _FUTURE and not together:
            others = _without(deed.actors, actors) or self._doers.around(outer.clause, actors)
        return others

    def _passed(self, deed: Deed, modality: str, outer: Outer, actors: Mentioned) -> Deed:
        """A deed that an operator leaves as it is, but for modality, doer and source."""
        changed = replace(deed, operators=_with(deed, outer))
        if modality and deed.modality in ("actual", "future"):
            changed = replace(changed, modality=modality, cue=outer.clause.head)
        if outer.kind == "report":
            changed = replace(changed, source=changed.source or (actors[0] if actors else None))
            announced = deed.type == "AGREE" and not deed.actors and any(m.sector in _AUTHORITIES for m in actors)
            return replace(changed, actors=actors) if announced else self._addressed(changed, outer, actors)
        if actors and (not deed.actors or outer.kind == "order"):
            changed = replace(changed, actors=actors, recipients=_without(deed.recipients, actors))
        return replace(changed, carried=True)

    def _addressed(self, deed: Deed, outer: Outer, actors: Mentioned) -> Deed:
        """What somebody tells another of what he will do is said to that other: `warned Togo that it would …`."""
        told = self._doers.parties.fill(outer.clause, ("obj", "iobj"), actors)
        if deed.type == "THREATEN" and not deed.actors and {m.actor for m in told} & {m.actor for m in deed.recipients}:
            return replace(deed, actors=actors)  # `warned the students that they would be jailed`
        sides = {(m.country, m.sector) for m in actors}
        own = any((m.country, m.sector) in sides for m in deed.actors)
        if deed.type not in _SPOKEN or deed.reciprocal or not own:
            return deed
        if outer.clause.head < deed.head:
            deed = replace(deed, actors=actors)  # `the minister said his country would not …`
        return replace(deed, recipients=deed.recipients or told)

    def alone(self, outer: Outer) -> list[Deed]:
        """An operator over something that no rule knows: `agreed to share the lake's water`."""
        clause, operator = outer.clause, outer.operator
        if operator is None or "default" not in self._rules.compose[outer.kind]:
            return []
        if clause.kind == "noun" and (clause.through is None or not clause.complements):
            return []  # a promise that is only mentioned is not made here
        answered = outer.kind == "deny" and any(self._tree.tags[t] in ("PRP", "DT") for t in clause.slot("obj"))
        if clause.kind == "verb" and not clause.complements and not answered and outer.kind in _NEEDS_CLAUSE:
            return []
        made = self.composed(unknown_deed(self._tree, clause, operator.id), outer)[0]
        recipients = made.recipients or self._doers.in_content(clause, made.actors)
        recipients = recipients or self._doers.around(clause, made.actors)
        if operator.comp == "to" and not recipients:
            return []
        return [replace(made, base_type=made.type, recipients=recipients)]

    def unwilling(self, clause: Clause, mood: Mood) -> list[Deed]:
        """What somebody in power says that he will not do, though no rule knows it: `will not annul the licence`."""
        actors = tuple(m for m in self._doers.of_operator(clause) if m.sector in _AUTHORITIES and not m.weak)
        speaker = self._doers.speaker(clause.head)
        own = any(s.country == m.country and s.sector in (m.sector, "GOV") for s in speaker for m in actors)
        if (
            not actors
            or not own
            or clause.lemma in grammar().befalling
            or not (clause.slot("obj") or clause.complements)
        ):
            return []
        made = self.composed(unknown_deed(self._tree, clause, "will-not"), Outer("refuse", clause))[0]
        return [replace(made, base_type=made.type, cue=mood.negation, actors=actors)]

    # Mood

    def in_mood(self, deed: Deed, clause: Clause, mood: Mood) -> list[Deed]:
        """A deed as its verb's mood makes it."""
        if deed.modality in ("negated", "hypothetical") and mood.negation is None:
            return [deed]
        if mood.modal == "will" and deed.modality == "actual" and (mood.negation is not None or mood.condition is None):
            kind = "will" if mood.negation is None else "refuse"
            return [replace(d, cue=mood.modal_cue) for d in self.composed(deed, Outer(kind, clause))]
        if mood.modal == "must":
            return self.obliged(clause, mood, deed)
        if mood.negation is not None and deed.type == "AGREE" and deed.operators:
            asked = replace(deed, type=deed.base_type)  # `is not ready to recognise`, `has not agreed to meet`
            return [replace(d, cue=mood.negation) for d in self.composed(asked, Outer("refuse", clause))]
        if mood.negation is not None:
            return [replace(deed, modality="negated", cue=mood.negation)]
        if mood.condition is not None:
            return [replace(deed, modality="hypothetical", cue=mood.condition)]
        if mood.modal == "may":
            return [replace(deed, modality="hypothetical", cue=mood.modal_cue)]
        return [self._in_time(deed, clause, mood)]

    def _in_time(self, deed: Deed, clause: Clause, mood: Mood) -> Deed:
        """A deed told as background by an adverb or by the pluperfect."""
        if deed.modality != "actual":
            return deed
        verb = clause.head if clause.through is None else clause.through
        past = self._moods.past(self._tree, verb, self._tree.index >= _LEAD)
        if past is not None:
            return replace(deed, modality="historical", cue=past)
        if mood.perfect and deed.type == "ASSAULT" and self._tree.deps[verb] == "relcl":
            return replace(deed, modality="historical", cue=None)  # `a war that has killed thousands`
        if self._before(deed, clause, mood):
            return replace(deed, modality="historical", cue=None)
        return replace(deed, perfect=True) if mood.perfect else deed

    def _before(self, deed: Deed, clause: Clause, mood: Mood) -> bool:
        """Whether a pluperfect puts a deed before the news, and does not just stand in reported speech."""
        verb = self._tree.heads[clause.head] if clause.kind == "adjective" else clause.head
        said = self._moods.said_before(self._doers.clauses, verb)
        if said is not None:
            return self._tree.index >= _LEAD and not self._doers.speaker(said)
        opening = self._tree.index < _LEAD and self._tree.deps[clause.head] == "ROOT"
        shifted = clause.kind == "verb" or clause.through is not None  # `said he had met`; not `comes after a meeting`
        told = shifted and (deed.source is not None or bool(self._doers.speaker(clause.head)))
        return mood.pluperfect and not opening and not told

    def obliged(self, clause: Clause, mood: Mood, deed: Deed | None = None) -> list[Deed]:
        """`Israel must end the attacks`, says Russia: a request of the speaker to the subject."""
        speaker = self._doers.speaker(clause.head)
        slots = ("subj", "obj") if clause.kind == "verb" else ("subj",)
        asked = self._doers.parties.fill(clause, slots, speaker)
        if not speaker or not (asked or self._doers.in_first_person(clause)):
            return [replace(deed, modality="hypothetical", cue=mood.modal_cue)] if deed else []
        inner = deed or unknown_deed(self._tree, clause, "must")
        table = self._rules.compose["demand"]
        type_, mode = table.get(inner.type, table["default"])
        made = replace(
            inner, type=type_, mode=mode, base_type=type_, modality="actual", cue=None, actors=speaker,
            recipients=asked, reciprocal=False, carried=True, state=None, operators=(*inner.operators, "must"),
        )  # fmt: skip
        return [made]


def merged(deeds: list[Deed], kind: str) -> list[Deed]:
    """One record for one outer act: `demanded that X withdraw and disarm` is one request."""
    if kind in _TRANSPARENT:
        return deeds
    kept: dict[str, Deed] = {}
    for deed in deeds:
        known = kept.get(deed.type)
        if known is None:
            kept[deed.type] = deed
        elif deed.mode != known.mode and known.mode is None:
            kept[deed.type] = replace(known, mode=deed.mode)
    return list(kept.values())


def _others_only(doing: Mentioned, stopping: Mentioned) -> bool:
    """Whether a deed is done by others than those who stop it."""
    sides = {(m.country, m.sector) for m in stopping} | {(m.country, None) for m in stopping if m.sector == "GOV"}
    return bool(doing and stopping) and not any(
        m.country is None or (m.country, m.sector) in sides or (m.country, None) in sides for m in doing
    )


def _with(deed: Deed, outer: Outer) -> tuple[str, ...]:
    return (*deed.operators, outer.operator.id) if outer.operator else deed.operators


def _without(mentions: Mentioned, taken: Mentioned) -> Mentioned:
    known = {m.actor for m in taken}
    return tuple(m for m in mentions if m.actor not in known)
