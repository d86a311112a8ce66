"""Feasts and days with a name of their own."""

from __future__ import annotations

import re
from datetime import date

from dragoman.resolve.times import calendar
from dragoman.resolve.times.absolute import SOON, year_of
from dragoman.resolve.times.calendar import Value
from dragoman.resolve.times.context import Context
from dragoman.resolve.times.grammar import Shape, get


def read_feast(match: re.Match[str], context: Context) -> Value | None:
    """`Christmas Eve`, `Easter 2018`, `last Thanksgiving`, `Ramadan`, `Easter week`."""
    value, around = _feast(match, context), get(match, "around")
    if value is None or value.start is None or not around:
        return value
    return calendar.period(around, value.start)


def _feast(match: re.Match[str], context: Context) -> Value | None:
    capital = match["feast"][0].isupper() or match["feast"].startswith("the ")
    if not capital or context.is_title(match.end()):
        return None
    year = year_of(get(match, "year"), context)
    today = context.today()
    relation = get(match, "rel")
    shift = int(context.words.modifiers["relations"].get(relation, 0)) if relation else 0
    name = get(match, "feast")
    if year is None and today is None:
        return unknown_feast(name, context)
    if year is not None:
        return next(iter(feast(name, year, context)), None)
    assert today is not None  # noqa: S101
    days = sorted(
        (v for n in (-1, 0, 1) for v in feast(name, today.year + n, context)),
        key=lambda v: v.start or date.min,
    )
    return calendar.nearest(days, today, shift or max(0, context.direction(match.span())), SOON, strict=bool(shift))


def unknown_feast(name: str, context: Context) -> Value:
    """A feast of which the year is not known."""
    name = context.words.holidays["aliases"].get(name, name)
    fixed = context.words.holidays["fixed"].get(name)
    return Value(f"XXXX-{fixed}" if fixed else "XXXX-XX-XX", precision="day")


def feast(name: str, year: int, context: Context) -> list[Value]:
    """The days on which a feast fell in a year; a lunar feast may fall on none or two."""
    tables = context.words.holidays
    name = tables["aliases"].get(name, name)
    if name in tables["fixed"]:
        return [calendar.a_day(date.fromisoformat(f"{year:04}-{tables['fixed'][name]}"))]
    if name in tables["easter"]:
        return [calendar.a_day(calendar.move(calendar.easter(year), "day", tables["easter"][name]))]
    if name in tables["nth"]:
        return [calendar.a_day(calendar.nth_weekday(year, *tables["nth"][name]))]
    found = []
    for entry in tables["table"].get(name, ()):
        first, _, last = entry.partition("/")
        if first.startswith(f"{year:04}-"):
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
            found.append(Value(entry, start=start, end=end, precision="day"))
    return found


def read_named(match: re.Match[str], context: Context) -> Value | None:
    """`9/11`."""
    return calendar.a_day(date.fromisoformat(context.words.holidays["named"][get(match, "named")]))


SHAPES: tuple[Shape, ...] = (
    (r"(?:{rel} )?{feast}(?: (?P<around>weekend|week))?(?:,? (?:of )?{year})?", read_feast),
    (r"{named}", read_named),
)
