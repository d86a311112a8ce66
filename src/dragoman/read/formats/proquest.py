"""Exports of ProQuest as text: labels before a colon, `Full text:` one of them. References in RIS are read too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dragoman import lexicon
from dragoman.lexicon.exports import Labels
from dragoman.read.formats.report import Report, joined

_RULE = re.compile(r"^\s*_{20,}\s*$", re.M)
_PUBLISHED = {"publication title", "publication date"}
_NUMBER = re.compile(r"\s*Document \d+ of \d+\s*")
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z /-]{1,30}?):(?:\s+(?P<value>.*)|\s*)")
_INFO = re.compile(r"(?P<outlet>[^;]+?)\s*;.*?(?P<date>[A-Z][a-z]{2} \d{1,2}, \d{4})")
_ABSENT = re.compile(r"\s*(?:not available|none available|available from)\b.{0,60}", re.I)
_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<value>.*)")
_FOOT = re.compile(
    r"^\s*(?:Contact us at:|Copyright ©? ?\d{4} ProQuest|Terms and Conditions:|Database copyright)", re.I
)


def is_proquest(text: str) -> bool:
    """Whether a text is an export of ProQuest."""
    start = text[:200_000]
    return bool(re.search(r"^ProQuest document ID:", start, re.M)) or (
        bool(re.search(r"^Full text:", start, re.M | re.I))
        and bool(re.search(r"^Publication (?:title|date):", start, re.M))
    )


def proquest_reports(text: str) -> Iterator[Report]:
    """The reports in an export."""
    for part in _RULE.split(text.replace("\r\n", "\n").replace("\f", "\n")):
        lines = [line for line in part.split("\n") if not _NUMBER.fullmatch(line)]
        if any(_label(line) for line in lines) and _is_report(lines):
            yield _report(lines)


def is_ris(text: str) -> bool:
    """Whether a text is a list of references in RIS."""
    return re.match(r"\ufeff?\s*TY  ?- ", text) is not None


def ris_reports(text: str) -> Iterator[Report]:
    """The reports that references give, with their abstracts for texts where they have no other."""
    fields: dict[str, list[str]] = {}
    tag = ""
    for line in text.replace("\r\n", "\n").lstrip("\ufeff").split("\n"):
        match = _TAG.fullmatch(line.rstrip())
        if match and match["tag"] == "ER":
            yield _reference(fields)
            fields, tag = {}, ""
        elif match:
            tag = match["tag"]
            fields.setdefault(tag, []).append(match["value"])
        elif tag:
            fields[tag][-1] += f"\n{line}"
    if fields:
        yield _reference(fields)


def _reference(fields: Mapping[str, list[str]]) -> Report:
    report = Report()
    labels = lexicon.load().exports.labels["ris"]
    for name, tags in labels.parts.items():
        for tag in tags:
            values = fields.get(tag.upper(), [])
            report.set(name, "; ".join(values) if name == "byline" else " ".join(values[:1]))
    texts = [joined(value.split("\n")) for tag in labels.parts["text"] for value in fields.get(tag.upper(), [])]
    report.text = max(texts, key=len, default="")
    report.published = re.sub(r"/+$", "", report.published.replace("///", ""))
    if texts:
        report.notes = ("feed-summary",)
    return report


def _is_report(lines: list[str]) -> bool:
    fields = {_labels().field(label[0]) for line in lines if (label := _label(line))}
    return bool(fields & {"text", "standfirst", "published"}) and len(fields) > 1


def _report(lines: list[str]) -> Report:
    report = Report()
    start = next((n for n, line in enumerate(lines) if (label := _label(line)) and _is(label[0], "text")), None)
    head_end = start if start is not None else len(lines)
    tail = _tail(lines, head_end + 1) if start is not None else len(lines)
    values = _values(lines[:head_end]) | _values(lines[tail:])
    for name, words in _labels().parts.items():
        for word in words:
            report.set(name if name != "others" else word.replace(" ", "_"), values.get(word, ""))
    first = next((line.strip() for line in lines if line.strip()), "")
    report.set("title", "" if _label(first) else first)
    info = _INFO.match(values.get("publication info", ""))
    if info:
        report.set("outlet", info["outlet"])
        report.set("published", info["date"])
    report.text = _text(lines[start:tail]) if start is not None else ""
    if _ABSENT.fullmatch(report.text) or not report.text.strip():
        _take_abstract(report, values)
    return report


def _take_abstract(report: Report, values: Mapping[str, str]) -> None:
    abstract = values.get("abstract", "")
    report.text = "" if _ABSENT.fullmatch(abstract) else abstract
    report.notes = ("feed-summary",)


def _text(lines: list[str]) -> str:
    label = _label(lines[0])
    return joined([label[1] if label else "", *lines[1:]])


def _values(lines: list[str]) -> dict[str, str]:
    """What each label says, with the lines that go on after it."""
    values: dict[str, str] = {}
    name = ""
    for line in lines:
        label = _label(line)
        if label:
            name = label[0]
            values.setdefault(name, label[1])
        elif name and line.strip():
            values[name] += f" {line.strip()}"
        elif not line.strip():
            name = name if name and not values[name] else ""
    return values


def _tail(lines: list[str], start: int) -> int:
    """Where the labels behind the text begin: nothing but labels, each with some lines at most, comes from there on."""
    end = len(lines)
    for number in range(len(lines) - 1, start - 1, -1):
        if _label(lines[number]) or _FOOT.match(lines[number]):
            end = number
        elif lines[number].strip() and not lines[number - 1].strip():
            break  # a paragraph of its own, and no value that goes on
    return end


def _label(line: str) -> tuple[str, str] | None:
    match = _LABEL.match(line)
    if not match or _labels().field(match["label"]) is None:
        return None
    return match["label"].lower(), (match["value"] or "").strip()


def _is(label: str, name: str) -> bool:
    return _labels().field(label) == name


@lru_cache(maxsize=1)
def _labels() -> Labels:
    return lexicon.load().exports.labels["proquest"]
