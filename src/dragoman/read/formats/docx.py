"""Word documents (DOCX): the text of the document's body, with tables' cells and without what was struck out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.errors import SourceError
from dragoman.read.formats.document import articles_of_document
from dragoman.read.formats.given import Given, Item
from dragoman.read.formats.packed import check_packed, names_in, part
from dragoman.read.markup import xml_tree

_BODY = "word/document.xml"
_STRUCK = ("del", "moveFrom", "Fallback", "pict", "instrText", "txbxContent_")
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def is_docx(given: Given) -> bool:
    """Whether bytes are a Word document."""
    return any(name.lower() == _BODY for name in names_in(given))


def read_docx(given: Given) -> Iterator[Item]:
    """The articles of a Word document."""
    check_packed(given)
    body = next(name for name in names_in(given) if name.lower() == _BODY)
    tree = xml_tree(part(given, body))
    if tree is None:
        raise SourceError("damaged", f"{given.source}: the document's text is damaged")
    blocks = list(_blocks(tree))
    tracked = any(_name(node) in ("ins", "del", "moveTo") and node.get(_author(node)) for node in tree.iter())
    yield from articles_of_document("\n\n".join(blocks), given, _made(given), tracked)


def _author(node: Any) -> str:
    return f"{node.tag.rpartition('}')[0]}}}author"


def _made(given: Given) -> str:
    if "docProps/core.xml" not in names_in(given):
        return ""
    tree = xml_tree(part(given, "docProps/core.xml"))
    nodes = [] if tree is None else [node for node in tree.iter() if _name(node) == "created"]
    return (nodes[0].text or "") if nodes else ""


def _blocks(node: Any) -> Iterator[str]:
    """Paragraphs, and rows of tables with their cells apart by tabs."""
    for child in node:
        name = _name(child)
        if name == "p":
            if words := "".join(_words(child)).strip("\n "):
                yield words
        elif name == "tr":
            cells = ["\n\n".join(_blocks(cell)) for cell in child if _name(cell) == "tc"]
            if any(cells):
                yield "\t".join(cells)
        elif name not in _STRUCK:
            yield from _blocks(child)


def _words(node: Any) -> Iterator[str]:
    for child in node:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BLANKS:
            yield _BLANKS[name]
        elif name == "p":
            yield "\n" + "".join(_words(child)) + "\n"
        elif name not in _STRUCK:
            yield from _words(child)


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""
