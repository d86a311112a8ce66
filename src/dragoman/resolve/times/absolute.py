"""Dates that name their place in the calendar: days, months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.resolve.times import calendar
from dragoman.resolve.times.calendar import Value
from dragoman.resolve.times.context import Context
from dragoman.resolve.times.grammar import Shape, get

SOON = 60
COUNTED = re.compile(
    r"\s*(?:%|percent|per cent|km|miles|meters|metres|feet|tons|tonnes|GMT|hours|UTC)"
    r"|-(?!era|style|present|\d)[a-z]|['’]?\d"
)
LED = re.compile(
    r"\b(?:in|since|by|until|till|before|after|from|of|the|during|to|and|between|early|late|mid)[\s-]*$",
    re.IGNORECASE,
)
PIVOT = 2020
"""Where nothing says when a text is from, a year of two digits is the one nearest to this."""
AHEAD = 100
"""How many days a month or day without a year may lie ahead before the one of the year before is meant."""


def year_of(words: str, context: Context) -> int | None:
    """A year in four digits, or in words as spoken (`nineteen ninety-four`)."""
    if not words:
        return None
    if words.isdigit():
        return int(words)
    return 1900 + int(context.words.number(words.split(maxsplit=1)[1]))


def whole_year(digits: int, context: Context) -> int:
    """A year of two digits: the nearest to publication."""
    today = context.today("year")
    around = today.year if today else PIVOT
    return min((1900 + digits, 2000 + digits), key=lambda year: abs(year - around))


def shaped(match: re.Match[str], value: Value | None, context: Context) -> Value | None:
    """A value as its modifiers cut it: `early`, `the end of`, `later`."""
    if value is None:
        return None
    modifiers = context.words.modifiers
    if word := get(match, "third").strip("- "):
        return calendar.third(value, modifiers["thirds"][word])
    if word := re.sub(r"^(?:about|around|as early as) ", "", get(match, "edge")):
        return calendar.edge(value, modifiers["edges"][word])
    if word := get(match, "cut"):
        return calendar.cut(value, modifiers["cuts"][word], context.today())
    return value


def nearest_year(context: Context, match: re.Match[str], month: int, day: int | None = None) -> int | None:
    """The year of a month or day told without one: the nearest, mostly looking back."""
    unit = "day" if day else "month"
    today = context.today(unit)
    if today is None:
        return None
    years = [
        year for year in (today.year - 1, today.year, today.year + 1) if (day or 1) <= calendar.days_in(year, month)
    ]
    days = [calendar.period(unit, date(year, month, day or 1)) for year in years]
    # A clause may look back and still name a day close ahead (`called a vote on June 3`), or the other
    # way round (`will pay for the storm of March 2`): tense moves the limit, it does not decide.
    limits = {-1: AHEAD if day else AHEAD // 3, 0: AHEAD, 1: 2 * AHEAD}
    limit = 0 if context.leads(match.start()) < 0 else limits[context.direction(match.span())]
    chosen = calendar.nearest(days, today, 0, limit)
    return chosen.start.year if chosen is not None and chosen.start is not None else None


def day_value(match: re.Match[str], context: Context) -> Value | None:
    """A month and day, with a year or the nearest one."""
    month, day = context.words.calendar["months"][get(match, "month")], int(get(match, "day"))
    year = year_of(get(match, "year"), context)
    if year is None:
        year = nearest_year(context, match, month, day)
    if year is None:
        return Value(f"XXXX-{month:02}-{day:02}", precision="day") if 0 < day < 32 else None
    if not 0 < day <= calendar.days_in(year, month):
        return Value(f"{year:04}-{month:02}-{day:02}")
    return calendar.a_day(date(year, month, day))


def read_stamp(match: re.Match[str], context: Context) -> Value | None:
    """`2019-04-25`, with or without a time of day."""
    try:
        value = calendar.a_day(date.fromisoformat(match["iso"]))
    except ValueError:
        return Value(match["iso"])
    if get(match, "hour") and int(match["hour"]) < 25 and int(match["minute"]) < 60:
        return at_clock(value, f"T{match['hour']}:{match['minute']}")
    return value


def read_slashed(match: re.Match[str], context: Context) -> Value | None:
    """`4/25/2019` and `25.04.2019`; where both orders are possible, the one nearer to publication."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if year < 100:
        year = whole_year(year, context)
    dates = []
    for month, day in ((one, two), (two, one)):
        if 1 <= month <= 12 and 1 <= day <= calendar.days_in(year, month):
            dates.append(date(year, month, day))
    if not dates:
        return None
    today = context.today()
    if today is not None:
        dates.sort(key=lambda day: abs((day - today).days))
    return calendar.a_day(dates[0])


def read_short(match: re.Match[str], context: Context) -> Value | None:
    """`19-Nov-12`, `13.03.21`: the day first; a year of two digits is the one nearest to publication."""
    day, year = int(get(match, "day")), int(get(match, "year"))
    month = context.words.calendar["months"].get(get(match, "month")) or int(get(match, "two") or 0)
    if year < 100:
        year = whole_year(year, context)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.days_in(year, month):
        return None
    return calendar.a_day(date(year, month, day))


def read_range(match: re.Match[str], context: Context) -> Value | None:
    """`May 10 to 12`: one time from the first day to the last."""
    first = day_value(match, context)
    last = None if first is None else _later_day(first, int(get(match, "until")))
    if first is None or last is None:
        return first
    return Value(f"{first.text}/{last.text}", start=first.start, end=last.end, precision="day")


def _later_day(first: Value, day: int) -> Value | None:
    """A later day of the same month."""
    if first.start is None:
        known = re.fullmatch(r"XXXX-\d\d-\d\d", first.text) and int(first.text[8:]) < day < 32
        return Value(f"{first.text[:8]}{day:02}", precision="day") if known else None
    if not first.start.day < day <= calendar.days_in(first.start.year, first.start.month):
        return None
    return calendar.a_day(first.start.replace(day=day))


def read_first_day(match: re.Match[str], context: Context) -> Value | None:
    """The `24` of `24 and 25 April`."""
    return day_value(match, context)


def read_second_day(match: re.Match[str], context: Context) -> Value | None:
    """The `25` of `April 24 and 25`."""
    leading = context.seen[-1] if context.seen else None
    return None if leading is None or leading.precision != "day" else _later_day(leading, int(get(match, "day")))


def read_month(match: re.Match[str], context: Context) -> Value | None:
    """A month, with a year, a relation (`last May`) or the nearest one."""
    words = context.words.calendar
    name = get(match, "month")
    month = words["months"][name]
    told = get(match, "year") or get(match, "yearrel") or get(match, "rel")
    if not told and not _is_month(match, name, context):
        return None
    year = year_of(get(match, "year"), context)
    today = context.today("month")
    if year is None and today is None:
        return shaped(match, Value(f"XXXX-{month:02}", precision="month"), context)
    if year is None and today is not None:
        year = _related_year(match, context, month, today)
    return shaped(match, calendar.period("month", date(year or 1, month, 1)), context)


def _related_year(match: re.Match[str], context: Context, month: int, today: date) -> int | None:
    relations = context.words.modifiers["relations"]
    if word := get(match, "yearrel"):
        return today.year + int(relations[word])
    if word := get(match, "rel").removeprefix("the "):
        shift = int(relations[word])
        if shift < 0:
            return today.year if month < today.month else today.year - 1
        return today.year if shift == 0 or month > today.month else today.year + 1
    return nearest_year(context, match, month)


def _is_month(match: re.Match[str], name: str, context: Context) -> bool:
    """Whether a bare month name is a month: not a person, a march, or part of another name."""
    if not match["month"][0].isupper() or context.is_title(match.end()) or (len(name) == 3 and name != "may"):
        return False
    ambiguous = context.words.calendar["ambiguous"]
    leading = re.search(r"([\w.]+)[\s(\"“'‘-]*$", context.before(match.start("month")))
    word = leading[1].rstrip(".") if leading else ""
    if name in ambiguous["months"]:
        person = set(ambiguous["person"])
        if word.lower() in person:
            return False
        proven = word.lower() in ambiguous["proof"] or any(get(match, key) for key in ("third", "edge"))
        if name == "may":
            weak = word.lower() in ambiguous["weak"]
            return proven or (weak and not context.names_may)
        return proven or (
            (word.islower() or word in ("The", "A"))
            and not re.match(r" (?:for|on|against) ", context.after(match.end()))
        )
    return word.islower() or not word or word.lower() in ambiguous["proof"] or not word[0].isalpha()


def read_year(match: re.Match[str], context: Context) -> Value | None:
    """A bare year, unless it looks like a count."""
    words = get(match, "year")
    year = year_of(words, context)
    leading, following = context.before(match.start("year"), 20), context.after(match.end())
    if year is None or re.search(r"(?:[$£€#№/:]|\b(?:No|than|some|about|around|nearly)\b\.?)\s*-?$|\d[.,-]$", leading):
        return None
    if COUNTED.match(following):
        return None
    led = LED.search(leading)
    plural = re.match(r"\s+(?:[a-z]+ )?[a-z]+s\b", following)
    if not led and ((plural and (year < 1900 or year % 100 == 0)) or year < 1600):
        return None
    if led and plural and year < 1800:
        return None
    value = calendar.period("year", date(year, 1, 1))
    if get(match, "fiscal"):
        value = replace(value, start=None, end=None)  # which days it covers depends on whose it is
    return shaped(match, value, context)


def read_years(match: re.Match[str], context: Context) -> Value | None:
    """`2014-15` and `1979-1981`: one time from the first year to the last."""
    first, tail = int(get(match, "year")), get(match, "until")
    last = int(str(first)[: 4 - len(tail)] + tail)
    if not first < last < first + 100:
        return None
    return calendar.years(f"{first}/{last}", first, last - first + 1, "year")


def read_decade(match: re.Match[str], context: Context) -> Value | None:
    """`the early 1990s`, `the '80s`, `the nineties`."""
    word = get(match, "decade").rstrip("s").rstrip("'").lstrip("'")
    named = context.words.numbers["decades"].get(word + "s") or context.words.numbers["decades"].get(
        get(match, "decade")
    )
    first = int(named) * 10 if named else int(word if len(word) == 4 else "19" + word)
    if len(word) == 2 and first < 1920:
        first += 100
    return shaped(match, calendar.period("decade", date(first, 1, 1)), context)


def read_century(match: re.Match[str], context: Context) -> Value | None:
    """`the 20th century`."""
    number = ordinal(get(match, "ordinal"), context)
    if number is None or number > 30:
        return None
    value = calendar.years(f"{number - 1:02}", max(1, (number - 1) * 100), 100, "century")
    return shaped(match, value, context)


def ordinal(word: str, context: Context) -> int | None:
    """`third` and `3rd` as 3."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    found = context.words.numbers["ordinals"].get(word)
    return None if found is None else int(found)


def read_quarter(match: re.Match[str], context: Context) -> Value | None:
    """`the third quarter of 1984`, `Q3 2019`, `fourth-quarter`, `the last half of 1989`."""
    parts = 2 if get(match, "size") == "half" else 4
    word = get(match, "ordinal")
    number = parts if word in ("last", "final", "latter") else ordinal(word, context)
    if number is None or not 0 < number <= parts:
        return None
    year = year_of(get(match, "year"), context)
    today = context.today("quarter")
    if year is None and (relation := get(match, "yearrel")) and today is not None:
        year = today.year + int(context.words.modifiers["relations"].get(relation, 0))
    make = calendar.half if parts == 2 else calendar.quarter
    if year is not None:
        return make(year, number)
    if today is None:
        return Value(f"XXXX-{'H' if parts == 2 else 'Q'}{number}", precision=get(match, "size"))
    value = make(today.year, number)
    if value.start is not None and value.start > today and context.direction(match.span()) <= 0:
        soon = (value.start - today).days <= AHEAD
        return value if soon and context.direction(match.span()) == 0 else make(today.year - 1, number)
    return value


def read_season(match: re.Match[str], context: Context) -> Value | None:
    """`the winter of 1994`, `last fall`, `this summer`."""
    if context.is_title(match.end()):
        return None
    letters, first = context.words.calendar["seasons"][get(match, "season")]
    year = year_of(get(match, "year"), context)
    today = context.today("season")
    if year is None and today is None:
        return shaped(match, Value(f"XXXX-{letters}", precision="season"), context)
    if today is not None and (relation := get(match, "yearrel")):
        year = today.year + int(context.words.modifiers["relations"][relation])
    if year is not None:
        return shaped(match, calendar.season(year, letters, first), context)
    assert today is not None  # noqa: S101
    shift = int(context.words.modifiers["relations"].get(get(match, "rel"), 0))
    here = [calendar.season(today.year + n, letters, first) for n in (-2, -1, 0, 1)]
    if get(match, "rel") and not shift:
        return shaped(match, here[2], context)
    direction = shift or context.direction(match.span())
    return shaped(match, calendar.nearest(here, today, direction, SOON, strict=bool(shift)), context)


def at_clock(day: Value, clock: str) -> Value:
    """A time of day on a day."""
    return replace(day, text=f"{day.text}{clock}", kind="TIME", precision="minute" if ":" in clock else "day")


FISCAL = r"(?P<fiscal>(?:the )?(?:fiscal|financial)(?: year)?,? )"
UNTIL = r" ?(?:-|–|—|to|through|until) ?(?P<until>[0-3]?\d)(?:st|nd|rd|th)?"
WHICH = r"(?P<ordinal>first|second|third|fourth|final|last|latter|1st|2nd|3rd|4th)(?: |-)(?P<size>quarter|half)"
NO_PART = r"(?![\w-]|(?<=half)(?: of(?! \d| the (?:year|season)| last| this| next)| an?| hour|-))"
"""What makes a quarter or half a part of something else than a year."""
SHAPES: tuple[Shape, ...] = (
    (
        r"(?P<iso>\d{4}-\d\d-\d\d)(?:(?:T|\s)(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
        read_stamp,
    ),
    (
        r"(?P<one>\d{1,2})(?P<dot>[/.])(?P<two>\d{1,2})(?P=dot)(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\w/])",
        read_slashed,
    ),
    (r"(?<![\w.-])(?P<day>[0-3]?\d)-{month}-(?P<year>(?:19|20)?\d\d)(?![\w-])", read_short),
    (r"(?<![\w.])(?P<day>[0-3]\d)\.(?P<two>[01]\d)\.(?P<year>\d\d)(?!\w|\.\d)", read_short),
    (r"{month} {dayno}" + UNTIL + r"(?![\w%]|[,.]\d)(?:,? {year})?", read_range),
    (r"(?:the )?{dayno}" + UNTIL + r"(?: of)? {month}(?:,? {year})?", read_range),
    (r"(?<=\d\sand\s){dayno}(?! {month})(?! (?:percent|per|people|{unit}))", read_second_day),
    (r"{dayno}(?= and [0-3]?\d(?:th|st|nd|rd)? {month}(?:,? {year})?)", read_first_day),
    (
        r"(?:{third}(?: |-)|{edge} )?(?:{rel} )?{month}(?! \d{1,2}(?![\d,]))"
        r"(?:,?(?: of| in)? {year}|,?(?: of)? (?P<yearrel>last|this|next) year)?",
        read_month,
    ),
    (rf"(?:(?:the )?{{third}}(?: |-)|{{edge}} )?{FISCAL}?(?:(?:the |calendar )?year )?{{year}}", read_year),
    (r"{year}(?:-|–)(?P<until>\d\d|\d{4})(?![\w-])", read_years),
    (r"(?:{third}(?: |-)|{edge} )?(?:the )?(?:{third}(?: |-))?{decade}", read_decade),
    (r"(?:{third}(?: |-)|{edge} )?(?:the )?(?:{third}(?: |-))?{ordinal}(?: |-)century", read_century),
    (
        r"(?:the )?(?:{year} )?(?:fiscal )?" + WHICH + NO_PART + r"(?:,? (?:of )?(?:the )?(?:fiscal )?"
        r"(?:{year}|(?P<yearrel>last|this|next) year))?",
        read_quarter,
    ),
    (r"(?P<yearrel>last|this|next) year['’]s " + WHICH, read_quarter),
    (r"Q(?P<ordinal>[1-4])(?: |-)?(?:of )?{year}", read_quarter),
    (
        r"(?:{third}(?: |-)|{edge} )?(?:{rel} |the )(?:{third}(?: |-))?{season}(?! of (?!last|this|next)[A-Z])"
        r"(?:(?: of)?,? {year}|(?: of)? (?P<yearrel>last|this|next) year)?",
        read_season,
    ),
    (r"(?:{third}(?: |-))?{season}(?: of)?,? {year}", read_season),
    (r"(?:in|since|until|by|during|through) (?P<words>{season})(?! of)", read_season),
)
