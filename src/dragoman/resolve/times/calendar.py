"""Days, weeks, months and longer periods as TIMEX3 values with the first and last day that they cover."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

WEEK = timedelta(days=7)
RANK = {
    "minute": 0,
    "day": 1,
    "weekend": 2,
    "week": 2,
    "month": 3,
    "season": 4,
    "quarter": 4,
    "half": 5,
    "year": 6,
}
"""How fine a period is; decades and centuries are coarser than a year."""

UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
"""The value of a period of which only the kind is known."""

LENGTH = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
MULTIPLES = {
    "night": ("D", 1),
    "weekend": ("D", 2),
    "fortnight": ("W", 2),
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "millennium": ("Y", 1000),
}
VAGUE_LENGTH = {"decade": "PXDE", "century": "PXCE", "night": "PXD", "weekend": "PXW", "fortnight": "PXW"}


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means."""

    text: str
    kind: str = "DATE"
    start: date | None = None
    end: date | None = None
    precision: str | None = None
    mod: str | None = None
    derived: bool = False
    """Told as a distance from another time, so that the next distance is not from here."""


def rank(unit: str) -> int:
    """How coarse a unit is, days first."""
    return RANK.get(unit, 7)


def unknown(unit: str) -> Value:
    """A period of a unit, which one cannot be told."""
    return Value(UNKNOWN.get(unit, "XXXX"), precision=unit)


def a_day(day: date) -> Value:
    """One day."""
    return Value(day.isoformat(), start=day, end=day, precision="day")


def period(unit: str, day: date) -> Value:
    """The calendar period of a unit that holds a day."""
    if unit == "day":
        return a_day(day)
    if unit in ("week", "weekend"):
        return _week(unit, day)
    if unit == "month":
        return months(f"{day:%Y-%m}", day.year, day.month, 1, "month")
    if unit == "quarter":
        return quarter(day.year, (day.month + 2) // 3)
    if unit == "half":
        return half(day.year, (day.month + 5) // 6)
    if unit == "year":
        return months(f"{day.year:04}", day.year, 1, 12, "year")
    size = 10 if unit == "decade" else 100
    first = day.year // size * size
    return years(f"{day.year:04}"[: 3 if size == 10 else 2], first, size, unit)


def _week(unit: str, day: date) -> Value:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    text = f"{year:04}-W{week:02}"
    if unit == "weekend":
        return Value(text + "-WE", start=monday + timedelta(days=5), end=monday + timedelta(days=6), precision="day")
    return Value(text, start=monday, end=monday + timedelta(days=6), precision="week")


def months(text: str, year: int, month: int, count: int, precision: str) -> Value:
    """A period of whole months."""
    last_year, last = divmod(year * 12 + month - 1 + count - 1, 12)
    end = date(last_year, last + 1, monthrange(last_year, last + 1)[1])
    return Value(text, start=date(year, month, 1), end=end, precision=precision)


def years(text: str, first: int, count: int, precision: str) -> Value:
    """A period of whole years."""
    return Value(text, start=date(first, 1, 1), end=date(first + count - 1, 12, 31), precision=precision)


def quarter(year: int, number: int) -> Value:
    """A quarter of a year, 1 to 4."""
    return months(f"{year:04}-Q{number}", year, number * 3 - 2, 3, "quarter")


def half(year: int, number: int) -> Value:
    """A half of a year, 1 or 2."""
    return months(f"{year:04}-H{number}", year, number * 6 - 5, 6, "half")


def season(year: int, letters: str, first_month: int) -> Value:
    """A season, by whole months; winter runs into the next year."""
    return months(f"{year:04}-{letters}", year, first_month, 3, "season")


def move(day: date, unit: str, count: int) -> date:
    """A day that many units later (earlier where negative); the day of the month is kept if it can be."""
    if unit in ("day", "night"):
        return day + timedelta(days=count)
    if unit in ("week", "weekend"):
        return day + count * WEEK
    if unit == "fortnight":
        return day + 2 * count * WEEK
    size = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + count * size, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    return monthrange(year, month)[1]


def weekday_near(day: date, weekday: int, direction: int, *, strict: bool = False) -> date:
    """The nearest weekday (ISO number) before (-1) or after (1) a day, which counts itself unless strict."""
    gap = (day.isoweekday() - weekday) % 7 if direction < 0 else (weekday - day.isoweekday()) % 7
    if gap == 0 and strict:
        gap = 7
    return day + timedelta(days=direction * gap)


def nearest(values: list[Value], today: date, direction: int, soon: int, *, strict: bool = False) -> Value | None:
    """Of periods in order, the one meant by a name that all share.

    That is the one which holds today, unless strict; else the next one where direction is 1 and the last one
    where it is -1; where it is 0 the last one too, unless the next one begins within `soon` days.
    """
    known = [(value, value.start, value.end) for value in values if value.start is not None and value.end is not None]
    for value, start, end in known:
        if start <= today <= end and not strict:
            return value
    back = [value for value, _, end in known if end < today]
    ahead = [(value, start) for value, start, _ in known if start > today]
    if ahead and (direction > 0 or not back or (direction == 0 and (ahead[0][1] - today).days <= soon)):
        return ahead[0][0]
    return back[-1] if back else None


def third(value: Value, mod: str) -> Value:
    """The first, middle or last third of a period, as `early` and `late` mean it."""
    if value.start is None or value.end is None or value.start == value.end:
        return replace(value, mod=mod)
    size = (value.end - value.start).days + 1
    cut = size // 3
    first, last = {"START": (0, cut - 1), "MID": (cut, size - cut - 1), "END": (size - cut, size - 1)}[mod]
    start = value.start + timedelta(days=first)
    return replace(value, mod=mod, start=start, end=value.start + timedelta(days=max(first, last)))


def edge(value: Value, mod: str) -> Value:
    """The first or last day of a period."""
    day = value.start if mod == "START" else value.end
    return replace(value, mod=mod, start=day, end=day)


def cut(value: Value, mod: str, day: date | None) -> Value:
    """The part of a period up to a day (`earlier this year`) or from it on (`later this year`)."""
    if day is None or value.start is None or value.end is None or not value.start <= day <= value.end:
        return replace(value, mod=mod)
    if mod == "START":
        return replace(value, mod=mod, end=day)
    return replace(value, mod=mod, start=day)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The nth weekday of a month; -1 is the last."""
    if which < 0:
        return weekday_near(date(year, month, monthrange(year, month)[1]), weekday, -1)
    return weekday_near(date(year, month, 1), weekday, 1) + (which - 1) * WEEK


def duration(count: str, unit: str) -> str:
    """An ISO 8601 duration; the count is a number or empty for one that is not told."""
    if not count:
        return VAGUE_LENGTH.get(unit) or _length("X", LENGTH[unit])
    number = float(count)
    letters, factor = MULTIPLES.get(unit) or (LENGTH[unit], 1)
    number *= factor
    if letters == "TH" and number != int(number):
        hours = f"{int(number)}H" if number > 1 else ""
        return f"PT{hours}{round((number - int(number)) * 60)}M"
    return _length(f"{number:g}" if number < 1e6 else str(int(number)), letters)


def _length(count: str, letters: str) -> str:
    return f"PT{count}{letters[1]}" if letters.startswith("T") else f"P{count}{letters}"
