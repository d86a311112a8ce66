"""When: time expressions with their TIMEX3 type and value, and the days that they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dragoman.lexicon.times import TimeWords
from dragoman.model.mention import Moment
from dragoman.model.text import Span
from dragoman.resolve.times import absolute, amounts, feasts, relative
from dragoman.resolve.times.calendar import Value
from dragoman.resolve.times.context import Context, Tense
from dragoman.resolve.times.grammar import Grammar, build, span_of

__all__ = ["TimeReader"]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


class TimeReader:
    """Finds time expressions with the words of one lexicon."""

    def __init__(self, words: TimeWords) -> None:
        self._words = words
        self._grammar = build(words, (*absolute.SHAPES, *feasts.SHAPES, *relative.SHAPES, *amounts.SHAPES))
        titles = "|".join(map(re.escape, sorted(words.calendar["ambiguous"]["person"])))
        self._may = re.compile(rf"\b(?i:{titles})\b\.? May\b")

    def find(
        self, text: str, published: str | None, *, sentences: Sequence[Span] = (), tense: Tense | None = None
    ) -> tuple[Moment, ...]:
        """The time expressions of a text, in order and without overlap.

        `published` is an ISO date or date-time, or only a year or month; without it what is told from the day of
        publication is found but not dated. `tense` says whether the clause that holds a span is in the `past` or
        `future`; words of the sentence decide where it is not given or says neither.
        """
        day, finest = published_day(published)
        seen: list[Value] = []
        names_may = self._may.search(text) is not None
        context = Context(text, self._words, day, finest, sentences, tense, seen, names_may)
        moments: list[Moment] = []
        for starts in self._grammar.stretches(text):
            for span, value in _read(starts, self._grammar, context):
                seen.append(value)
                moments.append(_moment(span, value))
        return tuple(moments)


def published_day(published: str | None) -> tuple[date | None, str]:
    """The first day that a date may mean, and how fine the date is."""
    match = _DATE.match(published or "")
    if match is None:
        return None, "day"
    year, month, day = match.groups()
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None, "day"
    return found, "day" if day else "month" if month else "year"


def _read(starts: tuple[int, ...], grammar: Grammar, context: Context) -> Iterator[tuple[Span, Value]]:
    free = 0
    for start in starts:
        if start < free:
            continue
        longest = grammar.longest(context.text, start)
        if longest is None:
            continue
        match, read = longest
        try:
            value = read(match, context)
        except (ValueError, ArithmeticError):  # no such number or day: `1/0 days`, `the year before 1 AD`
            value = None
        free = match.end()
        if value is not None:
            yield span_of(match), value


def _moment(span: Span, value: Value) -> Moment:
    return Moment(
        span=span,
        type=value.kind,
        value=value.text,
        start=value.start.isoformat() if value.start else None,
        end=value.end.isoformat() if value.end else None,
        precision=value.precision,
        mod=value.mod,
    )
