"""The tense of the clause around a stretch of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection

from dragoman.model.text import Span
from dragoman.parse.nlp import Parse
from dragoman.parse.tree import Tree

_FUTURE = frozenset({"will", "shall", "'ll", "would", "wo", "to"})


class Tenses:
    """Tells `past`, `present` or `future` for the clause that holds a span.

    `achieved` holds lemmas of verbs whose infinitive happens when they do: `tried to clear the road Monday`.
    """

    def __init__(self, parse: Parse, achieved: Collection[str] = ()) -> None:
        self._achieved = achieved
        self._trees = parse.trees
        self._starts = [tree.span[0] for tree in parse.trees]

    def __call__(self, span: Span) -> str | None:
        """The tense of the nearest verb above a span, or None where there is none."""
        at = bisect_right(self._starts, span[0]) - 1
        if at < 0:
            return None
        tree = self._trees[at]
        token = min(max(0, bisect_right(tree.starts, span[0]) - 1), len(tree) - 1)
        verb = next((t for t in (token, *tree.ancestors(token)) if tree.is_verb(t)), None)
        while verb is not None and tree.deps[verb] == "xcomp" and tree.lemmas[tree.heads[verb]] in self._achieved:
            verb = tree.heads[verb]
        return None if verb is None else _tense(tree, verb)


def _tense(tree: Tree, verb: int) -> str:
    helpers = [tree.lower[k] for k in tree.kids(verb, "aux", "auxpass")]
    if any(word in _FUTURE for word in helpers):
        return "future"
    if tree.tags[verb] == "VBD" or (
        tree.tags[verb] in ("VBN", "VBG") and any(w in ("was", "were", "had", "been") for w in helpers)
    ):
        return "past"
    if any(w in ("has", "have", "had") for w in helpers):
        return "past"
    if not helpers and tree.deps[verb] in ("conj", "advcl", "xcomp", "acl", "pcomp") and tree.heads[verb] != verb:
        above = tree.heads[verb]
        return _tense(tree, above) if tree.is_verb(above) else "present"
    return "present"
