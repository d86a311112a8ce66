"""Times told from another time: weekdays, `last week`, `two months ago`, `the next day`, and clock times."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.resolve.times import calendar
from dragoman.resolve.times.absolute import at_clock, day_value, shaped
from dragoman.resolve.times.calendar import Value
from dragoman.resolve.times.context import Context
from dragoman.resolve.times.grammar import Shape, get

PLAIN_YEAR = re.compile(r"\b(?:for|of|in|during|throughout|over) $", re.IGNORECASE)
THROUGH = re.compile(r"\b(?:over|within|throughout|for|during) $", re.IGNORECASE)
_RANGE = re.compile(r"\b([A-Z]\w+)(?:\s(to|through|until|till|and)\s|[-–])$")
GRAIN = {"night": "day", "fortnight": "week", "weekend": "week", "decade": "year", "century": "year"}
"""How finely a distance is meant, where not by its own unit: `two decades ago` names a year."""
QUARTER_MEMORY = 6
"""How many times back a quarter may stand for `a year earlier` to mean that quarter a year before."""


def read_day(match: re.Match[str], context: Context) -> Value | None:
    """A weekday, a date or `yesterday`, with a part of the day or a time on the clock."""
    value = _day(match, context)
    if value is None or (get(match, "weekday") and _is_paper(match, context)):
        return None
    if part := get(match, "part"):
        letters = context.words.calendar["parts"][part]
        return replace(value, text=f"{value.text}T{letters}", kind="TIME", mod=_third(match, context))
    if get(match, "hour") or get(match, "noon"):
        clock = clock_of(match, context)
        return at_clock(value, clock) if clock else value
    if get(match, "rday") == "today" and _nowadays(match, context):
        return None
    if get(match, "rday") == "tonight":
        return replace(value, text=f"{value.text}TNI", kind="TIME")
    return replace(value, mod=_third(match, context))


def _nowadays(match: re.Match[str], context: Context) -> bool:
    """Whether `today's` means these days and no day: `today's world`, `many of today's ministers`."""
    if not match.group().endswith(("'s", "’s")):
        return False
    following = re.match(r"\s(\w+)", context.after(match.end()))
    timeless = context.words.references["timeless"]["nouns"]
    return bool(re.search(r"\b(?:many|most|some|all) of $", context.before(match.start()), re.I)) or (
        following is not None and following[1].lower() in timeless
    )


def _day(match: re.Match[str], context: Context) -> Value | None:
    if get(match, "month"):
        return day_value(match, context)
    today = context.today()
    if word := get(match, "rday"):
        shift = int(context.words.references["days"][word])
        return calendar.unknown("day") if today is None else calendar.a_day(calendar.move(today, "day", shift))
    return weekday_value(match, context, today)


def weekday_value(match: re.Match[str], context: Context, today: date | None) -> Value | None:
    """The day that a weekday names: the nearest one, looking back unless the clause looks ahead."""
    if not match["weekday"][0].isupper():
        return None
    number = int(context.words.calendar["weekdays"][get(match, "weekday")])
    relation = get(match, "rel")
    if relation in ("same", "that", "that same", "previous", "following", "preceding"):
        anchor = context.anchor("day")
        if anchor is not None and anchor.start is not None:
            today = anchor.start
    if today is None:
        return Value(f"XXXX-WXX-{number}", precision="day")
    if (later := _later_weekday(match, number, today, context)) is not None:
        return later
    shift = context.words.modifiers["relations"].get(relation, 0) if relation else 0
    if week := get(match, "weekrel"):
        there = calendar.move(today, "week", context.words.modifiers["relations"][week])
        return calendar.a_day(calendar.move(there, "day", number - there.isoweekday()))
    if shift:
        return calendar.a_day(calendar.weekday_near(today, number, shift, strict=True))
    if context.after(match.end("weekday"), 2).startswith(("'s", "’s")):
        ahead = context.leads(match.start()) > 0
    else:
        ahead = context.direction(match.span()) > 0
    return calendar.a_day(calendar.weekday_near(today, number, 1 if ahead else -1))


def _later_weekday(match: re.Match[str], number: int, today: date, context: Context) -> Value | None:
    """The last day of `from Tuesday to Thursday`, `Saturday and Sunday`: the first one after the first."""
    link = _RANGE.search(context.before(match.start(), 24))
    first = context.seen[-1].start if context.seen and context.seen[-1].precision == "day" else None
    if link is None or first is None or link[1].lower() not in context.words.calendar["weekdays"]:
        return None
    last = calendar.weekday_near(first, number, 1, strict=True)
    return None if link[2] == "and" and first <= today < last else calendar.a_day(last)


def _is_paper(match: re.Match[str], context: Context) -> bool:
    """Whether a weekday stands in the name of a newspaper."""
    following = context.after(match.end("weekday"), 20).lstrip()
    if context.is_title(match.end("weekday")):
        return True
    return any(following.startswith(word) for word in context.words.calendar["not_after_weekday"]["words"])


def _third(match: re.Match[str], context: Context) -> str | None:
    word = get(match, "third") or get(match, "cut")
    modifiers = context.words.modifiers
    mod: str | None = modifiers["thirds"].get(word) or modifiers["cuts"].get(word)
    return mod


def clock_of(match: re.Match[str], context: Context) -> str | None:
    """`4:53 p.m.` as `T16:53`; None for no time on a clock."""
    if noon := get(match, "noon"):
        return str(context.words.calendar["hours"][noon])
    hour, minute = int(get(match, "hour")), int(get(match, "minute") or 0)
    half = get(match, "half")
    if half and hour > 12:
        half = ""
    if half.startswith(("p", "afternoon", "evening")):
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    return f"T{hour:02}:{minute:02}" if hour < 25 and minute < 60 else None


def read_clock(match: re.Match[str], context: Context) -> Value | None:
    """A time on the clock alone: on the day told beside it, else the day of publication."""
    clock = clock_of(match, context)
    if context.before(match.start(), 5).lower() == "high ":
        return None
    if clock is None or context.before(match.start(), 1) in ("(", ":", "."):
        return None
    beside = re.match(r"(?:\s*\([^)]*\))?,?\s+(?:on\s+)?([A-Z]\w+day)\b", context.after(match.end()))
    if beside and beside[1].lower() in context.words.calendar["weekdays"]:
        number = int(context.words.calendar["weekdays"][beside[1].lower()])
        if (today := context.today()) is not None:
            near = calendar.weekday_near(today, number, context.direction(match.span()) or -1)
            return at_clock(calendar.a_day(near), clock)
    return at_clock(_day_at_hand(context), clock)


def _day_at_hand(context: Context) -> Value:
    anchor = context.anchor("day")
    if anchor is not None and anchor.start is not None and anchor.start == anchor.end:
        return calendar.a_day(anchor.start)
    today = context.today()
    return calendar.unknown("day") if today is None else calendar.a_day(today)


def read_part(match: re.Match[str], context: Context) -> Value | None:
    """`this morning`, `that night`, `overnight`, `in the afternoon`."""
    letters = context.words.calendar["parts"][get(match, "part")]
    today, relation = context.today(), get(match, "rel")
    shift = -1 if relation == "last" or get(match, "part") == "overnight" else 0
    day = _day_at_hand(context)
    if get(match, "before"):
        relation = "previous" if context.anchor("day") is not None else "last"
        shift = -1
    if get(match, "part") == "overnight" and day.start is not None:
        day = calendar.a_day(calendar.move(day.start, "day", shift))
    elif relation in ("this", "last"):
        day = calendar.unknown("day") if today is None else calendar.a_day(calendar.move(today, "day", shift))
    elif relation in ("next", "following", "previous") and day.start is not None:
        day = calendar.a_day(calendar.move(day.start, "day", -1 if relation == "previous" else 1))
    return replace(day, text=f"{day.text}T{letters}", kind="TIME", mod=_third(match, context))


def read_period(match: re.Match[str], context: Context) -> Value | None:
    """`last week`, `early next year`, `the end of this month`, `the current year`, `the following month`."""
    unit, relation = context.words.unit(get(match, "unit")), get(match, "rel")
    if unit not in calendar.UNKNOWN or unit == "half" or match["unit"][0].isupper():
        return None
    if unit == "day" and relation in ("this", "last", "past", "present", "coming", "current"):
        return None
    shift = int(context.words.modifiers["relations"][relation])
    whole = relation == "past" or THROUGH.search(context.before(match.start()))
    if shift and match.group().lower().startswith("the ") and whole:
        return beside_today(Value(calendar.duration("1", unit), "DURATION"), unit, "1", shift, context)
    told_from_text = relation in ("previous", "following", "preceding", "ensuing", "prior") or unit == "day"
    anchor = context.anchor(unit) if told_from_text else None
    today = anchor.start if anchor is not None else context.today(unit)
    if today is None:
        return shaped(match, calendar.unknown(unit), context)
    if unit == "quarter" and relation == "latest":
        return _quarter(context) or _last_quarter(context)
    return shaped(match, calendar.period(unit, calendar.move(today, unit, shift)), context)


def beside_today(value: Value, unit: str, number: str, side: int, context: Context) -> Value:
    """A length with the days that it covers: up to the day of publication (-1) or from it on (1)."""
    if unit == "hour" and number.isdigit() and int(number) % 24 == 0:
        unit, number = "day", str(int(number) // 24)
    today = context.today("day")
    if today is None or not side or not number.isdigit() or number == "0" or unit not in calendar.UNKNOWN:
        return value
    first, last = sorted((today, calendar.move(today, unit, side * int(number))))
    return replace(value, start=first, end=last, precision="week" if unit == "weekend" else unit)


def read_same(match: re.Match[str], context: Context) -> Value | None:
    """`that day`, `the same year`: the period of the nearest time before that is as fine."""
    unit = context.words.unit(get(match, "unit"))
    if unit not in calendar.UNKNOWN:
        return None
    anchor = context.anchor(unit)
    if anchor is None or anchor.start is None:
        return None
    return calendar.period(unit, anchor.start)


def read_beside(match: re.Match[str], context: Context) -> Value | None:
    """`the day before.`, `the week after,`: beside the nearest time before that is as fine."""
    unit = get(match, "unit")
    anchor = context.anchor(unit)
    start = anchor.start if anchor is not None else context.today(unit)
    if start is None:
        return calendar.unknown(unit)
    return calendar.period(unit, calendar.move(start, unit, -1 if get(match, "side") == "before" else 1))


def read_day_from(match: re.Match[str], context: Context) -> Value | None:
    """`a week from Tuesday`, `a year ago today`: a day that many units from a day that is told."""
    unit, number = context.words.unit(get(match, "unit")), context.words.number(get(match, "number"))
    if unit not in calendar.UNKNOWN or not number.isdigit() or int(number) == 0:
        return None
    back = get(match, "side") in context.words.cues["back"]
    base = None
    if get(match, "weekday"):
        if (today := context.today()) is not None and match["weekday"][0].isupper():
            weekday = int(context.words.calendar["weekdays"][get(match, "weekday")])
            base = calendar.weekday_near(today, weekday, -1 if back else 1, strict=True)
    elif (day := _day(match, context)) is not None:
        base = day.start
    if base is None:
        return calendar.unknown("day")
    return calendar.a_day(calendar.move(base, unit, -int(number) if back else int(number)))


def read_definite(match: re.Match[str], context: Context) -> Value | None:
    """`the quarter`, `the week`, `the weekend`, `the end of the year`, `year-end`."""
    unit = context.words.unit(get(match, "unit"))
    if unit == "year" and re.match(r" (?:ended|ending|to|through)\b", context.after(match.end())):
        return Value("P1Y", "DURATION")
    if get(match, "plain") and not PLAIN_YEAR.search(context.before(match.start())):
        return None
    if unit in ("quarter", "period"):
        value = _quarter_ended(match, context) or _quarter(context) or _last_quarter(context)
    elif (today := context.today(unit)) is None:
        value = calendar.unknown(unit)
    elif unit == "weekend":
        ahead = today.isoweekday() > 5 or context.direction(match.span()) > 0
        value = calendar.period(unit, today if ahead else calendar.move(today, "week", -1))
    else:
        value = calendar.period(unit, today)
    if get(match, "yearend"):
        if context.leads(match.start()) < 0 and value.start is not None:
            value = calendar.period(unit, calendar.move(value.start, unit, -1))  # `since year-end`
        return calendar.edge(value, "END")
    return shaped(match, value, context)


def _quarter_ended(match: re.Match[str], context: Context) -> Value | None:
    """The calendar quarter that holds most of `the quarter ended July 31`."""
    today = context.today("quarter")
    if not get(match, "month") or today is None:
        return None
    month = int(context.words.calendar["months"][get(match, "month")])
    year = int(get(match, "year") or (today.year if month <= today.month else today.year - 1))
    return calendar.period("quarter", calendar.move(date(year, month, 1), "month", -1))


def _quarter(context: Context) -> Value | None:
    """The quarter that the text is about, if it is about one: the latest of those told a little before."""
    found: Value | None = None
    for value in context.seen[-QUARTER_MEMORY:]:
        if value.text.endswith("M") and value.kind == "DURATION":
            found = None
        elif value.precision == "quarter" and _over(value, context):
            found = value if found is None else max(found, value, key=lambda one: one.text)
    return found


def _over(value: Value, context: Context) -> bool:
    return context.published is None or value.end is None or value.end < context.published


def _last_quarter(context: Context) -> Value:
    today = context.today("quarter")
    if today is None:
        return calendar.unknown("quarter")
    return calendar.period("quarter", calendar.move(today, "quarter", -1))


def read_year_earlier(match: re.Match[str], context: Context) -> Value | None:
    """`the year-earlier quarter`, `the 1988 quarter`: the quarter of the text, in another year."""
    found = _quarter(context)
    year = get(match, "year")
    if found is None or found.start is None:
        today = date(int(year) + 1, 1, 1) if year else context.today("year")
        return calendar.unknown("year") if today is None else calendar.period("year", calendar.move(today, "year", -1))
    day = found.start.replace(year=int(year)) if year else calendar.move(found.start, "year", -1)
    return calendar.period("quarter", day)


def read_distance(match: re.Match[str], context: Context) -> Value | None:
    """`two months ago`, `a week earlier`, `three days later`, `10 years from now`."""
    unit, side = context.words.unit(get(match, "unit")), get(match, "side")
    number = context.words.number(get(match, "number"))
    mod = bound(match, context)
    from_now = side in ("ago", "hence", "from now", "from today")
    if not number:
        fine = unit in ("second", "minute", "hour")
        if side == "ago" and not fine:
            return Value("PAST_REF", precision="vague")
        return Value(calendar.duration("", unit), "DURATION")
    if unit in ("second", "minute", "hour") or not float(number).is_integer():
        return Value(calendar.duration(number, unit), "DURATION", mod=mod)
    count = -int(float(number)) if side in context.words.cues["back"] else int(float(number))
    if side == "earlier" or from_now:
        found = _quarter(context) if unit == "year" and count == -1 else None
        if found is not None and found.start is not None:
            return replace(calendar.period("quarter", calendar.move(found.start, "year", -1)), derived=True)
    return moved(unit, count, mod, context, from_now=from_now)


def moved(unit: str, count: int, mod: str | None, context: Context, *, from_now: bool) -> Value | None:
    """The period that lies so many units from now, or from the nearest time before."""
    anchor = None if from_now else context.anchor(unit)
    start = anchor.start if anchor is not None else context.today(unit)
    grain = GRAIN.get(unit, unit)
    if start is None and not from_now:
        return Value(calendar.duration(str(abs(count)), unit), "DURATION", mod=mod)
    sided = {"MORE_THAN": "BEFORE" if count < 0 else "AFTER", "LESS_THAN": "AFTER" if count < 0 else "BEFORE"}
    there = calendar.unknown(grain)
    if start is not None:
        there = calendar.period(grain, calendar.move(start, unit, count))
    if count > 0 and not from_now and (anchor is None or _passes_today(start, there, context)):
        return Value(calendar.duration(str(count), unit), "DURATION", mod=mod)
    return replace(there, mod=sided.get(mod, mod) if mod else None, derived=True)


def _passes_today(start: date | None, there: Value, context: Context) -> bool:
    """Whether `three years later` lies ahead: then it is told from something else than the anchor."""
    today = context.published
    return today is not None and start is not None and there.start is not None and start <= today < there.start


def bound(match: re.Match[str], context: Context) -> str | None:
    """The mod of `about`, `more than`, `at least`."""
    mod: str | None = context.words.modifiers["bounds"].get(get(match, "bound"))
    return mod


DAY = r"(?:(?:{third}|{cut})(?: |-))?{dayexpr}"
UNITS = r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b"
SHAPES: tuple[Shape, ...] = (
    (DAY + r"(?:['’]s)?(?: {part})?", read_day),
    (DAY + r",?(?: at)?(?: about| around)? {clock}", read_day),
    (r"(?:{third} )?{clock},?(?: on)? {dayexpr}", read_day),
    (r"{clock}", read_clock),
    (
        r"(?:(?:{third}|{cut})(?: |-))?"
        r"(?:(?:the )?(?P<rel>this|last|next|following|previous|that same|that|the same) )"
        r"(?:{third}(?: |-))?{part}",
        read_part,
    ),
    (r"(?P<part>overnight)\b", read_part),
    (r"the (?P<part>night|evening|morning) (?P<before>before)\b(?= ?[.,;])", read_part),
    (r"the (?P<unit>day|week|month|year) (?P<side>before|after)\b(?= ?[.,;])", read_beside),
    (r"{number} {unit} (?P<side>ago|from|after|before) {dayexpr}", read_day_from),
    (r"in the (?:early |late )?(?P<words>(?P<part>morning|afternoon|evening))\b", read_part),
    (
        r"(?:sometime |{cut} |{edge} |{third}(?: |-))?(?:the )?{rel} (?:fiscal |financial |calendar |full )?"
        rf"(?:{{third}}(?: |-))?{UNITS}(?!-)",
        read_period,
    ),
    (rf"(?:that|the same|that same|this same) (?:very )?{UNITS}(?!-)", read_same),
    (rf"{{edge}} (?:the |this )?(?:fiscal |financial |calendar )?{UNITS}(?!-)", read_definite),
    (r"{cut} (?:the )(?P<unit>day|week|month|year)\b", read_definite),
    (r"{third} (?:the )(?P<unit>week|month|year|decade)\b", read_definite),
    (
        r"(?:(?:about|around|the) )?(?P<unit>year|month)(?:(?:['’]s)? |-)?(?P<yearend>end)\b(?! of)",
        read_definite,
    ),
    (r"the (?P<unit>quarter)(?= ended (?:on |in )?{month}(?: {dayno})?(?:,? {year})?)", read_definite),
    (r"the (?P<unit>quarter|week|weekend)\b(?!-)(?! of)", read_definite),
    (r"the fiscal (?P<unit>year)\b", read_definite),
    (r"(?P<plain>the (?P<unit>year))\b(?! (?:of(?! [$£€\d])|that|when|before|after|until|since)|-)", read_definite),
    (r"(?:the )?(?:{third}(?: |-))?{part}(?: of| on)? {dayexpr}", read_day),
    (r"(?:the )?(?:year|month)-(?:earlier|ago)(?: (?:quarter|period))?", read_year_earlier),
    (r"(?:the )?{year} (?:quarter|period)\b", read_year_earlier),
    (
        r"the (?:same |comparable |corresponding )?(?:quarter|period) (?:a year (?:ago|earlier|before)|last year)\b",
        read_year_earlier,
    ),
    (r"the latest (?P<unit>period)", read_definite),
    (
        r"(?:{bound} )?{number}(?: |-)(?:full |long |whole )?"
        r"(?:(?:or so|or more) )?{unit}(?: or so| or more)? "
        r"(?P<side>(?:ago|hence|from now|from today|afterwards)"
        r"|(?:earlier|later)(?! than)|before(?=[.,;]))(?!\w)",
        read_distance,
    ),
)
