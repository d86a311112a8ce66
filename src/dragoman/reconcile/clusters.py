"""Groups by average likeness: one strong link does not chain two groups together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Link = tuple[int, int, float]

MUST = 1e9
"""The likeness of a pair that a person judged the same."""
CANNOT = -1e9
"""The likeness of a pair that a person judged not the same."""

Numbers = NDArray[np.int64]
Likeness = NDArray[np.float64]


def group(one: Numbers, other: Numbers, likeness: Likeness, least: float) -> tuple[Numbers, Numbers]:
    """Members of groups of two and more, and the number of each one's group: the lowest of its members.

    The three arrays are links, each pair once. From the strongest link down, two groups become one if the mean
    likeness over all pairs between them is at least `least`; a pair without a link counts as 0. The order in which
    links come makes no difference. Memory beyond the arrays is that of the largest part that strong links connect.
    """
    strong = likeness >= least
    part = _parts(one[strong], other[strong], int(max(one.max(initial=-1), other.max(initial=-1))) + 1)
    inside = part[one] == part[other]  # groups of different parts can never be joined
    one, other, likeness = one[inside], other[inside], likeness[inside]
    order = np.lexsort((other, one, -likeness, part[one]))
    one, other, likeness = one[order], other[order], likeness[order]
    found: list[tuple[int, int]] = []
    for links in np.split(np.arange(len(one)), np.flatnonzero(np.diff(part[one])) + 1):
        rows = zip(one[links].tolist(), other[links].tolist(), likeness[links].tolist(), strict=True)
        found.extend((member, members[0]) for members in cluster(rows, least) for member in members)
    columns = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def cluster(links: Iterable[Link], least: float) -> Iterator[list[int]]:
    """The same for one part, from the strongest link down and among equals by number; members are sorted."""
    ordered = [(min(a, b), max(a, b), likeness) for a, b, likeness in links]
    groups = _Groups(ordered)
    for one, other, likeness in sorted(ordered, key=lambda link: (-link[2], link[0], link[1])):
        if likeness < least:
            break
        groups.join(one, other, least)
    return (sorted(members) for members in groups.members.values() if len(members) > 1)


def _parts(one: Numbers, other: Numbers, count: int) -> Numbers:
    """For each number the lowest that links lead to."""
    part = np.arange(count, dtype=np.int64)
    while True:
        least = np.minimum(part[one], part[other])
        before = part.copy()
        np.minimum.at(part, part[one], least)
        np.minimum.at(part, part[other], least)
        part = part[part]
        if np.array_equal(before, part):
            return part


class _Groups:
    """Groups that grow, with the sum of likeness between each two that are linked."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.members: dict[int, list[int]] = {}
        self._group: dict[int, int] = {}
        self._sums: dict[int, dict[int, float]] = {}
        for one, other, likeness in links:
            for name in (one, other):
                if name not in self._group:
                    self._group[name] = name
                    self.members[name] = [name]
                    self._sums[name] = {}
            self._sums[one][other] = self._sums[other][one] = likeness

    def join(self, one: int, other: int, least: float) -> None:
        """Make one group of the groups of two members, if they are alike enough."""
        a, b = self._group[one], self._group[other]
        if a == b:
            return
        if self._sums[a][b] < least * len(self.members[a]) * len(self.members[b]):
            return
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        self._absorb(a, b)

    def _absorb(self, a: int, b: int) -> None:
        for name in self.members[b]:
            self._group[name] = a
        self.members[a].extend(self.members.pop(b))
        sums = self._sums.pop(b)
        del sums[a], self._sums[a][b]
        for third, total in sums.items():
            del self._sums[third][b]
            joined = self._sums[a].get(third, 0.0) + total
            self._sums[a][third] = self._sums[third][a] = joined
