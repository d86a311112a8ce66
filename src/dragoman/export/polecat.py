"""POLECAT: 40 columns between tabs under a header, in UTF-8; several values of a cell are joined by `; `.

Column names are those of the yearly files. An `Event ID` is the article's number, type, mode and the
record's name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from dragoman import lexicon
from dragoman.export import parties
from dragoman.export.files import Files
from dragoman.export.lines import Tabs, join
from dragoman.export.request import Request, Row

DROPS = (
    "modality: only actual events are written unless `--modality` names others, and then nothing tells them apart",
    "the end of an event's date, and how fine and on what ground it is known",
    "sectors that belong to one of several parties: the cells list them all",
    "attribution, confidence, CAMEO codes, all words but the raw names, and all spans",
    "always empty: Wikipedia ids, District, Story People, Story Organizations, Story Locations",
)

HEADER = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
COLUMNS = (
    "id", "day", "article_id", "event", "type", "modes", "contexts", "actors", "recipients", "quad_class", "score",
    "place_id", "place_name", "place_country", "place_admin1", "place_feature", "place_lat", "place_lon",
    "published", "coder", "outlet", "article_language", "place_span_around",
)  # fmt: skip
_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(request: Request, files: Files) -> int:
    """Write one row an event under the header, and say how many."""
    rows, coders, count = Tabs(files[""]), request.coders(), 0
    rows.write(HEADER)
    for row in request.rows("events", COLUMNS):
        count += 1
        rows.write((*_cells(row), coders[row["coder"]]))
    return count


def _cells(row: Row) -> Iterator[object]:
    yield from (_id(row), row["day"], row["type"], join(row["modes"]), row["score"], _QUADS[row["quad_class"]])
    yield join(row["contexts"])
    yield from _side(row["actors"], row["day"])
    yield from _side(row["recipients"], row["day"])
    yield from _place(row)
    yield from (row["outlet"], row["published"])
    yield from ("", "", "", row["article_language"])


def _id(row: Row) -> str:
    """`20190425-2309-4e081644904c_CONSULT_V_e1`: what stands before the first `_` is the article's."""
    digest = hashlib.sha256(row["article_id"].encode()).hexdigest()
    day = row["published"]
    date = f"{day.year:04d}{day:%m%d}" if day else "00000000"
    mode = row["modes"][0][0].upper() if row["modes"] else ""
    return f"{date}-{int(digest[12:16], 16)}-{digest[:12]}_{row['type']}_{mode}_{row['event']}"


def _side(side: list[Row], day: date | None) -> Iterator[str]:
    """Name, country, COW number, primary sector, sectors, title, words, Wikipedia id; a value a party, where known."""
    countries = [parties.country(party) for party in side]
    code_on = lexicon.load().states.code_on
    yield join(map(parties.name, side))
    yield join(countries)
    yield join(code_on(one, day, "cow") if one and day else None for one in countries)
    yield join(party["sector"] for party in side)
    yield join(dict.fromkeys(code for party in side for code in parties.sectors(party)))
    yield join(party["role"] for party in side)
    yield join(party["words"] for party in side)
    yield ""


def _place(row: Row) -> tuple[object, ...]:
    """Name, city, district, province, country, latitude, longitude, GeoNames id, words, feature code."""
    if not row["place_id"]:
        return ("",) * 10
    number = row["place_id"].removeprefix("geonames:") if row["place_id"].startswith("geonames:") else ""
    feature, words = row["place_feature"] or "", row["place_span_around"]["exact"]
    city = row["place_name"] if feature.startswith("PPL") else ""
    return (
        row["place_name"], city, "", row["place_admin1"], row["place_country"], row["place_lat"], row["place_lon"],
        number, words, feature,
    )  # fmt: skip
