"""The parties of an event: the actors that its slots lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dragoman.extract.events.match import Matcher
from dragoman.lexicon.actors import slug
from dragoman.lexicon.grammar import Grammar
from dragoman.model.mention import Mention
from dragoman.parse.clauses import Clause
from dragoman.parse.tree import Tree

_JOINED = ("along", "jointly", "together")
_NESTED_PREPOSITIONS = (
    ("of", "by", "between", "with", "among"),
    ("to", "for", "against", "on", "from", "in", "over", "toward", "towards", "at", "into", "near"),
)


class Parties:
    """Finds the mentions that fill the slots of a clause."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._tree = matcher.tree
        self._mentions = matcher.mentions
        self._grammar = matcher.clauses.grammar

    def fill(
        self, clause: Clause, slots: Sequence[str], taken: Iterable[Mention] = (), addressed: bool = False
    ) -> tuple[Mention, ...]:
        """The actors of the first slot that yields any who are not taken already; known actors before unknown.

        Where somebody must be `addressed`, those for whom something is asked do not count.
        """
        seen = {(m.actor, m.span) for m in taken}
        actors = {m.actor for m in taken}
        second: tuple[Mention, ...] = ()
        for name in slots:
            found = [
                m for token in self._matcher.slot(clause, name) for m in self.phrase(token, addressed)
                if (m.actor, m.span) not in seen and (m.actor not in actors or m.form == "pronoun")
            ]  # fmt: skip
            kept = tuple(m for m in found if m.actor not in actors)
            if any(m.form != "place" and m.kind != "place" for m in kept):
                return _distinct(kept)
            if kept and not second:
                second = _distinct(kept)
        return second

    def phrase(self, token: int, addressed: bool = False) -> list[Mention]:
        """The actors that a phrase stands for: its head and conjuncts, else those named inside it."""
        tree = self._tree
        found: list[Mention] = []
        for one in (*tree.conjuncts(token), *self._together(token)):
            own = self._mentions.get(tree.index, one)
            if tree.lemmas[one] in self._grammar.partitives and (inner := self._through(one, ("of",), 0)):
                found.extend(inner)
            elif own and (own[0].kind == "person" or not all(m.weak and m.form != "place" for m in own)):
                found.extend(own)
            else:
                found.extend(self._nested(one, addressed=addressed) or own)
        return found

    def _together(self, token: int) -> list[int]:
        """Those who do something with the subject: `Oman, together with Kuwait, signed`."""
        tree = self._tree
        beside = (k for k in tree.kids(token, "prep") if tree.lower[k] == "with" and tree.lower[k - 1] in _JOINED)
        return [t for k in beside for noun in tree.kids(k, "pobj") for t in tree.conjuncts(noun)]

    def someone(self, tokens: Sequence[int]) -> tuple[Mention, ...]:
        """An actor who is named but not known: whoever accuses, asks or agrees is somebody."""
        tree = self._tree
        for token in tokens:
            own = self._mentions.get(tree.index, token)
            if own:
                return own
            if tree.tags[token] not in ("NN", "NNS", "NNP", "NNPS") or tree.lemmas[token] in self._grammar.no_actors:
                continue
            words = [tree.words[t] for t in (*tree.kids(token, "amod", "compound", "nmod"), token) if t <= token]
            first = min((t for t in tree.kids(token, "amod", "compound", "nmod") if t < token), default=token)
            name = " ".join(words)
            return (
                Mention(
                    tree.index, token, tree.chars(first, token), f"name:{slug(name)}", name, "group", None, None,
                    form="name" if tree.tags[token].startswith("NNP") else "noun", origin="text",
                    weak=True, plural=tree.tags[token] in ("NNS", "NNPS"),
                ),
            )  # fmt: skip
        return ()

    def below(self, token: int, fits: Callable[[Mention], bool], aims: bool = True) -> tuple[Mention, ...]:
        """The first actor that fits in a clause but in no slot; its own phrases before its `aims` and conditions."""
        tree = self._tree
        later: tuple[Mention, ...] = ()
        for inner in sorted(tree.subtree(token)):
            if inner <= token or tree.deps[inner] in ("conj", "compound", "relcl"):
                continue
            found = [m for m in self._mentions.get(tree.index, inner) if fits(m)]
            if not found or (found[0].weak and found[0].form != "place"):
                continue
            way = _way(tree, inner, token, self._grammar)
            if way == "apart" or (way == "aim" and not aims):
                continue
            both = (m for one in tree.conjuncts(inner) for m in self._mentions.get(tree.index, one) if fits(m))
            if way == "own":
                return _distinct(both)
            later = later or _distinct(both)
        return later

    def _nested(self, token: int, depth: int = 0, addressed: bool = False) -> list[Mention]:
        """Actors inside a phrase whose head is none: possessor, nationality, then what its prepositions name."""
        tree = self._tree
        if depth > 3 or (tree.tags[token].startswith("VB") and tree.deps[token] != "pobj"):
            return []
        partitive = tree.lemmas[token] in self._grammar.partitives
        found = (self._through(token, ("of",), depth) if partitive else []) or self._before(token, depth)
        for verb in tree.kids(token, "acl"):
            if not found and tree.tags[verb] == "VBN":  # `restrictions imposed on`, `threats made by`
                found = self._through(verb, ("by", "on", "against", "to", "from"), depth)
        for verb in tree.kids(token, "acl", "ccomp"):
            charges = tree.lemmas[token] in self._grammar.charges  # `claims that soldiers …`
            if not found and charges and any(tree.lower[k] == "that" for k in tree.kids(verb, "mark")):
                found = [m for k in tree.kids(verb, "nsubj", "nsubjpass") for m in self.phrase(k)]
        for group in _NESTED_PREPOSITIONS:
            names = [name for name in group if not (addressed and name == "for")]
            found = found or self._through(token, names, depth)
        return found

    def _before(self, token: int, depth: int) -> list[Mention]:
        """Actors before a noun: its possessor, else its adjectives and compounds."""
        tree = self._tree
        for deps in (("poss",), ("amod", "compound", "nmod")):
            for kid in tree.kids(token, *deps):
                if deps[0] == "amod" and self._inside_name(kid, token):
                    continue  # the `New York` of the `New York Liberty Bell`
                own = list(self._mentions.get(tree.index, kid))
                known = any(not m.weak or m.form == "place" or deps == ("poss",) for m in own)
                found = own if known else self._nested(kid, depth + 1)
                if found:
                    return found
        return []

    def _inside_name(self, token: int, head: int) -> bool:
        tree = self._tree
        label = tree.entities[head][2:]
        joined = all(tree.entities[t][2:] == label for t in range(token, head + 1))
        return tree.tags[head] == "NNP" and label in ("ORG", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW") and joined

    def _through(self, token: int, prepositions: Sequence[str], depth: int) -> list[Mention]:
        tree = self._tree
        slots = self._matcher.clauses.prepositions(token)
        for name in prepositions:
            for inner in slots.get(name, ()):
                found = []
                for one in tree.conjuncts(inner):
                    own = [m for m in self._mentions.get(tree.index, one) if not m.weak or m.form == "place"]
                    found.extend(own or self._nested(one, depth + 1))
                if found:
                    return found
        return []


def _way(tree: Tree, token: int, top: int, grammar: Grammar) -> str:
    """How a token hangs under a verb: in its `own` phrases, in an `aim` or condition of it, or `apart` from it."""
    way = "own"
    while token != top and tree.heads[token] != token:
        dep = tree.deps[token]
        if dep in ("relcl", "parataxis") or (dep == "conj" and tree.is_verb(token)):
            return "apart"
        if tree.tags[token] in ("IN", "VBG") and tree.lower[token] in grammar.apart:
            return "apart"
        if dep in ("advcl", "acl"):
            aims = any(tree.lower[k] in grammar.aims for k in tree.kids(token, "aux", "mark"))
            undergone = dep == "acl" and tree.tags[token] == "VBN"  # `sailors held in Chile`
            if not aims and not undergone:
                return "apart"
            way = "aim"
        token = tree.heads[token]
    return way


def _distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """One mention an actor, the first, in text order of first naming."""
    kept: dict[str, Mention] = {}
    for mention in mentions:
        kept.setdefault(mention.actor, mention)
    return tuple(kept.values())
