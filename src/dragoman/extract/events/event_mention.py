"""An event as one clause tells it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.mention import Mention
from dragoman.parse.clauses import Clause
from dragoman.parse.tree import Tree


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as one clause tells it, with its parties and modality; `head`, `cue` and `trigger` are tokens.

    `carried` says that a verb tells it, not a bare noun; `perfect` that the verb is in the present perfect;
    `state` is the sector of a state that does it where nobody is named (codebook R6);
    `anaphor` says that it is done by those of the last talks (`the negotiations have stalled`);
    `operators` names the predicates above that made it what it is.
    """

    type: str
    mode: str | None
    base_type: str
    modality: str
    cue: int | None
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    head: int
    trigger: tuple[int, int]
    rule: str
    reciprocal: bool = False
    carried: bool = True
    source: Mention | None = None
    operators: tuple[str, ...] = ()
    perfect: bool = False
    anaphor: bool = False
    state: str | None = None

    @property
    def parties(self) -> tuple[Mention, ...]:
        """Actors and recipients together."""
        return (*self.actors, *self.recipients)


def unknown_event(tree: Tree, clause: Clause, rule: str) -> EventMention:
    """A clause that no rule knows, for an operator to act on."""
    return EventMention("", None, "", "actual", None, (), (), clause.head, trigger(tree, clause), rule)


def trigger(tree: Tree, clause: Clause) -> tuple[int, int]:
    """First and last token of the words that tell an event: its head with the particle."""
    head = clause.head
    particle = tree.kid(head, "prt")
    return head, particle if particle is not None and head < particle <= head + 3 else head
