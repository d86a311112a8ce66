"""Which place a name means: what the words say, the rest of the article, size."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.resolve.gazetteer import Gazetteer, Sense, fold
from dragoman.resolve.places.detect import Toponym, holds

_CELL = 1.5
"""Degrees of latitude and longitude that count as near."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each reason counts, in powers of ten of population."""

    other_name: float = -1.2
    country: float = 2.5
    division: float = 2.0
    near: float = 2.5
    capital: float = 1.0
    state: float = 1.5
    region: float = 1.0
    district: float = -0.5
    nation: float = 3.0
    stated: float = 20.0
    dateline: float = 1.5


@dataclass(slots=True)
class Group:
    """Mentions of one name that mean one place."""

    name: str
    senses: tuple[Sense, ...]
    toponyms: list[Toponym]
    within: list[Sense] = field(default_factory=list)
    country: str | None = None
    holds: bool = False
    chosen: Sense | None = None
    reason: str = "unknown"


def decide(groups: Sequence[Group], country: str | None, weights: Weights) -> None:
    """Choose a place for every group, with the reason."""
    field_ = _Field(groups, country, weights)
    for group in groups:
        if group.senses:
            group.chosen, group.reason = field_.choose(group)


class _Field:
    """What all names of an article together say about where it plays."""

    def __init__(self, groups: Sequence[Group], country: str | None, weights: Weights) -> None:
        self.weights = weights
        self.countries: dict[str, float] = {}
        self.divisions: dict[tuple[str, str], float] = {}
        self.cells: dict[tuple[int, int], float] = {}
        self.shares = {id(group): _shares(self._prior(group)) for group in groups}
        for group in groups:
            self._vote(group)
        if country:
            self.countries[country] = self.countries.get(country, 0.0) + weights.dateline

    def _prior(self, group: Group) -> list[tuple[Sense, float]]:
        return [(sense, self._size(group, sense)) for sense in group.senses]

    def _size(self, group: Group, sense: Sense) -> float:
        """What a sense has for itself: its size and kind, and whether the words around name what it lies in."""
        w = self.weights
        score = math.log10(max(sense.population, 300))
        if not sense.own:
            score += w.other_name
        feature = sense.feature
        if feature == "PCLI":
            score += w.nation
        elif feature == "PPLC":
            score += w.capital
        elif feature == "ADM1":
            score += w.state if group.holds or sense.country in ("USA", "CAN", "AUS") else 0.0
        elif feature == "ADM2":
            score += w.district
        elif feature != "PPL":
            score += w.region
        if group.within:
            score += w.stated if any(holds(outer, sense) for outer in group.within) else 0.0
        if group.country:
            score += w.stated / 4 if sense.country == group.country else 0.0
        return score

    def _vote(self, group: Group) -> None:
        for sense, share in self.shares[id(group)]:
            if share < 0.02:
                continue
            for place, weight in _reach(sense, share):
                table: dict[object, float] = self._table(place)
                table[place] = table.get(place, 0.0) + weight

    def _table(self, place: object) -> dict:  # type: ignore[type-arg]
        if isinstance(place, str):
            return self.countries
        return self.divisions if isinstance(place[1], str) else self.cells  # type: ignore[index]

    def choose(self, group: Group) -> tuple[Sense, str]:
        """The best sense of a group and the strongest reason for it."""
        w = self.weights
        own: dict[object, float] = {}
        for sense, share in self.shares[id(group)]:
            if share >= 0.02:
                for place, weight in _reach(sense, share):
                    own[place] = own.get(place, 0.0) + weight
        best: tuple[float, Sense, str] | None = None
        for sense in group.senses:
            reasons = {"size": self._size(group, sense)}
            if sense.country:
                reasons["country"] = w.country * _damp(self._others(self.countries, sense.country, own))
            if sense.code and sense.country:
                reasons["division"] = w.division * _damp(self._others(self.divisions, (sense.country, sense.code), own))
            if sense.feature.startswith("PPL") or sense.feature == "ADM2":
                reasons["near"] = w.near * _damp(self._others(self.cells, _cell(sense), own))
            total = sum(reasons.values())
            if best is None or total > best[0]:
                best = (total, sense, self._reason(group, sense, reasons))
        assert best is not None  # noqa: S101
        return best[1], best[2]

    def _others(self, table: Mapping, place: object, own: Mapping[object, float]) -> float:  # type: ignore[type-arg]
        return max(0.0, table.get(place, 0.0) - own.get(place, 0.0))

    def _reason(self, group: Group, sense: Sense, reasons: Mapping[str, float]) -> str:
        if any(holds(outer, sense) for outer in group.within):
            return "stated"
        if len(group.senses) == 1:
            return "only"
        if group.country and group.country == sense.country:
            return "stated"
        others = {name: value for name, value in reasons.items() if name != "size" and value > 0.5}
        return max(others, key=lambda name: others[name]) if others else "size"


def _damp(votes: float) -> float:
    return 1.0 - 1.0 / (1.0 + votes)


def _shares(scores: Sequence[tuple[Sense, float]]) -> list[tuple[Sense, float]]:
    """Scores in powers of ten as shares of one."""
    if not scores:
        return []
    top = max(score for _, score in scores)
    raised = [(sense, 10 ** (0.7 * (score - top))) for sense, score in scores]
    total = sum(value for _, value in raised)
    return [(sense, value / total) for sense, value in raised]


def _reach(sense: Sense, share: float) -> list[tuple[object, float]]:
    """What a possible place speaks for: its country, its division, the cells around it."""
    reach: list[tuple[object, float]] = []
    if sense.country:
        reach.append((sense.country, share))
        if sense.code:
            reach.append(((sense.country, sense.code), share))
    if sense.feature.startswith("PPL") or sense.feature == "ADM2":
        row, column = _cell(sense)
        reach.extend(((row + r, column + c), share) for r in (-1, 0, 1) for c in (-1, 0, 1))
    return reach


def _cell(sense: Sense) -> tuple[int, int]:
    return int(sense.lat // _CELL), int(sense.lon // _CELL)


def grouped(toponyms: Sequence[Toponym], gazetteer: Gazetteer, stated: Mapping[int, Sequence[Sense]],
            hinted: Mapping[int, str], holders: frozenset[int]) -> list[Group]:  # fmt: skip
    """Mentions put together by name, and apart where the words state different places.

    `stated` gives, by number of the mention, what the words after it say that it lies in; `hinted` the country that
    the words before it name; `holders` are the mentions that others are said to lie in.
    """
    groups: dict[tuple[str, str], Group] = {}
    loose: list[tuple[str, Toponym, str | None]] = []
    for number, toponym in enumerate(toponyms):
        name = fold(toponym.name) if toponym.how != "people" else f"={toponym.country}" if toponym.country else fold(toponym.name)
        senses = _senses(toponym, gazetteer)
        outers = [outer for outer in stated.get(number, ()) if any(holds(outer, sense) for sense in senses)]
        if outers or number in holders:
            key = (name, "holds" if number in holders else outers[0].id)
            group = groups.setdefault(key, Group(name, senses, [], list(outers), hinted.get(number), number in holders))
            group.toponyms.append(toponym)
        else:
            loose.append((name, toponym, hinted.get(number)))
    for name, toponym, country in loose:
        senses = _senses(toponym, gazetteer)
        known = next((group for (other, kind), group in groups.items() if other == name and kind != "holds"), None)
        if known is None:
            known = groups.setdefault((name, ""), Group(name, senses, []))
        if country and known.country is None and any(sense.country == country for sense in senses):
            known.country = country
        known.toponyms.append(toponym)
    return list(groups.values())


def _senses(toponym: Toponym, gazetteer: Gazetteer) -> tuple[Sense, ...]:
    if toponym.how == "people" and toponym.country:
        country = gazetteer.country(toponym.country)
        return (country,) if country else ()
    return gazetteer.senses(toponym.name)
