"""Which words in quotation marks belong to which report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from dragoman.extract.phrase import joined, runs
from dragoman.extract.tags import Cue
from dragoman.model.text import Span
from dragoman.parse.quotations import Quotation

_WORD = re.compile(r"\w+")
_SENTENCE_END = frozenset(".!?…”\"’'")
_GAP_AFTER = 3
"""Words that may stand between a quotation and the speaker after it: `"…," in turn, he said`."""
_GAP_NAME = 8
"""Words of a long title that the parser may have cut from its name, with no break between them."""
_BROKEN = re.compile(r"[,;:.!?()\"“”]")
_GAP_BEFORE = 14
"""Words that may stand between a reporting verb and the quotation after it."""


@dataclass(slots=True)
class Draft:
    """A statement in the making: its cue, or none where only a colon or nothing introduces the words."""

    cue: Cue | None
    spans: list[Span]
    quoted: list[Quotation] = field(default_factory=list)
    before: int | None = None

    def add(self, quotation: Quotation) -> None:
        """Take a quotation into the content."""
        self.quoted.append(quotation)
        self.spans = joined([*self.spans, quotation.inner])


class Regions:
    """Quotations by place; answers which one is the innermost around an offset."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.all = found
        self._starts = [q.outer[0] for q in found]

    def around(self, span: Span) -> Quotation | None:
        """The innermost quotation that a span lies in."""
        for number in range(bisect_right(self._starts, span[0]) - 1, -1, -1):
            quotation = self.all[number]
            if quotation.inner[0] <= span[0] and span[1] <= quotation.inner[1]:
                return quotation
            if quotation.depth == 0:
                break
        return None

    def parent(self, quotation: Quotation) -> Quotation | None:
        """The quotation directly around another."""
        return self.around(quotation.outer) if quotation.depth else None


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

    def all(self) -> list[Draft]:
        loose = [q for q in self._regions.all if not self._attach(q)]
        for quotation in [q for q in loose if not self._goes_on(q)]:
            if quotation.depth == 0 and quotation.kind == "quotation":
                self._continue(quotation)
        found = [d for d in (*self._drafts, *self._orphans) if d.spans]
        return _outer(found)

    # By a cue

    def _attach(self, quotation: Quotation) -> bool:
        """Give a quotation to the report that it is part of; false where none is near."""
        level = self._regions.parent(quotation)
        number = bisect_right(self._starts, quotation.outer[0])
        low, high = self._paragraph(quotation.outer[0])
        near = [k for k in range(max(0, number - 6), number) if self._fits(k, level, low, high)]
        held = [k for k in near if self._holds(self._drafts[k], quotation)]
        after = [k for k in range(number, len(self._drafts)) if self._starts[k] < quotation.outer[1] + 300][
            :40
        ]
        after = [
            k for k in after if self._starts[k] >= quotation.outer[1] and self._fits(k, level, low, high)
        ]
        held += [
            k for k in after if self._holds(self._drafts[k], quotation) and self._drafts[k].cue is not None
        ]
        for k in held:
            if k >= number and self._follows(quotation, k):
                self._follow(k, quotation)
            else:
                self._drafts[k].add(quotation)
        if held:
            return True
        if quotation.kind in ("title", "nickname"):
            return True
        for k in after[:2]:
            if self._follows(quotation, k):
                self._follow(k, quotation)
                return True
        for k in reversed(near):
            if self._leads(k, quotation):
                self._lead(k, quotation)
                return True
        return quotation.kind == "fragment"

    def _fits(self, number: int, level: Quotation | None, low: int, high: int) -> bool:
        return self._levels[number] == level and low <= self._starts[number] < high

    def _holds(self, draft: Draft, quotation: Quotation) -> bool:
        """Whether a quotation begins within the reported words, or ends there."""
        first, last = quotation.inner
        return any(start <= first < end or start < last <= end for start, end in draft.spans)

    def _follows(self, quotation: Quotation, number: int) -> bool:
        """Whether the speaker is named right after the quotation."""
        cue = self._drafts[number].cue
        if cue is None or not cue.quotes:
            return False
        gap = self._text[quotation.outer[1] : max(quotation.outer[1], cue.start)]
        words = len(_WORD.findall(gap))
        if self._drafts[number].spans and not cue.final and (words or quotation.kind != "quotation"):
            return False
        near = words <= _GAP_AFTER or (words <= _GAP_NAME and not _BROKEN.search(gap))
        return near and "\n" not in gap and not _ended(gap + "x")

    def _follow(self, number: int, quotation: Quotation) -> None:
        """Take a quotation before its tag; what else the tree took for content stays where it leads in."""
        draft = self._drafts[number]
        cue = draft.cue
        before = [s for s in draft.spans if cue is not None and cue.final and s[0] < quotation.outer[0]]
        own = self._text[quotation.outer[0] - 2 : quotation.outer[0]].strip() != ":" and not self._between(
            before, number
        )
        draft.spans = before if own else []
        draft.add(quotation)

    def _between(self, spans: Sequence[Span], number: int) -> bool:
        """Whether another report stands in these words: they are then its words, not this one's."""
        return any(s <= self._starts[k] < e for s, e in spans for k in range(max(0, number - 4), number))

    def _lead(self, number: int, quotation: Quotation) -> None:
        """Take a quotation after its reporting verb; after a colon it is all that is said."""
        draft = self._drafts[number]
        if (
            draft.cue is not None
            and draft.cue.final
            and not draft.quoted
            and self._introduced(quotation.outer[0])
        ):
            draft.spans = []
        draft.add(quotation)

    def _leads(self, number: int, quotation: Quotation) -> bool:
        """Whether a reporting verb in the same sentence introduces the quotation."""
        draft = self._drafts[number]
        cue = draft.cue
        if cue is None or not cue.quotes or cue.head == -1:
            return False
        low, high = cue.tree.span
        gap = self._text[cue.at[1] : quotation.outer[0]]
        near = low <= quotation.outer[0] <= high + 2 and not _ended(gap + "x")
        if not near or len(_WORD.findall(gap)) > _GAP_BEFORE:
            return False
        return not draft.spans or bool(draft.quoted) or gap.rstrip().endswith((":", ","))

    # By what stands before

    def _continue(self, quotation: Quotation) -> None:
        """A quotation without a report of its own goes on from the one before, or is led in by a colon."""
        before = self._before(quotation)
        if before is not None:
            before.add(quotation)
        elif self._stands_alone(quotation):
            self._orphans.append(Draft(None, [quotation.inner], [quotation], quotation.outer[0]))

    def _goes_on(self, quotation: Quotation) -> bool:
        """Give an unclosed quotation to the report that its next paragraph belongs to."""
        if not quotation.unclosed:
            return False
        later = next((q for q in self._regions.all if q.outer[0] >= quotation.outer[1]), None)
        holder = next((d for d in self._drafts if later in d.quoted), None)
        if later is None or holder is None or not later.resumes or self._before(quotation) is not None:
            return False
        holder.add(quotation)
        return True

    def _stands_alone(self, quotation: Quotation) -> bool:
        """Whether a quotation is led in by a colon, or is a paragraph by itself."""
        start, end = quotation.outer
        low, high = self._paragraph(start)
        return self._introduced(start) or (start == low and end >= high - 1)

    def _before(self, quotation: Quotation) -> Draft | None:
        start = quotation.outer[0]
        low, _ = self._paragraph(start)
        gap = self._text[max(0, start - 3) : start].rstrip()
        if start > low and gap[-1:] not in _SENTENCE_END and not gap.endswith((",", ":")):
            return None
        drafts = [d for d in (*self._drafts, *self._orphans) if d.quoted and d.quoted[-1].depth == 0]
        same = [d for d in drafts if low <= d.quoted[-1].outer[0] < start]
        spoken = [d for d in same if any(q.kind == "quotation" for q in d.quoted)]
        if same:
            return max(spoken or same, key=lambda d: d.quoted[-1].outer[0])
        if start > low or self._introduced(low):
            return None
        previous = self._previous(low)
        last = [d for d in drafts if previous <= d.quoted[-1].outer[0] < low]
        return max(last, key=lambda d: d.quoted[-1].outer[0]) if last else None

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
    spans = sorted((start, end, number) for number, d in enumerate(found) for start, end in d.spans)
    starts = [start for start, _, _ in spans]
    reach = list(accumulate((end for _, end, _ in spans), max))
    kept = []
    for number, draft in enumerate(found):
        cue = draft.cue
        if cue is None or cue.chained:
            kept.append(draft)
            continue
        at = cue.at[0]
        first = bisect_right(starts, at) - 1
        holders = (spans[k] for k in range(first, -1, -1) if reach[k] > at)
        others = (other for _, end, other in holders if end > at and other != number)
        if not any(other > number or not _holds(draft, found[other].cue) for other in others):
            kept.append(draft)
    return kept


def _holds(draft: Draft, cue: Cue | None) -> bool:
    return cue is not None and any(start <= cue.at[0] < end for start, end in draft.spans)


def _ended(gap: str) -> bool:
    """Whether a sentence ends in these words."""
    return bool(re.search(r"[.!?][\"”’']?\s+\S", gap))
