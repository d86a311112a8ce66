"""OpenDocument texts (ODT)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.errors import SourceError
from dragoman.read.formats.document import articles_of_document
from dragoman.read.formats.given import Given, Item
from dragoman.read.formats.packed import check_packed, names_in, part
from dragoman.read.markup import xml_tree

_MIME = b"mimetypeapplication/vnd.oasis.opendocument.text"
_STRUCK = ("tracked-changes", "annotation", "note", "sequence-decls", "forms")


def is_odt(given: Given) -> bool:
    """Whether bytes are an OpenDocument text."""
    return _MIME in given.head[:200] or (given.suffixed(".odt") and "content.xml" in names_in(given))


def read_odt(given: Given) -> Iterator[Item]:
    """The articles of an OpenDocument text."""
    check_packed(given)
    tree = xml_tree(part(given, "content.xml"))
    if tree is None:
        raise SourceError("damaged", f"{given.source}: the document's text is damaged")
    tracked = any(_name(node) == "tracked-changes" for node in tree.iter())
    yield from articles_of_document("\n\n".join(_blocks(tree)), given, _made(given), tracked)


def _made(given: Given) -> str:
    if "meta.xml" not in names_in(given):
        return ""
    tree = xml_tree(part(given, "meta.xml"))
    nodes = [] if tree is None else [node for node in tree.iter() if _name(node) == "creation-date"]
    return (nodes[0].text or "") if nodes else ""


def _blocks(node: Any) -> Iterator[str]:
    for child in node:
        name = _name(child)
        if name in ("p", "h"):
            if words := "".join(_words(child)).strip():
                yield words
        elif name == "table-row":
            cells = ["\n\n".join(_blocks(cell)) for cell in child if _name(cell) == "table-cell"]
            if any(cells):
                yield "\t".join(cells)
        elif name not in _STRUCK:
            yield from _blocks(child)


def _words(node: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        name = _name(child)
        if name == "s":
            yield " "
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name not in _STRUCK:
            yield from _words(child)
        yield child.tail or ""


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""
