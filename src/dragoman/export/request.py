"""What an export is made of: which records, and what may be chosen beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dragoman.archive import Archive
from dragoman.errors import QueryError
from dragoman.query.filters import Filters
from dragoman.query.records import KINDS, ask

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """Records of an archive.

    `kind` is the table that formats of one kind write. `with_speaker` adds the speaker to quotations, `spreadsheet`
    keeps cells of a CSV from being read as formulas.
    """

    archive: Archive
    filters: Filters
    kind: str = "events"
    coder: str | None = None
    with_speaker: bool = False
    spreadsheet: bool = False

    def batches(
        self, kind: str | None = None, columns: Sequence[str] | None = None
    ) -> AbstractContextManager[pa.RecordBatchReader]:
        """The records in batches, oldest first; options as in `query.ask`."""
        return ask(self.archive, KINDS[kind or self.kind], self.filters, columns, coder=self.coder)

    def each(self, kinds: Iterable[str]) -> tuple[tuple[str, Request], ...]:
        """Those of several kinds of record that can be asked so, each with its request.

        A filter that a kind has nothing for leaves the kind out, but for the modality, which only events have. Raises
        QueryError where no kind is left.
        """
        some = list(kinds)
        found = tuple((kind, asked) for kind in some if (asked := self._of(kind)))
        if not found:
            self.filters.check(KINDS[some[0]].filters, some[0])
        return found

    def _of(self, kind: str) -> Request | None:
        known = KINDS[kind].filters
        filters = self.filters if "modality" in known else replace(self.filters, modality=())
        try:
            filters.check(known, kind)
        except QueryError:
            return None
        return replace(self, filters=filters)

    def rows(self, kind: str, columns: Sequence[str]) -> Iterator[Row]:
        """The records one by one, a batch in memory at a time."""
        with self.batches(kind, columns) as reader:
            for batch in reader:
                yield from batch.to_pylist()

    def coders(self) -> dict[str, str]:
        """Names and versions of the archive's coders, by their ids."""
        with self.archive.connect() as base:
            return dict(base.execute("SELECT coder, name || ' ' || version FROM coders").fetchall())
