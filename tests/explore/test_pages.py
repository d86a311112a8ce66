"""Every page: what it shows, where it leads, and what it says when there is nothing to show."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.archive import Archive
from dragoman.explore.app import make_app
from tests.archive.records import LATER, coding
from tests.explore.conftest import HERE, SCRIPT, fill

LISTS = ("/events", "/statements", "/positions", "/articles")
PAGES = ("/", *LISTS, "/event/a1/e1", "/event/bad/<b>id/e1", "/article/a1", "/article/bad/<b>id",
         "/actor/GHA", "/actor/TGOGOV", "/dyad?one=GHA&other=TGO", "/dyad?one=IGO&other=FRA",
         "/ledger", "/map", "/network", "/search?q=togo")  # fmt: skip


def links(text: str) -> set[str]:
    return {unescape(found) for found in re.findall(r'href="(/[^"]*)"', text)}


def test_every_page_stands_and_its_links_lead_somewhere(client: TestClient) -> None:
    shapes: dict[str, str] = {}
    for page in PAGES:
        found = client.get(page)
        assert found.status_code == 200, found.text
        # Of addresses that differ by a number or a code one is enough.
        shapes |= {re.sub(r"[0-9]+|[A-Z]{3,}", "", link): link for link in links(found.text)}
    for address in shapes.values():
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("page", PAGES)
def test_text_from_outside_is_never_more_than_text(client: TestClient, page: str) -> None:
    text = client.get(page).text
    assert SCRIPT not in text and "<img" not in text and "<svg onload" not in text and "<b>" not in text
    assert "javascript:" not in re.sub(r"<bdi>[^<]*</bdi>", "", text), "an address of a report that is no web address"
    assert not re.search(r"<[a-z][^>]* (on\w+|style)=", text), "a script or style in the page itself"
    ours = re.findall(r'<script src="/static/[a-z/]+\.js" defer></script>', text)
    assert text.count("<script") == len(ours) >= 1


def test_the_overview(client: TestClient) -> None:
    text = client.get("/").text
    assert "60 reports from 4 outlets" in text and "7 January 2010" in text and "(2 without a date)" in text
    assert ">119</a>" in text, "events"
    assert "/dyad?one=GHA&amp;other=TGO" in text
    assert "/events?modality=actual&amp;place=geonames%3A2365267" in text, "a mark of the map"


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    text = TestClient(make_app(Archive.create(tmp_path / "new")), HERE).get("/").text
    assert "This archive is empty" in text and "dragoman ingest REPORTS --archive" in text


def test_the_overview_says_what_is_out_of_date(own: Archive, judging: TestClient) -> None:
    assert "dragoman reconcile" in judging.get("/").text


def test_filters_stand_in_the_address_and_in_the_form(client: TestClient) -> None:
    text = client.get("/events?actor=GHA&type=ASSAULT&since=2011&until=2011-05&order=oldest").text
    assert '<span class="total">1</span>' in text
    for field in ('name="actor" value="GHA"', 'name="since" value="2011-01-01"', 'name="until" value="2011-05-31"'):
        assert field in text
    assert '<option value="ASSAULT" selected>' in text and "<option selected>oldest</option>" in text
    assert "dragoman events" in text and "--actor GHA --type ASSAULT --since 2011-01-01 --until 2011-05-31" in text


def test_the_command_and_the_python_ask_for_the_same(client: TestClient, archive: Archive) -> None:
    text = unescape(client.get("/events?actor=GHA&type=ASSAULT&until=2013&one-a-day=1").text)
    [python] = re.findall(r"<pre[^>]*>(import .*?)</pre>", text, re.S)
    names: dict[str, object] = {}
    exec(python, names)  # noqa: S102 - the page tells people to run it
    table = names["table"]
    assert table.column("id").to_pylist() == ["a1/e1"]  # type: ignore[attr-defined]


def test_pages_follow_each_other_and_lead_back(client: TestClient) -> None:
    seen: list[str] = []
    address: str | None = "/events?size=50&order=oldest"
    pages = []
    while address:
        text = client.get(address).text
        pages.append(address)
        seen += re.findall(r'<td class="c-words"><a class="quiet" href="([^"]+)"', text)
        found = re.search(r'rel="next" href="([^"]+)"', text)
        address = unescape(found[1]) if found else None
    assert len(pages) == 3 and len(seen) == len(set(seen)) == 119
    back = re.search(r'rel="prev" href="([^"]+)"', client.get(pages[2]).text)
    assert back
    again = re.findall(r'<td class="c-words"><a class="quiet" href="([^"]+)"', client.get(unescape(back[1])).text)
    assert again == seen[50:100]


def test_columns_are_chosen(client: TestClient) -> None:
    text = client.get("/events?columns=confidence&columns=cameo").text
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)<', text.split('<table class="rows')[1]) == ["confidence", "cameo"]


def test_facets_narrow_a_list_and_widen_it_again(client: TestClient) -> None:
    text = client.get("/events").text
    assert "/events?type=ASSAULT" in links(text) and "/events?since=2014-01-01&until=2014-12-31" in links(text)
    chosen = client.get("/events?type=ASSAULT&outlet=Hill+Post").text
    assert "/events?outlet=Hill+Post" in links(chosen), "choosing it again takes it away"


@pytest.mark.parametrize("page", LISTS)
def test_a_list_without_rows_says_so(client: TestClient, page: str) -> None:
    found = client.get(f"{page}?text=zebra")
    assert found.status_code == 200 and "are as you asked" in found.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/events?colour=red", "no filter &#39;colour&#39;"),
        ("/events?type=DANCE", "no type &#39;DANCE&#39;"),
        ("/events?since=soon", "not a date"),
        ("/events?since=2011-02-30", "not a date"),
        ("/events?until=2011-13", "not a date"),
        ("/events?modality=likely", "no modality"),
        ("/events?order=random", "no order"),
        ("/events?size=1000000", "a page has 25, 50, 100, 200 rows"),
        ("/events?columns=text", "no column"),
        ("/events?after=zebra", "key is cut off"),
        ("/events?after=zebra~a1/e1", "key does not fit"),
        ("/events?after=2010-01-01~a&before=2010-01-01~a", "not both"),
        ("/events?actor=" + "x" * 400, "longer than 300 letters"),
        ("/events?since=2010&since=2011", "only once"),
        ("/articles?type=AID", "cannot be asked by type"),
        ("/positions?modality=actual", "cannot be asked by modality"),
    ],
)
def test_a_wrong_question_is_answered_with_a_page(client: TestClient, address: str, said: str) -> None:
    found = client.get(address)
    assert found.status_code == 400 and said in found.text and "Traceback" not in found.text


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/actor/nobody",
        "/dyad?one=GHA&other=nobody",
        "/story/st9",
        "/event/a99/e1",
        "/article/a99",
        "/static/../app.py",
        "/event/",
    ],
)
def test_what_there_is_not_is_a_404_with_a_page(client: TestClient, address: str) -> None:
    found = client.get(address)
    assert (found.status_code == 404 and "There is no such page" in found.text) or "Not Found" in found.text


def test_the_page_of_an_event(client: TestClient) -> None:
    text = client.get("/event/a0/e2").text
    assert "Ghana, government, former leaders and elites" in text
    assert '<mark class="trigger">met</mark>' in text and '<mark class="cue">pledged</mark>' in text
    assert "planned" in text and "RETREAT before PLOVER" in text
    assert "Judge it" not in text


def test_an_archive_without_texts_shows_codes(tmp_path: Path) -> None:
    client = TestClient(make_app(fill(tmp_path / "bare", keep_text=False)), HERE)
    assert "made without texts" in client.get("/event/a0/e1").text
    assert "made without texts" in client.get("/article/a0").text
    assert "text not kept" in client.get("/events").text
    assert client.get("/events?text=border").status_code == 400


def test_new_articles_are_seen_at_once(own: Archive, judging: TestClient) -> None:
    assert '<span class="total">2</span>' in judging.get("/articles").text
    own.add([coding(info=LATER)])
    assert "2 reports" in judging.get("/").text and "dragoman 0.2.0" in judging.get("/").text


def test_a_damaged_archive_is_a_page(own: Archive, judging: TestClient) -> None:
    for path in own.folder.glob("shards/*/events.parquet"):
        path.write_bytes(path.read_bytes()[:100])
    found = judging.get("/events")
    assert found.status_code == 503
    assert "The archive cannot be read" in found.text and "dragoman check" in found.text
