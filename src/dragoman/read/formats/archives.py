"""Exports of news archives, in whatever kind of file they come: one table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.model.text import Note
from dragoman.read.formats.factiva import factiva_pages, factiva_reports, is_factiva, is_factiva_page
from dragoman.read.formats.given import Given, Item, Reading
from dragoman.read.formats.newsbank import is_newsbank, newsbank_reports
from dragoman.read.formats.nexis import is_nexis, nexis_reports
from dragoman.read.formats.proquest import is_proquest, is_ris, proquest_reports, ris_reports
from dragoman.read.formats.report import Report, articles_of
from dragoman.read.markup import tree_of_html


@dataclass(frozen=True, slots=True)
class Export:
    """The form of one archive's exports: how its text is told and taken apart."""

    name: str
    sniff: Callable[[str], bool]
    reports: Callable[[str], Iterator[Report]]


EXPORTS = (
    Export("nexis", is_nexis, nexis_reports),
    Export("factiva", is_factiva, factiva_reports),
    Export("proquest", is_proquest, proquest_reports),
    Export("newsbank", is_newsbank, newsbank_reports),
    Export("ris", is_ris, ris_reports),
)


def exported(text: str, source: str, reading: Reading, notes: tuple[Note, ...] = ()) -> Iterator[Item] | None:
    """The articles of an archive's export, or None where a text is none."""
    form = next((form for form in EXPORTS if form.sniff(text)), None)
    return articles_of(form.reports(text), source, reading, notes) if form else None


def sniffer(form: Export) -> Callable[[Given], bool]:
    """Whether some bytes are the text of such an export."""
    return lambda given: given.text is not None and not given.text.lstrip().startswith("<") and form.sniff(given.text)


def reader(form: Export) -> Callable[[Given], Iterator[Item]]:
    """How the text of such an export is read."""

    def read(given: Given) -> Iterator[Item]:
        decoded = given.decoded()
        return articles_of(form.reports(decoded.text), given.source, given.reading, decoded.notes)

    return read


def is_factiva_file(given: Given) -> bool:
    """Whether some bytes are a page of Factiva's, or its text."""
    return given.text is not None and is_factiva_page(given.text)


def read_factiva_page(given: Given) -> Iterator[Item]:
    """The articles of a page of Factiva's."""
    decoded = given.decoded()
    return articles_of(factiva_pages(tree_of_html(decoded.text)), given.source, given.reading, decoded.notes)
