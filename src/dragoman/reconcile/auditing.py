"""What people's judgements of a sample say: precision with its interval, overall and by type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from dragoman.model.story import Judgement

FIELDS = ("type", "actors", "recipients", "modality", "date", "place")
"""What of an event can be wrong alone."""
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Answer:
    """An event is right, wrong, or wrong in some fields."""

    right: bool
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1 with its 95 % interval after Wilson (1927)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """Judgements on a type, or on all: `precision` takes an event with a wrong field for wrong, `lenient` for right."""

    name: str
    judged: int
    right: int
    field_wrong: int
    precision: Share | None
    lenient: Share | None


@dataclass(frozen=True, slots=True)
class Report:
    """Lines overall and by type, and how often each field was wrong."""

    overall: Line
    types: tuple[Line, ...]
    fields: Mapping[str, int]


def answered(before: Mapping[str | None, str]) -> Answer | None:
    """The answer that verdicts on an event and its fields come to; None where there is none."""
    if before.get(None) == "wrong":
        return Answer(False)
    fields = tuple(field for field in FIELDS if before.get(field) == "wrong")
    if fields:
        return Answer(False, fields)
    return Answer(True) if before.get(None) == "right" else None


def judgements(
    subject: str, coder: str, answer: Answer, before: Mapping[str | None, str], by: str | None, at: str | None
) -> list[Judgement]:
    """The lines that record an answer to a coder's event; verdicts that it does not answer anew are taken back."""
    given: dict[str | None, str] = dict.fromkeys(answer.fields, "wrong")
    if not given:
        given = {None: "right" if answer.right else "wrong"}
    taken = [
        Judgement(subject, "withdrawn", "truth", field=f, by=by, at=at, coder=coder) for f in before if f not in given
    ]
    new = [
        Judgement(subject, "right" if verdict == "right" else "wrong", "truth", field=field, by=by, at=at, coder=coder)
        for field, verdict in given.items()
    ]
    return [*taken, *new]


def report(answers: Iterable[tuple[str, Answer]], population: Mapping[str, int] | None = None) -> Report:
    """What answers on events, each with its type, come to.

    With `population` (events by type) the sample was drawn with shares of its own for the types: the overall shares are
    weighted by the population's, with the effective sample size of Kish (1965) in their interval.
    """
    by_type: dict[str, list[Answer]] = {}
    for name, answer in answers:
        by_type.setdefault(name, []).append(answer)
    everything = [answer for some in by_type.values() for answer in some]
    lines = {name: _line(name, some) for name, some in sorted(by_type.items())}
    overall = _line("all", everything)
    if population is not None and everything:
        overall = _weighted(overall, lines.values(), population)
    fields = Counter(field for answer in everything for field in answer.fields)
    return Report(overall, tuple(lines.values()), {field: fields[field] for field in FIELDS if fields[field]})


def _line(name: str, answers: list[Answer]) -> Line:
    right, partly = sum(answer.right for answer in answers), sum(bool(answer.fields) for answer in answers)
    count = len(answers)
    if not count:
        return Line(name, 0, 0, 0, None, None)
    return Line(name, count, right, partly, wilson(right / count, count), wilson((right + partly) / count, count))


def _weighted(overall: Line, lines: Iterable[Line], population: Mapping[str, int]) -> Line:
    known = [line for line in lines if population.get(line.name)]
    total = sum(population[line.name] for line in known)
    shares = [(population[line.name] / total, line) for line in known]
    size = 1 / sum(share**2 / line.judged for share, line in shares)
    right = sum(share * line.right / line.judged for share, line in shares)
    partly = sum(share * line.field_wrong / line.judged for share, line in shares)
    return Line(
        overall.name, overall.judged, overall.right, overall.field_wrong, wilson(right, size),
        wilson(right + partly, size),
    )  # fmt: skip


def wilson(share: float, count: float) -> Share:
    """The 95 % score interval of a share of `count` draws (E. B. Wilson, JASA 22, 1927)."""
    spread = _Z**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(max(0.0, share * (1 - share)) / count + spread / (4 * count))
    return Share(share, max(0.0, middle - half), min(1.0, middle + half))
