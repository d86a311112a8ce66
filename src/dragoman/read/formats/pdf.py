"""PDF: the text layer, its lines joined to paragraphs again."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dragoman.errors import SourceError
from dragoman.model.text import Note
from dragoman.read.formats.document import articles_of_document
from dragoman.read.formats.given import Given, Item

_PAGE_LINE = re.compile(r"\s*(?:[-–—] ?)?(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?(?: ?[-–—])?\s*", re.I)
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_SHORT = 0.8


def is_pdf(given: Given) -> bool:
    """Whether bytes are a PDF; some have a few bytes in front."""
    return b"%PDF-" in given.head[:1024]


def read_pdf(given: Given) -> Iterator[Item]:
    """The articles of a PDF. Raises SourceError (`encrypted`, `no-text-layer`, `damaged`)."""
    pages, made, cut = _read(given)
    if not any(page.strip() for page in pages):
        raise SourceError("no-text-layer", f"{given.source}: no page has text in it; a scan must be recognized first")
    notes = (Note("page-cut", f"{cut} pages of the PDF could not be read"),) if cut else ()
    empty = sum(not page.strip() for page in pages) - cut
    if empty > 0:
        notes = (*notes, Note("no-text-layer", f"{empty} of {len(pages)} pages have no text in them"))
    yield from articles_of_document(_joined(pages), given, made, notes=notes)


def _read(given: Given) -> tuple[list[str], str, int]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(given.file())
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("encrypted", f"{given.source}: the PDF is protected by a password")
        pages, cut = _texts(reader)
        made = str(reader.metadata.get("/CreationDate") or "") if reader.metadata else ""
    except DependencyError as error:
        raise SourceError("encrypted", f"{given.source}: the PDF is encrypted: {error}") from error
    except (PyPdfError, *_WRONG) as error:
        raise SourceError("damaged", f"{given.source}: the PDF is damaged: {error}") from error
    return pages, made, cut


# Whatever a damaged file makes of the library's reading.
_WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError, RecursionError,
          NotImplementedError, OverflowError, ZeroDivisionError)  # fmt: skip


def _texts(reader: Any) -> tuple[list[str], int]:
    from pypdf.errors import DependencyError, PyPdfError

    pages, cut = [], 0
    for page in reader.pages:
        try:
            pages.append(page.extract_text() or "")
        except DependencyError:
            raise
        except (PyPdfError, *_WRONG):
            pages.append("")
            cut += 1
    return pages, cut


def _joined(pages: list[str]) -> str:
    """The pages as one text: without the lines that stand on every page, lines of a paragraph in one."""
    lines = [line for page in _without_margins([page.split("\n") for page in pages]) for line in page]
    width = sorted(len(line) for line in lines if line.strip())[int(0.9 * sum(bool(line.strip()) for line in lines)) :]
    full = width[0] if width else 0
    paragraphs: list[str] = [""]
    for number, line in enumerate(lines):
        words = line.strip()
        if not words:
            paragraphs.append("")
        elif paragraphs[-1] and _goes_on(lines[number - 1].strip(), words, full):
            paragraphs[-1] = _with(paragraphs[-1], words)
        else:
            paragraphs.append(words)
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph)


def _goes_on(before: str, line: str, full: int) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    if line[0].islower() or before.endswith((",", "-", "\u00ad")):
        return True
    if len(before) < _SHORT * full:
        return False
    return not _ENDS.search(before) or len(before) >= 0.9 * full


def _with(text: str, line: str) -> str:
    """A text with its next line; a word that was cut at the line's end is one again."""
    if text.endswith("\u00ad") or (text.endswith("-") and re.search(r"[a-z]-$", text) and line[0].islower()):
        return text[:-1] + line
    return f"{text} {line}"


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """The lines of pages without numbers of pages, and without what stands at the edge of most of them."""
    edges = Counter(_edge(line) for page in pages for line in {*_filled(page)[:2], *_filled(page)[-2:]})
    often = {edge for edge, count in edges.items() if len(pages) > 2 and count > 0.6 * len(pages)}
    kept = []
    for page in pages:
        filled = _filled(page)
        drop = {line for line in (*filled[:2], *filled[-2:]) if _PAGE_LINE.fullmatch(line) or _edge(line) in often}
        kept.append([line for line in page if line not in drop])
    return kept


def _edge(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _filled(page: list[str]) -> list[str]:
    return [line for line in page if line.strip()]
