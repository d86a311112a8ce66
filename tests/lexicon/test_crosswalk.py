"""CAMEO codes, countries and sectors as GDELT and ICEWS write them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError
from dragoman.lexicon import DATA
from dragoman.lexicon.crosswalk import read_crosswalk
from dragoman.lexicon.files import Folder

CROSSWALK = lexicon.load().crosswalk


def column(table: str, name: str) -> list[str]:
    return [row[name] for row in csv.DictReader(io.StringIO((DATA / table).read_text(encoding="utf-8")))]


def test_every_code_that_events_carry_is_known() -> None:
    used = {code.cameo for code in lexicon.load().codes.types.values() if code.cameo}
    assert used <= CROSSWALK.events.keys()


def test_codes_form_a_tree_of_twenty_roots() -> None:
    events = CROSSWALK.events
    assert sorted({event.root for event in events.values()}) == [f"{root:02}" for root in range(1, 21)]
    assert all(event.root in events and event.base in events for event in events.values())
    assert all(re.fullmatch(r"\d{2,4}", code) for code in events)


def test_quad_class_follows_the_root_and_scores_are_on_the_scale() -> None:
    """Roots 01 to 05, 06 to 08, 09 to 13 and 14 to 20, as in GDELT's code book."""
    for event in CROSSWALK.events.values():
        assert event.quad_class == 1 + sum(int(event.root) >= first for first in (6, 9, 14)), event.code
        for score in (event.goldstein, event.intensity):
            assert -10 <= score <= 10
            assert event.quad_class not in (2, 4) or (score > 0) == (event.quad_class == 2), event.code


@pytest.mark.parametrize(
    ("code", "label", "goldstein"),
    [
        ("040", "Consult", 1.0),
        ("032", "Express intent to engage in diplomatic cooperation (such as policy support)", 4.5),
        ("057", "Sign formal agreement", 8.0),
        ("0874", "Retreat or surrender militarily", 10.0),
        ("112", "Accuse", -2.0),
        ("130", "Threaten", -4.4),
        ("141", "Demonstrate or rally", -6.5),
        ("173", "Arrest, detain, or charge with legal action", -5.0),
        ("190", "Use conventional military force", -10.0),
        ("193", "fight with small arms and light weapons", -10.0),
    ],
)
def test_labels_and_scores(code: str, label: str, goldstein: float) -> None:
    event = CROSSWALK.events[code]
    assert (event.label, event.goldstein, event.intensity) == (label, goldstein, goldstein)


def test_icews_scores_some_codes_otherwise() -> None:
    differing = {e.code: (e.goldstein, e.intensity) for e in CROSSWALK.events.values() if e.goldstein != e.intensity}
    assert differing == {"016": (-2.0, -5.0), "022": (3.2, 3.4), "164": (-7.0, -6.5), "165": (-6.5, -7.0)}


def test_every_country_and_territory_that_records_carry_is_known() -> None:
    assert {
        *column("places/countries.csv", "iso3"),
        *column("actors/countries.csv", "iso3"),
    } <= CROSSWALK.countries.keys()


def test_codes_of_countries_are_well_formed_and_of_one_country() -> None:
    countries = CROSSWALK.countries
    assert {iso3 for iso3, country in countries.items() if country.fips is None} == {"ALA", "BES"}
    fips = Counter(country.fips for country in countries.values() if country.fips)
    for counts in (fips, Counter(c.cameo for c in countries.values()), Counter(c.icews for c in countries.values())):
        assert max(counts.values()) == 1
    assert all(re.fullmatch("[A-Z]{2}", code) for code in fips)
    assert all(re.fullmatch("[A-Z]{3}", country.cameo) for country in countries.values())


@pytest.mark.parametrize(
    ("iso3", "fips"),
    [
        ("KOS", "KV"), ("PSE", "WE"), ("TWN", "TW"), ("SRB", "RI"), ("MNE", "MJ"), ("SSD", "OD"), ("TLS", "TT"),
        ("AUS", "AS"), ("AUT", "AU"), ("CHE", "SZ"), ("CHN", "CH"), ("DEU", "GM"), ("GBR", "UK"), ("IRQ", "IZ"),
        ("ISR", "IS"), ("JPN", "JA"), ("KOR", "KS"), ("MMR", "BM"), ("NGA", "NI"), ("NER", "NG"), ("PRK", "KN"),
        ("RUS", "RS"), ("SDN", "SU"), ("TUR", "TU"), ("UKR", "UP"), ("VNM", "VM"), ("ZAF", "SF"),
    ],
)  # fmt: skip
def test_places_have_fips_codes(iso3: str, fips: str) -> None:
    assert CROSSWALK.countries[iso3].fips == fips


def test_cameo_departs_from_iso_where_its_list_does() -> None:
    differing = {iso3: country.cameo for iso3, country in CROSSWALK.countries.items() if country.cameo != iso3}
    assert differing == {"IMN": "IMY", "KOS": "KSV", "MNE": "MTN", "ROU": "ROM", "TLS": "TMP"}


@pytest.mark.parametrize(
    ("iso3", "name"),
    [
        ("RUS", "Russian Federation"), ("CIV", "Cote d'Ivoire"), ("COD", "Democratic Republic of Congo"),
        ("COG", "Congo"), ("PSE", "Occupied Palestinian Territory"), ("USA", "United States"),
        ("MKD", "the former Yugoslav Republic of Macedonia"), ("KOR", "South Korea"), ("VAT", "Holy See"),
    ],
)  # fmt: skip
def test_names_of_countries_in_icews(iso3: str, name: str) -> None:
    assert CROSSWALK.countries[iso3].icews == name


def test_every_sector_has_a_row_and_pairs_are_of_sectors() -> None:
    sectors = set(column("codes/sectors.csv", "code"))
    assert {key for key in CROSSWALK.sectors if " " not in key} == sectors
    assert all(set(key.split()) <= sectors for key in CROSSWALK.sectors)


@pytest.mark.parametrize(
    ("sectors", "cameo", "icews"),
    [
        ((), (), ()),
        (("UNK",), (), ()),
        (("MIL",), ("MIL",), ("Military", "Government")),
        (("JRN",), ("MED",), ("News", "Media", "Social")),
        (("MED",), ("HLH",), ("Medical / Health", "Social")),
        (("GOV", "MIL"), ("GOV", "MIL"), ("Defense / Security Ministry", "Executive", "Government")),
        (("PTY", "OPP"), ("OPP", "PTY"),
         ("Opposition Major Party (Out Of Government)", "(National) Major Party", "Parties")),
        (("CVL", "OPP", "LAB"), ("OPP", "CVL", "LAB"),
         ("Protestors / Popular Opposition / Mobs", "Dissident", "Labor", "Social")),
        (("GOV", "PRE"), ("GOV",), ("Government",)),
        (("UNO",), ("IGO",), ("Global Diplomatic IGOs", "International Government Organization", "Global")),
    ],
)  # fmt: skip
def test_an_actors_sectors_elsewhere(sectors: tuple[str, ...], cameo: tuple[str, ...], icews: tuple[str, ...]) -> None:
    assert (CROSSWALK.cameo_types(sectors), CROSSWALK.icews_sectors(sectors)) == (cameo, icews)


def test_bodies_are_known_groups_of_gdelt() -> None:
    assert [(CROSSWALK.sectors[code].group, CROSSWALK.sectors[code].country) for code in ("UNO", "EUR")] == [
        ("UNO", None), ("EEC", "EUR"),
    ]  # fmt: skip


def test_countries_have_the_two_letters_of_the_table_of_countries() -> None:
    known = {row["iso3"]: row["iso2"] for row in Folder(DATA).rows("actors/countries.csv")}
    found = {iso3: country.iso2 for iso3, country in CROSSWALK.countries.items()}
    assert {iso3: found[iso3] for iso3 in known if iso3 in found} == {k: v for k, v in known.items() if k in found}
    assert all(len(code) == 2 and code.isupper() for code in found.values()) and len(set(found.values())) == len(found)


def test_a_number_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    header = "code,label,quad_class,goldstein,intensity\n"
    (tmp_path / "archive/cameo.csv").write_text(header + "040,Consult,1,high,1.0\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="high"):
        read_crosswalk(Folder(DATA, tmp_path))
