"""Groups by average likeness: what is joined, what is not, and that order means nothing."""

from __future__ import annotations

import random

import numpy as np
import pytest

from dragoman.reconcile.clusters import CANNOT, MUST, group

Link = tuple[int, int, float]


def groups(links: list[Link], least: float = 0.5) -> list[list[int]]:
    columns = list(zip(*links, strict=True))
    members, numbers = group(
        np.array(columns[0], dtype=np.int64), np.array(columns[1], dtype=np.int64), np.array(columns[2]), least
    )
    found: dict[int, list[int]] = {}
    for member, number in zip(members.tolist(), numbers.tolist(), strict=True):
        found.setdefault(number, []).append(member)
    return sorted(found.values())


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ([(0, 1, 0.9), (2, 3, 0.4)], [[0, 1]]),
        ([(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.6)], [[0, 1, 2]]),
        ([(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.95)], [[1, 2]]),  # 0 and 3 each know one of both only
        ([(0, 1, 0.9), (1, 2, 0.8)], [[0, 1]]),  # no chain
        ([(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.3)], [[0, 1, 2]]),  # weak on one side, enough on average
        ([(0, 1, MUST), (1, 2, 0.9), (0, 2, CANNOT)], [[0, 1]]),
        ([(0, 1, 0.9), (0, 2, 0.9), (1, 2, CANNOT)], [[0, 1]]),
        ([(0, 1, MUST), (1, 2, MUST)], [[0, 1, 2]]),
    ],
)
def test_groups(links: list[Link], found: list[list[int]]) -> None:
    assert groups(links) == found


def test_order_of_links_and_ends_means_nothing() -> None:
    dice = random.Random(3)  # noqa: S311
    pairs = {(a, b) for a in range(60) for b in range(a + 1, 60) if dice.random() < 0.12}
    links = [(a, b, round(dice.random(), 1)) for a, b in pairs]
    first = groups(links)
    assert len(first) > 5
    for _ in range(5):
        dice.shuffle(links)
        turned = [(b, a, likeness) if dice.random() < 0.5 else (a, b, likeness) for a, b, likeness in links]
        assert groups(turned) == first


def test_parts_that_strong_links_do_not_connect_change_nothing_in_each_other() -> None:
    one = [(0, 1, 0.9), (1, 2, 0.7), (0, 2, 0.6)]
    other = [(a + 10, b + 10, likeness) for a, b, likeness in one]
    assert groups([*one, *other, (2, 10, 0.4)]) == [[0, 1, 2], [10, 11, 12]]
