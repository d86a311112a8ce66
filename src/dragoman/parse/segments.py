"""Where a text may be cut before it is parsed: paragraphs, headlines, datelines, glued sentences.

A sentence never crosses such a cut, and the parser never sees a dateline, which it would take for a subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.model.text import Article, Span

_GLUED = re.compile(r"(?<=[.!?][\"”’'])(?=[A-Z“\"][a-z])|(?<=[a-z]{2}[.!?])(?=[A-Z“][a-z]+ )")
_BREAK = re.compile(r"\n[ \t\r\f\v]*\n|\n")
_TERMINAL = re.compile(r"[.!?:;\"”’')\]]\s*$")
_WIDTH = 100
_LONGEST = 2400
"""Code points in one segment: long enough for any sentence, short enough for bounded parser memory."""

_SAME_WIDTH = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ",
     "\u2009": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ", "–": "-", "—": "-", "\u2011": "-", "\u00ad": "-"}
)  # fmt: skip


def plain_marks(text: str) -> str:
    """The text with one kind of quotation mark, hyphen and blank, and exactly as long as before."""
    return text.translate(_SAME_WIDTH)


def segments(article: Article) -> Iterator[Span]:
    """Spans of `article.text` to parse one by one, in order; blanks at their ends are left out."""
    text = article.text
    dateline = article.dateline.span if article.dateline else None
    for start, end in paragraphs(text):
        first = dateline[1] if dateline and start <= dateline[0] and dateline[1] < end else start
        pieces = [(start, dateline[0])] if first != start and dateline else []
        for piece in [*pieces, *_unglued(text, (first, end))]:
            for part in _bounded(text, piece):
                trimmed = _trim(text, part)
                if trimmed:
                    yield trimmed


def paragraphs(text: str) -> Iterator[Span]:
    """Lines, or blocks of lines where the text is wrapped at a fixed width."""
    wrapped = _is_wrapped(text)
    start = 0
    for match in _BREAK.finditer(text):
        single = match.group().count("\n") == 1
        if single and (wrapped or text[match.end() : match.end() + 1].islower()):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _is_wrapped(text: str) -> bool:
    """Whether single line breaks only wrap lines: all lines are short and most end in the middle of a sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > _WIDTH:
        return False
    return sum(_TERMINAL.search(line) is None for line in lines) > 0.5 * len(lines)


def _unglued(text: str, span: Span) -> Iterator[Span]:
    """A paragraph cut where two sentences were run together without a blank."""
    start = span[0]
    for match in _GLUED.finditer(text, span[0], span[1]):
        yield start, match.start()
        start = match.start()
    yield start, span[1]


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """A segment cut at blanks so that no part is longer than the parser should see."""
    start, end = span
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        stop = max(window.rfind(". "), window.rfind("? "), window.rfind("! "))
        cut = stop + 1 if stop > 0 else window.rfind(" ")
        cut = cut if cut > 0 else _LONGEST
        yield start, start + cut
        start += cut
    yield start, end


def _trim(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
