"""Reporting words of one sentence: who says something to whom, and which of its words are what is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dragoman.extract.statements.contents import Contents
from dragoman.extract.statements.phrase import noun_phrase
from dragoman.extract.statements.speakers import Speakers
from dragoman.extract.statements.tags import Cue, Tags
from dragoman.lexicon import Lexicon
from dragoman.lexicon.statements import ReportingVerb
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree

_NOT_CUES = frozenset({"aux", "auxpass", "compound", "amod", "prep"})


class Cues:
    """Finds the reports of one tree."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        words = self._words = lexicon.statements
        self._clauses = Clauses(tree, lexicon.grammar)
        self._speakers = Speakers(tree, self._clauses, words)
        self._contents = Contents(tree, words, self._speakers)
        self._tags = Tags(tree, words)

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
        if tree.lower[verb] in self._words.lists["sources"]:
            return self._according(verb)
        if tree.deps[verb] in _NOT_CUES:
            return None
        entry, words = self._entry(verb)
        if entry is None:
            return None
        passive = self._clauses.passive(verb)
        speaker, addressee = self._speakers.parties(verb, entry, passive)
        found = self._tags.after_as(verb) or set(self._contents.of(verb, entry, passive))
        content = frozenset(found) - set(words) - self._contents.added(verb, found)
        tag = self._tags.around(verb, content)
        chained = tree.deps[verb] == "pcomp" and tree.lower[tree.heads[verb]] == "as"
        quotes = "quote" in entry.takes and (not passive or speaker is not None)
        act = self._act(verb, entry, content)
        cue = Cue(tree, verb, act, words, speaker, addressee, content, tag, quotes, False, chained)
        if not passive and "quote" in entry.takes:
            cue = self._tags.widened(cue, "clause" in entry.takes)
        return cue if cue.content or cue.quotes else None

    def _act(self, verb: int, entry: ReportingVerb, content: Collection[int]) -> str:
        """What is done by the words: that of the verb, of an infinitive asked of a hearer, or of its noun."""
        tree = self.tree
        asked = (k for k in tree.kids(verb, "xcomp", "ccomp") if k in content and self._contents.infinitive(k))
        if entry.hearer and next(asked, None) is not None:
            return "demand"
        said = next((tree.lemmas[k] for k in tree.kids(verb, "dobj") if k in content), "")
        return self._words.nouns.get(said, entry.act) if entry.act == "assert" else entry.act

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
        if self._reported_already(token):
            return None
        _, last = noun_phrase(tree, source)
        if last >= len(tree) - 2 and token < 2:
            last = next((t - 1 for t in range(source, last) if tree.words[t] == ","), last)
        first = token - 1 if token and tree.tags[token - 1] == "RB" and tree.heads[token - 1] == token else token
        start = 1 if tree.tags[0] == "CC" and first > 1 else 0
        content = frozenset(t for t in range(start, len(tree)) if not first <= t <= last)
        return Cue(tree, token, "assert", (token, to), source, None, content, (first, last), True, True)

    def _reported_already(self, token: int) -> bool:
        """Whether a source is named in the middle of what someone else says: `said that, according to …`."""
        tree = self.tree
        above = next((a for a in tree.ancestors(token) if a < token and self._speakers.reports(a)), None)
        clause = None if above is None else tree.kid(above, "ccomp")
        return clause is not None and above is not None and above < clause and token < clause

    def _noun(self, noun: int) -> Cue | None:
        """`X's warning that …`, `a pledge by X to …`, `issued a warning that …`."""
        tree = self.tree
        act = self._words.nouns.get(tree.lemmas[noun])
        if act is None:
            return None
        clause = next((k for k in tree.kids(noun, "acl", "ccomp", "relcl") if self._reported(k, act)), None)
        if clause is None:
            return None
        speaker, carrier = self._speakers.noun_speaker(noun)
        if speaker is None:
            return None
        words = (noun,) if carrier is None else (carrier, noun)
        tag = (min(words), noun)
        return Cue(tree, noun, act, words, speaker, None, frozenset(tree.subtree(clause)), tag)

    def _reported(self, verb: int, act: str) -> bool:
        tree = self.tree
        first, _ = tree.extent(verb)
        subject = tree.kid(verb, "nsubj", "nsubjpass")
        if tree.lower[first] in ("that", "whether") and subject is not None and subject != first:
            return True
        return act in ("demand", "offer", "pledge", "refuse", "threaten") and self._contents.infinitive(verb)

    def _adjective(self, token: int) -> Cue | None:
        """`made it clear that`, `was adamant that`."""
        tree = self.tree
        verb = tree.heads[token]
        if tree.lemmas[verb] not in self._words.lists["carriers"] and tree.deps[token] != "acomp":
            verb = next((a for a in tree.ancestors(token) if tree.lemmas[a] in self._words.lists["carriers"]), verb)
        if tree.lemmas[verb] not in self._words.lists["carriers"]:
            return None
        near = [
            k
            for k in (*tree.kids(token, "ccomp", "advcl"), *tree.kids(verb, "ccomp", "advcl"))
            if tree.kid(k, "mark") is not None
        ]
        clause = next((k for k in near if tree.lower[tree.kid(k, "mark") or 0] == "that" and k > token), None)
        speaker = self._speakers.speaker(verb)
        if clause is None or speaker is None or tree.lower[speaker] == "it":
            return None
        content = frozenset(tree.subtree(clause))
        tag = self._tags.around(verb, content | {token})
        return Cue(tree, token, "assert", (verb, token), speaker, None, content, tag)
