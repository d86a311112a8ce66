"""The explorer in a browser: lists, reports, judging, keys, narrow screens, no scripts, and who can use it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from dragoman.archive import Archive
from dragoman.explore.app import make_app
from tests.archive.records import TEXT, article, coding
from tests.browsing import visit

PAGES = (
    "/", "/events", "/statements", "/positions", "/articles", "/event/a0/e2", "/article/a0", "/article/bad/<b>id",
    "/actor/GHA", "/dyad?one=GHA&other=TGO", "/ledger?as-of=2011-06-15", "/map", "/network", "/search?q=togo",
    "/events?text=zebra", "/events?type=AID&since=2030",
)  # fmt: skip
WRONG = ("/events?colour=red", "/nothing")


@contextmanager
def serving(archive: Archive, judge: str | None = None) -> Iterator[str]:
    """The explorer of an archive at an address of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        server = uvicorn.Server(uvicorn.Config(make_app(archive, judge), log_level="error"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [place]})
        running.start()
        try:
            yield f"http://127.0.0.1:{place.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join(timeout=20)


@pytest.fixture(scope="module")
def home(archive: Archive) -> Iterator[str]:
    with serving(archive) as address:
        yield address


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An explorer in which ann judges."""
    archive = Archive.create(tmp_path_factory.mktemp("bench") / "bench")
    archive.add([coding(), coding(article("a2", TEXT + " Again.", "2011-08-20", outlet="Hill Post"))])
    with serving(archive, judge="ann") as address:
        yield address


def total(page: Page) -> str:
    return page.locator("h1 .total").inner_text()


def test_everybody_can_use_every_page(browser: Browser, home: str) -> None:
    with visit(browser, home) as there:
        for address in PAGES:
            there.page.goto(home + address)
            assert there.faults() == [], address
        assert all(url.startswith(home) for url in there.requests), "nothing leaves this machine"


def test_the_dark_can_be_read(browser: Browser, home: str) -> None:
    with visit(browser, home, dark=True) as there:
        for address in ("/", "/events", "/event/a0/e2", "/article/a0", "/ledger?as-of=2011-06-15", "/map"):
            there.page.goto(home + address)
            assert there.faults() == [], address


def test_every_page_fits_a_telephone(browser: Browser, home: str) -> None:
    with visit(browser, home, width=360) as there:
        for address in PAGES:
            there.page.goto(home + address)
            assert there.overflow() <= 0, address
        there.page.goto(f"{home}/events")
        assert there.faults() == []
        expect(there.page.locator("table.rows")).to_be_visible()
        expect(there.page.locator("#f-actor")).to_be_hidden()
        there.page.locator("details.filters > summary").click()
        expect(there.page.locator("#f-actor")).to_be_visible()


def test_wrong_addresses_are_pages_for_everybody_too(browser: Browser, home: str) -> None:
    with visit(browser, home) as there:
        for address in WRONG:
            there.page.goto(home + address)
            assert there.faults() == [], address
            expect(there.page.get_by_role("heading", level=1)).to_be_visible()
        # The browser itself says that the answer was 400 or 404.
        assert all("Failed to load resource" in one for one in there.complaints)
        there.complaints.clear()


def test_a_list_is_filtered_sorted_paged_and_reloaded(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}/events") as there:
        page = there.page
        assert total(page) == "119"
        page.fill("#f-actor", "GHA")
        page.select_option("#f-type", "AGREE")
        page.select_option("#f-order", "oldest")
        page.select_option("#f-size", "25")
        page.get_by_role("button", name="Show").click()
        assert page.url == f"{home}/events?actor=GHA&type=AGREE&order=oldest&size=25", "only what was chosen"
        assert total(page) == "59"
        first = page.locator("td.c-words a").first.get_attribute("href")
        page.get_by_role("link", name="Next →").click()
        assert page.locator("td.c-words a").first.get_attribute("href") != first
        second = page.url
        page.reload()
        assert page.url == second and total(page) == "59" and page.input_value("#f-actor") == "GHA"
        page.go_back()
        assert page.locator("td.c-words a").first.get_attribute("href") == first
        page.locator(".facet a", has_text="Hill Post").click()
        assert "outlet=Hill+Post" in page.url and int(total(page)) < 59


def test_what_is_shown_can_be_taken_away(browser: Browser, home: str, tmp_path: Path) -> None:
    with visit(browser, f"{home}/events?type=ASSAULT") as there:
        with there.page.expect_download() as waiting:
            there.page.get_by_role("link", name="CSV").click()
        waiting.value.save_as(tmp_path / "events.csv")
        assert len((tmp_path / "events.csv").read_text("utf-8").splitlines()) == 2
        there.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        there.page.locator(".copy button").first.click()
        there.page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('--type ASSAULT'))")


def test_from_an_event_to_its_report_and_a_record_that_lights_up(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}/event/a0/e1") as there:
        there.page.locator(".crumbs").get_by_role("link", name="Border to open").click()
        expect(there.page).to_have_url(f"{home}/article/a0")
        expect(there.page.locator(".dm-bar")).to_be_visible()  # the script is there
        there.page.keyboard.press("j")
        assert "met" in there.page.locator("[data-lit~=trigger]").all_inner_texts()


def test_hostile_text_does_nothing(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}/articles?outlet=&text=alert") as there:
        there.page.goto(f"{home}/article/bad/<b>id")
        expect(there.page.get_by_role("heading", level=1)).to_contain_text("<script>alert(1)</script>")
        there.page.goto(f"{home}/event/bad/<b>id/e1")
        assert there.page.locator("a[href^='javascript:']").count() == 0
        assert there.page.locator("img").count() == 0


def test_the_keyboard_alone_opens_a_list(browser: Browser, home: str) -> None:
    with visit(browser, home) as there:
        page = there.page
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/events")
        shown = page.evaluate("""() => {
            document.querySelector('#f-actor').focus();
            return getComputedStyle(document.activeElement).outlineStyle;
        }""")
        assert shown == "solid", "what has the focus is seen"


def test_without_scripts_everything_works(browser: Browser, home: str, bench: str) -> None:
    with visit(browser, f"{home}/events", script=False) as there:
        page = there.page
        page.fill("#f-actor", "TGO")
        page.get_by_role("button", name="Show").click()
        assert total(page) == "60"
        page.locator("details.figures, .rows").first.wait_for()
        page.goto(f"{home}/article/a0")
        expect(page.locator(".dm-report")).to_contain_text("pledged")
        page.goto(f"{bench}/event/a2/e2")
        page.get_by_role("button", name="Right").click()
        expect(page.get_by_text("event: right")).to_be_visible()


def test_judging_an_event_and_taking_it_back(browser: Browser, bench: str) -> None:
    with visit(browser, f"{bench}/event/a1/e2") as there:
        page = there.page
        assert there.faults() == []
        page.fill("#j-reason", "nothing was reopened")
        page.get_by_role("button", name="Wrong").click()
        expect(page.get_by_text("Judged wrong")).to_be_visible()
        page.goto(f"{bench}/events")
        assert total(page) == "3"
        page.go_back()
        page.get_by_role("button", name="Take back what was judged").click()
        expect(page.get_by_text("Judged wrong")).to_have_count(0)


def test_an_audit_by_keys(browser: Browser, bench: str) -> None:
    with visit(browser, f"{bench}/audit?seed=3") as there:
        page = there.page
        assert there.faults() == []
        before = int(total(page).split()[0])
        page.keyboard.press("y")
        expect(page.locator("h1 .total")).to_have_text(f"{before + 1} of 4 judged")
        page.keyboard.press("d")
        expect(page.locator("#w-date")).to_be_checked()
        page.keyboard.press("w")
        expect(page.locator("h1 .total")).to_have_text(f"{before + 2} of 4 judged")
        expect(page.get_by_text("Wrong fields: date 1")).to_be_visible()
