"""The records that a coding is made of."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib import import_module
from typing import Any, Literal

from dragoman.model.mention import Actor, Moment, Place
from dragoman.model.text import Article, Note, Span

Modality = Literal["actual", "historical", "future", "hypothetical", "negated"]


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: who it is, where it is named, and its PLOVER country and sectors."""

    actor: str | None
    span: Span | None
    country: str | None
    sector: str | None
    secondary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRange:
    """First and last day, how fine they are, and what says so (`text` or `published`)."""

    start: str
    end: str
    precision: str
    basis: Literal["text", "published"]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the first and last day of the time named, and its words.

    With the basis `anchor` it hangs on something that has no date here (`within 90 days of adoption`), and start,
    end and precision are None.
    """

    start: str | None
    end: str | None
    precision: str | None
    basis: Literal["text", "anchor"]
    span: Span


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event and the words that name it."""

    place: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Source:
    """A credited source: the actor where known, and its words."""

    actor: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word an event rests on; both None where the report itself says so."""

    statement: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """An event mention: the sentence and the words in it that tell the event."""

    sentence: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom (PLOVER 2.0; field meanings as in the output contract).

    `reciprocal` says that the actors do it with or to each other, and nobody else is a recipient.
    """

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    modality: Modality
    modality_cue: Span | None
    base_type: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    trigger: Span
    sentence: Span
    date: DateRange | None
    place: Where | None
    attribution: Attribution
    central: bool
    confidence: float
    cameo: str | None
    quad_class: int
    score: float
    evidence: tuple[Evidence, ...]
    rule: str | None = None
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something, or is told it."""

    actor: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Someone's words: speaker, cue and exact content, one content span an uninterrupted stretch."""

    id: str
    kind: Literal["direct", "indirect", "mixed"]
    act: str
    speaker: Speaker | None
    addressee: Speaker | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    date: DateRange | None = None
    place: Where | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What a party demands, offers, pledges, refuses, denies, alleges, threatens or predicts, on what terms."""

    id: str
    act: str
    holder: Party
    counterparts: tuple[Party, ...]
    content: Span
    condition: Span | None
    exchange: Span | None
    deadline: Deadline | None
    statement: str | None
    event: str | None
    sentence: Span


@dataclass(frozen=True, slots=True)
class CoderInfo:
    """Which coder made a coding; `rules` is a hash over version, model, settings and lexicon data."""

    name: str
    version: str
    model: str
    rules: str


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything recorded from one article.

    `sentence_starts` tell which sentence of the article a span lies in; they are no part of the JSON object.
    """

    coder: CoderInfo
    article: Article
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Moment, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    notes: tuple[Note, ...] = ()
    sentences: int = 0
    sentence_starts: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the output contract."""
        article = plain(self.article)
        for key in ("id", "notes", "source"):
            article.pop(key)
        if self.article.dateline:
            article["dateline"].pop("span")
        out: dict[str, Any] = {"id": self.id, "coder": plain(self.coder), "article": article}
        for key in ("actors", "places", "times", "events", "statements", "positions", "notes", "sentences"):
            out[key] = plain(getattr(self, key))
        return out

    def to_arrow(self, kind: str = "events") -> Any:
        """The records of a kind as a `pyarrow.Table` with the columns of the archive, one row a record.

        `kind` is `events`, `statements`, `positions`, `actors`, `places`, `times` or `articles` (one row).
        Raises QueryError for another.
        """
        return _found("archive.arrow", "coding_table")(self, kind)

    def to_pandas(self, kind: str = "events") -> Any:
        """The same as a `pandas.DataFrame`."""
        return self.to_arrow(kind).to_pandas()

    def _repr_html_(self) -> str:
        """The report with its records marked, as notebooks show it."""
        return str(_found("view", "static")(self))


def _found(home: str, name: str) -> Any:
    """A function that shows records, loaded when one is asked for: what things are does not depend on how they look."""
    return getattr(import_module(f"dragoman.{home}"), name)


def plain(value: Any) -> Any:
    """A record as dictionaries and lists, ready for JSON."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return value
    return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
