"""The words by which places are found, from `data/places/cues.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon import DATA
from dragoman.lexicon.files import Folder


@dataclass(frozen=True, slots=True)
class Cues:
    """Words before a place's name, and names in which a place is not meant; the file says which is which."""

    locative: frozenset[str]
    nouns: frozenset[str]
    papers: frozenset[str]
    kinds: frozenset[str]
    words: frozenset[str]
    directions: frozenset[str]
    general: frozenset[str]
    event: frozenset[str]
    motion: frozenset[str]


@lru_cache(maxsize=2)
def load_cues(overlay: Path | None = None) -> Cues:
    """The cues, a user's words added to ours."""
    found: dict[str, set[str]] = {name: set() for name in Cues.__slots__}
    for name, table in Folder(DATA, overlay).tables("places/cues.toml"):
        for key, words in table.items():
            if key not in found:
                raise LexiconError(f"{name}: unknown key {key!r}; known are {', '.join(sorted(found))}")
            found[key].update(words)
    return Cues(**{key: frozenset(words) for key, words in found.items()})
