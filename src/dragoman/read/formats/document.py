"""Documents: from the lines of one to an article, or to those of the export that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.errors import SourceError
from dragoman.model.text import Note
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.formats.archives import exported
from dragoman.read.formats.given import Given, Item

_TRACKED = Note("tracked-changes", "the document has tracked changes; it was read as if all were accepted")


def articles_of_document(
    text: str, given: Given, made: str = "", tracked: bool = False, notes: tuple[Note, ...] = ()
) -> Iterator[Item]:
    """The articles of a document's text. `made` is when a program says that it made the file.

    Raises SourceError (`empty`).
    """
    text = _tidy(text)
    if not text:
        raise SourceError("empty", f"{given.source}: there is no text in it")
    notes = (*notes, _TRACKED) if tracked else notes
    found = exported(text, given.source, given.reading, notes)
    if found is not None:
        yield from found
        return
    known = Known(made=_day(made), notes=notes)
    yield build(text, given.source, known, given.reading.fallback)


def _day(made: str) -> Dated | None:
    """The day on which a file was made; the time of day is nobody's publication."""
    match = re.match(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)", made)
    return parse_date("-".join(match.groups())) if match else None


def _tidy(text: str) -> str:
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\ufeff\u200b]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "\n".join(line.rstrip() for line in text.replace("\f", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
