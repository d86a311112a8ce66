"""Publication dates in the forms that news and data carry, written as ISO 8601 with their precision."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from dragoman.model.text import Span
from dragoman.read.words import reading


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in ISO form and how fine it is: `year`, `month`, `day`, `minute` or `second`."""

    value: str
    precision: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    full: re.Pattern[str]
    clock_first: re.Pattern[str]
    day: re.Pattern[str]
    zones: dict[str, float]
    months: dict[str, int]


_ISO = re.compile(
    r"(?P<y>\d{4})(?:(?P<sep>[-/])(?P<m>\d\d)(?!\d)(?:(?P=sep)(?P<d>\d\d))?|(?P<lsep>[-/.])(?P<lm>\d{1,2})(?P=lsep)(?P<ld>\d{1,2})(?!\d)"
    r"|(?P<cm>\d\d)(?P<cd>\d\d)|-?W(?P<w>\d\d)-?(?P<wd>[1-7])|-(?P<o>\d{3}))?"
)
_ISO_TIME = re.compile(
    r"(?P<H>\d\d|\d(?=:))(?::?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,]\d+)?)?)?\s*(?P<z>[Zz]|[+-]\d\d(?::?\d\d)?|UTC|GMT)?"
)


def parse_date(text: str, order: str | None = None) -> Dated | None:
    """The date that a text consists of, or None where it is none.

    ISO 8601 (calendar, week and ordinal dates, with or without a time), RFC 2822 and the usual English forms; of a
    year in two figures, 69 to 99 are in the last century. Days written in figures alone, as in 03/04/2019, are read
    only where they can mean one thing, or by `order` (`dmy` or `mdy`) where that is known.
    """
    text = " ".join(text.split())
    if not text or len(text) > 80:
        return None
    found = _iso(text)
    if found:
        return found
    text = text.strip(" .,|-")
    match = _patterns().full.fullmatch(text) or _patterns().clock_first.fullmatch(text)
    return _written(match, order) if match else None


def figures_order(values: Iterable[str]) -> str | None:
    """Whether dates in figures alone put the day (`dmy`) or the month (`mdy`) first; None where none of them tells."""
    for value in values:
        match = re.match(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)(?!\d)", value)
        if match and (int(match[1]) > 12) != (int(match[2]) > 12):
            return "dmy" if int(match[1]) > 12 else "mdy"
    return None


def day_of(text: str, last: bool = False) -> date | None:
    """The day that a text means, of a month or year the first or the last; None where it is no date."""
    found = parse_date(text)
    if found is None:
        return None
    year, month, number = (*map(int, found.value[:10].split("-")), 0, 0)[:3]
    if not last:
        return date(year, month or 1, number or 1)
    month = month or 12
    return date(year, month, number or monthrange(year, month)[1])


def find_date(text: str, start: int = 0) -> tuple[Dated, Span] | None:
    """The date that begins exactly at `start`, with its span; later words are left alone."""
    end = min(len(text), start + 80)
    match = _patterns().full.match(text, start, end)
    found = _written(match) if match else None
    if match and found:
        return found, match.span()
    for stop in (25, 19, 16, 10):
        piece = text[start : start + stop]
        found = _iso(piece) if len(piece) == stop and not text[start + stop : start + stop + 1].isalnum() else None
        if found:
            return found, (start, start + stop)
    return None


@dataclass(frozen=True, slots=True)
class PartDate:
    """A month and day as a dateline gives them, with the year only where it is written."""

    month: int
    day: int
    year: int | None

    def resolve(self, published: str | None) -> str | None:
        """The ISO date, its year taken from the publication date where the words have none."""
        year = self.year or _nearest_year(self.month, self.day, published)
        try:
            return date(year, self.month, self.day).isoformat() if year else None
        except ValueError:
            return None


def find_day(text: str, start: int) -> tuple[PartDate, Span] | None:
    """The month and day that begin at `start`, with or without a year."""
    patterns = _patterns()
    match = patterns.day.match(text, start)
    if not match:
        return None
    month = patterns.months[(match["m1"] or match["m2"]).lower()]
    day = int(match["d1"] or match["d2"])
    year = match["y1"] or match["y2"]
    if not 1 <= day <= 31:
        return None
    return PartDate(month, day, int(year) if year else None), match.span()


def _nearest_year(month: int, day: int, published: str | None) -> int | None:
    if not published:
        return None
    year = int(published[:4])
    if len(published) < 7:
        return year
    base = date.fromisoformat(published[:10] if len(published) >= 10 else f"{published[:7]}-01")
    # The 28th stands for later days: which year is meant does not depend on whether the day exists in it.
    return min(range(year - 1, year + 2), key=lambda y: abs((date(y, month, min(day, 28)) - base).days))


def _iso(text: str) -> Dated | None:
    match = _ISO.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    try:
        day, precision = _iso_day(match)
        if not rest:
            return Dated(day, precision)
        clock = _ISO_TIME.fullmatch(rest.lstrip("Tt ,"))
        if precision != "day" or rest[0] not in "Tt ," or not clock:
            return None
        if not clock["M"]:
            return Dated(day, precision)
        moment = datetime.combine(
            date.fromisoformat(day),
            time(int(clock["H"]) % 24, int(clock["M"]), int(clock["S"] or 0), tzinfo=_offset(clock["z"])),
        )
        if clock["H"] == "24":
            moment += timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return Dated(moment.isoformat(timespec="seconds"), "second" if clock["S"] else "minute")


def _iso_day(match: re.Match[str]) -> tuple[str, str]:
    year = int(match["y"])
    if match["w"]:
        return date.fromisocalendar(year, int(match["w"]), int(match["wd"])).isoformat(), "day"
    if match["o"]:
        found = date(year, 1, 1) + timedelta(days=int(match["o"]) - 1)
        if found.year != year:
            raise ValueError("no such day in that year")
        return found.isoformat(), "day"
    month, day = match["m"] or match["lm"] or match["cm"], match["d"] or match["ld"] or match["cd"]
    found = date(year, int(month or 1), int(day or 1))
    if day:
        return found.isoformat(), "day"
    return (f"{year:04}-{month}", "month") if month else (f"{year:04}", "year")


def _offset(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(-shift if zone[0] == "-" else shift)
    hours = _patterns().zones.get(zone.upper())
    return None if hours is None else (UTC if hours == 0 else timezone(timedelta(hours=hours)))


def _written(match: re.Match[str], order: str | None = None) -> Dated | None:
    try:
        day = _written_day(match, order)
        clock, late = _written_time(match)
        if day is None or clock is None:
            return day
        value = datetime.combine(date.fromisoformat(day.value), clock) if day.precision == "day" else None
        value = value + timedelta(days=1) if value and late else value
    except (ValueError, OverflowError):
        return None
    has_seconds = match["S1"] or match["S2"]
    return Dated(value.isoformat(timespec="seconds"), "second" if has_seconds else "minute") if value else None


def _written_day(match: re.Match[str], order: str | None) -> Dated | None:
    found = match.groupdict()
    name = found["m1"] or found["m2"] or found.get("m3")
    year = _year(found["y1"] or found["y2"] or found.get("y3") or found.get("y4") or "")
    if name:
        month = _patterns().months[name.lower()]
        number = found["d1"] or found["d2"]
        if not number:
            return Dated(f"{year:04}-{month:02}", "month")
        return Dated(date(year, month, int(number)).isoformat(), "day")
    first, second = int(found["f1"] or 0), int(found["f2"] or 0)
    if found["dot"] == "." or first > 12 or first == second or (order == "dmy" and second <= 12):
        return Dated(date(year, second, first).isoformat(), "day")
    return Dated(date(year, first, second).isoformat(), "day") if second > 12 or order == "mdy" else None


def _year(digits: str) -> int:
    """The year, of one in two figures the nearer one as programs have it since POSIX."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 69 else 2000)


def _written_time(match: re.Match[str]) -> tuple[time | None, bool]:
    """The time of day, and whether it is the end of the day (24:00), which is the next day's beginning."""
    found = match.groupdict()
    for n in ("1", "2"):
        if found.get("H" + n) is None and found.get("X" + n) is None:
            continue
        military = found["X" + n]
        hour = int(military[:2] if military else found["H" + n])
        minute = int(military[2:] if military else found["M" + n] or 0)
        half = (found["p" + n] or found["q" + n] or "").lower().replace(".", "")
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        return time(
            hour % 24 if hour == 24 else hour, minute, int(found["S" + n] or 0), tzinfo=_offset(found["z" + n])
        ), hour == 24
    return None, False


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = reading()
    months, zones = dict(words.months), dict(words.zones)
    days = [*words.weekdays, *words.short_weekdays, *words.foreign_weekdays]
    weekday = rf"(?:(?:{_any(days)})\.?,?\s*)?"
    after = rf"(?:,?\s+(?:{_any(words.weekdays)})\b)?"
    names = _any(months)
    first, second = _clock(1, _any(zones)), _clock(2, _any(zones))
    gap = r"(?:\s*(?:,|\||-|–|—|·|\bat\b)\s*|\s+)"
    full = rf"(?:{first}{gap}(?:on\s+)?)?{weekday}{_day(names)}{after}(?:{gap}(?:at\s+)?{second})?"
    # As programs in C write it: Thu Jun 19 17:00:00 CEST 2014.
    clock_first = (
        rf"{weekday}{_month(1, names)}\s+(?P<d1>\d{{1,2}})\s+{first}\s+(?P<y1>\d{{4}})(?P<d2>)(?P<m2>)(?P<y2>)"
    )
    year = r"(?:,?\s+(?P<y{}>[12]\d{{3}})(?!\d))?"
    short = (
        rf"{weekday}(?:{_month(1, names)}\s*(?P<d1>\d{{1,2}}){_ORDINAL}(?!\d){year.format(1)}"
        rf"|(?P<d2>\d{{1,2}}){_ORDINAL}\s+{_month(2, names)}{year.format(2)})"
    )
    return _Patterns(re.compile(full, re.I), re.compile(clock_first, re.I), re.compile(short, re.I), zones, months)


_ORDINAL = "(?:st|nd|rd|th)?"
# A year in two figures: not the beginning of a time of day, nor of a longer number.
_SHORT_YEAR = r"\d\d(?!\d|[:.]\d|\s*[ap]\.?m\b)"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _month(n: int, names: str) -> str:
    return rf"(?P<m{n}>{names})(?![^\W\d_])\.?"


def _day(names: str) -> str:
    return (
        rf"(?:{_month(1, names)}\s*(?P<d1>\d{{1,2}}){_ORDINAL}(?!\d),?\s+(?P<y1>\d{{4}})"
        rf"|(?P<d2>\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s-]+{_month(2, names)},?[\s-]+'?(?P<y2>\d{{4}}|{_SHORT_YEAR})"
        rf"|{_month(3, names)},?\s+(?P<y3>\d{{4}})"
        rf"|(?P<f1>\d{{1,2}})(?P<dot>[./-])(?P<f2>\d{{1,2}})(?P=dot)(?P<y4>\d{{4}}|{_SHORT_YEAR}))(?!\d)"
    )


def _clock(n: int, zones: str) -> str:
    half = r"[ap]\.?m\b\.?"
    return (
        rf"(?:(?P<X{n}>[012]\d[0-5]\d)(?=\s*(?:GMT|UTC|hours|hrs))"
        rf"|(?P<H{n}>\d{{1,2}})(?:[:.](?P<M{n}>[0-5]\d)(?!\d)(?::(?P<S{n}>[0-5]\d))?(?:\s*(?P<p{n}>{half}))?"
        rf"|\s*(?P<q{n}>{half})))(?:\s*(?:hours|hrs)\b)?"
        rf"(?:\s*\(?(?P<z{n}>[+-]\d\d:?\d\d|(?:{zones})\b)\)?)?"
        # A zone whose letters stand for several zones is passed over: the time stays a local one.
        r"(?:\s*(?-i:\(?[A-Z]{2,5}\)?)(?![^\W_]))?"
    )
