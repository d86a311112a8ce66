"""Prose in which nobody does politics: sport, weather, business, crime, culture. What it tells is no event."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.pipeline import Coder
from dragoman.read import read_text

PROSE = sorted((Path(__file__).parents[1] / "data" / "prose").glob("*.txt"))
MOST = 5
"""False events in a thousand sentences."""


def test_prose_without_politics_gives_next_to_no_events(coder: Coder) -> None:
    sentences = 0
    false: list[str] = []
    for path in PROSE:
        coding = coder.code(read_text(path.read_text(encoding="utf-8"), published="2015-06-03"))
        sentences += coding.sentences
        for event in coding.events:
            words = " ".join(coding.article.words(event.sentence).split())
            false.append(f"{path.stem}: {event.type} {event.modality} by {event.rule}, {coding.article.words(event.trigger)!r}: {words}")
    assert sentences >= 500, "too little prose to judge by"
    allowed = MOST * sentences // 1000
    if len(false) > allowed:
        pytest.fail(f"{len(false)} events in {sentences} sentences, {allowed} allowed:\n" + "\n".join(false), pytrace=False)
