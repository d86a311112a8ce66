"""From rows of the archive's tables back to codings and articles."""

from __future__ import annotations

import json
from typing import Any

from dragoman.archive.rows import Row
from dragoman.errors import ArchiveError
from dragoman.model.mention import Actor, Moment, Place
from dragoman.model.record import (
    Attribution,
    CoderInfo,
    Coding,
    DateRange,
    Deadline,
    Event,
    Evidence,
    Party,
    Position,
    Source,
    Speaker,
    Statement,
    Where,
)  # fmt: skip
from dragoman.model.text import Article, Dateline, Note, Span


def article(row: Row) -> Article:
    """The article as it was read. Raises ArchiveError (`no-text`) where its text was not kept."""
    if row["text"] is None:
        raise ArchiveError(f"{row['article_id']}: the archive was made without texts (--keep-text none)", "no-text")
    line = row["dateline"]
    return Article(
        id=row["article_id"], text=row["text"], title=row["title"], standfirst=row["standfirst"],
        byline=tuple(row["byline"]), outlet=row["outlet"], url=row["url"], language=row["language"],
        published=row["published_text"], published_precision=row["published_precision"],
        published_basis=row["published_basis"], retrieved=row["retrieved"],
        dateline=line and Dateline(line["place"], line["date"], _span(line["span"])),
        extra=json.loads(row["extra"] or "{}"), source=row["source"],
        notes=_notes(row)[: row["notes_from_reading"]],
    )  # fmt: skip


def coding(info: CoderInfo, tables: dict[str, list[Row]]) -> Coding:
    """The coding that these rows of one article and coder were made of."""
    row = tables["articles"][0]
    return Coding(
        coder=info, article=article(row), sentences=row["sentences"], notes=_notes(row),
        sentence_starts=tuple(row["sentence_starts"]),
        actors=tuple(map(_actor, tables["actors"])), places=tuple(map(_place, tables["places"])),
        times=tuple(map(_moment, tables["times"])), events=tuple(map(_event, tables["events"])),
        statements=tuple(map(_statement, tables["statements"])), positions=tuple(map(_position, tables["positions"])),
    )  # fmt: skip


def _notes(row: Row) -> tuple[Note, ...]:
    return tuple(Note(note["code"], note["message"]) for note in row["notes"])


def _actor(row: Row) -> Actor:
    return Actor(
        row["actor"], row["name"], row["kind"], row["country"], row["sector"], tuple(row["secondary"]), row["role"],
        row["wikidata"], _spans(row["mentions"]),
    )  # fmt: skip


def _place(row: Row) -> Place:
    return Place(
        row["place"], row["name"], row["lat"], row["lon"], row["country"], row["admin1"], row["feature"],
        _spans(row["mentions"]),
    )  # fmt: skip


def _moment(row: Row) -> Moment:
    return Moment(_sure(row["span"]), row["type"], row["value"], row["start"], row["end"], row["precision"], row["mod"])


def _event(row: Row) -> Event:
    source = row["source"]
    return Event(
        id=row["event"], type=row["type"], modes=tuple(row["modes"]), contexts=tuple(row["contexts"]),
        modality=row["modality"], modality_cue=_span(row["modality_cue"]), base_type=row["base_type"],
        actors=tuple(map(_party, row["actors"])), recipients=tuple(map(_party, row["recipients"])),
        trigger=_sure(row["trigger"]), sentence=_sure(row["sentence"]), date=_date(row), place=_where(row),
        attribution=Attribution(row["statement"], source and Source(source["actor"], _sure(source["span"]))),
        central=row["central"], confidence=row["confidence"], cameo=row["cameo"], quad_class=row["quad_class"],
        score=row["score"], rule=row["rule"], reciprocal=row["reciprocal"],
        evidence=tuple(Evidence(_sure(e["sentence"]), _sure(e["trigger"])) for e in row["evidence"]),
    )  # fmt: skip


def _statement(row: Row) -> Statement:
    return Statement(
        row["statement"], row["kind"], row["act"], _speaker(row["speaker"]), _speaker(row["addressee"]),
        _spans(row["cue"]), _spans(row["content"]), _date(row), _where(row),
    )  # fmt: skip


def _position(row: Row) -> Position:
    deadline = None
    if row["deadline_basis"]:
        deadline = Deadline(
            _iso(row["deadline_start"]), _iso(row["deadline_end"]), row["deadline_precision"], row["deadline_basis"],
            _sure(row["deadline_span"]),
        )  # fmt: skip
    return Position(
        row["position"], row["act"], _party(row["holder"]), tuple(map(_party, row["counterparts"])),
        _sure(row["content"]), _span(row["condition"]), _span(row["exchange"]), deadline, row["statement"],
        row["event"], _sure(row["sentence"]),
    )  # fmt: skip


def _date(row: Row) -> DateRange | None:
    if row["date_basis"] is None:
        return None
    return DateRange(
        _iso(row["date_start"]) or "", _iso(row["date_end"]) or "", row["date_precision"], row["date_basis"],
        _span(row["date_span"]),
    )  # fmt: skip


def _where(row: Row) -> Where | None:
    return Where(row["place_id"], _span(row["place_span"])) if row["place_id"] else None


def _party(row: Row) -> Party:
    return Party(row["actor"], _span(row["span"]), row["country"], row["sector"], tuple(row["secondary"]))


def _speaker(row: Row | None) -> Speaker | None:
    return None if row is None else Speaker(row["actor"], _span(row["span"]))


def _iso(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _span(value: Row | None) -> Span | None:
    return None if value is None else (value["start"], value["end"])


def _sure(value: Row) -> Span:
    return value["start"], value["end"]


def _spans(values: list[Row]) -> tuple[Span, ...]:
    return tuple(map(_sure, values))
