"""The words by which places are found, from `data/places/cues.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """Words before a place's name, and names in which a place is not meant; the file says which is which."""

    locative: frozenset[str]
    nouns: frozenset[str]
    papers: frozenset[str]
    kinds: frozenset[str]
    settled: frozenset[str]
    divisions: frozenset[str]
    words: frozenset[str]
    directions: frozenset[str]
    general: frozenset[str]
    event: frozenset[str]
    motion: frozenset[str]
    there: frozenset[str]
    struck: frozenset[str]
    ground: frozenset[str]


def read_cues(folder: Folder) -> PlaceCues:
    """The cues, a user's words added to ours."""
    found: dict[str, set[str]] = {name: set() for name in PlaceCues.__slots__}
    for name, table in folder.tables("places/cues.toml"):
        for key, words in table.items():
            if key not in found:
                raise LexiconError(f"{name}: unknown key {key!r}; known are {', '.join(sorted(found))}")
            found[key].update(words)
    return PlaceCues(**{key: frozenset(words) for key, words in found.items()})
