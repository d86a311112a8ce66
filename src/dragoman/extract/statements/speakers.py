"""Who speaks and who is told, also where the parser took them for something else."""

from __future__ import annotations

from dragoman.lexicon.statements import ReportingVerb, StatementWords
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree

STOPS = frozenset({",", "-", "--", "?", "!", '"', "'", "''", "``", ".", ":", ";", "..."})
FINITE = ("VBD", "VBZ", "VBP", "MD")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


class Speakers:
    """Answers about the reporting words of one tree."""

    def __init__(self, tree: Tree, clauses: Clauses, words: StatementWords) -> None:
        self._tree = tree
        self._words = words
        self._clauses = clauses

    def parties(self, verb: int, entry: ReportingVerb, passive: bool) -> tuple[int | None, int | None]:
        """Who speaks and who is told."""
        tree = self._tree
        if passive:
            agents = [
                p for k in tree.kids(verb, "agent", "prep") if tree.lower[k] == "by" for p in tree.kids(k, "pobj")
            ]
            told = self._clauses.subject(verb) if entry.hearer else None
            return (agents[0] if agents else None), told
        speaker, addressee = self.speaker(verb), self._addressee(verb, entry)
        return speaker, None if addressee == speaker else addressee

    def speaker(self, verb: int) -> int | None:
        """The subject as it stands: a relative pronoun stays one, and is led to its noun by its mention."""
        tree = self._tree
        if tree.deps[verb] == "pcomp" and tree.lower[tree.heads[verb]] == "as":
            return self._quoted(tree.heads[tree.heads[verb]])
        own = tree.kid(verb, "nsubj", "csubj")
        found = self._inverted(verb)
        found = self._right_before(verb, own) if found is None else found
        if found is not None:
            return found
        if own is not None:
            return own if tree.tags[own] != "EX" else None
        above = self._above(verb)
        found = self._clauses.subject(verb) if above is None else self.speaker(above)
        if found is None and tree.deps[verb] == "xcomp":
            found = self.speaker(tree.heads[verb])
        return found

    def _above(self, verb: int) -> int | None:
        """The verb whose speaker a verb without a subject shares, where that is not the parser's choice."""
        tree = self._tree
        dep, head = tree.deps[verb], tree.heads[verb]
        outer = self.outer(verb)
        if outer is not None:
            return outer
        if dep == "conj" and tree.is_verb(head) and tree.kid(head, "nsubj", "nsubjpass") is not None:
            return head if tree.kid(head, "nsubj") is not None else None
        if tree.tags[verb] != "VBG" or dep not in ("acl", "advcl") or not verb:
            return None
        carrier = tree.heads[head]
        if dep == "acl" and tree.deps[head] == "dobj" and tree.lemmas[carrier] in self._words.lists["light"]:
            return carrier
        if tree.words[verb - 1] != ",":
            return None
        verbs = [a for a in tree.ancestors(verb) if tree.is_verb(a)]
        return next((a for a in verbs if self.reports(a) and tree.tags[a] != "VBG"), verbs[0] if verbs else None)

    def _inverted(self, verb: int) -> int | None:
        """The speaker after the verb: `…, said a spokesman`, also where the parser took it for an object."""
        tree = self._tree
        if not verb or tree.words[verb - 1] not in STOPS or verb + 1 >= len(tree) or tree.tags[verb] == "VBG":
            return None
        found = [k for k in tree.kids(verb, "nsubj") if k > verb]
        entry = self._words.verbs.get(tree.lemmas[verb])
        said = entry is not None and (not entry.hearer or tree.words[verb - 1] != ",")
        if not found and tree.kid(verb, "nsubj") is None and said:
            found = [k for k in tree.kids(verb, "dobj", "attr", "oprd", "dep") if k > verb and tree.is_noun(k)]
        return found[0] if found and tree.extent(found[0])[0] == verb + 1 else None

    def _right_before(self, verb: int, own: int | None) -> int | None:
        """The noun right before a finite verb, where the parser has no subject or one that cannot speak."""
        tree = self._tree
        token = verb - 1
        while token > 0 and (tree.tags[token] in ("RB", "MD") or tree.deps[token] in ("aux", "neg")):
            token -= 1
        if own is None and token > 1 and tree.words[token] == "," and tree.deps[verb] == "ROOT":
            token -= 1
        if tree.tags[verb] not in FINITE or token < 0 or not (tree.is_noun(token) or tree.tags[token] == "PRP"):
            return None
        if own is None:
            return token if tree.deps[verb] in ("ROOT", "ccomp", "parataxis") else None
        if tree.is_verb(own) or any(tree.words[t] in ('"', "''") for t in range(own, token)):
            return token
        return token if tree.deps[token] == "appos" and tree.heads[token] == own and own < token else None

    def _quoted(self, verb: int) -> int | None:
        """Whose words are handed on: `quoted the minister as saying`, `the minister was quoted as saying`."""
        if not self._tree.is_verb(verb):
            return None
        found = self._tree.kid(verb, "dobj")
        return self._clauses.subject(verb) if found is None or self._clauses.passive(verb) else found

    def _addressee(self, verb: int, entry: ReportingVerb) -> int | None:
        tree = self._tree
        if entry.hearer:
            return tree.kid(verb, "dobj", "dative")
        if "whole" in entry.takes:
            on = next((k for k in tree.kids(verb, "prep") if tree.lower[k] in ("on", "upon")), None)
            return tree.kid(verb, "dobj") if on is None else tree.kid(on, "pobj")
        to = next((k for k in tree.kids(verb, "prep", "dative") if tree.lower[k] == "to"), None)
        return None if to is None or "to" in entry.about else tree.kid(to, "pobj")

    def outer(self, verb: int) -> int | None:
        """The reporting verb that a verb goes on from, where the parser joined it to what is reported.

        `said he would order a review and warned against hackers`: tense tells that the speaker warned.
        """
        tree = self._tree
        head, tag = tree.heads[verb], tree.tags[verb]
        if tree.deps[verb] != "conj" or tag not in FINITE or tree.kid(verb, *SUBJECTS) is not None:
            return None
        outer = next((a for a in tree.ancestors(head) if tree.tags[a] == tag and self.reports(a)), None)
        if outer is None or tree.lemmas[verb] not in self._words.verbs or outer > verb:
            return None
        told = self.reports(verb) and tree.kid(verb, "ccomp") is not None
        return outer if tree.tags[head] != tag or told else None

    def reports(self, verb: int) -> bool:
        """Whether a verb reports words in clauses and quotations."""
        entry = self._words.verbs.get(self._tree.lemmas[verb])
        return entry is not None and {"quote", "clause"} <= entry.takes

    def noun_speaker(self, noun: int) -> tuple[int | None, int | None]:
        """Whose words a noun stands for, and the light verb that carries it."""
        tree = self._tree
        owner = tree.kid(noun, "poss")
        if owner is not None:
            return owner, None
        for kid in tree.kids(noun, "prep"):
            if tree.lower[kid] in ("by", "from") and tree.kid(kid, "pobj") is not None:
                return tree.kid(kid, "pobj"), None
        verb = tree.heads[noun]
        if tree.deps[noun] == "dobj" and tree.lemmas[verb] in self._words.lists["light"]:
            return self.speaker(verb), verb
        return None, None
