"""Words that report words: verbs, nouns and phrases from `data/statements`.

The keys of the tables are explained at the head of each file; nothing here knows a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder

ACTS = frozenset(
    {
        "accuse", "assert", "concern", "demand", "deny", "endorse", "offer", "pledge", "predict", "refuse",
        "threaten",
    }
)  # fmt: skip
_TAKES = frozenset({"quote", "clause", "object", "to", "whole"})
_KEYS = frozenset({"act", "takes", "words", "about", "rest", "hearer"})


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """What a verb does with words: its act, what holds the words, and whether its object is who is told."""

    act: str
    takes: frozenset[str]
    about: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()
    hearer: bool = False


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Reporting verbs by lemma (with particle), the act of each reporting noun, and lists by name."""

    verbs: Mapping[str, ReportingVerb]
    nouns: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]


def read_statements(folder: Folder) -> StatementWords:
    """The tables of `data/statements`; raises LexiconError that names an entry that cannot be right."""
    verbs: dict[str, ReportingVerb] = {}
    nouns: dict[str, str] = {}
    lists: dict[str, frozenset[str]] = {}
    for name, table in folder.tables("statements/*.toml"):
        for entry in table.get("verb", ()):
            verbs.update(dict.fromkeys(entry["words"], _verb(entry, name)))
        for entry in table.get("noun", ()):
            nouns.update(dict.fromkeys(entry["words"], _act(entry, name)))
        for key, words in table.get("lists", {}).items():
            lists[key] = lists.get(key, frozenset()) | frozenset(words)
    return StatementWords(verbs, nouns, lists)


def _verb(entry: Mapping[str, Any], where: str) -> ReportingVerb:
    takes = frozenset(entry.get("takes", ()))
    unknown = (set(entry) - _KEYS) | (takes - _TAKES)
    if unknown or "words" not in entry:
        raise LexiconError(f"{where}: verb {entry.get('words')!r}: unknown or missing {sorted(unknown) or 'words'}")
    return ReportingVerb(
        act=_act(entry, where),
        takes=takes,
        about=frozenset(entry.get("about", ())),
        rest=frozenset(entry.get("rest", ())),
        hearer=bool(entry.get("hearer", False)),
    )


def _act(entry: Mapping[str, Any], where: str) -> str:
    act = str(entry.get("act"))
    if act not in ACTS or not entry.get("words"):
        raise LexiconError(f"{where}: {entry.get('words')!r}: act {act!r} is none of {', '.join(sorted(ACTS))}")
    return act
