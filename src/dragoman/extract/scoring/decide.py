"""From what the model says of points to events: which are sure enough, which repeat others, who has part in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, log1p

import numpy as np

from dragoman.extract.scoring.reader import Reading
from dragoman.extract.scoring.thresholds import Thresholds
from dragoman.model.mention import Mention

_LEAD = 3


@dataclass(frozen=True, slots=True)
class Told:
    """An event at a point, and further points that tell it again."""

    reading: Reading
    type: str
    probability: float
    confidence: float
    again: tuple[Reading, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Sentence and token."""
        return self.reading.place


def told(readings: Sequence[Reading], limits: Thresholds) -> list[Told]:
    """The events that are sure enough, in text order, each once."""
    considered = possible(readings, limits)
    rests = evidence(considered)
    weighed = [
        replace(one, confidence=confidence(rest, limits.weights)) for one, rest in zip(considered, rests, strict=True)
    ]
    kept: dict[tuple[str, str], Told] = {}
    found: list[Told] = []
    for one in weighed:
        key = one.type, _lemma(one.reading)
        first = kept.get(key)
        if first is not None and one.probability < limits.again:
            kept[key] = replace(first, again=(*first.again, one.reading))
        elif one.confidence >= limits.recorded:
            kept.setdefault(key, one)
            found.append(one)
    again = {id(first.reading): first for first in kept.values()}
    return sorted((again.get(id(one.reading), one) for one in found), key=lambda t: t.place)


def possible(readings: Sequence[Reading], limits: Thresholds) -> list[Told]:
    """The likeliest point of each sentence for each type, the surest first."""
    best: dict[tuple[int, str], Told] = {}
    for reading in readings:
        type_, probability = reading.type
        key = reading.place[0], type_
        if probability >= limits.possible and (key not in best or probability > best[key].probability):
            best[key] = Told(reading, type_, probability, probability)
    return sorted(best.values(), key=lambda t: (-t.probability, t.place))


def confidence(rest: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that an event is right, from what it rests on."""
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in rest.items())))


def evidence(considered: Sequence[Told]) -> list[dict[str, float]]:
    """What the confidences in events rest on, by name; the events of one report, the surest first."""
    surer: Counter[str] = Counter()
    words: set[tuple[str, str]] = set()
    sentences: set[tuple[str, int]] = set()
    found: list[dict[str, float]] = []
    for one in considered:
        index = one.reading.passage.tree.index
        second = float(np.partition(one.reading.types[1:], -2)[-2])
        found.append(
            {
                "always": 1.0,
                "probability": _logit(one.probability),
                "second": _logit(second),
                "surer": log1p(surer[one.type]),
                "same word": float((one.type, _lemma(one.reading)) in words),
                "near": float(bool({(one.type, index - 1), (one.type, index + 1)} & sentences)),
                "lead": float(index < _LEAD),
                "many": log1p(len(considered)),
                "rules": float(f"rules:event={one.type}" in one.reading.point.features),
            }
        )
        surer[one.type] += 1
        words.add((one.type, _lemma(one.reading)))
        sentences.add((one.type, index))
    return found


@dataclass(frozen=True, slots=True)
class Taken:
    """A position that a party takes by the clause of a point."""

    reading: Reading
    act: str
    probability: float


def taken(readings: Sequence[Reading], limits: Thresholds) -> list[Taken]:
    """The positions that are sure enough, the surest first."""
    found = (Taken(reading, *reading.act) for reading in readings)
    kept = [one for one in found if one.probability >= limits.position]
    return sorted(kept, key=lambda one: (-one.probability, one.reading.place))


def parties(reading: Reading, limits: Thresholds) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Actors and recipients among the mentions near a point, each actor once."""
    near = [one.mention for one in reading.passage.near]
    if not near:
        return (), ()
    actors = [n for n in range(len(near)) if reading.parties[n, 1] >= limits.actor]
    likeliest = int(reading.parties[:, 1].argmax())
    if not actors and reading.parties[likeliest, 1] >= limits.someone:
        actors = [likeliest]
    recipients = [n for n in range(len(near)) if reading.parties[n, 2] >= limits.recipient and n not in actors]
    first = {near[n].actor: near[n] for n in reversed(actors)}
    second = {near[n].actor: near[n] for n in reversed(recipients) if near[n].actor not in first}
    return tuple(reversed(first.values())), tuple(reversed(second.values()))


def _lemma(reading: Reading) -> str:
    return reading.passage.tree.lemmas[reading.point.token].lower()


def _logit(p: float) -> float:
    bounded = min(max(p, 1e-4), 1 - 1e-4)
    return log(bounded / (1 - bounded))
