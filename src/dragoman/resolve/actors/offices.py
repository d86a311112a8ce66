"""Who held which office on a day: namesakes told apart, and titles led to their holders."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.lexicon.actors import ActorTables, Entry, Role
from dragoman.lexicon.offices import Lead

_BEFORE, _AFTER = 25, 45
"""Years before the first and after the last office in which a name still means its holder."""
_SOON, _LATELY = 5, 15
"""The same for a surname alone."""
_PARTY_YEARS = 8
"""Whoever comes to office within these years is in a party until then."""


def in_office(
    ranks: Sequence[str], entries: Sequence[Entry], day: str | None, title: Role | None = None
) -> tuple[Entry, bool]:
    """The reading that fits a day and a title, and whether the person held no office then.

    Without a day the office that the title names is taken, else the highest (by `ranks`) and latest: nothing
    says that it is over.
    """
    people = [e for e in entries if e.kind == "person"]
    if not people:
        return entries[0], False
    if day is not None:
        held = [e for e in people if holds(e, day)]
        if held:
            return max(held, key=lambda e: _office_rank(ranks, e, title)), False
        past = [e for e in people if e.end and e.end < day]
        return (max(past, key=lambda e: e.end or "") if past else people[0]), True
    return max(people, key=lambda e: _office_rank(ranks, e, title)), False


def out_of_office(entries: Sequence[Entry], day: str) -> str | None:
    """The sector of somebody after or before the offices that are known; None where nothing tells."""
    if any(e.end and e.end < day for e in entries):
        return "ELI"
    soon = any(e.sector == "GOV" and int((e.start or "0")[:4]) - int(day[:4]) <= _PARTY_YEARS for e in entries)
    return "PTY" if soon else None


def holds(entry: Entry | Lead, day: str) -> bool:
    """Whether an office was held on a day; bounds may be years only."""
    return (entry.start or "")[: len(day)] <= day and (not entry.end or day[: len(entry.end)] <= entry.end)


def of_the_time(entries: Sequence[Entry], day: str | None) -> tuple[Entry, ...]:
    """The entries of people who may be in the news on a day; of the others a namesake is meant."""
    if day is None:
        return tuple(entries)
    year = int(day[:4])
    people: dict[str, list[Entry]] = {}
    for entry in entries:
        people.setdefault(entry.id, []).append(entry)
    return tuple(e for offices in people.values() if _near(offices, year) for e in offices)


def _near(offices: Sequence[Entry], year: int) -> bool:
    """Whether some office of one person was held within a lifetime's distance of a year."""
    return any(int((e.start or "0")[:4]) - _BEFORE <= year <= int((e.end or "9999")[:4]) + _AFTER for e in offices)


def lately(entries: Sequence[Entry], day: str) -> bool:
    """Whether somebody held an office in the years before a day, or will soon."""
    year = int(day[:4])
    return any(int((e.start or "0")[:4]) - _SOON <= year <= int((e.end or "9999")[:4]) + _LATELY for e in entries)


def told_apart(entries: Sequence[Entry], day: str | None, title: Role | None, country: str | None) -> tuple[Entry, ...]:
    """The namesakes that country, day and title leave: of one person only, or of several where none of them decides."""
    left = [e for e in entries if e.kind == "person"]
    tests: tuple[Callable[[Entry], bool], ...] = (
        lambda e: country is None or e.country == country,
        lambda e: day is None or holds(e, day),
        lambda e: title is None or _titled(e, title),
    )
    for test in tests:
        if len({e.id for e in left}) <= 1:
            break
        left = [e for e in left if test(e)] or left
    return tuple(left)


def holder(tables: ActorTables, of: str, role: str, day: str | None) -> Entry | None:
    """The one person who held an office of a state or body on a day, or None; on a day of change the newcomer."""
    if day is None or len(day) < 4:
        return None
    titles = tables.naming.titles.get(role, (role,))
    if "leader" in titles:
        titles = (*titles, *(lead.office for lead in tables.leads.get(of, ()) if holds(lead, day)))
    for title in titles:
        held = [e for e in tables.offices.get((of, title), ()) if holds(e, day)]
        if held:
            stay = [e for e in held if e.end != day] or held
            return stay[-1] if len({e.id for e in stay}) == 1 else None
    return None


def _titled(entry: Entry, title: Role) -> bool:
    """Whether an office is that of a title, the words in any order: the `Assembly President` presides over it."""
    return set(title.phrase.replace("-", " ").split()) <= set((entry.role or "").lower().replace("-", " ").split())


def _office_rank(ranks: Sequence[str], entry: Entry, title: Role | None) -> tuple[bool, bool, int, str]:
    role = (entry.role or "").lower().replace("-", " ")
    named = title is not None and _titled(entry, title)
    height = next((len(ranks) - n for n, word in enumerate(ranks) if role.startswith(word)), 0)
    return named, entry.sector == "GOV", height, entry.start or ""
