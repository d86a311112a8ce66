"""Prose in which nobody does politics (sport, weather, business, crime, culture) tells no event."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.pipeline import Coder
from dragoman.read import read_text

PROSE = sorted((Path(__file__).parents[1] / "data" / "prose").glob("*.txt"))
MOST = 5
"""False events in a thousand sentences."""


@pytest.mark.parametrize("model", ["default", "rules"])
def test_prose_without_politics_gives_next_to_no_events(model: str) -> None:
    coder = Coder(model)
    sentences = 0
    false: list[str] = []
    for path in PROSE:
        coding = coder.code(read_text(path.read_text(encoding="utf-8"), published="2015-06-03"))
        sentences += coding.sentences
        for event in coding.events:
            trigger, words = map(coding.article.words, (event.trigger, event.sentence))
            false.append(f"{path.stem}: {event.type} by {event.rule}, {trigger!r}: {' '.join(words.split())}")
    assert sentences >= 500, "too little prose to judge by"
    allowed = MOST * sentences // 1000
    if len(false) > allowed:
        summary = f"{len(false)} events in {sentences} sentences, {allowed} allowed:"
        pytest.fail("\n".join([summary, *false]), pytrace=False)
