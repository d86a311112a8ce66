"""The ledger of an archive: what was demanded, offered, pledged, threatened, refused, alleged and denied, and what
was reported of it until a day. Whether a promise was kept is a person's judgement; nothing here says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import get_args

import duckdb
import pyarrow as pa

from dragoman import lexicon
from dragoman.archive import Archive
from dragoman.archive.derived import manifest_numbers
from dragoman.errors import ArchiveError, QueryError
from dragoman.model.story import Status
from dragoman.reconcile.entries import TABLES, build, sql

STATUSES: tuple[str, ...] = get_args(Status)
DUE_DAYS = 30
SMALL = 20_000
"""With no more positions than these a ledger is made at once where `reconcile` has not made it."""
_EVERYTHING = 2**62
_FEW = 1_000


def ledger(
    archive: Archive,
    as_of: date | str,
    actor: str | Sequence[str] | None = None,
    with_: str | Sequence[str] | None = None,
    act: str | None = None,
    status: str | None = None,
    due_days: int = DUE_DAYS,
    limit: int | None = None,
) -> pa.Table:
    """The entries of an archive as they stood on a day, one row each, what falls due next or fell due last first.

    Nothing published after `as_of` counts: no later telling, no evidence; nor does a later judgement of the outcome.
    It is a `date` or names one (`2019-04-25`; of a month or year the last day is meant).
    `actor` (of the holder) and `with_` (of a counterpart) are ISO 3166 alpha-3 codes of countries, alone or with a
    sector (`RUSMIL`), ids of actors, or parts of names; several mean any of them.
    `status` keeps the entries that have it among their `statuses`; `status` in the table is the first of them in
    the order of `STATUSES`. `evidence` are later records with kind, day, id, words, score and reasons; `verdict` what
    a person judged. Raises QueryError for an act, status or day that there is not; ArchiveError: `not-reconciled`
    where the archive is too large to be read for this question alone.
    """
    bearing = lexicon.load().bearing
    for value, known, what in ((act, bearing.acts, "act"), (status, STATUSES, "status")):
        if value is not None and value not in known:
            raise QueryError(f"no {what} {value!r} in a ledger; it has {', '.join(known)}")
    on = _day(as_of)
    with archive.connect() as base:
        _open(archive, base)
        asked = {"as_of": on, "actor": _several(actor), "counterpart": _several(with_), "act": act, "status": status}
        limits = {"due_days": due_days, "limit": _EVERYTHING if limit is None else limit}
        base.execute(sql("status"), asked | limits | {"awaited": list(bearing.awaited)})
        return base.sql(_among(base, sql("ledger")), params={"as_of": on}).to_arrow_table()


def _among(base: duckdb.DuckDBPyConnection, query: str) -> str:
    """The query for the chosen entries. Few are named by number, so that little of the files is read."""
    numbers = [number for (number,) in base.execute("SELECT number FROM chosen LIMIT ?", [_FEW + 1]).fetchall()]
    few = ", ".join(map(str, numbers)) or "NULL"
    return query.replace("/* chosen */", f"number IN ({few if len(numbers) <= _FEW else 'SELECT number FROM chosen'})")


def _several(value: str | Sequence[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _day(value: date | str) -> date:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    from dragoman.read.dates import day_of

    found = day_of(value, last=True)
    if found is None:
        raise QueryError(f"not a date: {value!r}; write it as 2019-04-25, 2019-04 or 2019")
    return found


def is_current(archive: Archive) -> bool:
    """Whether the ledger that `reconcile` made knows all that the archive holds now; true where none was made."""
    made = {name: number for name, number in manifest_numbers(archive.folder).items() if name in TABLES}
    return set(made.values()) <= {archive.manifest.number}


def renew(archive: Archive) -> None:
    """Make the ledger's tables anew with the judgements of now, where `reconcile` made them of all that there is.

    That of a large archive is left to the next `reconcile`.
    """
    if not manifest_numbers(archive.folder).keys() >= set(TABLES) or not is_current(archive):
        return
    with archive.connect() as base:
        small = _small(base)
    if small:
        archive.derive(build(archive), archive.manifest.number)


def _open(archive: Archive, base: duckdb.DuckDBPyConnection) -> None:
    """Views of the ledger's tables in this connection, without what was judged wrong since they were made."""
    made = manifest_numbers(archive.folder)
    there = made.keys() >= set(TABLES)
    if not there or not is_current(archive):
        if _small(base):
            for name, table in build(archive).items():
                base.register(f"made_{name}", table)
                base.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM made_{name}")
        elif not there:
            raise ArchiveError(f"no ledger was made of this archive: run dragoman reconcile {archive.folder}", "not-reconciled")  # fmt: skip  # noqa: E501
    base.execute(sql("right"))
    base.execute(sql("current").replace("/* entries */", sql("entries")))


def _small(base: duckdb.DuckDBPyConnection) -> bool:
    [row] = base.execute("SELECT count(*) FROM positions").fetchall()
    return bool(row[0] <= SMALL)
