"""Groups by average likeness: one strong link does not chain two groups together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)
Link = tuple[Name, Name, float]

MUST = 1000.0
"""The likeness of a pair that a person judged the same."""
CANNOT = -1000.0
"""The likeness of a pair that a person judged not the same."""


def cluster(links: Iterable[Link[Name]], least: float) -> list[list[Name]]:
    """Groups of two and more names, each sorted, in the order of their first names.

    Links are (one, other, likeness), each pair once. From the strongest link down, two groups become one if the
    mean likeness over all pairs between them is at least `least`; a pair without a link counts as 0. The order in
    which the links come makes no difference.
    """
    ordered = sorted((-likeness, *sorted((one, other))) for one, other, likeness in links)  # type: ignore[type-var]
    groups = _Groups(ordered)
    for negative, one, other in ordered:
        if -negative < least:
            break
        groups.join(one, other, least)
    found = [sorted(members) for members in groups.members.values() if len(members) > 1]  # type: ignore[type-var]
    return sorted(found)  # type: ignore[type-var]


class _Groups:
    """Groups that grow, with the sum of likeness between each two that are linked."""

    def __init__(self, links: Sequence[tuple[float, Name, Name]]) -> None:
        self.members: dict[Hashable, list[Hashable]] = {}
        self._group: dict[Hashable, Hashable] = {}
        self._sums: dict[Hashable, dict[Hashable, float]] = {}
        for negative, one, other in links:
            for name in (one, other):
                if name not in self._group:
                    self._group[name] = name
                    self.members[name] = [name]
                    self._sums[name] = {}
            self._sums[one][other] = self._sums[other][one] = -negative

    def join(self, one: Hashable, other: Hashable, least: float) -> None:
        """Make one group of the groups of two names, if they are alike enough."""
        a, b = self._group[one], self._group[other]
        if a == b:
            return
        if self._sums[a][b] < least * len(self.members[a]) * len(self.members[b]):
            return
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        self._absorb(a, b)

    def _absorb(self, a: Hashable, b: Hashable) -> None:
        for name in self.members[b]:
            self._group[name] = a
        self.members[a].extend(self.members.pop(b))
        sums = self._sums.pop(b)
        del sums[a], self._sums[a][b]
        for third, total in sums.items():
            del self._sums[third][b]
            joined = self._sums[a].get(third, 0.0) + total
            self._sums[a][third] = self._sums[third][a] = joined


def linked(links: Iterable[Link[Name]], same: Mapping[tuple[Name, Name], bool]) -> list[Link[Name]]:
    """Links with people's judgements in the place of what was computed."""
    found = {_key(one, other): likeness for one, other, likeness in links}
    for (one, other), is_same in same.items():
        found[_key(one, other)] = MUST if is_same else CANNOT
    return [(one, other, likeness) for (one, other), likeness in found.items()]


def _key(one: Name, other: Name) -> tuple[Name, Name]:
    return (one, other) if one < other else (other, one)  # type: ignore[operator]
