"""From what the model says of points to events: which are sure enough, which repeat others, who has part in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from dragoman.extract.scoring.reader import Reading
from dragoman.extract.scoring.thresholds import Thresholds
from dragoman.model.mention import Mention
from dragoman.parse.tree import Tree

_INSIDE = frozenset({"amod", "compound", "nmod", "nummod", "pobj", "poss", "prep"})
"""Dependencies by which a word belongs to the phrase of its head."""


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
    words: set[tuple[str, str]] = set()
    found: list[dict[str, float]] = []
    for one in considered:
        key = one.type, _lemma(one.reading)
        found.append(
            {
                "always": 1.0,
                "probability": _logit(one.probability),
                "same word": float(key in words),
                "rules": float(f"rules:event={one.type}" in one.reading.point.features),
            }
        )
        words.add(key)
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
    """Actors and recipients among the mentions near a point, each actor once, and none who only says which another is.

    Of `Peruvian soldiers` or `the envoy of Togo` the whole phrase is the party, not the state that it names.
    """
    near = [one.mention for one in reading.passage.near]
    if not near:
        return (), ()
    actors = [n for n in range(len(near)) if reading.parties[n, 1] >= limits.actor]
    likeliest = int(reading.parties[:, 1].argmax())
    if not actors and reading.parties[likeliest, 1] >= limits.someone:
        actors = [likeliest]
    recipients = [n for n in range(len(near)) if reading.parties[n, 2] >= limits.recipient and n not in actors]
    chosen = [near[n] for n in (*actors, *recipients)]
    whole = [n for n in (*actors, *recipients) if not _says_which(near[n], chosen, reading.passage.tree)]
    whole = [n for n in whole if not _is_bare(near[n], [near[m] for m in whole])]
    first = {near[n].actor: near[n] for n in reversed(actors) if n in whole}
    second = {near[n].actor: near[n] for n in reversed(recipients) if n in whole and near[n].actor not in first}
    return tuple(reversed(first.values())), tuple(reversed(second.values()))


def _is_bare(mention: Mention, chosen: Sequence[Mention]) -> bool:
    """Whether a mention only names the state whose envoy or minister is a party already."""
    acting = (mention.country, mention.sector)
    return mention.kind == "country" and any(m.kind != "country" and (m.country, m.sector) == acting for m in chosen)


def _says_which(mention: Mention, chosen: Sequence[Mention], tree: Tree) -> bool:
    """Whether a mention stands inside the phrase of another chosen one, as what says which it is."""
    if mention.sentence != tree.index:
        return False
    heads = {m.head for m in chosen if m.sentence == tree.index and m.head != mention.head}
    token = mention.head
    while tree.deps[token] in _INSIDE and tree.heads[token] != token:
        token = tree.heads[token]
        if token in heads:
            return True
    return False


def _lemma(reading: Reading) -> str:
    return reading.passage.tree.lemmas[reading.point.token].lower()


def _logit(p: float) -> float:
    bounded = min(max(p, 1e-4), 1 - 1e-4)
    return log(bounded / (1 - bounded))
