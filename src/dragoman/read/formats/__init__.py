"""Formats: one module each, and one table of them. Content decides; a name helps where content does not tell.

A new format is one module and one row. Rows are tried in their order, so that the more particular stand first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.errors import SourceError
from dragoman.read.formats.archive_xml import is_archive_xml, read_archive_xml
from dragoman.read.formats.archives import EXPORTS, is_factiva_file, read_factiva_page, reader, sniffer
from dragoman.read.formats.arrow import is_arrow, read_arrow
from dragoman.read.formats.container import is_packed, is_tar, is_zip, read_packed, read_tar, read_zip
from dragoman.read.formats.docx import is_docx, read_docx
from dragoman.read.formats.feed import read_feeds
from dragoman.read.formats.given import Given, Item
from dragoman.read.formats.jsonl import read_json, read_json_lines
from dragoman.read.formats.mail import is_mail, read_mail
from dragoman.read.formats.markdown import is_markdown, read_markdown
from dragoman.read.formats.odt import is_odt, read_odt
from dragoman.read.formats.page import read_pages
from dragoman.read.formats.pdf import is_pdf, read_pdf
from dragoman.read.formats.plain import is_plain, read_plain, refuse
from dragoman.read.formats.rtf import is_rtf, read_rtf
from dragoman.read.formats.sheet import is_sheet, read_sheet
from dragoman.read.formats.sniff import is_feed, is_json, is_json_lines, is_page
from dragoman.read.formats.table import is_table, read_table
from dragoman.read.formats.warc import is_wacz, is_warc, read_web_archive

__all__ = ["FORMATS", "NAMES", "Format", "formatted", "is_known", "read_given"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, the ends of its files' names, how it is told and how it is read."""

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Given], bool]
    read: Callable[[Given], Iterator[Item]]


FORMATS = (
    Format("warc", (".warc", ".warc.gz"), is_warc, read_web_archive),
    Format("wacz", (".wacz",), is_wacz, read_web_archive),
    Format("sheet", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), is_sheet, read_sheet),
    Format("docx", (".docx", ".docm"), is_docx, read_docx),
    Format("odt", (".odt",), is_odt, read_odt),
    Format("zip", (".zip",), is_zip, read_zip),
    Format("tar", (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"), is_tar, read_tar),
    Format("packed", (".gz", ".bz2", ".xz"), is_packed, read_packed),
    Format("pdf", (".pdf",), is_pdf, read_pdf),
    Format("rtf", (".rtf",), is_rtf, read_rtf),
    Format("arrow", (".parquet", ".feather", ".arrow", ".arrows", ".ipc"), is_arrow, read_arrow),
    Format("mail", (".eml",), is_mail, read_mail),
    *(Format(form.name, (".ris",) if form.name == "ris" else (), sniffer(form), reader(form)) for form in EXPORTS),
    Format("archive-xml", (), is_archive_xml, read_archive_xml),
    Format("factiva-html", (), is_factiva_file, read_factiva_page),
    Format("jsonl", (".jsonl", ".ndjson"), is_json_lines, read_json_lines),
    Format("json", (".json",), is_json, read_json),
    Format("feed", (".xml", ".rss", ".atom", ".rdf"), is_feed, read_feeds),
    Format("html", (".html", ".htm", ".xhtml"), is_page, read_pages),
    Format("table", (".csv", ".tsv", ".tab"), is_table, read_table),
    Format("markdown", (".md", ".markdown"), is_markdown, read_markdown),
    Format("text", (".txt", ".text"), is_plain, read_plain),
)
NAMES = tuple(format.name for format in FORMATS)
_CONTAINERS = ("zip", "tar", "packed")


def read_given(given: Given) -> Iterator[Item]:
    """What some bytes hold, in the format asked for or else the one that they are in. Raises SourceError."""
    nothing = True
    for item in formatted(given).read(given):
        nothing = False
        yield item
    if nothing:
        raise SourceError("empty", f"{given.source}: there is nothing in it")


def formatted(given: Given) -> Format:
    """The format of some bytes. Raises SourceError for those that no format reads."""
    told = next((format for format in FORMATS if format.sniff(given)), None)
    asked = given.reading.format
    if asked != "auto" and (told is None or told.name not in _CONTAINERS):
        return next(format for format in FORMATS if format.name == asked)
    if told is None:
        raise refuse(given)
    return told


def is_known(name: str) -> bool:
    """Whether a file's name ends as those of some format do."""
    return name.lower().endswith(_SUFFIXES)


_SUFFIXES = tuple(suffix for format in FORMATS for suffix in format.suffixes)
