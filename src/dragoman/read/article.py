"""From a text and what is known of it to an article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from dragoman.model.text import Article, Dateline, Note
from dragoman.read.dates import Dated
from dragoman.read.duplicate import duplicate_body, duplicate_note
from dragoman.read.header import Header, find_header
from dragoman.read.language import is_english, language_of, not_english_note

_FIRST_NEWS = "1800"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text from outside of it: a page's metadata or the keys of a JSON line.

    `place` is that of a dateline which stands outside of the text, `made` when a program made the file.
    """

    id: str | None = None
    title: str | None = None
    standfirst: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Dated | None = None
    basis: str | None = None
    retrieved: str | None = None
    place: str | None = None
    made: Dated | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


def build(text: str, source: str, known: Known, fallback: Dated | None = None) -> Article:
    """The article; what is not known is looked for in the lines around the report.

    `fallback` is the publication date that the user gave for texts that have none of their own.
    """
    header = find_header(
        text,
        published=known.published.value if known.published else None,
        otherwise=fallback.value if fallback else None,
    )
    published, basis = _publication(header, known, fallback)
    return Article(
        id=known.id or text_id(text),
        text=text,
        title=known.title or header.title,
        standfirst=known.standfirst or header.standfirst,
        byline=known.byline or header.byline,
        outlet=known.outlet or header.outlet,
        url=known.url,
        language=known.language or _language(text),
        published=published.value if published else None,
        published_precision=published.precision if published else None,
        published_basis=basis,
        retrieved=known.retrieved or header.retrieved,
        dateline=header.dateline or (Dateline(known.place) if known.place else None),
        extra=_extra(header, known, published),
        source=source,
        notes=_notes(text, known, published, basis),
    )


def _odd_date(published: Dated, basis: str | None) -> tuple[Note, ...]:
    """The note on a date that can hardly be that of a publication."""
    if basis == "file":
        return (Note("odd-date", f"{published.value[:10]} is when a program made the file; it was taken for the date"),)
    if published.value[:4] < _FIRST_NEWS:
        return (Note("odd-date", f"published {published.value[:10]}, before there was news as it is read here"),)
    if published.value[:10] > (datetime.now(UTC).date() + timedelta(days=1)).isoformat():
        return (Note("odd-date", f"published {published.value[:10]}, a day that has not come yet"),)
    return ()


def text_id(text: str) -> str:
    """An id that depends on nothing but the text."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:16]


def _publication(header: Header, known: Known, fallback: Dated | None) -> tuple[Dated | None, str | None]:
    if known.published:
        return known.published, known.basis
    if header.published:
        return header.published, "text"
    if fallback:
        return fallback, "given"
    return (known.made, "file") if known.made else (None, None)


def _language(text: str) -> str | None:
    code = language_of(text)
    return "en" if code is None and is_english(text) else code


def _extra(header: Header, known: Known, published: Dated | None) -> dict[str, Any]:
    extra = dict(known.extra)
    if header.updated and header.updated != published:
        extra.setdefault("updated", header.updated.value)
    return extra


def _notes(text: str, known: Known, published: Dated | None, basis: str | None) -> tuple[Note, ...]:
    notes = list(known.notes)
    if published is None:
        notes.append(Note("no-publication-date", "nothing says when the text came out; relative dates stay open"))
    else:
        notes.extend(_odd_date(published, basis))
    foreign = not_english_note(text)
    if foreign:
        notes.append(foreign)
    if duplicate_body(text):
        notes.append(duplicate_note())
    return tuple(notes)
