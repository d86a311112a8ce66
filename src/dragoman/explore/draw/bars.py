"""Bars beside names: how many of each, cooperation and conflict apart."""

from __future__ import annotations

from markupsafe import Markup

from dragoman.explore.draw.svg import element

WIDTH, TALL = 120, 10


def bar(count: int, most: int, conflict: int | None = None) -> Markup:
    """A bar of `count` on a scale to `most`; with `conflict` so many of them are drawn as conflict, at its end."""
    whole = WIDTH * count / max(most, 1)
    hard = whole * (conflict or 0) / max(count, 1)
    parts = [
        element("rect", x=0, y=0, width=max(whole - hard, 0), height=TALL, class_="plain" if conflict is None else "q2")
    ]
    if hard:
        parts.append(element("rect", x=whole - hard, y=0, width=hard, height=TALL, class_="q4"))
    return element(
        "svg", *parts, viewBox=f"0 0 {WIDTH} {TALL}", class_="bar", aria_hidden="true", preserveAspectRatio="none",
        xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip
