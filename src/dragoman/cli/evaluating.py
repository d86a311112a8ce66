"""`dragoman evaluate`: the coder against reports with known records."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.evaluate import gate, load, score
from dragoman.scale import CoderChoice


def run(gold: Path, misses: bool, choice: CoderChoice) -> int:
    """Print the measures; 1 where one falls short of its floor in `floors.json`."""
    reports = load(gold)
    coder = choice.make()
    scores = score(reports, coder.code_all(report.article() for report in reports))
    if misses:
        for miss in scores.misses:
            print(miss)
    for name, value in scores.measures().items():
        print(f"{name:20} {'-' if value is None else f'{value:.3f}'}")
    floors = gold / "floors.json"
    short = gate(scores, floors) if floors.exists() else []
    for shortfall in short:
        print(f"dragoman: {shortfall}", file=sys.stderr)
    return 1 if short else 0
