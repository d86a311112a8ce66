"""A place's name in a text, and what surrounds such names: persons, datelines, what lies in what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model.text import Article, Span
from dragoman.parse.tree import Tree
from dragoman.resolve.gazetteer import Gazetteer, Sense

_WHO = frozenset({"agent", "amod", "compound", "nmod", "nsubj", "nsubjpass", "poss"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place.

    `how` names the step that found it: `dateline`, `entity`, `inside` (in an organization's name), `pattern`,
    `people` (a nationality), `repeat`, `table`. `sentence` is -1 for a dateline, which no sentence holds;
    `name` is what to look up; `country` is given where the words leave no choice. `acts` says that the words tell
    who somebody is rather than where something is: `French envoys`, `the US army`, `Canada's minister`.
    """

    sentence: int
    first: int
    last: int
    span: Span
    name: str
    how: str
    country: str | None = None
    acts: bool = False


def acts(tree: Tree, first: int, last: int) -> bool:
    """Whether a name tells who somebody is: a noun's modifier or owner, or the subject of a verb."""
    head = next((token for token in range(first, last + 1) if not first <= tree.heads[token] <= last), last)
    return tree.deps[head] in _WHO


def entities_of(tree: Tree) -> Iterator[tuple[int, int, str]]:
    """Spans that the recogniser marked: first token, last token, label."""
    token = 0
    while token < len(tree):
        label = tree.entities[token]
        last = token
        if label:
            while last + 1 < len(tree) and tree.entities[last + 1] == f"I-{label[2:]}":
                last += 1
            yield token, last, label[2:]
        token = last + 1


def surnames_of(trees: Iterable[Tree]) -> Iterator[str]:
    """Last words of names of several words that the recogniser takes for persons."""
    for tree in trees:
        for first, last, label in entities_of(tree):
            end = last
            while end > first and (tree.tags[end] in ("POS", ",", ".") or len(tree.words[end]) < 3):
                end -= 1
            if label == "PERSON" and end > first:
                yield tree.words[end]


def dateline_names(article: Article, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The places of the line that opens a wire report."""
    dateline = article.dateline
    if dateline is None or dateline.place is None or dateline.span is None:
        return
    start = article.text.find(dateline.place, *dateline.span)
    if start < 0:
        return
    for number, part in enumerate(re.finditer(r"[^,/]*[^,/\s]", dateline.place)):
        text = part.group()
        skipped = len(text) - len(text.lstrip())
        span = start + part.start() + skipped, start + part.end()
        name = text.strip()
        state = gazetteer.short(name) if number else None
        if state is not None:
            name = f"={state.country}:{state.code}"
        if name in gazetteer:
            yield Toponym(-1, 0, 0, span, name, "dateline")


def holds(outer: Sense, inner: Sense) -> bool:
    """Whether one place lies in another, as far as codes tell."""
    if outer.country is None or outer.country != inner.country or outer.id == inner.id:
        return False
    if outer.feature.startswith("PCL"):
        return True
    if outer.code is None or outer.code != inner.code:
        return False
    return outer.feature == "ADM1" or (outer.feature == "ADM2" and inner.feature[:3] == "PPL" and _near(outer, inner))


def _near(one: Sense, other: Sense) -> bool:
    """Whether a town may lie in a district whose middle is given."""
    return abs(one.lat - other.lat) < 0.6 and abs(one.lon - other.lon) < 0.8
