"""Who does what in a tree: logical subjects and objects, with passives, relative clauses and control undone.

A slot is a name for a logical argument: `subj`, `obj`, `iobj`, or a preposition. Slots hold head tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.lexicon.grammar import Grammar
from dragoman.parse.tree import Tree

Slots = dict[str, list[int]]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb, noun or adjective that may tell an event, with its logical slots.

    `complements` are the heads of clauses that it governs; `through` is the light verb that carries a noun.
    """

    head: int
    kind: str
    lemma: str
    slots: Slots = field(hash=False)
    complements: tuple[int, ...] = ()
    through: int | None = None

    def slot(self, name: str) -> list[int]:
        """Head tokens of a slot, empty where it is not filled."""
        return self.slots.get(name, [])


class Clauses:
    """The clauses of one tree; answers are remembered."""

    def __init__(self, tree: Tree, grammar: Grammar) -> None:
        self.tree = tree
        self.grammar = grammar
        self._subjects: dict[int, int | None] = {}
        self._verbs: dict[int, Clause] = {}

    # Subjects

    def subject(self, verb: int) -> int | None:
        """The surface subject of a verb, found also through coordination, control and relative clauses."""
        if verb not in self._subjects:
            self._subjects[verb] = None  # a loop in a broken tree ends here
            self._subjects[verb] = self._find_subject(verb)
        return self._subjects[verb]

    def _find_subject(self, verb: int) -> int | None:
        tree = self.tree
        subjects = [k for k in tree.kids(verb, *_SUBJECTS) if tree.tags[k] != "EX"]
        own = max((k for k in subjects if k < verb), default=subjects[0] if subjects else None)
        dep, head = tree.deps[verb], tree.heads[verb]
        if own is not None:
            relative = self._relative_head(verb)
            return relative if relative is not None and tree.lower[own] in self.grammar.relative else own
        if dep == "conj":
            return self.subject(head) if tree.is_verb(head) or tree.tags[head] == "MD" else None
        finder = {
            "xcomp": self._controller, "advcl": self._matrix_subject, "ccomp": self._matrix_subject,
            "acl": self._noun_subject, "relcl": self._noun_subject, "pcomp": self._governor_subject,
            "acomp": self._matrix_subject, "prep": self._matrix_subject,
        }.get(dep)  # fmt: skip
        return finder(verb, head) if finder else None

    def _relative_head(self, verb: int) -> int | None:
        """The noun that a relative clause describes; also for a verb joined to the relative verb."""
        tree = self.tree
        while tree.deps[verb] == "conj" and tree.is_verb(tree.heads[verb]):
            verb = tree.heads[verb]
        return tree.heads[verb] if tree.deps[verb] == "relcl" else None

    def _matrix_subject(self, verb: int, head: int) -> int | None:
        return self.subject(head) if self.tree.is_verb(head) or self.tree.deps[head] in ("acomp", "xcomp") else None

    def _controller(self, verb: int, head: int) -> int | None:
        tree = self.tree
        if tree.tags[head].startswith("JJ"):
            return self.subject(tree.heads[head]) if tree.heads[head] != head else None
        if tree.is_noun(head):
            return self.owner(head)
        told = tree.kid(head, "dobj", "dative")
        if told is not None and tree.is_noun(told) and tree.lemmas[head] not in self.grammar.subject_control:
            return told
        if told is not None and tree.tags[told] == "PRP" and tree.lemmas[head] not in self.grammar.subject_control:
            return told
        asked = tree.kid(head, "prep")
        if asked is not None and tree.lower[asked] in ("on", "upon", "to", "for", "with") and told is None:
            return tree.kid(asked, "pobj") or self.subject(head)
        return self.subject(head)

    def _noun_subject(self, verb: int, head: int) -> int | None:
        """The subject of a clause that describes a noun: the noun, or for `decision to …` whoever decided."""
        tree = self.tree
        if any(tree.lower[kid] == "to" for kid in tree.kids(verb, "aux")):
            return self.owner(head)
        return tree.heads[head] if tree.deps[head] == "appos" else head

    def owner(self, noun: int) -> int | None:
        """Whose noun it is: possessor, subject of the verb that governs it, or its national adjective."""
        tree = self.tree
        owner = tree.kid(noun, "poss")
        if owner is not None:
            return owner
        governor = tree.heads[noun]
        if tree.deps[noun] in ("dobj", "attr", "pobj"):
            verb = tree.heads[governor] if tree.deps[noun] == "pobj" else governor
            return self.subject(verb) if tree.is_verb(verb) else None
        by = next((k for k in tree.kids(noun, "prep") if tree.lower[k] in ("by", "of", "from")), None)
        return tree.kid(by, "pobj") if by is not None else noun

    def _governor_subject(self, verb: int, head: int) -> int | None:
        """The subject of an -ing clause after a preposition: `accused X of selling`, `apologised for firing`."""
        tree = self.tree
        governor = tree.heads[head]
        if tree.is_verb(governor):
            told = tree.kid(governor, "dobj")
            if told is not None and tree.lower[head] in self.grammar.object_prepositions:
                return told
            return self.subject(governor)
        if tree.tags[governor].startswith("JJ"):
            return self.subject(tree.heads[governor])  # `is guilty of violating`
        return self.owner(governor) if tree.is_noun(governor) else None

    # Verbs

    def passive(self, verb: int) -> bool:
        """Whether the surface subject is the logical object."""
        tree = self.tree
        if tree.kid(verb, "nsubjpass", "auxpass", "csubjpass") is not None:
            return True
        if tree.tags[verb] != "VBN" or tree.kid(verb, "aux") is not None:
            return False
        joined = tree.deps[verb] == "conj" and tree.is_verb(tree.heads[verb])
        if tree.kid(verb, *_SUBJECTS) is not None:  # `two were killed and five injured`
            return joined and tree.kid(verb, "dobj") is None and self.passive(tree.heads[verb])
        if joined:
            return self.passive(tree.heads[verb])
        return tree.deps[verb] in ("acl", "advcl", "relcl") and tree.kid(verb, "dobj") is None

    def verb(self, verb: int) -> Clause:
        """The clause of a verb."""
        if verb not in self._verbs:
            self._verbs[verb] = self._build_verb(verb)
        return self._verbs[verb]

    def _build_verb(self, verb: int) -> Clause:
        tree = self.tree
        slots = self.prepositions(verb)
        subject = self.subject(verb)
        objects = [self._antecedent(verb, k) for k in tree.kids(verb, "dobj")]
        if not objects:  # `watered down the bill`, with the particle read as a preposition
            objects = [t for particle in tree.kids(verb, "prt") for t in tree.kids(particle, "pobj")]
        objects = objects or self._judged(verb)
        if not objects:
            objects = self._gap(verb, subject) or self._shared_object(verb)
        datives = [k for k in tree.kids(verb, "dative") if tree.tags[k] not in ("IN", "TO")]
        if self.passive(verb):
            agents = [p for k in tree.kids(verb, "agent") for p in tree.kids(k, "pobj")]
            slots["subj"] = agents or slots.get("by", []) or self._low_agents(verb, subject)
            surface = [subject] if subject is not None else []
            slots["obj"], datives = (objects, surface) if objects else (surface, datives)
        else:
            slots["subj"] = [subject] if subject is not None else []
            slots["obj"] = objects
        slots["iobj"] = datives or slots.get("to", [])
        return Clause(verb, "verb", tree.lemmas[verb], slots, tuple(self._complements(verb)))

    def _low_agents(self, verb: int, subject: int | None) -> list[int]:
        """A by-phrase that the parser hung on a noun: `was granted to a singer by Canada`."""
        nouns = [] if subject is None else [subject]
        nouns += [n for k in self.tree.kids(verb, "prep", "dative") for n in self.tree.kids(k, "pobj")]
        return [t for noun in nouns for t in self.prepositions(noun).get("by", ())]

    def _judged(self, verb: int) -> list[int]:
        """Of whom something is held to be so: `found the mayor guilty`, read as a clause without a verb."""
        tree = self.tree
        judged = [k for k in tree.kids(verb, "ccomp", "oprd") if tree.tags[k].startswith(("JJ", "NN"))]
        return [t for k in judged if not tree.kids(k, "cop", "aux", "mark") for t in tree.kids(k, "nsubj")]

    def _antecedent(self, verb: int, token: int) -> int:
        """The noun behind a relative pronoun, else the token itself."""
        if self.tree.tags[token] in ("WP", "WDT"):
            relative = self._relative_head(verb)
            return token if relative is None else relative
        return token

    def _gap(self, verb: int, subject: int | None) -> list[int]:
        """The object of a relative clause that has its own subject: `the ban that Ghana lifted`."""
        relative = self._relative_head(verb)
        if relative is None or subject == relative or self.passive(verb):
            return []
        return [relative]

    def _shared_object(self, verb: int) -> list[int]:
        """The object of a later coordinated verb: `condemned and rejected the plan`."""
        tree = self.tree
        for other in tree.kids(verb, "conj"):
            if tree.is_verb(other) and tree.kid(other, *_SUBJECTS) is None and other - verb <= 3:
                return tree.kids(other, "dobj")
        return []

    def prepositions(self, token: int) -> Slots:
        """Prepositional slots of a token: its own, and those of `out of`, `from … to`."""
        tree = self.tree
        slots: Slots = {}
        kids = tree.kids(token, "prep", "dative", "agent")
        for adverb in tree.kids(token, "advmod", "prt"):
            kids += tree.kids(adverb, "prep")  # `walked away from`
        stack = [k for k in kids if tree.tags[k] in ("IN", "TO", "VBG", "RP", "RB")]
        while stack:
            preposition = stack.pop(0)
            found = tree.kids(preposition, "pobj")
            slots.setdefault(tree.lower[preposition], []).extend(found)
            if tree.lower[preposition] != "according":  # its `to` names a source, not a party
                stack.extend(tree.kids(preposition, "prep", "conj"))
        return slots

    def _complements(self, token: int) -> Iterator[int]:
        tree = self.tree
        for kid in tree.children[token]:
            if tree.deps[kid] in ("xcomp", "ccomp"):
                yield from self._verbs_of(kid)
            elif tree.deps[kid] == "dobj":  # `suspect a ship of cutting`: hung on the noun by the parser
                of = [k for k in tree.kids(kid, "prep") if tree.lower[k] == "of"]
                yield from (t for k in of for inner in tree.kids(k, "pcomp") for t in self._verbs_of(inner))
            elif tree.deps[kid] == "prep":
                for inner in tree.kids(kid, "pcomp"):
                    yield from self._verbs_of(inner)

    def _verbs_of(self, token: int) -> list[int]:
        return [t for t in self.tree.conjuncts(token) if t == token or self.tree.is_verb(t)]

    # Adjectives

    def adjective(self, token: int) -> Clause:
        """The clause of a predicative adjective (`is ready to`, `is critical of`) or participle."""
        tree = self.tree
        slots = self.prepositions(token)
        verb = tree.heads[token]
        subject = self.subject(verb) if tree.deps[token] in ("acomp", "conj", "oprd", "attr") else None
        if subject is None and tree.deps[token] in ("acomp", "amod", "acl", "ROOT", "relcl", "advcl"):
            own = tree.kid(token, *_SUBJECTS)
            subject = own if own is not None else (verb if tree.is_noun(verb) else None)
        slots["subj"] = [] if subject is None else [subject]
        slots["obj"] = []
        for name, tokens in self.prepositions(verb).items() if tree.is_verb(verb) else ():
            slots.setdefault(name, tokens)
        return Clause(token, "adjective", tree.lemmas[token], slots, tuple(self._complements(token)))
