"""Which words of a report bear which part of which record, cut so that nothing overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model.record import Coding, Event, Position, Statement
from dragoman.model.text import Span

Record = Event | Statement | Position
KINDS: dict[type, str] = {Event: "event", Statement: "statement", Position: "position"}
_MAIN = {"event": "trigger", "statement": "content", "position": "content"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that bears a part of a record: its trigger, an actor, its date, …"""

    span: Span
    record: str
    part: str

    @property
    def token(self) -> str:
        """Record and part in one word."""
        return f"{self.record}.{self.part}"


@dataclass(frozen=True, slots=True)
class Segment:
    """Words under the same marks."""

    span: Span
    marks: tuple[Mark, ...]


def marks(record: Record) -> tuple[Mark, ...]:
    """All marks of a record."""
    parts = _event if isinstance(record, Event) else _statement if isinstance(record, Statement) else _position
    return tuple(Mark(span, record.id, part) for part, span in parts(record) if span)  # type: ignore[arg-type]


def _event(event: Event) -> Iterator[tuple[str, Span | None]]:
    yield "trigger", event.trigger
    yield "evidence", event.sentence
    for one in event.evidence:
        yield "trigger", one.trigger
        yield "evidence", one.sentence
    for part, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for party in parties:
            yield part, party.span
    yield "cue", event.modality_cue
    yield "date", event.date.span if event.date else None
    yield "place", event.place.span if event.place else None
    yield "source", event.attribution.source.span if event.attribution.source else None


def _statement(statement: Statement) -> Iterator[tuple[str, Span | None]]:
    for part, spans in (("content", statement.content), ("cue", statement.cue)):
        for span in spans:
            yield part, span
    yield "speaker", statement.speaker.span if statement.speaker else None
    yield "addressee", statement.addressee.span if statement.addressee else None
    yield "date", statement.date.span if statement.date else None
    yield "place", statement.place.span if statement.place else None


def _position(position: Position) -> Iterator[tuple[str, Span | None]]:
    yield "content", position.content
    yield "evidence", position.sentence
    yield "holder", position.holder.span
    for party in position.counterparts:
        yield "counterpart", party.span
    yield "condition", position.condition
    yield "exchange", position.exchange
    yield "deadline", position.deadline.span if position.deadline else None


def kind(record: Record) -> str:
    """`event`, `statement` or `position`."""
    return KINDS[type(record)]


def main(record: Record) -> Span:
    """The words that a record stands beside: its trigger, or the first stretch of its content."""
    if isinstance(record, Event):
        return record.trigger
    return record.content if isinstance(record, Position) else (record.content or record.cue or ((0, 0),))[0]


def is_main(mark: Mark, record: Record) -> bool:
    """Whether a mark shows where nothing is pointed at."""
    return mark.part == _MAIN[kind(record)]


def in_order(coding: Coding) -> tuple[Record, ...]:
    """All records in the order of the text; where two begin together the shorter one goes first."""
    every: list[Record] = [*coding.events, *coding.statements, *coding.positions]
    return tuple(sorted(every, key=lambda one: (main(one)[0], main(one)[1], kind(one), one.id)))


def segments(span: Span, found: Sequence[Mark]) -> tuple[Segment, ...]:
    """The stretch cut wherever a mark begins or ends in it; marks that lie elsewhere count for nothing."""
    start, end = span
    inside = [mark for mark in found if mark.span[0] < end and mark.span[1] > start]
    cuts = sorted({start, end, *(cut for mark in inside for cut in mark.span if start < cut < end)})
    over = _over(cuts, inside)
    return tuple(Segment(piece, tuple(over[piece[0]])) for piece in pairwise(cuts))


def _over(cuts: Sequence[int], found: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks over each piece, by where it begins."""
    over: dict[int, list[Mark]] = defaultdict(list)
    for mark in found:
        first, last = (bisect_left(cuts, place) for place in mark.span)
        for cut in cuts[first:last]:
            over[cut].append(mark)
    return over
