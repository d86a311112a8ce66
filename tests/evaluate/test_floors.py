"""The floors in gold/floors.json hold for the coder as it is."""

from __future__ import annotations

from pathlib import Path

from dragoman.evaluate import gate, load, score
from dragoman.pipeline import Coder

GOLD = Path(__file__).parents[2] / "gold"


def test_no_measure_falls_below_its_floor() -> None:
    coder = Coder()
    reports = load(GOLD)
    scores = score(reports, coder.code_all(report.article() for report in reports))
    assert [str(shortfall) for shortfall in gate(scores, GOLD / "floors.json")] == []
