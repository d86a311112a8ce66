"""When something happened or was said: the time expression that belongs to it, and what that says of modality."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.model.mention import Moment
from dragoman.model.record import DateRange, Modality
from dragoman.model.text import Article, Span
from dragoman.parse.tree import Tree

_MEANWHILE = frozenset({"when", "while"})
_NEWS = timedelta(days=7)
_BACKGROUND = timedelta(days=31)
"""Older than this before publication is history (codebook section 2)."""
_DATES = ("DATE", "TIME")
_LAST = re.compile(r"\b[A-Za-z]+\s+\Z")
_NEAR = 12
Cues = Mapping[str, frozenset[str]]


class Dates:
    """The times of one article; `cues` hold the words by which two times make a stretch (`between A and B`)."""

    def __init__(
        self, article: Article, times: Sequence[Moment], trees: Sequence[Tree] = (), cues: Cues | None = None
    ) -> None:
        self._article = article
        self._day = _day(article.published)
        self._times = list(_stretches(article, times, cues or {}))
        self._starts = [moment.span[0] for moment in self._times]
        sentences = [tree.span[0] for tree in trees]
        recent = [moment for moment in self._times if self._is_recent(moment)]
        self._recent = recent, [moment.span[0] for moment in recent]
        story = [moment for moment in recent if _of_main_verb(moment, trees, sentences)]
        self._story = story, [moment.span[0] for moment in story]

    def _within(self, span: Span) -> list[Moment]:
        """The times that begin in a span."""
        return self._times[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]

    def of(self, tree: Tree, head: int, done: bool = False) -> DateRange | None:
        """The time expression that belongs to an event: one under its own verb, else under the verb that carries it.

        A time of another clause (`X, which left in 2013, praised`) is never taken, nor for what is `done` one after
        publication (`ordered her to leave by Monday`).
        """
        inside = [t for t in self._within(tree.span) if not (done and self._to_come(t))]
        mine = _verb(tree, head)
        ranked = []
        for moment in inside:
            token = tree.at(moment.span[0])
            rank = 0 if _tells_of(tree, token, mine) else _closeness(tree, _verb(tree, token), mine)
            if rank is not None:
                ranked.append((rank, abs(moment.span[0] - tree.starts[head]), moment))
        if not ranked:
            return None
        best = min(ranked, key=lambda item: item[:2])[2]
        return DateRange(best.start or "", best.end or "", best.precision or "day", "text", best.span)

    def said(self, tree: Tree, cue: int, content: Sequence[Span]) -> DateRange | None:
        """When something was said: the time expression of the reporting word itself, else the publication day.

        Times in the words that were said are about something else.
        """
        mine = _verb(tree, cue)
        for moment in self._within(tree.span):
            start = moment.span[0]
            if self._to_come(moment) or any(first <= start < last for first, last in content):
                continue
            verb = _verb(tree, tree.at(start))
            if verb == mine or is_alongside(tree, verb, mine):
                precision = moment.precision or "day"
                return DateRange(moment.start or "", moment.end or "", precision, "text", moment.span)
        return self.assumed("actual")

    def _to_come(self, moment: Moment) -> bool:
        start = _day(moment.start)
        return start is not None and self._day is not None and start > self._day

    def narrated(self, tree: Tree, said: bool = False) -> DateRange | None:
        """The last day before a sentence on which the story itself moved, where it lies in the week before publication.

        For what is `said`, a day of a side clause, of reported words or of a pluperfect is not the story's own: the
        report tells of it and goes on with who says what.
        """
        moments, starts = self._story if said else self._recent
        before = bisect_left(starts, tree.span[0])
        if not before:
            return None
        moment = moments[before - 1]
        return DateRange(moment.start or "", moment.end or "", "day", "text", moment.span)

    def _is_recent(self, moment: Moment) -> bool:
        """Whether a time is a day of the week before publication."""
        day = _day(moment.start)
        if self._day is None or day is None or moment.precision not in ("day", "minute") or moment.type == "DURATION":
            return False
        return timedelta(0) <= self._day - day <= _NEWS

    def assumed(self, modality: Modality) -> DateRange | None:
        """The publication day, for what the report tells as news."""
        if modality != "actual" or self._day is None:
            return None
        day = self._day.isoformat()
        return DateRange(day, day, self._article.published_precision or "day", "published")

    def is_history(self, found: DateRange) -> bool:
        """Whether what a date belongs to is long past; an undated report does not date its own news by the year."""
        if self._day is None:
            return found.precision in ("year", "month")
        end = _day(found.end)
        return end is not None and self._day - end > _BACKGROUND


def is_alongside(tree: Tree, token: int, verb: int) -> bool:
    """Whether a token is what somebody does while he does what a verb says: `Speaking in Geneva, he said`."""
    return tree.heads[token] == verb and tree.deps[token] == "advcl" and tree.tags[token] == "VBG"


def _verb(tree: Tree, token: int) -> int:
    """The verb that a token belongs to: itself, or the first above it."""
    if tree.is_verb(token):
        return token
    return next((t for t in tree.ancestors(token) if tree.is_verb(t)), tree.root)


def _tells_of(tree: Tree, time: int, verb: int) -> bool:
    """Whether a verb tells what happened at a time: `since May 1990, when thousands marched and burned flags`."""
    while tree.deps[verb] == "conj" and tree.is_verb(tree.heads[verb]):
        verb = tree.heads[verb]
    return tree.deps[verb] == "relcl" and tree.heads[verb] == time


def _stretches(article: Article, times: Sequence[Moment], cues: Cues) -> Iterator[Moment]:
    """The times that have days, where two make a stretch the first with the last day of the second.

    What began `since` a day goes on to the day of publication.
    """
    dated = [t for t in times if t.start and t.end and (t.type in _DATES or (t.type == "DURATION" and t.precision))]
    number = 0
    while number < len(dated):
        moment, after = dated[number], dated[number + 1] if number + 1 < len(dated) else None
        number += 1
        word = _LAST.search(article.text, max(0, moment.span[0] - _NEAR), moment.span[0])
        opening = word[0].strip().lower() if word else ""
        if opening in cues.get("runs_on", ()) and article.published and (moment.start or "") < article.published[:10]:
            yield replace(moment, end=article.published[:10])
        elif after and opening in cues.get("opens_stretch", ()) and _closes(article, moment, after, cues):
            yield replace(moment, span=(moment.span[0], after.span[1]), end=after.end)
            number += 1
        else:
            yield moment


def _closes(article: Article, first: Moment, last: Moment, cues: Cues) -> bool:
    """Whether a second time says how long what began at a first one went on: `from Monday to Friday`."""
    between = article.text[first.span[1] : last.span[0]].strip().lower()
    return between in cues.get("closes_stretch", ()) and (first.start or "") <= (last.start or "")


def _of_main_verb(moment: Moment, trees: Sequence[Tree], starts: Sequence[int]) -> bool:
    """Whether a time belongs to the main verb of its sentence, and that is not a pluperfect."""
    at = bisect_right(starts, moment.span[0]) - 1
    if at < 0 or moment.span[0] >= trees[at].span[1]:
        return False
    tree = trees[at]
    verb = _verb(tree, tree.at(moment.span[0]))
    while tree.deps[verb] in ("conj", "xcomp") and tree.is_verb(tree.heads[verb]):
        verb = tree.heads[verb]
    above = tree.heads[verb]
    first = (
        tree.deps[verb] == "ccomp" and above > verb and tree.heads[above] == above
    )  # `X fled on Monday, police said`
    main = above == verb or first or (tree.heads[above] == above and not tree.is_verb(above))  # `The port: X fled …`
    return main and not any(tree.lower[k] == "had" for k in tree.kids(verb, "aux"))


def _closeness(tree: Tree, theirs: int, mine: int) -> int | None:
    """0 for the same verb, 1 for one that carries it or is carried in the same breath, None for another clause."""
    if theirs == mine:
        return 0
    token, steps = mine, 0
    while (
        tree.deps[token] in ("xcomp", "conj", "ccomp", "pcomp", "prep", "advcl", "dep")
        and tree.heads[token] != token
        and steps < 4
    ):
        token, steps = tree.heads[token], steps + 1
        if token == theirs:
            return 1
    if tree.deps[theirs] == "acl" and tree.tags[theirs] == "VBG" and tree.heads[theirs] != mine:
        above = _verb(tree, tree.heads[theirs])  # `struck a barge carrying food on Monday`
        return None if above == theirs or _closeness(tree, above, mine) is None else 2
    if tree.deps[theirs] == "advcl" and tree.heads[theirs] == mine:
        opened = any(tree.lower[k] in _MEANWHILE for k in tree.kids(theirs, "advmod", "mark"))
        return 2 if opened else None  # `shot when troops stormed the square on Monday`
    if tree.deps[mine] == "advcl" and tree.tags[mine] == "VBG" and tree.heads[mine] < theirs < mine:
        told = tree.heads[mine] in tree.ancestors(theirs) and tree.deps[theirs] in ("pcomp", "xcomp", "ccomp")
        return 2 if told else None  # `blamed them for a raid on Monday, killing six`
    token = theirs
    if tree.deps[token] == "xcomp" and tree.heads[token] == mine:
        return 1
    return None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
