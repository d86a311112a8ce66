"""The shapes of time expressions, compiled from the word tables, and the stretches of text worth trying."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.lexicon.times import TimeWords
from dragoman.model.text import Span
from dragoman.resolve.times.calendar import Value
from dragoman.resolve.times.context import Context

Reader = Callable[[re.Match[str], Context], Value | None]
Shape = tuple[str, Reader]
"""A pattern, where `{name}` is a piece and a blank any space within a paragraph, and what it means."""

_GAP = r"(?:[\x20\t\u00a0]+|[\x20\t]*\r?\n[\x20\t]*)"
_GLUE = re.compile(r"(?:[ \t\u00a0]|[-,.'’:/()–—])*\r?\n?(?:[ \t\u00a0]|['’(])*")
_TOKEN = re.compile(r"\w+")
_CLOCK_OR_DATE = re.compile(r"\d{1,2}(?:[:/.]\d\d?\b|[ ]?[ap]\.?m\b)|\d{1,2} o['’]clock|\d{4} (?:GMT|UTC)")
_YEAR = re.compile(r"(?:1\d|20)\d\d(?:s)?$|\d0s$|\d{4}$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape, ready to match."""

    pattern: re.Pattern[str]
    read: Reader


@dataclass(frozen=True, eq=False, slots=True)
class Grammar:
    """All shapes, the words that can stand in one, and the words that one cannot do without."""

    rules: tuple[Rule, ...]
    inner: frozenset[str]
    anchors: frozenset[str]
    capital: frozenset[str]

    def stretches(self, text: str) -> Iterator[tuple[int, ...]]:
        """Where a time may begin: the word starts of every run of time words that holds an anchor."""
        starts: list[int] = []
        worth = 0  # how many of them may begin a time: none after the last anchor does
        anchored, end = False, -1
        for token in _TOKEN.finditer(text):
            word = token.group()
            kind = self._kind(word, token, text)
            start = token.start()
            if not kind or (end >= 0 and not _GLUE.fullmatch(text, end, start)):
                if anchored:
                    yield tuple(starts[:worth])
                if starts:
                    starts, worth, anchored, end = [], 0, False, -1
                if not kind:
                    continue
            starts.append(start)
            end = token.end()
            anchored = anchored or kind == 2
            if kind == 2 or word[0].isdigit():
                worth = len(starts)
        if anchored:
            yield tuple(starts[:worth])

    def _kind(self, word: str, token: re.Match[str], text: str) -> int:
        """0 for a word that cannot stand in a time, 1 for one that can, 2 for an anchor."""
        low = word.lower()
        if low in self.anchors:
            return 2 if low not in self.capital or word[0].isupper() else 0
        if low in self.inner:
            return 1
        if word[0].isdigit():
            return 2 if _YEAR.match(word) or _CLOCK_OR_DATE.match(text, token.start()) else 1
        return 0

    def longest(self, text: str, start: int) -> tuple[re.Match[str], Reader] | None:
        """The longest expression that begins at an offset; of two as long the one whose shape comes first."""
        best: tuple[re.Match[str], Reader] | None = None
        end = start
        for rule in self.rules:
            match = rule.pattern.match(text, start)
            if match is not None and match.end() > end:
                best, end = (match, rule.read), match.end()
        return best


def build(words: TimeWords, shapes: Iterable[Shape]) -> Grammar:
    """The grammar of the shapes over the words of one lexicon."""
    table = pieces(words)
    rules = tuple(Rule(_compile(pattern, table), read) for pattern, read in shapes)
    anchors = frozenset(_anchors(words))
    capital = frozenset(words.calendar["months"]) | frozenset(words.calendar["weekdays"])
    capital |= frozenset(words.calendar["short_weekdays"])
    inner = frozenset(_inner(words)) | words.cues["within"]
    return Grammar(rules, inner - anchors, anchors, capital)


def get(match: re.Match[str], name: str) -> str:
    """What a piece matched, in lower case with single blanks; empty where it did not."""
    for group in (name, *(f"{name}_{number}" for number in range(2, 7))):
        if group in match.re.groupindex and match[group] is not None:
            return " ".join(match[group].lower().replace("’", "'").split())
    return ""


def pieces(words: TimeWords) -> dict[str, str]:
    """The named parts of shapes."""
    calendar, modifiers = words.calendar, words.modifiers
    small = _any(word for word in words.numbers["cardinals"] if word not in ("a", "an"))
    scale = _any(words.numbers["scales"])
    number = (
        rf"(?:\d+|{small}) and a half|\d[\d,]*(?:\.\d+)?(?:[\s-]\d/\d)?"
        rf"|(?:(?:{small})|an? (?:{scale}))(?:[\s-](?:and )?(?:{small}|{scale}))*"
        r"|half an?|an?"
    )
    tens = _any([w for w, n in words.numbers["cardinals"].items() if n >= 20])
    ones = _any([w for w, n in words.numbers["cardinals"].items() if n < 20])
    spelled = rf"nineteen (?:{tens})(?:[\s-](?:{ones}))?"
    month = rf"(?P<month>{_any(calendar['months'])})\b(?:(?<=\b[a-z]{{3}})(?<!may)\.|(?<=\bsept)\.)?"
    ordinals = _any(words.numbers["ordinals"])
    table = {
        "month": month,
        "dayno": r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\w%]|[,.]\d)",
        "year": rf"(?P<year>(?:1\d|20)\d\d(?![\w%]|[,.]\d)|{spelled})",
        "weekday": rf"(?P<weekday>{_any(calendar['weekdays'])})\b",
        "weekdays": rf"(?P<weekday>{_any(calendar['weekdays'])})s\b",
        "shortday": rf"(?:(?:{_any([*calendar['weekdays'], *calendar['short_weekdays']])})\b\.?,? )",
        "part": rf"(?P<part>{_any(calendar['parts'])})\b",
        "season": rf"(?P<season>{_any(calendar['seasons'])})\b",
        "unit": rf"(?P<unit>{_any([*words.units['units'], *words.units['plurals']])})\b",
        "number": rf"(?P<number>{_any(words.numbers['vague'])}|{number})",
        "ordinal": rf"(?P<ordinal>{ordinals}|\d\d?(?:st|nd|rd|th))",
        "bound": rf"(?P<bound>{_any(modifiers['bounds'])})",
        "third": rf"(?P<third>{_any(modifiers['thirds'])})",
        "edge": rf"(?P<edge>(?:about |around |as early as )?(?:{_any(modifiers['edges'])}))",
        "cut": rf"(?P<cut>{_any(modifiers['cuts'])})",
        "rel": rf"(?P<rel>{_any(modifiers['relations'])})",
        "rday": rf"(?P<rday>{_any(words.references['days'])})\b",
        "reference": rf"(?P<reference>{_any(words.references['words'])})\b",
        "often": rf"(?P<often>{_any(words.references['sets'])})\b",
        "decade": r"(?P<decade>(?:1\d|20)\d0['’]?s|['’]\d0s|(?<=['’])\d0s|(?<=the\s)\d0s"
        rf"|(?<=the\s)(?:{_any(words.numbers['decades'])}))\b",
        "zone": rf"(?P<zone>{_any(calendar['zones']['names'])})\b",
        "feast": rf"(?P<feast>{_any(_feasts(words))})\b(?!['’]s\b)",
        "named": rf"(?P<named>{_any(words.holidays['named'])})(?![\w/])",
    }
    table["clock"] = (
        r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::\d\d)? ?(?P<half>[ap]\.m\b\.?|[ap]m\b)"
        r"|(?P<hour>\d{1,2})(?: o['’]clock)? (?:in the|this|that) (?P<half>morning|afternoon|evening)\b"
        r"|(?P<hour>\d{1,2}) o['’]clock\b"
        r"|(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)(?= (?:GMT|UTC|hours|local))(?: hours)?"
        rf"|(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?![\w:])"
        rf"|(?P<noon>{_any(calendar['hours'])})\b)(?: {{zone}})?"
    )
    relation = _any(modifiers["relations"])
    table["dayexpr"] = (
        r"(?:{shortday}?{month} {dayno}(?:(?:,| of)? {year})?"
        r"|{shortday}?(?:the )?{dayno}(?: of)? {month}(?:,? {year})?"
        rf"|(?:(?:the )?(?P<rel>{relation}|same|that|that same) )?{{weekday}}"
        r"(?:,? (?:of )?(?P<weekrel>last|this|next) week)?"
        r"|{rday})"
    )
    return table


def _compile(pattern: str, table: Mapping[str, str]) -> re.Pattern[str]:
    while True:
        filled = re.sub(r"\{([a-z]+)\}", lambda m: table[m[1]], pattern)
        if filled == pattern:
            break
        pattern = filled
    counts: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        return f"(?P<{name}>" if counts[name] == 1 else f"(?P<{name}_{counts[name]}>"

    pattern = re.sub(r"\(\?P<([a-z]+)>", numbered, pattern)
    return re.compile(pattern.replace(" ?", _GAP + "?").replace(" ", _GAP), re.IGNORECASE)


def _any(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", " ").replace("'", "['’]") for phrase in longest_first)


def _feasts(words: TimeWords) -> list[str]:
    tables = ("fixed", "easter", "nth", "table", "aliases")
    return [name for table in tables for name in words.holidays[table]]


def _anchors(words: TimeWords) -> Iterator[str]:
    calendar = words.calendar
    for table in (calendar["months"], calendar["weekdays"], calendar["short_weekdays"], calendar["seasons"]):
        yield from table
    yield from (part for name in (*calendar["parts"], *calendar["hours"]) for part in name.split("-")[-1:])
    yield from words.units["units"]
    yield from words.units["plurals"]
    yield from words.numbers["decades"]
    for phrase in (*words.references["words"], *words.references["sets"], *words.references["days"]):
        yield phrase.split()[-1]
    for name in _feasts(words):
        yield max(re.findall(r"\w+", name), key=len)
    yield from ("weekday", "weekdays", "fiscal", "q1", "q2", "q3", "q4", "period", "yearend", "nineteen")
    yield from (f"{w}s" for w in calendar["weekdays"])
    yield from (f"{unit}long" for unit in words.units["units"])


def _inner(words: TimeWords) -> Iterator[str]:
    modifiers, numbers, references = words.modifiers, words.numbers, words.references
    counts = (numbers["cardinals"], numbers["scales"], numbers["ordinals"], numbers["vague"])
    tables = (*modifiers.values(), *counts, references["words"], references["days"], references["sets"])
    phrases = [phrase for table in tables for phrase in table]
    phrases += [*_feasts(words), *words.calendar["zones"]["names"], *words.calendar["parts"]]
    for phrase in phrases:
        yield from re.findall(r"\w+", phrase.lower())


def span_of(match: re.Match[str]) -> Span:
    """The words of an expression, without what only leads up to it."""
    return match.span("words") if "words" in match.re.groupindex else match.span()
