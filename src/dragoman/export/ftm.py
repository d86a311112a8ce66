"""FollowTheMoney entities, one JSON object a line: what Aleph and OpenSanctions read.

An event is an `Event`, an article an `Article`, a statement or position a `Note` on who speaks. Actors are `Person`,
`PublicBody`, `Company`, `Organization` or, countries and groups, `LegalEntity`; a `Mention` says which words of an
article name one. Who is in our tables is one entity everywhere; who is known by a name or a role only is one in each
article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman import lexicon
from dragoman.export import parties
from dragoman.export.files import Files
from dragoman.export.lines import Json, filled, join
from dragoman.export.request import Request, Row

DROPS = (
    "modality: only actual events are written unless `--modality` names others; it stands among the keywords",
    "types, modes, contexts and acts are keywords; scores, quad classes and CAMEO codes are not written",
    "recipients of an event are told from its actors only by not being `organizer`",
    "articles' texts, spans, confidence, attribution, coordinates, and how fine and on what ground a date is known",
    "deadlines, conditions and things offered in exchange are sentences in a note's `notes`",
)

_ARTICLE = ("id", "article_id", "published", "title", "outlet", "url", "article_language")
COLUMNS = {
    "events": (
        *_ARTICLE, "type", "modes", "contexts", "modality", "actors", "recipients", "sentence_words", "date_start",
        "date_end", "place_name", "place_country",
    ),
    "statements": (*_ARTICLE, "act", "kind", "speaker", "addressee", "content_words"),
    "positions": (
        *_ARTICLE, "act", "holder", "counterparts", "content_words", "condition_words", "exchange_words",
        "deadline_words", "deadline_end",
    ),
}  # fmt: skip
_LANGUAGES = {"en": "eng"}


def write(request: Request, files: Files) -> int:
    """Write entities, each once, and say how many records they came from."""
    lines, count, seen = Json(files[""]), 0, set[bytes]()
    for kind, asked in request.each(COLUMNS):
        for row in asked.rows(kind, COLUMNS[kind]):
            count += 1
            for entity in _entities(kind, row):
                key = bytes.fromhex(entity["id"][-32:])
                if key not in seen:
                    seen.add(key)
                    lines.write(entity)
    return count


def _entities(kind: str, row: Row) -> Iterator[dict[str, Any]]:
    yield _article(row)
    for party in _parties(kind, row):
        if party["actor"]:
            yield _actor(party, row)
            yield _mention(party, row)
    yield _event(row) if kind == "events" else _note(kind, row)


def _parties(kind: str, row: Row) -> list[Row]:
    if kind == "events":
        return [*row["actors"], *row["recipients"]]
    if kind == "statements":
        return [party for party in (row["speaker"], row["addressee"]) if party]
    return [row["holder"], *row["counterparts"]]


def _entity(schema: str, key: str, **properties: object) -> dict[str, Any]:
    """An entity; every property is a list of texts."""
    values = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    texts = {name: [_text(one) for one in some if one not in (None, "")] for name, some in values.items()}
    return {"id": key, "schema": schema, "properties": filled(texts)}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _key(kind: str, *parts: str) -> str:
    return f"{kind}-{hashlib.sha256(chr(0).join((kind, *parts)).encode()).hexdigest()[:32]}"


def _article_key(row: Row) -> str:
    return _key("article", row["article_id"])


def _actor_key(party: Row, row: Row) -> str:
    """An id of a known actor holds everywhere, one made of a name (`name:crew`) in its article."""
    here = (row["article_id"],) if party["actor"].startswith("name:") else ()
    return _key("actor", party["actor"], *here)


def _actor_keys(some: list[Row], row: Row) -> list[str]:
    return list(dict.fromkeys(_actor_key(party, row) for party in some if party and party["actor"]))


def _article(row: Row) -> dict[str, Any]:
    return _entity(
        "Article", _article_key(row), title=row["title"], sourceUrl=_web(row), publisher=row["outlet"],
        publishedAt=row["published"], language=_LANGUAGES.get(row["article_language"]),
    )  # fmt: skip


def _web(row: Row) -> str | None:
    return row["url"] if (row["url"] or "").startswith(("http://", "https://")) else None


def _actor(party: Row, row: Row) -> dict[str, Any]:
    schema = _schema(party)
    of_role = {"position" if schema == "Person" else "classification": party["role"]}
    return _entity(
        schema, _actor_key(party, row), name=parties.name(party) or party["actor"],
        country=_country(party["country"]), sector=list(parties.sectors(party)),
        wikidataId=party["wikidata"], **of_role,
    )  # fmt: skip


def _schema(party: Row) -> str:
    if party["kind"] == "organization":
        sectors = (lexicon.load().crosswalk.sectors.get(code) for code in parties.sectors(party))
        return next((sector.ftm for sector in sectors if sector and sector.ftm), "Organization")
    return "Person" if party["kind"] == "person" else "LegalEntity"


def _country(iso3: str | None) -> str | None:
    """FollowTheMoney writes countries as ISO 3166 alpha-2 in small letters."""
    found = lexicon.load().crosswalk.countries.get(iso3 or "")
    return found.iso2.lower() if found else None


def _mention(party: Row, row: Row) -> dict[str, Any]:
    actor, words = _actor_key(party, row), party["words"] or parties.name(party) or party["actor"]
    return _entity(
        "Mention", _key("mention", row["article_id"], actor, words), document=_article_key(row), resolved=actor,
        name=words, detectedSchema=_schema(party), contextCountry=_country(party["country"]),
    )  # fmt: skip


def _event(row: Row) -> dict[str, Any]:
    actors, recipients = row["actors"], row["recipients"]
    who, whom = (join(map(parties.name, side)) for side in (actors, recipients))
    return _entity(
        "Event", _key("event", row["id"]), name=" ".join(filter(None, (row["type"], who, whom and f"→ {whom}"))),
        summary=row["sentence_words"], startDate=row["date_start"], endDate=row["date_end"],
        country=_country(row["place_country"]), location=row["place_name"], recordId=row["id"],
        organizer=_actor_keys(actors, row), involved=_actor_keys([*actors, *recipients], row),
        keywords=[row["type"], *row["modes"], *row["contexts"], row["modality"]], sourceUrl=_web(row),
        publisher=row["outlet"], proof=_article_key(row),
    )  # fmt: skip


def _note(kind: str, row: Row) -> dict[str, Any]:
    holder = row["speaker"] if kind == "statements" else row["holder"]
    more = {"by": "deadline_words", "condition": "condition_words", "in exchange": "exchange_words"}
    notes = [f"{label}: {row[column]}" for label, column in more.items() if row.get(column)]
    if row.get("deadline_end"):
        notes.append(f"deadline: {row['deadline_end']}")
    name = " ".join(filter(None, (row["act"], "by", parties.name(holder) or "an unknown speaker")))
    return _entity(
        "Note", _key("note", row["id"]), name=name, description=row["content_words"],
        entity=_actor_keys([holder], row), keywords=[kind.removesuffix("s"), row["act"]], notes=notes,
        sourceUrl=_web(row), publisher=row["outlet"], proof=_article_key(row),
    )  # fmt: skip
