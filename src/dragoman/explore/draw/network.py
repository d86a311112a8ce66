"""Who acts on whom, drawn so that those who have much to do with each other lie together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot, log1p, sqrt
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from markupsafe import Markup

from dragoman.explore import words
from dragoman.explore.draw.svg import element, group, link, picture
from dragoman.query.counting import Edge

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEIGHT, EDGE = 960.0, 640.0, 34.0
MOST_LINES = 160
"""More lines cannot be told from each other."""
_STEPS = 250
_GRAVITY = 0.22
_GAP = 10.0
Points: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True)
class Network:
    """The busiest countries and what goes on between them, and what is left out of all.

    `of_nodes` and `of_events` count what there is, `events` those of the edges that are shown.
    """

    nodes: tuple[tuple[str, int], ...]
    edges: tuple[Edge, ...]
    of_nodes: int
    of_edges: int
    events: int
    of_events: int


def network(edges: Sequence[Edge], size: int) -> Network:
    """The `size` countries with the most events, and the busiest edges between them."""
    busy: Counter[str] = Counter()
    for edge in edges:
        busy[edge.source] += edge.events
        busy[edge.target] += edge.events
    nodes = tuple(sorted(busy.items(), key=lambda one: (-one[1], one[0]))[:size])
    names = {name for name, _ in nodes}
    shown = tuple(edge for edge in edges if edge.source in names and edge.target in names)[:MOST_LINES]
    total = sum(edge.events for edge in edges)
    return Network(nodes, shown, len(busy), len(edges), sum(edge.events for edge in shown), total)


def draw(
    shown: Network, name: Callable[[str], str], of_node: Callable[[str], str], of_edge: Callable[[Edge], str]
) -> Markup:  # fmt: skip
    """The picture; nodes and lines lead to actors and dyads."""
    places = _layout(shown)
    most = max((count for _, count in shown.nodes), default=1)
    heaviest = max((edge.events for edge in shown.edges), default=1)
    both = {(edge.source, edge.target) for edge in shown.edges}
    lines = [
        _line(edge, places, heaviest, of_edge(edge), name, bent=(edge.target, edge.source) in both)
        for edge in reversed(shown.edges)
    ]
    dots = [_node(who, count, most, places[who], of_node(who), name(who)) for who, count in reversed(shown.nodes)]
    told = (
        f"{words.many(len(shown.nodes), 'country', 'countries')}, {words.many(len(shown.edges), 'line')} between them"
    )
    return picture(WIDTH, HEIGHT, f"Network: {told}", _arrow(), group(lines), group(dots), class_="chart network")


def _arrow() -> Markup:
    heads = [
        element("marker", element("path", d="M0 0L8 4L0 8z", class_=class_), id=f"head-{class_}", viewBox="0 0 8 8",
                refX=7, refY=4, markerWidth=7, markerHeight=7, markerUnits="userSpaceOnUse", orient="auto")
        for class_ in ("q2", "q4")
    ]  # fmt: skip
    return element("defs", *heads)


def _line(
    edge: Edge, places: dict[str, tuple[float, float, float]], heaviest: int, address: str,
    name: Callable[[str], str], bent: bool,
) -> Markup:  # fmt: skip
    (x0, y0, _), (x1, y1, end) = places[edge.source], places[edge.target]
    length = max(hypot(x1 - x0, y1 - y0), 1.0)
    bow = 0.16 if bent else 0.04
    cx, cy = (x0 + x1) / 2 - (y1 - y0) * bow, (y0 + y1) / 2 + (x1 - x0) * bow
    # The head ends where the node's circle begins.
    reach = max(hypot(x1 - cx, y1 - cy), 1.0)
    x1, y1 = x1 - (x1 - cx) / reach * (end + 3), y1 - (y1 - cy) / reach * (end + 3)
    hard = edge.conflict * 2 > edge.events
    class_ = "q4" if hard else "q2"
    told = f"{name(edge.source)} → {name(edge.target)}: {words.many(edge.events, 'event')}, {edge.conflict} of conflict"
    path = element(
        "path", d=f"M{x0:.1f} {y0:.1f}Q{cx:.1f} {cy:.1f} {x1:.1f} {y1:.1f}", class_=f"line {class_}",
        stroke_width=0.8 + 3.4 * log1p(edge.events) / log1p(heaviest), marker_end=f"url(#head-{class_})",
        stroke_dasharray="6 4" if hard else None, opacity=0.85 if length < WIDTH / 2 else 0.6,
    )  # fmt: skip
    return link(address, told, path)


def _node(who: str, count: int, most: int, place: tuple[float, float, float], address: str, name: str) -> Markup:
    x, y, radius = place
    return link(
        address, f"{name}: {words.many(count, 'event')}", element("circle", cx=x, cy=y, r=radius, class_="node"),
        element("text", who, x=x, y=y + 3.6, class_="mid who"),
    )  # fmt: skip


def _layout(shown: Network) -> dict[str, tuple[float, float, float]]:
    """Where each node lies and how large it is, the same each time."""
    names = [name for name, _ in shown.nodes]
    most = max((number for _, number in shown.nodes), default=1)
    radii = np.array([13 + 9 * sqrt(number / most) for _, number in shown.nodes])
    at = _apart(_settled(_pulls(shown, names)), radii)
    return {name: (float(x), float(y), float(r)) for name, (x, y), r in zip(names, at, radii, strict=True)}


def _pulls(shown: Network, names: Sequence[str]) -> Points:
    """How strongly each two nodes are drawn together, 0 to 1."""
    place = {name: number for number, name in enumerate(names)}
    pull = np.zeros((len(names), len(names)))
    for edge in shown.edges:
        pull[place[edge.source], place[edge.target]] += log1p(edge.events)
    pull += pull.T
    scaled: Points = pull / max(pull.max(initial=0.0), 1e-9)
    return scaled


def _settled(pull: Points) -> Points:
    """Where the nodes come to rest: lines pull, nodes push, the middle draws all a little (Fruchterman-Reingold)."""
    count = len(pull)
    turn = np.arange(count) * 2.399963  # the golden angle: nobody begins on top of another
    far = np.sqrt((np.arange(count) + 0.5) / max(count, 1))
    at = np.stack([far * np.cos(turn), far * np.sin(turn)], axis=1)
    ideal = 1.3 / sqrt(max(count, 1))
    for step in range(_STEPS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal * 0.5
        np.fill_diagonal(force, 0)
        move = (apart * force[:, :, None]).sum(axis=1) - at * _GRAVITY * ideal * sqrt(max(count, 1))
        size = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        at += move / size * np.minimum(size, 0.12 * (1 - step / _STEPS) + 0.002)
    return np.asarray(at, dtype=np.float64)


def _apart(at: Points, radii: Points) -> Points:
    """The nodes spread over the picture, and moved until no two cover each other."""
    if len(at) < 2:
        return np.full((len(at), 2), [WIDTH / 2, HEIGHT / 2])
    low, high = at.min(axis=0), at.max(axis=0)
    room = np.array([WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE])
    at = EDGE + (at - low) / np.maximum(high - low, 1e-9) * room
    wanted = radii[:, None] + radii[None, :] + _GAP
    for _ in range(_STEPS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        short = np.maximum(wanted - distance, 0)
        np.fill_diagonal(short, 0)
        if not short.any():
            break
        at = at + (apart / distance[:, :, None] * short[:, :, None]).sum(axis=1) * 0.3
        at = np.clip(at, EDGE, np.array([WIDTH - EDGE, HEIGHT - EDGE]))
    return np.asarray(at, dtype=np.float64)
