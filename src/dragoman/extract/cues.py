"""Reporting words of one sentence: who says something to whom, and which words of the sentence are what is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.extract.phrase import noun_phrase
from dragoman.lexicon.statements import ReportingVerb, StatementWords
from dragoman.model.text import Span
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree

_NOT_CUES = frozenset({"aux", "auxpass", "compound", "amod"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_OWN = frozenset(
    "nsubj nsubjpass aux auxpass neg advmod npadvmod prep dative prt agent dobj expl advcl tmod oprd punct".split()
)
_STOPS = frozenset({",", "-", "--", "?", "!", '"', "'", "''", "``", ".", ":", ";", "..."})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ADVERBIAL = ("IN", "TO", "VBG", "VBN", "RB", "WRB")
_REACH = 14
_GOES_ON = ("prep", "advmod", "npadvmod", "advcl")
_BREAKS = _STOPS - {":", ";", ".", "..."}
_HARD = frozenset({"?", "!", '"', "''", "'"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One report in one tree; tokens throughout.

    `tag` is the stretch from speaker to the last word that goes with the reporting word, and `content` the tokens
    of the reported words, which may be none where they stand in quotation marks elsewhere.
    """

    tree: Tree
    head: int
    act: str
    words: tuple[int, ...]
    speaker: int | None
    addressee: int | None
    content: frozenset[int]
    tag: tuple[int, int]
    quotes: bool = False
    final: bool = False
    chained: bool = False

    @property
    def start(self) -> int:
        """Where the tag starts in the text."""
        return self.tree.starts[self.tag[0]]

    @property
    def end(self) -> int:
        """Where the tag ends in the text."""
        return self.tree.ends[self.tag[1]]

    @property
    def at(self) -> Span:
        """The reporting word in the text."""
        return self.tree.starts[self.head], self.tree.ends[self.head]


class Cues:
    """Finds the reports of one tree."""

    def __init__(self, tree: Tree, words: StatementWords) -> None:
        self.tree = tree
        self._words = words
        self._clauses = Clauses(tree)

    def find(self) -> Iterator[Cue]:
        """All reports of the tree in text order of their reporting words."""
        tree = self.tree
        for token in range(len(tree)):
            cue = None
            if tree.is_verb(token):
                cue = self._verb(token)
            elif tree.tags[token] in ("NN", "NNS"):
                cue = self._noun(token)
            elif tree.tags[token] == "JJ" and tree.lower[token] in self._words.lists["adjectives"]:
                cue = self._adjective(token)
            if cue is not None:
                yield cue

    # Verbs

    def _verb(self, verb: int) -> Cue | None:
        tree = self.tree
        if tree.deps[verb] in _NOT_CUES or (tree.deps[verb] == "prep" and tree.lower[verb] != "according"):
            return None
        if tree.lower[verb] == "according":
            return self._according(verb)
        entry, words = self._entry(verb)
        if entry is None:
            return None
        passive = self._clauses.passive(verb)
        speaker, addressee = self._parties(verb, entry, passive)
        content = self._passive_content(verb, entry) if passive else self._content(verb, entry)
        content = frozenset(content) - set(words) - self._added(verb, content)
        tag = self._tag(verb, content)
        chained = tree.deps[verb] == "pcomp" and tree.lower[tree.heads[verb]] == "as"
        quotes = "quote" in entry.takes and (not passive or speaker is not None)
        cue = Cue(tree, verb, entry.act, words, speaker, addressee, content, tag, quotes, False, chained)
        if "clause" in entry.takes or "quote" in entry.takes:
            cue = self._parenthetical(cue)
        return cue if cue.content or cue.quotes else None

    def _added(self, verb: int, content: Collection[int]) -> set[int]:
        """Further reports of the same speaker inside the content: `said …, adding that …`; `said … and warned that …`."""
        tree = self.tree
        found: set[int] = set()
        for token in content:
            if token <= verb + 1 or not tree.is_verb(token) or token in found:
                continue
            if (
                tree.tags[token] == "VBG"
                and tree.words[token - 1] == ","
                and tree.lemmas[token] in self._words.verbs
            ):
                found.update(t for t in tree.subtree(token) if t >= token)
            elif self._outer(token) == verb:
                found.update(t for t in tree.subtree(token) if t >= token)
                found.update(t for t in (token - 1, token - 2) if tree.tags[t] in ("CC", "RB"))
        return found

    def _outer(self, verb: int) -> int | None:
        """The reporting verb that a verb goes on from, where the parser joined it to what is reported.

        `said he would order a review and warned against hackers`: tense tells that the speaker warned.
        """
        tree = self.tree
        head, tag = tree.heads[verb], tree.tags[verb]
        if tree.deps[verb] != "conj" or tag not in _FINITE or tree.kid(verb, *_SUBJECTS) is not None:
            return None
        outer = next((a for a in tree.ancestors(head) if tree.tags[a] == tag and self._reports(a)), None)
        if outer is None or tree.lemmas[verb] not in self._words.verbs or outer > verb:
            return None
        told = self._reports(verb) and tree.kid(verb, "ccomp") is not None
        return outer if tree.tags[head] != tag or told else None

    def _reports(self, verb: int) -> bool:
        entry = self._words.verbs.get(self.tree.lemmas[verb])
        return entry is not None and {"quote", "clause"} <= entry.takes

    def _entry(self, verb: int) -> tuple[ReportingVerb | None, tuple[int, ...]]:
        """What the lexicon knows of a verb with its particle, or without."""
        tree, verbs = self.tree, self._words.verbs
        lemma = tree.lemmas[verb]
        for kid in tree.children[verb]:
            if verb < kid <= verb + 4 and tree.deps[kid] in ("prt", "prep", "advmod", "acomp", "dobj"):
                entry = verbs.get(f"{lemma} {tree.lower[kid]}")
                if entry is not None:
                    return entry, (verb, kid)
        return verbs.get(lemma), (verb,)

    def _parties(self, verb: int, entry: ReportingVerb, passive: bool) -> tuple[int | None, int | None]:
        tree = self.tree
        if passive:
            agents = [
                p
                for k in tree.kids(verb, "agent", "prep")
                if tree.lower[k] == "by"
                for p in tree.kids(k, "pobj")
            ]
            told = self._clauses.subject(verb) if entry.hearer else None
            return (agents[0] if agents else None), told
        return self._speaker(verb), self._addressee(verb, entry)

    def _speaker(self, verb: int) -> int | None:
        """The subject as it stands: a relative pronoun stays one, and is led to its noun by its mention."""
        tree = self.tree
        inverted = self._inverted(verb)
        if inverted is not None:
            return inverted
        own = tree.kid(verb, "nsubj", "csubj")
        beside = self._beside(verb, own)
        if beside is not None:
            return beside
        if own is not None:
            return own if tree.tags[own] != "EX" else None
        if tree.deps[verb] == "pcomp" and tree.lower[tree.heads[verb]] == "as":
            return self._quoted(tree.heads[tree.heads[verb]])
        outer = self._outer(verb)
        if outer is not None:
            return self._speaker(outer)
        if tree.deps[verb] == "conj" and tree.is_verb(tree.heads[verb]):
            shared = tree.kid(tree.heads[verb], "nsubj", "nsubjpass")
            if shared is not None:
                return shared
        if (
            tree.tags[verb] == "VBG"
            and tree.deps[verb] in ("acl", "advcl")
            and verb
            and tree.words[verb - 1] == ","
        ):
            verbs = [a for a in tree.ancestors(verb) if tree.is_verb(a)]
            above = next(
                (a for a in verbs if self._reports(a) and tree.tags[a] != "VBG"), verbs[0] if verbs else None
            )
            return self._clauses.subject(verb) if above is None else self._speaker(above)
        return self._clauses.subject(verb)

    def _inverted(self, verb: int) -> int | None:
        """The speaker after the verb: `…, said a spokesman`, also where the parser took it for an object."""
        tree = self.tree
        if (
            not verb
            or tree.words[verb - 1] not in _STOPS
            or verb + 1 >= len(tree)
            or tree.tags[verb] == "VBG"
        ):
            return None
        found = [k for k in tree.kids(verb, "nsubj") if k > verb]
        if not found and tree.kid(verb, "nsubj") is None:
            found = [
                k for k in tree.kids(verb, "dobj", "attr", "oprd", "dep") if k > verb and tree.is_noun(k)
            ]
        return found[0] if found and tree.extent(found[0])[0] == verb + 1 else None

    def _beside(self, verb: int, own: int | None) -> int | None:
        """The noun right before a finite verb, where the parser's subject is none, a clause or in a quotation."""
        tree = self.tree
        token = verb - 1
        while token > 0 and (tree.tags[token] in ("RB", "MD") or tree.deps[token] in ("aux", "neg")):
            token -= 1
        if (
            tree.tags[verb] not in _FINITE
            or token < 0
            or not (tree.is_noun(token) or tree.tags[token] == "PRP")
        ):
            return None
        if own is None:
            return token if tree.deps[verb] in ("ROOT", "ccomp", "parataxis") else None
        if tree.is_verb(own) or any(tree.words[t] in ('"', "''") for t in range(own, token)):
            return token
        return token if tree.deps[token] == "appos" and tree.heads[token] == own and own < token else None

    def _quoted(self, verb: int) -> int | None:
        """Whose words are handed on: `quoted the minister as saying`, `the minister was quoted as saying`."""
        if not self.tree.is_verb(verb):
            return None
        found = self.tree.kid(verb, "dobj")
        return self._clauses.subject(verb) if found is None or self._clauses.passive(verb) else found

    def _addressee(self, verb: int, entry: ReportingVerb) -> int | None:
        tree = self.tree
        if entry.hearer:
            return tree.kid(verb, "dobj", "dative")
        if "whole" in entry.takes:
            return tree.kid(verb, "dobj")
        to = next((k for k in tree.kids(verb, "prep", "dative") if tree.lower[k] == "to"), None)
        return None if to is None or "to" in entry.about else tree.kid(to, "pobj")

    # Other reporting words

    def _according(self, token: int) -> Cue | None:
        """`according to X`: the rest of the sentence is what X says."""
        tree = self.tree
        to = next((k for k in tree.kids(token, "prep") if tree.lower[k] == "to"), None)
        if to is None and token + 1 < len(tree) and tree.lower[token + 1] == "to":
            to = token + 1
        source = None if to is None else tree.kid(to, "pobj")
        if to is None or source is None:
            return None
        _, last = noun_phrase(tree, source)
        if last >= len(tree) - 2 and token < 2:
            last = next((t - 1 for t in range(source, last) if tree.words[t] == ","), last)
        first = (
            token - 1 if token and tree.tags[token - 1] == "RB" and tree.heads[token - 1] == token else token
        )
        start = 1 if tree.tags[0] == "CC" and first > 1 else 0
        content = frozenset(t for t in range(start, len(tree)) if not first <= t <= last)
        return Cue(tree, token, "assert", (token, to), source, None, content, (first, last), True, True)

    def _noun(self, noun: int) -> Cue | None:
        """`X's warning that …`, `a pledge by X to …`, `issued a warning that …`."""
        tree = self.tree
        act = self._words.nouns.get(tree.lemmas[noun])
        if act is None:
            return None
        clause = next((k for k in tree.kids(noun, "acl", "ccomp", "relcl") if self._reported(k, act)), None)
        if clause is None:
            return None
        speaker, carrier = self._noun_speaker(noun)
        if speaker is None:
            return None
        words = (noun,) if carrier is None else (carrier, noun)
        tag = (min(words), noun)
        return Cue(tree, noun, act, words, speaker, None, frozenset(tree.subtree(clause)), tag)

    def _reported(self, verb: int, act: str) -> bool:
        tree = self.tree
        mark = tree.kid(verb, "mark")
        if mark is not None and tree.lower[mark] in ("that", "whether"):
            return True
        return act in ("demand", "offer", "pledge", "refuse", "threaten") and self._to(verb)

    def _noun_speaker(self, noun: int) -> tuple[int | None, int | None]:
        """Whose words a noun stands for, and the light verb that carries it."""
        tree = self.tree
        owner = tree.kid(noun, "poss")
        if owner is not None:
            return owner, None
        for kid in tree.kids(noun, "prep"):
            if tree.lower[kid] in ("by", "from") and tree.kid(kid, "pobj") is not None:
                return tree.kid(kid, "pobj"), None
        verb = tree.heads[noun]
        if tree.deps[noun] == "dobj" and tree.lemmas[verb] in self._words.lists["light"]:
            return self._speaker(verb), verb
        return None, None

    def _adjective(self, token: int) -> Cue | None:
        """`made it clear that`, `was adamant that`."""
        tree = self.tree
        verb = tree.heads[token]
        if tree.lemmas[verb] not in self._words.lists["carriers"] and tree.deps[token] != "acomp":
            verb = next(
                (a for a in tree.ancestors(token) if tree.lemmas[a] in self._words.lists["carriers"]), verb
            )
        if tree.lemmas[verb] not in self._words.lists["carriers"]:
            return None
        near = [
            k
            for k in (*tree.kids(token, "ccomp"), *tree.kids(verb, "ccomp"))
            if tree.kid(k, "mark") is not None
        ]
        clause = next((k for k in near if tree.lower[tree.kid(k, "mark") or 0] == "that" and k > token), None)
        speaker = self._speaker(verb)
        if clause is None or speaker is None or tree.tags[speaker] == "PRP" and tree.lower[speaker] == "it":
            return None
        content = frozenset(tree.subtree(clause))
        return Cue(
            tree, token, "assert", (verb, token), speaker, None, content, self._tag(verb, content | {token})
        )
