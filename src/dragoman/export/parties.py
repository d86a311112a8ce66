"""Who acts on whom: pairs of parties for formats that have one actor and one target, and a party's codes."""

from __future__ import annotations

from dragoman import lexicon
from dragoman.export.request import Row

Pair = tuple[Row | None, Row | None]


def pairs(row: Row) -> tuple[Pair, ...]:
    """The ordered pairs of an event's parties.

    Every actor with every recipient; in a reciprocal event every party with every other, both ways. A side that has
    nobody is None.
    """
    actors, recipients = row["actors"] or [], row["recipients"] or []
    if row["reciprocal"]:
        return tuple((one, other) for n, one in enumerate(actors) for m, other in enumerate(actors) if n != m)
    return tuple((actor, recipient) for actor in actors or [None] for recipient in recipients or [None])


def sectors(party: Row) -> tuple[str, ...]:
    """A party's sectors, the primary first."""
    return tuple(code for code in (party["sector"], *(party["secondary"] or ())) if code)


def name(party: Row | None) -> str:
    """What a party is called: the actor's name, else the words that name it."""
    return (party and (party["name"] or party["words"])) or ""


def code(party: Row | None) -> str:
    """A party's compound code: country (`---` without one) and sectors, three letters each."""
    return "".join((party["country"] or "---", *sectors(party))) if party else ""


def country(party: Row) -> str:
    """A party's country, or the code of the international body that it is; empty without either."""
    bodies = lexicon.load().codes.sector_traits.international
    return party["country"] or next((one for one in sectors(party) if one in bodies), "")
