"""Contents in tokens: where a stretch ends, and which contents say the same."""

from __future__ import annotations

import pytest

from dragoman.extract.positions.draft import Draft, stretch
from tests.parse.trees import grow

TREE = grow(
    "``/``/punct/2 we/PRP/nsubj/2 leave/VBP/ROOT/2 ,/,/punct/2 and/CC/cc/2 soon/RB/advmod/2 ./././2 ''/''/punct/2"
)


@pytest.mark.parametrize(
    ("tokens", "start", "found"),
    [
        ((), None, None),
        ((0, 1, 2), None, (1, 2)),  # a quotation mark begins nothing
        ((1, 2, 3, 4), None, (1, 2)),  # nor do a comma and `and` end it
        ((1, 2, 5), None, (1, 2)),  # what lies behind a gap is another stretch
        ((1, 2, 4, 5), None, (1, 5)),  # a comma alone is no gap
        ((1, 2, 4, 5), 4, (4, 5)),
        ((3,), None, None),
    ],
)
def test_a_stretch_is_unbroken_and_has_no_marks_at_its_ends(
    tokens: tuple[int, ...], start: int | None, found: tuple[int, int] | None
) -> None:
    assert stretch(TREE, tokens, start) == found


def draft(first: int, last: int, index: int = 0) -> Draft:
    return Draft(grow("we/PRP/ROOT/0", index=index), "pledge", (), first, first, last)


def test_drafts_repeat_each_other_where_most_of_the_shorter_is_in_both() -> None:
    assert draft(2, 9).repeats(draft(4, 6)) and draft(4, 6).repeats(draft(2, 9))
    assert not draft(2, 5).repeats(draft(5, 9))
    assert not draft(2, 9).repeats(draft(2, 9, index=1))
