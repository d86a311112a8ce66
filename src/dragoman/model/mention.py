"""Actors, places and times, and the words that name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

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


Form = Literal["name", "nationality", "place", "role", "noun", "pronoun", "pair"]
"""What the words are: a name, people called by their nationality, a name that is only a place, a role noun, another
noun, a pronoun, or words for two such as `both sides`."""

Origin = Literal["tables", "text", "rule"]
"""Where an actor is from: listed in the tables, known from this text alone, or brought in by a rule of the codebook."""

Step = Literal[
    "surname", "title", "introduced", "apposition", "counterpart", "possessor", "short name", "description", "office",
    "speaker", "inferred", "pronoun", "both",
]  # fmt: skip
"""The step of coreference that led words to whom they mean; `dragoman.resolve.actors.why` says each in words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor, at a token of a sentence, and why they are read so.

    `step` is None where the words themselves say who is meant. A `weak` mention is not known to be a political actor
    by itself. `plural` says that a plural pronoun may point to it.
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
    form: Form = "name"
    origin: Origin = "tables"
    step: Step | None = None
    weak: bool = False
    plural: bool = False

    @property
    def listed(self) -> bool:
        """Whether it is a name that the tables list."""
        return self.form == "name" and self.origin == "tables" and self.step is None

    @property
    def person_by_name(self) -> bool:
        """Whether it is the name of a person whom the tables do not list."""
        return self.form == "name" and self.origin == "text" and self.step is None and self.kind == "person"

    @property
    def inferred(self) -> bool:
        """Whether it is a role whose country is not said with it, but taken from what stands around."""
        return self.step in ("possessor", "speaker", "inferred")

    @property
    def described(self) -> bool:
        """Whether a role is all that is known of whom it means."""
        return self.form == "role" and (self.step is None or self.inferred)


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of actors in an article: by (sentence, head token), several where words stand for several.

    `places` are those that the article names.
    """

    at: Mapping[tuple[int, int], tuple[Mention, ...]]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...] = ()

    def get(self, sentence: int, token: int) -> tuple[Mention, ...]:
        """The mentions whose head is this token."""
        return self.at.get((sentence, token), ())
