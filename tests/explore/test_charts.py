"""The map, the network and the timelines: what is drawn, what is joined, and what is told of what is not."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from fastapi.testclient import TestClient

from dragoman.explore.draw import atlas, network, timeline, world
from dragoman.explore.draw.svg import element
from dragoman.query.counting import Edge, Month, Spot


def spot(name: str, lat: float, lon: float, events: int, feature: str = "PPLC") -> Spot:
    return Spot(name, name, "TGO", None, feature, lat, lon, (events, 0, 0, 0))


def test_the_projection_keeps_the_world_in_the_picture() -> None:
    assert world.project(0, 0) == (world.WIDTH / 2, world.EQUATOR)
    east, west = world.project(0, 180), world.project(0, -180)
    assert east[0] == pytest.approx(world.WIDTH, abs=0.01) and west[0] == pytest.approx(0, abs=0.01)
    north = world.project(83.6, -32)
    assert 0 < north[1] < 10 and 0 < north[0] < world.WIDTH
    assert world.project(-55, -67)[1] < world.HEIGHT, "the south of South America is on the map"


def test_places_that_would_cover_each_other_are_one_mark() -> None:
    spots = [spot("Lomé", 6.13, 1.22, 9), spot("Accra", 5.56, -0.2, 3), spot("Tokyo", 35.7, 139.7, 2)]
    far = atlas.clusters(spots, atlas.Look(), 9)
    assert [(one.called, one.events) for one in far] == [("Lomé and 1 more place", 12), ("Tokyo", 2)]
    near = atlas.clusters(spots, atlas.Look(6, 0, 16), 9)
    assert [one.called for one in near] == ["Lomé", "Accra"], "closer they are apart, and Tokyo is not seen"


@pytest.mark.parametrize(
    ("feature", "found"),
    [("PPLC", "city"), ("PPL", "city"), ("ADM1", "region"), ("RGN", "region"), ("PCLI", "country"), ("SHOL", "site"),
     (None, "site")],
)  # fmt: skip
def test_precision_has_a_shape_of_its_own(feature: str | None, found: str) -> None:
    one = spot("x", 0, 0, 1, feature)  # type: ignore[arg-type]
    assert atlas.precision(one) == found
    drawn = atlas.atlas(atlas.clusters([one], atlas.Look(), 1), atlas.Look(), 1, lambda _: "/")
    shape = {"city": "circle", "site": "circle", "region": "polygon", "country": "rect"}[found]
    assert f"<{shape} " in drawn


def test_a_network_says_what_it_leaves_out() -> None:
    edges = [Edge("AAA", "BBB", 10, 0, 5.0), Edge("BBB", "CCC", 6, 6, -5.0), Edge("DDD", "EEE", 1, 0, 1.0)]
    shown = network.network(edges, 3)
    assert [name for name, _ in shown.nodes] == ["BBB", "AAA", "CCC"]
    assert (shown.of_nodes, shown.of_edges, shown.events, shown.of_events) == (5, 3, 16, 17)


@pytest.mark.parametrize("count", [1, 2, 20, 60])
def test_no_node_covers_another_or_leaves_the_picture(count: int) -> None:
    names = [f"N{number:02}" for number in range(count)]
    edges = [
        Edge(one, other, n + 1, n % 2 * (n + 1), 0.0)
        for n, (one, other) in enumerate(zip(names, names[1:] + names[:1], strict=True))
    ]
    drawn = network.draw(network.network(edges, 60), str, lambda _: "/", lambda _: "/")
    nodes = [
        tuple(map(float, found)) for found in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawn)
    ]
    assert len(nodes) == count
    for number, (x, y, r) in enumerate(nodes):
        assert r <= x <= network.WIDTH - r and r <= y <= network.HEIGHT - r
        for other_x, other_y, other_r in nodes[:number]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 > (r + other_r) ** 2


def test_conflict_is_told_by_more_than_a_colour() -> None:
    drawn = network.draw(network.network([Edge("AAA", "BBB", 4, 4, -5.0)], 20), str, lambda _: "/", lambda _: "/")
    assert "stroke-dasharray" in drawn and "AAA → BBB: 4 events, 4 of conflict" in drawn


@pytest.mark.parametrize(("most", "step"), [(1, 1), (3, 1), (4, 2), (20, 10), (55, 20), (1700, 500), (7000, 2000)])
def test_steps_of_a_scale_are_round(most: int, step: int) -> None:
    assert timeline.nice(most) == step


def test_bars_lead_to_their_time() -> None:
    months = [Month(date(2011, 12, 1), (1, 0, 0, 2), -3.0), Month(date(2012, 1, 1), (0, 0, 0, 0), None)]
    drawn = timeline.timeline(months, "month", lambda a, b: f"/{a}/{b}", "Ghana")
    assert 'href="/2011-12-01/2011-12-31"' in drawn and drawn.count("<a ") == 1, "a month without events leads nowhere"
    assert "December 2011: 1 verbal cooperation, 2 material conflict" in drawn
    assert timeline.last_of(date(2012, 2, 1), "month") == date(2012, 2, 29)
    assert timeline.last_of(date(2012, 1, 1), "year") == date(2012, 12, 31)
    assert "January 2012: no score" in timeline.scores(months, "month", "Ghana")


def test_nothing_in_a_picture_is_markup_from_outside() -> None:
    assert element("text", "<b>", x='"') == '<text x="&#34;">&lt;b&gt;</text>'


def test_the_map_leads_to_events_and_closer(client: TestClient) -> None:
    text = client.get("/map?modality=actual&zoom=2&lat=6&lon=1").text
    assert "/events?modality=actual&place=geonames%3A2365267" in {
        unescape(a) for a in re.findall(r'href="([^"]+)"', text)
    }
    assert "Further" in text and "Closer" in text
    assert "No event that you ask for has a place" in client.get("/map?actor=FRA").text


@pytest.mark.parametrize(
    "address",
    ["/map?zoom=3", "/map?lat=99", "/map?lon=x", "/map?colour=1", "/network?nodes=1000", "/network?type=DANCE"],
)
def test_a_picture_that_cannot_be_drawn(client: TestClient, address: str) -> None:
    found = client.get(address)
    assert found.status_code == 400 and "cannot be asked" in found.text


def test_the_network_of_nobody(client: TestClient) -> None:
    assert "No event that you ask for is between two countries" in client.get("/network?actor=FRA").text
