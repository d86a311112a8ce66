"""Event nouns and the words that carry them: `Chad's invasion of Niger`, `held talks with`, `sanctions imposed by`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.parse.clauses import Clause, Clauses, Slots
from dragoman.parse.tree import Tree


@dataclass(frozen=True, slots=True)
class LightVerbs:
    """Verbs that only carry an event noun.

    `active`: their subject does the event (`launch an attack`); `passive`: their subject undergoes it (`face
    charges`); `occur`: the noun is their subject (`talks began`); `prepositional`: with these words between
    verb and noun (`engage in`, `go on`).
    """

    active: frozenset[str]
    passive: frozenset[str]
    occur: frozenset[str]
    prepositional: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, frozenset[str]]) -> LightVerbs:
        """Those of a lexicon's table, where a class may be missing."""
        return cls(**{name: table.get(name, frozenset()) for name in cls.__slots__})


_DASHES = frozenset({"-", "–", "—"})
_LINKS = frozenset({"dobj", "nsubjpass", "nsubj", "attr", "pobj", "conj", "appos", "oprd"})


def clause_of(clauses: Clauses, token: int, light: LightVerbs) -> Clause:
    """The clause that a verb, noun or adjective heads."""
    if clauses.tree.is_verb(token):
        return clauses.verb(token)
    if clauses.tree.is_noun(token):
        return noun_clause(clauses, token, light)
    return clauses.adjective(token)


def noun_clause(clauses: Clauses, noun: int, light: LightVerbs) -> Clause:
    """The clause of an event noun, with the slots of the light verb that carries it."""
    tree = clauses.tree
    slots = clauses.prepositions(noun)
    for owned in slots.get("of", ()):
        for name, tokens in clauses.prepositions(owned).items():
            if name == "by":
                slots.setdefault("by", tokens)  # `the jailing of a monk by police`: the parser hangs it too low
    slots["poss"] = tree.kids(noun, "poss")
    sides = {k: _side(tree, k) for k in tree.kids(noun, "amod", "compound", "nmod")}
    slots["amod"] = [k for k, side in sides.items() if side is None]
    if against := [k for k, side in sides.items() if side == "anti"]:
        slots.setdefault("against", against)
    through = None
    for outer in _carriers(clauses, noun):
        through = _carry(clauses, outer, noun, slots, light)
        if through is not None:
            break
    _participle(clauses, noun, slots, light)
    if tree.deps[noun] == "attr" and tree.lemmas[tree.heads[noun]] in ("be", "become", "remain"):
        slots.setdefault("subj", clauses.verb(tree.heads[noun]).slot("subj"))  # `Norway remains the main donor`
    complements = tuple(t for k in tree.kids(noun, "acl", "ccomp", "relcl") for t in _infinitive(clauses, k))
    complements += _predicated(clauses, noun)
    by_prep = tuple(v for p in tree.kids(noun, "prep") for v in tree.kids(p, "pcomp"))
    return Clause(noun, "noun", tree.lemmas[noun], slots, complements + by_prep, through)


def _predicated(clauses: Clauses, noun: int) -> tuple[int, ...]:
    """The clause that a noun is said to be: `our demand is that the army leave`."""
    tree = clauses.tree
    verb = tree.heads[noun]
    if tree.deps[noun] != "nsubj" or tree.lemmas[verb] != "be":
        return ()
    return tuple(t for k in tree.kids(verb, "ccomp", "xcomp") for t in tree.conjuncts(k) if tree.is_verb(t))


def _side(tree: Tree, token: int) -> str | None:
    """The `pro` or `anti` before a modifier, which then is no actor: `a pro-Tibetan rally`."""
    before = next((t for t in (token - 1, token - 2) if t >= 0 and tree.lower[t] not in _DASHES), token)
    return tree.lower[before] if tree.lower[before] in ("pro", "anti") else None


def _infinitive(clauses: Clauses, verb: int) -> list[int]:
    """The verb of a to-clause or that-clause that says what a noun is about."""
    tree = clauses.tree
    to = any(tree.lower[k] == "to" for k in tree.kids(verb, "aux"))
    that = any(tree.lower[k] == "that" and tree.deps[k] == "mark" for k in tree.children[verb])
    return [t for t in tree.conjuncts(verb) if tree.is_verb(t)] if to or that else []


def _carriers(clauses: Clauses, noun: int) -> list[tuple[int, str]]:
    """Verbs above a noun with the way that leads to them, through partitives and coordination."""
    tree = clauses.tree
    found: list[tuple[int, str]] = []
    token = noun
    for _ in range(6):
        dep, head = tree.deps[token], tree.heads[token]
        if head == token or dep not in _LINKS:
            break
        if dep == "pobj":
            governor = tree.heads[head]
            if tree.is_verb(governor):
                found.append((governor, tree.lower[head]))
                break
            if tree.lower[head] != "of" or tree.lemmas[governor] not in clauses.grammar.partitives:
                break
            token = governor
        elif tree.is_verb(head):
            found.append((head, "subject" if dep == "nsubj" else "object"))
            break
        else:
            token = head
    return found


def _carry(clauses: Clauses, outer: tuple[int, str], noun: int, slots: Slots, light: LightVerbs) -> int | None:
    """Fill a noun's empty slots from the verb that carries it; return that verb, or None where it is a full verb."""
    tree = clauses.tree
    verb, way = outer
    lemma = tree.lemmas[verb]
    particle = tree.kid(verb, "prt")
    names = {lemma, f"{lemma} {tree.lower[particle]}"} if particle is not None else {lemma}
    clause = clauses.verb(verb)
    if way == "object" and names & light.active:
        slots.setdefault("subj", [t for t in clause.slot("subj") if t != noun])
    elif way == "object" and names & light.passive:
        slots.setdefault("suffer", clause.slot("subj"))
    elif way == "subject" and (names & light.occur or clauses.passive(verb)):
        pass
    elif f"{lemma} {way}" in light.prepositional:
        slots.setdefault("subj", clause.slot("subj"))
        if clause.slot("obj"):
            slots.setdefault("obj", clause.slot("obj"))
    else:
        return None
    for name, tokens in clause.slots.items():
        if name not in ("subj", "obj", "iobj") and noun not in tokens:
            slots.setdefault(name, tokens)
    if clause.slot("iobj") and way == "object":
        slots.setdefault("to", clause.slot("iobj"))
    return verb


def _participle(clauses: Clauses, noun: int, slots: Slots, light: LightVerbs) -> None:
    """Slots from a clause that describes the noun: `an attack carried out by`, `talks that Peru held with`."""
    tree = clauses.tree
    for verb in tree.kids(noun, "acl", "relcl"):
        particle = tree.kid(verb, "prt")
        name = tree.lemmas[verb] if particle is None else f"{tree.lemmas[verb]} {tree.lower[particle]}"
        if name not in light.active and name not in light.occur:
            continue
        for slot, tokens in clauses.verb(verb).slots.items():
            kept = [t for t in tokens if t != noun]
            if slot not in ("obj", "iobj") and kept:
                slots.setdefault(slot, kept)
