"""Holders of offices by date, against a reference that was written down without the tables.

The days in `leaders.csv` and `heads.csv` were drawn at random. A row without a person is a day on which nobody held
the office, or on which the reference is not certain.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.lexicon.actors import ActorTables, Entry, slug
from dragoman.resolve.actors.offices import holder, holds

REFERENCE = Path(__file__).parents[1] / "data"
LEAST_RIGHT = 0.95
TITLES = {"prime minister": ("prime minister", "premier")}

Row = dict[str, str]
LookUp = Callable[[ActorTables, Row], Entry | None]


@pytest.fixture(scope="module")
def tables() -> ActorTables:
    return lexicon.load().actors


def rows(name: str) -> list[Row]:
    """Rows of a reference table that name a person."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["person"]]


def of_country(tables: ActorTables, row: Row) -> Entry | None:
    titles = TITLES.get(row["office"], (row["office"],))
    found = (holder(tables, row["country"], title, row["date"]) for title in titles)
    return next((entry for entry in found if entry), None)


def of_organization(tables: ActorTables, row: Row) -> Entry | None:
    held = [entry for entry in heads(tables, row) if holds(entry, row["date"])]
    return held[0] if len({entry.id for entry in held}) == 1 else None


def heads(tables: ActorTables, row: Row) -> Iterator[Entry]:
    """All heads of a body, under whichever of its names the tables have the office."""
    bodies = {entry.id for entry in tables.names[row["organization"]]}
    for (of, title), entries in tables.offices.items():
        same_body = bodies & {entry.id for entry in tables.names.get(of, ())}
        if same_body and title.replace("-", " ") == row["office"].replace("-", " "):
            yield from entries


def is_person(tables: ActorTables, entry: Entry | None, person: str) -> bool:
    """Whether a reference means an entry, by its name or another spelling of it."""
    if entry is None:
        return False
    return slug(person) == entry.id or any(other.id == entry.id for other in tables.names.get(person, ()))


@pytest.mark.parametrize(("name", "look_up"), [("leaders.csv", of_country), ("heads.csv", of_organization)])
def test_an_office_on_a_day_leads_to_its_holder(tables: ActorTables, name: str, look_up: LookUp) -> None:
    wrong = []
    for row in rows(name):
        entry = look_up(tables, row)
        if not is_person(tables, entry, row["person"]):
            where, office, day, person = row.values()
            wrong.append(f"{office} of {where} on {day}: {person}, not {entry.name if entry else 'nobody'}")
    right = 1 - len(wrong) / len(rows(name))
    assert right >= LEAST_RIGHT, "\n".join(wrong)


@pytest.mark.parametrize(("name", "least"), [("leaders.csv", 300), ("heads.csv", 60)])
def test_the_reference_is_large_enough_to_tell(name: str, least: int) -> None:
    assert len(rows(name)) >= least
