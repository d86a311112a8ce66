"""Which states there were when, under their codes: `archive/states_cow.csv` and `archive/states_gw.csv`.

`cow` is the State System Membership list of the Correlates of War project (v2016), `gw` the list of independent states
of Gleditsch and Ward (2017) with their microstates marked. Dates are those of the lists; a state that is a member on a
list's last day has no end. `iso3` are the codes that records carry: today's countries, each with its forerunners.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Literal, get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder

System = Literal["iso3", "cow", "gw"]


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a state is a member of a system: from `start` through `end`, both days included.

    `end` is None for a member of today; `iso3` is None for a state that no country of today stands for.
    """

    code: str
    abbreviation: str
    name: str
    iso3: str | None
    start: date
    end: date | None
    microstate: bool

    def covers(self, first: date, last: date | None = None) -> bool:
        """Whether the state exists on a day, or on any day of a period (both ends included)."""
        return self.start <= (last or first) and (self.end is None or first <= self.end)


@dataclass(frozen=True, slots=True)
class States:
    """The three systems.

    `iso3` joins the spells that Gleditsch and Ward give to a country and its forerunners, microstates too: RUS runs on
    through the Soviet Union, DEU has a gap from 1945 to 1949.
    """

    systems: Mapping[System, tuple[Spell, ...]]

    def of(self, system: System) -> tuple[Spell, ...]:
        """All spells of a system, by code and start."""
        return self.systems[system]

    def code_on(self, iso3: str, day: date, system: System) -> str | None:
        """The code of a country's state on a day, None where the system has no such state then.

        Where one country stands for two states at once (Germany, Yemen, Vietnam, Tanzania), it is the one that the
        later state continues, which has the lower number in both lists: West Germany, North Yemen, North Vietnam,
        Tanganyika.
        """
        return next((spell.code for spell in self.of(system) if spell.iso3 == iso3 and spell.covers(day)), None)


def read_states(folder: Folder) -> States:
    """The three systems from a folder's tables.

    Raises LexiconError for a date that is none, an end before its start, or a country not in `actors/countries.csv`.
    """
    names = {row["iso3"]: row["name"] for row in folder.rows("actors/countries.csv")}
    cow, gw = (
        tuple(sorted(_spells(folder, f"archive/states_{system}.csv", names), key=lambda s: (int(s.code), s.start)))
        for system in ("cow", "gw")
    )
    return States(dict(zip(get_args(System), (tuple(_countries(gw, names)), cow, gw), strict=True)))


def _spells(folder: Folder, table: str, names: Mapping[str, str]) -> Iterator[Spell]:
    for row in folder.rows(table):
        where = f"{table}: {row['code']} {row['name']}"
        try:
            start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"]) if row["end"] else None
            number = int(row["code"])
        except ValueError as error:
            raise LexiconError(f"{where}: {error}") from error
        if end is not None and end < start:
            raise LexiconError(f"{where}: ends on {end}, before it starts on {start}")
        if row["iso3"] and row["iso3"] not in names:
            raise LexiconError(f"{where}: no country {row['iso3']} in actors/countries.csv")
        yield Spell(
            str(number), row["abbreviation"], row["name"], row["iso3"] or None, start, end, bool(row.get("microstate"))
        )


def _countries(spells: Iterable[Spell], names: Mapping[str, str]) -> Iterator[Spell]:
    """One unit for each country: spells of its states joined where no day lies between them."""
    known = sorted((s for s in spells if s.iso3), key=lambda s: (s.iso3 or "", s.start))
    for iso3, group in groupby(known, key=attrgetter("iso3")):
        joined: Spell | None = None
        for spell in group:
            if joined and (joined.end is None or spell.start <= joined.end + timedelta(days=1)):
                later = None if joined.end is None or spell.end is None else max(joined.end, spell.end)
                joined = replace(joined, end=later)
                continue
            if joined:
                yield joined
            joined = replace(spell, code=iso3, abbreviation=iso3, name=names[iso3])
        if joined:
            yield joined
