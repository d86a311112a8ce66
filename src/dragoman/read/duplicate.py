"""A body that a page gives twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.model.text import Note, Span

_UNIT = re.compile(r"[^\n]+?(?:[.!?…][\"'”’)\]]*(?=\s)|(?=\n)|\Z)\s*", re.S)
_LEAST = 150
_SHARE = 0.25
_SKIP = 2


@dataclass(frozen=True, slots=True)
class Repetition:
    """A stretch of a text that is told again: where it stands first and where its copy stands."""

    first: Span
    copy: Span


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    key: str


def duplicate_body(text: str) -> Span | None:
    """The second copy of a body that stands twice in a text, or None.

    A sentence that is used again as a quotation in the margin is no second body: the copy must be a quarter
    of the whole. Pure: the same text always gives the same region.
    """
    found = find_repetition(text)
    return found.copy if found else None


def find_repetition(text: str) -> Repetition | None:
    """The longest run of sentences that comes again in the same order, word for word or nearly so."""
    units = _units(text)
    seen: dict[str, int] = {}
    best: Repetition | None = None
    at = 0
    while at < len(units):
        first = seen.get(units[at].key)
        end = at + 1
        if first is None:
            seen[units[at].key] = at
        else:
            first_end, end = _extend(units, first, at)
            back = _back(units, first, at, first_end)
            run = Repetition(
                (units[first - back].span[0], units[first_end - 1].span[1]),
                (units[at - back].span[0], units[end - 1].span[1]),
            )
            if best is None or _length(run.copy) > _length(best.copy):
                best = run
        at = end
    return best if best and _counts(best, text) else None


def duplicate_note() -> Note:
    """The note on a text that gives its body twice."""
    return Note("duplicate-body", "the body stands twice in the text; the second copy tells nothing new")


def _counts(run: Repetition, text: str) -> bool:
    return _length(run.copy) >= max(_LEAST, _SHARE * len(text.strip()))


def _length(span: Span) -> int:
    return span[1] - span[0]


def _units(text: str) -> list[_Unit]:
    units = []
    for match in _UNIT.finditer(text):
        words = match.group().rstrip()
        key = " ".join(re.findall(r"\w+", words.casefold()))
        if key:
            start = match.start() + len(words) - len(words.lstrip())
            units.append(_Unit((start, match.start() + len(words)), key))
    return units


def _extend(units: list[_Unit], first: int, copy: int) -> tuple[int, int]:
    """The ends of the two runs that begin at `first` and `copy`, which never overlap."""
    left, right = first + 1, copy + 1
    while left < copy and right < len(units):
        step = _step(units, left, right, copy)
        if step is None:
            break
        left, right = left + step[0] + 1, right + step[1] + 1
    return left, right


def _back(units: list[_Unit], first: int, copy: int, first_end: int) -> int:
    """How many sentences before both runs are nearly the same too."""
    back = 0
    while back < first and copy - back > first_end and _same(units[first - back - 1].key, units[copy - back - 1].key):
        back += 1
    return back


def _step(units: list[_Unit], left: int, right: int, limit: int) -> tuple[int, int] | None:
    """How many sentences either side must pass over until both say the same again."""
    if _same(units[left].key, units[right].key):
        return 0, 0
    for total in range(1, 2 * _SKIP + 1):
        for skip_left in range(max(0, total - _SKIP), min(total, _SKIP) + 1):
            a, b = left + skip_left, right + total - skip_left
            if a < limit and b < len(units) and units[a].key == units[b].key:
                return skip_left, total - skip_left
    return None


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if abs(len(one) - len(other)) > 0.2 * max(len(one), len(other)) or max(len(one), len(other)) > 2000:
        return False
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= 0.8 and matcher.ratio() >= 0.8
