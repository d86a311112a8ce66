"""GDELT 2.0: events in 61 columns and, beside them, mentions in 16; between tabs, without a header, in UTF-8.

Column meanings are those of GDELT's codebooks (Event 2.0, February 2015). An event with several parties is written
once for each ordered pair. Records of one story are one event: the first of them, with counts over the story.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

from dragoman import lexicon
from dragoman.export import parties
from dragoman.export.article import address, host, stamp
from dragoman.export.files import Files
from dragoman.export.lines import Tabs
from dragoman.export.request import Request, Row
from dragoman.export.stories import Reports, Stories

DROPS = (
    "modality: only actual events are written unless `--modality` names others, and then nothing tells them apart",
    "PLOVER types, modes, contexts and scores: the nearest CAMEO code stands in their place",
    "the end of an event's date, and how fine and on what ground it is known",
    "attribution, Wikidata ids, the words, and all spans but three offsets in the mentions",
    "always empty: ethnic and religious codes, actors' places, AvgTone, MentionDocTone, ADM1 and ADM2 codes",
)

COLUMNS = (
    "id", "day", "article_id", "cameo", "quad_class", "actors", "recipients", "reciprocal", "trigger", "evidence",
    "central", "confidence", "place_name", "place_country", "place_admin1", "place_feature", "place_lat", "place_lon",
    "published", "outlet", "url", "story", "article_time", "article_length", "evidence_numbers",
)  # fmt: skip
_NOBODY = ("",) * 10
_NOWHERE = ("",) * 8


def write(request: Request, files: Files) -> int:
    """Write events and mentions, and say how many records they came from."""
    events, mentions = Tabs(files[""]), Tabs(files["mentions.csv"])
    count, first_pairs = 0, _FirstPairs()
    with Stories(request) as stories:
        for row, reports in stories.reports(request.rows("events", COLUMNS)):
            count += 1
            found = first_pairs.pairs(row, reports)
            for number, pair in enumerate(found):
                key = _id(reports.record, number)
                if reports.first:
                    events.write(_event(row, pair, key, reports))
                for cells in _mentions(row, pair, key, reports):
                    mentions.write((*cells, f"record={row['id']};pair={number + 1};n_pairs={len(found)}"))
    return count


class _FirstPairs:
    """The pairs that the first record of each story was written with, so that a later one's mentions go with them."""

    def __init__(self) -> None:
        self._firsts: dict[str, tuple[tuple[str, str], ...]] = {}

    def pairs(self, row: Row, reports: Reports) -> tuple[parties.Pair, ...]:
        """The row's pairs; for a later record of a story its nearest pair to each of the first record's."""
        own = parties.pairs(row)
        if not reports.alone and reports.first:
            self._firsts[reports.record] = tuple(map(_names, own))
        if reports.first:
            return own
        named = dict(zip(map(_names, own), own, strict=True))
        return tuple(
            named.get(names, own[min(number, len(own) - 1)])
            for number, names in enumerate(self._firsts[reports.record])
        )


def _names(pair: parties.Pair) -> tuple[str, str]:
    one, other = pair
    return _key(one), _key(other)


def _key(party: Row | None) -> str:
    return (party["actor"] or parties.code(party)) if party else ""


def _id(record: str, number: int) -> int:
    """A stable number below 2^53, which a double holds exactly."""
    digest = hashlib.sha256(f"{record}\0{number}".encode()).digest()
    return int.from_bytes(digest[:8]) >> 11


def _event(row: Row, pair: parties.Pair, key: int, reports: Reports) -> Iterator[object]:
    actor, target = pair
    yield from (key, *_day(row["day"]), *_actor(actor), *_actor(target), int(row["central"]), *_action(row))
    yield from (reports.mentions, reports.outlets, reports.articles, "")
    yield from (*_NOWHERE, *_NOWHERE, *_place(row))
    yield from (stamp(row), address(row))


def _day(day: date | None) -> tuple[str, ...]:
    if day is None:
        return ("",) * 4
    # The codebook says MONTH * 30; GDELT's own files count the months that are over.
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    year = f"{day.year:04d}"
    return f"{year}{day:%m%d}", f"{year}{day:%m}", year, f"{fraction:.4f}"


def _actor(party: Row | None) -> tuple[str, ...]:
    """Code, name, country, known group, ethnic code, two religions, three types."""
    if party is None:
        return _NOBODY
    sectors = parties.sectors(party)
    bodies = [lexicon.load().crosswalk.sectors[code] for code in sectors if code in lexicon.load().crosswalk.sectors]
    known = lexicon.load().crosswalk.countries.get(party["country"] or "")
    country = known.cameo if known else next((body.country for body in bodies if body.country), "")
    group = next((body.group for body in bodies if body.group), "") or ""
    types = lexicon.load().crosswalk.cameo_types(sectors)
    # Known groups are written behind their type (IGOUNO, IGOEUREEC), everybody else's type behind the country.
    code = "".join(dict.fromkeys((*types, country or "", group) if group else (country or "", *types)))
    return (code, parties.name(party).upper(), country or "", group, "", "", "", *(*types, "", "", "")[:3])


def _action(row: Row) -> tuple[object, ...]:
    """CAMEO code, base, root, quad class and Goldstein score."""
    found = lexicon.load().crosswalk.events.get(row["cameo"] or "")
    if found is None:
        return row["cameo"] or "", "", "", row["quad_class"], ""
    return found.code, found.base, found.root, found.quad_class, found.goldstein


def _place(row: Row) -> tuple[object, ...]:
    """Type, full name, country (FIPS), two divisions, latitude, longitude, feature."""
    if not row["place_name"]:
        return _NOWHERE
    country = lexicon.load().crosswalk.countries.get(row["place_country"] or "")
    fips = (country and country.fips) or ""
    kind = _place_kind(row["place_feature"] or "", row["place_country"])
    names = (row["place_name"], row["place_admin1"] if kind in (3, 4) else "", country.icews if country else "")
    full = ", ".join(dict.fromkeys(name for name in names if name))
    whole = fips if kind == 1 else ""
    return kind, full, fips, whole, "", row["place_lat"], row["place_lon"], whole


def _place_kind(feature: str, country: str | None) -> int:
    """1 country, 2 a state of the USA, 3 a place in the USA, 4 a place or 5 a division elsewhere (GeoNames feature)."""
    if feature.startswith("PCL"):
        return 1
    if feature.startswith("ADM"):
        return 2 if country == "USA" else 5
    return 3 if country == "USA" else 4


def _mentions(row: Row, pair: parties.Pair, key: int, reports: Reports) -> Iterator[tuple[object, ...]]:
    """One mention for each piece of evidence; an actor's offset holds for the one that the record points to."""
    ahead = (key, reports.added, stamp(row), 1 if row["url"] else 2, host(row), address(row))
    behind = (1, round(row["confidence"] * 100), row["article_length"], "", "")
    for evidence, number in zip(row["evidence"], row["evidence_numbers"], strict=True):
        sentence, trigger = evidence["sentence"], evidence["trigger"]
        offsets = (_offset(party, sentence) for party in pair)
        yield (*ahead, number, *offsets, trigger["start"], *behind)


def _offset(party: Row | None, sentence: Mapping[str, int]) -> int:
    """Where a party is named in a sentence; -1, as in GDELT, where it is not."""
    span = party and party["span"]
    inside = span and sentence["start"] <= span["start"] < sentence["end"]
    return span["start"] if span and inside else -1
