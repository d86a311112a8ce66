"""Which place a name means: what the words say, the rest of the article, size."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.resolve.gazetteer import Gazetteer, Sense, fold
from dragoman.resolve.places.beside import Beside
from dragoman.resolve.places.names import Toponym, holds

_WIDE, _FINE = 1.5, 0.4
"""Degrees of latitude and longitude: two places in neighbouring cells are near, or close."""
_GREAT = 5.0
"""The size of a city, as a power of ten, from which on it is known abroad."""
_SMALL = 150_000
_FAMOUS = 50
"""In how many spellings the languages of the world write a town that all of them know."""
_LEAST = 0.02
"""A reading less likely than this does not speak for other names."""


_ROUNDS = 2
_FEDERAL = ("USA", "CAN", "AUS", "GBR")
Key = str | tuple[str, str] | tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each reason counts, in powers of ten of population.

    `calm` and `calm_country` say how many votes make half of a reason, `sharp` how decided the votes are.
    """

    size: float = 0.75
    great: float = 2.0
    other_name: float = -1.6
    nation: float = 3.5
    capital: float = 2.0
    state: float = 1.0
    holder: float = 3.0
    division_kind: float = 1.0
    division_told: float = 9.0
    eponym: float = -1.0
    district: float = -1.0
    region: float = 3.3
    stated: float = 20.0
    dateline: float = 2.0
    hinted: float = 2.0
    country: float = 4.5
    faint: float = 2.0
    people: float = 0.4
    division: float = 2.0
    near: float = 1.5
    close: float = 1.0
    calm: float = 0.5
    calm_country: float = 0.5
    sharp: float = 0.7


@dataclass(slots=True)
class Group:
    """Mentions of one name that mean one place."""

    name: str
    senses: tuple[Sense, ...]
    toponyms: list[Toponym]
    within: list[Sense] = field(default_factory=list)
    country: str | None = None
    role: str = ""
    """`holds` where others are said to lie in it, `division` where the words beside say that it is one."""
    chosen: Sense | None = None
    reason: str = "unknown"
    fame: dict[str | None, int] = field(init=False)
    """How well the name is known of each country: `Athens` of Greece more than of the USA."""

    def __post_init__(self) -> None:
        self.fame = {}
        for sense in self.senses:
            if sense.own:
                self.fame[sense.country] = max(sense.fame, self.fame.get(sense.country, 0))

    def outshines(self, sense: Sense, told: bool) -> bool:
        """Whether a namesake elsewhere is so much better known that the country of a report says little for a place.

        `told` says that other names of the country tell where things are, and not only who somebody is.
        """
        most = max(self.fame.values(), default=0)
        small = not told or sense.population < _SMALL
        return most >= _FAMOUS and self.fame.get(sense.country, 0) * 2 < most and small


def decide(groups: Sequence[Group], weights: Weights) -> None:
    """Choose a place for every group, with the reason: first by size, then in the light of the others."""
    open_groups = [group for group in groups if group.senses]
    sizes = [_sizes(group, weights) for group in open_groups]
    shares = [_shares(scores, weights) for scores in sizes]
    for _ in range(_ROUNDS):
        votes = _Votes(open_groups, shares, weights.people)
        totals = [
            [sum(reasons.values()) for reasons in votes.reasons(number, sizes[number], weights)]
            for number in range(len(open_groups))
        ]
        shares = [_shares(scores, weights) for scores in totals]
    for number, group in enumerate(open_groups):
        best = max(range(len(group.senses)), key=totals[number].__getitem__)
        group.chosen = group.senses[best]
        group.reason = _reason(group, group.chosen, votes.reasons(number, sizes[number], weights)[best])


def _sizes(group: Group, weights: Weights) -> list[float]:
    """What every sense of a group has for itself; a division named for its great city is rarely meant."""
    sizes = [_size(group, sense, weights) for sense in group.senses]
    if group.role:
        return sizes
    known = [s for s in group.senses if s.feature == "PPLC" or (s.own and s.feature == "PPL")]
    towns = {(s.country, s.code): s.population for s in reversed(known)}
    for number, sense in enumerate(group.senses):
        if sense.feature == "ADM1" and towns.get((sense.country, sense.code), 0) > sense.population / 5:
            sizes[number] += weights.eponym
    return sizes


def _size(group: Group, sense: Sense, w: Weights) -> float:
    """What a sense has for itself: its size and kind, and whether the words around name what it lies in."""
    people = math.log10(max(sense.population, 300))
    score = w.size * people + _kind(group, sense, w)
    if not sense.own:
        score += w.other_name
    elif people > _GREAT and sense.feature == "PPL":
        score += w.great * (people - _GREAT)
    if any(holds(outer, sense) for outer in group.within):
        score += w.stated
    if group.country and sense.country == group.country:
        score += w.hinted
    return score


def _kind(group: Group, sense: Sense, w: Weights) -> float:
    """What a sense's kind says for it: a country before a province, a capital before a town."""
    feature = sense.feature
    if group.role == "division":
        return w.division_told if feature in ("ADM1", "ADM2") else 0.0
    if feature == "PPLC":
        dated = any(toponym.how == "dateline" for toponym in group.toponyms)
        return w.capital + (w.dateline if dated else 0.0)
    if feature == "ADM1":
        return w.holder if group.role == "holds" else w.state if sense.country in _FEDERAL else w.division_kind
    return {"PCLI": w.nation, "ADM2": w.district, "PPL": 0.0}.get(feature, w.region)


class _Votes:
    """What all names of an article together say about where it plays."""

    def __init__(self, groups: Sequence[Group], shares: Sequence[Sequence[float]], people: float) -> None:
        self._groups = groups
        self._own: list[dict[Key, float]] = []
        self._all: dict[Key, float] = {}
        self._told: dict[Key, int] = {}
        for group, parts in zip(groups, shares, strict=True):
            own: dict[Key, float] = {}
            acting = all(toponym.acts for toponym in group.toponyms)
            voice = people if acting else 1.0
            for sense, share in zip(group.senses, parts, strict=True):
                if share >= _LEAST:
                    for key in _speaks_for(sense):
                        own[key] = own.get(key, 0.0) + voice * share
            self._own.append(own)
            for key, share in own.items():
                self._all[key] = self._all.get(key, 0.0) + share
                self._told[key] = self._told.get(key, 0) + (not acting)

    def reasons(self, number: int, sizes: Sequence[float], w: Weights) -> list[dict[str, float]]:
        """For every sense of a group, what speaks for it."""
        found = []
        own = self._own[number]
        group = self._groups[number]
        for sense, size in zip(group.senses, sizes, strict=True):
            reasons = {"size": size}
            if sense.country:
                weight = w.faint if group.outshines(sense, self._is_told(sense.country, number)) else w.country
                reasons["country"] = weight * self._others(sense.country, own, w.calm_country)
                if sense.code:
                    reasons["division"] = w.division * self._others((sense.country, sense.code), own, w.calm)
            if _is_point(sense):
                reasons["near"] = w.near * self._others(_cell(sense, _WIDE), own, w.calm)
                reasons["near"] += w.close * self._others(_cell(sense, _FINE), own, w.calm)
            found.append(reasons)
        return found

    def _is_told(self, country: str, number: int) -> bool:
        """Whether another name of the country tells where something is."""
        acting = all(toponym.acts for toponym in self._groups[number].toponyms)
        mine = not acting and country in self._own[number]
        return self._told.get(country, 0) > mine

    def _others(self, key: Key, own: Mapping[Key, float], calm: float) -> float:
        """How strongly the other names speak for a key, between 0 and 1."""
        votes = self._all.get(key, 0.0) - own.get(key, 0.0)
        return votes / (calm + votes) if votes > 0 else 0.0


def _is_point(sense: Sense) -> bool:
    return sense.feature.startswith("PPL") or sense.feature == "ADM2"


def _cell(sense: Sense, size: float) -> tuple[float, int, int]:
    return size, int(sense.lat // size), int(sense.lon // size)


def _speaks_for(sense: Sense) -> Iterator[Key]:
    """The keys that a possible place votes for: its country and division, the cells around it."""
    if sense.country:
        yield sense.country
        if sense.code:
            yield sense.country, sense.code
    if _is_point(sense):
        for size in (_WIDE, _FINE):
            _, row, column = _cell(sense, size)
            for north in (-1, 0, 1):
                for east in (-1, 0, 1):
                    yield size, row + north, column + east


def _reason(group: Group, sense: Sense, reasons: Mapping[str, float]) -> str:
    if any(holds(outer, sense) for outer in group.within) or (group.country and group.country == sense.country):
        return "stated"
    if len(group.senses) == 1:
        return "only"
    others = {name: value for name, value in reasons.items() if name != "size" and value > 0.5}
    return max(others, key=lambda name: others[name]) if others else "size"


def _shares(scores: Sequence[float], weights: Weights) -> list[float]:
    """Scores as shares of one."""
    top = max(scores)
    raised = [10 ** (weights.sharp * (score - top)) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def grouped(toponyms: Sequence[Toponym], gazetteer: Gazetteer, said: Beside) -> list[Group]:
    """Mentions put together by name, and apart where the words beside them say different things of the place."""
    groups: dict[tuple[str, str], Group] = {}
    common: dict[str, Group] = {}
    loose: list[tuple[Toponym, str | None]] = []
    for number, toponym in enumerate(toponyms):
        senses, country = _senses(toponym, gazetteer), said.hinted.get(number)
        known = said.stated.get(number, ())
        outers = [outer for outer in known if not senses or any(holds(outer, sense) for sense in senses)]
        role = "holds" if number in said.holders else "division" if number in said.divisions else ""
        if not outers and not role:
            loose.append((toponym, country))
            continue
        name = _key_of(toponym)
        key = (name, role or outers[0].id)
        group = groups.setdefault(key, Group(name, senses, [], list(outers), country, role))
        group.toponyms.append(toponym)
        if not role:
            common.setdefault(name, group)
    for toponym, country in loose:
        name = _key_of(toponym)
        group = common.get(name) or groups.setdefault((name, ""), Group(name, _senses(toponym, gazetteer), []))
        common[name] = group
        if country and group.country is None and any(sense.country == country for sense in group.senses):
            group.country = country
        group.toponyms.append(toponym)
    return list(groups.values())


def _key_of(toponym: Toponym) -> str:
    """What mentions of one name share: the name as it is looked up, or the country that a nationality names."""
    return f"={toponym.country}" if toponym.how == "people" and toponym.country else fold(toponym.name)


def _senses(toponym: Toponym, gazetteer: Gazetteer) -> tuple[Sense, ...]:
    if toponym.how == "people" and toponym.country:
        country = gazetteer.country(toponym.country)
        return (country,) if country else ()
    senses = gazetteer.senses(toponym.name)
    if toponym.how == "people":
        return tuple(sense for sense in senses if not sense.feature.startswith("PPL"))
    return senses
