"""In whose words an event is told: the statement around it, its speaker, and what a quotation makes of an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.events.event_mention import EventMention
from dragoman.extract.statements import StatementIndex
from dragoman.lexicon.codes import Codes
from dragoman.model.mention import Mention, Mentions
from dragoman.model.record import Attribution, Source, Statement
from dragoman.model.text import Span
from dragoman.parse.tree import Tree


class Attributions:
    """Answers for one article."""

    def __init__(self, statements: Iterable[Statement], mentions: Mentions, codes: Codes) -> None:
        self._index = StatementIndex(statements)
        self._hostile = codes.type_traits.hostile
        self._commanded = codes.sector_traits.commanded
        self._named: dict[str, list[Mention]] = {}
        for group in mentions.at.values():
            for mention in group:
                self._named.setdefault(mention.actor, []).append(mention)

    def speaker(self, span: Span) -> tuple[Mention, ...]:
        """Who says some words, as a mention; empty where the report itself does or the speaker is not known."""
        statement = self._index.at(span)
        if statement is None or statement.speaker is None or statement.speaker.actor is None:
            return ()
        named = self._named.get(statement.speaker.actor, ())
        where = statement.speaker.span or (0, 0)
        found = min(named, key=lambda m: abs(m.span[0] - where[0]), default=None)
        return () if found is None else (found,)

    def statement(self, event: EventMention, tree: Tree) -> Statement | None:
        """The statement that an event is told in."""
        return self._index.at(tree.chars(event.head, event.head))

    def attribution(self, event: EventMention, tree: Tree) -> Attribution:
        """The statement that an event is told in, and the source that the report credits."""
        statement = self.statement(event, tree)
        if statement is None:
            return Attribution(source=Source(event.source.actor, event.source.span) if event.source else None)
        speaker = statement.speaker
        source = Source(speaker.actor, speaker.span) if speaker and speaker.span else None
        return Attribution(statement.id, source)

    def alleged(self, event: EventMention, tree: Tree) -> EventMention:
        """A hostile event of another side that stands only in somebody's quotation marks: an accusation (section 3)."""
        span = tree.chars(event.head, event.head)
        statement = self._index.at(span)
        if (
            statement is None
            or statement.kind != "direct"
            or event.type not in self._hostile
            or event.modality != "actual"
        ):
            return event
        speaker = self.speaker(span)
        if not speaker or not event.actors or any(self._one_side(speaker[0], m) for m in event.actors):
            return event
        return replace(
            event, type="ACCUSE", mode="allege", base_type="ACCUSE", actors=speaker, recipients=event.actors,
            reciprocal=False, carried=True, source=None, state=None,
        )  # fmt: skip

    def _one_side(self, a: Mention, b: Mention) -> bool:
        """Whether two actors are or stand for the same."""
        state = all(m.sector is None or m.sector in self._commanded for m in (a, b))
        return a.actor == b.actor or (a.country == b.country and (state or a.sector == b.sector))
