"""Whether a sentence tells of politics at all: `France beat Brazil` is no ASSAULT.

An article is political when many of its sentences have words or names of politics. In such an article an event
needs one party that acts in politics; in any other also its own sentence must be political.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.lexicon.topics import Topics
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.nlp import Parse
from dragoman.parse.tree import Tree

_CORE = frozenset(
    {
        "GOV",
        "MIL",
        "COP",
        "JUD",
        "LEG",
        "SPY",
        "PTY",
        "OPP",
        "REB",
        "UAF",
        "PRM",
        "IGO",
        "UNO",
        "EUR",
        "NGO",
        "ISM",
        "IMG",
        "ELI",
        "REF",
    }
)
_STRONG = _CORE - {"COP", "JUD"}
_SHORT = 4
"""An article of fewer sentences says too little about itself to be judged as a whole."""
_SHARE = 0.3
_LITTLE = 0.12
"""Share of political sentences that is enough, or enough where hardly any tell of something else."""
_VIOLENT = frozenset({"ASSAULT", "COERCE"})


class Politics:
    """Judges the sentences of one article."""

    def __init__(self, topics: Topics, parse: Parse, mentions: Mentions) -> None:
        self._topics = topics
        self._mentions = mentions
        self._known: dict[int, tuple[int, int, int]] = {}
        counts = [self._counts(tree) for tree in parse.trees]
        political = sum(politics > 0 for politics, _, _ in counts)
        apart = sum(games + other > 0 for _, games, other in counts)
        self._short = len(counts) < _SHORT
        self._political = political >= _SHARE * len(counts) or (
            political >= _LITTLE * len(counts) and 2 * apart < political
        )

    def _counts(self, tree: Tree) -> tuple[int, int, int]:
        """Words of politics, of games and of other topics in a sentence.

        Names of leaders and political bodies are words of politics.
        """
        if tree.index not in self._known:
            politics = self._topics.politics.count(tree.lemmas, tree.lower)
            names = sum(self._is_name(m) for t in range(len(tree)) for m in self._mentions.get(tree.index, t))
            games = self._topics.games.count(tree.lemmas, tree.lower)
            other = self._topics.other.count(tree.lemmas, tree.lower)
            self._known[tree.index] = (politics + names, games, other)
        return self._known[tree.index]

    def _is_name(self, mention: Mention) -> bool:
        return (
            mention.listed
            and mention.kind in ("person", "organization", "group", "metonym")
            and mention.sector in _STRONG
        )

    def refuses(self, tree: Tree, type_: str, parties: Iterable[Mention], carried: bool = True) -> str | None:
        """Why an event of a type is no event of politics, or None; `carried` says that a verb tells it."""
        politics, games, other = self._counts(tree)
        parties = list(parties)
        acting = [m for m in parties if m.sector in _CORE]
        if games > politics:
            return "the words are of sport or markets"
        if self._short or self._political:
            if self._short and not politics and len(parties) < 2 and not any(m.country for m in parties):
                return "one party of no country, and no word of politics"
            abroad = type_ in _VIOLENT and len({m.country for m in parties if m.country}) > 1
            if acting or politics or abroad or type_ == "PROTEST":
                return None
            if self._political and (
                type_ in _VIOLENT or any(m.sector is None and m.kind == "organization" for m in parties)
            ):
                return None
            return "no party that acts in politics"
        if (
            not carried
            or politics == 0
            or other > politics
            or not any(m.sector in _STRONG and not m.inferred for m in acting)
        ):
            return "neither the article nor the sentence is about politics"
        return None
