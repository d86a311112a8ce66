"""People, organizations and armed groups: what would name the wrong actor or date an office wrongly."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import combinations

import pytest

DATA = files("dragoman.lexicon") / "data"
OUTSIDE_STATES = {"EUR", "IGO", "IMG", "ISM", "MNC", "NGO", "UNO"}
ARMED = {"CRM", "IMG", "PRM", "REB", "UAF"}
HEADS = re.compile(
    r"^(president|prime minister|premier|chancellor|taoiseach|king|queen|emir|sultan) of (?!the Congress)"
)
OFFICE_OF_ONE = re.compile(
    HEADS.pattern + r"|^(foreign|defence|defense) (minister|secretary) of |^secretary of state of "
)
# Outgoing and incoming holders are sometimes both counted while a handover, a coup or a contested vote lasts.
TRANSITION = timedelta(days=90)
WORD_OR_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((DATA / table).read_text(encoding="utf-8"))))


def cells(value: str) -> list[str]:
    return [part for part in value.split("|") if part]


PEOPLE = rows("actors/people.csv")
ORGANIZATIONS = rows("actors/organizations.csv")
GROUPS = rows("actors/groups.csv")
COUNTRIES = {row["iso3"] for row in rows("actors/countries.csv")}
SECTORS = {row["code"]: row["kind"] for row in rows("codes/sectors.csv")}
TABLES = {"people": PEOPLE, "organizations": ORGANIZATIONS, "groups": GROUPS}


def first_day(value: str) -> date:
    year, month, day = (*(int(part) for part in value.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(value: str) -> date:
    """The last day that a date of any precision can mean; an open end is far away."""
    parts = [int(part) for part in value.split("-")] if value else [9000]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1) - timedelta(days=1)
    return date(*parts)


def certain_overlap(one: dict[str, str], other: dict[str, str]) -> timedelta:
    """Days that two offices surely share, whatever the days left out of their dates."""
    ends = min(first_day(row["end"]) if row["end"] else last_day("") for row in (one, other))
    return ends - max(last_day(row["start"]) for row in (one, other))


def pairs_in_one_office(office: re.Pattern[str]) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    held: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in PEOPLE:
        if office.match(row["role"]):
            held.setdefault((row["country"], row["role"]), []).append(row)
    for holders in held.values():
        yield from combinations(holders, 2)


def spellings() -> Iterator[tuple[str, str]]:
    for row in ORGANIZATIONS + GROUPS:
        for spelling in (row["name"], *cells(row["aliases"])):
            yield spelling, row["name"]


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_and_occur_once(table: str) -> None:
    keys = [(row["name"], row.get("start", ""), row.get("role", "")) for row in TABLES[table]]
    assert keys == sorted(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_cells_hold_no_stray_blanks_or_repeated_values(table: str) -> None:
    for row in TABLES[table]:
        for value in row.values():
            parts = value.split("|")
            assert all(part == part.strip() for part in parts), row
            assert value == "" or all(parts), row
            assert max(Counter(parts).values()) == 1, row
        assert row["name"] not in cells(row["aliases"]), row


@pytest.mark.parametrize("table", TABLES)
def test_countries_and_sectors_are_codes_of_the_codebook(table: str) -> None:
    for row in TABLES[table]:
        assert row["country"] in COUNTRIES or row["country"] == "", row
        assert all(code in SECTORS for code in (row["sector"], *cells(row["secondary"]))), row


@pytest.mark.parametrize("table", TABLES)
def test_only_actors_above_states_lack_a_country(table: str) -> None:
    """International news media and churches keep their sector; everyone else belongs to a state."""
    for row in TABLES[table]:
        if row["country"]:
            assert row["sector"] not in OUTSIDE_STATES, row
        else:
            assert row["sector"] in OUTSIDE_STATES | {"JRN", "REL"}, row


def test_armed_groups_have_armed_sectors() -> None:
    assert [row["name"] for row in GROUPS if row["sector"] not in ARMED] == []


def test_office_dates_parse_and_run_forward() -> None:
    for row in PEOPLE:
        assert WORD_OR_DATE.fullmatch(row["start"]), row
        assert row["end"] == "" or WORD_OR_DATE.fullmatch(row["end"]), row
        assert first_day(row["start"]) <= last_day(row["end"]), row
        assert row["role"], row


def test_one_person_at_a_time_holds_an_office() -> None:
    doubles = [
        (one["name"], other["name"], one["role"])
        for one, other in pairs_in_one_office(OFFICE_OF_ONE)
        if certain_overlap(one, other) > TRANSITION
    ]
    assert doubles == []


def test_a_surname_alone_means_one_person_at_a_time() -> None:
    bearers: dict[str, list[dict[str, str]]] = {}
    for row in PEOPLE:
        for alias in cells(row["aliases"]):
            if " " not in alias:
                bearers.setdefault(alias, []).append(row)
    doubles = {
        (alias, one["name"], other["name"])
        for alias, sharing in bearers.items()
        for one, other in combinations(sharing, 2)
        if one["name"] != other["name"] and certain_overlap(one, other) > TRANSITION
    }
    assert doubles == set()


@pytest.mark.parametrize("surname", ["Bush", "Castro", "Clinton", "Khan", "Kim", "Lee", "Park", "Singh"])
def test_common_surnames_name_nobody_on_their_own(surname: str) -> None:
    assert [row["name"] for row in PEOPLE if surname in cells(row["aliases"])] == []


def test_a_name_of_an_organization_or_group_means_one_of_them() -> None:
    owners: dict[str, set[str]] = {}
    for spelling, name in spellings():
        owners.setdefault(spelling, set()).add(name)
    assert {spelling: who for spelling, who in owners.items() if len(who) > 1} == {}


def test_no_person_is_called_like_an_organization_or_group() -> None:
    people = {name for row in PEOPLE for name in (row["name"], *cells(row["aliases"]))}
    assert people & {spelling for spelling, _ in spellings()} == set()


def test_people_are_not_named_after_places_alone() -> None:
    places = {
        name
        for row in rows("actors/countries.csv") + rows("actors/regions.csv")
        for name in (row["name"], *cells(row["aliases"]), *cells(row["demonyms"]))
    }
    assert places & {name for row in PEOPLE for name in (row["name"], *cells(row["aliases"]))} == set()


@pytest.mark.parametrize(
    ("country", "role", "day", "name"),
    [
        ("RUS", "president of Russia", "2010-06-01", "Dmitry Medvedev"),
        ("USA", "secretary of state of the United States", "1998-06-01", "Madeleine Albright"),
        ("ISR", "prime minister of Israel", "2000-07-15", "Ehud Barak"),
        ("IRN", "president of Iran", "2009-06-30", "Mahmoud Ahmadinejad"),
        ("", "secretary-general of the United Nations", "2005-09-15", "Kofi Annan"),
        ("", "foreign policy chief of the European Union", "2015-07-14", "Federica Mogherini"),
    ],
)
def test_an_office_gives_its_holder_on_a_day(country: str, role: str, day: str, name: str) -> None:
    when = date.fromisoformat(day)
    holders = {
        row["name"]
        for row in PEOPLE
        if (row["country"], row["role"]) == (country, role) and first_day(row["start"]) <= when <= last_day(row["end"])
    }
    assert holders == {name}
