"""Pictures of an archive: the rows behind each kind, what stands under it, and files that any program opens."""

from __future__ import annotations

import json
import struct
import zlib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

import dragoman
from dragoman import Archive, Filters
from dragoman.errors import ChoiceError, ExtraError, QueryError
from dragoman.plot import FORMATS, KINDS, picture, plot, save
from dragoman.plot.saving import packed
from tests.archive.records import TEXT, article, coding
from tests.browsing import visit


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Meetings of Ghana and Togo in May and July, an assault by Ghana in July, and no June."""
    archive = Archive.create(tmp_path_factory.mktemp("plot") / "gulf")
    one, other = coding(), coding(article("a2", TEXT + " Again.", "2011-07-09", outlet="Hill Post"))
    when = replace(one.events[0].date, start="2011-07-08", end="2011-07-08")  # type: ignore[type-var]
    met = replace(other.events[0], date=when)
    ghana, togo = met.actors
    hit = replace(
        met,
        id="e2",
        type="ASSAULT",
        modes=(),
        quad_class=4,
        score=-9.0,
        actors=(ghana,),
        recipients=(togo,),
        reciprocal=False,
        place=None,
    )
    archive.add([one, replace(other, events=(met, hit))])
    return archive


def titles(chart: Any) -> str:
    """What stands under a picture."""
    title = chart.to_dict()["title"]
    return " ".join([title["text"], *title["subtitle"]])


def test_a_timeline_has_every_period_and_class(archive: Archive) -> None:
    made = picture(archive, by="month")
    rows = made.table.to_pylist()
    assert [row["period"] for row in rows[::4]] == [date(2011, 5, 1), date(2011, 6, 1), date(2011, 7, 1)]
    counted = {(row["period"].month, row["class"]): row["events"] for row in rows if row["events"]}
    assert counted == {(5, "verbal cooperation"): 1, (7, "verbal cooperation"): 1, (7, "material conflict"): 1}
    heights = Counter(row["height"] for row in made.chart.to_dict()["layer"][0]["data"]["values"])
    assert heights == {0: 9, 1: 2, -1: 1}


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (Filters(until="2011-05"), date(2011, 5, 3)),
        (Filters(), date(2011, 5, 2)),
        (Filters(since="2010-05-20"), date(2010, 5, 1)),
        (Filters(since="1980-05-20"), date(1980, 1, 1)),
    ],
    ids=["day", "week", "month", "year"],
)
def test_periods_fit_the_days_that_are_shown(archive: Archive, asked: Filters, first: date) -> None:
    assert picture(archive, filters=asked).table["period"][0].as_py() == first


def test_captions_say_source_question_and_coder(archive: Archive) -> None:
    said = titles(plot(archive, filters=Filters(actor="GHA", type="ASSAULT")))
    assert "Source: 1 event in 1 report of Hill Post, 8 July 2011." in said
    assert "Events that happened of type ASSAULT by Ghana." in said
    assert "Coded by dragoman 0.1.0 with hand 1.0." in said
    assert "Events: future." in titles(plot(archive, filters=Filters(modality="future")))


def test_a_dyad_tells_who_acts_on_whom(archive: Archive) -> None:
    made = picture(archive, "dyad", Filters(actor="GHA", with_="TGO"), by="month")
    sums = {(row["direction"], row["period"].month): row["score_sum"] for row in made.table.to_pylist()}
    assert sums == {
        ("Ghana → Togo", 5): 4.0, ("Ghana → Togo", 6): 0.0, ("Ghana → Togo", 7): -5.0, ("Togo → Ghana", 5): 4.0,
        ("Togo → Ghana", 6): 0.0, ("Togo → Ghana", 7): 4.0,
    }  # fmt: skip
    assert "between Ghana and Togo" in titles(made.chart)
    with pytest.raises(QueryError, match="two sides"):
        plot(archive, "dyad", Filters(actor="GHA"))


def test_a_map_has_places_and_says_what_has_none(archive: Archive) -> None:
    made = picture(archive, "map")
    assert [(row["name"], row["events"], row["conflict"]) for row in made.table.to_pylist()] == [("Lomé", 2, 0)]
    assert "1 without a place are left out." in titles(made.chart)
    with pytest.raises(QueryError, match="nothing to draw"):
        plot(archive, "map", Filters(type="ASSAULT"))


def test_a_network_has_arrows_both_ways_and_says_what_it_leaves_out(archive: Archive) -> None:
    made = picture(archive, "network")
    edges = {(row["source"], row["target"]): (row["events"], row["conflict"]) for row in made.table.to_pylist()}
    assert edges == {("GHA", "TGO"): (3, 1), ("TGO", "GHA"): (2, 0)}
    assert "left out" not in titles(made.chart)
    with pytest.raises(QueryError, match="2 to 60 countries"):
        plot(archive, "network", top=61)


def test_types_panel_and_ledger_have_their_rows(archive: Archive) -> None:
    assert [(row["type"], row["events"]) for row in picture(archive, "types").table.to_pylist()] == [
        ("CONSULT", 2), ("ASSAULT", 1)
    ]  # fmt: skip
    panel = picture(archive, "panel", by="month").table.to_pylist()
    assert [(row["name"], row["n_events"]) for row in panel] == [
        ("Ghana", 1), ("Ghana", 0), ("Ghana", 2), ("Togo", 1), ("Togo", 0), ("Togo", 2)
    ]  # fmt: skip
    entry = picture(archive, "ledger", Filters(actor="GHA", type="pledge"), as_of="2011-08").table.to_pylist()[0]
    assert (entry["holder"], entry["status"], entry["deadline"]) == ("Ghana", "overdue", date(2011, 6, 30))
    with pytest.raises(QueryError, match="asked by actor, with, and one act"):
        plot(archive, "ledger", Filters(place="TGO"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_in_every_format(archive: Archive, kind: str, tmp_path: Path) -> None:
    filters = Filters(actor="GHA", with_="TGO") if kind == "dyad" else None
    chart = plot(archive, kind, filters, as_of="2011-08-01")
    begins = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF", "html": b"<!doctype html>"}
    assert set(begins) == set(FORMATS)
    for ending, first in begins.items():
        path = tmp_path / f"{kind}.{ending}"
        save(chart, path)
        assert path.read_bytes().lstrip().startswith(first), path
    assert "Coded by" in (tmp_path / f"{kind}.svg").read_text(encoding="utf-8")


def test_a_chart_can_be_changed(archive: Archive) -> None:
    chart = dragoman.plot(archive, "types").properties(width=300, title="My title")
    assert (chart.to_dict()["width"], chart.to_dict()["title"]) == (300, "My title")


def test_pages_draw_offline_and_text_from_reports_is_data(archive: Archive, browser: Browser, tmp_path: Path) -> None:
    evil = Archive.create(tmp_path / "evil")
    one = coding(article(outlet="</script><script>alert(1)</script>"))
    named = replace(one.actors[0], name="</script><b>' + alert(1) + '")
    evil.add([replace(one, actors=(named, one.actors[1]))])
    for kind in ("timeline", "ledger"):
        path = tmp_path / f"{kind}.html"
        save(plot(evil, kind, as_of="2011-08"), path)
        with visit(browser, path.as_uri()) as there:
            expect(there.page.locator("#chart svg")).to_be_visible()
            assert there.requests == [path.as_uri()]
            assert there.page.locator("#chart b").count() == 0


def test_pictures_are_packed_without_a_change(archive: Archive) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    loose = zlib.compress(bytes(5000), 0)
    halves = chunk(b"IDAT", loose[:99]) + chunk(b"IDAT", loose[99:])
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"head") + halves + chunk(b"IEND", b"")
    tight = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", b"head")
        + chunk(b"IDAT", zlib.compress(bytes(5000), 9))
        + chunk(b"IEND", b"")
    )
    assert packed(png) == tight


def test_what_cannot_be_drawn_is_named(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QueryError, match="no kind of picture 'pie': there are timeline, "):
        plot(archive, "pie")
    with pytest.raises(QueryError, match="by is one of day, "):
        plot(archive, by="hour")
    with pytest.raises(QueryError, match="nothing to draw"):
        plot(archive, filters=Filters(actor="FJI"))
    with pytest.raises(ChoiceError, match=r"\.png, \.svg"):
        save(plot(archive), tmp_path / "x.gif")
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(ExtraError, match=r"dragoman\[plot\]"):
        plot(archive)


def test_the_spec_is_plain_json(archive: Archive) -> None:
    assert json.loads(plot(archive, "panel").to_json())["$schema"].startswith(
        "https://vega.github.io/schema/vega-lite/"
    )
