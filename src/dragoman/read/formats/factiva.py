"""Exports of Factiva: HTML, and text or RTF with codes of fields or without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dragoman import lexicon
from dragoman.lexicon.exports import Labels
from dragoman.read.dates import parse_date
from dragoman.read.formats.report import Report, joined

_CODED = re.compile(r"^[ \t|]*(?P<code>[A-Z]{2,3})(?:[ \t|]+(?P<value>\S.*)|[ \t|]*)$")
_END = re.compile(r"^[ \t|]*(?:AN[ \t|]+)?Do[ck]umento?[ \t]+(?P<id>[A-Z]{2,}[A-Za-z0-9]{8,})[ \t|]*$", re.M)
_PAGE = re.compile(r"^\s*(?:Page \d+ of \d+ )?© \d{4} Factiva, Inc\..*$|^\s*Page \d+ of \d+\s*$", re.M)
_WORDS = re.compile(r"[\d,.]+ words", re.I)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?", re.I)
_ARTICLE = re.compile(r"class\s*=\s*[\"'](?:article|[^\"']*\barticle\b[^\"']*Article)\b", re.I)


def is_factiva(text: str) -> bool:
    """Whether a text is an export of Factiva."""
    return _is_coded(text) or (_END.search(text) is not None and _WORDS.search(text) is not None)


def factiva_reports(text: str) -> Iterator[Report]:
    """The reports in an export, with codes or without."""
    text = _PAGE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    yield from _coded_reports(text) if _is_coded(text) else _plain_reports(text)


def is_factiva_page(html: str) -> bool:
    """Whether HTML is an export of Factiva."""
    return _ARTICLE.search(html) is not None and ("Paragraph" in html or re.search(r">\s*HD\s*<", html) is not None)


def factiva_pages(tree: Any) -> Iterator[Report]:
    """The reports in a tree of HTML."""
    for node in tree.iter("div"):
        classes = (node.get("class") or "").lower().split()
        if "article" in classes:
            yield _of_table(node) or _of_blocks(node)


# With codes


def _is_coded(text: str) -> bool:
    codes = {code for line in text[:60_000].split("\n") if (code := _code(line))}
    return {"HD", "PD"} <= codes and bool(codes & {"LP", "TD"}) and bool(codes & {"SN", "AN", "WC"})


def _coded_reports(text: str) -> Iterator[Report]:
    lines: list[str] = []
    for line in text.split("\n"):
        if _code(line) in ("HD", "SE") and _begins(line, lines):
            yield from _coded_report(lines)
            lines = []
        lines.append(line)
    yield from _coded_report(lines)


def _begins(line: str, lines: list[str]) -> bool:
    """Whether a report begins here: the one before has its text, or there is none before."""
    codes = {code for one in lines if (code := _code(one))}
    return bool(codes & {"LP", "TD", "AN"}) or not codes


def _coded_report(lines: list[str]) -> Iterator[Report]:
    fields: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        code = _code(line)
        if code and (code not in fields or code in ("LP", "TD")):
            current = fields.setdefault(code, [])
            match = _CODED.match(line)
            current.append((match["value"] if match else None) or "")
        elif current is not None:
            current.append(line)
    if "HD" in fields or "LP" in fields:
        yield _of_fields(fields)


def _of_fields(fields: dict[str, list[str]]) -> Report:
    report = Report()
    for code, lines in fields.items():
        name = _labels().field(code) or ""
        value = "\n".join(lines).strip()
        if name == "id":
            value = re.sub(r"^(?:Document|Dokument)\s+", "", value)
        if name in ("language", "published"):
            value = value.split("\n")[0]
        report.set(name or code.lower(), value)
    texts = [joined(fields[code]) for code in ("LP", "TD") if code in fields]
    report.text = "\n\n".join(text for text in texts if text)
    report.extra.pop("clock", None)
    return report


def _code(line: str) -> str | None:
    match = _CODED.match(line)
    return match["code"] if match and _labels().field(match["code"]) is not None else None


@lru_cache(maxsize=1)
def _labels() -> Labels:
    return lexicon.load().exports.labels["factiva"]


# Without codes: a title, then short lines (words, date, outlet, its code, language, rights), then the text


def _plain_reports(text: str) -> Iterator[Report]:
    start = 0
    for end in _END.finditer(text):
        lines = text[start : end.start()].split("\n")
        yield _of_lines(lines, end["id"])
        start = end.end()


def _of_lines(lines: list[str], name: str) -> Report:
    filled = [(n, line.strip()) for n, line in enumerate(lines) if line.strip()]
    words = next((n for n, (_, line) in enumerate(filled[:15]) if _WORDS.fullmatch(line)), None)
    if words is None:
        return Report(text=joined(lines), id=name)
    report = Report(id=name)
    before = [line for _, line in filled[:words]]
    if len(before) > 1 and re.match(r"(?:by|von|par|por)\s", before[-1], re.I):
        report.set("byline", before.pop())
    if len(before) > 1 and len(before[0].split()) <= 3 and before[0] == before[0].strip(".") and len(before) > 2:
        report.set("section", before.pop(0))
    report.set("title", " ".join(before))
    at = _facts([line for _, line in filled[words + 1 :]], report)
    rest = filled[words + 1 + at :]
    report.text = joined(lines[rest[0][0] :]) if rest else ""
    return report


def _facts(lines: list[str], report: Report) -> int:
    """Take the short lines behind the number of words, and say how many they are."""
    languages = lexicon.load().exports.languages
    kinds = ("outlet", "code")
    taken = 0
    for number, line in enumerate(lines[:14]):
        if not report.published and parse_date(line):
            report.set("published", line)
        elif _CLOCK.fullmatch(line) and report.published:
            report.published = f"{report.published} {line}"
        elif line.lower() in languages:
            report.set("language", line)
        elif re.match(r"(?:Copyright|©|\(c\))", line, re.I):
            return number + 1
        elif report.published and not report.language and len(line) <= 80:
            kind = kinds[0] if not report.outlet else "code" if re.fullmatch(r"[A-Z0-9]{3,8}", line) else "details"
            report.set(kind, line)
        else:
            return number
        taken = number + 1
    return taken


# HTML


def _of_table(node: Any) -> Report | None:
    """The report of a table of fields: a code in the first cell of a row, what it says in the second."""
    fields: dict[str, list[str]] = {}
    for row in node.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        code = " ".join(cells[0].text_content().split()) if cells else ""
        if len(cells) >= 2 and _labels().field(code) is not None and code.isupper():
            fields[code] = [line for block in _blocks(cells[-1]) for line in (block, "")]
    return _of_fields(fields) if "HD" in fields else None


def _blocks(cell: Any) -> list[str]:
    paragraphs = [" ".join(one.text_content().split()) for one in cell.iter("p")]
    return [one for one in paragraphs if one] or [" ".join(cell.text_content().split())]


def _of_blocks(node: Any) -> Report:
    """The report of an article that is given as blocks, a fact in each."""
    report = Report()
    facts: list[str] = []
    paragraphs: list[str] = []
    for child in node.iter("div", "p"):
        words = " ".join(child.text_content().split())
        if child is node or not words or child.xpath("./div|./p"):
            continue
        if child.tag == "p":
            end = _END.fullmatch(words)
            report.set("id", end["id"] if end else "")
            paragraphs += [] if end else [words]
        elif not _take_block(child, words, report):
            facts.append(words)
    _facts([fact for fact in facts if not _WORDS.fullmatch(fact)], report)
    report.text = "\n\n".join(paragraphs)
    return report


def _take_block(block: Any, words: str, report: Report) -> bool:
    """Take a block that is a title or names authors."""
    headline = [one for one in block.iter() if "headline" in (one.get("class") or "").lower()]
    if block.get("id") == "hd" or headline:
        report.set("title", " ".join(headline[0].text_content().split()) if headline else words)
    elif "author" in (block.get("class") or "").lower() or (re.match(r"by\s", words, re.I) and not report.byline):
        report.set("byline", words)
    else:
        return False
    return True
