"""What kind of input some bytes are, told by the content before the name."""

from __future__ import annotations

import json
import re
from typing import Literal

Format = Literal["text", "html", "jsonl", "json", "feed", "warc"]

_TRIED = 20
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.I)
_BLOCK = re.compile(r"<(?:p|div|article|section|main|h[1-6]|table|meta|title|span|br)[\s/>]", re.I)
_CLOSING = re.compile(r"</(?:p|div|span|a|li|h[1-6]|article|section)>", re.I)
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.I)


def guess(head: str, name: str) -> Format:
    """The format of a text by its beginning; the name decides only between JSON's two forms."""
    start = head.lstrip()
    if start.startswith("WARC/"):
        return "warc"
    if start[:1] in ("{", "["):
        return _json_kind(start, name.lower())
    if start.startswith("<"):
        return _markup_kind(start)
    if _PAGE.search(start[:2000]) or len(_CLOSING.findall(start)) >= 5:
        return "html"
    return "jsonl" if name.lower().endswith((".jsonl", ".ndjson")) else "text"


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
    if _PAGE.search(start[:4000]):
        return "html"
    if start.startswith("<?xml") or _FEED.search(start[:1000]):
        return "feed"
    return "html" if _BLOCK.match(start) or len(_CLOSING.findall(start)) >= 3 else "text"


def by_name(name: str) -> Format | None:
    """The format of a file that cannot be read by content yet."""
    lower = name.lower()
    if lower.endswith((".warc", ".warc.gz")):
        return "warc"
    return "feed" if lower.endswith((".xml", ".rss", ".atom")) else None
