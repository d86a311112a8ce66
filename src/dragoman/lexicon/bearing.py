"""What bears on a position after it was taken, from `data/archive/bearing.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.codes import Codes
from dragoman.lexicon.events import EventRules
from dragoman.lexicon.files import Folder, cells
from dragoman.lexicon.positions import ACTS

_BY = ("holder", "counterpart", "anyone")


@dataclass(frozen=True, slots=True)
class EventBearing:
    """An event that bears on positions: who does it, which event it is, and what kind of evidence that makes.

    `event` is `same`, `against`, or a type with or without a mode (`ACCUSE:investigate`).
    """

    acts: tuple[str, ...]
    by: str
    event: str
    modality: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A position that answers positions: whose it is, its acts, and what kind of evidence that makes."""

    acts: tuple[str, ...]
    by: str
    answers: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """The tables of the file; its comments say what each is for."""

    numbers: Mapping[str, float]
    acts: tuple[str, ...]
    awaited: tuple[str, ...]
    by: tuple[str, ...]
    state: tuple[str, ...]
    events: tuple[EventBearing, ...]
    answers: tuple[Answer, ...]
    same: Mapping[str, tuple[str, ...]]
    against: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[str, ...]]
    turns: Mapping[str, frozenset[str]]
    first: int
    ends: Mapping[str, str]
    called_off: Mapping[str, str]
    rules: Mapping[str, str]
    stands_for: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, ...]]
    endings: tuple[str, ...]
    doubling: frozenset[str]
    doubled: str
    length: int
    forms: Mapping[str, str]
    stop: frozenset[str]

    @property
    def types(self) -> frozenset[str]:
        """Types of all events that bear on anything."""
        tables = (*self.same.values(), *self.against.values(), [row.event for row in self.events])
        return frozenset(event.partition(":")[0] for table in tables for event in table) - {"same", "against"}


def read_bearing(folder: Folder, events: EventRules, codes: Codes) -> Bearing:
    """The tables of `archive/bearing.toml`, with what the event rules say of events.

    Raises LexiconError where a table names an act, kind of actor or event that there is not.
    """
    merged: dict[str, Any] = {}
    for _, table in folder.tables("archive/bearing.toml"):
        merged.update(table)
    try:
        bearing = _read(merged, folder, events, codes)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"bearing.toml does not have the shape of ours: {error!r}") from error
    _check(bearing, set(codes.kinds))
    return bearing


def label(type_: str, mode: str | None) -> str:
    """An event in one word: its type, with its mode where there is one (`RETREAT:release`)."""
    return f"{type_}:{mode}" if mode else type_


def _read(table: Mapping[str, Any], folder: Folder, events: EventRules, codes: Codes) -> Bearing:
    turns, stems = table["turns"], table["stems"]
    return Bearing(
        numbers={key: float(value) for key, value in table.items() if isinstance(value, int | float)},
        acts=tuple(table["acts"]),
        awaited=tuple(table["awaited"]),
        by=tuple(table["by"]),
        state=tuple(sorted(codes.sector_traits.commanded)),
        events=tuple(
            EventBearing(tuple(row["acts"]), row["by"], row["event"], row["modality"], row["kind"])
            for row in table["event"]
        ),
        answers=tuple(
            Answer(tuple(row["acts"]), row["by"], tuple(row["with"]), row["kind"]) for row in table["answer"]
        ),
        same=_lists(table["same"]),
        against=_lists(table["against"]),
        named=_lists(table["named"]),
        turns={key: frozenset(words) for key, words in turns.items() if key != "first"},
        first=int(turns["first"]),
        ends={of: label(*into) for of, into in events.compose["end"].items()},
        called_off={of: label(*into) for of, into in events.compose["call-off"].items()},
        rules={rule.id: label(rule.type, rule.mode) for rule in events.all_rules()},
        stands_for=_lists(table["stands_for"]),
        countries={
            row["iso3"]: (row["name"], *cells(row["aliases"]), *cells(row["demonyms"]))
            for row in folder.rows("actors/countries.csv")
        },
        endings=tuple(stems["endings"]),
        doubling=frozenset(stems["doubling"]),
        doubled=stems["doubled"],
        length=int(stems["length"]),
        forms=dict(stems["forms"]),
        stop=frozenset(table["stop"]["words"]),
    )


def _lists(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in table.items()}


def _check(bearing: Bearing, types: set[str]) -> None:
    rows: tuple[EventBearing | Answer, ...] = (*bearing.events, *bearing.answers)
    acts = {act for row in rows for act in row.acts} | {act for row in bearing.answers for act in row.answers}
    named = {*bearing.same, *bearing.against, *bearing.named} - {""}
    events = named | {event for table in (bearing.same, bearing.against) for to in table.values() for event in to}
    for what, found, known in (
        ("act", acts | set(bearing.acts), set(ACTS)),
        ("actor", {row.by for row in rows}, set(_BY)),
        ("type", {event.partition(":")[0] for event in events}, types),
    ):
        if found - known:
            raise LexiconError(f"bearing.toml: no {what} {min(found - known)!r}")
