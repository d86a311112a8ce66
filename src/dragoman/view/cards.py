"""What the margin says of each record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod

from dragoman import lexicon
from dragoman.model.mention import Actor, Place
from dragoman.model.record import Coding, DateRange, Deadline, Event, Party, Position, Speaker, Statement, Where
from dragoman.model.text import Span
from dragoman.view import words
from dragoman.view.marks import Record, kind

_BRIEF = 110
_NOBODY = "nobody named"
_BASIS = {"published": "assumed from the day of publication"}


@dataclass(frozen=True, slots=True)
class Item:
    """A value in plain words, the words of the report that it rests on, and where these begin."""

    text: str
    words: str | None = None
    at: int | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a card: what it is called, the part whose words it lights, and its values."""

    label: str
    part: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A record in the margin. `type` and `modes` are a statement's or position's act where it is no event."""

    id: str
    number: int
    kind: str
    type: str
    modes: tuple[str, ...]
    quad: int | None
    modality: str | None
    who: str
    says: str | None
    whom: str | None
    brief: str | None
    central: bool
    meaning: str | None
    fields: tuple[Field, ...]

    @property
    def sign(self) -> str | None:
        """The sign of its quad class."""
        return words.SIGNS[self.quad] if self.quad else None


class Cards:
    """The cards of a coding."""

    def __init__(self, coding: Coding, numbers: Mapping[str, int]) -> None:
        self._article, self._numbers = coding.article, numbers
        self._actors: Mapping[str, Actor] = {actor.id: actor for actor in coding.actors}
        self._places: Mapping[str, Place] = {place.id: place for place in coding.places}

    @singledispatchmethod
    def of(self, record: Record) -> Card:
        """The card of a record."""
        raise TypeError(f"no record: {record!r}")

    @of.register
    def _(self, event: Event) -> Card:
        named = ":".join((event.type, *event.modes[:1]))
        return Card(
            event.id, self._numbers[event.id], kind(event), event.type, event.modes, event.quad_class, event.modality,
            self._names(event.actors) or _NOBODY, None, self._names(event.recipients) or None, None, event.central,
            _meaning(named, event.type), self._fields(self._of_event(event)),
        )  # fmt: skip

    @of.register
    def _(self, statement: Statement) -> Card:
        said = " … ".join(self._words(span) for span in statement.content)
        brief = f"“{_short(said)}”" if statement.kind == "direct" else _short(said)
        return Card(
            statement.id, self._numbers[statement.id], kind(statement), statement.act, (), None, None,
            self._speaker_name(statement.speaker) or _NOBODY, words.SAYS.get(statement.act, statement.act),
            self._speaker_name(statement.addressee), brief, False, None, self._fields(self._of_statement(statement)),
        )  # fmt: skip

    @of.register
    def _(self, position: Position) -> Card:
        return Card(
            position.id, self._numbers[position.id], kind(position), position.act, (), None, None,
            self._names((position.holder,)) or _NOBODY, words.SAYS.get(position.act, position.act),
            self._names(position.counterparts) or None, _short(self._words(position.content)), False, None,
            self._fields(self._of_position(position)),
        )  # fmt: skip

    def _of_event(self, event: Event) -> Iterator[Field]:
        yield Field("event", "trigger", (Item("", self._words(event.trigger), event.trigger[0]),))
        yield Field("who", "actor", self._parties(event.actors))
        yield Field("to whom", "recipient", self._parties(event.recipients))
        yield from self._modality(event)
        yield from self._when_and_where(event.date, event.place)
        yield Field("said by", "source", self._source(event))
        more = [one for one in event.evidence if one.trigger != event.trigger]
        yield Field("told again", "trigger", tuple(Item("", self._words(o.trigger), o.trigger[0]) for o in more))
        yield Field("contexts", None, tuple(map(Item, event.contexts)))
        yield Field("codes", None, self._codes(event))

    def _modality(self, event: Event) -> Iterator[Field]:
        cue = event.modality_cue
        told = words.MODALITIES[event.modality]
        if event.base_type != event.type:
            told += f" ({event.base_type} to come)"
        if event.modality != "actual" or event.base_type != event.type:
            yield Field("status", "cue", (Item(told, self._words(cue) if cue else None, cue[0] if cue else None),))

    def _codes(self, event: Event) -> tuple[Item, ...]:
        found = [
            words.QUADS[event.quad_class], f"PLOVER score {event.score:g}".replace("-", "−"),
            f"CAMEO {event.cameo}" if event.cameo else "", f"confidence {event.confidence:.2f}",
            f"rule {event.rule}" if event.rule else "",
        ]  # fmt: skip
        return tuple(Item(one) for one in found if one)

    def _of_statement(self, statement: Statement) -> Iterator[Field]:
        quoted = tuple(Item("", self._words(span), span[0]) for span in statement.content)
        yield Field("words", "content", quoted)
        yield Field("speaker", "speaker", self._speaker(statement.speaker))
        yield Field("to", "addressee", self._speaker(statement.addressee))
        yield Field("told by", "cue", tuple(Item("", self._words(span), span[0]) for span in statement.cue))
        yield from self._when_and_where(statement.date, statement.place)
        yield Field("kind", None, (Item(f"{statement.kind} speech"),))

    def _of_position(self, position: Position) -> Iterator[Field]:
        yield Field("what", "content", self._quoted(position.content))
        yield Field("holder", "holder", self._parties((position.holder,)))
        yield Field("towards", "counterpart", self._parties(position.counterparts))
        yield Field("condition", "condition", self._quoted(position.condition))
        yield Field("in exchange", "exchange", self._quoted(position.exchange))
        yield Field("by when", "deadline", self._deadline(position.deadline))
        yield Field("said in", None, self._other(position.statement))
        yield Field("same as", None, self._other(position.event))

    def _when_and_where(self, date: DateRange | None, place: Where | None) -> Iterator[Field]:
        if date:
            quoted = (self._words(date.span), date.span[0]) if date.span else (None, None)
            basis = _BASIS.get(date.basis)
            yield Field("when", "date", (Item(words.days(date) + (f", {basis}" if basis else ""), *quoted),))
        if place:
            quoted = (self._words(place.span), place.span[0]) if place.span else (None, None)
            yield Field("where", "place", (Item(self._place(place.place), *quoted),))

    def _place(self, name: str) -> str:
        place = self._places.get(name)
        if place is None:
            return name
        parts = (place.name, place.admin1, lexicon.load().labels.in_words(place.country))
        return words.listed(dict.fromkeys(part for part in parts if part))

    def _source(self, event: Event) -> tuple[Item, ...]:
        source = event.attribution.source
        said = self._other(event.attribution.statement)
        return ((Item("", self._words(source.span), source.span[0]),) if source else ()) + said

    def _deadline(self, by: Deadline | None) -> tuple[Item, ...]:
        if by is None:
            return ()
        day = words.stretch(by.start, by.end, by.precision) if by.start and by.end else ""
        return (Item(day, self._words(by.span), by.span[0]),)

    def _other(self, record: str | None) -> tuple[Item, ...]:
        """A link to another record."""
        number = self._numbers.get(record or "")
        return (Item(str(number), record=record),) if number else ()

    def _quoted(self, span: Span | None) -> tuple[Item, ...]:
        return (Item("", self._words(span), span[0]),) if span else ()

    def _parties(self, parties: Sequence[Party]) -> tuple[Item, ...]:
        return tuple(self._party(party) for party in parties)

    def _party(self, party: Party) -> Item:
        name = self._names((party,))
        codes = lexicon.load().labels.in_words(party.country, (party.sector, *party.secondary))
        told = codes if codes.startswith(name) else f"{name} – {codes}" if codes else name
        told = told or _NOBODY
        if party.span is None:
            return Item(told)
        return Item(told, self._words(party.span), party.span[0])

    def _speaker(self, speaker: Speaker | None) -> tuple[Item, ...]:
        if speaker is None:
            return ()
        known = self._actors.get(speaker.actor or "")
        codes = (known.country, known.sector, known.secondary) if known else (None, None, ())
        return (self._party(Party(speaker.actor, speaker.span, *codes)),)

    def _speaker_name(self, speaker: Speaker | None) -> str | None:
        return self._names((Party(speaker.actor, speaker.span, None, None),)) if speaker else None

    def _names(self, parties: Sequence[Party]) -> str:
        return words.listed(filter(None, map(self._name, parties)))

    def _name(self, party: Party) -> str:
        known = self._actors.get(party.actor or "")
        if known:
            return known.name
        return self._words(party.span) if party.span else ""

    def _words(self, span: Span) -> str:
        return " ".join(self._article.words(span).split())

    @staticmethod
    def _fields(found: Iterator[Field]) -> tuple[Field, ...]:
        return tuple(field for field in found if field.items)


def _short(said: str) -> str:
    return said if len(said) <= _BRIEF else said[: max(said.rfind(" ", 0, _BRIEF), _BRIEF // 2)] + " …"


def _meaning(*names: str) -> str | None:
    """What the first of these types or modes means that has a definition."""
    definitions = lexicon.load().labels.definitions
    return next((definitions[name] for name in names if name in definitions), None)
