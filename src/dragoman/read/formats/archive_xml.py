"""Exports of archives as XML: ProQuest's records in their two forms, and Factiva's articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.errors import SourceError
from dragoman.read.formats.given import Given, Item
from dragoman.read.formats.report import Report, articles_of
from dragoman.read.formats.sniff import outermost
from dragoman.read.markup import safe_xml, text_of_html, xml_tree

_RECORDS = ("record", "article")
_PATHS = {
    "record": {
        "title": ("RecordTitle", "Obj/TitleAtt/Title", "TitleAtt/Title"),
        "outlet": ("Publication/Title", "DFS/PubFrosting/Title", "PubFrosting/Title"),
        "published": ("NumericPubDate", "NumericDate", "AlphaPubDate", "AlphaDate"),
        "byline": ("Contributor/OriginalForm", "Contributors/Contributor/OriginalForm", "Contributor/PersonName"),
        "language": ("LanguageCode", "Language/RawLang", "RawLang"),
        "id": ("RecordID", "GOID"),
        "url": ("URLDocView", "URL"),
        "section": ("ObjectType",),
        "text": ("FullText", "TextInfo/Text", "Text", "HiddenText"),
        "standfirst": ("Abstract", "AbsText"),
    },
    "article": {
        "title": ("headline",),
        "outlet": ("sourceName",),
        "published": ("publicationDate/date", "publicationDate"),
        "byline": ("byline",),
        "language": ("baseLanguage",),
        "id": ("accessionNo", "reference"),
        "text": ("leadParagraph", "tailParagraphs"),
    },
}
_JOINED = ("text", "byline")


def is_archive_xml(given: Given) -> bool:
    """Whether some bytes are XML of ProQuest or Factiva."""
    if given.text is None or not given.text.lstrip("\ufeff \r\n\t").startswith("<"):
        return False
    root = outermost(given.text.lstrip("\ufeff"))
    marks = ("<NumericPubDate", "<NumericDate", "<RecordTitle", "<leadParagraph", "<tailParagraphs", "<GOID")
    return root not in ("html", "rss", "feed", "rdf:rdf") and any(mark in given.text for mark in marks)


def read_archive_xml(given: Given) -> Iterator[Item]:
    """The articles of the records in such XML."""
    decoded = given.decoded()
    tree = xml_tree(safe_xml(decoded.text))
    if tree is None:
        raise SourceError("damaged", f"{given.source}: the XML cannot be read")
    return articles_of(_reports(tree), given.source, given.reading, decoded.notes)


def _reports(tree: Any) -> Iterator[Report]:
    for node in tree.iter():
        name = _name(node)
        if name in _RECORDS and not any(_name(child) in _RECORDS for child in node):
            yield _report(node, _PATHS[name])


def _report(node: Any, paths: dict[str, tuple[str, ...]]) -> Report:
    report = Report()
    for field, names in paths.items():
        values = [value for name in names if (value := _value(node, name.lower().split("/"), field))]
        if field == "text":
            report.text = "\n\n".join(values[:2] if "leadParagraph" in names else values[:1])
        else:
            report.set(field, "; ".join(values[:1]))
    if re.fullmatch(r"\d{8}", report.published):
        report.published = f"{report.published[:4]}-{report.published[4:6]}-{report.published[6:]}"
    return report


def _value(node: Any, path: list[str], field: str) -> str:
    """The words of the first element, or for texts and authors of all, that ends such a path under a record."""
    found = [one for one in node.iter() if _name(one) == path[-1] and _ends(one, path, node)]
    words = [text for one in found if (text := _words(one))]
    return ("\n\n" if field == "text" else "; ").join(words if field in _JOINED else words[:1])


def _ends(one: Any, path: list[str], top: Any) -> bool:
    above, names = one.getparent(), path[-2::-1]
    for name in names:
        if above is None or _name(above) != name:
            return False
        above = above.getparent()
    return one is not top and (len(path) > 1 or one.getparent() is top or _name(one.getparent()) != "pubfrosting")


def _words(node: Any) -> str:
    paragraphs = [" ".join("".join(one.itertext()).split()) for one in node if _name(one) in ("paragraph", "p")]
    text = "\n\n".join(filter(None, paragraphs)) or "".join(node.itertext()).strip()
    return text_of_html(text) if re.search(r"</?(?:p|br|html|body)\b", text) else text


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
