"""Offices: who held which of a state or body, and which of them leads the state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder

if TYPE_CHECKING:
    from dragoman.lexicon.actors import Entry


@dataclass(frozen=True, slots=True)
class Lead:
    """An office whose holder leads a state, within ISO dates (None where open)."""

    office: str
    start: str | None
    end: str | None


def held_offices(
    people: Iterable[Entry], names: Mapping[str, tuple[Entry, ...]]
) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Holders by state or body and title; the president of a parliament or a province is not that of the state."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in people:
        title, _, of = (entry.role or "").partition(" of ")
        if title in ("secretary", "minister"):  # of state, of defense
            matter, _, of = of.partition(" of ")
            title = f"{title} of {matter}"
        body = of.removeprefix("the ")
        state = next((e for e in names.get(body, ()) if _is_state(e, entry.country)), None)
        if entry.country is None and body:
            found.setdefault((body, title), []).append(entry)
        elif entry.country and state is not None:
            key = state.id if state.kind == "country" else entry.country
            found.setdefault((key, title), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _is_state(entry: Entry, country: str | None) -> bool:
    """Whether a name stands for a state, or for the authority that governs it."""
    return entry.country == country and (
        entry.kind == "country" or (entry.kind, entry.sector) == ("organization", "GOV")
    )


def read_leads(folder: Folder, states: Iterable[str]) -> dict[str, tuple[Lead, ...]]:
    """The offices that lead each state, from `actors/leaders.csv`.

    Raises LexiconError for a state that there is not.
    """
    known = set(states)
    found: dict[str, list[Lead]] = {}
    for row in folder.rows("actors/leaders.csv"):
        if row["country"] not in known:
            raise LexiconError(f"leaders.csv: the unknown country code {row['country']!r}")
        lead = Lead(row["office"], row["start"] or None, row["end"] or None)
        found.setdefault(row["country"], []).append(lead)
    return {state: tuple(leads) for state, leads in found.items()}
