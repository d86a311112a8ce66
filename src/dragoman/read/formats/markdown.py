"""Markdown: the words without their marks, and what a front matter says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman import lexicon
from dragoman.lexicon.inputs import plain
from dragoman.read.article import Known, build
from dragoman.read.dates import parse_date
from dragoman.read.formats.given import Given, Item
from dragoman.read.formats.people import byline_of
from dragoman.read.markup import text_of_html

_FRONT = re.compile(r"\ufeff?(?P<rule>---|\+\+\+)[ \t]*\n(?P<front>.*?\n)(?P=rule)[ \t]*(?:\n|\Z)", re.S)
_PAIR = re.compile(r"(?P<name>[A-Za-z][\w -]{0,40}?)\s*[:=]\s*(?P<value>\S.*)")
_MARKS = (
    (re.compile(r"^```.*?^```[^\n]*$", re.S | re.M), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]+\S+.*$", re.M), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.M), r"\n\1\n"),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"^(?:[ \t]{0,3}>[ \t]?)+", re.M), ""),
    (re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?!\w)"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])"), r"\1"),
)  # fmt: skip
_FIELDS = ("title", "outlet", "url", "language", "standfirst")


def is_markdown(given: Given) -> bool:
    """Whether a text's name says that it is Markdown, or it has a front matter."""
    if given.text is None:
        return False
    front = _FRONT.match(given.text)
    return given.suffixed(".md", ".markdown") or (front is not None and _PAIR.match(front["front"]) is not None)


def read_markdown(given: Given) -> Iterator[Item]:
    """The one article of a text in Markdown."""
    decoded = given.decoded()
    text = decoded.text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    known = _known(front["front"] if front else "")
    body = words_of(text[front.end() :] if front else text)
    yield build(body, given.source, replace(known, notes=decoded.notes), given.reading.fallback)


def words_of(text: str) -> str:
    """The words of Markdown, one paragraph a line."""
    for pattern, instead in _MARKS:
        text = pattern.sub(instead, text)
    blocks = (" ".join(block.split()) for block in re.split(r"\n[ \t]*\n", text))
    plain_text = "\n\n".join(block for block in blocks if block)
    return text_of_html(plain_text).replace("\n", "\n\n") if re.search(r"</\w+>", plain_text) else plain_text


def _known(front: str) -> Known:
    columns = lexicon.load().inputs.columns
    found: dict[str, str] = {}
    for line in front.split("\n"):
        match = _PAIR.match(line)
        if match and (field := columns.get(plain(match["name"]))):
            found.setdefault(field[0], match["value"].strip().strip("\"'").strip())
    published = parse_date(found.get("published", ""))
    byline = byline_of([name.strip(" \"'") for name in found.get("byline", "").strip("[]").split(",")])
    fields = {name: found.get(name) or None for name in _FIELDS}
    return Known(published=published, basis="given" if published else None, byline=byline, **fields)  # type: ignore[arg-type]
