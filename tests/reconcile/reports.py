"""Short reports on known occurrences (tests/data/stories), and how well stories tell them.

`first` was there when the weights were set by hand; `second` was written then, tried once (F1 .742) and used to
better them; `third` was written last, tried once (F1 1.0), and nothing was changed for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from dragoman.archive import Archive
from dragoman.model.text import Article

FOLDER = Path(__file__).parents[1] / "data" / "stories"
PARTS = ("first", "second", "third")

_CENTRAL = """
SELECT e.article_id, s.story FROM story_events s JOIN events e ON e.id = s.event WHERE e.central
"""


class Score(NamedTuple):
    """Precision, recall and F1 over pairs of articles."""

    precision: float
    recall: float
    f1: float


def read(part: str) -> dict[str, tuple[str, Article]]:
    """The occurrence and the article of each report, by id."""
    found = {}
    for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        occurrence = row.pop("occurrence")
        found[row["id"]] = (occurrence, Article(**row))
    return found


def score(archive: Archive, occurrences: dict[str, str]) -> Score:
    """Two articles are found together if an event that the one is about and one that the other is about share a story.

    Every pair of these articles counts, also one in which the coder found no such event.
    """
    with archive.connect() as base:
        rows: Iterable[tuple[str, str]] = base.execute(_CENTRAL).fetchall()
    stories: dict[str, set[str]] = {name: set() for name in occurrences}
    for article, story in rows:
        if article in stories:
            stories[article].add(story)
    said = {pair for pair in combinations(sorted(stories), 2) if stories[pair[0]] & stories[pair[1]]}
    true = {pair for pair in combinations(sorted(stories), 2) if occurrences[pair[0]] == occurrences[pair[1]]}
    right = len(said & true)
    return Score(right / max(1, len(said)), right / len(true), 2 * right / (len(said) + len(true)))
