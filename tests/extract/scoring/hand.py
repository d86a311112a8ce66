"""Readings made by hand, for tests of what is decided from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dragoman.extract.scoring.network import Vectors
from dragoman.extract.scoring.points import Near, Passage, Point
from dragoman.extract.scoring.reader import Labels, Reading
from dragoman.extract.scoring.thresholds import UNSET, Thresholds
from dragoman.parse.tree import Tree

LABELS = Labels(("none", "ACCUSE", "ASSAULT", "CONSULT"), ("actual", "future", "negated"), ("none", "demand", "pledge"))
LIMITS: Thresholds = replace(UNSET, recorded=0.5, position=0.5)


def passage(tree: Tree, *near: Near) -> Passage:
    """A passage without points of its own."""
    return Passage(tree, (), near)


def reading(
    where: Passage,
    token: int,
    types: Mapping[str, float] | None = None,
    *,
    modality: str = "actual",
    acts: Mapping[str, float] | None = None,
    parties: Sequence[tuple[float, float]] = (),
) -> Reading:
    """What a model might say of a token; what is left of a probability goes to none."""
    point = Point(token, where.tree.chars(token, token), (), ())
    sides = np.array([(1 - a - r, a, r) for a, r in parties], dtype=np.float32).reshape(len(parties), 3)
    return Reading(
        where, point, LABELS, _shares(LABELS.types, types or {}), _shares(LABELS.modalities, {modality: 1.0}),
        _shares(LABELS.acts, acts or {}), 0.5, sides,
    )  # fmt: skip


def _shares(names: Sequence[str], given: Mapping[str, float]) -> Vectors:
    row = np.array([given.get(name, 0.0) for name in names], dtype=np.float32)
    row[0] += 1 - row.sum()
    return row
