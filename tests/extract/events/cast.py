"""Actors, events and candidates for trees written by hand."""

from __future__ import annotations

import shutil
from typing import Any

from dragoman.extract.events.candidate import Candidate, Decision, Verdict
from dragoman.extract.events.event_mention import EventMention
from dragoman.lexicon import DATA, Lexicon
from dragoman.lexicon.events import EventRules, read_events
from dragoman.lexicon.files import Folder
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree
from tests.parse.trees import GRAMMAR


def mention(tree: Tree, word: str, actor: str, **more: Any) -> Mention:
    """A state's mention at the first token that is the word, or another actor's with `more` fields."""
    token = tree.words.index(word)
    values: dict[str, Any] = {"kind": "country", "country": actor, "sector": "GOV", **more}
    return Mention(tree.index, token, tree.chars(token, token), actor, word, **values)


def cast(*mentions: Mention) -> Mentions:
    """All mentions of an article by their token."""
    at: dict[tuple[int, int], tuple[Mention, ...]] = {}
    for one in mentions:
        key = (one.sentence, one.head)
        at[key] = (*at.get(key, ()), one)
    return Mentions(at, ())


def states(tree: Tree, **actors: str) -> Mentions:
    """Mentions of states by the words that name them: `states(tree, Ghana="GHA")`."""
    return cast(*(mention(tree, word, actor) for word, actor in actors.items()))


def event(type_: str, head: int = 0, **more: Any) -> EventMention:
    """An event told by a verb, actual and without parties unless said otherwise."""
    values: dict[str, Any] = {
        "mode": None, "base_type": type_, "modality": "actual", "cue": None, "actors": (), "recipients": (),
        "head": head, "trigger": (head, head), "rule": "by-hand",
    }  # fmt: skip
    return EventMention(type_, **{**values, **more})


def candidate(tree: Tree, one: EventMention, headline: bool = False, **more: Any) -> Candidate:
    """The candidate of an event mention that a verb tells, judged by its own type unless said otherwise."""
    return Candidate(one, tree, Clauses(tree, GRAMMAR).verb(one.head), headline, **{"matter": one.type, **more})


def accepted(tree: Tree, one: EventMention, headline: bool = False) -> Decision:
    """A candidate that was accepted as it stands."""
    return Decision(candidate(tree, one, headline), Verdict(one, 0.5))


def rules(folder: Any, content: str) -> EventRules:
    """Event rules from one TOML text, written under an empty folder."""
    (folder / "events").mkdir(exist_ok=True)
    (folder / "events" / "a.toml").write_text(content, encoding="utf-8")
    shutil.copy(DATA / "events" / "slots.toml", folder / "events")
    return read_events(Folder(folder))


def lexicon_with(events: EventRules) -> Lexicon:
    """Our own tables, but with these event rules alone."""
    lexicon = Lexicon(Folder(DATA))
    vars(lexicon)["events"] = events
    return lexicon


def who(mentions: tuple[Mention, ...] | list[Mention]) -> list[str]:
    """The actors of mentions."""
    return [one.actor for one in mentions]
