"""When something happened or was said: the time expression that belongs to it, and what that says of modality."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.model.mention import Moment
from dragoman.model.record import DateRange, Modality
from dragoman.model.text import Article, Span
from dragoman.parse.tree import Tree

_MEANWHILE = frozenset({"when", "while"})
_NEWS = timedelta(days=7)
_BACKGROUND = timedelta(days=31)
"""Older than this before publication is history (codebook section 2)."""


class Dates:
    """The times of one article."""

    def __init__(self, article: Article, times: Sequence[Moment], trees: Sequence[Tree] = ()) -> None:
        self._article = article
        self._day = _day(article.published)
        self._times = [t for t in times if t.start and t.end and t.type in ("DATE", "TIME")]
        self._story = [t for t in self._times if _of_main_verb(t, trees)]

    def of(self, tree: Tree, head: int, done: bool = False) -> DateRange | None:
        """The time expression that belongs to an event: one under its own verb, else under the verb that carries it.

        A time of another clause (`X, which left in 2013, praised`) is never taken, nor for what is `done` one after
        publication (`ordered her to leave by Monday`).
        """
        low, high = tree.span
        inside = [t for t in self._times if low <= t.span[0] < high and not (done and self._to_come(t))]
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
        low, high = tree.span
        mine = _verb(tree, cue)
        for moment in self._times:
            start = moment.span[0]
            quoted = any(first <= start < last for first, last in content)
            if not low <= start < high or quoted or self._to_come(moment):
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
        if self._day is None:
            return None
        for moment in reversed(self._story if said else self._times):
            if moment.span[0] >= tree.span[0] or moment.precision not in ("day", "minute"):
                continue
            day = _day(moment.start)
            if day is not None and timedelta(0) <= self._day - day <= _NEWS:
                return DateRange(moment.start or "", moment.end or "", "day", "text", moment.span)
        return None

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


def _of_main_verb(moment: Moment, trees: Sequence[Tree]) -> bool:
    """Whether a time belongs to the main verb of its sentence, and that is not a pluperfect."""
    at = bisect_right([tree.span[0] for tree in trees], moment.span[0]) - 1
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
