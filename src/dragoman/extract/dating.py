"""When an event happened: the time expression that belongs to it, and what that says of its modality."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.model.mention import Moment
from dragoman.model.record import DateRange, Modality
from dragoman.model.text import Article
from dragoman.parse.tree import Tree

_BACKGROUND = timedelta(days=31)
"""Older than this before publication is history (codebook section 2)."""


class Dates:
    """The times of one article."""

    def __init__(self, article: Article, times: Sequence[Moment]) -> None:
        self._article = article
        self._day = _day(article.published)
        self._times = [t for t in times if t.start and t.end and t.type in ("DATE", "TIME")]

    def of(self, tree: Tree, head: int) -> DateRange | None:
        """The dated expression nearest to a deed in its sentence; one under the same verb comes first."""
        low, high = tree.span
        inside = [t for t in self._times if low <= t.span[0] < high]
        if not inside:
            return None
        first, last = tree.extent(head)
        clause = (tree.starts[first], tree.ends[last])
        place = tree.starts[head]
        best = min(inside, key=lambda t: (not clause[0] <= t.span[0] < clause[1], abs(t.span[0] - place)))
        return DateRange(best.start or "", best.end or "", best.precision or "day", "text", best.span)

    def assumed(self, modality: Modality) -> DateRange | None:
        """The publication day, for what the report tells as news."""
        if modality != "actual" or self._day is None:
            return None
        day = self._day.isoformat()
        return DateRange(day, day, self._article.published_precision or "day", "published")

    def modality(self, modality: str, found: DateRange | None, type_: str) -> Modality:
        """Modality with what the date says: long past is history."""
        if modality == "actual" and found is not None and self._day is not None:
            end = _day(found.end)
            if end is not None and end < self._day - _BACKGROUND:
                return "historical"
        return modality  # type: ignore[return-value]


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
