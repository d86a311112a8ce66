"""ICEWS: 20 columns between tabs under a header, without quoting, in UTF-8; `NULL` where nothing is known.

An event with several parties is written once for each ordered pair, a reciprocal one both ways. `Event ID` and
`Story ID` are running numbers, since readers take them for 32-bit integers. The file beside it, `pairs.csv`, has a row
for each of ours with the record that it came from and how many pairs that came to, so that the expansion can be undone.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import lexicon
from dragoman.export import parties
from dragoman.export.files import Files
from dragoman.export.lines import Csv, Tabs
from dragoman.export.request import Request, Row

DROPS = (
    "modality: only actual events are written unless `--modality` names others, and then nothing tells them apart",
    "PLOVER types, modes, contexts and scores: the nearest CAMEO code stands in their place, with its label",
    "the end of an event's date, and how fine and on what ground it is known",
    "attribution, confidence, ids of actors and places, all words and spans; all mentions of an event but the best",
    "always NULL: District",
)

HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
PAIRS = ("event_id", "record", "article", "n", "n_pairs", "reciprocal", "source_actor", "target_actor")
COLUMNS = (
    "id", "day", "article_id", "actors", "recipients", "reciprocal", "cameo", "place_name", "place_country",
    "place_admin1", "place_feature", "place_lat", "place_lon", "outlet", "sentence_number",
)  # fmt: skip


def write(request: Request, files: Files) -> int:
    """Write one row a pair under the header, and what they came from; says how many records there were."""
    rows, origins = Tabs(files[""], missing="NULL"), Csv(files["pairs.csv"], request.spreadsheet)
    rows.write(HEADER)
    origins.cells(PAIRS)
    articles: dict[str, int] = {}
    count = last = 0
    for row in request.rows("events", COLUMNS):
        count += 1
        article = articles.setdefault(row["article_id"], len(articles) + 1)
        for number, pair, origin in _numbered(row, last):
            last = number
            rows.write((number, row["day"], *_cells(row, pair, article)))
            origins.cells(origin)
    return count


def _numbered(row: Row, last: int) -> Iterator[tuple[int, parties.Pair, tuple[object, ...]]]:
    """The pairs of an event with their numbers, and what the file beside says of each."""
    found = parties.pairs(row)
    for n, pair in enumerate(found, 1):
        ids = (party and (party["actor"] or parties.code(party)) for party in pair)
        yield last + n, pair, (last + n, row["id"], row["article_id"], n, len(found), row["reciprocal"], *ids)


def _cells(row: Row, pair: parties.Pair, article: int) -> Iterator[object]:
    event = lexicon.load().crosswalk.events.get(row["cameo"] or "")
    yield from _side(pair[0])
    yield from (event.label if event else None, row["cameo"], event.intensity if event else None)
    yield from _side(pair[1])
    yield from (article, row["sentence_number"], row["outlet"])
    yield from _place(row)


def _side(party: Row | None) -> tuple[str | None, ...]:
    """Name, sectors (joined by commas), country."""
    if party is None:
        return None, None, None
    country = lexicon.load().crosswalk.countries.get(party["country"] or "")
    sectors = lexicon.load().crosswalk.icews_sectors(parties.sectors(party))
    return parties.name(party), ",".join(sectors), country.icews if country else party["country"]


def _place(row: Row) -> tuple[object, ...]:
    """City, district, province, country, latitude, longitude."""
    city = row["place_name"] if (row["place_feature"] or "").startswith("PPL") else None
    country = lexicon.load().crosswalk.countries.get(row["place_country"] or "")
    name = country.icews if country else row["place_country"]
    return city, None, row["place_admin1"], name, row["place_lat"], row["place_lon"]
