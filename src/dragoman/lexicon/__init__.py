"""The words: everything that a verb, a title or a nationality means, loaded from `data`.

`load()` reads the package's tables once; a user's folder is laid over them entry by entry.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon.actors import ActorTables, read_actors
from dragoman.lexicon.codes import Codes, read_codes
from dragoman.lexicon.events import EventRules, check_rules, read_events
from dragoman.lexicon.files import DATA, Folder
from dragoman.lexicon.positions import PositionWords, read_positions
from dragoman.lexicon.statements import StatementWords, read_statements
from dragoman.lexicon.topics import Topics, read_topics

AFTER = "archive/"
"""The folder of tables that are used on codings, not for them; they are no part of the fingerprint."""


__all__ = ["AFTER", "DATA", "Lexicon", "load"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, and a hash of every file that they came from."""

    actors: ActorTables
    events: EventRules
    codes: Codes
    positions: PositionWords
    statements: StatementWords
    topics: Topics
    fingerprint: str


@lru_cache(maxsize=4)
def load(overlay: Path | None = None) -> Lexicon:
    """The lexicon, with a user's folder laid over it.

    Raises LexiconError that names file and entry where a table says something impossible.
    """
    try:
        return _read(Folder(DATA, overlay))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{overlay}: a table does not have the shape of ours: {error!r}") from error


def _read(folder: Folder) -> Lexicon:
    events, codes = read_events(folder), read_codes(folder)
    check_rules(events, codes)
    return Lexicon(
        actors=read_actors(folder),
        events=events,
        codes=codes,
        positions=read_positions(folder),
        statements=read_statements(folder),
        topics=read_topics(folder),
        fingerprint=_fingerprint(folder),
    )


def _fingerprint(folder: Folder) -> str:
    digest = hashlib.sha256()
    for name, content in folder.contents():
        if name.partition("/")[2].startswith(AFTER):
            continue  # what is done with codings does not change them
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
