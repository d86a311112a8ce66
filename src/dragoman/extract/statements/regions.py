"""Quotations by place, and statements in the making."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.extract.statements.phrase import joined
from dragoman.extract.statements.tags import Cue
from dragoman.model.text import Span
from dragoman.parse.quotations import Quotation


@dataclass(slots=True)
class Draft:
    """A statement in the making: its cue, or none where only a colon or nothing introduces the words.

    `reported` are the words that the tree gives it and `quoted` the quotations; `before` is where a statement
    without a cue begins.
    """

    cue: Cue | None
    reported: list[Span]
    quoted: list[Quotation] = field(default_factory=list)
    before: int = 0

    @property
    def content(self) -> list[Span]:
        """All its words in text order."""
        return joined([*self.reported, *(q.inner for q in self.quoted)])

    @property
    def empty(self) -> bool:
        """Whether it has no words yet."""
        return not self.reported and not self.quoted


class Regions:
    """Quotations by place; answers which one is the innermost around an offset."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.all = found
        self._starts = [q.outer[0] for q in found]
        self._parents: list[int] = []
        open_: list[int] = []
        for number, quotation in enumerate(found):
            while open_ and found[open_[-1]].outer[1] <= quotation.outer[0]:
                open_.pop()
            self._parents.append(open_[-1] if open_ else -1)
            open_.append(number)

    def around(self, span: Span) -> Quotation | None:
        """The innermost quotation that a span lies in."""
        number = bisect_right(self._starts, span[0]) - 1
        while number >= 0:
            quotation = self.all[number]
            if quotation.inner[0] <= span[0] and span[1] <= quotation.inner[1]:
                return quotation
            number = self._parents[number]
        return None

    def parent(self, quotation: Quotation) -> Quotation | None:
        """The quotation directly around another."""
        return self.around(quotation.outer) if quotation.depth else None

    def after(self, offset: int) -> Quotation | None:
        """The first quotation from an offset on."""
        number = bisect_right(self._starts, offset - 1)
        return self.all[number] if number < len(self.all) else None
