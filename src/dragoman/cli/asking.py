"""`dragoman events`, `statements`, `positions` and `articles`: questions to an archive."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from dragoman.archive import Archive
from dragoman.cli import output
from dragoman.errors import ChoiceError
from dragoman.query import paging
from dragoman.query.filters import Filters
from dragoman.query.records import KINDS, ask
from dragoman.read.dates import day_of

SHOWN = {
    "events": ("day", "type", "modes", "modality", "actor_names", "recipient_names", "id", "sentence_words"),
    "statements": ("day", "act", "speaker_name", "addressee_name", "id", "content_words"),
    "positions": ("day", "act", "holder_name", "counterpart_names", "deadline_end", "id", "content_words"),
    "articles": ("published", "outlet", "article_id", "title"),
}
"""Columns for eyes; the last two, id and words, stand in a line of their own."""
_MOST = 50
"""Records that a terminal shows where nobody says how many."""
_NESTED = {"actors", "recipients", "speaker", "addressee", "holder", "counterparts", "evidence", "source", "notes"}


def run(
    kind: str, archive: Path, filters: Filters, columns: str | None, limit: int | None, coder: str | None,
    name: str | None, out: Path | None, sort: str | None = None,
) -> None:  # fmt: skip
    """Print the records asked for; a terminal shows the newest, and how many more there are."""
    name = output.format_of(name, out)
    chosen = tuple(part.strip() for part in columns.split(",")) if columns else _usual(kind, name)
    few = limit is None and name == "table" and out is None and sys.stdout.isatty()
    most, order = (_MOST, sort or "newest") if few else (limit, sort or "oldest")
    with ask(Archive(archive), KINDS[kind], filters, chosen, most, coder, order) as reader:
        painter = None if columns else output.cards(SHOWN[kind][-2], SHOWN[kind][-1])
        count = output.write(reader, name, out, painter)
    if not count:
        print(f"dragoman: no {kind} were found{_hint(Archive(archive), filters)}", file=sys.stderr)
    elif few and count == _MOST:
        with Archive(archive).connect(coder) as base:
            more = paging.count(base, KINDS[kind], filters) - count
        if more:
            print(
                f"dragoman: {more:,} more {kind}: --limit says how many to show, --out FILE takes all", file=sys.stderr
            )


def _hint(archive: Archive, filters: Filters) -> str:
    """What may have been meant by an outlet or a name that matches nothing."""
    with archive.connect() as base:
        for option, given, column in (("outlet", filters.outlet, "outlet"), ("actor", filters.actor, "name")):
            table = "articles" if option == "outlet" else "actors"
            names = base.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()  # noqa: S608 - our own names
            known = {str(name) for (name,) in names if name}
            for value in given:
                like = [name for name in sorted(known) if value.lower() in name.lower()]
                found = like or get_close_matches(value, known, 1)
                if found and value not in known:
                    return f"; --{option} {value}: did you mean {found[0]}?"
    return ""


def _usual(kind: str, name: str) -> Sequence[str]:
    if name == "table":
        return SHOWN[kind]
    every = KINDS[kind].columns
    return [column for column in every if column not in _NESTED] if name in ("csv", "xlsx") else every


def filters(
    *, since: str | None = None, until: str | None = None, text: str | None = None, central: bool = False,
    min_confidence: float | None = None, one_a_day: bool = False, **values: list[str] | None,
) -> Filters:  # fmt: skip
    """The filters that options come to. Raises ChoiceError for a date that is none."""
    lists = {name: tuple(some) for name, some in values.items() if some}
    return Filters(
        since=day(since), until=day(until, last=True), text=text, central=central, min_confidence=min_confidence,
        one_a_day=one_a_day, **lists,
    )  # fmt: skip


def day(value: str | None, last: bool = False) -> date | None:
    """The day that is meant; of a month or year the first, or the last."""
    if value is None:
        return None
    found = day_of(value, last)
    if found is None:
        raise ChoiceError(f"not a date: {value!r}; write it as 2019-04-25, 2019-04 or 2019")
    return found


def problems(archive: Path, name: str | None, out: Path | None) -> None:
    """Print what could not be read or coded."""
    name = output.format_of(name, out)
    columns = "source, stage, code, message" if name == "table" else "*"
    with Archive(archive).connect() as base:
        rows = base.sql(f"SELECT {columns} FROM problems ORDER BY source, problem_id")  # noqa: S608 - our own names
        output.write(rows.to_arrow_reader(10_000), name, out)
