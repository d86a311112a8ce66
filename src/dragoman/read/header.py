"""The furniture around a report in plain text: title, standfirst, authors, outlet, dates and dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.model.text import Dateline, Span
from dragoman.read.dateline import Opening, find_dateline, find_opening
from dragoman.read.dates import Dated, find_date, parse_date
from dragoman.read.words import names_outlet, reading

__all__ = ["Header", "find_dateline", "find_header"]

_NEAR = 12
_LONGEST_TITLE = 25
_LONGEST_STANDFIRST = 45
_LONGEST_LABELLED = 160


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the blanks around it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines around a report say of it; `furniture` are the spans that tell no news."""

    title: str | None = None
    title_span: Span | None = None
    standfirst: str | None = None
    standfirst_span: Span | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    dateline: Dateline | None = None
    published: Dated | None = None
    updated: Dated | None = None
    retrieved: str | None = None
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Dates:
    published: Dated | None = None
    updated: Dated | None = None
    retrieved: str | None = None
    lines: tuple[Line, ...] = ()


def find_header(text: str, published: str | None = None, otherwise: str | None = None) -> Header:
    """Title, authors, outlet and dates of a plain text.

    A dateline takes its year from the publication date: `published` where that is known from elsewhere, then
    what the text itself says, then `otherwise`. Nothing else is taken from the running text.
    """
    lines = _lines(text)
    dates = _find_dates(lines)
    top = [line for line in lines[:_NEAR] if line not in dates.lines]
    bylines = [line for line in top[:6] if _authors(line.text)][:1]
    head = _headlines(text, top, bylines)
    opening = _opening(text, [line for line in top if line not in head and line not in bylines])
    known = published or (dates.published.value if dates.published else otherwise)
    header = Header(
        byline=_authors(bylines[0].text) if bylines else _reporters(lines),
        outlet=_outlet(lines, head, opening),
        dateline=opening.dateline(known) if opening else None,
        published=dates.published or _dated_opening(opening),
        updated=dates.updated,
        retrieved=dates.retrieved,
        furniture=tuple(sorted(line.span for line in [*dates.lines, *bylines, *_credits(lines)])),
    )
    return _with_headlines(header, head)


def _lines(text: str) -> list[Line]:
    found = []
    for match in re.finditer(r"[^\r\n]+", text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            found.append(Line(words, (start, start + len(words))))
    return found


# Dates


def _find_dates(lines: list[Line]) -> _Dates:
    kinds: dict[str, Dated] = {}
    used: list[Line] = []
    near = lines if len(lines) <= 2 * _NEAR else [*lines[:_NEAR], *lines[-_NEAR:]]
    for line in near:
        labelled = _labelled(line.text)
        for kind, found in labelled:
            kinds.setdefault(kind, found)
        if labelled:
            used.append(line)
    published, updated = kinds.get("published"), kinds.get("updated")
    known = _Dates(
        published or updated,
        updated if published else None,
        kinds["retrieved"].value[:10] if "retrieved" in kinds else None,
        tuple(used),
    )
    return _with_bare_dates(known, [line for line in lines[:8] if line not in used])


def _labelled(line: str) -> list[tuple[str, Dated]]:
    """The dates of a line such as `Published: 3 May 2019 | Updated: 4 May 2019 10:00`; prose has none."""
    if len(line) > _LONGEST_LABELLED:
        return []
    found = []
    rest = line
    for match in _labels().finditer(line):
        dated = find_date(line, match.end())
        if dated:
            found.append((reading().labels[" ".join(match[1].lower().split())], dated[0]))
            rest = rest.replace(line[match.start() : dated[1][1]], " ")
    return found if found and not re.search(r"[a-z]{2,}[^|]*[a-z]{2,}[.!?]?$", _without_names(rest)) else []


def _without_names(rest: str) -> str:
    """What is left of a date line without its authors and zones: prose goes on in small letters."""
    return re.sub(r"\b(?:by|in|and|local time|min(?:ute)?s? read)\b|\d+|[^\W\d_a-z]\w*", " ", rest)


def _with_bare_dates(known: _Dates, top: list[Line]) -> _Dates:
    """Dates that stand alone in a line near the top.

    The day in a site's masthead is the day on which the page was looked at. Where a label says when the
    report came out, a day at the very top that is later can be nothing else.
    """
    for number, line in enumerate(top):
        bare = parse_date(line.text)
        masthead = None if bare or number else _masthead(line.text)
        if bare is None and masthead is None:
            continue
        used = (*known.lines, line)
        if masthead:
            return _with_masthead(replace(known, lines=used), *masthead)
        if bare and bare.precision in ("year", "month") and not re.search("[A-Za-z]", line.text):
            return known
        if bare and known.published is None:
            return replace(known, published=bare, lines=used)
        if bare and number == 0 and known.published:
            later = bare.value[:10] > known.published.value[:10]
            return replace(known, retrieved=known.retrieved or bare.value[:10], lines=used) if later else known
        return known
    return known


def _with_masthead(known: _Dates, place: str, weekday: bool, found: Dated) -> _Dates:
    day = found.value[:10]
    if known.published is None and not weekday and place.endswith(","):
        return replace(known, published=found)
    if known.retrieved or (known.published and day < known.published.value[:10]):
        return known
    return replace(known, retrieved=day)


def _masthead(line: str) -> tuple[str, bool, Dated] | None:
    """Place or name, whether a weekday is given, and date of `Lisbon, PortugalMonday 19 August 2019`."""
    match = _mastheads().fullmatch(line)
    if not match:
        return None
    found = parse_date(match["date"])
    if not found or found.precision in ("year", "month"):
        return None
    return match["place"].strip(), match["weekday"] is not None, found


def _dated_opening(opening: Opening | None) -> Dated | None:
    if not opening or not opening.day or not opening.day.year:
        return None
    value = opening.day.resolve(None)
    return Dated(value, "day") if value else None


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    names = sorted(reading().labels, key=lambda name: (-len(name), name))
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![^\W_])({words})(?:\s*[:|–—-]\s*|\s+)(?:on\s+|at\s+)?", re.I)


@lru_cache(maxsize=1)
def _mastheads() -> re.Pattern[str]:
    weekdays = "|".join(sorted((d.title() for d in reading().weekdays), key=len, reverse=True))
    return re.compile(
        rf"(?P<place>[A-Z][\w .,'’&|/·-]{{1,50}}?)\s*(?P<date>(?P<weekday>(?:{weekdays}),?\s+)?(?<!\d)"
        r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\.?,?\s+\d{4}|[A-Z][a-z]+\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
        r"(?:[ ,|-]+\d{1,2}[:.]\d\d.{0,12})?)"
    )


# Headlines


def _headlines(text: str, top: list[Line], bylines: list[Line]) -> list[Line]:
    """The title and, where there is one, the standfirst."""
    if len(top) < 2 or top[0] in bylines or not _is_title(text, top[0], top[1]):
        return []
    if len(top) < 3:
        return top[:1]
    second, third = top[1], top[2]
    if second in bylines or find_opening(text, second.span[0]):
        return top[:1]
    short = len(second.text.split()) <= _LONGEST_STANDFIRST
    unfinished = second.text[-1].isalnum() and not re.match(r"[\"“'‘]", second.text)
    if short and (unfinished or third in bylines) and len(second.text.split()) >= 3:
        return top[:2]
    return top[:1]


def _is_title(text: str, line: Line, following: Line) -> bool:
    words = line.text.split()
    if not 2 <= len(words) <= _LONGEST_TITLE or line.text[-1] in ",;:":
        return False
    if find_opening(text, line.span[0]) or _authors(line.text) or following.text[0].islower():
        return False
    if line.text[-1] in '."”' and not find_opening(text, following.span[0]):
        # A short first sentence is no title, unless its words are written as titles are.
        long = [word for word in words if len(word) > 4 and word[0].isalpha()]
        return bool(re.search(r"\b(?:[A-Z]\.){2,}$", line.text)) or (
            len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
        )
    return line.text[0].isalnum() or line.text[0] in "\"'“‘"


def _with_headlines(header: Header, head: list[Line]) -> Header:
    if not head:
        return header
    title, tail = _split_tail(head[0].text)
    start = head[0].span[0]
    header = replace(header, title=title, title_span=(start, start + len(title)))
    if tail and header.outlet is None:
        header = replace(header, outlet=tail)
    if len(head) > 1:
        header = replace(header, standfirst=head[1].text, standfirst_span=head[1].span)
    return header


def _split_tail(title: str) -> tuple[str, str | None]:
    """A title and the outlet at its end, as in `Ministers meet in Lima - Xinhua`."""
    match = re.fullmatch(r"(.{8,}?)\s+(?:[-–—|]|::|»)\s+([^|]{2,40})", title)
    if match and match[2].strip().lower() in reading().outlets:
        return match[1], match[2].strip()
    match = re.fullmatch(r"(.{8,}?)\s*\|\s*((?:[A-Z][\w.&'’]*\s?){1,4})", title)
    return (match[1], match[2].strip()) if match else (title, None)


# Authors and outlets


def _authors(line: str) -> tuple[str, ...]:
    """The names in a line of authors; empty where the line is none."""
    match = _byline_starts().match(line)
    if not match or len(line) > 120:
        return ()
    rest = line[match.end() :].strip().rstrip(".")
    names: list[str] = []
    for part in re.split(r"\s*(?:[|,;/]|\band\b|\bAND\b|&|\s[-–—])\s*", rest):
        name = re.split(r"\s+(?:in|IN|for|at)\s+", part)[0].strip()
        if _is_name(name):
            names.append(name)
        elif re.search(r"\b[a-z]+\b", part) and not _is_role(part):
            return ()
    return tuple(names)


def _is_name(words: str) -> bool:
    if words.lower() in reading().outlets:
        return True
    parts = words.split()
    particle = re.compile(r"(?:al|bin|da|de|del|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von)$")
    capital = re.compile(r"[^\W\d_a-z][\w.'’-]*$")
    return 2 <= len(parts) <= 5 and not _is_role(words) and all(capital.match(p) or particle.match(p) for p in parts)


def _is_role(words: str) -> bool:
    return any(word in reading().byline_roles for word in re.findall(r"[a-z]+", words.lower()))


def _reporters(lines: list[Line]) -> tuple[str, ...]:
    """Authors from a closing line such as `(Reporting by Ana Roy in Lima; Editing by Jo Low)`."""
    for line in lines[-6:]:
        match = re.search(r"\(?\b((?:Reporting|Written) by [^;()]{4,100})", line.text)
        if match and match.start() == 0:
            return _authors(match[1].strip())
    return ()


def _outlet(lines: list[Line], head: list[Line], opening: Opening | None) -> str | None:
    if opening and opening.credit and _looks_like_outlet(opening.credit):
        return opening.credit
    if head and _split_tail(head[0].text)[1]:
        return _split_tail(head[0].text)[1]
    for line in _credits(lines):
        match = _CREDIT_LINE.match(line.text)
        if match:
            return match["name"].strip(" .,")
    return None


_CREDIT_LINE = re.compile(
    r"(?i:(?:copyright\s*)?(?:\(c\)|©)|copyright|source:)\s*(?i:copyright\s*)?"
    r"(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?i:by\s+)?"
    r"(?P<name>[^\W\d_a-z][\w/&'’-]*(?:[ -][^\W\d_a-z][\w/&'’-]*){0,4})"
)


def _credits(lines: list[Line]) -> list[Line]:
    """Lines near an end that say who holds the rights."""
    ends = lines if len(lines) <= 8 else [*lines[:4], *lines[-4:]]
    return [line for line in ends if len(line.text) <= 140 and _CREDIT_LINE.match(line.text)]


def _looks_like_outlet(words: str) -> bool:
    if names_outlet(words):
        return True
    return len(words.split()) <= 4 and bool(re.fullmatch(r"(?:[^\W\d_a-z][\w&.'’/-]*\s?)+", words))


def _opening(text: str, body: list[Line]) -> Opening | None:
    for line in body[:3]:
        found = find_opening(text, line.span[0])
        if found:
            return found
    return None


@lru_cache(maxsize=1)
def _byline_starts() -> re.Pattern[str]:
    starts = "|".join(re.escape(start) for start in reading().byline_starts)
    return re.compile(rf"(?:{starts})(?<=[:\w])\s+", re.I)
