"""What the words right beside a name say of the place: what it lies in, which country, that it is a division."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.lexicon.places import PlaceCues
from dragoman.resolve.gazetteer import Gazetteer, Sense
from dragoman.resolve.places.names import Toponym

_APART = re.compile(r"[,.;:]|\b(?:and|at|by|for|from|in|near|on|to|with)\b")
_HOLDING = frozenset({",", "(", ", in", "in", "", ", of", "of"})
_HOLDERS = ("PCLI", "PCLD", "ADM1", "ADM2")
_NEXT = re.compile(r"\s+([A-Za-z]+)\b")
_FAR = 25
"""How many characters may stand between a nationality and the name that it is said of."""


@dataclass(frozen=True, slots=True)
class Beside:
    """By number of the mention: what it is said to lie in, the country that the words before it name.

    `holders` are the mentions that others are said to lie in; `divisions` those said to be a province or district.
    """

    stated: dict[int, list[Sense]] = field(default_factory=dict)
    hinted: dict[int, str] = field(default_factory=dict)
    holders: set[int] = field(default_factory=set)
    divisions: set[int] = field(default_factory=set)


def read_beside(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer, cues: PlaceCues) -> Beside:
    """What the words right after and before each name say about where it lies."""
    said = Beside()
    for number, toponym in enumerate(toponyms):
        following = _NEXT.match(text, toponym.span[1])
        kind = following[1].lower() if following else ""
        if kind in cues.divisions and toponym.how != "people" and _has_division(toponym, gazetteer):
            said.divisions.add(number)
        if number + 1 < len(toponyms) and toponyms[number + 1].sentence == toponym.sentence:
            _between(text, number, toponyms, gazetteer, said, kind if kind in cues.settled else "")
    return said


def _between(
    text: str, number: int, toponyms: Sequence[Toponym], gazetteer: Gazetteer, said: Beside, kind: str
) -> None:
    """What stands between a name and the next one; `kind` is what the words say that the first one is."""
    toponym, after = toponyms[number], toponyms[number + 1]
    between = text[toponym.span[1] : after.span[0]].strip().lower()
    near = len(between) <= _FAR and not _APART.search(between)
    if toponym.how == "people":
        if toponym.country and near:
            said.hinted[number + 1] = toponym.country
    elif between.removeprefix(kind).strip() in _HOLDING and after.how != "people":
        known = toponym.name in gazetteer
        outers = [s for s in gazetteer.senses(after.name) if s.feature in _HOLDERS or not known]
        if outers:
            said.stated.setdefault(number, []).extend(outers)
            if between == ",":
                said.holders.add(number + 1)
    elif between.startswith("'s") and near:
        outer = next((s for s in gazetteer.senses(toponym.name) if s.feature == "PCLI"), None)
        if outer and outer.country:
            said.hinted[number + 1] = outer.country


def _has_division(toponym: Toponym, gazetteer: Gazetteer) -> bool:
    return any(sense.feature in ("ADM1", "ADM2") for sense in gazetteer.senses(toponym.name))
