"""How a verb is said: will, may or must, negated, under a condition (after ConText: cues, direction, scope)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree


@dataclass(frozen=True, slots=True)
class ModalityCues:
    """What the words around a verb make of it; tokens point to the cues."""

    modal: str | None = None
    modal_cue: int | None = None
    negation: int | None = None
    condition: int | None = None
    pluperfect: bool = False
    perfect: bool = False


class ModalityReader:
    """Reads modality with the cue tables of `data/modality`."""

    def __init__(self, cues: Mapping[str, Any]) -> None:
        table = cues["cues.toml"]
        self._modals = {word: name for name, words in table["modals"].items() for word in words}
        self._negation = frozenset(table["negation"]["words"])
        self._determiners = frozenset(table["negation"]["determiners"])
        self._marks = frozenset(table["condition"]["marks"])
        self._pending = frozenset(table["condition"]["pending"])
        self._historical = frozenset(table["historical"]["adverbs"])
        self._late = frozenset(table["historical"]["late"])
        self._long = frozenset(table["historical"]["long"])
        self._phrases = re.compile(r"\b(?:" + "|".join(map(re.escape, table["historical"]["phrases"])) + r")\b")
        self._unmeant = frozenset(table["unmeant"]["adverbs"])
        self._presupposed = frozenset(table["presupposed"]["prepositions"])

    def verb(self, clauses: Clauses, verb: int) -> ModalityCues:
        """The modality of a verb, its own or that of the verb it is joined to."""
        tree = clauses.tree
        auxiliaries = tree.kids(verb, "aux", "auxpass")
        modal_cue = next((k for k in auxiliaries if tree.lower[k] in self._modals and tree.tags[k] == "MD"), None)
        infinitive = next((k for k in auxiliaries if tree.lower[k] == "to"), None)
        negation = self._negated(tree, verb)
        modal = None if modal_cue is None else self._modals[tree.lower[modal_cue]]
        if infinitive is not None and tree.deps[verb] == "ROOT":
            modal, modal_cue = "will", infinitive
        if modal is None and not auxiliaries and tree.deps[verb] == "conj" and tree.is_verb(tree.heads[verb]):
            head = self.verb(clauses, tree.heads[verb])
            own_subject = tree.kid(verb, "nsubj", "nsubjpass") is not None
            if head.pluperfect and not own_subject and tree.tags[verb] == "VBD":
                return ModalityCues(negation=negation, pluperfect=True)  # `had refused and asked`: the tag is a guess
            same_form = tree.tags[verb] in ("VB", "VBN", "VBG") and not own_subject
            if same_form:
                return ModalityCues(head.modal, head.modal_cue, negation, head.condition, head.pluperfect, head.perfect)
        had = any(tree.lower[k] == "had" for k in auxiliaries) and modal is None
        if not had and tree.deps[verb] == "advcl" and tree.tags[verb] == "VBD" and tree.is_verb(tree.heads[verb]):
            had = self.verb(clauses, tree.heads[verb]).pluperfect  # `had refused to come after he met`
        has = any(tree.lower[k] in ("has", "have", "'ve") for k in auxiliaries) and modal is None
        return ModalityCues(modal, modal_cue, negation, self._condition(tree, verb), had, has)

    def said_before(self, clauses: Clauses, verb: int) -> int | None:
        """The pluperfect verb that a that-clause hangs on, or None: `had made it clear that it accepts`."""
        tree = clauses.tree
        above = tree.heads[verb]
        that = any(tree.lower[k] == "that" for k in tree.kids(verb, "mark"))
        if tree.deps[verb] != "ccomp" and not (that and tree.deps[verb] == "advcl"):
            return None
        while not tree.is_verb(above) and tree.deps[above] in ("acomp", "ccomp", "oprd"):
            above = tree.heads[above]
        return above if tree.is_verb(above) and self.verb(clauses, above).pluperfect else None

    def infinitive(self, tree: Tree, verb: int) -> int | None:
        """The `to` of a verb, its own or that of the verb it is joined to: such a clause asserts nothing."""
        own = next((k for k in tree.kids(verb, "aux") if tree.lower[k] == "to"), None)
        if own is None and tree.deps[verb] == "conj" and tree.tags[verb] == "VB" and tree.is_verb(tree.heads[verb]):
            return self.infinitive(tree, tree.heads[verb])
        return own

    def past(self, tree: Tree, verb: int, below: bool) -> int | None:
        """An adverb that puts a verb into the past before the news: `had previously agreed`.

        `below` the lead more words do so: `recently` in a first sentence is the news itself.
        """
        words = self._historical | self._late if below else self._historical
        participle = tree.tags[verb] == "VBG" and tree.deps[verb] == "advcl" and tree.is_verb(tree.heads[verb])
        verbs = [verb, tree.heads[verb]] if participle else [verb]
        if tree.deps[verbs[-1]] == "conj" and tree.is_verb(tree.heads[verbs[-1]]):
            verbs.append(tree.heads[verbs[-1]])
        return next((k for v in verbs for k in tree.kids(v, "advmod") if tree.lower[k] in words), None)

    def unmeant(self, tree: Tree, verb: int) -> bool:
        """Whether an adverb says that something was done by mistake."""
        return any(tree.lower[k] in self._unmeant for k in tree.kids(verb, "advmod"))

    def background(self, tree: Tree, words: str, token: int) -> tuple[int, int] | None:
        """Where a sentence says that what a token tells is of former times (`in recent years`).

        Offsets into the `words` of the sentence. What a side clause says so of itself is not said of the rest:
        `the rebels, who seized the mine last year, agreed`.
        """
        for found in self._phrases.finditer(words.lower()):
            if is_over(tree, tree.at(tree.span[0] + found.start()), token):
                return found.span()
        return None

    def _negated(self, tree: Tree, verb: int) -> int | None:
        for kid in tree.children[verb]:
            if tree.deps[kid] == "neg" or (tree.deps[kid] == "advmod" and tree.lower[kid] in self._negation):
                return kid
            if tree.deps[kid] in ("nsubj", "nsubjpass", "dobj"):
                denied = self.denied(tree, kid)
                if denied is not None:
                    return denied
        if tree.deps[verb] == "pcomp" and tree.lower[tree.heads[verb]] == "without":
            return tree.heads[verb]
        return None

    def denied(self, tree: Tree, noun: int) -> int | None:
        """The `no` of a noun phrase, or None."""
        if tree.lower[noun] in ("nobody", "none", "nothing"):
            return noun
        return next((k for k in tree.kids(noun, "det", "neg") if tree.lower[k] in self._determiners), None)

    def _condition(self, tree: Tree, verb: int) -> int | None:
        mark = next((k for k in tree.kids(verb, "mark", "advmod") if tree.lower[k] in self._marks), None)
        if mark is not None:
            return mark
        pending = next((k for k in tree.kids(verb, "mark", "advmod") if tree.lower[k] in self._pending), None)
        if pending is not None and self._present(tree, verb):
            return pending
        if tree.deps[verb] == "conj" and tree.is_verb(tree.heads[verb]):
            return self._condition(tree, tree.heads[verb])
        return None

    def _present(self, tree: Tree, verb: int) -> bool:
        """Whether a clause is in the present tense: what must come first has not come yet."""
        finite = [verb, *tree.kids(verb, "aux", "auxpass")]
        return any(tree.tags[t] in ("VBZ", "VBP") for t in finite)

    def noun(self, clauses: Clauses, noun: int, through: int | None) -> ModalityCues:
        """The modality of an event noun: of the verb that carries it, or that it is an argument of."""
        tree = clauses.tree
        denied = self.denied(tree, noun)
        governor = through if through is not None else self._governor(tree, noun)
        if governor is None:
            return ModalityCues(negation=denied, pluperfect=self._earlier(tree, noun))
        cues = self.verb(clauses, governor)
        if denied is not None:
            return ModalityCues(cues.modal, cues.modal_cue, denied, cues.condition)
        earlier = cues.pluperfect or self._earlier(tree, noun)
        return cues if through is not None else ModalityCues(cues.modal, cues.modal_cue, None, cues.condition, earlier)

    def _earlier(self, tree: Tree, noun: int) -> bool:
        """Whether a noun tells what came before the news: `comes after two summits`, `months after the raid`."""
        for above in tree.ancestors(noun):
            for after in (above, *tree.kids(above, "mark")):  # `after two summits to discuss trade`: read as a clause
                if tree.lower[after] == "after":
                    verb = tree.lemmas[tree.heads[above]]
                    long_ago = any(tree.lemmas[k] in self._long for k in tree.kids(after, "npadvmod"))
                    return verb in ("come", "follow") or long_ago
        return False

    def _governor(self, tree: Tree, noun: int) -> int | None:
        """The verb that a noun is an argument of; what stands after `after` or `since` is presupposed."""
        for above in tree.ancestors(noun):
            if tree.lower[above] in self._presupposed and tree.tags[above] in ("IN", "VBG"):
                return None
            if tree.is_verb(above):
                return above
        return None


def is_over(tree: Tree, word: int, token: int) -> bool:
    """Whether a word of time in a sentence also dates a token: it does so in its own clause and below it."""
    verb = next((t for t in (word, *tree.ancestors(word)) if tree.is_verb(t)), tree.root)
    while tree.is_verb(tree.heads[verb]) and (
        tree.deps[verb] in ("conj", "xcomp") or (tree.deps[verb] == "advcl" and tree.tags[verb] == "VBG")
    ):
        verb = tree.heads[verb]
    return verb == tree.root or token in tree.subtree(verb)
