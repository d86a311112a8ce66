"""Scores of codings against gold reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Literal, TypeVar

from dragoman.errors import GoldError
from dragoman.evaluate.gold import GoldEvent, GoldPosition, GoldReport, GoldStatement
from dragoman.evaluate.matching import (
    Pairs,
    pair_events,
    pair_positions,
    pair_statements,
    same_modality,
    same_parties,
    same_speaker,
)
from dragoman.model.record import Coding, Event, Position, Statement

Kind = Literal["event", "position", "statement"]
Gold = TypeVar("Gold", GoldEvent, GoldPosition, GoldStatement)
Ours = TypeVar("Ours", Event, Position, Statement)


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold record that no coding has (`missed`), or a coded record that no reader made (`extra`)."""

    report: str
    kind: Kind
    fault: Literal["missed", "extra"]
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares between 0 and 1; None where there was nothing to measure.

    `parties`, `modality` and `date` are over paired events, `deadline` over paired positions, `speaker` over
    paired statements. Records that are possible but not required count for precision only.
    """

    event_precision: float | None
    event_recall: float | None
    event_f1: float | None
    central_recall: float | None
    parties: float | None
    modality: float | None
    date: float | None
    position_precision: float | None
    position_recall: float | None
    position_f1: float | None
    deadline: float | None
    statement_precision: float | None
    statement_recall: float | None
    statement_f1: float | None
    speaker: float | None
    misses: tuple[Miss, ...] = ()

    def measures(self) -> dict[str, float | None]:
        """The scores by name, without the misses."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "misses"}


def score(gold: Iterable[GoldReport], codings: Iterable[Coding]) -> Scores:
    """Compare codings with gold reports of the same id; a report without a coding counts as read in vain.

    Raises `GoldError` where a coding was made from another text, since its spans would mean nothing.
    """
    by_id = {coding.id: coding for coding in codings}
    book = _Book()
    for report in gold:
        coding = by_id.get(report.id)
        if coding is not None and coding.article.text != report.text:
            raise GoldError(f"the coding of {report.id!r} was made from another text than the gold report's")
        _score_events(book, report, coding.events if coding else ())
        _score_positions(book, report, coding.positions if coding else ())
        _score_statements(book, report, coding.statements if coding else ())
    return _summary(book.count, book.misses)


@dataclass(frozen=True, slots=True)
class _Book:
    """What one scoring has counted so far."""

    count: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)

    def enter(self, kind: Kind, report: GoldReport, ours: Sequence[Ours], golds: Sequence[Gold], pairs: Pairs) -> None:
        """Book what was found, missed and made up among one report's records of a kind."""
        told, found = {mine for mine, _ in pairs}, {theirs for _, theirs in pairs}
        self.count[f"{kind} said"] += len(ours)
        self.count[f"{kind} right"] += len(pairs)
        for at, gold in enumerate(golds):
            self.count[f"{kind} wanted"] += gold.required
            self.count[f"{kind} found"] += gold.required and at in found
            if gold.required and at not in found:
                self.misses.append(Miss(report.id, kind, "missed", _label(gold), _quote(report, gold)))
        self.misses.extend(
            Miss(report.id, kind, "extra", _label(record), _quote(report, record))
            for at, record in enumerate(ours)
            if at not in told
        )


def _score_events(book: _Book, report: GoldReport, ours: Sequence[Event]) -> None:
    pairs = pair_events(ours, report.events, report.text)
    book.enter("event", report, ours, report.events, pairs)
    found = {theirs for _, theirs in pairs}
    central = [at for at, gold in enumerate(report.events) if gold.required and gold.central]
    book.count["central"] += len(central)
    book.count["central found"] += sum(at in found for at in central)
    for mine, theirs in pairs:
        event, gold = ours[mine], report.events[theirs]
        book.count["parties"] += same_parties(event, gold)
        book.count["modality"] += same_modality(event, gold)
        if gold.date:
            book.count["dated"] += 1
            book.count["date"] += event.date is not None and event.date.start.startswith(gold.date)


def _score_positions(book: _Book, report: GoldReport, ours: Sequence[Position]) -> None:
    pairs = pair_positions(ours, report.positions, report.text)
    book.enter("position", report, ours, report.positions, pairs)
    for mine, theirs in pairs:
        wanted, deadline = report.positions[theirs].deadline, ours[mine].deadline
        if wanted:
            book.count["deadlines"] += 1
            book.count["deadline"] += deadline is not None and (deadline.end or "").startswith(wanted)


def _score_statements(book: _Book, report: GoldReport, ours: Sequence[Statement]) -> None:
    pairs = pair_statements(ours, report.statements, report.text)
    book.enter("statement", report, ours, report.statements, pairs)
    for mine, theirs in pairs:
        book.count["speaker"] += same_speaker(ours[mine], report.statements[theirs], report.text)


def _label(record: Gold | Ours) -> str:
    return record.type if isinstance(record, Event | GoldEvent) else record.act


def _quote(report: GoldReport, record: Gold | Ours) -> str:
    if isinstance(record, GoldEvent):
        span = record.evidence[0]
    elif isinstance(record, GoldPosition | GoldStatement):
        span = record.evidence
    elif isinstance(record, Statement):
        span = record.content[0]
    else:
        span = record.sentence
    return report.text[span[0] : span[1]]


def _summary(count: Counter[str], misses: Sequence[Miss]) -> Scores:
    return Scores(
        *_prf(count, "event"),
        _share(count["central found"], count["central"]),
        _share(count["parties"], count["event right"]),
        _share(count["modality"], count["event right"]),
        _share(count["date"], count["dated"]),
        *_prf(count, "position"),
        _share(count["deadline"], count["deadlines"]),
        *_prf(count, "statement"),
        _share(count["speaker"], count["statement right"]),
        misses=tuple(misses),
    )


def _prf(count: Counter[str], kind: str) -> tuple[float | None, float | None, float | None]:
    precision = _share(count[f"{kind} right"], count[f"{kind} said"])
    recall = _share(count[f"{kind} found"], count[f"{kind} wanted"])
    if precision is None and recall is None:
        return None, None, None
    both = (precision or 0.0) + (recall or 0.0)
    return precision, recall, 2 * (precision or 0.0) * (recall or 0.0) / both if both else 0.0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
