"""Who does an event where its slots do not say: speakers behind `we`, owners behind nouns, others in the clause."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.attribution import Attributions
from dragoman.extract.events.match import Matcher
from dragoman.extract.events.parties import Parties
from dragoman.lexicon.events import EventRules
from dragoman.lexicon.grammar import grammar
from dragoman.lexicon.rules import Rule
from dragoman.model.mention import Mention
from dragoman.parse.clauses import Clause

_NOUN_ACTORS = ("subj", "by", "poss", "amod", "from", "of")
_OWN_FORCES = frozenset({"MOBILIZE", "RETREAT", "AID", "COOPERATE", "SANCTION"})
_AT_HOME = frozenset({"AID", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "RETREAT", "SANCTION"})
"""Types of events that a state also does in its own country."""
_OWN_ACTS = frozenset({"disarm", "resign"})
"""Modes of events that one does to oneself."""
_SPOKEN = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN"})
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
_BODIES = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
_TO_OTHERS = frozenset({"ACCUSE", "SANCTION"})
_AT_ODDS = frozenset({"AGR", "CVL", "EDU", "LAB", "MED", "OPP"})
"""Sectors of those who strike and march."""
_EMPLOYERS = frozenset({"BUS", "EDU", "GOV", "MED", "MNC"})
_CLASSES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_CONTENT_SLOTS = ("subj", "obj", "iobj", "to", "with", "on", "against", "from", "for", "in")

Mentioned = tuple[Mention, ...]


class ActorFinder:
    """Finds actors and those done to in the clauses of one tree."""

    def __init__(self, matcher: Matcher, rules: EventRules, attributions: Attributions | None = None) -> None:
        self._attributions = attributions
        self.tree = matcher.tree
        self._mentions = matcher.mentions
        self.clauses = matcher.clauses
        self.parties = Parties(matcher)
        self._rules = rules

    def of_rule(self, clause: Clause, rule: Rule) -> Mentioned:
        """Who does the event of a rule."""
        if rule.actor[:1] == ("speaker",):
            return self.speaker(clause.head)
        filled = self.parties.fill(clause, rule.actor)
        if clause.kind == "verb" and "subj" in rule.recipient:
            return filled  # `drew protests from Togo`: nobody behind the subject protests
        found = self._behind(_acting(filled) if rule.actor == ("subj",) else filled, clause)
        return found or (self.speaker(clause.head) if "speaker" in rule.actor else ())

    def of_operator(self, clause: Clause) -> Mentioned:
        """Who promises, demands or refuses."""
        slots = _NOUN_ACTORS if clause.kind == "noun" else ("subj",)
        filled = self.parties.fill(clause, slots)
        return self._behind(_acting(filled) if clause.kind == "verb" else filled, clause)

    def _behind(self, found: Mentioned, clause: Clause) -> Mentioned:
        """Those found in slots, else whoever stands behind the subject."""
        if found:
            return found
        if self.in_first_person(clause):
            return self.speaker(clause.head)
        hanging = self.tree.deps[clause.head] in ("acl", "relcl") and self.tree.kid(clause.head, "nsubj") is None
        if hanging and not self.clauses.passive(clause.head):
            owner = self.clauses.owner(self.tree.heads[clause.head])
            owners = tuple(self.parties.phrase(owner)) if owner is not None else ()
            if owners:
                return owners
        return self._subject(clause) if clause.kind == "verb" else ()

    def _subject(self, clause: Clause) -> Mentioned:
        """An actor inside or behind a subject that is none, else the subject as somebody unknown."""
        for token in clause.slot("subj"):
            nested = _acting(tuple(m for m in self.parties.phrase(token) if not m.weak))
            if nested:
                return nested  # `a bombing by the rebels killed`
            owned = self.tree.is_noun(token) and self.tree.deps[token] != "nsubj"
            owner = self.clauses.owner(token) if owned else None
            if owner is not None and owner != token and self.parties.phrase(owner):
                return tuple(self.parties.phrase(owner))  # `efforts aimed at …`: whose efforts
        return self.parties.someone(clause.slot("subj"))

    def in_first_person(self, clause: Clause) -> bool:
        """Whether `we` or `I` do it, or it is ours."""
        return any(self.tree.lower[t] in grammar().first_person for t in (*clause.slot("subj"), *clause.slot("poss")))

    def speaker(self, token: int) -> Mentioned:
        """Whoever is reported to say the clause that a token heads."""
        tree = self.tree
        below = token
        for above in tree.ancestors(token):
            if tree.deps[below] in ("ccomp", "parataxis") and self._reports(above):
                return self.parties.fill(self.clauses.verb(above), ("subj",))
            for kid in tree.kids(above, "parataxis"):
                if kid != below and self._reports(kid):
                    return self.parties.fill(self.clauses.verb(kid), ("subj",))
            below = above
        inserted = [k for k in tree.kids(below, "parataxis") if self._reports(k)]
        if inserted:
            return self.parties.fill(self.clauses.verb(inserted[0]), ("subj",))
        return self._attributions.speaker(tree.chars(token, token)) if self._attributions is not None else ()

    def _reports(self, verb: int) -> bool:
        entries = self._rules.operators["verbs"].get(self.tree.lemmas[verb], ())
        return self.tree.is_verb(verb) and any(op.kind == "report" for _, op in entries)

    # Those done to

    def recipients(self, clause: Clause, rule: Rule, actors: Mentioned) -> Mentioned:
        """To whom the event of a rule is done."""
        found = _others(rule, actors, self.parties.fill(clause, rule.recipient, actors))
        mutual = rule.type in _MUTUAL and len({m.country for m in actors}) > 1
        if not found and (mutual or (rule.reciprocal and len(actors) > 1)):
            return ()  # `Trump and Putin share information on North Korea`
        sent = rule.type in _OWN_FORCES  # `sends 700 soldiers to Kosovo`: to Kosovo, not to the soldiers
        found = found or self.around(clause, actors, sent)
        if not found and rule.type in _SPOKEN:
            found = self.in_content(clause, actors)
        if not found and rule.type == "CONCEDE":
            found = self.given_in_to(clause, actors)
        home = rule.type in _AT_HOME and rule.mode not in _OWN_ACTS
        return found or (self.at_home(clause, actors) if home else ())

    def given_in_to(self, clause: Clause, actors: Mentioned) -> Mentioned:
        """Those with whom people at odds settle: `ended the strike after a deal with the ministry`."""
        if not any(m.sector in _AT_ODDS for m in actors) or clause.kind != "verb":
            return ()
        named = self.parties.fill(clause, ("after", "following"), actors)
        for verb in self.tree.kids(clause.head, "advcl"):
            named = named or self.parties.fill(self.clauses.verb(verb), ("subj", "obj"), actors)
        return tuple(m for m in named if m.sector in _EMPLOYERS)

    def around(self, clause: Clause, actors: Mentioned, sent: bool = False) -> Mentioned:
        """Another country's actor named in the clause but in no slot: `sent vaccines for use in Nepalese clinics`."""
        if not actors or clause.kind == "adjective":
            return ()
        countries = {m.country for m in actors}
        known = {m.actor for m in actors}
        abroad = self.parties.below(
            clause.head,
            lambda m: m.country is not None and m.country not in countries and not (sent and _forces(m)),
        )
        bodies = {m.sector for m in actors}
        return abroad or self.parties.below(
            clause.head,
            lambda m: m.actor not in known and m.country is None and m.sector in _CLASSES and m.sector not in bodies,
        )

    def at_home(self, clause: Clause, actors: Mentioned) -> Mentioned:
        """A place or another part of the actor's own country, where an event is done at home: `a curfew in Lima`."""
        if not actors or clause.kind == "adjective":
            return ()
        known, sides = {m.actor for m in actors}, {(m.country, m.sector) for m in actors}
        countries = {m.country for m in actors} - {None}

        def other(m: Mention) -> bool:
            """Whether a mention is of the same country but not of the actor's own side or among his own bodies."""
            if m.country not in countries or (m.actor in known and m.form != "place"):
                return False
            part = self._mentions.get(self.tree.index, self.tree.heads[m.head])  # `Congolese` of `the Congolese army`
            part = part if self.tree.deps[m.head] in ("amod", "nmod", "poss") else ()
            own = bool(part) or (m.country, m.sector) in sides or (m.inferred and m.sector in _BODIES)
            return m.form == "place" or not (m.weak or own)

        found = self.parties.below(clause.head if clause.through is None else clause.through, other, aims=False)
        return tuple(_people(m) if m.form == "place" else m for m in found)

    def in_content(self, clause: Clause, actors: Mentioned) -> Mentioned:
        """Those whom an unknown inner clause is about: its subject if another, else its objects."""
        for verb in clause.complements:
            if self.tree.is_verb(verb):
                found = self.parties.fill(self.clauses.verb(verb), _CONTENT_SLOTS, actors)
                if found:
                    return found
        return ()


def _forces(mention: Mention) -> bool:
    """Soldiers or police whose country is only inferred."""
    return mention.inferred and mention.sector in ("COP", "MIL")


def _people(place: Mention) -> Mention:
    """Those who live in a place (R7)."""
    return replace(
        place, actor=f"{place.country}:people", kind="group", sector="CVL", secondary=(), form="name", origin="rule",
        weak=False,
    )  # fmt: skip


def _acting(mentions: Mentioned) -> Mentioned:
    """Mentions that may do something: the place of an attack is not its actor."""
    return tuple(m for m in mentions if m.form != "place")


def _others(rule: Rule, actors: Mentioned, found: Mentioned) -> Mentioned:
    """Recipients less the actor's own: `sent troops`, `withdrew peacekeepers`, `the state` that a government is."""
    own = {(m.country, m.sector in _CLASSES) for m in actors}
    governs = any(m.sector in (None, "GOV") for m in actors)  # soldiers and teachers are not their government
    moves = rule.type in _OWN_FORCES and (rule.type != "RETREAT" or rule.mode == "withdraw")
    kept = []
    for m in found:
        same = (m.country, m.sector in _CLASSES) in own
        forces = m.sector in ("MIL", "UNO", "COP") and (m.inferred or same) and not m.listed
        itself = same and governs and m.inferred and m.role in grammar().itself
        if not itself and not (moves and forces):
            kept.append(_foreign(m) if same and rule.type in _TO_OTHERS else m)
    return tuple(kept)


def _foreign(mention: Mention) -> Mention:
    """An envoy who only by inference is the actor's own, less his country: `Ghana expelled the ambassador`."""
    if not mention.inferred or mention.role is None or mention.role.split()[-1] not in grammar().envoys:
        return mention
    return replace(mention, actor=mention.actor.rpartition(":")[0], country=None)
