"""The state systems: the published lists, and the countries that records carry."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError
from dragoman.lexicon import DATA
from dragoman.lexicon.files import Folder
from dragoman.lexicon.states import Spell, System, read_states

states, code_on = lexicon.load().states.of, lexicon.load().states.code_on

NO_STATE = {"ATA", "COK", "HKG", "MAC", "NIU", "PSE", "VAT"}
COUNTRIES = {
    row["iso3"]: row["name"]
    for row in csv.DictReader(io.StringIO((DATA / "actors/countries.csv").read_text(encoding="utf-8")))
}
COUNTRY_HEADER = "iso3,iso2,name,aliases,demonyms,capital\n"
HEADER = "code,abbreviation,name,iso3,start,end\n"


def members(system: System, year: int, *, microstates: bool = True) -> set[str]:
    period = date(year, 1, 1), date(year, 12, 31)
    return {s.code for s in states(system) if s.covers(*period) and (microstates or not s.microstate)}


def on(system: System, day: str) -> set[str]:
    return {spell.code for spell in states(system) if spell.covers(date.fromisoformat(day))}


@pytest.mark.parametrize(
    ("year", "count"), [(1816, 23), (1946, 66), (1960, 107), (1992, 181), (1994, 187), (2011, 195), (2016, 195)]
)
def test_cow_has_as_many_members_as_published(year: int, count: int) -> None:
    assert len(members("cow", year)) == count


def test_the_lists_have_as_many_spells_and_state_years_as_published() -> None:
    """State-years of the COW list 1816 to 2016, and of the states of Gleditsch and Ward 1816 to 2020."""
    assert (len(states("cow")), len({s.code for s in states("cow")})) == (243, 217)
    assert sum(len(members("cow", year)) for year in range(1816, 2017)) == 15951
    assert len(states("gw")) == 239
    assert sum(len(members("gw", year, microstates=False)) for year in range(1816, 2021)) == 18289


@pytest.mark.parametrize("system", ["iso3", "cow", "gw"])
def test_spells_of_a_state_do_not_overlap(system: System) -> None:
    spells: dict[str, list[Spell]] = defaultdict(list)
    for spell in states(system):
        spells[spell.code].append(spell)
    for code, own in spells.items():
        assert all(a.end is not None and a.end < b.start for a, b in pairwise(own)), code
        assert len({spell.iso3 for spell in own}) == 1, code


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_one_country_stands_for_two_states_at_once_only_where_a_country_was_divided(system: System) -> None:
    divided = {
        (a.iso3, a.code, b.code)
        for a, b in combinations(states(system), 2)
        if a.iso3 and a.iso3 == b.iso3 and a.covers(b.start, b.end or date.max)
    }
    assert divided == {("DEU", "260", "265"), ("TZA", "510", "511"), ("VNM", "816", "817"), ("YEM", "678", "680")}


@pytest.mark.parametrize("system", ["iso3", "cow", "gw"])
def test_every_country_of_today_is_a_state_of_today(system: System) -> None:
    today = [spell for spell in states(system) if spell.end is None]
    found = [spell.iso3 for spell in today if spell.iso3]
    assert sorted(found) == sorted(COUNTRIES.keys() - NO_STATE)
    assert {spell.abbreviation for spell in today if spell.iso3 is None} <= {"ABK", "SOT"}


@pytest.mark.parametrize(
    ("iso3", "day", "cow", "gw"),
    [
        ("DEU", "1944-06-06", "255", "255"),
        ("DEU", "1948-06-24", None, None),
        ("DEU", "1953-06-17", None, "260"),
        ("DEU", "1961-08-13", "260", "260"),
        ("DEU", "1990-10-02", "260", "260"),
        ("DEU", "1990-10-03", "255", "260"),
        ("RUS", "1962-10-22", "365", "365"),
        ("CZE", "1992-12-31", "315", "315"),
        ("CZE", "1993-01-01", "316", "316"),
        ("SVK", "1992-12-31", None, None),
        ("SVK", "1993-01-01", "317", "317"),
        ("SRB", "1999-03-24", "345", "345"),
        ("SRB", "2006-06-04", "345", "345"),
        ("SRB", "2006-06-05", "345", "340"),
        ("MNE", "2006-06-11", None, "341"),
        ("MNE", "2006-06-12", "341", "341"),
        ("KOS", "2008-02-18", None, "347"),
        ("KOS", "2008-02-20", "347", "347"),
        ("YEM", "1980-01-01", "678", "678"),
        ("YEM", "1990-05-22", "679", "678"),
        ("VNM", "1968-01-30", "816", "816"),
        ("TZA", "1964-01-12", "510", "510"),
        ("SSD", "2011-07-08", None, None),
        ("SSD", "2011-07-09", "626", "626"),
        ("TLS", "2002-05-20", None, "860"),
        ("TWN", "1996-03-08", "713", "713"),
        ("KIR", "1990-01-01", None, "970"),
        ("KIR", "2000-01-01", "946", "970"),
        ("NRU", "2000-01-01", "970", "971"),
        ("TON", "2000-01-01", "955", "972"),
        ("TUV", "2001-01-01", "947", "973"),
        ("HKG", "2000-01-01", None, None),
    ],
)
def test_a_country_has_the_code_of_its_day(iso3: str, day: str, cow: str | None, gw: str | None) -> None:
    assert (code_on(iso3, date.fromisoformat(day), "cow"), code_on(iso3, date.fromisoformat(day), "gw")) == (cow, gw)


def test_microstates_stand_apart_in_the_list_of_gleditsch_and_ward_alone() -> None:
    assert {"223", "591", "990"} <= {spell.code for spell in states("gw") if spell.microstate}
    assert not any(spell.microstate for spell in states("cow"))
    assert "221" in on("gw", "1950-01-01") - on("cow", "1950-01-01")


def test_countries_join_their_forerunners_and_keep_their_gaps() -> None:
    spells = {iso3: [(str(s.start), str(s.end or "")) for s in states("iso3") if s.code == iso3] for iso3 in COUNTRIES}
    assert spells["RUS"] == [("1816-01-01", "")]
    assert spells["CZE"] == [("1918-11-11", "")]
    assert spells["DEU"] == [("1816-01-01", "1945-05-07"), ("1949-09-21", "")]
    assert spells["SRB"][-1] == ("1918-12-01", "")
    assert spells["YEM"] == [("1918-10-30", "")]
    assert spells["UKR"] == [("1991-12-01", "")]
    assert spells["HKG"] == []
    assert {spell.name for spell in states("iso3")} <= set(COUNTRIES.values())
    assert code_on("DEU", date(1961, 8, 13), "iso3") == "DEU"


def test_a_period_counts_both_of_its_ends() -> None:
    (zanzibar,) = (spell for spell in states("cow") if spell.code == "511")
    assert zanzibar.covers(date(1964, 4, 26))
    assert not zanzibar.covers(date(1964, 4, 27))
    assert zanzibar.covers(date(1963, 1, 1), date(1963, 12, 19))
    assert not zanzibar.covers(date(1963, 1, 1), date(1963, 12, 18))
    assert not zanzibar.covers(date(1964, 4, 27), date(1964, 12, 31))


def read(folder: Path, cow: str) -> None:
    for name, content in {
        "actors/countries.csv": COUNTRY_HEADER + "FJI,FJ,Fiji,,Fijian,Suva\n",
        "archive/states_gw.csv": HEADER,
        "archive/states_cow.csv": HEADER + cow,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    read_states(Folder(folder))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("950,FIJ,Fiji,FJI,1970-10,\n", "950 Fiji.*1970-10"),
        ("950,FIJ,Fiji,FJI,1970-10-10,1969-01-01\n", "before it starts"),
        ("950,FIJ,Fiji,FIJ,1970-10-10,\n", "no country FIJ"),
        ("FIJ,FIJ,Fiji,FJI,1970-10-10,\n", "FIJ Fiji"),
    ],
)
def test_an_impossible_row_is_named(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(LexiconError, match=words):
        read(tmp_path, row)


def test_a_users_rows_replace_those_of_the_same_state(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/states_cow.csv").write_text(HEADER + "713,TAW,Taiwan,TWN,1949-12-08,1971-10-25\n", "utf-8")
    changed = read_states(Folder(DATA, tmp_path)).of("cow")
    assert [str(spell.end) for spell in changed if spell.code == "713"] == ["1971-10-25"]
    assert len(changed) == len(states("cow"))
