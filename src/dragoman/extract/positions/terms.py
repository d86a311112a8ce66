"""On what terms: the condition, what is given in return, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from dragoman.extract.positions.draft import Draft, stretch
from dragoman.lexicon.positions import PositionWords
from dragoman.model.mention import Moment
from dragoman.model.record import Deadline
from dragoman.model.text import Article
from dragoman.parse.tree import Tree

_DATED = frozenset({"pledge", "offer", "demand", "threaten", "predict"})
_CONDITIONAL = _DATED | {"refuse"}
_UNITS = {"H": "hours", "D": "days", "W": "weeks", "M": "months", "Y": "years"}
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a draft, as tokens, and its deadline."""

    condition: Stretch | None = None
    exchange: Stretch | None = None
    deadline: Deadline | None = None


class TermFinder:
    """Finds terms in one article."""

    def __init__(self, article: Article, times: Sequence[Moment], words: PositionWords) -> None:
        self._day = (article.published or "")[:10]
        self._times = [t for t in times if t.start and t.end and t.type in ("DATE", "TIME")]
        self._lengths = [t for t in times if t.type == "DURATION"]
        self._words = words
        self._phrases = [tuple(p.split()) for p in sorted(words.words("condition_phrases"))]
        self._exchanges = [tuple(p.split()) for p in sorted(words.words("exchange_phrases"))]

    def of(self, draft: Draft) -> tuple[Draft, Terms]:
        """A draft without the terms at the edges of its content, and the terms."""
        if draft.act not in _CONDITIONAL:
            return draft, Terms()
        condition = next(self._conditions(draft), None)
        exchange = self._exchange(draft)
        deadline = self._deadline(draft, condition) if draft.act in _DATED else None
        for part in (condition, exchange):
            draft = _without(draft, part)
        return draft, Terms(condition, exchange, deadline)

    # Conditions

    def _conditions(self, draft: Draft) -> Iterator[Stretch]:
        tree = draft.tree
        marks = self._words.words("conditions")
        for token in range(len(tree)):
            head = tree.heads[token]
            if tree.lower[token] in marks and tree.deps[token] in ("mark", "advmod") and tree.is_verb(head):
                found = self._clause(draft, token, head)
            else:
                found = self._phrase(draft, token)
            if found is not None:
                yield found

    def _clause(self, draft: Draft, mark: int, verb: int) -> Stretch | None:
        """A side clause with its opener, where it hangs on the content or the predicate."""
        tree = draft.tree
        if mark and tree.lower[mark - 1] == "that" == tree.lower[draft.first - 1] and mark < draft.first - 1:
            return stretch(tree, range(mark, draft.first - 1))  # `that if …, that she would …`
        if tree.deps[verb] not in ("advcl", "ccomp", "pcomp") or not self._governs(draft, verb):
            return None
        if tree.lower[mark] in ("when", "whenever", "once") and tree.tags[verb] == "VBD":
            return None
        first = mark - 1 if mark and tree.lower[mark - 1] in ("only", "even") else mark
        last = max(t for t in tree.subtree(verb))
        if not last >= verb >= first:
            return None
        return stretch(tree, range(first, last + 1))

    def _governs(self, draft: Draft, verb: int) -> bool:
        """Whether a side clause belongs to the draft: its governor is the predicate or in the content."""
        tree = draft.tree
        for above in tree.ancestors(verb):
            if tree.is_verb(above) or above == draft.head:
                return above in (draft.head, tree.heads[draft.head]) or above in draft.tokens
        return False

    def _phrase(self, draft: Draft, token: int) -> Stretch | None:
        """A condition of several words, or a noun phrase that is one: `as long as`, `pending approval`."""
        tree = draft.tree
        for phrase in self._phrases:
            if tuple(tree.lower[token : token + len(phrase)]) != phrase:
                continue
            top = token
            for above in (token, *tree.ancestors(token)):
                if tree.extent(above)[0] >= token:
                    top = above
            last = tree.extent(top)[1]
            if last > token + len(phrase) - 1 and (
                top in draft.tokens or tree.heads[top] in (draft.head, *draft.tokens)
            ):
                if phrase == ("until",) and not any(tree.is_verb(t) for t in range(token, last + 1)):
                    return None
                return stretch(tree, range(token, last + 1))
        return None

    # In return

    def _exchange(self, draft: Draft) -> Stretch | None:
        tree = draft.tree
        for token in range(len(tree)):
            for phrase in self._exchanges:
                end = token + len(phrase)
                if tuple(tree.lower[token:end]) == phrase and end < len(tree) and self._near(draft, token):
                    last = max(tree.extent(t)[1] for t in (token, end - 1))
                    return stretch(tree, range(end, last + 1)) if last >= end else None
        return self._willing(draft)

    def _near(self, draft: Draft, token: int) -> bool:
        return token in draft.tokens or 0 <= token - draft.last <= 2

    def _willing(self, draft: Draft) -> Stretch | None:
        """`must give X before Y is ready to …`: what the other side is then willing to do."""
        tree = draft.tree
        if draft.act != "demand":
            return None
        for token in draft.tokens:
            verb = tree.heads[token]
            if tree.lower[token] != "before" or tree.deps[token] not in ("mark", "prep") or not tree.is_verb(verb):
                continue
            inside = set(tree.subtree(verb if tree.deps[token] == "mark" else token))
            if any(tree.lemmas[t] in self._words.words("willing") for t in inside):
                return stretch(tree, {t for t in inside if t > token})
        return None

    # By when

    def _deadline(self, draft: Draft, condition: Stretch | None) -> Deadline | None:
        """The time by which it is to be done: one after `by` or `until` first, then any that is to come."""
        tree = draft.tree
        first, last = draft.first, draft.last
        if condition is not None:
            first, last = min(first, condition[0]), max(last, condition[1])
        low, high = tree.starts[first], tree.ends[last]
        ranked = []
        for moment in self._times:
            if not low <= moment.span[0] < high or (self._day and (moment.end or "") < self._day):
                continue
            before = max((t for t in range(len(tree)) if tree.ends[t] <= moment.span[0]), default=None)
            word = "" if before is None else tree.lower[before]
            marked = word in self._words.words("deadlines")
            if self._day or marked:
                ranked.append((not marked, moment.span[0], moment))
        if not ranked:
            return next(self._within(tree, low, high), None)
        best = min(ranked, key=lambda item: item[:2])[2]
        return Deadline(best.start, best.end, best.precision or "day", "text", best.span)

    def _within(self, tree: Tree, low: int, high: int) -> Iterator[Deadline]:
        """`within 90 days`, counted from publication, or from an anchor without a date: `… of adoption`."""
        for length in self._lengths:
            inside = [t for t in range(len(tree)) if length.span[0] <= tree.starts[t] < length.span[1]]
            if not inside or not low <= length.span[0] < high or not inside[0]:
                continue
            if tree.lower[inside[0] - 1] not in self._words.words("deadlines"):
                continue
            after = inside[-1] + 1
            if after < len(tree) and tree.lower[after] in self._words.words("anchors"):
                last = tree.extent(after)[1]
                yield Deadline(None, None, None, "anchor", (length.span[0], tree.ends[last]))
            elif self._day:
                yield _counted(self._day, length)


def _counted(day: str, length: Moment) -> Deadline:
    """The time that begins on a day and has the length of a TIMEX3 duration (`P90D`, `PT48H`)."""
    parts = re.fullmatch(r"P(?:(?=\d+[DWMY])|T(?=\d+H))(\d+)([DWMYH])", length.value or "")
    if parts is None:
        return Deadline(None, None, None, "anchor", length.span)
    count, unit = int(parts[1]), _UNITS[parts[2]]
    try:
        end = date.fromisoformat(day) + relativedelta(**{unit: count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return Deadline(None, None, None, "anchor", length.span)
    return Deadline(day, end.isoformat(), "day", "text", length.span)


def _without(draft: Draft, part: Stretch | None) -> Draft:
    """A draft without terms at an edge of its content; in the middle they stay."""
    if part is None:
        return draft
    first, last = part
    tree = draft.tree
    if first <= draft.first <= last < draft.last:
        kept = stretch(tree, range(last + 1, draft.last + 1))
    elif draft.first < first <= draft.last <= last:
        kept = stretch(tree, range(draft.first, first))
    else:
        return draft
    if kept is None or not any(tree.is_verb(t) or tree.is_noun(t) for t in range(kept[0], kept[1] + 1)):
        return draft
    return replace(draft, first=kept[0], last=_unmarked(tree, *kept))


def _unmarked(tree: Tree, first: int, last: int) -> int:
    """The last token without a word that only led to the terms: `before`, `in exchange for`, `and`."""
    while last > first and (tree.tags[last] in ("IN", "CC", "TO") or tree.lower[last] in ("exchange", "return", ",")):
        last -= 1
    return last
