"""Panels: events counted by state or pair of states and by period, with zeros where nothing was reported.

Every state or pair that exists on a day of a period has a row for it. An event counts in the period of its first day,
for the states that its countries are on that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Literal, get_args

from dragoman.archive import Archive
from dragoman.archive.derived import manifest_numbers
from dragoman.archive.files import query_errors
from dragoman.errors import QueryError
from dragoman.lexicon.states import System
from dragoman.query import codebook
from dragoman.query.cells import Cells
from dragoman.query.filters import Filters
from dragoman.query.frame import SIZES, Frame, Shape, end_of, floor
from dragoman.query.records import check_text

if TYPE_CHECKING:
    import pyarrow as pa

Role = Literal["actor", "recipient", "any"]
_OUTSIDE = "outside of the days on which the archive's reports came out (--since, --until)"
UNITS = tuple(f"{unit}-{size}" for unit in ("dyad", "country") for size in SIZES)


@dataclass(frozen=True, slots=True)
class PanelOptions:
    """What a panel counts.

    `unit` is one of `UNITS`, `codes` the state system that makes the frame. `directed` tells who acts from who is
    acted on in a dyad; `role` whether a country's events are those that it does (`actor`), meets with (`recipient`),
    or either (`any`). `filters` choose the events; its days are widened to whole periods.
    Raises QueryError for a value that there is not.
    """

    unit: str = "dyad-month"
    codes: System = "iso3"
    directed: bool = True
    role: Role = "actor"
    filters: Filters = field(default=Filters(modality=("actual",)))

    def __post_init__(self) -> None:
        known = {"unit": UNITS, "codes": get_args(System), "role": get_args(Role)}
        for name, values in known.items():
            if getattr(self, name) not in values:
                raise QueryError(f"{name} is one of {', '.join(values)}, not {getattr(self, name)!r}")

    @property
    def shape(self) -> Shape:
        """What a unit of the panel is."""
        if self.unit.startswith("country"):
            return "country"
        return "directed" if self.directed else "undirected"

    @property
    def size(self) -> str:
        """Day, week, month or year."""
        return self.unit.partition("-")[2]


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel that can be read: the days from `first` through `last`, in `rows` rows, made of so many `events`.

    `left_out` counts the other events that were asked for, by reason; `notes` say what else its user should
    know, `made_of` coder and settings.
    """

    first: date
    last: date
    rows: int
    events: int
    left_out: Mapping[str, int]
    notes: tuple[str, ...]
    made_of: Mapping[str, str]
    reader: pa.RecordBatchReader


def panel(archive: Archive, options: PanelOptions | None = None, coder: str | None = None) -> pa.Table:
    """A panel as one table, by period and unit; see `opened` for its errors and docs/panel.md for its columns."""
    with opened(archive, options, coder) as found:
        return found.reader.read_all()


@contextmanager
def opened(archive: Archive, options: PanelOptions | None = None, coder: str | None = None) -> Iterator[Panel]:
    """A panel whose rows are made while they are read.

    `coder` is the short name or version of a coder (each article's newest coding without it). Raises QueryError where
    no event gives the panel a first and last day, ArchiveError (`damaged`) where a shard cannot be read.
    """
    wanted = options or PanelOptions()
    check_text(archive, wanted.filters)
    with archive.connect(coder) as base, query_errors(archive.folder):
        manifest_number = manifest_numbers(archive.folder).get("story_events")
        cells = Cells(base, wanted.codes, wanted.size, wanted.shape, wanted.role, stories=manifest_number is not None)
        frame = Frame(wanted.codes, wanted.size, wanted.shape, *_days(cells, wanted))
        inside = replace(wanted.filters, since=frame.first, until=frame.last)
        outside = cells.count(_widened(wanted)) - cells.count(inside)
        counts = cells.fill(inside)
        left_out = {**counts.left_out, **({_OUTSIDE: outside} if outside else {})}
        reader = _reader(frame, cells)
        notes = _notes(archive, manifest_number)
        made_of = codebook.made_of(base, wanted, frame.first, frame.last)
        yield Panel(frame.first, frame.last, frame.rows, counts.counted, left_out, notes, made_of, reader)


def _days(cells: Cells, options: PanelOptions) -> tuple[date, date]:
    """The first and last day: those asked for, else of the events, as far as the archive's reports reach."""
    since, until = options.filters.since, _countable(options.filters.until)
    if since is None or until is None:
        low, high = _within(*cells.days(_widened(options)), *cells.coverage())
        since, until = since or low, until or _countable(high)
    if since is None or until is None:
        raise QueryError("no event gives the panel its first and last day: say them with --since and --until")
    if until < since:
        raise QueryError(f"the last day, {until}, is before the first, {since}")
    return since, until


def _widened(options: PanelOptions) -> Filters:
    """The events asked for; the first and last period that are asked for in part are there as a whole."""
    since, until = options.filters.since, options.filters.until
    return replace(
        options.filters, since=since and floor(since, options.size), until=until and end_of(until, options.size)
    )


def _within(
    low: date | None, high: date | None, first: date | None, last: date | None
) -> tuple[date | None, date | None]:
    """The days of events that reports cover; one report of former times makes no panel of centuries."""
    if low is None or high is None or first is None or last is None or high < first or last < low:
        return low, high
    return max(low, first), min(high, last)


def _countable(last: date | None) -> date | None:
    """The last day, if there are days after its period: programs write the last of all for one they do not know."""
    if last is not None and last.year == date.max.year:
        raise QueryError(f"the last day, {last}, is too late for a panel: say an earlier one with --until")
    return last


def _notes(archive: Archive, manifest_number: int | None) -> tuple[str, ...]:
    if manifest_number is None:
        return (f"n_stories is empty; `dragoman reconcile {archive.folder}` finds the stories",)
    if manifest_number != archive.manifest.number:
        return (f"stories are out of date; `dragoman reconcile {archive.folder}` brings them up to date",)
    return ()


def _reader(frame: Frame, cells: Cells) -> pa.RecordBatchReader:
    import pyarrow as pa

    def batches() -> Iterator[pa.RecordBatch]:
        for low, high in frame.chunks():
            yield pa.record_batch(frame.units(low, high) | cells.columns(frame, low, high))

    found = batches()
    first = next(found)
    return pa.RecordBatchReader.from_batches(first.schema, chain([first], found))
