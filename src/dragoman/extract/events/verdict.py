"""What the rules decide about a candidate: R4 and R6 of the codebook, and whether it is politics at all."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.candidate import Candidate, Reason, Verdict
from dragoman.extract.events.event_mention import EventMention
from dragoman.extract.events.topics import Politics
from dragoman.lexicon import Lexicon
from dragoman.model.mention import Mention
from dragoman.parse.tree import Tree


class RuleVerdicts:
    """Accepts and refuses the candidates of any article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._types = lexicon.codes.type_traits
        self._weapon = lexicon.codes.mode_traits.weapon
        self._things = lexicon.grammar.weapons

    def of(self, candidate: Candidate, politics: Politics) -> Verdict:
        """The verdict on a candidate of the article that `politics` judges."""
        event = candidate.event
        refusal = _clause_refusal(candidate) or self.parties_refusal(event, candidate.tree)
        if refusal is None:
            event = self._known(event)
            refusal = politics.refuses(candidate.tree, candidate.matter, event.parties, event.carried)
        return Verdict(event, confidence(event), refusal)

    def parties_refusal(self, event: EventMention, tree: Tree) -> Reason | None:
        """Why an event mention is no event by who takes part, or None."""
        actors, recipients = event.actors, event.recipients
        if all(m.weak and m.form != "place" for m in event.parties):
            return Reason.NOBODY
        if not actors and (event.type not in self._types.unknown_actor or not recipients):
            return Reason.NO_ACTOR
        if event.mode == "investigate" and not recipients and all(m.inferred or m.sector == "COP" for m in actors):
            return Reason.INQUIRY  # a fire or a theft is looked into without anyone being accused
        if not event.carried and not self._stands_alone(event):
            return Reason.BARE_NOUN
        # `a rocket hit a market in Donetsk`: only the place is hurt
        hit = event.carried and (event.type == "COERCE" or (event.type, event.mode) in self._weapon)
        if all(m.weak or m.form == "place" for m in actors) and all(m.weak for m in recipients) and not hit:
            return Reason.PLACE
        return Reason.THING if self._is_thing(event) and not self._by_weapon(event, tree) else None

    def _is_thing(self, event: EventMention) -> bool:
        """Whether an unlisted noun stands where somebody must do it."""
        nouns = bool(event.actors) and all(m.form == "noun" for m in event.actors)
        return nouns and event.type not in self._types.by_people

    def _by_weapon(self, event: EventMention, tree: Tree) -> bool:
        """Whether what does an event is in somebody's hand: `a bomb killed`, not `toads invaded`."""
        held = any(tree.lemmas[m.head] in self._things or tree.words[m.head][:1].isupper() for m in event.actors)
        return held and event.type in self._types.unknown_actor and bool(event.recipients)

    def _known(self, event: EventMention) -> EventMention:
        """`a bomb killed two soldiers`: the bomb is not the actor."""
        return replace(event, actors=()) if self._is_thing(event) else event

    def _stands_alone(self, event: EventMention) -> bool:
        """Whether an event noun names its parties itself: `Russia's invasion of Ukraine`, `talks between A and B`."""
        if event.reciprocal:
            return len({m.actor for m in event.actors}) > 1
        named = any(not m.weak or m.form == "place" for m in event.actors)
        return named and (bool(event.recipients) or event.type in self._types.one_sided)


def _clause_refusal(candidate: Candidate) -> Reason | None:
    if candidate.absorbed_by is not None:
        return Reason.ABSORBED
    if candidate.unmeant:
        return Reason.UNMEANT
    return Reason.PURPOSE if candidate.purpose else None


def confidence(event: EventMention, mentions: int = 1) -> float:
    """A rough share of how many such records are right, told by so many mentions; see docs/architecture.md."""
    sure = 0.55 + 0.1 * bool(event.recipients or event.reciprocal) + 0.05 * min(2, mentions - 1)
    named = [_outright(m) and m.country is not None for m in event.parties]
    sure += 0.15 * (sum(named) / len(named) if named else 0)
    sure -= 0.1 * (not event.actors) + 0.05 * len(event.operators)
    return round(max(0.2, min(0.95, sure)), 2)


def _outright(mention: Mention) -> bool:
    """Whether a name or a role says by itself who is meant."""
    return mention.listed or mention.person_by_name or (mention.form == "role" and mention.step is None)
