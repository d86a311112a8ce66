"""Who said what: speaker, hearer, reporting words and exact content of every report and quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dragoman.extract.dating import Dates, is_alongside
from dragoman.extract.statements.cues import Cues
from dragoman.extract.statements.phrase import bare, joined, noun_phrase
from dragoman.extract.statements.quoted import drafts
from dragoman.extract.statements.regions import Draft, Regions
from dragoman.lexicon import Lexicon
from dragoman.lexicon.grammar import Grammar
from dragoman.model.mention import Mentions, Moment
from dragoman.model.record import Speaker, Statement, Where
from dragoman.model.text import Span
from dragoman.parse.clauses import Clauses
from dragoman.parse.nlp import Parse
from dragoman.parse.quotations import quotations
from dragoman.parse.tree import Tree

Scene = Callable[[Tree, int], Where | None]


class StatementExtractor:
    """Finds the statements of parsed articles with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def extract(
        self, parse: Parse, mentions: Mentions, times: Sequence[Moment] = (), scene: Scene = lambda *_: None
    ) -> tuple[Statement, ...]:
        """All statements of an article in the order in which their words begin.

        `scene` tells where the event of a token happened, as far as its own phrases say.
        """
        text = parse.article.text
        paragraphs = paragraph_spans(text, parse.segments)
        regions = Regions(quotations(text, self._lexicon.grammar.small_in_titles, paragraphs))
        cues = [cue for tree in parse.trees for cue in Cues(tree, self._lexicon).find()]
        cues.sort(key=lambda cue: cue.at)
        reading = _Reading(parse, mentions, Dates(parse.article, times), scene, self._lexicon.grammar)
        found = [reading.statement(draft) for draft in drafts(text, cues, regions, paragraphs)]
        kept = sorted((s for s in found if s.content), key=lambda s: (s.content[0], s.cue))
        return tuple(replace(s, id=f"s{number}") for number, s in enumerate(kept, start=1))


def paragraph_spans(text: str, segments: Sequence[Span]) -> tuple[Span, ...]:
    """Paragraphs from the segments that were parsed: those on one line belong together."""
    found: list[Span] = []
    for start, end in segments:
        if found and "\n" not in text[found[-1][1] : start]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


class _Reading:
    """Turns drafts into records."""

    def __init__(self, parse: Parse, mentions: Mentions, dates: Dates, scene: Scene, grammar: Grammar) -> None:
        self._grammar = grammar
        self._dates = dates
        self._scene = scene
        self._text = parse.article.text
        self._trees = parse.trees
        self._starts = [tree.starts[0] for tree in parse.trees]
        self._mentions = mentions

    def statement(self, draft: Draft) -> Statement:
        """The record of a draft; its number comes later."""
        content = tuple(s for s in (bare(self._text, span) for span in draft.content) if s[0] < s[1])
        cue = draft.cue
        kind = self._kind(draft, content)
        if cue is None:
            speaker = self._introducer(draft.before)
            return Statement("", kind, "assert", speaker, None, (), content, self._dates.assumed("actual"))
        tree = cue.tree
        words = tuple(joined(tree.chars(word, word) for word in cue.words))
        return Statement(
            "",
            kind,
            cue.act,
            self._party(tree, cue.speaker, cue.head),
            self._party(tree, cue.addressee, cue.head),
            words,
            content,
            self._dates.said(tree, cue.head, content),
            self._place(tree, cue.head, content),
        )

    def _place(self, tree: Tree, cue: int, content: Sequence[Span]) -> Where | None:
        """Where it was said; a place in the words that were said is about something else."""
        for token in (cue, *_occasions(tree, cue)):
            where = self._scene(tree, token)
            if where and where.span and not any(s <= where.span[0] < e for s, e in content):
                return where
        return None

    def _party(self, tree: Tree, token: int | None, cue: int | None = None) -> Speaker | None:
        if token is None:
            return None
        first, last = (token, token) if tree.lower[token] in self._grammar.relative else noun_phrase(tree, token, cue)
        found = self._mentions.get(tree.index, token)
        if not found and tree.lower[token] in self._grammar.relative:
            clause = next((a for a in tree.ancestors(token) if tree.deps[a] == "relcl"), token)
            found = self._mentions.get(tree.index, tree.heads[clause])
        return Speaker(found[0].actor if found else None, tree.chars(first, last))

    def _introducer(self, offset: int) -> Speaker | None:
        """The subject of the sentence that leads a quotation in, where no reporting word does."""
        number = bisect_left(self._starts, offset) - 1
        if number < 0:
            return None
        tree = self._trees[number]
        subject = Clauses(tree, self._grammar).subject(tree.root)
        if subject is None or tree.starts[subject] >= offset:
            return None
        return self._party(tree, subject)

    def _kind(self, draft: Draft, content: Sequence[Span]) -> Literal["direct", "indirect", "mixed"]:
        total = sum(end - start for start, end in content)
        depth = min((q.depth for q in draft.quoted), default=0)
        marked = joined(q.outer for q in draft.quoted if q.depth == depth)
        ends = [end for _, end in marked]
        inside = 0
        for start, end in content:
            number = bisect_right(ends, start)
            while number < len(marked) and marked[number][0] < end:
                inside += min(end, marked[number][1]) - max(start, marked[number][0])
                number += 1
        if not inside:
            return "indirect"
        return "direct" if inside >= total - 2 else "mixed"


class StatementIndex:
    """Answers in which statement some words are told."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._spans = sorted(((*span, s) for s in statements for span in s.content), key=lambda item: item[:2])
        self._starts = [item[0] for item in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def at(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds the span, or None where the report itself says it."""
        best: tuple[int, Statement] | None = None
        for number in range(bisect_right(self._starts, span[0]) - 1, -1, -1):
            start, end, statement = self._spans[number]
            if start < span[1] - self._longest:
                break
            if end >= span[1] and (best is None or end - start < best[0]):
                best = end - start, statement
        return None if best is None else best[1]


def _occasions(tree: Tree, cue: int) -> Iterator[int]:
    """What stands for the occasion of saying something: `in a speech in Suva`, `Speaking in Geneva, …`."""
    for token in range(len(tree)):
        if tree.deps[token] == "pobj" and tree.deps[tree.heads[token]] == "prep":
            if tree.heads[tree.heads[token]] == cue:
                yield token
        elif is_alongside(tree, token, cue):
            yield token
