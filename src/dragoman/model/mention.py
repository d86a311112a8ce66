"""Actors, places and times, and the words that name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.model.text import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organization, country or group that can act.

    `country` is ISO 3166 alpha-3 or None, `sector` a PLOVER sector code (codebook R8 to R23) or None,
    `secondary` further sector codes, `kind` one of `person`, `organization`, `country`, `group`.
    """

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    secondary: tuple[str, ...] = ()
    role: str | None = None
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place with coordinates in decimal degrees (WGS 84)."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None = None
    feature: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression: TIMEX3 type and value, and the first and last day it covers where that can be told."""

    span: Span
    type: str
    value: str
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor, at a token of a sentence, and why they are read so.

    `how` names the step that decided (`name`, `role`, `person`, `organization`, `pronoun`, …). A `weak` mention is
    not known to be a political actor by itself. `plural` says that a plural pronoun may point to it.
    """

    sentence: int
    head: int
    span: Span
    actor: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    secondary: tuple[str, ...] = ()
    role: str | None = None
    wikidata: str | None = None
    how: str = "name"
    weak: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of actors in an article: by (sentence, head token), several where words stand for several."""

    at: Mapping[tuple[int, int], tuple[Mention, ...]]
    actors: tuple[Actor, ...]

    def get(self, sentence: int, token: int) -> tuple[Mention, ...]:
        """The mentions whose head is this token."""
        return self.at.get((sentence, token), ())
