"""Places that the gazetteer adds to its cities: countries, divisions, regions and districts, from `data/places`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder, cells

_FILES = ("places/", "actors/countries.csv")

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class CountryPlace:
    """A country: `name` and `others` are what news calls it, `listed` what the table of places does."""

    iso3: str
    listed: str
    name: str
    others: tuple[str, ...]
    capitals: tuple[str, ...]
    geonameid: str
    point: Point


@dataclass(frozen=True, slots=True)
class Division:
    """A first-level division with its code in its country, or (`district`) one of the second level within it."""

    country: str
    code: str
    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class Region:
    """A place that news names and no list of cities has; `feature` is GeoNames' code for what it is."""

    name: str
    aliases: tuple[str, ...]
    country: str
    feature: str
    geonameid: str
    point: Point


@dataclass(frozen=True, slots=True)
class PlaceTables:
    """All of them; `version` changes whenever a file does that they are read from."""

    countries: tuple[CountryPlace, ...]
    divisions: tuple[Division, ...]
    districts: tuple[Division, ...]
    regions: tuple[Region, ...]


def places_version(folder: Folder) -> str:
    """A hash of the files that the tables are read from."""
    return folder.digest(lambda name: name.startswith(_FILES))


def read_places(folder: Folder) -> PlaceTables:
    """The four tables. Raises LexiconError for a point that is none."""
    named = {row["iso3"]: row for row in folder.rows("actors/countries.csv")}
    return PlaceTables(
        countries=tuple(_country(row, named.get(row["iso3"])) for row in folder.rows("places/countries.csv")),
        divisions=tuple(_division(row, "admin1.csv", "code") for row in folder.rows("places/admin1.csv")),
        districts=tuple(_division(row, "districts.csv", "admin1") for row in folder.rows("places/districts.csv")),
        regions=tuple(_region(row) for row in folder.rows("places/regions.csv")),
    )


def _country(row: Mapping[str, str], named: Mapping[str, str] | None) -> CountryPlace:
    return CountryPlace(
        iso3=row["iso3"],
        listed=row["name"],
        name=named["name"] if named else row["name"],
        others=cells(named["aliases"]) if named else (),
        capitals=cells(named["capital"]) if named else (),
        geonameid=row["geonameid"],
        point=_point(row, "countries.csv"),
    )


def _division(row: Mapping[str, str], table: str, code: str) -> Division:
    return Division(row["country"], row[code], row["name"], _point(row, table))


def _region(row: Mapping[str, str]) -> Region:
    return Region(
        row["name"], cells(row["aliases"]), row["country"], row["feature"], row["geonameid"], _point(row, "regions.csv")
    )


def _point(row: Mapping[str, str], table: str) -> Point:
    try:
        return float(row["lat"]), float(row["lon"])
    except ValueError as error:
        raise LexiconError(f"places/{table}: {row['name']}: {error}") from error
