"""Events at their places on a map, those that would cover each other as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from markupsafe import Markup

from dragoman.explore import words
from dragoman.explore.draw.svg import element, group, link, picture
from dragoman.explore.draw.world import HEIGHT, WIDTH, project
from dragoman.query.counting import Spot

ZOOMS = (1, 2, 4, 8, 16)
_LEAST, _MOST = 4.0, 24.0
_PRECISION = (("PPL", "city"), ("ADM", "region"), ("RGN", "region"), ("PCL", "country"), ("TERR", "country"))


@dataclass(frozen=True, slots=True)
class Look:
    """Which part of the world is seen: its middle in degrees and how much it is enlarged."""

    lat: float = 0.0
    lon: float = 0.0
    zoom: int = 1

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height on the map, kept inside of it."""
        x, y = project(self.lat, self.lon)
        wide, tall = WIDTH / self.zoom, HEIGHT / self.zoom
        return min(max(x - wide / 2, 0), WIDTH - wide), min(max(y - tall / 2, 0), HEIGHT - tall), wide, tall


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places that would cover each other, the busiest first, where that one lies, and their events by quad class."""

    spots: tuple[Spot, ...]
    x: float
    y: float

    @property
    def quads(self) -> tuple[int, ...]:
        """Events by quad class, of all the places."""
        return tuple(sum(spot.quads[n] for spot in self.spots) for n in range(4))

    @property
    def events(self) -> int:
        """How many there are."""
        return sum(self.quads)

    @property
    def called(self) -> str:
        """What it is called: its busiest place, and how many more."""
        more = len(self.spots) - 1
        return self.spots[0].name + (f" and {words.many(more, 'more place')}" if more else "")


def precision(spot: Spot) -> str:
    """How precise a place is: `city`, `region`, `country`, or `site` for what is none of them."""
    return next((name for start, name in _PRECISION if (spot.feature or "").startswith(start)), "site")


def clusters(spots: Sequence[Spot], look: Look, most: int) -> list[Cluster]:
    """The places that are seen, the busiest first, joined where their marks would touch."""
    left, top, wide, tall = look.box
    found: list[tuple[float, float, float, list[Spot]]] = []
    for spot in spots:
        x, y = project(spot.lat, spot.lon)
        if not (left <= x <= left + wide and top <= y <= top + tall):
            continue
        near = _radius(spot.events, most) / look.zoom
        for other_x, other_y, other_near, members in found:
            if hypot(x - other_x, y - other_y) < 0.8 * (near + other_near):
                members.append(spot)
                break
        else:
            found.append((x, y, near, [spot]))
    return [Cluster(tuple(members), x, y) for x, y, _, members in found]


def atlas(some: Sequence[Cluster], look: Look, most: int, address: Callable[[Cluster], str]) -> Markup:
    """The map: a mark for each cluster, as large as its events are many, which leads on."""
    left, top, *_ = look.box
    land = [element("use", href=f"/static/world.svg#{name}", class_=name) for name in ("land", "borders")]
    marks = [_mark(one, look.zoom, most, address(one)) for one in reversed(some)]
    inside = group([*land, *marks], transform=f"scale({look.zoom}) translate({-left:.2f} {-top:.2f})")
    told = words.many(sum(one.events for one in some), "event")
    return picture(WIDTH, HEIGHT, f"Map: {told} at {words.many(len(some), 'mark')}", inside, class_="chart map")


def _mark(one: Cluster, zoom: int, most: int, address: str) -> Markup:
    radius = _radius(one.events, most) / zoom
    kind = precision(one.spots[0])
    told = ", ".join(f"{n} {name}" for n, name in zip(one.quads, words.QUADS, strict=True) if n)
    conflict = sum(one.quads[2:]) > sum(one.quads[:2])
    shape = _shape(kind, one.x, one.y, radius, f"spot {'q4' if conflict else 'q2'} {kind}")
    label = Markup("")
    if radius * zoom >= 9:
        label = element(
            "text", str(one.events), x=one.x, y=one.y + 3.5 / zoom, font_size=f"{10 / zoom:.2f}", class_="count"
        )
    return link(address, f"{one.called} ({kind}): {told}", shape, label)


def _shape(kind: str, x: float, y: float, r: float, class_: str) -> Markup:
    """A circle for a city or site, a diamond for a region, a square for a country."""
    if kind == "country":
        return element("rect", x=x - 0.9 * r, y=y - 0.9 * r, width=1.8 * r, height=1.8 * r, class_=class_)
    if kind == "region":
        points = (
            f"{x:.2f},{y - 1.2 * r:.2f} {x + 1.2 * r:.2f},{y:.2f} {x:.2f},{y + 1.2 * r:.2f} {x - 1.2 * r:.2f},{y:.2f}"
        )
        return element("polygon", points=points, class_=class_)
    return element("circle", cx=x, cy=y, r=r, class_=class_)


def _radius(events: int, most: int) -> float:
    return _LEAST + (_MOST - _LEAST) * sqrt(events / max(most, 1))
