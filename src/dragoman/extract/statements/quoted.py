"""Which words in quotation marks belong to which report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import accumulate

from dragoman.extract.statements.phrase import runs
from dragoman.extract.statements.regions import Draft, Regions
from dragoman.extract.statements.tags import Cue
from dragoman.model.text import Span
from dragoman.parse.quotations import Quotation

_WORD = re.compile(r"\w+")
_BROKEN = re.compile(r"[,;:.!?()\"“”]")
_ENDED = re.compile(r"[.!?][\"”’']?\s+\S")
_SENTENCE_END = frozenset(".!?…\"”’'")
_GAP_AFTER = 3
"""Words that may stand between a quotation and the speaker after it: `"…," in turn, he said`."""
_GAP_NAME = 8
"""Words of a long title that the parser may have cut from its name, with no break between them."""
_GAP_BEFORE = 14
"""Words that may stand between a reporting verb and the quotation after it."""
_REACH = 300
_NEAR = 6
_BACK = 30


def drafts(text: str, cues: Sequence[Cue], regions: Regions, paragraphs: Sequence[Span]) -> list[Draft]:
    """All statements of an article as far as their words go: those with a cue, then those without."""
    return _Attachment(text, cues, regions, paragraphs).all()


class _Attachment:
    """One pass over the quotations of an article."""

    def __init__(self, text: str, cues: Sequence[Cue], regions: Regions, paragraphs: Sequence[Span]) -> None:
        self._text = text
        self._regions = regions
        self._paragraphs = paragraphs
        self._paragraph_starts = [start for start, _ in paragraphs]
        self._drafts = [_reported(cue, regions) for cue in cues]
        self._starts = [cue.at[0] for cue in cues]
        self._levels = [regions.around(cue.at) for cue in cues]
        self._orphans: list[Draft] = []
        self._owners: dict[Span, Draft] = {}
        self._anchors: list[int] = []
        self._spoken: dict[int, Draft] = {}

    def all(self) -> list[Draft]:
        """The drafts that have words and that nobody else tells."""
        loose = [q for q in self._regions.all if not self._attach(q)]
        self._anchors = sorted(start for start, _ in self._owners)
        self._spoken = {span[0]: draft for span, draft in self._owners.items()}
        for quotation in [q for q in loose if not self._goes_on(q)]:
            if quotation.depth == 0 and quotation.kind == "quotation":
                self._continue(quotation)
        quoted = {id(d) for d, level in zip(self._drafts, self._levels, strict=True) if self._owned(level)}
        found = [d for d in (*self._drafts, *self._orphans) if not d.empty]
        return _outer([d for d in found if id(d) not in quoted])

    def _owned(self, level: Quotation | None) -> bool:
        """Whether someone says a quotation, so that reports inside it are that person's words."""
        while level is not None:
            if level.outer in self._owners:
                return True
            level = self._regions.parent(level)
        return False

    def _give(self, draft: Draft, quotation: Quotation) -> None:
        draft.quoted.append(quotation)
        if quotation.depth == 0:
            self._owners[quotation.outer] = draft

    # By a cue

    def _attach(self, quotation: Quotation) -> bool:
        """Give a quotation to the report that it is part of; false where none is near."""
        number = bisect_right(self._starts, quotation.outer[0])
        near = [k for k in range(max(0, number - _NEAR), number) if self._fits(k, quotation)]
        first = bisect_left(self._starts, quotation.outer[1])
        last = bisect_left(self._starts, quotation.outer[1] + _REACH)
        after = [k for k in range(first, min(last, first + _BACK)) if self._fits(k, quotation)]
        held = [k for k in (*near, *after) if self._holds(self._drafts[k], quotation)]
        for k in held:
            if k >= number and self._follows(quotation, k):
                self._follow(k, quotation)
            else:
                self._give(self._drafts[k], quotation)
        if held or quotation.kind in ("title", "nickname"):
            return True
        return self._by_tag(quotation, near, after) or quotation.kind == "fragment"

    def _by_tag(self, quotation: Quotation, near: Sequence[int], after: Sequence[int]) -> bool:
        """Give a quotation to the speaker named right after it, else to the one named before it."""
        for k in after[:2]:
            if self._follows(quotation, k):
                self._follow(k, quotation)
                return True
        for k in reversed(near):
            if self._leads(k, quotation):
                self._lead(k, quotation)
                return True
        return False

    def _fits(self, number: int, quotation: Quotation) -> bool:
        """Whether a report stands in the same paragraph, and in the same quotation or in none."""
        low, high = self._paragraph(quotation.outer[0])
        return low <= self._starts[number] < high and self._levels[number] == self._regions.parent(quotation)

    def _holds(self, draft: Draft, quotation: Quotation) -> bool:
        """Whether a quotation begins within the reported words, or ends there."""
        first, last = quotation.inner
        return any(start <= first < end or start < last <= end for start, end in draft.reported)

    def _follows(self, quotation: Quotation, number: int) -> bool:
        """Whether the speaker is named right after the quotation."""
        draft = self._drafts[number]
        cue = draft.cue
        if cue is None or not cue.quotes:
            return False
        gap = self._text[quotation.outer[1] : max(quotation.outer[1], cue.start)]
        words = len(_WORD.findall(gap))
        if not draft.empty and not cue.final and (words or quotation.kind != "quotation"):
            return False
        near = words <= _GAP_AFTER or (words <= _GAP_NAME and not _BROKEN.search(gap))
        return near and "\n" not in gap and not _ENDED.search(gap + "x")

    def _follow(self, number: int, quotation: Quotation) -> None:
        """Take a quotation before its tag; what else the tree took for content stays where it leads in."""
        draft = self._drafts[number]
        start = quotation.outer[0]
        before = [s for s in draft.reported if draft.cue is not None and draft.cue.final and s[0] < start]
        colon = self._text[max(0, start - 2) : start].strip() == ":"
        draft.reported = [] if colon or self._between(before, number) else before
        self._give(draft, quotation)

    def _between(self, spans: Sequence[Span], number: int) -> bool:
        """Whether another report stands in these words: they are then its words, not this one's."""
        return any(s <= self._starts[k] < e for s, e in spans for k in range(max(0, number - 4), number))

    def _leads(self, number: int, quotation: Quotation) -> bool:
        """Whether a reporting verb in the same sentence introduces the quotation."""
        draft = self._drafts[number]
        cue = draft.cue
        if cue is None or not cue.quotes:
            return False
        low, high = cue.tree.span
        gap = self._text[cue.at[1] : quotation.outer[0]]
        if not low <= quotation.outer[0] <= high + 2 or _ENDED.search(gap + "x"):
            return False
        if len(_WORD.findall(gap)) > _GAP_BEFORE:
            return False
        return draft.empty or bool(draft.quoted) or gap.rstrip().endswith((":", ","))

    def _lead(self, number: int, quotation: Quotation) -> None:
        """Take a quotation after its reporting verb; after a colon it is all that is said."""
        draft = self._drafts[number]
        final = draft.cue is not None and draft.cue.final and not draft.quoted
        if final and self._introduced(quotation.outer[0]):
            draft.reported = []
        self._give(draft, quotation)

    # By what stands before

    def _continue(self, quotation: Quotation) -> None:
        """A quotation without a report of its own goes on from the one before, or is led in by a colon."""
        draft = self._before(quotation)
        if draft is None and self._stands_alone(quotation):
            draft = Draft(None, [], before=quotation.outer[0])
            self._orphans.append(draft)
        if draft is not None:
            self._give(draft, quotation)
            self._spoken[quotation.outer[0]] = draft
            insort(self._anchors, quotation.outer[0])

    def _goes_on(self, quotation: Quotation) -> bool:
        """Give an unclosed quotation to the report that its next paragraph belongs to."""
        if not quotation.unclosed or quotation.depth:
            return False
        later = self._regions.after(quotation.outer[1])
        holder = None if later is None or not later.resumes else self._owners.get(later.outer)
        if holder is None or self._before(quotation) is not None:
            return False
        self._give(holder, quotation)
        return True

    def _stands_alone(self, quotation: Quotation) -> bool:
        """Whether a quotation is led in by a colon, or is a paragraph by itself."""
        start, end = quotation.outer
        low, high = self._paragraph(start)
        return self._introduced(start) or (start == low and end >= high - 1)

    def _before(self, quotation: Quotation) -> Draft | None:
        """The statement that a quotation goes on from: in its paragraph, or right before its paragraph."""
        start = quotation.outer[0]
        low = self._paragraph(start)[0]
        gap = self._text[max(0, start - 3) : start].rstrip()
        if start > low and gap[-1:] not in _SENTENCE_END and not gap.endswith((",", ":")):
            return None
        same = list(self._back(start, low))
        spoken = (d for d in same if any(q.kind == "quotation" for q in d.quoted[-4:]))
        if same:
            return next(spoken, same[0])
        if start > low or self._introduced(low):
            return None
        return next(self._back(low, self._previous(low)), None)

    def _back(self, start: int, low: int) -> Iterator[Draft]:
        """Statements whose quotations begin before an offset, nearest first, as far back as another offset."""
        last = bisect_left(self._anchors, start) - 1
        for number in range(last, max(-1, last - _BACK), -1):
            if self._anchors[number] < low:
                return
            yield self._spoken[self._anchors[number]]

    def _introduced(self, start: int) -> bool:
        return self._text[max(0, start - 6) : start].rstrip().endswith(":")

    def _paragraph(self, offset: int) -> Span:
        number = bisect_right(self._paragraph_starts, offset) - 1
        return self._paragraphs[max(0, number)]

    def _previous(self, start: int) -> int:
        number = bisect_right(self._paragraph_starts, start) - 2
        return self._paragraphs[number][0] if number >= 0 else start


def _reported(cue: Cue, regions: Regions) -> Draft:
    """The words that the tree says are reported, cut where the quotation ends that the cue stands in."""
    spans = runs(cue.tree, cue.content)
    level = regions.around(cue.at)
    if level is not None:
        low, high = level.inner
        spans = [(max(low, s), min(high, e)) for s, e in spans if s < high and e > low]
    return Draft(cue, spans)


def _outer(found: Sequence[Draft]) -> list[Draft]:
    """Drafts without those whose reporting word is itself in reported words: who says that stands outside.

    A chain (`quoted the minister as saying`) keeps both; of two that hold each other the later is kept.
    """
    spans = sorted((start, end, number) for number, d in enumerate(found) for start, end in d.content)
    starts = [start for start, _, _ in spans]
    reach = list(accumulate((end for _, end, _ in spans), max))
    kept = []
    for number, draft in enumerate(found):
        cue = draft.cue
        if cue is None or cue.chained:
            kept.append(draft)
            continue
        at = cue.at[0]
        holders = (spans[k] for k in range(bisect_right(starts, at) - 1, -1, -1) if reach[k] > at)
        others = (other for _, end, other in holders if end > at and other != number)
        if not any(other > number or not _tells(draft, found[other].cue) for other in others):
            kept.append(draft)
    return kept


def _tells(draft: Draft, cue: Cue | None) -> bool:
    return cue is not None and any(start <= cue.at[0] < end for start, end in draft.content)
