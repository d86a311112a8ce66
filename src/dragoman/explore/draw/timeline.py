"""Events over months: cooperation above the line, conflict below it, and the mean score as a line of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from markupsafe import Markup

from dragoman.explore import words
from dragoman.explore.draw.svg import element, group, link, picture
from dragoman.query.counting import Month

WIDTH, LEFT, RIGHT = 960, 46, 8
_LINE = 122
_SCORES = 74
_TICKS = 9
_STACKS = ((2, 1), (3, 4))
"""Quad classes from the line outwards: above it and below it."""
Address = Callable[[date, date], str]


def timeline(months: Sequence[Month], size: str, address: Address, what: str) -> Markup:
    """A bar for each month (or year), which leads to its events."""
    top = max((m.quads[0] + m.quads[1] for m in months), default=0)
    low = max((m.quads[2] + m.quads[3] for m in months), default=0)
    scale = (_LINE - 26) / max(top, low, 1)
    width = (WIDTH - LEFT - RIGHT) / max(len(months), 1)
    height = _LINE + max(low * scale, 4) + 30
    title = f"{what}: {words.many(sum(m.events for m in months), 'event')} from {_name(months[0], size)} to {_name(months[-1], size)}"  # noqa: E501
    return picture(
        WIDTH, height, title,
        *_grid(max(top, low), scale, low),
        group((_bar(m, n, width, scale, size, address, height) for n, m in enumerate(months)), class_="bars"),
        element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=_LINE, y2=_LINE, class_="axis"),
        *_years(months, size, width, height - 6),
        class_="chart timeline",
    )  # fmt: skip


def _bar(
    month: Month, number: int, width: float, scale: float, size: str, address: Address, height: float
) -> Markup:  # fmt: skip
    x = LEFT + number * width
    gap = min(1.5, width * 0.15)
    parts = []
    for side, (up, quads) in enumerate(((True, _STACKS[0]), (False, _STACKS[1]))):
        y = float(_LINE)
        for quad in quads:
            tall = month.quads[quad - 1] * scale
            if tall:
                parts.append(element(
                    "rect", x=x + gap / 2, y=y - tall if up else y, width=max(width - gap, 0.6), height=tall,
                    class_=f"q{quad}",
                ))  # fmt: skip
            y += tall * (1 if side else -1)
    if not parts:
        return Markup("")
    room = element("rect", x=x, y=0, width=width, height=height - 22, class_="room")
    told = ", ".join(f"{n} {name}" for n, name in zip(month.quads, words.QUADS, strict=True) if n)
    return link(address(month.first, last_of(month.first, size)), f"{_name(month, size)}: {told}", room, *parts)


def last_of(first: date, size: str) -> date:
    """The last day of a month or year."""
    if size == "year":
        return date(first.year, 12, 31)
    later = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(later.toordinal() - 1)


def _grid(most: int, scale: float, low: int) -> Iterator[Markup]:
    step = nice(most)
    for number in range(step, most + 1, step):
        for sign in (-1, 1):
            if sign > 0 and number > low:
                continue
            y = _LINE + sign * number * scale
            yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="grid")
            yield element("text", words.number(number), x=LEFT - 6, y=y + 4, class_="tick end")


def nice(most: float) -> int:
    """A round step that divides a scale into a few parts."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= 3.5 * step:
                return step
        size *= 10


def _years(months: Sequence[Month], size: str, width: float, y: float) -> Iterator[Markup]:
    firsts = [(n, m.first) for n, m in enumerate(months) if size == "year" or m.first.month == 1]
    if len(firsts) < 2 and size == "month":
        firsts = [(n, m.first) for n, m in enumerate(months)]
    every = max(1, -(-len(firsts) // _TICKS))
    for n, first in firsts[::every]:
        x = LEFT + n * width
        label = str(first.year) if size == "year" or first.month == 1 else f"{first:%b %Y}"
        yield element("line", x1=x, x2=x, y1=_LINE - 3, y2=_LINE + 3, class_="axis")
        yield element("text", label, x=min(x, WIDTH - 40), y=y, class_="tick")


def scores(months: Sequence[Month], size: str, what: str) -> Markup:
    """The mean PLOVER score (-10 to 10) by month; months without events are marked on the line."""
    width = (WIDTH - LEFT - RIGHT) / max(len(months), 1)
    middle = _SCORES / 2 + 8
    points = [
        (LEFT + (n + 0.5) * width, middle - m.score * _SCORES / 20, m)
        for n, m in enumerate(months)
        if m.score is not None
    ]
    line = element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points), class_="score")
    dots = [_dot(x, y, min(3.0, max(1.2, width / 3)), f"{m.score:.1f} on average", m, size) for x, y, m in points]
    empty = [
        _dot(LEFT + (n + 0.5) * width, middle, min(1.5, width / 4), "no score", m, size)
        for n, m in enumerate(months)
        if m.score is None
    ]
    ticks = [
        element("text", label, x=LEFT - 6, y=middle - value * _SCORES / 20 + 4, class_="tick end")
        for value, label in ((10, "+10"), (0, "0"), (-10, "−10"))
    ]
    axis = element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=middle, y2=middle, class_="axis")
    return picture(
        WIDTH, _SCORES + 16, f"{what}: mean PLOVER score by {size}", axis, *ticks, group(empty), line, group(dots),
        class_="chart scores",
    )  # fmt: skip


def _dot(x: float, y: float, r: float, told: str, month: Month, size: str) -> Markup:
    title = element("title", f"{_name(month, size)}: {told}, {words.many(month.events, 'event')}")
    return element("circle", title, cx=x, cy=y, r=r, class_="none" if month.score is None else "dot")


def _name(month: Month, size: str) -> str:
    return str(month.first.year) if size == "year" else words.month(month.first)
