"""Lengths of time, times that come back, and words that only point at past, present or future."""

from __future__ import annotations

import re

from dragoman.resolve.times import calendar
from dragoman.resolve.times.calendar import Value
from dragoman.resolve.times.context import Context
from dragoman.resolve.times.grammar import Shape, get
from dragoman.resolve.times.relative import beside_today, bound, moved

_RATE = re.compile(
    r"(?:\d[\d,.]*|million|billion|hundred|thousand|percent|%|times|once|twice|cents)\s+(?:[a-z]+\s+)?$", re.I
)
_SINCE = re.compile(r"\b(?:first|last|only|time|most|least|best|worst|[a-z]{3,}est)\b[^.;]* $")
_SPEED = re.compile(r"\b(?:miles?|kilometers?|kilometres?|km|knots|kph)\s+$", re.I)


def read_length(match: re.Match[str], context: Context) -> Value | None:
    """`three days`, `a two-week`, `nearly an hour`, `the past two months`."""
    unit = context.words.unit(get(match, "unit"))
    words = get(match, "number")
    before = context.before(match.start())
    if words in ("a", "an", "one") and _SPEED.search(before):
        return None
    if unit in ("second", "quarter") and re.match(r"(?:a|an|one|\d/\d)$", words):
        return None
    if words == "a" and unit in ("day", "week", "month", "year") and _RATE.search(before):
        return Value(calendar.duration("1", unit), "SET")
    if match["unit"][0].isupper() and match["unit"][1:].islower():
        return None
    if words in ("a", "an") and unit in ("day", "night", "weekend"):
        return None
    number = context.words.number(words)
    if get(match, "time") or _hence(match, unit, number, context):
        if unit not in calendar.UNKNOWN or not number.isdigit():
            return Value(calendar.duration(number, unit), "DURATION")
        return moved(unit, int(number), None, context, from_now=True)
    mod = bound(match, context)
    if words in ("a couple", "a couple of", "couple of", "a dozen"):
        mod = mod or "APPROX"
    return Value(calendar.duration(number, unit), "DURATION", mod=mod)


def read_half(match: re.Match[str], context: Context) -> Value | None:
    """`an hour and a half`."""
    number = float(context.words.number(get(match, "number")) or 0) + 0.5
    return Value(calendar.duration(f"{number:g}", context.words.unit(get(match, "unit"))), "DURATION")


def _hence(match: re.Match[str], unit: str, number: str, context: Context) -> bool:
    """Whether `in five years` is a day ahead and not a length: it is where the clause looks ahead."""
    return (
        number.isdigit()
        and number != "0"
        and unit in calendar.UNKNOWN
        and context.before(match.start(), 4).lower().endswith(" in ")
        and "-" not in match.group()
        and not re.match(r" of ", context.after(match.end()))
        and not _SINCE.search(context.before(match.start(), 80))
        and context.direction(match.span()) > 0
    )


def read_span(match: re.Match[str], context: Context) -> Value | None:
    """`the past two months`, `the next few years`, `the coming weeks`, `the first nine months`."""
    unit = context.words.unit(get(match, "unit"))
    words = get(match, "number")
    number = context.words.number(words) if words else ("1" if get(match, "one") else "")
    value = Value(calendar.duration(number, unit), "DURATION", mod=bound(match, context))
    side = get(match, "rel") or ("past" if get(match, "one") else "")
    return beside_today(value, unit, number, int(context.words.modifiers["relations"].get(side, 0)), context)


def read_bare(match: re.Match[str], context: Context) -> Value | None:
    """`for weeks`, `months of talks`: a length that is not told; and `monthlong`."""
    if get(match, "whole"):
        return Value(calendar.duration("1", context.words.unit(get(match, "unit"))), "DURATION")
    if match["unit"][0].isupper() and not re.search(r"(?:^|[.!?\n][\"”’)]*)\s*$", context.before(match.start())):
        return None
    if re.search(r"\b(?:on|matter of|these|those)\s+$|[\d-]$", context.before(match.start()), re.I):
        return None
    return Value(calendar.duration("", context.words.unit(get(match, "unit"))), "DURATION")


def read_set(match: re.Match[str], context: Context) -> Value | None:
    """`every day`, `each month`, `every two weeks`, `on Mondays`."""
    if get(match, "weekday"):
        number = context.words.calendar["weekdays"][get(match, "weekday")]
        return Value(f"XXXX-WXX-{number}", "SET")
    if get(match, "part"):
        letters = context.words.calendar["parts"][get(match, "part")]
        return Value(f"XXXX-XX-XXT{letters}", "SET")
    if get(match, "month"):
        return Value(f"XXXX-{context.words.calendar['months'][get(match, 'month')]:02}", "SET")
    if get(match, "season"):
        return Value(f"XXXX-{context.words.calendar['seasons'][get(match, 'season')][0]}", "SET")
    words = get(match, "number")
    number = "2" if words == "other" else context.words.number(words or "1")
    return Value(calendar.duration(number, context.words.unit(get(match, "unit"))), "SET")


def read_often(match: re.Match[str], context: Context) -> Value | None:
    """`daily`, `weekly`, `annually`."""
    if match["often"][0].isupper() and context.before(match.start(), 4).rstrip(" ")[-1:].isalpha():
        return None
    if context.before(match.start(), 8).lower() == "average ":
        return None  # a measure: `average daily volume`
    return Value(context.words.references["sets"][get(match, "often")], "SET")


def read_reference(match: re.Match[str], context: Context) -> Value | None:
    """`now`, `recently`, `the near future`."""
    return Value(context.words.references["words"][get(match, "reference")], precision="vague")


def read_nothing(match: re.Match[str], context: Context) -> Value | None:
    """An age or another thing that only looks like a time."""
    return None


LONG = (
    r"(?:(?:more|additional|consecutive|straight|successive|trading|working|business|full|long|whole|calendar|further)"
    r"(?: |-))?"
)
SHAPES: tuple[Shape, ...] = (
    (
        r"(?:{bound} )?(?:an? )?{number}(?: |-)" + LONG + r"{unit}(?:-long)?(?: period)?(?! per hour)",
        read_length,
    ),
    (r"(?:a |an |the )?{number}-{unit}(?:-long)?(?: period)?", read_length),
    (r"in (?P<words>{number} {unit}['’]?s? (?P<time>time))\b", read_length),
    (r"{number} {unit} and a half", read_half),
    (r"(?P<unit>hour|day|night|week|month|year|decade|century)-?(?P<whole>long)\b", read_bare),
    (r"{number}-odd {unit}", read_length),
    (r"{number} (?:to|or)(?: |-){number}(?: |-){unit}", read_length),
    (
        r"(?:(?P<bound>at least|more than|nearly|almost|about) )?(?:the |these |his |her |its |their )?"
        r"(?:{rel}|first|final|last|initial) {number}(?: |-)" + LONG + "{unit}",
        read_span,
    ),
    (r"the {number}(?: |-){unit}", read_length),
    (
        r"(?:the )?(?:coming|next|past|last|first|final|intervening|ensuing|following) "
        r"(?P<unit>hours|days|weeks|months|years|decades)\b",
        read_span,
    ),
    (r"the (?P<one>past) (?P<unit>day|week|month|quarter|year|decade|century)\b", read_span),
    (r"(?:the )?(?P<unit>weeks|months|years|days)(?: ahead| to come)?\b", read_bare),
    (r"(?P<unit>decades|centuries)(?:-long)?\b", read_bare),
    (
        r"(?:every|each)(?: single)? (?:{number} |(?P<number>other) )?"
        r"(?:{unit}|{weekday}(?: {part})?|{part}|{month}|{season})",
        read_set,
    ),
    (r"(?:once|twice|several times|{number} times) (?:a|an|per|every|each) {unit}", read_set),
    (r"{weekdays}(?! {part})", read_set),
    (r"{weekday} (?:mornings|afternoons|evenings|nights)", read_set),
    (r"{often}", read_often),
    (r"{reference}", read_reference),
    (
        r"(?:a |an |the )?{number}(?: |-)?{unit}(?: |-)"
        r"(?:old|olds|of age|older|younger|his junior|his senior)\b",
        read_nothing,
    ),
    (r"{unit} (?:of age|old)\b", read_nothing),
    (r"the time being|a second time|the second time", read_nothing),
)
