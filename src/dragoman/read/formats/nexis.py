"""Exports of LexisNexis: the older form (`1 of 100 DOCUMENTS`, labels in capitals) and that of Nexis Uni."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman import lexicon
from dragoman.lexicon.exports import Labels
from dragoman.read.dates import parse_date
from dragoman.read.formats.report import Report, date_in, joined

_START = re.compile(r"^[ \t\u00a0]*\d{1,6} (?:of|de|von) \d{1,6} (?:DOCUMENTS?|DOKUMENTE?N?)[ \t]*$", re.M)
_LABEL = re.compile(r"(?P<label>[A-Z][A-Z-]{2,30}):(?:[ \t]+(?P<value>.*)|[ \t]*)")
_UNI_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z-]{2,20}(?: Appended)?):(?:[ \t\u00a0]+(?P<value>.*)|[ \t]*)")
_RIGHTS = re.compile(r"[ \t]*(?:Copyright|©|\(c\))|[ \t]*All Rights Reserved", re.I)
_CORRECTION = re.compile(r"correction appended|clarification appended", re.I)
_EDITION = re.compile(r"(?:\S+ ){0,4}edition(?: \S+){0,3}", re.I)
_FIELDS = {
    "byline": "byline", "author": "byline", "dateline": "place", "language": "language", "headline": "title",
    "section": "section", "length": "length", "load-date": "load_date", "highlight": "standfirst", "url": "url",
    "publication-type": "publication_type", "series": "series", "graphic": "graphic", "correction": "correction",
    "correction-date": "correction_date",
}  # fmt: skip


def is_nexis(text: str) -> bool:
    """Whether a text is an export of the older form, or of Nexis Uni."""
    return _is_old(text) or _is_uni(text)


def nexis_reports(text: str) -> Iterator[Report]:
    """The reports in an export of either form."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    yield from _old_reports(text) if _is_old(text) else _uni_reports(text)


# The older form


def _is_old(text: str) -> bool:
    start = _START.search(text[:20_000])
    if not start:
        return False
    following = text[start.end() : start.end() + 6000]
    return any(_label(line, "nexis") for line in following.split("\n")) or bool(_RIGHTS.search(following))


def _old_reports(text: str) -> Iterator[Report]:
    starts = [match.end() for match in _START.finditer(text)]
    ends = [match.start() for match in _START.finditer(text)][1:]
    for start, end in zip(starts, [*ends, len(text)], strict=True):
        yield _old_report(text[start:end].split("\n"))


def _old_report(lines: list[str]) -> Report:
    report = Report()
    at = _old_head(lines, report)
    end = _tail(lines, at, "nexis")
    _take_labels(lines[end:], report, "nexis", "tail")
    report.text = joined([line for line in lines[at:end] if not _RIGHTS.match(line) or len(line) > 140])
    return report


def _old_head(lines: list[str], report: Report) -> int:
    """Take outlet, date, title and the labels before the text, and say where the text begins."""
    blocks = _blocks(lines)
    number = 0
    titles: list[str] = []
    dated = False
    for number, (start, block) in enumerate(blocks):
        label = _label(block[0], "nexis")
        words = " ".join(line.strip() for line in block)
        if label and label[0] == "body":
            return start + 1
        if label and _is_head(label[0], "nexis"):
            _take_labels(block, report, "nexis", "head")
        elif not dated and date_in(block[0].strip()):
            report.set("published", block[0].strip())
            report.set("edition", " ".join(line.strip() for line in block[1:]))
            dated = True
        elif _RIGHTS.match(block[0]) or _CORRECTION.fullmatch(words):
            continue
        elif dated and not titles and _EDITION.fullmatch(words):
            report.set("edition", words)
        elif not dated and not report.outlet:
            report.set("outlet", words)
        elif not titles and not _seen_labels(blocks[:number]) and (dated or number < 3):
            titles.append(words)
        elif not _labels_follow(blocks[number:]):
            report.set("title", titles[0] if titles else "")
            return start
    report.set("title", titles[0] if titles else "")
    return blocks[number][0] + len(blocks[number][1]) if blocks else 0


def _seen_labels(blocks: list[tuple[int, list[str]]]) -> bool:
    return any(_label(block[0], "nexis") for _, block in blocks)


def _labels_follow(blocks: list[tuple[int, list[str]]]) -> bool:
    """Whether labels of the head stand among the next blocks: what is before them is no text yet."""
    for _, block in blocks[1:4]:
        label = _label(block[0], "nexis")
        if label:
            return _is_head(label[0], "nexis") and label[0] not in ("graphic", "notes", "source")
    return False


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Lines that stand together, each lot with the number of its first."""
    found: list[tuple[int, list[str]]] = []
    apart = True
    for number, line in enumerate(lines):
        if not line.strip():
            apart = True
            continue
        if apart or _label(line, "nexis"):
            found.append((number, []))
        found[-1][1].append(line)
        apart = False
    return found


# Nexis Uni


def _is_uni(text: str) -> bool:
    words = _labels("uni")
    lines = [line.strip() for line in text.split("\n")]
    body = any(line.lower() in words.parts["body"] for line in lines)
    end = any(line.lower() in words.parts["end"] for line in lines)
    labels = {label[0] for line in lines[:4000] if (label := _label(line, "uni"))}
    return (body and (end or "load-date" in labels or "length" in labels)) or (end and bool(labels))


def _uni_reports(text: str) -> Iterator[Report]:
    ends = _labels("uni").parts["end"]
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip().lower() in ends:
            if report := _uni_report(lines):
                yield report
            lines = []
        else:
            lines.append(line)
    if report := _uni_report(lines):
        yield report


def _uni_report(lines: list[str]) -> Report | None:
    """The report of some lines, None where they are a cover, or nothing."""
    words = _labels("uni")
    lines = _without_cover(_without_page_lines(lines))
    if not any(line.strip() for line in lines):
        return None
    report = Report()
    body = next((n for n, line in enumerate(lines) if line.strip().lower() in words.parts["body"]), None)
    head = body if body is not None else _end_of_head(lines)
    if body is None and head == 0:
        return None
    _uni_head(lines[:head], report)
    start = head + 1 if body is not None else head
    end = _tail(lines, start, "uni")
    _take_labels(lines[end:], report, "uni", "tail")
    report.text = joined(lines[start:end])
    return report


def _end_of_head(lines: list[str]) -> int:
    """Where the text begins if nothing says `Body`: after the last label of the head."""
    heads = [n for n, line in enumerate(lines[:60]) if (label := _label(line, "uni")) and _is_head(label[0], "uni")]
    return heads[-1] + 1 if heads else 0


def _uni_head(lines: list[str], report: Report) -> None:
    """Title, outlet, date and labels: the line before the date is the outlet, what is before that the title."""
    filled = [line.strip() for line in lines if line.strip()]
    top = next((n for n, line in enumerate(filled) if _is_uni_date(line)), None)
    if top is not None:
        before = [line for line in filled[:top] if not _CORRECTION.fullmatch(line)]
        report.set("published", filled[top])
        report.set("outlet", before[-1] if len(before) > 1 else "")
        report.set("title", " ".join(before[:-1] if len(before) > 1 else before))
        filled = filled[top + 1 :]
    elif filled:
        report.set("title", filled[0])
        report.set("outlet", filled[1] if len(filled) > 1 and not _label(filled[1], "uni") else "")
    _take_labels(filled, report, "uni", "head")


def _is_uni_date(line: str) -> bool:
    """Whether a line begins with a date, and goes on with no more than a time and an edition."""
    found = date_in(line)
    return found is not None and len(line) <= 70 and (found.precision != "year" or parse_date(line) is not None)


def _without_cover(lines: list[str]) -> list[str]:
    """The lines without a cover, which lists the search and the titles."""
    cover = _labels("uni").parts["cover"]
    marks = [n for n, line in enumerate(lines[:4000]) if line.split(":")[0].split("(")[0].strip().lower() in cover]
    if len(marks) < 2:
        return lines
    bodies = [n for n, line in enumerate(lines) if line.strip().lower() in _labels("uni").parts["body"]]
    if not bodies:
        return []
    dates = [n for n in range(marks[-1] + 1, bodies[0]) if _is_uni_date(lines[n].strip())]
    if not dates:
        return lines[marks[-1] + 1 :]
    # Title and outlet are the two lines before the date; what is before them is the cover's list.
    filled = [n for n in range(marks[-1] + 1, dates[-1]) if lines[n].strip()]
    return lines[filled[-2] if len(filled) > 1 else dates[-1] :]


def _without_page_lines(lines: list[str]) -> list[str]:
    """The lines without what printing put on every page: `Page 2 of 5`, and the title above it."""
    pages = [n for n, line in enumerate(lines) if re.fullmatch(r"\s*Page \d+ of \d+\s*", line)]
    drop = set(pages)
    if len(pages) > 1:
        firsts = [_next_filled(lines, n) for n in pages]
        texts = {lines[n].strip() for n in firsts if n is not None}
        if len(texts) < len(pages):
            drop |= {n for n in firsts if n is not None and _count(lines, lines[n].strip()) > 1}
            kept = min((n for n in firsts if n is not None), default=None)
            drop.discard(kept if kept is not None else -1)
    return [line for n, line in enumerate(lines) if n not in drop]


def _count(lines: list[str], words: str) -> int:
    return sum(line.strip() == words for line in lines)


def _next_filled(lines: list[str], at: int) -> int | None:
    return next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), None)


# Both


@lru_cache(maxsize=2)
def _labels(form: str) -> Labels:
    return lexicon.load().exports.labels[form]


def _label(line: str, form: str) -> tuple[str, str] | None:
    """The label that a line begins with, in small letters, and what stands behind it."""
    match = (_LABEL if form == "nexis" else _UNI_LABEL).match(line.strip())
    if not match or _labels(form).field(match["label"]) is None:
        return None
    return match["label"].lower(), (match["value"] or "").strip()


def _is_head(label: str, form: str) -> bool:
    return label in _labels(form).parts["head"]


def _tail(lines: list[str], start: int, form: str) -> int:
    """Where the labels behind the text begin: from there on nothing but labels and rights comes."""
    end = len(lines)
    for number in range(len(lines) - 1, start - 1, -1):
        label = _label(lines[number], form)
        bare = form == "uni" and lines[number].strip().lower() in _labels(form).parts["tail"]
        if bare or (label and label[0] in _labels(form).parts["tail"]):
            end = number
        elif _RIGHTS.match(lines[number]) and len(lines[number]) <= 140:
            end = number if end == len(lines) or number < end else end
        elif lines[number].strip() and number < end and end - number > 12:
            break
    return end


def _take_labels(lines: list[str], report: Report, form: str, part: str) -> None:
    """Take labels with their values, which may go on in the next lines."""
    name, value = "", ""
    for line in [*lines, "\0:"]:
        label = _label(line, form)
        if label is None and line.strip() and line != "\0:" and name and not _RIGHTS.match(line):
            value = f"{value} {line.strip()}"
        elif label is not None or line == "\0:":
            if name and name in _labels(form).parts[part]:
                report.set(_FIELDS.get(name, name.replace("-", "_")), value)
            name, value = label or ("", "")
        else:
            continue
