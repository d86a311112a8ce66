"""How sure the model must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the model must be; found on reports that it was not trained on, like the `weights` of a confidence.

    `possible` is the least probability with which a type is considered at all, `recorded` the least confidence with
    which an event is recorded; an event of the same type and word as a surer one is told again below `again`.
    `position` is the least probability of an act with which a position is recorded, `admitted` that of the rules' own.
    `actor` and `recipient` are the least probabilities of a party, `someone` that of the only likely actor.
    """

    possible: float
    recorded: float
    again: float
    actor: float
    recipient: float
    someone: float
    position: float
    admitted: float
    weights: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Thresholds:
        """Those of a model's settings."""
        return cls(**{name: table[name] for name in cls.__slots__})


UNSET = Thresholds(
    possible=0.08, recorded=0.0, again=0.7, actor=0.5, recipient=0.35, someone=0.12, position=0.3, admitted=0.04,
    weights={"probability": 1.0},
)  # fmt: skip
"""Those of a model that is not calibrated yet: nothing is refused, and a confidence is the model's own probability."""
