"""One report out of an archive's export: from its text and what the export says of it to an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman import lexicon
from dragoman.model.text import Note, Problem
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.formats.given import Item, Reading
from dragoman.read.formats.people import byline_of

_NOTES = {"feed-summary": "the export gives an abstract, which is not the whole text"}
_WRAPPED = 0.6
_WIDTH = 90


@dataclass(slots=True)
class Report:
    """What an export gives of a report; dates and names as they are written there."""

    text: str = ""
    title: str = ""
    standfirst: str = ""
    byline: str = ""
    outlet: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    id: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    def set(self, name: str, value: str) -> None:
        """Set a field that is not set yet; what is no field of a report is kept under `extra`."""
        value = value.strip()
        if name in ("text", "notes", "extra") or not value:
            return
        if name in self.__slots__:
            if not getattr(self, name):
                setattr(self, name, value)
        else:
            self.extra.setdefault(name, " ".join(value.split()))


def articles_of(
    reports: Iterable[Report], source: str, reading: Reading, notes: tuple[Note, ...] = ()
) -> Iterator[Item]:
    """An article for every report, or a problem for one without a text."""
    found = list(reports)
    for number, report in enumerate(found, start=1):
        place = source if len(found) == 1 else f"{source}#{number}"
        yield _article(report, place, source, reading, notes)


def _article(report: Report, place: str, source: str, reading: Reading, notes: tuple[Note, ...]) -> Item:
    if not report.text.strip():
        shown = f" ({' '.join(report.title.split())[:80]})" if report.title else ""
        return Problem(place, source, "empty", f"{place}: the export gives no text of this report{shown}")
    published = date_in(report.published)
    bad: tuple[Note, ...] = ()
    if report.published and published is None:
        bad = (Note("bad-date", f"the export's date is not read: {report.published[:60]!r}"),)
    said = tuple(Note(code, _NOTES[code]) for code in report.notes)
    return build(report.text, place, _known(report, published, (*notes, *said, *bad)), reading.fallback)


def _known(report: Report, published: Dated | None, notes: tuple[Note, ...]) -> Known:
    language = " ".join(report.language.split())
    return Known(
        id=report.id or None,
        title=" ".join(report.title.split()) or None,
        standfirst=" ".join(report.standfirst.split()) or None,
        byline=byline_of(report.byline),
        outlet=" ".join(report.outlet.split()) or None,
        url=report.url if re.match(r"https?://", report.url) else None,
        language=lexicon.load().exports.languages.get(language.split(";")[0].strip().lower(), language.lower()) or None,
        published=published,
        basis="given" if published else None,
        place=" ".join(report.place.split()) or None,
        extra=report.extra,
        notes=notes,
    )


def date_in(words: str) -> Dated | None:
    """The date of a line that may say more: `March 6, 2012 Tuesday 4:15 PM GMT`, `6 March 2012 Final Edition`."""
    words = " ".join(words.split())
    parts = words.split(" ")
    for end in range(min(len(parts), 9), 0, -1):
        found = parse_date(" ".join(parts[:end]))
        if found and (found.precision not in ("year", "month") or end == len(parts)):
            return found
    return None


def joined(lines: list[str]) -> str:
    """The text of some lines: a blank line ends a paragraph, and lines of one width are one paragraph's."""
    filled = [line for line in lines if line.strip()]
    width = max((len(line.rstrip()) for line in filled), default=0)
    full = sum(len(line.rstrip()) > 0.7 * width for line in filled)
    wrapped = len(filled) > 1 and width <= _WIDTH and full >= _WRAPPED * len(filled)
    blocks: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            blocks.append([])
        elif wrapped or not blocks[-1] or line.lstrip()[0].islower():
            blocks[-1].append(line.strip())
        else:
            blocks.append([line.strip()])
    return "\n\n".join(" ".join(block) for block in blocks if block)
