"""Trees written by hand: one token is `word/TAG/dep/head` or `word/TAG/dep/head/lemma`, heads counted from 0."""

from __future__ import annotations

from dragoman import lexicon
from dragoman.model.text import Article
from dragoman.parse.nlp import Parse
from dragoman.parse.tree import Tree

GRAMMAR = lexicon.load().grammar


def grow(notation: str, offset: int = 0, index: int = 0) -> Tree:
    """The tree of a compact notation; its words stand one blank apart, the first at `offset`."""
    rows = [token.split("/") for token in notation.split()]
    words = [row[0] for row in rows]
    starts: list[int] = []
    for word in words:
        starts.append(offset)
        offset += len(word) + 1
    return Tree(
        index=index,
        paragraph=0,
        words=words,
        lemmas=[row[4] if len(row) > 4 else row[0].lower() for row in rows],
        tags=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        entities=["" for _ in rows],
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
    )


def parsed(*trees: Tree) -> Parse:
    """A parse of trees whose offsets follow one another."""
    text = ""
    for tree in trees:
        text = text.ljust(tree.span[0]) + " ".join(tree.words)
    return Parse(Article(id="t", text=text), trees, tuple(tree.span for tree in trees))


def words(tree: Tree, tokens: list[int] | tuple[int, ...] | None) -> list[str]:
    """The words of tokens, for short assertions."""
    return [tree.words[token] for token in tokens or ()]
