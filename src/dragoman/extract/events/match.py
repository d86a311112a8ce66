"""Which rule or operator a clause sets off, and why others do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dragoman.lexicon.events import Index
from dragoman.lexicon.rules import Constraints, Operator, Rule
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.clauses import Clause, Clauses
from dragoman.parse.tree import Tree

_R = TypeVar("_R", Rule, Operator)
_KIND = {"verb": "verbs", "noun": "nouns", "adjective": "adjectives"}
_REACH = 9
"""Tokens within which the further words of a rule such as `lay down arms` must follow."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A rule whose words are there but which a constraint kept from firing."""

    rule: str
    type: str
    why: str


class Matcher:
    """Tests rules against the clauses of one tree."""

    def __init__(self, clauses: Clauses, mentions: Mentions) -> None:
        self.clauses = clauses
        self.tree: Tree = clauses.tree
        self._grammar = clauses.grammar
        self.mentions = mentions
        self.mismatches: list[Mismatch] = []

    def rule(self, clause: Clause, rules: Mapping[str, Index[Rule]]) -> tuple[Rule, int] | None:
        """The most specific rule that fits a clause, and how many words its phrase goes on after the first."""
        return self._best(clause, rules[_KIND[clause.kind]])

    def operator(self, clause: Clause, operators: Mapping[str, Index[Operator]]) -> tuple[Operator, int] | None:
        """The most specific operator that fits a clause, and how many words its phrase goes on after the first."""
        return self._best(clause, operators[_KIND[clause.kind]])

    def _best(self, clause: Clause, index: Index[_R]) -> tuple[_R, int] | None:
        best: tuple[tuple[int, int, int], _R] | None = None
        for order, (rest, rule) in enumerate(index.get(clause.lemma, ())):
            if rest and not self._follows(clause, rest):
                continue
            why = self._refusal(clause, rule)
            if why is not None:
                self.mismatches.append(Mismatch(rule.id, getattr(rule, "type", ""), why))
                continue
            rank = (-len(rest), -rule.rank, order)
            if best is None or rank < best[0]:
                best = (rank, rule)
        return (best[1], -best[0][0]) if best else None

    def _follows(self, clause: Clause, rest: tuple[str, ...]) -> bool:
        """Whether the further words of a phrase come after its first, in order and near it."""
        tree = self.tree
        position = clause.head + 1
        matched = {clause.head}
        stop = min(len(tree), clause.head + 1 + _REACH)
        adverbs = {tree.lower[k] for k in tree.kids(clause.head, "advmod") if k < clause.head}
        for word in rest:
            if word in adverbs:
                continue  # `jointly developed` is told by `develop jointly`
            while position < stop and not (
                word in (tree.lower[position], tree.lemmas[position]) and self._belongs(matched, position)
            ):
                position += 1
            if position >= stop:
                return False
            matched.add(position)
            position += 1
        return True

    def _belongs(self, matched: set[int], token: int) -> bool:
        """Whether a word stands right after the first of a phrase, or hangs on a word of it at most one step down.

        Behind the object a particle has no object of its own: `carried them off`, not `carrying arms off Mombasa`.
        """
        tree, first = self.tree, min(matched)
        above = tree.heads[token]
        near = token == first + 1 or above in matched or tree.heads[above] in matched
        object_ = tree.kid(first, "dobj")
        return near and not (
            object_ is not None
            and first < object_ < token
            and tree.lower[token] in self._grammar.particles
            and tree.kid(token, "pobj") is not None
        )

    def _refusal(self, clause: Clause, rule: Rule | Operator) -> str | None:
        """Why a rule does not fit, or None."""
        need, avoid = rule.need, rule.avoid
        if need.object and not self._any(self.objects(clause), need.object):
            return "object is not one of " + _shown(need.object)
        subjects = self.subjects(clause)
        unnamed = (
            not subjects and bool(need.object) and clause.kind == "verb"
        )  # `was captured`: anyone may have done it
        if need.subject and not unnamed and not self._any(subjects, need.subject):
            return "subject is not one of " + _shown(need.subject)
        for name, words in need.prep:
            if not self._has_phrase(clause, name, words):
                return f"no phrase with {name!r}" + (f" and one of {_shown(words)}" if words else "")
        if avoid != _NOTHING and self._avoided(clause, avoid):
            return "a word is there that the rule avoids"
        return self._misshapen(clause, rule)

    def _misshapen(self, clause: Clause, rule: Rule | Operator) -> str | None:
        """Why the object or the clause that follows is not of the shape that a rule asks for."""
        if isinstance(rule, Operator):
            if rule.comp is None or rule.comp == self._complement_form(clause):
                return None
            return f"the clause that follows is not of the form {rule.comp!r}"
        if rule.no_object and clause.slot("obj"):
            return "there is a direct object"
        if rule.comp is not None and bool(clause.complements) != rule.comp:
            return "a clause must follow" if rule.comp else "no clause may follow"
        return None

    def _has_phrase(self, clause: Clause, name: str, words: frozenset[str]) -> bool:
        """Whether a preposition is there, with one of the words if any are asked for."""
        found = self.slot(clause, name)
        if not words:
            return bool(found) or self._has_preposition(clause, name)
        return self._any(found or self._of_gerund(clause, name), words)

    def _of_gerund(self, clause: Clause, name: str) -> list[int]:
        """What an -ing clause after a preposition is done to: `fines for holding rallies` are fines for rallies."""
        tree = self.tree
        tops = (clause.head, *clause.slot("obj"))
        kids = [k for top in tops for k in tree.kids(top, "prep") if tree.lower[k] == name]
        return [t for k in kids for verb in tree.kids(k, "pcomp") for t in tree.kids(verb, "dobj")]

    def _complement_form(self, clause: Clause) -> str:
        """`to`, `other`, `that` or `none`, by the first clause that follows.

        A bare -ing clause counts as `to`; `other` is an infinitive with a subject of its own: `wants them to leave`.
        """
        if not clause.complements:
            return "none"
        tree, verb = self.tree, clause.complements[0]
        helpers = tree.kids(verb, "aux", "auxpass")
        infinitive = any(tree.lower[k] == "to" for k in helpers) or (tree.tags[verb] == "VBG" and not helpers)
        if infinitive and tree.kid(verb, "nsubj", "nsubjpass") is not None:
            return "other"
        return "to" if infinitive else "that"

    def _has_preposition(self, clause: Clause, name: str) -> bool:
        """Whether a preposition is there at all, also with a clause after it: `known for helping`."""
        return any(self.tree.lower[k] == name for k in self.tree.kids(clause.head, "prep", "agent", "dative"))

    def _avoided(self, clause: Clause, avoid: Constraints) -> bool:
        if avoid.object and self._any(self.objects(clause), avoid.object):
            return True
        if avoid.subject and self._any(self.subjects(clause), avoid.subject):
            return True
        return any(
            bool(found) and (not words or self._any(found, words))
            for name, words in avoid.prep
            for found in [self.slot(clause, name)]
        )

    def slot(self, clause: Clause, name: str) -> list[int]:
        """A slot's tokens; a preposition may also hang on the object, as in `imposed sanctions on`."""
        found = clause.slot(name)
        if found or name in ("subj", "obj", "iobj", "comp", "poss", "amod"):
            return found if name != "comp" else self._complement_subjects(clause)
        under = [t for obj in clause.slot("obj") for t in self.clauses.prepositions(obj).get(name, ())]
        toward = sorted(self._grammar.toward) if name == "to" and not under else ()
        return under or [t for other in toward for t in self.slot(clause, other)]

    def _complement_subjects(self, clause: Clause) -> list[int]:
        found = []
        for verb in clause.complements:
            subject = self.clauses.verb(verb).slot("obj" if self.clauses.passive(verb) else "subj")
            found.extend(subject)
        return found

    def objects(self, clause: Clause) -> list[int]:
        """What a clause is done to: a verb's object; a noun's of-phrase, possessor and modifiers."""
        if clause.kind == "verb":
            return clause.slot("obj")
        return [
            *clause.slot("of"),
            *clause.slot("obj"),
            *clause.slot("amod"),
            *clause.slot("poss"),
            *clause.slot("on"),
            *clause.slot("against"),
        ]

    def subjects(self, clause: Clause) -> list[int]:
        """Who does it: a verb's subject; a noun's possessor, by-phrase and modifiers."""
        if clause.kind != "noun":
            return clause.slot("subj")
        return [t for name in ("subj", "by", "poss", "amod", "between", "of") for t in clause.slot(name)]

    def _any(self, tokens: Iterable[int], words: frozenset[str]) -> bool:
        return any(self._is(token, words) for t in tokens for token in self.tree.conjuncts(t))

    def _is(self, token: int, words: frozenset[str]) -> bool:
        """Whether a phrase is of one of the words: by its head, its modifiers, through partitives, or as an actor."""
        tree = self.tree
        if tree.lemmas[token] in words or tree.lower[token] in words:
            return True
        for kid in tree.children[token]:
            if tree.deps[kid] in ("compound", "amod", "nmod") and (
                tree.lemmas[kid] in words or tree.lower[kid] in words
            ):
                return True
        if any(self._is_actor(mention, words) for mention in self.mentions.get(tree.index, token)):
            return True
        if tree.lemmas[token] in self._grammar.partitives or tree.tags[token] == "CD":
            inner = self.clauses.prepositions(token).get("of", ())
            return any(self._is(t, words) for t in inner)
        return False

    def _is_actor(self, mention: Mention, words: frozenset[str]) -> bool:
        if mention.sector in words or (mention.role is not None and mention.role.split()[-1] in words):
            return True
        if any(code in words for code in mention.secondary):
            return True
        if mention.kind == "place":
            return "#place" in words
        if mention.kind == "region" and "#place" in words:
            return True  # Crimea is seized as a place, though Scotland may act
        kind = {"person": "#person", "country": "#country", "group": "#group", "organization": "#org"}.get(mention.kind)
        return (
            kind in words or ("#actor" in words and not mention.weak) or ("#place" in words and mention.form == "place")
        )


_NOTHING = Constraints()


def _shown(words: frozenset[str]) -> str:
    listed = sorted(words)
    return ", ".join(listed[:6]) + (" …" if len(listed) > 6 else "")
