"""A person's decision about a record, checked and written down."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.archive import Archive
from dragoman.errors import QueryError
from dragoman.model.record import Event, Position, Statement
from dragoman.model.story import QUESTIONS, Judgement, Verdict
from dragoman.reconcile.ledger import renew
from dragoman.reconcile.reconcile import refresh

if TYPE_CHECKING:
    import duckdb

_FIELDS: dict[str, tuple[str, ...]] = {
    table: tuple(field.name for field in fields(record) if field.name != "id")
    for table, record in (("events", Event), ("statements", Statement), ("positions", Position))
}
_TABLES = {"articles": "article_id", "events": "id", "statements": "id", "positions": "id"}


def judge(
    archive: Archive, subject: str, verdict: Verdict, *, other: str | None = None, field: str | None = None,
    reason: str | None = None, by: str | None = None,
) -> Judgement:  # fmt: skip
    """Write down what a person decided; labels are right at once where the archive was reconciled before.

    Raises QueryError where a record is not there or cannot be judged so.
    """
    with archive.connect() as base:
        kind = _check(base, subject, verdict, other)
        _check_field(kind, verdict, field)
        hidden, coder = _is_wrong(base, subject), _coder(base, subject)
    made = Judgement(subject, verdict, QUESTIONS[verdict], other, field, reason, by, _now(), coder)
    archive.judge([made])
    if made.question == "same" or verdict == "wrong" or hidden:  # nothing else moves a label
        refresh(archive)
    if made.question == "same" and kind == "positions":
        renew(archive)
    return made


def withdraw(archive: Archive, subject: str, *, other: str | None = None, by: str | None = None) -> list[Judgement]:
    """Take back what was decided about a record, or with `other` about the pair. Raises QueryError where nothing was.

    The lines stay in the file; a further one says that they no longer count.
    """
    names = ", ".join(f'"{name}"' for name in Judgement.__dataclass_fields__)
    if other is None:
        where, values = "subject = ? AND other IS NULL", [subject]
    else:
        where, values = "(subject = ? AND other = ?) OR (subject = ? AND other = ?)", [subject, other, other, subject]
    with archive.connect() as base:
        rows = base.execute(f"SELECT {names} FROM verdicts WHERE {where} ORDER BY number", values).fetchall()
    if not rows:
        about = f"{subject} and {other}" if other else subject
        raise QueryError(f"nothing was decided about {about} that could be withdrawn")
    made = [replace(Judgement(*row), verdict="withdrawn", reason=None, by=by, at=_now()) for row in rows]
    archive.judge(made)
    refresh(archive)
    if other is not None:
        renew(archive)
    return made


def _check(base: duckdb.DuckDBPyConnection, subject: str, verdict: Verdict, other: str | None) -> str:
    kind = _kind(base, subject)
    if QUESTIONS[verdict] == "outcome" and kind != "positions":
        raise QueryError(f"{subject}: only positions (ARTICLE/p1) are {verdict}, this is one of the {kind}")
    if QUESTIONS[verdict] != "same":
        return kind
    if other is None or other == subject:
        raise QueryError(f"{subject}: name another record that is or is not the same")
    if _kind(base, other) != kind:
        raise QueryError(f"{subject} is one of the {kind}, {other} one of the {_kind(base, other)}: name two of a kind")
    if kind == "statements":
        raise QueryError(f"{subject}: only articles, events and positions are joined, this is one of the {kind}")
    return kind


def _check_field(kind: str, verdict: Verdict, field: str | None) -> None:
    if field is None:
        return
    known = _FIELDS.get(kind, ())
    if QUESTIONS[verdict] != "truth" or field not in known:
        what = f"{kind} have the fields {', '.join(known)}" if known else "articles have none to judge"
        raise QueryError(f"--field {field}: goes with --wrong or --right, and {what}")


def _kind(base: duckdb.DuckDBPyConnection, name: str) -> str:
    """The table that a record stands in, one that was judged wrong included."""
    for table, column in _TABLES.items():
        if base.execute(f"SELECT 1 FROM all_{table} WHERE {column} = ? LIMIT 1", [name]).fetchone():
            return table
    raise QueryError(f"no record or article {name!r} in this archive; ids look like ARTICLE/e1")


def _coder(base: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """Whose record it is, the newest one's of that name; articles are nobody's."""
    table = _kind(base, name)
    if table == "articles":
        return None
    newest = f"SELECT coder FROM all_{table} JOIN coders USING (coder) WHERE id = ? ORDER BY rank DESC LIMIT 1"
    found = base.execute(newest, [name]).fetchone()
    return str(found[0]) if found else None


def _is_wrong(base: duckdb.DuckDBPyConnection, name: str) -> bool:
    found = base.execute("SELECT 1 FROM verdicts WHERE subject = ? AND verdict = 'wrong'", [name])
    return found.fetchone() is not None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
