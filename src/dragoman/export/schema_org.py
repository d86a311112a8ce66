"""schema.org as one JSON-LD document: a `Quotation` for each statement with marks, a `Claim` for all other words.

A direct or mixed statement is a `Quotation`, an indirect one and every position a `Claim`, each in its `NewsArticle`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from dragoman.export import parties
from dragoman.export.article import address, moment
from dragoman.export.files import Files
from dragoman.export.lines import JsonList, filled
from dragoman.export.request import Request, Row

DROPS = (
    "events: schema.org's Event is a happening that people attend",
    "addressees and counterparts, conditions, things offered in exchange, and deadlines",
    "spans, cue, and which event or statement a position belongs to",
    "sectors and countries of speakers",
)

_SHARED = (
    "id", "article_id", "published", "act", "content_words", "title", "outlet", "url", "article_time",
)  # fmt: skip
COLUMNS = {"statements": (*_SHARED, "kind", "speaker"), "positions": (*_SHARED, "holder")}
_TYPES = {"person": "Person", "country": "GovernmentOrganization"}


def write(request: Request, files: Files) -> int:
    """Write the document, and say how many records are in it."""
    count = 0
    with JsonList(files[""], {"@context": "https://schema.org"}, "@graph") as items:
        for kind, asked in request.each(COLUMNS):
            for row in asked.rows(kind, COLUMNS[kind]):
                count += 1
                items.write(_item(kind, row))
    return count


def _item(kind: str, row: Row) -> dict[str, Any]:
    quoted = kind == "statements" and row["kind"] != "indirect"
    speaker = _party(row["speaker"] if kind == "statements" else row["holder"], row)
    here = _article(row)
    return {"@type": "Quotation" if quoted else "Claim", "@id": f"urn:dragoman:{quote(row['id'])}"} | filled(
        {
            "text": row["content_words"],
            "keywords": row["act"],
            "inLanguage": "en",
            "creator": speaker,
            "spokenByCharacter": {"@id": speaker["@id"]} if quoted and speaker else None,
            "isPartOf" if quoted else "appearance": here,
            "datePublished": here.get("datePublished"),
        }
    )


def _party(party: Row | None, row: Row) -> dict[str, Any]:
    """Who speaks; an id made of a name is good for its article only, and is written with the article's."""
    if party is None or not (party["actor"] or parties.name(party)):
        return {}
    key = party["actor"] or f"name:{parties.name(party)}"
    key = f"{row['article_id']}:{key}" if key.startswith("name:") else key
    return filled(
        {
            "@type": _TYPES.get(party["kind"], "Organization"),
            "@id": f"urn:dragoman:actor:{quote(key)}",
            "name": parties.name(party) or party["actor"],
            "jobTitle": party["role"] if party["kind"] == "person" else None,
            "sameAs": f"https://www.wikidata.org/entity/{party['wikidata']}" if party["wikidata"] else None,
        }
    )


def _article(row: Row) -> dict[str, Any]:
    when = moment(row)
    return filled(
        {
            "@type": "NewsArticle",
            "@id": f"urn:dragoman:{quote(row['article_id'])}",
            "url": row["url"] and address(row),
            "headline": row["title"],
            "datePublished": when and (when.isoformat() if "T" in (row["article_time"] or "") else f"{when:%Y-%m-%d}"),
            "publisher": {"@type": "Organization", "name": row["outlet"]} if row["outlet"] else None,
        }
    )
