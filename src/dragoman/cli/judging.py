"""`dragoman judge`: one decision about one record."""

from __future__ import annotations

from pathlib import Path

from dragoman.archive import Archive
from dragoman.cli.tables import printable
from dragoman.errors import QueryError
from dragoman.model.story import Verdict
from dragoman.reconcile import judge, withdraw


def run(
    folder: Path, subject: str, same_as: str | None, not_same_as: str | None, wrong: str | None, right: bool,
    met: bool, missed: bool, taken_back: bool, field: str | None, by: str | None,
) -> None:  # fmt: skip
    """Write the decision down and print it. Raises QueryError where not exactly one is made."""
    archive = Archive(folder)
    other = same_as or not_same_as
    if taken_back:
        if wrong or right or met or missed or (same_as and not_same_as):
            raise QueryError("--withdraw stands alone, or with --same-as ID or --not-same-as ID for a pair")
        for made in withdraw(archive, subject, other=other, by=by):
            print(printable(f"{made.subject}: no longer decided: {made.question}"))
        return
    verdict = _one(
        {"same-as": same_as, "not-same-as": not_same_as, "wrong": wrong, "right": right, "met": met, "missed": missed}
    )
    judge(archive, subject, verdict, other=other, field=field, reason=wrong, by=by)
    print(printable(" ".join(filter(None, (f"{subject}:", verdict, other, field)))))


def _one(given: dict[Verdict, str | bool | None]) -> Verdict:
    chosen = [verdict for verdict, value in given.items() if value]
    if len(chosen) != 1:
        raise QueryError("say one thing: --" + ", --".join(given) + " or --withdraw")
    return chosen[0]
