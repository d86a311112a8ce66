"""From a coding to rows of the archive's tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dragoman.model.mention import Actor, Place
from dragoman.model.record import CoderInfo, Coding, DateRange, Event, Party, Position, Speaker, Statement, Where
from dragoman.model.text import Article, Problem, Span

Row = dict[str, Any]


def coder_id(info: CoderInfo) -> str:
    """A short stable name of a coder: twelve hexadecimal digits over all that tells it from another."""
    words = "\0".join((info.name, info.version, info.model, info.rules))
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def coding_rows(coding: Coding, article_id: str, keep_text: bool) -> dict[str, list[Row]]:
    """The rows of one coding by table; without `keep_text` nothing that holds sentences is in them."""
    return _Rows(coding, article_id, keep_text).tables()


def copy_row(article: Article, article_id: str, reason: str) -> Row:
    """The row of an article that was not coded, because the one called `article_id` is the same."""
    return {
        "article_id": article_id, "copy_id": article.id, "reason": reason, "text_sha256": text_hash(article.text),
        "url": article.url, "title": article.title, "outlet": article.outlet, "published": day(article.published),
        "published_text": article.published, "source": article.source,
    }  # fmt: skip


def problem_row(problem: Problem, stage: str, coder: str) -> Row:
    """The row of a source that could not be read (stage `read`) or was skipped (`skip`), or of an article that could
    not be coded (`code`).
    """
    return {
        "problem_id": problem.id, "source": problem.source, "stage": stage, "code": problem.code,
        "message": problem.message, "coder": coder,
    }  # fmt: skip


def day(value: str | None) -> date | None:
    """The day that an ISO date or date-time begins with; the first of a month or year that has none."""
    if not value:
        return None
    parts = [*value[:10].split("-"), "01", "01"][:3]
    try:
        return date(*map(int, parts))
    except ValueError:  # a year before 1 or after 9999
        return None


class _Rows:
    def __init__(self, coding: Coding, article_id: str, keep_text: bool) -> None:
        self._coding = coding
        self._keep = keep_text
        self._key = {"article_id": article_id, "coder": coder_id(coding.coder)}
        self._published = day(coding.article.published)
        self._actors: Mapping[str, Actor] = {actor.id: actor for actor in coding.actors}
        self._places: Mapping[str, Place] = {place.id: place for place in coding.places}

    def tables(self) -> dict[str, list[Row]]:
        c = self._coding
        return {
            "articles": [self._article(c.article)],
            "actors": [self._actor(number, actor) for number, actor in enumerate(c.actors, 1)],
            "places": [self._place(number, place) for number, place in enumerate(c.places, 1)],
            "times": [
                self._named(f"t{number}") | {
                    "span": span(moment.span), "type": moment.type, "value": moment.value, "start": moment.start,
                    "end": moment.end, "precision": moment.precision, "mod": moment.mod,
                }
                for number, moment in enumerate(c.times, 1)
            ],
            "events": [self._event(event) for event in c.events],
            "statements": [self._statement(statement) for statement in c.statements],
            "positions": [self._position(position) for position in c.positions],
        }  # fmt: skip

    def _named(self, name: str) -> Row:
        return {"id": f"{self._key['article_id']}/{name}", **self._key}

    def _article(self, article: Article) -> Row:
        line = article.dateline
        return self._key | {
            "text_sha256": text_hash(article.text), "text_length": len(article.text),
            "text": article.text if self._keep else None, "title": article.title,
            "standfirst": article.standfirst if self._keep else None, "byline": list(article.byline),
            "outlet": article.outlet, "url": article.url, "language": article.language,
            "published": self._published, "published_text": article.published,
            "published_precision": article.published_precision, "published_basis": article.published_basis,
            "retrieved": article.retrieved,
            "dateline": line and {"place": line.place, "date": line.date, "span": span(line.span)},
            "source": article.source,
            # What a line of JSON or a page says beside the known fields may hold the text once more.
            "extra": json.dumps(dict(article.extra), ensure_ascii=False, default=str) if self._keep else None,
            "notes": [{"code": n.code, "message": n.message if self._keep else ""} for n in self._coding.notes],
            "notes_from_reading": len(article.notes), "sentences": self._coding.sentences,
            "sentence_starts": list(self._coding.sentence_starts),
        }  # fmt: skip

    def _actor(self, number: int, actor: Actor) -> Row:
        return self._named(f"a{number}") | {
            "actor": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country,
            "sector": actor.sector, "secondary": list(actor.secondary), "role": actor.role,
            "wikidata": actor.wikidata, "mentions": list(map(span, actor.mentions)),
        }  # fmt: skip

    def _place(self, number: int, place: Place) -> Row:
        return self._named(f"l{number}") | {
            "place": place.id, "name": place.name, "lat": place.lat, "lon": place.lon, "country": place.country,
            "admin1": place.admin1, "feature": place.feature, "mentions": list(map(span, place.mentions)),
        }  # fmt: skip

    def _event(self, event: Event) -> Row:
        source = event.attribution.source
        return self._named(event.id) | self._when(event.date) | self._where(event.place) | {
            "event": event.id, "type": event.type, "modes": list(event.modes), "contexts": list(event.contexts),
            "modality": event.modality, "modality_cue": span(event.modality_cue), "base_type": event.base_type,
            "actors": list(map(self._party, event.actors)), "recipients": list(map(self._party, event.recipients)),
            "actor_ids": _some(p.actor for p in event.actors),
            "actor_countries": _some(p.country for p in event.actors),
            "recipient_ids": _some(p.actor for p in event.recipients),
            "recipient_countries": _some(p.country for p in event.recipients),
            "trigger": span(event.trigger), "trigger_words": self._words(event.trigger),
            "sentence": span(event.sentence), "sentence_words": self._words(event.sentence),
            "statement": event.attribution.statement,
            "source": source and {"actor": source.actor, "span": span(source.span)},
            "central": event.central, "confidence": event.confidence, "cameo": event.cameo,
            "quad_class": event.quad_class, "score": event.score, "rule": event.rule,
            "reciprocal": event.reciprocal,
            "evidence": [{"sentence": span(e.sentence), "trigger": span(e.trigger)} for e in event.evidence],
        }  # fmt: skip

    def _statement(self, statement: Statement) -> Row:
        return self._named(statement.id) | self._when(statement.date) | self._where(statement.place) | {
            "statement": statement.id, "kind": statement.kind, "act": statement.act,
            "speaker": self._speaker(statement.speaker), "addressee": self._speaker(statement.addressee),
            "cue": list(map(span, statement.cue)), "cue_words": self._words(*statement.cue),
            "content": list(map(span, statement.content)), "content_words": self._words(*statement.content),
        }  # fmt: skip

    def _position(self, position: Position) -> Row:
        by = position.deadline
        return self._named(position.id) | {
            "position": position.id, "act": position.act, "holder": self._party(position.holder),
            "counterparts": list(map(self._party, position.counterparts)),
            "counterpart_ids": _some(p.actor for p in position.counterparts),
            "counterpart_countries": _some(p.country for p in position.counterparts),
            "content": span(position.content), "content_words": self._words(position.content),
            "condition": span(position.condition), "condition_words": self._words(position.condition),
            "exchange": span(position.exchange), "exchange_words": self._words(position.exchange),
            "deadline_start": day(by.start) if by else None, "deadline_end": day(by.end) if by else None,
            "deadline_precision": by and by.precision, "deadline_basis": by and by.basis,
            "deadline_span": span(by.span) if by else None, "deadline_words": self._words(by.span if by else None),
            "statement": position.statement, "event": position.event, "sentence": span(position.sentence),
            "sentence_words": self._words(position.sentence), **self._from(self._published),
        }  # fmt: skip

    def _when(self, when: DateRange | None) -> Row:
        start = day(when.start) if when else None
        return {
            "date_start": start, "date_end": day(when.end) if when else None,
            "date_precision": when and when.precision, "date_basis": when and when.basis,
            "date_span": span(when.span) if when else None, **self._from(start or self._published),
        }  # fmt: skip

    def _from(self, when: date | None) -> Row:
        article = self._coding.article
        return {
            "published": self._published, "day": when, "title": article.title, "outlet": article.outlet,
            "url": article.url,
        }  # fmt: skip

    def _where(self, where: Where | None) -> Row:
        place = self._places.get(where.place) if where else None
        return {
            "place_id": where and where.place, "place_name": place and place.name,
            "place_country": place and place.country, "place_admin1": place and place.admin1,
            "place_feature": place and place.feature, "place_lat": place and place.lat,
            "place_lon": place and place.lon, "place_span": span(where.span) if where else None,
        }  # fmt: skip

    def _party(self, party: Party) -> Row:
        known = self._actors.get(party.actor or "")
        return {
            "actor": party.actor, "name": known.name if known else None, "country": party.country,
            "sector": party.sector, "secondary": list(party.secondary), "kind": known and known.kind,
            "role": known and known.role, "wikidata": known and known.wikidata, "words": self._words(party.span),
            "span": span(party.span),
        }  # fmt: skip

    def _words(self, *spans: Span | None) -> str | None:
        if not self._keep:
            return None
        return joined_words(self._coding.article.text, [one for one in spans if one])

    def _speaker(self, speaker: Speaker | None) -> Row | None:
        if speaker is None:
            return None
        known = self._actors.get(speaker.actor or "")
        sectors = (known.country, known.sector, known.secondary) if known else (None, None, ())
        return self._party(Party(speaker.actor, speaker.span, *sectors))


def joined_words(text: str, spans: Iterable[Span]) -> str | None:
    """The words of some spans on one line, with an ellipsis between two stretches; None where there are none."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans) or None


def span(value: Span | None) -> Row | None:
    """A span as the tables have it."""
    return None if value is None else {"start": value[0], "end": value[1]}


def _some(values: Iterable[str | None]) -> list[str]:
    """What is known of the values, each once, in their order."""
    return list(dict.fromkeys(value for value in values if value))
