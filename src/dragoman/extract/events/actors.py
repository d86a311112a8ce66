"""Who does an event where its slots do not say: speakers behind `we`, owners behind nouns, others in the clause."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.attribution import Attributions
from dragoman.extract.events.match import Matcher
from dragoman.extract.events.parties import Parties
from dragoman.lexicon import Lexicon
from dragoman.lexicon.rules import Rule
from dragoman.model.mention import Mention
from dragoman.parse.clauses import Clause

_NOUN_ACTORS = ("subj", "by", "poss", "amod", "from", "of")
_CONTENT_SLOTS = ("subj", "obj", "iobj", "to", "with", "on", "against", "from", "for", "in")

Mentioned = tuple[Mention, ...]


class ActorFinder:
    """Finds actors and those done to in the clauses of one tree."""

    def __init__(self, matcher: Matcher, lexicon: Lexicon, attributions: Attributions | None = None) -> None:
        self._attributions = attributions
        self.tree = matcher.tree
        self._mentions = matcher.mentions
        self.clauses = matcher.clauses
        self.parties = Parties(matcher)
        self._rules = lexicon.events
        self._types = lexicon.codes.type_traits
        self._modes = lexicon.codes.mode_traits
        self._sectors = lexicon.codes.sector_traits
        self._grammar = lexicon.grammar

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
        return any(
            self.tree.lower[t] in self._grammar.first_person for t in (*clause.slot("subj"), *clause.slot("poss"))
        )

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
        found = self._others(rule, actors, self.parties.fill(clause, rule.recipient, actors))
        mutual = rule.type in self._types.mutual and len({m.country for m in actors}) > 1
        if not found and (mutual or (rule.reciprocal and len(actors) > 1)):
            return ()  # `Trump and Putin share information on North Korea`
        sent = rule.type in self._types.own_forces  # `sends 700 soldiers to Kosovo`: to Kosovo, not to the soldiers
        found = found or self.around(clause, actors, sent)
        if not found and rule.type in self._types.shared_words:
            found = self.in_content(clause, actors)
        if not found and rule.type == "CONCEDE":
            found = self.given_in_to(clause, actors)
        home = rule.type in self._types.at_home and (rule.type, rule.mode) not in self._modes.on_oneself
        return found or (self.at_home(clause, actors) if home else ())

    def given_in_to(self, clause: Clause, actors: Mentioned) -> Mentioned:
        """Those with whom people at odds settle: `ended the strike after a deal with the ministry`."""
        if not any(m.sector in self._sectors.at_odds for m in actors) or clause.kind != "verb":
            return ()
        named = self.parties.fill(clause, ("after", "following"), actors)
        for verb in self.tree.kids(clause.head, "advcl"):
            named = named or self.parties.fill(self.clauses.verb(verb), ("subj", "obj"), actors)
        return tuple(m for m in named if m.sector in self._sectors.employer)

    def around(self, clause: Clause, actors: Mentioned, sent: bool = False) -> Mentioned:
        """Another country's actor named in the clause but in no slot: `sent vaccines for use in Nepalese clinics`."""
        if not actors or clause.kind == "adjective":
            return ()
        countries = {m.country for m in actors}
        known = {m.actor for m in actors}
        abroad = self.parties.below(
            clause.head,
            lambda m: m.country is not None and m.country not in countries and not (sent and self._forces(m)),
        )
        bodies, taken = self._sectors.international, {m.sector for m in actors}
        return abroad or self.parties.below(
            clause.head,
            lambda m: m.actor not in known and m.country is None and m.sector in bodies and m.sector not in taken,
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
            own = bool(part) or (m.country, m.sector) in sides or (m.inferred and m.sector in self._sectors.state_body)
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

    def _forces(self, mention: Mention) -> bool:
        """Soldiers or police whose country is only inferred."""
        return mention.inferred and mention.sector in self._sectors.uniformed

    def _others(self, rule: Rule, actors: Mentioned, found: Mentioned) -> Mentioned:
        """Recipients less the actor's own: `sent troops`, `withdrew peacekeepers`, `the state` that a government is."""
        bodies = self._sectors.international
        own = {(m.country, m.sector in bodies) for m in actors}
        governs = any(m.sector in (None, "GOV") for m in actors)  # soldiers and teachers are not their government
        moves = rule.type in self._types.own_forces and (rule.type != "RETREAT" or rule.mode == "withdraw")
        kept = []
        for m in found:
            same = (m.country, m.sector in bodies) in own
            forces = m.sector in self._sectors.sent and (m.inferred or same) and not m.listed
            itself = same and governs and m.inferred and m.role in self._grammar.itself
            if not itself and not (moves and forces):
                kept.append(self._foreign(m) if same and rule.type in self._types.on_envoys else m)
        return tuple(kept)

    def _foreign(self, mention: Mention) -> Mention:
        """An envoy who only by inference is the actor's own, less his country: `Ghana expelled the ambassador`."""
        if not mention.inferred or mention.role is None or mention.role.split()[-1] not in self._grammar.envoys:
            return mention
        return replace(mention, actor=mention.actor.rpartition(":")[0], country=None)


def _people(place: Mention) -> Mention:
    """Those who live in a place (R7)."""
    return replace(
        place, actor=f"{place.country}:people", kind="group", sector="CVL", secondary=(), form="name", origin="rule",
        weak=False,
    )  # fmt: skip


def _acting(mentions: Mentioned) -> Mentioned:
    """Mentions that may do something: the place of an attack is not its actor."""
    return tuple(m for m in mentions if m.form != "place")
