"""Holding scores to floors, so that no change makes the readings worse unnoticed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import GoldError
from dragoman.evaluate.scores import Scores


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A measure that is under its floor; `value` is None where it could not be measured at all."""

    measure: str
    floor: float
    value: float | None

    def __str__(self) -> str:
        got = "not measured" if self.value is None else f"{self.value:.3f}"
        return f"{self.measure}: {got}, floor {self.floor:.3f}"


def read_floors(path: Path) -> Mapping[str, float]:
    """The floors of a JSON file: one object, measure to least value."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise GoldError(f"{path} cannot be read as floors: {error}") from error
    if not isinstance(floors, dict) or not all(_is_share(value) for value in floors.values()):
        raise GoldError(f"{path} must hold one object that gives each measure a number from 0 to 1")
    return {name: float(value) for name, value in floors.items()}


def gate(scores: Scores, floors: Mapping[str, float] | Path) -> list[Shortfall]:
    """The measures that are under their floors, worst first; an empty list when all hold."""
    wanted = read_floors(floors) if isinstance(floors, Path) else floors
    values = scores.measures()
    unknown = sorted(set(wanted) - set(values))
    if unknown:
        raise GoldError(f"no such measure: {', '.join(unknown)}; known: {', '.join(values)}")
    short = [Shortfall(name, floor, values[name]) for name, floor in wanted.items() if _under(values[name], floor)]
    return sorted(short, key=lambda fall: (fall.value or 0.0) - fall.floor)


def _under(value: float | None, floor: float) -> bool:
    return value is None or value < floor


def _is_share(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1
