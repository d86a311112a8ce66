"""Whether a sentence tells of politics at all: `France beat Brazil` is no ASSAULT.

An article is political when many of its sentences have words or names of politics. In such an article an event
needs one party that acts in politics; in any other also its own sentence must be political.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.extract.events.candidate import Reason, TopicCounts
from dragoman.lexicon.codes import Codes
from dragoman.lexicon.topics import Topics
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.nlp import Parse
from dragoman.parse.tree import Tree

_SHORT = 4
"""An article of fewer sentences says too little about itself to be judged as a whole."""
_SHARE = 0.3
_LITTLE = 0.12
"""Share of political sentences that is enough, or enough where hardly any tell of something else."""


class Politics:
    """Judges the sentences of one article."""

    def __init__(self, topics: Topics, codes: Codes, parse: Parse, mentions: Mentions) -> None:
        self._topics = topics
        self._political_sectors = codes.sector_traits.political
        self._strong = codes.sector_traits.political - codes.sector_traits.keeps_law
        self._violent = codes.type_traits.violent
        self._mentions = mentions
        self._known: dict[int, TopicCounts] = {}
        counts = [self.counts(tree) for tree in parse.trees]
        political = sum(c.politics > 0 for c in counts)
        apart = sum(c.games + c.other > 0 for c in counts)
        self._short = len(counts) < _SHORT
        self._political = political >= _SHARE * len(counts) or (
            political >= _LITTLE * len(counts) and 2 * apart < political
        )

    def counts(self, tree: Tree) -> TopicCounts:
        """Words of politics, of games and of other topics in a sentence.

        Names of leaders and political bodies are words of politics.
        """
        if tree.index not in self._known:
            politics = self._topics.politics.count(tree.lemmas, tree.lower)
            names = sum(self._is_name(m) for t in range(len(tree)) for m in self._mentions.get(tree.index, t))
            games = self._topics.games.count(tree.lemmas, tree.lower)
            other = self._topics.other.count(tree.lemmas, tree.lower)
            self._known[tree.index] = TopicCounts(politics + names, games, other)
        return self._known[tree.index]

    def _is_name(self, mention: Mention) -> bool:
        return (
            mention.listed
            and mention.kind in ("person", "organization", "group", "metonym")
            and mention.sector in self._strong
        )

    def refuses(self, tree: Tree, type_: str, parties: Iterable[Mention], carried: bool = True) -> Reason | None:
        """Why an event of a type is no event of politics, or None; `carried` says that a verb tells it."""
        counts = self.counts(tree)
        politics, games, other = counts.politics, counts.games, counts.other
        parties = list(parties)
        acting = [m for m in parties if m.sector in self._political_sectors]
        if games > politics:
            return Reason.GAMES
        if self._short or self._political:
            if self._short and not politics and len(parties) < 2 and not any(m.country for m in parties):
                return Reason.STRANGER
            abroad = type_ in self._violent and len({m.country for m in parties if m.country}) > 1
            if acting or politics or abroad or type_ == "PROTEST":
                return None
            if self._political and (
                type_ in self._violent or any(m.sector is None and m.kind == "organization" for m in parties)
            ):
                return None
            return Reason.UNPOLITICAL
        if (
            not carried
            or politics == 0
            or other > politics
            or not any(m.sector in self._strong and not m.inferred for m in acting)
        ):
            return Reason.OFF_TOPIC
        return None
