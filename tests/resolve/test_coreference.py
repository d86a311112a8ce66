"""Short cases of who is meant, by kind: what would lead a reader to the wrong actor."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate.coreference import Answer, answer_all, read_cases, shares
from dragoman.pipeline import Coder

CASES = Path(__file__).parents[2] / "gold" / "coreference" / "cases.json"
OVERALL = 0.96
LEAST = 0.90
MISLED = 0.01
"""Share of all cases in which somebody else is named; where the coder errs, naming nobody would be better."""


@pytest.fixture(scope="module")
def answers(coder: Coder) -> list[Answer]:
    return answer_all(coder, read_cases(CASES))


def test_who_is_meant(answers: list[Answer]) -> None:
    assert sum(answer.right for answer in answers) / len(answers) >= OVERALL


def test_no_kind_falls_behind(answers: list[Answer]) -> None:
    assert {kind: share for kind, (_, share) in shares(answers).items() if share < LEAST} == {}


def test_nobody_rather_than_somebody_else(answers: list[Answer]) -> None:
    misled = [answer.case["text"] for answer in answers if answer.misled]
    assert len(misled) <= MISLED * len(answers), misled
