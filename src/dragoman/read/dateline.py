"""The place, day and agency that open a wire report, as in `LISBON, May 29 (Reuters) --`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model.text import Dateline, Span
from dragoman.read.dates import PartDate, find_day
from dragoman.read.words import names_outlet, reading

_LONGEST = 120
_HEADLINE = 200
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_SMALL = (
    r"(?:al|an|ar|as|ash|az|da|das|de|del|den|der|des|di|do|dos|du|e|el|en|es|et|la|las|le|les|los|of|on|sur"
    r"|the|upon|y)"
)
_JOIN = r"(?:[ ]|-|[ ]?['’])"
_CITY = rf"(?:[SMF]T\.?[ ])?{_UPPER}{{2,}}\.?(?:{_JOIN}(?:{_SMALL}(?:[ ]|-))?{_UPPER}+\.?|['’`]{_UPPER}+)*"
_CITY = rf"(?:{_UPPER}['’`]|{_UPPER}\.)?{_CITY}"
_NAME = rf"{_UPPER}[\w'’.]*(?:[ -](?:{_SMALL}[ -])?{_UPPER}[\w'’.]*){{0,3}}"
_REGION = rf"(?:{_UPPER}\.(?:[ ]?{_UPPER}\.)+|{_NAME})"
_CAPITALS = re.compile(rf"{_CITY}(?:[ ]?/[ ]?{_CITY})*(?:,[ ]{_REGION}){{0,2}}")
_MIXED = re.compile(rf"{_NAME}(?:[ ]?/[ ]?{_NAME})*(?:,[ ]{_REGION}){{0,2}}")
_CREDIT = re.compile(r"[ ]?(?:--[ ]?)?(?:\((?P<credit>[^()\n]{0,60})\)|/(?P<wire>[^/\n]{2,30})/)")
_PLACE_ENDS = re.compile(r",[ ]|[ ]?\(|[ ]/|:(?=\s|$)|\s?[–—―_]|\s?--|[ ]-(?=[ ]|$)")
_GAP = re.compile(r",?[ ]")
_DAY_CLOSES = re.compile(r"[ ](?:--|[–—-])[ ]")
_STRONG = re.compile(r"\s?(?:-{2,3}|[–—―_])+(?=\s|[^\W_]|$)|[ ]-(?=\s)|:(?=\s)")
_OPENS = re.compile(r"\s*[\"'“‘«`(\[]*(?:[^\W_a-zß-öø-ÿ]|[$€£]|[ade]l-|$)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline in its parts; `day` may lack its year, `credit` is the agency as it is written."""

    span: Span
    place: str | None
    day: PartDate | None
    credit: str | None

    def dateline(self, published: str | None = None) -> Dateline:
        """The record, its year taken from the publication date where the words have none."""
        return Dateline(self.place, self.day.resolve(published) if self.day else None, self.span)


def find_dateline(text: str, start: int = 0, published: str | None = None) -> Dateline | None:
    """The dateline that begins at `start`, or None.

    Its span ends with the dash or colon that closes it, so the first sentence begins at the next word.
    A month and day without a year get one only if `published` is given.
    """
    found = find_opening(text, start)
    return found.dateline(published) if found else None


def find_opening(text: str, start: int = 0) -> Opening | None:
    """The dateline that begins at `start`, in its parts."""
    line_end = text.find("\n", start)
    line = text[start : min(start + _LONGEST, line_end if line_end >= 0 else len(text))]
    following = text[start + len(line) : start + len(line) + 40]
    offset = len(line) - len(line.lstrip("\"'“ \t"))
    stops = [match.start() for match in _PLACE_ENDS.finditer(line, offset + 1)]
    for pattern, capitals in ((_CAPITALS, True), (_MIXED, False)):
        # The shortest reading first: `LIMA, Peru` may end at the comma or after it.
        for stop in stops:
            if not pattern.fullmatch(line, offset, stop):
                continue
            found = _after_place(line, following, (offset, stop), capitals)
            if found and not _is_speaker(text, found, start):
                return _shift(found, start)
    day = _day_alone(line, offset)
    return _shift(day, start) if day else None


def _after_place(line: str, following: str, place: Span, capitals: bool) -> Opening | None:
    name = line[place[0] : place[1]]
    at, day, credit, credited = _details(line, place[1])
    close = _STRONG.match(line, at)
    end = close.end() if close else at
    found = Opening((place[0], end), name, day, credit)
    if not _OPENS.match(line[end:] or following):
        return None
    if not capitals:
        return found if close and _trusted(name, day, credit, close.group()) else None
    if day is None and not _is_outlet(credit) and (_is_label(name) or len(name.split(",")[0].split()) > 3):
        return None
    # Without a dash, only a credit can close a dateline.
    closed = close is not None or (credited and credit is not None and line[at : at + 1] in ("", " "))
    return found if closed else None


def _trusted(name: str, day: PartDate | None, credit: str | None, close: str) -> bool:
    """Whether a place in ordinary letters opens a dateline: many a sentence begins like one."""
    if day or _is_outlet(credit):
        return True
    parts = [part.strip() for part in re.split(r"[,/]", name)]
    known = parts[-1] in reading().countries if len(parts) > 1 else name in reading().capitals
    return known and ":" not in close


def _details(line: str, at: int) -> tuple[int, PartDate | None, str | None, bool]:
    """Day and credit after a place, in either order, and where they end."""
    day: PartDate | None = None
    credit: str | None = None
    credited = False
    for _ in range(3):
        comma = _GAP.match(line, at)
        found = find_day(line, comma.end()) if comma and day is None else None
        match = _CREDIT.match(line, at)
        if found:
            day, at = found[0], found[1][1]
        elif match and not credited:
            words = match["credit"] if match["wire"] is None else match["wire"]
            inner = find_day(words, 0)
            if inner and day is None:
                day = inner[0]
            else:
                credit = words.strip() or None
            credited, at = True, match.end()
        else:
            break
    return at, day, credit, credited


def _day_alone(line: str, offset: int) -> Opening | None:
    found = find_day(line, offset)
    if not found:
        return None
    close = _DAY_CLOSES.match(line, found[1][1])
    if not close or not _OPENS.match(line, close.end()):
        return None
    return Opening((offset, close.end() - 1), None, found[0], None)


def _shift(found: Opening, start: int) -> Opening:
    return Opening((found.span[0] + start, found.span[1] + start), found.place, found.day, found.credit)


def _is_speaker(text: str, found: Opening, start: int) -> bool:
    """Whether the words before a colon are a speaker's label: those come in mid-text, or again and again."""
    label = text[start + found.span[0] : start + found.span[1]]
    if not label.endswith(":") or found.day or found.credit:
        return False
    if any(len(line) > _HEADLINE for line in text[:start].splitlines()):
        return True
    return len(re.findall(rf"^\W*{re.escape(label)}", text, re.M)) > 1


def _is_label(name: str) -> bool:
    """Whether words in capitals are a label such as `EXCLUSIVE` or an abbreviation, not a place."""
    return any(word.strip(".") in reading().not_places for word in [name, *name.split()])


def _is_outlet(credit: str | None) -> bool:
    return credit is not None and names_outlet(credit)
