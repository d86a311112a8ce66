"""Words of politics and of everything else that fills newspapers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.lexicon.files import Folder


@dataclass(frozen=True, slots=True)
class Terms:
    """Lemmas of one to three tokens."""

    words: frozenset[str]
    phrases: frozenset[str]

    def count(self, lemmas: Sequence[str], lower: Sequence[str]) -> int:
        """How many different terms a sentence has."""
        found = self.words.intersection(lemmas) | self.words.intersection(lower)
        pairs = {f"{a} {b}" for a, b in zip(lower, lemmas[1:], strict=False)}
        triples = {f"{a} {b} {c}" for a, b, c in zip(lower, lower[1:], lemmas[2:], strict=False)}
        return len(found) + len(self.phrases & pairs) + len(self.phrases & triples)


@dataclass(frozen=True, slots=True)
class Topics:
    """Terms of politics; of sport and markets, where countries act too; and of all other things."""

    politics: Terms
    games: Terms
    other: Terms


def read_topics(folder: Folder) -> Topics:
    """`topics/politics.toml` and `topics/other.toml`; a word of both lists counts for both."""
    politics: set[str] = set()
    games: set[str] = set()
    other: set[str] = set()
    for _, table in folder.tables("topics/*.toml"):
        politics.update(table.get("politics", {}).get("terms", ()))
        for key, found in (("games", games), ("other", other)):
            for words in table.get(key, {}).values():
                found.update(words)
    return Topics(_terms(politics), _terms(games), _terms(other))


def _terms(words: set[str]) -> Terms:
    return Terms(frozenset(w for w in words if " " not in w), frozenset(w for w in words if " " in w))
