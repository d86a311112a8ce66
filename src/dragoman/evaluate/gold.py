"""Gold reports: news texts with the records that a careful reader makes of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from dragoman import lexicon
from dragoman.errors import GoldError
from dragoman.lexicon.positions import ACTS as POSITION_ACTS
from dragoman.lexicon.statements import ACTS as STATEMENT_ACTS
from dragoman.model.record import Modality
from dragoman.model.text import Article, Span
from dragoman.read.dateline import find_dateline

KINDS = frozenset({"event", "position", "statement"})
FLOORS = "floors.json"
_TOP = 3
"""How many lines may stand above a report's text, a dateline's included."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event that a reader recorded; `evidence` holds its best sentence first, then its other mentions.

    `required` is false for records that a coder may find but need not.
    """

    type: str
    mode: str | None
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    place: str | None
    trigger: str
    evidence: tuple[Span, ...]
    attribution: str | None
    central: bool
    required: bool


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """What a party demands, offers, pledges … as a reader recorded it."""

    act: str
    holder: str
    holder_text: str
    counterparts: tuple[str, ...]
    content: str
    condition: str | None
    exchange: str | None
    deadline: str | None
    evidence: Span
    required: bool


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """Someone's words as a reader recorded them; `speaker` is None where the text names nobody."""

    act: str
    speaker: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    evidence: Span
    required: bool


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One text and everything that should be recorded from it."""

    id: str
    title: str | None
    published: str | None
    text: str
    events: tuple[GoldEvent, ...]
    positions: tuple[GoldPosition, ...]
    statements: tuple[GoldStatement, ...]

    def article(self) -> Article:
        """The report as a coder gets it: without its records."""
        starts = [0, *(line.end() for line in re.finditer(r"\n", self.text))][:_TOP]
        datelines = (find_dateline(self.text, start, self.published) for start in starts)
        precision = {4: "year", 7: "month", 10: "day"}.get(len(self.published or ""))
        return Article(
            id=self.id,
            text=self.text,
            title=self.title,
            published=self.published,
            published_precision=precision,
            published_basis="given" if self.published else None,
            dateline=next(filter(None, datelines), None),
        )


def load(folder: Path) -> tuple[GoldReport, ...]:
    """Read every report of a folder (one JSON file each), sorted by file name.

    Raises `GoldError`, naming the file and the words, where a record does not fit its text.
    """
    paths = sorted(path for path in folder.glob("*.json") if path.name != FLOORS)
    if not paths:
        raise GoldError(f"{folder} holds no gold reports: it needs one .json file a report")
    reports = tuple(_read(path) for path in paths)
    seen: set[str] = set()
    for report, path in zip(reports, paths, strict=True):
        if report.id in seen:
            raise GoldError(f"{path.name}: the id {report.id!r} is used by another report")
        seen.add(report.id)
    return reports


def _read(path: Path) -> GoldReport:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _Reader(path.name, data["text"]).report(data)
    except json.JSONDecodeError as error:
        raise GoldError(f"{path.name} is not JSON: {error}") from error
    except KeyError as error:
        raise GoldError(f"{path.name}: a record lacks {error}") from error


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the JSON of one file into records, and the quoted words into spans."""

    file: str
    text: str

    def report(self, data: Mapping[str, Any]) -> GoldReport:
        entries = list(self.entries(data))
        return GoldReport(
            id=data["id"],
            title=data.get("title"),
            published=data.get("published"),
            text=self.text,
            events=tuple(self.event(r, need) for kind, r, need in entries if kind == "event"),
            positions=tuple(self.position(r, need) for kind, r, need in entries if kind == "position"),
            statements=tuple(self.statement(r, need) for kind, r, need in entries if kind == "statement"),
        )

    def entries(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
        for key, required in (("records", True), ("possible", False)):
            for record in data.get(key) or ():
                self.known(record["kind"], KINDS, "kind of record")
                yield record["kind"], record, required

    def event(self, record: Mapping[str, Any], required: bool) -> GoldEvent:
        self.known(record["type"], frozenset(lexicon.load().codes.kinds), "type")
        self.known(record["modality"], frozenset(get_args(Modality)), "modality")
        best = self.find(record["evidence"])
        self.inside(record["trigger"], record["evidence"])
        self.check(record.get("attribution"), record.get("place"))
        return GoldEvent(
            type=record["type"],
            mode=record.get("mode"),
            modality=record["modality"],
            actors=tuple(record["actors"]),
            recipients=tuple(record.get("recipients") or ()),
            date=record.get("date"),
            place=record.get("place"),
            trigger=record["trigger"],
            evidence=(best, *(self.find(words) for words in record.get("also") or ())),
            attribution=record.get("attribution"),
            central=bool(record.get("central")),
            required=required,
        )

    def position(self, record: Mapping[str, Any], required: bool) -> GoldPosition:
        self.known(record["act"], POSITION_ACTS, "act")
        evidence = self.find(record["evidence"])
        self.inside(record["content"], record["evidence"])
        self.check(record["holder_text"], record.get("condition"), record.get("exchange"))
        return GoldPosition(
            act=record["act"],
            holder=record["holder"],
            holder_text=record["holder_text"],
            counterparts=tuple(record.get("counterparts") or ()),
            content=record["content"],
            condition=record.get("condition"),
            exchange=record.get("exchange"),
            deadline=record.get("deadline"),
            evidence=evidence,
            required=required,
        )

    def statement(self, record: Mapping[str, Any], required: bool) -> GoldStatement:
        self.known(record["act"], STATEMENT_ACTS, "act")
        evidence = self.find(record["evidence"])
        if not record["content"]:
            raise GoldError(f"{self.file}: a statement without content ({record['evidence'][:60]!r})")
        return GoldStatement(
            act=record["act"],
            speaker=self.near(record.get("speaker"), evidence),
            cue=self.near(record.get("cue"), evidence),
            content=tuple(self.find(words, evidence) for words in record["content"]),
            evidence=evidence,
            required=required,
        )

    def find(self, words: str, near: Span | None = None) -> Span:
        """Where the words stand: inside or nearest to `near`, else the first place."""
        places = list(_occurrences(self.text, words))
        if not places:
            raise GoldError(f"{self.file}: {words!r} is not in the text")
        return min(places, key=lambda span: _distance(span, near)) if near else places[0]

    def near(self, words: str | None, evidence: Span) -> Span | None:
        return self.find(words, evidence) if words else None

    def check(self, *several: str | None) -> None:
        for words in several:
            if words:
                self.find(words)

    def inside(self, words: str, sentence: str) -> None:
        if words not in sentence or not words:
            raise GoldError(f"{self.file}: {words!r} is not in its evidence {sentence[:60]!r}")

    def known(self, word: str, allowed: frozenset[str], what: str) -> None:
        if word not in allowed:
            raise GoldError(f"{self.file}: {word!r} is no {what}; known: {', '.join(sorted(allowed))}")


def _occurrences(text: str, words: str) -> Iterator[Span]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield (at, at + len(words))
        at = text.find(words, at + 1)


def _distance(span: Span, near: Span) -> int:
    return max(near[0] - span[0], span[1] - near[1], 0)
