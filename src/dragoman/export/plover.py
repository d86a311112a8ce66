"""PLOVER JSON, one event a line: the fields of chapter 5 of the PLOVER 2.0 manual.

The auxiliary modes stand in `context`, as the manual advises: `historical`, `future`, `hypothetical`, `negation`.
`comment` says which type an event had before PLOVER's tense rules.
"""

from __future__ import annotations

from typing import Any

from dragoman.export import parties
from dragoman.export.files import Files
from dragoman.export.lines import Json, filled
from dragoman.export.request import Request, Row

DROPS = (
    "spans of parties, date, place and modality, and all mentions of an event but the best",
    "how fine and on what ground the date is known; an event without any date has `date` null",
    "attribution, confidence, centrality, CAMEO code, and the rule",
)

COLUMNS = (
    "id", "day", "date_start", "date_end", "type", "modes", "contexts", "modality", "base_type", "actors", "recipients",
    "trigger_words", "sentence", "sentence_words", "quad_class", "score", "place_id", "place_name", "place_country",
    "place_admin1", "place_feature", "place_lat", "place_lon", "title", "outlet", "url", "story", "coder",
    "article_language", "sentence_number", "sentence_around",
)  # fmt: skip
AUXILIARY = {"historical": "historical", "future": "future", "hypothetical": "hypothetical", "negated": "negation"}
"""PLOVER's auxiliary modes by our modality; an actual event has none."""


def write(request: Request, files: Files) -> int:
    """Write one line an event, and say how many."""
    lines, coders, count = Json(files[""]), request.coders(), 0
    for row in request.rows("events", COLUMNS):
        count += 1
        lines.write(_event(row, coders[row["coder"]]))
    return count


def _event(row: Row, coder: str) -> dict[str, Any]:
    needed = {
        "id": row["id"], "date": row["day"], "actor": list(map(_entity, row["actors"])),
        "event": [row["type"]],
    }  # fmt: skip
    more = {
        "enddate": row["date_end"] if row["date_end"] != row["day"] else None,
        "recipient": list(map(_entity, row["recipients"])),
        "mode": row["modes"],
        "context": [*row["contexts"], *([AUXILIARY[row["modality"]]] if row["modality"] in AUXILIARY else [])],
        "event_loc": _place(row), "event_text": [row["trigger_words"]] if row["trigger_words"] else None,
        "quad_code": row["quad_class"], "event_scale": row["score"], "link": row["story"],
        "text": row["sentence_around"]["exact"],
        "text_info": _text_info(row), "cite_info": _cite(row, coder), "coder": coder,
        "comment": f"{row['base_type']} before the tense rules" if row["base_type"] != row["type"] else None,
    }  # fmt: skip
    return needed | filled(more)


def _entity(party: Row) -> dict[str, Any]:
    body, sectors = parties.country(party), parties.sectors(party)
    return filled(
        {
            "code": body or "---",
            "sector": "".join([one for one in sectors if one != body][:2]),
            "entity_text": party["words"],
            "identifier_id": party["wikidata"],
            "identifier_text": party["name"],
            "office": party["role"],
        }
    )


def _place(row: Row) -> dict[str, Any]:
    feature, here = row["place_feature"] or "", row["place_id"] or ""
    return filled(
        {
            "resolved_place": row["place_name"],
            "geonameid": here.removeprefix("geonames:") if here.startswith("geonames:") else None,
            "lat": row["place_lat"],
            "lon": row["place_lon"],
            "province": row["place_admin1"],
            "country_code": row["place_country"],
            "feature_code": feature,
            "resolution": next((n for start, n in _RESOLUTION.items() if feature.startswith(start)), None),
        }
    )


_RESOLUTION = {"PPLX": 5, "PPL": 4, "ADM2": 3, "ADM3": 3, "ADM4": 3, "ADM": 2, "PCL": 1}
"""PLOVER's fineness of a place by how its GeoNames feature code begins."""


def _text_info(row: Row) -> dict[str, int]:
    return {"sequence": row["sentence_number"], **row["sentence"]}


def _cite(row: Row, coder: str) -> dict[str, Any]:
    return filled(
        {
            "url": row["url"],
            "title": row["title"],
            "language": row["article_language"],
            "publication": row["outlet"],
            "coder": coder,
            "codebook": "PLOVER 2.0",
        }
    )
