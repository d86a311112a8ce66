"""Rules by word: which rules and operators a lemma may set off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from dragoman.errors import LexiconError
from dragoman.lexicon.codes import Codes
from dragoman.lexicon.files import Folder
from dragoman.lexicon.rules import Operator, Rule, read_operator, read_rule

_KINDS = ("verbs", "nouns", "adjectives")
_LISTS = (*_KINDS, "actor", "recipient", "examples", "not_examples")
_T = TypeVar("_T", Rule, Operator)

Index = Mapping[str, tuple[tuple[tuple[str, ...], _T], ...]]
"""First word → (further words, rule), the most specific first."""


@dataclass(frozen=True, slots=True)
class EventRules:
    """Event rules and operators by kind and first word, light verbs, and the table that composes events."""

    rules: Mapping[str, Index[Rule]]
    operators: Mapping[str, Index[Operator]]
    light: Mapping[str, frozenset[str]]
    compose: Mapping[str, Mapping[str, tuple[str, str | None]]]
    cues: Mapping[str, Any]
    own: frozenset[str] = frozenset()
    """Ids of the rules and operators in a user's folder."""

    def all_rules(self) -> tuple[Rule, ...]:
        """Every rule once for each kind of word it is made for."""
        found = {
            (kind, rule.id): rule for kind in _KINDS for entries in self.rules[kind].values() for _, rule in entries
        }
        return tuple(found.values())

    def all_operators(self) -> tuple[Operator, ...]:
        """Every operator once for each kind of word it is made for."""
        found = {(kind, one.id): one for kind in _KINDS for rows in self.operators[kind].values() for _, one in rows}
        return tuple(found.values())

    def own_entries(self) -> tuple[Rule | Operator, ...]:
        """The user's rules and operators, each once, by id."""
        entries: tuple[Rule | Operator, ...] = (*self.all_rules(), *self.all_operators())
        found = {entry.id: entry for entry in entries if entry.id in self.own}
        return tuple(found[name] for name in sorted(found))


def read_events(folder: Folder) -> EventRules:
    """All files under `events`."""
    tables = list(folder.tables("events/*.toml"))
    classes = _classes(tables)
    slots = {name: tuple(some) for _, table in tables for name, some in table.get("slots", {}).items()}
    rules: dict[str, dict[str, Rule]] = {kind: {} for kind in _KINDS}
    operators: dict[str, dict[str, Operator]] = {kind: {} for kind in _KINDS}
    for name, table in tables:
        for entry in table.get("rule", ()):
            _check(entry, name)
            for kind in _KINDS:
                rules[kind].pop(entry["id"], None)
                if entry.get(kind):
                    rules[kind][entry["id"]] = read_rule(entry, kind, name, classes, slots)
        for entry in table.get("operator", ()):
            _check(entry, name)
            for kind in _KINDS:
                operators[kind].pop(entry.get("id"), None)
                if entry.get(kind):
                    operators[kind][entry["id"]] = read_operator(entry, kind, name, classes, slots)
    return EventRules(
        rules={kind: _index(rules[kind].values()) for kind in _KINDS},
        operators={kind: _index(operators[kind].values()) for kind in _KINDS},
        light=_merged_lists(tables, "light"),
        compose=_compose(tables),
        cues={"cues.toml": _cues(folder)},
        own=frozenset(
            entry["id"]
            for _, table in folder.own_tables("events/*.toml")
            for kind in ("rule", "operator")
            for entry in table.get(kind, ())
        ),
    )


def check_rules(events: EventRules, codes: Codes) -> None:
    """Raises LexiconError for a type, mode or kind of operator that there is not."""
    for rule in events.all_rules():
        if (rule.type, rule.mode) not in codes.types:
            raise LexiconError(f"rule {rule.id!r}: no type {rule.type!r} with the mode {rule.mode!r}")
    for by_word in events.operators.values():
        for _, operator in (entry for entries in by_word.values() for entry in entries):
            if operator.kind not in events.compose:
                raise LexiconError(f"operator {operator.id!r}: no kind {operator.kind!r}")
    for kind, row in events.compose.items():
        for type_, mode in row.values():
            if not type_.startswith("=") and (type_, mode) not in codes.types:
                raise LexiconError(f"compose.{kind}: no type {type_!r} with the mode {mode!r}")


def _cues(folder: Folder) -> dict[str, dict[str, Any]]:
    """The cues of modality; a user's list takes the place of ours of the same name."""
    cues: dict[str, dict[str, Any]] = {}
    for _, table in folder.tables("modality/cues.toml"):
        for name, lists in table.items():
            cues[name] = {**cues.get(name, {}), **lists}
    return cues


def _check(entry: Mapping[str, Any], name: str) -> None:
    if not any(entry.get(kind) for kind in _KINDS):
        raise LexiconError(f"{name}: {entry.get('id')!r} names no verbs, nouns or adjectives")
    for key in _LISTS:
        if not isinstance(entry.get(key, []), list):
            raise LexiconError(f"{name}: {entry.get('id')!r}: {key} must be a list")


def _classes(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, frozenset[str]]:
    """Word classes of all files; a class named in several files is their union. Classes may hold `@class`."""
    raw: dict[str, set[str]] = {}
    for _, table in tables:
        for name, words in table.get("classes", {}).items():
            raw.setdefault(name, set()).update(words)

    def opened(name: str, seen: frozenset[str]) -> set[str]:
        found: set[str] = set()
        for word in raw.get(name, ()):
            if word.startswith("@") and word[1:] not in seen:
                found |= opened(word[1:], seen | {word[1:]})
            elif not word.startswith("@"):
                found.add(word)
        return found

    return {name: frozenset(opened(name, frozenset({name}))) for name in raw}


def _index(entries: Iterable[_T]) -> Index[_T]:
    index: dict[str, list[tuple[tuple[str, ...], _T]]] = {}
    for entry in entries:
        for phrase in entry.words:
            first, *rest = phrase.split()
            index.setdefault(first, []).append((tuple(rest), entry))
    return {
        word: tuple(sorted(found, key=lambda pair: (-len(pair[0]), -pair[1].rank, pair[1].id)))
        for word, found in index.items()
    }


def _merged_lists(tables: Iterable[tuple[str, Mapping[str, Any]]], key: str) -> dict[str, frozenset[str]]:
    merged: dict[str, set[str]] = {}
    for _, table in tables:
        for name, words in table.get(key, {}).items():
            merged.setdefault(name, set()).update(words)
    return {name: frozenset(words) for name, words in merged.items()}


def _compose(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, dict[str, tuple[str, str | None]]]:
    composed: dict[str, dict[str, tuple[str, str | None]]] = {}
    for _, table in tables:
        for kind, results in table.get("compose", {}).items():
            row = composed.setdefault(kind, {})
            for inner, result in results.items():
                type_, _, mode = str(result).partition(":")
                row[inner] = (type_, mode or None)
    return composed
