"""A clause that may tell an event, with all that is known of it, and what is decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from dragoman.extract.events.event_mention import EventMention
from dragoman.model.mention import Mention
from dragoman.model.record import Statement
from dragoman.parse.clauses import Clause
from dragoman.parse.tree import Tree

Stage = Literal["clause", "parties", "topic", "model"]
"""What a refusal looks at: how the clause is said, who takes part, what the sentence and the article are about, or what
the learned stage makes of it."""

Judge = Literal["rule", "model"]


class Reason(Enum):
    """Why a candidate is no event: the stage that refuses it, and words for it."""

    ABSORBED = "clause", "another clause has taken it in"
    PURPOSE = "clause", "an infinitive that says what might come, beside what is told"
    UNMEANT = "clause", "done by mistake"
    NOBODY = "parties", "nobody is named who acts in politics"
    NO_ACTOR = "parties", "nobody is named who does it"
    INQUIRY = "parties", "an inquiry that accuses nobody"
    BARE_NOUN = "parties", "a noun that does not name its own parties"
    PLACE = "parties", "only a place is named"
    THING = "parties", "a thing does it, or nobody who is known"
    GAMES = "topic", "the words are of sport or markets"
    STRANGER = "topic", "one party of no country, and no word of politics"
    UNPOLITICAL = "topic", "no party that acts in politics"
    UNSURE = "model", "the learned stage is not sure enough of it"
    OFF_TOPIC = "topic", "neither the article nor the sentence is about politics"

    def __init__(self, stage: Stage, words: str) -> None:
        self.stage = stage
        self.words = words


@dataclass(frozen=True, slots=True)
class TopicCounts:
    """Words of politics, of games and of other topics in a sentence; names of leaders and bodies are of politics."""

    politics: int
    games: int
    other: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event mention in its sentence, before it is known whether it is an event.

    `event` proposes type, mode, modality with its cue, and parties; `clause` has the slots that these come from.
    `absorbed_by` is the head of the clause that has taken it in, `purpose` says that it is an infinitive beside what is
    asserted, `unmeant` that it was done by mistake. `matter` is the type by which it is judged political, `statement`
    the words of somebody that it is told in.
    """

    event: EventMention
    tree: Tree
    clause: Clause
    headline: bool = False
    absorbed_by: int | None = None
    purpose: bool = False
    unmeant: bool = False
    matter: str = ""
    statement: Statement | None = None
    topics: TopicCounts = TopicCounts(0, 0, 0)

    @property
    def parties(self) -> tuple[Mention, ...]:
        """Actors and recipients together."""
        return self.event.parties


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided about a candidate: the event as it is now read, or the reason why it is none.

    `confidence` is the share of such events that are right, for the candidate alone, from 0 to 1; `central` that of
    those that the report is about, None where their place in the report decides that.
    """

    event: EventMention
    confidence: float
    refusal: Reason | None = None
    by: Judge = "rule"
    central: float | None = None

    @property
    def accepted(self) -> bool:
        """Whether it is an event."""
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate with its verdict."""

    candidate: Candidate
    verdict: Verdict

    @property
    def place(self) -> tuple[int, int]:
        """Sentence and token."""
        return self.candidate.tree.index, self.candidate.event.head
