"""W3C Web Annotations as one JSON-LD `AnnotationPage`: one annotation for each span of each record.

A span is a `TextPositionSelector` (code points, end not included) and, where the text was kept, a `TextQuoteSelector`
with 32 characters before and behind, which finds the words again in a text that was extracted anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from dragoman.export.article import address
from dragoman.export.files import Files
from dragoman.export.lines import JsonList, filled
from dragoman.export.request import Request, Row

DROPS = (
    "whatever has no words: dates that are assumed, scores, codes, contexts, confidence",
    "names, countries and sectors of parties: an annotation has the actor's id",
    "which annotations belong to one record, but in their ids: `urn:dragoman:ARTICLE/e1#actor-1`",
)

_SHARED = ("id", "article_id", "coder", "outlet", "url")
_SPANS = {
    "events": (
        "actors", "recipients", "trigger", "sentence", "modality_cue", "date_span", "place_span",
    ),
    "statements": ("speaker", "addressee", "cue", "content"),
    "positions": ("holder", "counterparts", "content", "condition", "exchange", "deadline_span", "sentence"),
}  # fmt: skip
_MEANT = {"events": ("type", "modality"), "statements": ("act",), "positions": ("act",)}
COLUMNS = {
    kind: (*_SHARED, *_MEANT[kind], *names, *(f"{name}_around" for name in names)) for kind, names in _SPANS.items()
}
ROLES = {
    "actors": "actor", "recipients": "recipient", "speaker": "speaker", "addressee": "addressee", "holder": "holder",
    "counterparts": "counterpart", "trigger": "trigger", "sentence": "sentence", "modality_cue": "modality-cue",
    "date_span": "date", "place_span": "place", "cue": "cue", "content": "content", "condition": "condition",
    "exchange": "exchange", "deadline_span": "deadline",
}  # fmt: skip
"""Roles by the column that their spans stand in."""


def write(request: Request, files: Files) -> int:
    """Write the page, and say how many records are in it."""
    count, coders = 0, request.coders()
    head = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "id": "urn:dragoman:annotations"}
    with JsonList(files[""], head, "items") as items:
        for kind, asked in request.each(COLUMNS):
            for row in asked.rows(kind, COLUMNS[kind]):
                count += 1
                for annotation in _annotations(row, coders[row["coder"]]):
                    items.write(annotation)
    return count


def _annotations(row: Row, coder: str) -> Iterator[dict[str, Any]]:
    for column, role in ROLES.items():
        found = zip(_list(row.get(column)), _list(row.get(f"{column}_around")), strict=False)
        for number, (one, words) in enumerate(found, 1):
            span = one if "start" in one else one["span"]
            if span:
                yield {
                    "id": f"urn:dragoman:{quote(row['id'])}#{role}-{number}",
                    "type": "Annotation",
                    "motivation": "classifying",
                    "generator": {"type": "Software", "name": coder},
                    "body": list(_bodies(row, role, one)),
                    "target": {"source": address(row), "selector": list(_selectors(span, words))},
                }


def _bodies(row: Row, role: str, one: Row) -> Iterator[dict[str, str]]:
    yield _body("classifying", row.get("type") or row["act"])
    yield _body("tagging", role)
    if row.get("modality"):
        yield _body("tagging", row["modality"])
    if one.get("actor"):
        yield _body("identifying", one["actor"])


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _selectors(span: Row, words: Row) -> Iterator[dict[str, Any]]:
    yield {"type": "TextPositionSelector", "start": span["start"], "end": span["end"]}
    if words["exact"] is not None:
        yield {"type": "TextQuoteSelector"} | filled(words)
