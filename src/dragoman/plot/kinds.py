"""The kinds of picture, and the one way to make any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.archive import Archive
from dragoman.archive.files import query_errors
from dragoman.errors import ExtraError, QueryError
from dragoman.plot import dyad, ledgers, maps, networks, panels, timeline, types
from dragoman.plot.asking import SIZES, Asked, actual
from dragoman.query.filters import Day, Filters, last_day
from dragoman.query.records import check_text

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of picture: the rows behind it, and how they are drawn."""

    rows: Callable[[Asked], pa.Table]
    draw: Callable[[pa.Table, Asked], Any]


KINDS: Mapping[str, Kind] = {
    "timeline": Kind(timeline.rows, timeline.draw),
    "dyad": Kind(dyad.rows, dyad.draw),
    "map": Kind(maps.rows, maps.draw),
    "network": Kind(networks.rows, networks.draw),
    "types": Kind(types.rows, types.draw),
    "ledger": Kind(ledgers.rows, ledgers.draw),
    "panel": Kind(panels.rows, panels.draw),
}
"""The kinds by name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart and the rows that it shows."""

    chart: Any
    table: pa.Table


def plot(
    archive: Archive, kind: str = "timeline", filters: Filters | None = None, *, by: str | None = None,
    as_of: Day | None = None, top: int | None = None, coder: str | None = None,
) -> Any:  # fmt: skip
    """An Altair chart of an archive, which can be changed further; see `picture`."""
    return picture(archive, kind, filters, by=by, as_of=as_of, top=top, coder=coder).chart


def picture(
    archive: Archive, kind: str = "timeline", filters: Filters | None = None, *, by: str | None = None,
    as_of: Day | None = None, top: int | None = None, coder: str | None = None,
) -> Picture:  # fmt: skip
    """A chart of one of `KINDS` with its rows.

    Without a modality only events that happened count. `by` is `day`, `week`, `month` or `year` (a fitting one without
    it), `as_of` the day of a ledger (today), `top` how many countries, pairs or entries are shown.
    Raises QueryError for what cannot be meant or leaves nothing to draw, ExtraError without `dragoman[plot]`.
    """
    if kind not in KINDS:
        raise QueryError(f"no kind of picture {kind!r}: there are {', '.join(KINDS)}")
    if by is not None and by not in SIZES:
        raise QueryError(f"by is one of {', '.join(SIZES)}, not {by!r}")
    _check()
    wanted = filters or Filters()
    check_text(archive, wanted)
    with archive.connect(coder) as base, query_errors(archive.folder):
        day = last_day(as_of) or date.today()
        asked = Asked(archive, base, wanted if kind == "ledger" else actual(wanted), by, day, top, coder)
        table = KINDS[kind].rows(asked)
        if not table.num_rows:
            raise QueryError("there is nothing to draw: no record is left with these filters")
        return Picture(KINDS[kind].draw(table, asked), table)


def _check() -> None:
    try:
        import altair  # noqa: F401 - only whether it is there
        import vl_convert  # noqa: F401
    except ModuleNotFoundError as error:
        raise ExtraError(
            f"{error.name} is not installed: pip install 'dragoman[plot]' brings what pictures need"
        ) from error
