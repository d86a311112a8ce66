"""What a sentence tells: events by rule, composed by the predicates above them, with parties and modality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.extract.events.actors import ActorFinder, Mentioned
from dragoman.extract.events.attribution import Attributions
from dragoman.extract.events.compose import Composer, Outer, merged
from dragoman.extract.events.event_mention import EventMention, trigger
from dragoman.extract.events.match import Matcher, Mismatch
from dragoman.lexicon import Lexicon
from dragoman.lexicon.rules import Operator, Rule
from dragoman.model.mention import Mentions
from dragoman.parse.clauses import Clause, Clauses
from dragoman.parse.modality import ModalityCues, ModalityReader
from dragoman.parse.nominals import LightVerbs, clause_of
from dragoman.parse.tree import Tree

_FACED = ("outside", "at", "near", "before", "in")
"""Slots of the building before which a crowd stands."""
_CONTENT = frozenset({"accuse", "deny", "refuse", "demand", "threaten", "commit"})
"""Kinds of operators whose content is only said."""
_INNER_SLOTS = ("obj", "at", "to", "for", "on", "upon", "of", "in", "with", "against", "from", "about", "over")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause tells, composed with what is below it.

    `absorbed` are the tokens whose own events it has taken in, `unmeant` events that were done by mistake.
    """

    events: tuple[EventMention, ...] = ()
    absorbed: frozenset[int] = frozenset()
    unmeant: tuple[EventMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An event mention of a sentence, and what keeps it from standing on its own."""

    event: EventMention
    absorbed_by: int | None = None
    purpose: bool = False
    unmeant: bool = False

    @property
    def stands(self) -> bool:
        """Whether nothing does."""
        return self.absorbed_by is None and not self.purpose and not self.unmeant


class Sentence:
    """The event mentions of one tree. What each token tells is read once and remembered."""

    def __init__(
        self,
        tree: Tree,
        mentions: Mentions,
        lexicon: Lexicon,
        modality: ModalityReader,
        light: LightVerbs,
        attributions: Attributions | None = None,
    ) -> None:
        self.tree = tree
        self.clauses = Clauses(tree, lexicon.grammar)
        self.matcher = Matcher(self.clauses, mentions)
        self.finder = ActorFinder(self.matcher, lexicon, attributions)
        self._composer = Composer(self.finder, lexicon, modality)
        self._rules = lexicon.events
        self._types = lexicon.codes.type_traits
        self._modality = modality
        self._light = light
        self._readings: dict[int, Reading] = {}
        self._clauses: dict[int, Clause] = {}

    @property
    def mismatches(self) -> list[Mismatch]:
        """Rules whose words are there but whose constraints are not met."""
        return self.matcher.mismatches

    def found(self) -> list[Found]:
        """All event mentions in text order, those that do not stand on their own too."""
        tokens = [t for t in range(len(self.tree)) if self._may_tell(t)]
        for token in tokens:
            self.at(token)
        absorbed = {t: head for head, reading in self._readings.items() for t in reading.absorbed}
        every = [(t, one) for t in tokens for one in self._found_at(t, absorbed.get(t))]
        aims = {t: self._bare_infinitive(t) for t, one in every if one.stands}
        asserted = any(cue is None for cue in aims.values())
        return [self._aimed(one, aims[t], asserted) if one.stands else one for t, one in every]

    def events(self) -> list[EventMention]:
        """The event mentions that stand on their own, in text order."""
        return [one.event for one in self.found() if one.stands]

    def _found_at(self, token: int, absorbed_by: int | None) -> Iterator[Found]:
        reading = self._readings[token]
        for event in reading.events:
            yield Found(event, absorbed_by)
        for event in reading.unmeant:
            yield Found(event, absorbed_by, unmeant=True)

    @staticmethod
    def _aimed(one: Found, cue: int | None, asserted: bool) -> Found:
        """An infinitive says nothing beside what is asserted; alone it says what might come: `seeks to disarm`."""
        if cue is None:
            return one
        if asserted:
            return replace(one, purpose=True)
        if one.event.modality != "actual":
            return one
        return replace(one, event=replace(one.event, modality="hypothetical", cue=cue))

    def _bare_infinitive(self, token: int) -> int | None:
        """The `to` of an infinitive that no operator took up: a purpose or an attempt, not an event."""
        verb = token if self.tree.is_verb(token) else self.clause(token).through
        if verb is None or self.tree.deps[verb] == "ROOT" or not self.tree.is_verb(verb):
            return None
        return self._modality.infinitive(self.tree, verb)

    def _may_tell(self, token: int) -> bool:
        tree = self.tree
        tag, lemma = tree.tags[token], tree.lemmas[token]
        if tag.startswith("VB"):
            return tree.deps[token] not in ("aux", "auxpass", "compound")
        kind = "nouns" if tree.is_noun(token) else "adjectives" if tag.startswith("JJ") else None
        if kind is None or (kind == "nouns" and (tree.deps[token] == "compound" or self._in_title(token))):
            return False
        if tree.deps[token] in ("nsubj", "nsubjpass") and any(m.sector == "MIL" for m in self._named(token)):
            return False  # `a patrol fired on a boat`: those who patrol
        return lemma in self._rules.rules[kind] or lemma in self._rules.operators[kind]

    def _named(self, token: int) -> Mentioned:
        """Those whom a noun names by their role."""
        return tuple(m for m in self.matcher.mentions.get(self.tree.index, token) if m.described)

    def _in_title(self, token: int) -> bool:
        """Whether a noun is the matter of an office: the `Operations` of a `Director of Military Operations`."""
        tree = self.tree
        of = tree.heads[token]
        office = tree.heads[of]
        proper = all(tree.tags[t].startswith("NNP") for t in (token, office))
        return proper and tree.deps[token] in ("pobj", "conj") and tree.lower[of] in ("of", "for")

    def clause(self, token: int) -> Clause:
        """The clause headed by a token."""
        if token not in self._clauses:
            self._clauses[token] = clause_of(self.clauses, token, self._light)
        return self._clauses[token]

    def at(self, token: int) -> tuple[EventMention, ...]:
        """The events told by the clause that a token heads, composed with those below it."""
        if token not in self._readings:
            self._readings[token] = Reading()  # a loop in a broken tree ends here
            self._readings[token] = self._read(token)
        return self._readings[token].events

    def _read(self, token: int) -> Reading:
        clause = self.clause(token)
        cues = self._cues(clause)
        operator, outer_words = self.matcher.operator(clause, self._rules.operators) or (None, 0)
        rule, words = self.matcher.rule(clause, self._rules.rules) or (None, 0)
        found: list[EventMention] = []
        taken: set[int] = set()
        closer = rule is not None and operator is not None and bool(rule.comp) and rule.rank > operator.rank
        if operator is not None and not closer and words <= outer_words:
            found = self._operated(clause, operator, rule, cues, taken)
        if not found and rule is not None:
            found = self._by_rule(clause, rule, taken)
        if not found and operator is not None and operator.alone:
            found = self._composer.alone(Outer(operator.kind, clause, operator))
            if found and operator.kind in _CONTENT:
                taken |= self._content(clause)
        if any(d.mode == "phone" for d in found):
            found = self._on_the_phone(clause, taken) or found
        if operator is not None and any("no" in words.split() for words in operator.words):
            cues = replace(cues, negation=None)  # the `no` of `has no intention` is part of the operator
        unmeant: list[EventMention] = []
        if clause.kind == "verb" and self._modality.unmeant(self.tree, token):
            unmeant = [d for d in found if d.type in self._types.material]
            found = [d for d in found if d.type not in self._types.material]
        moved = [d for event in found for d in self._composer.with_modality(event, clause, cues)]
        if not moved and cues.modal == "will" and cues.negation is not None:
            moved = self._composer.unwilling(clause, cues)
        if not moved and cues.modal == "must":
            moved = self._composer.obliged(clause, cues)
        return Reading(tuple(moved), frozenset(taken), tuple(unmeant))

    def _on_the_phone(self, clause: Clause, taken: set[int]) -> list[EventMention]:
        """What a call is made for is done by it: `telephoned him to congratulate him`."""
        verbs = [t for t in self.tree.kids(clause.head, "advcl", "xcomp") if self._bare_infinitive(t) is not None]
        said = [d for verb in verbs for d in self.at(verb) if d.type in self._types.by_phone]
        caller = self.finder.parties.fill(clause, ("subj",))
        called = self.finder.parties.fill(clause, ("obj", "to", "with"), caller)
        if not caller or not called:
            return []
        taken.update(verbs if said else ())
        return [replace(d, actors=caller, recipients=called) for d in said]

    def _cues(self, clause: Clause) -> ModalityCues:
        if clause.kind == "verb":
            return self._modality.verb(self.clauses, clause.head)
        if clause.kind == "noun":
            return self._modality.noun(self.clauses, clause.head, clause.through)
        verb = self.tree.heads[clause.head]
        while self.tree.tags[verb].startswith("JJ") and self.tree.heads[verb] != verb:
            verb = self.tree.heads[verb]  # `was not free or fair`
        return self._modality.verb(self.clauses, verb) if self.tree.is_verb(verb) else ModalityCues()

    # Plain events

    def _by_rule(self, clause: Clause, rule: Rule, taken: set[int]) -> list[EventMention]:
        """The event of a rule, with its parties; nouns inside it are not told again."""
        actors = self.finder.of_rule(clause, rule)
        recipients = self._blamed(clause, rule, actors) or self.finder.recipients(clause, rule, actors)
        recipients = recipients or (self._protested(clause, actors) if rule.type == "PROTEST" else ())
        if rule.reciprocal:
            together = self.finder.parties.fill(clause, ("with", "between", "among"), (*actors, *recipients))
            everyone = (*actors, *recipients, *together)
            met = tuple(m for m in everyone if m.form != "place")
            actors, recipients = met if len(met) > 1 else everyone, ()
        event = EventMention(
            type=rule.type, mode=rule.mode, base_type=rule.type, modality=rule.modality or "actual", cue=None,
            actors=actors, recipients=recipients, head=clause.head, trigger=trigger(self.tree, clause),
            rule=rule.id, reciprocal=rule.reciprocal, carried=clause.kind != "noun" or clause.through is not None,
            state=rule.state,
            anaphor=all(m.form == "noun" for m in (*actors, *recipients)) and self._of_the_talks(clause),
        )  # fmt: skip
        if clause.kind == "verb":
            taken |= self._filling(clause, event, rule)
        if rule.type in self._types.verbal or rule.type in self._types.punishes:
            taken |= self._content(clause)
        return [event]

    def _blamed(self, clause: Clause, rule: Rule, actors: Mentioned) -> Mentioned:
        """Who did what somebody condemns or praises: `denounced the flogging of women by the police`."""
        if rule.type not in self._types.judges or clause.kind != "verb" or "obj" not in rule.recipient:
            return ()
        known = {m.actor for m in actors}
        inner = [d for noun in self._inner_nouns(clause, ("obj",)) for d in self.at(noun)]
        done = [m for d in inner if d.type not in self._types.judges for m in d.actors]
        return tuple(m for m in done if m.actor not in known and not m.weak)

    def _protested(self, clause: Clause, actors: Mentioned) -> Mentioned:
        """Against whom a protest is, by what it says: `staged a sit-in to demand that Chad pay`."""
        known = {m.actor for m in actors}
        tops = (
            clause.head,
            *clause.slot("obj"),
            *clause.slot("on"),
            *(() if clause.through is None else (clause.through,)),
        )
        aims = [v for top in tops for v in self.tree.kids(top, "advcl", "xcomp", "acl", "relcl", "dobj")]
        said = [v for v in aims if self.tree.tags[v] in ("VB", "VBG")]
        outcries = [d for verb in said for d in self.at(verb) if d.type in self._types.outcry]
        against = tuple(m for d in outcries[:1] for m in d.recipients if m.actor not in known)
        return against or self.finder.parties.fill(clause, _FACED, actors)

    def _of_the_talks(self, clause: Clause) -> bool:
        """Whether an event befalls talks that the article has told of: `the negotiations have stalled`."""
        tree = self.tree
        nouns = [clause.head] if clause.kind == "noun" else [*clause.slot("subj"), *clause.slot("obj")]
        return any(
            any(rule.type == "CONSULT" for _, rule in self._rules.rules["nouns"].get(tree.lemmas[t], ()))
            and any(tree.lower[k] in ("the", "their", "these") for k in tree.kids(t, "det", "poss"))
            for t in nouns
        )

    def _filling(self, clause: Clause, event: EventMention, rule: Rule) -> set[int]:
        """Event nouns that only fill out a verb (`launched strikes`, `rejected the offer`) are no events apart.

        What is condemned or welcomed is presupposed and stays, where its own actor is named (codebook section 3).
        """
        taken: set[int] = set()
        phrase = {word for words in rule.words for word in words.split()[1:]}  # the `trial` of `go on trial`
        for name in clause.slots.keys() - {"subj", "obj", "iobj"}:
            taken.update(t for t in clause.slot(name) if self.tree.lemmas[t] in phrase)
        for token in self._inner_nouns(clause, ("obj",)):
            own = (
                any(d.actors and d.type in self._types.material for d in self.at(token))
                and "subj" not in rule.recipient
            )
            if event.type not in self._types.judges or not own or event.mode in ("allege", "investigate"):
                taken.add(token)
        return taken

    def _content(self, clause: Clause) -> set[int]:
        """What is alleged, asked, promised or refused is no event (codebook section 3)."""
        taken = {t for token in clause.complements for t in self.tree.subtree(token)}
        return taken.union(self._upshot(clause))

    def _upshot(self, clause: Clause) -> Iterator[int]:
        """What is alleged to have come of it belongs to what is alleged: `accused them of shelling a post, killing`."""
        last = max(clause.complements, default=len(self.tree))
        for verb in self.tree.kids(clause.head, "advcl"):
            alone = self.tree.tags[verb] == "VBG" and not self.tree.kids(verb, "mark", "nsubj")
            if verb > last and alone and any(event.type == "ASSAULT" for event in self.at(verb)):
                yield from self.tree.subtree(verb)

    # Events under operators

    def _operated(
        self, clause: Clause, operator: Operator, rule: Rule | None, cues: ModalityCues, taken: set[int]
    ) -> list[EventMention]:
        """Events inside an operator's clause, made into what the operator says of them."""
        found: list[EventMention] = []
        outer = Outer(operator.kind, clause, operator)
        if self._is_purpose(clause, operator):
            taken.update(clause.complements)
            return []
        carried = [noun for verb in clause.complements for noun in self._carried(verb)]
        for token in [*clause.complements, *carried, *self._inner_nouns(clause, _INNER_SLOTS)]:
            nominal = not self.tree.is_verb(token)
            inner = self.at(token)
            if not inner or (rule is not None and rule.rank > 4 and nominal):
                continue
            made = [d for event in inner for d in self._composer.operated(event, outer, cues, nominal)]
            if made or operator.kind in ("accuse", "deny", "void"):
                taken.add(token)
            if made and operator.kind in _CONTENT:
                taken.update(self.tree.subtree(token))
                taken.update(self._upshot(clause))
            found.extend(made)
        return merged(found, operator.kind) if len(found) > 1 else found

    def _is_purpose(self, clause: Clause, operator: Operator) -> bool:
        """Whether a clause says what a thing is for, which is no plan of anybody's: `efforts aimed at freeing them`."""
        participle = self.tree.tags[clause.head] == "VBN" and self.tree.deps[clause.head] == "acl"
        return operator.kind == "plan" and participle

    def _carried(self, verb: int) -> Iterator[int]:
        """Event nouns that a light verb without a rule of its own carries: `expected to have an audience`."""
        if self.tree.is_verb(verb) and not self.at(verb):
            for noun in self._inner_nouns(self.clause(verb), ("obj", "in", "into", "on")):
                if self.clause(noun).through == verb:
                    yield noun

    def _inner_nouns(self, clause: Clause, slots: Iterable[str]) -> Iterator[int]:
        """Event nouns in the slots of a clause."""
        for name in slots:
            for token in self.matcher.slot(clause, name):
                for one in self.tree.conjuncts(token):
                    for noun in self._through_partitives(one):
                        if noun != clause.head and self.tree.is_noun(noun) and self._may_tell(noun):
                            yield noun

    def _through_partitives(self, token: int) -> list[int]:
        lemma = self.tree.lemmas[token]
        if lemma in self.clauses.grammar.partitives and lemma not in self._rules.rules["nouns"]:
            return [t for inner in self.clauses.prepositions(token).get("of", ()) for t in self.tree.conjuncts(inner)]
        return [token]
