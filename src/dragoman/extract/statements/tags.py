"""Tags: the stretch of a sentence that only says who said it, and reported words that stand around one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.statements.contents import OWN
from dragoman.extract.statements.speakers import FINITE, STOPS, SUBJECTS
from dragoman.lexicon.statements import StatementWords
from dragoman.model.text import Span
from dragoman.parse.tree import Tree

_ADVERBIAL = ("IN", "TO", "VBG", "VBN", "RB", "WRB")
_BREAKS = STOPS - {":", ";", ".", "..."}
_DASHES = frozenset({"-", "--"})
_HARD = frozenset({"?", "!", '"', "''", "'"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One report in one tree; tokens throughout.

    `tag` is the stretch from speaker to the last word that goes with the reporting word; `content` is the
    reported words of this tree, none where they stand in quotation marks elsewhere. `quotes`: it may hold
    quotations;
    `final`: its content stands before or around the tag; `chained`: it hands on what another word reports.
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


class Tags:
    """Finds tags in one tree."""

    def __init__(self, tree: Tree, words: StatementWords) -> None:
        self._tree = tree
        self._words = words

    def around(self, verb: int, content: frozenset[int]) -> tuple[int, int]:
        """The stretch around a reporting verb that is no content: speaker, adverbs, time, place."""
        tree = self._tree
        own = {verb}
        for kid in tree.children[verb]:
            if tree.deps[kid] in OWN and kid not in content:
                own.update(t for t in tree.subtree(kid) if t not in content)
        first = last = verb
        while first - 1 in own and not (tree.words[first - 1] in STOPS and not self._inside(own, first - 1)):
            first -= 1
        while last + 1 in own:
            last += 1
        while last > verb and tree.words[last] in STOPS:
            last -= 1
        while first < verb and tree.words[first] in STOPS:
            first += 1
        return first, last

    def _inside(self, own: set[int], token: int) -> bool:
        """Whether a comma lies within the speaker's phrase rather than before it."""
        return (
            self._tree.deps[token] == "punct"
            and self._tree.heads[token] in own
            and self._tree.is_noun(self._tree.heads[token])
        )

    def after_as(self, verb: int) -> set[int]:
        """`As the ministry noted, …`: the rest of the sentence."""
        tree = self._tree
        last = self.around(verb, frozenset())[1]
        mark = tree.kid(verb, "mark")
        if mark is None or tree.lower[mark] != "as" or mark > 1 or last + 2 >= len(tree) or tree.words[last + 1] != ",":
            return set()
        return set(range(last + 2, len(tree)))

    def widened(self, cue: Cue, clauses: bool) -> Cue:
        """Content before a tag that ends its sentence or is put into it: `The talks, he said, had failed.`

        Without `clauses` only words in quotation marks can stand there.
        """
        tree, verb = self._tree, cue.head
        first, last = cue.tag
        if tree.is_verb(verb) and tree.tags[verb] in ("VBG", "VB", "VBN") and not tree.kid(verb, "aux", "auxpass"):
            return cue
        right = frozenset(token for token in cue.content if token > verb)
        after = tree.words[last + 1 : last + 3]
        medial = after[:1] == [","] and after[1:] != ['"']
        joined = not after or after[0] not in STOPS
        if right and not (medial and first > 1) and (len(right) == len(cue.content) or joined):
            return replace(cue, content=right)
        before = first - 1
        if before < 1 or not self._breaks(cue, before) or not self._may_be_said(before, last):
            return cue
        if not clauses and tree.words[before] not in _HARD and tree.words[before - 1] not in _HARD:
            return cue
        start = 1 if tree.tags[0] == "CC" else 0
        content = set(range(start, before + 1))
        if last + 2 < len(tree) and tree.words[last + 1] in (",", "-", "--"):
            content.update(self._after(cue, last + 2))
        return replace(cue, content=frozenset(content), final=True)

    def _may_be_said(self, before: int, last: int) -> bool:
        """Whether the words up to `before` can be reported ones, no mere `In Rome, he said:`."""
        tree = self._tree
        if tree.words[before] in _HARD or tree.words[before - 1] in _HARD:
            return True
        after = tree.words[last + 1 : last + 3]
        if after[:1] == [":"]:
            return False
        finite = any(tree.tags[t] in FINITE for t in range(before))
        quoted = '"' in after or "''" in after or "``" in after
        goes_on = after[:1] == [","]
        if goes_on and not quoted:
            return finite or any(tree.tags[t] in FINITE for t in range(last + 1, len(tree)))
        if goes_on:
            return finite or tree.tags[0] not in _ADVERBIAL
        start = 1 if tree.tags[0] == "CC" else 0
        return finite and not (tree.tags[start] in _ADVERBIAL and "," not in tree.words[:before])

    def _breaks(self, cue: Cue, before: int) -> bool:
        """Whether a tag is cut off from what precedes it and names its speaker itself."""
        tree = self._tree
        if tree.words[before] not in _BREAKS or tree.deps[cue.head] == "relcl":
            return False
        if tree.words[before] in _DASHES and tree.words[cue.tag[1] + 1 : cue.tag[1] + 2] != [tree.words[before]]:
            return tree.words[before - 1] in _HARD
        return cue.speaker is not None and cue.tag[0] <= cue.speaker <= cue.tag[1]

    def _after(self, cue: Cue, start: int) -> set[int]:
        """What goes on after an inserted tag, where the parser did not put it below the reporting verb."""
        tree, verb = self._tree, cue.head
        joined = any(k >= start and self._own_clause(k) for k in tree.children[verb])
        if (
            tree.deps[verb] not in ("parataxis", "ccomp", "advcl")
            and not joined
            and not any(t >= start for t in cue.content)
        ):
            return set()
        below = {
            t for k in tree.children[verb] if k >= start and k not in cue.content and not self._own_clause(k)
            for t in tree.subtree(k)
        } - cue.content  # fmt: skip
        return set(range(start, len(tree))) - below

    def _own_clause(self, verb: int) -> bool:
        """Whether a joined verb has its own subject and reports nothing: it goes on with what is said."""
        tree = self._tree
        return (
            tree.deps[verb] == "conj"
            and tree.kid(verb, *SUBJECTS) is not None
            and tree.lemmas[verb] not in self._words.verbs
        )
