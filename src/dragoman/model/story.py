"""Decisions about records: what a person judged. Superseded by later ones, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same-as", "not-same-as", "wrong", "right", "met", "missed", "withdrawn"]

Status = Literal["evidence of fulfilment", "denied", "overdue", "due", "repeated", "open"]
"""How an entry of the ledger stands on a day, the strongest first; an entry may have several."""

QUESTIONS: dict[str, str] = {
    "same-as": "same", "not-same-as": "same", "wrong": "truth", "right": "truth", "met": "outcome",
    "missed": "outcome",
}  # fmt: skip
"""Which question a verdict answers; a later answer to the same question supersedes an earlier one."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about a record.

    `subject` is the id of a record (`ARTICLE/e1`) or article, `other` the second one of a pair. `wrong` may name
    the `field` that is wrong; without it the whole record is, and no view shows it. `withdrawn` takes the answer to
    `question` back. `at` is an ISO date-time. `coder` is the short name of the coder whose record was judged: another
    coder's record of the same id may be another event, and is not meant.
    """

    subject: str
    verdict: Verdict
    question: str
    other: str | None = None
    field: str | None = None
    reason: str | None = None
    by: str | None = None
    at: str | None = None
    coder: str | None = None
