"""Records of one story as one event, counted over the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import TracebackType

from dragoman.export.article import stamp
from dragoman.export.request import Request, Row

_AT_ONCE = 5_000
_COUNTED = """
CREATE TEMP TABLE reports AS
SELECT story, sum(len(evidence)) AS mentions, count(DISTINCT coalesce(outlet, article_id)) AS outlets,
    count(DISTINCT article_id) AS articles
FROM story_events JOIN events ON events.id = story_events.event
WHERE len(?) = 0 OR list_contains(?, modality)
GROUP BY story HAVING count(*) > 1
"""


@dataclass(frozen=True, slots=True)
class Reports:
    """What is known of all reports of a record's event.

    `record` is the id of the first record of the story that was asked for, `first` whether this is it, `added` when its
    article came out. A record without a story, or with a story of its own, is `alone`.
    """

    record: str
    first: bool
    added: str
    mentions: int
    outlets: int
    articles: int
    alone: bool = False


class Stories:
    """Counts of an archive's stories; a context, since they lie in a database of their own meanwhile."""

    def __init__(self, request: Request) -> None:
        modality = list(request.filters.modality)
        self._base = request.archive.connect(request.coder)
        self._base.execute(_COUNTED, [modality, modality])
        self._seen: dict[str, tuple[str, str]] = {}

    def __enter__(self) -> Stories:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def reports(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Reports]]:
        """The rows (oldest first, with the column `story`), each with what is known of its story."""
        rows = iter(rows)
        while some := list(islice(rows, _AT_ONCE)):
            counts = self._counts({row["story"] for row in some if row["story"]})
            yield from ((row, self._report(row, counts.get(row["story"]))) for row in some)

    def _report(self, row: Row, counts: tuple[int, int, int] | None) -> Reports:
        if counts is None:
            return Reports(row["id"], True, stamp(row), len(row["evidence"] or ()), 1, 1, alone=True)
        first = row["story"] not in self._seen
        record, added = self._seen.setdefault(row["story"], (row["id"], stamp(row)))
        return Reports(record, first, added, *counts)

    def _counts(self, stories: set[str]) -> dict[str, tuple[int, int, int]]:
        sql = "SELECT story, mentions, outlets, articles FROM reports WHERE story IN (SELECT unnest(?))"
        found = self._base.execute(sql, [sorted(stories)]).fetchall() if stories else []
        return {story: (mentions, outlets, articles) for story, mentions, outlets, articles in found}
