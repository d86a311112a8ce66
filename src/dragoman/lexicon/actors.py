"""Names, titles and nationalities: the tables under `data/actors`, and finding their names in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder, cells
from dragoman.lexicon.naming import Naming, read_naming
from dragoman.lexicon.offices import Lead, held_offices, read_leads
from dragoman.model.text import Span

_SHOUTED = ("country", "demonym", "capital", "region", "metonym")
"""Names that papers print in capitals at the head of a story: `NAMIBIA'S navy`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    `kind` is one of `country`, `demonym`, `capital`, `region`, `region-demonym`, `metonym`, `organization`,
    `group`, `person`; `start` and `end` bound an office in ISO dates (None where open or unknown).
    """

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    secondary: tuple[str, ...] = ()
    role: str | None = None
    start: str | None = None
    end: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun: `foreign minister` is a GOV person, `court` a JUD organization."""

    phrase: str
    sector: str
    secondary: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class ActorTables:
    """Everything known by name, and role nouns.

    `offices` lists who held what where, by state (or body) and title; `leads` which office leads a state.
    `surnames` lists people by the part of their
    name that stands for it.
    """

    names: Mapping[str, tuple[Entry, ...]]
    roles: Mapping[str, Role]
    role_heads: Mapping[str, int]
    naming: Naming
    offices: Mapping[tuple[str, str], tuple[Entry, ...]]
    leads: Mapping[str, tuple[Lead, ...]]
    surnames: Mapping[str, tuple[Entry, ...]]
    patterns: tuple[str, ...]
    matcher: Any = field(repr=False, compare=False)

    @property
    def courtesy(self) -> frozenset[str]:
        """Words before a name that are no part of it."""
        return self.naming.courtesy

    @property
    def generic(self) -> frozenset[str]:
        """Roles that say nothing of the side that their holder is on."""
        return self.naming.generic

    @property
    def surname_first(self) -> frozenset[str]:
        """Countries whose people are called by the first part of their name."""
        return self.naming.surname_first

    def find(self, text: str) -> list[tuple[Span, tuple[Entry, ...]]]:
        """Names in a text, leftmost and longest first, at word bounds, in text order."""
        found = []
        for number, start, end in self.matcher.find_matches_as_indexes(text, overlapping=False):
            if _bounded(text, start, end):
                found.append(((start, end), self.names[self.patterns[number]]))
        return found

    def spans(self, text: str) -> list[Span]:
        """Where names stand in a text."""
        return [span for span, _ in self.find(text)]


def _bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return not (before.isalnum() or (after.isalnum() and text[end - 1 : end].isalnum()))


def read_actors(folder: Folder) -> ActorTables:
    """All tables under `actors`.

    Raises LexiconError for an unknown country code or a role without a sector.
    """
    countries = {row["iso3"]: row for row in folder.rows("actors/countries.csv")}
    entries: dict[str, list[Entry]] = {}
    sources = (
        _countries(countries.values()), _former(folder, countries), _regions(folder, countries),
        _named(folder, countries), _people(folder, countries),
    )  # fmt: skip
    for source in sources:
        for name, entry in source:
            for spelling in _spellings(name) | _shouted(name, entry):
                known = entries.setdefault(spelling, [])
                if entry not in known:
                    known.append(entry)
    roles = _roles(folder)
    heads: dict[str, int] = {}
    for phrase in roles:
        *_, head = phrase.split()
        heads[head] = max(heads.get(head, 0), len(phrase.split()))
    names = {name: tuple(found) for name, found in entries.items()}
    naming = read_naming(table for _, table in folder.tables("actors/naming.toml"))
    people = list(dict.fromkeys(entry for found in names.values() for entry in found if entry.kind == "person"))
    return ActorTables(
        names, roles, heads, naming, held_offices(people, names), read_leads(folder, countries),
        _surnames(people, naming), tuple(names), _matcher(names)
    )  # fmt: skip


def _matcher(names: Mapping[str, Any]) -> Any:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _surnames(people: Iterable[Entry], naming: Naming) -> dict[str, tuple[Entry, ...]]:
    """People of several names by the one that stands alone after a title."""
    found: dict[str, list[Entry]] = {}
    for entry in people:
        first, *rest = entry.name.split()
        if rest:
            found.setdefault(first if entry.country in naming.surname_first else rest[-1], []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def _spellings(name: str) -> set[str]:
    """A name as written and without its accents, which wires drop."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return {name, bare}


def _shouted(name: str, entry: Entry) -> set[str]:
    """A name in capitals, as at the head of a story; that of a body where it has several words."""
    body = entry.kind in ("organization", "group") and " " in name
    return {name.upper()} if body or (entry.kind in _SHOUTED and len(name) > 3) else set()


def slug(name: str) -> str:
    """A name as an identifier: `Kim Jong-un` → `kim-jong-un`."""
    bare = unicodedata.normalize("NFKD", name)
    return re.sub(r"[^a-z0-9]+", "-", bare.encode("ascii", "ignore").decode().lower()).strip("-") or "unnamed"


def _countries(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, Entry]]:
    for row in rows:
        iso3 = row["iso3"]
        for kind, column in (("country", "aliases"), ("demonym", "demonyms"), ("capital", "capital")):
            names = cells(row[column]) + ((row["name"],) if kind == "country" else ())
            for name in names:
                yield name, Entry(iso3, row["name"], kind, iso3, "GOV")


def _former(folder: Folder, countries: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """States of the past beside another state that today's country continues: each is an actor of its own."""
    for row in folder.rows("actors/former_states.csv"):
        country = _country(row, countries, "former_states.csv")
        states = (row["name"], *cells(row["aliases"]))
        for kind, names in (("country", states), ("demonym", cells(row["demonyms"]))):
            for name in names:
                yield name, Entry(row["id"], row["name"], kind, country, "GOV")


def _regions(folder: Folder, countries: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for row in folder.rows("actors/regions.csv"):
        country = _country(row, countries, "regions.csv")
        secondary = ("PRE",) if row.get("pre") == "1" else ()
        for kind, names in (
            ("region", (row["name"], *cells(row["aliases"]))),
            ("region-demonym", cells(row["demonyms"])),
        ):
            for name in names:
                yield name, Entry(f"region:{slug(row['name'])}", row["name"], kind, country, "GOV", secondary)


def _named(folder: Folder, countries: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for table, kind in (("metonyms", "metonym"), ("organizations", "organization"), ("groups", "group")):
        for row in folder.rows(f"actors/{table}.csv"):
            country = _country(row, countries, f"{table}.csv")
            entry = Entry(slug(row["name"]), row["name"], kind, country, row["sector"] or None, cells(row["secondary"]))
            for name in (row["name"], *cells(row.get("aliases"))):
                yield name, entry


def _people(folder: Folder, countries: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for row in folder.rows("actors/people.csv"):
        entry = Entry(
            id=slug(row["name"]),
            name=row["name"],
            kind="person",
            country=_country(row, countries, "people.csv"),
            sector=row["sector"] or None,
            secondary=cells(row["secondary"]),
            role=row["role"] or None,
            start=row["start"] or None,
            end=row["end"] or None,
            wikidata=row["wikidata"] or None,
        )
        for name in (row["name"], *cells(row["aliases"])):
            yield name, entry


def _country(row: Mapping[str, str], countries: Mapping[str, Any], table: str) -> str | None:
    code = row["country"]
    if code and code not in countries:
        raise LexiconError(f"{table}: {row['name']!r} has the unknown country code {code!r}")
    return code or None


def _as_tokens(phrase: str) -> str:
    """A phrase with blanks where the tokenizer splits: `secretary - general`, `minister 's office`."""
    return phrase.replace("-", " - ").replace("'s ", " 's ").replace("s' ", "s ' ")


def _roles(folder: Folder) -> dict[str, Role]:
    roles = {}
    for row in folder.rows("actors/roles.csv"):
        if not row["sector"]:
            raise LexiconError(f"roles.csv: {row['phrase']!r} has no sector")
        role = Role(row["phrase"], row["sector"], cells(row["secondary"]), row["kind"])
        roles[_as_tokens(row["phrase"])] = role
    return roles
