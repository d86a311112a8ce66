"""Exports of NewsBank (Access World News) as text: title, a line of outlet and date, labels, the text, a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman import lexicon
from dragoman.lexicon.exports import Labels
from dragoman.read.dates import parse_date
from dragoman.read.formats.report import Report, joined

_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z ()]{2,30}?):\s*(?P<value>.*)")
_RULE = re.compile(r"\s*(?:[_*=-]{10,})\s*")
_RIGHTS = re.compile(r"\s*(?:Copyright|©|\(c\))", re.I)
_PLACED = re.compile(
    r"(?P<outlet>.+?)(?:\s*\((?P<place>[^()]+)\))?\s*[-–—,|]\s*"
    r"(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
)
_HEADS = {"author", "authors", "section", "page", "pages", "edition", "length"}
_FIELDS = {"author": "byline", "authors": "byline", "byline": "byline", "dateline": "place", "section": "section",
           "record number": "id", "source": "source", "document id": "id", "openurl link": "url"}  # fmt: skip


def is_newsbank(text: str) -> bool:
    """Whether a text is an export of NewsBank."""
    found = {label[0] for line in text[:100_000].split("\n") if (label := _label(line))}
    return bool(found & {"record number", "openurl link"}) and bool(found & _HEADS)


def newsbank_reports(text: str) -> Iterator[Report]:
    """The reports in an export."""
    lines: list[str] = []
    ended = False
    for line in text.replace("\r\n", "\n").replace("\f", "\n").split("\n"):
        label = _label(line)
        over = ended and line.strip() and not label and not _RIGHTS.match(line) and not _goes_on(line)
        if _RULE.fullmatch(line) or over:
            yield from _report(lines)
            lines, ended = [], False
        if label and label[0] in ("record number", "openurl link"):
            ended = True
        if not _RULE.fullmatch(line):
            lines.append(line)
    yield from _report(lines)


def _goes_on(line: str) -> bool:
    return line.lstrip().lower().startswith(("http", "all rights", "and may not"))


def _report(lines: list[str]) -> Iterator[Report]:
    if not any(line.strip() for line in lines):
        return
    report = Report()
    at = _head(lines, report)
    end = _tail(lines, at)
    for line in lines[end:]:
        if label := _label(line):
            report.set(_FIELDS.get(label[0], label[0].replace(" ", "_")), label[1])
    report.text = joined(lines[at:end])
    yield report


def _head(lines: list[str], report: Report) -> int:
    seen = False
    for number, line in enumerate(lines[:30]):
        words = line.strip()
        label = _label(line)
        placed = _PLACED.fullmatch(words)
        if label and label[0] in _labels().parts["head"]:
            report.set(_FIELDS.get(label[0], label[0].replace(" ", "_")), label[1])
            seen = True
        elif placed:
            report.set("outlet", placed["outlet"])
            report.set("published", placed["date"])
        elif words and parse_date(words):
            report.set("published", words)
        elif words and not report.title:
            report.set("title", words)
        elif words and not report.outlet and not report.published and len(words) < 100:
            report.set("outlet", re.sub(r"\s*\([^()]*\)$", "", words))
        elif words and (seen or report.published):
            return number
    return min(len(lines), 30)


def _tail(lines: list[str], start: int) -> int:
    end = len(lines)
    for number in range(len(lines) - 1, start - 1, -1):
        label = _label(lines[number])
        if (label and label[0] in _labels().parts["tail"]) or _RIGHTS.match(lines[number]):
            end = number
        elif lines[number].strip() and end - number > 4:
            break
    return end


def _label(line: str) -> tuple[str, str] | None:
    match = _LABEL.match(line.strip())
    if not match or _labels().field(match["label"]) is None:
        return None
    return match["label"].lower(), match["value"].strip()


@lru_cache(maxsize=1)
def _labels() -> Labels:
    return lexicon.load().exports.labels["newsbank"]
