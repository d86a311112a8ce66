"""The frame of a panel: which states there are in each period, and which of them a country stands for on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from dragoman import lexicon
from dragoman.lexicon.states import Spell, System

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

Shape = Literal["country", "directed", "undirected"]
SIZES = ("day", "week", "month", "year")
_DAY = timedelta(days=1)
_LONGEST = dict(zip(SIZES, (1, 7, 31, 366), strict=True))
_CHUNK = 300_000


def floor(day: date, size: str) -> date:
    """The first day of the day's period; weeks begin on Monday."""
    if size == "week":
        return day - timedelta(days=day.weekday())
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[size]


def end_of(day: date, size: str) -> date:
    """The last day of the day's period."""
    return floor(floor(day, size) + timedelta(days=_LONGEST[size]), size) - _DAY


@dataclass(frozen=True, slots=True)
class Turn:
    """The days from `since` through `through` on which a country is the state with this code.

    `after` is the day after the country's turn before, so that each day of all time lies in one turn or before it.
    """

    iso3: str
    code: str
    after: date
    since: date
    through: date


def turns(system: System) -> list[Turn]:
    """By country and time, the state that it stands for, as `States.code_on` has it."""
    spells = sorted((s for s in lexicon.load().states.of(system) if s.iso3), key=lambda spell: spell.iso3 or "")
    return [turn for iso3, own in groupby(spells, key=lambda s: s.iso3 or "") for turn in _turns(iso3, list(own))]


def _turns(iso3: str, spells: list[Spell]) -> list[Turn]:
    """Spells may overlap: of two states at once the first in the list counts, as it does for `code_on`."""
    edges = {spell.start for spell in spells} | {spell.end + _DAY for spell in spells if spell.end}
    found: list[Turn] = []
    after = date.min
    for start, end in pairwise([*sorted(edges), date.max]):
        spell = next((spell for spell in spells if spell.covers(start)), None)
        if spell is not None:
            found.append(Turn(iso3, spell.code, after, start, end if end == date.max else end - _DAY))
            after = end
    return found


def turn_table(system: System) -> pa.Table:
    """All turns: `iso3`, the `number` of the state in the order of codes, `after`, `since` and `through`."""
    import pyarrow as pa

    number = {code: place for place, code in enumerate(_codes(system))}
    found = turns(system)
    return pa.table(
        {
            "iso3": pa.array([turn.iso3 for turn in found], pa.string()),
            "number": pa.array([number[turn.code] for turn in found], pa.int16()),
            "after": pa.array([turn.after for turn in found], pa.date32()),
            "since": pa.array([turn.since for turn in found], pa.date32()),
            "through": pa.array([turn.through for turn in found], pa.date32()),
        }
    )


def _codes(system: System) -> list[str]:
    return list(dict.fromkeys(spell.code for spell in lexicon.load().states.of(system)))


class Frame:
    """The rows of a panel: each unit that exists on a day of a period, by period and unit.

    A unit is a state, an ordered pair of states, or a pair that is in order of its codes.
    """

    def __init__(self, system: System, size: str, shape: Shape, first: date, last: date) -> None:
        """Periods of a size, from the one with the day `first` through the one with `last`."""
        self._system, self._shape = system, shape
        self.first, self.last = floor(first, size), end_of(last, size)
        starts = [self.first]
        while starts[-1] <= self.last:
            starts.append(end_of(starts[-1], size) + _DAY)
        self._starts = np.array(starts, "datetime64[D]")  # and the day after the last period
        there = _there(system, self._starts)
        self._kinds, self._kind = np.unique(there, axis=0, return_inverse=True)
        self._kind = self._kind.ravel()  # which of the different sets of states a period has
        count = self._kinds.sum(axis=1).astype(np.int64)
        sizes = {"country": count, "directed": count * (count - 1), "undirected": count * (count - 1) // 2}[shape]
        self._rows = sizes[self._kind]
        self._offsets = np.concatenate([[0], np.cumsum(self._rows)])

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self._offsets[-1])

    def chunks(self) -> Iterator[tuple[int, int]]:
        """Some periods at a time: from one place among the periods up to another."""
        low = 0
        for high in range(1, len(self._rows) + 1):
            if high == len(self._rows) or self._offsets[high + 1] - self._offsets[low] > _CHUNK:
                yield low, high
                low = high

    def days(self, low: int, high: int) -> tuple[date, date]:
        """The first day of the first and of the last period from place `low` up to `high`."""
        return self._starts[low].item(), self._starts[high - 1].item()

    def rows_of(self, low: int, high: int) -> int:
        """How many rows the periods from place `low` up to `high` have."""
        return int(self._offsets[high] - self._offsets[low])

    def units(self, low: int, high: int) -> dict[str, pa.Array]:
        """The columns that name the units and periods from place `low` up to `high`."""
        import pyarrow as pa

        kinds = self._kind[low:high]
        columns = {
            name: pa.concat_arrays([self._named[kind][name] for kind in kinds]) for name in self._named[kinds[0]]
        }
        return columns | {"period": pa.array(np.repeat(self._starts[low:high], self._rows[low:high]), pa.date32())}

    def places(self, low: int, periods: NDArray[Any], *states: NDArray[Any]) -> NDArray[np.int64]:
        """At which row after the beginning of place `low` each unit stands, given as numbers of states."""
        period = np.searchsorted(self._starts, periods)
        kind = self._kind[period]
        rank = np.cumsum(self._kinds, axis=1) - 1
        count = rank[kind, -1] + 1
        i, *others = (rank[kind, state] for state in states)
        if not others:
            within = i
        elif self._shape == "directed":
            within = i * (count - 1) + others[0] - (others[0] > i)
        else:
            within = i * (2 * count - i - 1) // 2 + others[0] - i - 1
        places: NDArray[np.int64] = self._offsets[period] - self._offsets[low] + within
        return places

    @cached_property
    def _named(self) -> list[dict[str, pa.Array]]:
        """For each set of states, the names of its units in the order of rows."""
        import pyarrow as pa

        codes = _codes(self._system)
        names = {"country": pa.array(codes) if self._system == "iso3" else pa.array(map(int, codes), pa.int16())}
        if self._system != "iso3":
            iso3 = {spell.code: spell.iso3 for spell in lexicon.load().states.of(self._system)}
            names["iso3"] = pa.array([iso3[code] for code in codes], pa.string())
        found = []
        for there in self._kinds:
            sides = _sides(np.flatnonzero(there), self._shape)
            found.append(
                {name + side: some.take(pa.array(n)) for name, some in names.items() for side, n in sides.items()}
            )
        return found


def _sides(there: NDArray[Any], shape: Shape) -> dict[str, NDArray[Any]]:
    if shape == "country":
        return {"": there}
    either = ~np.eye(len(there), dtype=bool)
    left, right = np.nonzero(either if shape == "directed" else np.triu(either))
    return {"_a": there[left], "_b": there[right]}


def _there(system: System, starts: NDArray[Any]) -> NDArray[np.bool_]:
    """Periods by states: whether the state exists on a day of the period."""
    codes = _codes(system)
    found = np.zeros((len(starts) - 1, len(codes)), bool)
    for spell in lexicon.load().states.of(system):
        begun = starts[1:] > np.datetime64(spell.start)
        gone = starts[:-1] > np.datetime64(spell.end or date.max)
        found[:, codes.index(spell.code)] |= begun & ~gone
    return found
