"""Markup from outside: XML made safe to parse, and the plain text of a stretch of HTML."""

from __future__ import annotations

import re
from html import escape, unescape
from html.entities import html5
from typing import Any

# Declaration, comments and DOCTYPE; `(?>` never goes back over them, so that the time stays that of one pass.
PROLOG = re.compile(r"(?>(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*)", re.S | re.I)
_HEAD = 65_536
# An open section runs to the end, so that a text full of openings is still read in one pass.
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.S)
_REFERENCE = re.compile(r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>\w{1,31}));")
_BARE = re.compile(r"&(?!(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_NAMES = ("amp", "lt", "gt", "quot", "apos")

_DROPPED = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "form", "head"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
))  # fmt: skip


def safe_parser() -> Any:
    """A parser (lxml's XMLPullParser, `start` and `end`) that opens nothing, expands nothing and has a depth."""
    from lxml import etree

    return etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def safe_xml(text: str) -> bytes:
    """The same document in UTF-8 without prolog, so that no entity is declared, and mended.

    What feeds often get wrong and what loses nothing when it is put right: HTML's names of characters, single
    `&`, characters that XML forbids, and words in front of the document.
    """
    start = re.search(r"<[?!a-zA-Z]", text[:_HEAD])
    prolog = PROLOG.match(text, start.start() if start else 0)
    text = _FORBIDDEN.sub("", text[prolog.end() if prolog else 0 :])
    parts = _CDATA.split(text)
    parts[::2] = [_REFERENCE.sub(_reference, _BARE.sub("&amp;", part)) for part in parts[::2]]
    return "".join(parts).encode("utf-8")


def _reference(match: re.Match[str]) -> str:
    number = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16) if match["hex"] else None
    if number is not None:
        fits = number in (9, 10, 13) or (32 <= number <= 0x10FFFF and not _FORBIDDEN.match(chr(number)))
        return match[0] if fits else ""
    if match["name"] in _XML_NAMES:
        return match[0]
    known = html5.get(f"{match['name']};")
    return escape(known) if known else f"&amp;{match[0][1:]}"


def xml_tree(data: bytes) -> Any:
    """The tree of some XML, or None where it is none; nothing is opened and no entity unfolds."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def tree_of_html(html: str) -> Any:
    """The tree of a page; an empty one where it holds nothing."""
    from lxml import html as pages

    parser = pages.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = _FORBIDDEN.sub("", html).encode() or b"<html/>"
    return pages.document_fromstring(data, parser)


def text_of_html(html: str) -> str:
    """The words of a stretch of HTML, one line a block, without what scripts and forms hold."""
    from lxml import etree

    if "<" not in html:
        blocks = re.split(r"\n[^\S\n]*\n", unescape(html))
        return "\n".join(words for block in blocks if (words := " ".join(block.split())))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = f"<div>{_FORBIDDEN.sub('', html)}</div>".encode()
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return ""
    return "" if tree is None else text_of_tree(tree)


def text_of_tree(tree: Any) -> str:
    """The words in and under an element, HTML or XHTML, one line a block."""
    from lxml import etree

    parts: list[str] = []
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        name = str(node.tag).rpartition("}")[2].lower()
        parts.append("\n" if name in _BLOCKS else "")
        if event == "start" and name in _DROPPED:
            walker.skip_subtree()
        elif event == "start":
            parts.append(_one_line(node.text))
        elif node is not tree:
            parts.append(_one_line(node.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _one_line(text: str | None) -> str:
    return re.sub(r"\s", " ", text or "")
