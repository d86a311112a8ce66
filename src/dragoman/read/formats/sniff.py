"""What kind of text some words are, told by the content before the name."""

from __future__ import annotations

import json
import re
from typing import Literal

from dragoman.read.formats.given import Given
from dragoman.read.markup import PROLOG

Format = Literal["text", "html", "jsonl", "json", "feed"]

_TRIED = 20
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.I)
_BLOCK = re.compile(r"<(?:p|div|article|section|main|h[1-6]|table|meta|title|span|br)[\s/>]", re.I)
_CLOSING = re.compile(r"</(?:p|div|span|a|li|h[1-6]|article|section)>", re.I)
_OUTERMOST = re.compile(rf"{PROLOG.pattern}<([\w:]+)", re.S | re.I)
_FEEDS = ("rss", "feed", "rdf:rdf")


def guess(head: str, name: str) -> Format:
    """The format of a text by its beginning; the name decides only between JSON's two forms."""
    start = head.lstrip()
    if start[:1] in ("{", "["):
        return _json_kind(start, name.lower())
    if start.startswith("<"):
        return _markup_kind(start)
    if _PAGE.search(start[:2000]) or len(_CLOSING.findall(start)) >= 5:
        return "html"
    return "jsonl" if name.lower().endswith((".jsonl", ".ndjson")) else "text"


def is_json(given: Given) -> bool:
    """Whether a text is one JSON object or list."""
    return _is(given, "json")


def is_json_lines(given: Given) -> bool:
    """Whether a text is JSON, an object a line."""
    return _is(given, "jsonl")


def is_page(given: Given) -> bool:
    """Whether a text is HTML."""
    return _is(given, "html")


def is_feed(given: Given) -> bool:
    """Whether a text is a feed, or other XML that no format knows."""
    return _is(given, "feed")


def outermost(text: str) -> str:
    """The name of a document's outermost element, in small letters."""
    found = _OUTERMOST.match(text.lstrip())
    return found[1].lower() if found else ""


def _is(given: Given, kind: Format) -> bool:
    return given.text is not None and guess(given.text, given.name.removesuffix(".gz")) == kind


def _json_kind(start: str, name: str) -> Format:
    if name.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if start.startswith("{"):
        # Some line must hold a whole object, or the only one be cut off where reading the beginning ended.
        lines = start.split("\n")
        if any(isinstance(_parsed(line), dict) for line in lines[:_TRIED]):
            return "jsonl"
        if re.match(r'\{\s*"[^"\n]*"\s*:', start):
            return "jsonl" if len(lines) == 1 else "json"
    elif name.endswith(".json") or re.match(r'\[\s*\{\s*"[^"\n]*"\s*:', start):
        return "json"
    return "json" if name.endswith(".json") else "text"


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _markup_kind(start: str) -> Format:
    # Told before a page, which an entry of the feed may hold whole.
    if outermost(start) in _FEEDS:
        return "feed"
    if _PAGE.search(start[:4000]):
        return "html"
    if start.startswith("<?xml"):
        return "feed"
    return "html" if _BLOCK.match(start) or len(_CLOSING.findall(start)) >= 3 else "text"
