"""What is said: the tokens of the words that a reporting verb governs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dragoman.extract.statements.speakers import FINITE, STOPS, SUBJECTS, Speakers
from dragoman.lexicon.statements import ReportingVerb, StatementWords
from dragoman.parse.tree import Tree

OWN = frozenset(
    {
        "nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "npadvmod", "prep", "dative", "prt", "agent",
        "dobj", "expl", "advcl", "tmod", "oprd", "punct",
    }
)  # fmt: skip
"""Labels of what belongs to a reporting verb itself, as long as it is no content."""

_ASKED = ("if", "whether", "that")
_GOES_ON = ("prep", "advmod", "npadvmod", "advcl")
_REACH = 14
"""Tokens after a verb within which its `that` may stand: `said for the first time on Friday that …`."""


class Contents:
    """Finds the reported words of the verbs of one tree."""

    def __init__(self, tree: Tree, words: StatementWords, speakers: Speakers) -> None:
        self._tree = tree
        self._words = words
        self._speakers = speakers

    def of(self, verb: int, entry: ReportingVerb, passive: bool) -> Iterable[int]:
        """The words that a verb reports, by the first way that its entry allows and the sentence fills."""
        if passive:
            return self._passive(verb, entry)
        ways = {
            "clause": self._by_clause, "whole": self._by_whole, "to": self._by_to, "object": self._by_object,
        }  # fmt: skip
        if self._describes(verb):
            ways.pop("object")
        for way, find in ways.items():
            found = set(find(verb, entry)) if way in entry.takes else set()
            if found:
                return self._without_aside(verb, found)
        return () if self._describes(verb) else self._without_aside(verb, set(self._by_about(verb, entry)))

    def _without_aside(self, verb: int, content: set[int]) -> set[int]:
        """Content after its verb without a last relative clause set off by a comma: the report adds that itself."""
        tree = self._tree
        if not content or min(content) < verb:
            return content
        last = max(content)
        for token in sorted(content):
            first = tree.extent(token)[0] if tree.deps[token] == "relcl" else 0
            if first > min(content) and tree.words[first - 1] == "," and tree.extent(token)[1] >= last - 1:
                return content - set(tree.subtree(token))
        return content

    def _describes(self, verb: int) -> bool:
        """Whether a verb only describes a noun, and reports nothing said: `a man claiming victory`."""
        tree = self._tree
        return tree.deps[verb] == "acl" and tree.words[verb - 1] != ","

    def _by_clause(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        tree = self._tree
        for kid in sorted(tree.kids(verb, "ccomp"), key=lambda k: not self._right(verb, k)):
            if self.infinitive(kid) and not tree.kids(kid, "mark"):
                continue
            return self._whole(verb, set(self._below(kid, verb)))
        for kid in tree.kids(verb, "advcl"):
            first = tree.extent(kid)[0]
            asked = tree.lower[first] in _ASKED or (entry.hearer and tree.tags[first] in ("WRB", "WP"))
            if first > verb and asked and tree.lower[first] != "when" and tree.words[first - 1] != ",":
                return self._whole(verb, set(self._below(kid, verb)))
        object_taken = "object" in entry.takes or (tree.kid(verb, "dobj") is not None and not entry.hearer)
        return () if object_taken else self._that(verb)

    def _right(self, verb: int, clause: int) -> bool:
        """Whether a clause follows its verb without a comma."""
        tree = self._tree
        first = min(t for t in self._below(clause, verb))
        return first > verb and tree.words[first - 1] not in STOPS

    def _that(self, verb: int) -> Iterable[int]:
        """A that-clause near the verb which the parser hung elsewhere: `said for the first time that …`."""
        tree = self._tree
        for token in range(verb + 1, min(verb + _REACH, len(tree))):
            if tree.lower[token] == "that" and tree.tags[token] in ("IN", "WDT", "DT") and token - verb > 1:
                return self._rest(token)
            if tree.tags[token] in FINITE or tree.words[token] in STOPS or tree.tags[token] == "VB":
                break
        return ()

    def _rest(self, that: int) -> set[int]:
        """The clause of a `that` as far as its subtree goes, to the end of the sentence where it has none."""
        tree = self._tree
        head = tree.heads[that]
        if head <= that:
            return set()
        last = max(t for t in tree.subtree(head))
        return set(range(that, last + 1))

    def _whole(self, verb: int, content: set[int]) -> set[int]:
        """A clause after its verb with what the parser hung beside it: first words, and what follows."""
        tree = self._tree
        if not content or min(content) < verb:
            return content
        own = {t for k in tree.children[verb] if k not in content and tree.deps[k] in OWN for t in tree.subtree(k)}
        first, last = min(content), max(content)
        while first - 1 > verb and first - 1 not in own and tree.deps[first - 1] not in ("punct", "prt", "cc"):
            first -= 1
        content.update(range(first, min(content)))
        for kid in tree.children[verb]:
            adjoined = tree.deps[kid] in _GOES_ON and tree.words[tree.extent(kid)[0] - 1] not in STOPS
            if kid > last and (adjoined or self._joined(kid)):
                content.update(tree.subtree(kid) if adjoined else range(last + 1, tree.extent(kid)[1] + 1))
        return content

    def _joined(self, verb: int) -> bool:
        """Whether a verb joined to a reporting one has its own subject and reports nothing: it is said too."""
        tree = self._tree
        own = tree.deps[verb] == "conj" and tree.kid(verb, *SUBJECTS) is not None
        return own and tree.lemmas[verb] not in self._words.verbs

    def _by_to(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        tree = self._tree
        return (
            t
            for kid in tree.kids(verb, "xcomp", "ccomp")
            if kid > verb and self.infinitive(kid)
            for t in self._below(kid, verb)
        )

    def _by_whole(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        """Object and infinitive together: `urged [both sides to return]`; `called on X [to go]`."""
        tree = self._tree
        on = [p for k in tree.kids(verb, "prep") if tree.lower[k] in ("on", "upon") for p in tree.kids(k, "pobj")]
        kids = on[:1] + [k for k in tree.kids(verb, "dobj", "xcomp", "ccomp") if k > verb]
        return (t for kid in kids for t in self._below(kid, verb))

    def _by_object(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        tree = self._tree
        objects = [k for k in tree.kids(verb, "dobj") if k > verb]
        objects = objects or [k for k in tree.kids(verb, "xcomp") if k > verb and tree.tags[k] == "VBG"]
        pronoun = bool(objects) and tree.tags[objects[0]] == "PRP" and tree.extent(objects[0])[1] == len(tree) - 1
        if not objects or entry.hearer or pronoun:
            return ()
        rest = [k for k in tree.kids(verb, "prep") if k > objects[0] and tree.lower[k] in entry.rest]
        kids = objects + rest + [k for k in tree.kids(verb, "oprd", "xcomp") if k > objects[0]]
        return (t for kid in kids for t in self._below(kid, verb))

    def _by_about(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        tree = self._tree
        for kid in tree.kids(verb, "prep"):
            if kid > verb and tree.lower[kid] in entry.about:
                rest = [k for k in tree.kids(verb, "prep") if k > kid and tree.lower[k] in entry.rest]
                return {t for k in (kid, *rest) for t in self._below(k, verb)} - {kid}
        return ()

    def _passive(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        """What is said of a subject: `is said to have left`, `was condemned by`; `was told that`."""
        tree = self._tree
        subject = tree.kid(verb, "nsubjpass", "nsubj")
        clause = set(self._by_clause(verb, entry))
        impersonal = subject is None or tree.lower[subject] == "it"
        if clause and (entry.hearer or impersonal or tree.kid(verb, "agent") is not None):
            return clause
        if subject is None or clause:
            return ()
        infinitive = set(self._by_to(verb, entry))
        if infinitive and tree.lemmas[verb] in self._words.lists["raising"]:
            return infinitive | set(self._below(subject, verb))
        if entry.hearer:
            return infinitive or set(self._by_about(verb, entry))
        agent = any(tree.lower[k] == "by" for k in tree.kids(verb, "agent", "prep"))
        return self._below(subject, verb) if "object" in entry.takes and agent and tree.deps[verb] != "relcl" else ()

    def added(self, verb: int, content: Collection[int]) -> set[int]:
        """Further reports of the same speaker inside the content: `said …, adding that …`."""
        tree = self._tree
        found: set[int] = set()
        for token in content:
            if token <= verb + 1 or not tree.is_verb(token) or token in found:
                continue
            if tree.tags[token] == "VBG" and tree.words[token - 1] == "," and tree.lemmas[token] in self._words.verbs:
                found.update(t for t in tree.subtree(token) if t >= token)
            elif self._other(token, verb):
                found.update(t for t in tree.subtree(token) if t >= tree.extent(token)[0])
            elif self._speakers.outer(token) == verb:
                found.update(t for t in tree.subtree(token) if t >= token)
                found.update(t for t in (token - 1, token - 2) if tree.tags[t] in ("CC", "RB"))
        return found

    def _other(self, token: int, verb: int) -> bool:
        """Whether someone else's report is set beside this one: `…, while nine in ten said they would not`."""
        tree = self._tree
        if tree.tags[token] != tree.tags[verb] or not self._speakers.reports(token) or tree.kid(token, "ccomp") is None:
            return False
        mark = tree.kid(token, "mark")
        contrasted = tree.deps[token] == "advcl" and mark is not None and tree.lower[mark] in ("while", "whereas")
        first = tree.extent(token)[0]
        return contrasted and tree.kid(token, *SUBJECTS) is not None and first > 0 and tree.words[first - 1] == ","

    def _below(self, token: int, verb: int) -> Iterable[int]:
        """A subtree without the reporting verb's own, where that hangs inside it."""
        if verb in set(self._tree.ancestors(token)):
            return self._tree.subtree(token)
        return set(self._tree.subtree(token)) - set(self._tree.subtree(verb))

    def infinitive(self, verb: int) -> bool:
        """Whether a verb is an infinitive with `to` and no subject of its own."""
        tree = self._tree
        return any(tree.lower[k] == "to" for k in tree.kids(verb, "aux")) and tree.kid(verb, *SUBJECTS) is None
