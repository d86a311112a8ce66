"""Event rules and operators: reading, checking and indexing the TOML files under `data/events`.

The shape of a rule is described in docs/lexicon.md. Rules are data; nothing here knows a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import LexiconError

_KEYS = frozenset(
    [
        "id",
        "type",
        "mode",
        "verbs",
        "nouns",
        "adjectives",
        "object",
        "subject",
        "prep",
        "without",
        "no_object",
        "comp",
        "actor",
        "recipient",
        "reciprocal",
        "strength",
        "examples",
        "not_examples",
        "passive",
        "modality",
        "state",
    ]
)
_OPERATOR_KEYS = frozenset(
    [
        "id",
        "kind",
        "verbs",
        "nouns",
        "adjectives",
        "object",
        "prep",
        "without",
        "alone",
        "comp",
        "recipient",
        "strength",
        "examples",
        "not_examples",
    ]
)


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a clause must have: any of the words for each slot; an empty set asks only that the slot is filled."""

    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    prep: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of telling an event: words, constraints, and the slots of its parties."""

    id: str
    type: str
    mode: str | None
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    need: Constraints
    avoid: Constraints
    no_object: bool
    comp: bool | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    strength: int
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]
    modality: str | None = None
    state: str | None = None

    @property
    def rank(self) -> int:
        """How specific the rule is: constraints first, then its strength."""
        asked = bool(self.need.object) + bool(self.need.subject) + len(self.need.prep)
        return 4 * asked + bool(self.comp is not None) + bool(self.no_object) + self.strength


@dataclass(frozen=True, slots=True)
class Operator:
    """An outer predicate that acts on an inner event, by its `kind`, a row of the `compose` table.

    `comp` says which clause must follow: `to` (an infinitive), `that` (a finite one), `none`, or None for any.
    `alone` operators tell an event also over something that no rule knows.
    """

    id: str
    kind: str
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    need: Constraints
    avoid: Constraints
    alone: bool
    comp: str | None
    recipient: tuple[str, ...]
    strength: int
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]

    @property
    def rank(self) -> int:
        """How specific the operator is."""
        return 4 * (bool(self.need.object) + len(self.need.prep)) + bool(self.comp) + self.strength


Slots = Mapping[str, tuple[str, ...]]
"""Where rules look for their parties that do not say so themselves (`events/slots.toml`)."""


def read_rule(
    entry: Mapping[str, Any], kind: str, where: str, classes: Mapping[str, frozenset[str]], slots: Slots
) -> Rule:
    """A rule from its TOML table; `kind` is the word list that it is made for (verbs, nouns, adjectives)."""
    unknown = set(entry) - _KEYS
    if unknown or "id" not in entry or "type" not in entry:
        raise LexiconError(
            f"{where}: rule {entry.get('id')!r}: unknown or missing keys {sorted(unknown) or 'id, type'}"
        )
    name = str(entry["id"])
    form = "noun" if kind == "nouns" else "verb"
    avoid = entry.get("without", {})
    return Rule(
        id=name,
        type=entry["type"],
        mode=entry.get("mode"),
        words=tuple(entry.get(kind, ())),
        kinds=(kind,),
        need=_constraints(entry, classes, f"{where}: {name}"),
        avoid=_constraints(avoid, classes, f"{where}: {name}"),
        no_object=bool(entry.get("no_object", False)),
        comp=entry.get("comp"),
        actor=tuple(entry.get("actor", slots[f"{form}_actor"])),
        recipient=tuple(entry.get("recipient", slots[f"{form}_recipient"])),
        reciprocal=bool(entry.get("reciprocal", False)),
        strength=int(entry.get("strength", 0)),
        examples=tuple(entry.get("examples", ())),
        not_examples=tuple(entry.get("not_examples", ())),
        modality=entry.get("modality"),
        state=entry.get("state"),
    )


def read_operator(
    entry: Mapping[str, Any], kind: str, where: str, classes: Mapping[str, frozenset[str]], slots: Slots
) -> Operator:
    """An operator from its TOML table."""
    unknown = set(entry) - _OPERATOR_KEYS
    if unknown or "id" not in entry or "kind" not in entry:
        raise LexiconError(f"{where}: operator {entry.get('id')!r}: unknown or missing keys {sorted(unknown)}")
    name = str(entry["id"])
    return Operator(
        id=name,
        kind=entry["kind"],
        words=tuple(entry.get(kind, ())),
        kinds=(kind,),
        need=_constraints(entry, classes, f"{where}: {name}"),
        avoid=_constraints(entry.get("without", {}), classes, f"{where}: {name}"),
        alone=bool(entry.get("alone", False)),
        comp=entry.get("comp"),
        recipient=tuple(entry.get("recipient", slots["operator_recipient"])),
        strength=int(entry.get("strength", 0)),
        examples=tuple(entry.get("examples", ())),
        not_examples=tuple(entry.get("not_examples", ())),
    )


def _constraints(entry: Mapping[str, Any], classes: Mapping[str, frozenset[str]], where: str) -> Constraints:
    prep = tuple((name, _words(words, classes, where)) for name, words in entry.get("prep", {}).items())
    return Constraints(
        object=_words(entry.get("object", ()), classes, where),
        subject=_words(entry.get("subject", ()), classes, where),
        prep=prep,
    )


def _words(items: Any, classes: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    """Constraint items with `@class` opened up."""
    if isinstance(items, str):
        items = [items]
    found: set[str] = set()
    for item in items:
        if not item.startswith("@"):
            found.add(item)
        elif item[1:] in classes:
            found |= classes[item[1:]]
        else:
            raise LexiconError(f"{where}: no word class {item!r}")
    return frozenset(found)
