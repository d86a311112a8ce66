"""The page of a report in a browser: marks that light up, keys, switches, small screens, dark, print, no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dragoman.model.record import Coding
from dragoman.view import page, static
from tests.archive.records import article, coding
from tests.browsing import WIDTHS, Visit, visit
from tests.view.test_fragment import HOSTILE


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report with records of every kind, one event of them negated."""
    one = coding()
    denied = replace(one.events[1], id="e3", modality="negated", trigger=one.events[0].trigger)
    return _written(replace(one, events=(*one.events, denied)), tmp_path_factory.mktemp("view"))


def _written(one: Coding, folder: Path) -> str:
    path = folder / "page.html"
    path.write_text(page(one), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Browser, url: str) -> Iterator[Visit]:
    with visit(browser, url) as there:
        yield there


def lit(shown: Page) -> dict[str, str]:
    """The words that are lit, by the part that they bear."""
    found: dict[str, str] = {}
    for part, words in shown.evaluate(
        "[...document.querySelectorAll('[data-lit]')].map(s => [s.dataset.lit, s.textContent])"
    ):
        for name in part.split():
            found[name] = found.get(name, "") + words
    return found


def test_the_page_asks_for_nothing_else(opened: Visit, url: str) -> None:
    assert opened.requests == [url]
    expect(opened.page.locator(".dm-bar")).to_be_visible()  # our script may run


def test_keys_move_through_the_records_and_light_their_words(opened: Visit) -> None:
    shown = opened.page
    shown.keyboard.press("j")
    assert lit(shown) == {
        "evidence": coding().article.text[25:].split(" “We")[0], "actor": "Ghana’s presidentTogo’s premier",
        "trigger": "met", "place": "Lomé", "date": "on Tuesday",
    }  # fmt: skip
    shown.keyboard.press("j")
    shown.keyboard.press("j")
    assert lit(shown)["recipient"] == "Togo’s premier" and lit(shown)["cue"] == "pledged"
    assert shown.locator(".dm-s[data-label='cue']").inner_text() == "pledged"
    shown.keyboard.press("k")
    expect(shown.locator("#e3 summary")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.locator("#e3 dl")).to_be_visible()
    shown.keyboard.press("t")
    expect(shown.locator(".dm-n[data-record=e3]")).to_be_focused()
    shown.keyboard.press("Escape")
    assert lit(shown) == {}


def test_pointing_at_a_record_lights_it_until_the_pointer_leaves(opened: Visit) -> None:
    opened.page.hover("#s1 summary")
    assert lit(opened.page) == {"content": "We accept", "cue": "said", "speaker": "Togo."}
    opened.page.hover("h1")
    assert lit(opened.page) == {}
    opened.page.hover(".dm-n[data-record=p1]")
    assert lit(opened.page)["deadline"] == "by June"


def test_a_number_in_the_text_opens_its_record_and_records_lead_to_each_other(opened: Visit) -> None:
    opened.page.click(".dm-n[data-record=p1]")
    expect(opened.page.locator("#p1 dl")).to_be_visible()
    opened.page.click("#p1 dd a[href='#e2']")
    expect(opened.page.locator("#e2 summary")).to_be_focused()
    expect(opened.page.locator("#e2 dl")).to_be_visible()


def test_help_opens_and_closes_with_the_keyboard(opened: Visit) -> None:
    opened.page.keyboard.press("?")
    expect(opened.page.get_by_role("dialog", name="Keys and marks")).to_be_visible()
    opened.page.keyboard.press("j")
    assert lit(opened.page) == {}
    opened.page.keyboard.press("Escape")
    expect(opened.page.get_by_role("dialog")).to_have_count(0)


def test_kinds_and_modalities_can_be_switched_off_and_on(opened: Visit) -> None:
    shown = opened.page
    shown.click(".dm-switches summary")
    shown.get_by_label("did not happen").uncheck()
    expect(shown.locator("#e3")).to_be_hidden()
    expect(shown.locator(".dm-n[data-record=e3]")).to_be_hidden()
    expect(shown.locator("#e1")).to_be_visible()
    assert shown.locator(".dm-off-event").count() == 0  # another event rests on the same word
    shown.get_by_label("events").uncheck()
    expect(shown.locator(".dm-card:visible")).to_have_count(2)
    assert shown.locator(".dm-off-event").all_inner_texts() == ["met", "reopen"]
    expect(shown.get_by_role("status")).to_have_text("2 of 5 records are shown.")
    shown.keyboard.press("Escape")
    shown.get_by_label("events").check()
    shown.get_by_label("did not happen").check()
    expect(shown.locator(".dm-card:visible")).to_have_count(5)


def test_an_address_with_a_record_opens_there(browser: Browser, url: str) -> None:
    with visit(browser, f"{url}#s1") as there:
        expect(there.page.locator("#s1 summary")).to_be_focused()
        assert lit(there.page)["content"] == "We accept"


def test_without_a_script_records_open_and_links_lead(browser: Browser, url: str) -> None:
    with visit(browser, url, script=False) as there:
        expect(there.page.locator(".dm-bar")).to_be_hidden()
        there.page.click("#e1 summary")
        expect(there.page.locator("#e1 dl")).to_be_visible()
        there.page.click("#e1 .dm-part-date a")
        assert there.page.locator(".dm-s:target").inner_text() == "on Tuesday"
        there.page.click(".dm-n[data-record=p1]")
        expect(there.page.locator(".dm-card:target")).to_have_attribute("id", "p1")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_it(browser: Browser, url: str, width: int, dark: bool) -> None:
    with visit(browser, url, width, dark=dark) as there:
        there.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert there.faults() == []
        for key in ("j", "j", "j", "j", "j"):
            there.page.keyboard.press(key)
            assert there.overflow() <= 0
        assert there.faults() == []
        there.page.keyboard.press("?")
        assert there.faults() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_text_stays_text_and_inside_the_page(browser: Browser, tmp_path: Path, width: int) -> None:
    one = coding()
    bad = article("bad/<b>", HOSTILE, title=HOSTILE, outlet=HOSTILE, standfirst="y" * 500, url="javascript:alert(1)")
    statement = replace(one.statements[0], content=((0, 40),), cue=((50, 60),), speaker=None)
    with visit(browser, _written(Coding(one.coder, bad, statements=(statement,)), tmp_path), width) as there:
        there.page.wait_for_timeout(100)
        assert there.overflow() <= 0
        assert len(there.requests) == 1
        assert there.page.locator("img, svg, .dm-report script, .dm-report style").count() == 0
        assert "evil" in there.page.inner_text(".dm-body")
        assert there.faults() == []


def test_paper_has_the_text_with_every_record_opened(browser: Browser, url: str) -> None:
    with visit(browser, url, width=794, script=False) as there:
        there.page.emulate_media(media="print")
        expect(there.page.locator("#e1 dl")).to_be_visible()
        expect(there.page.locator(".dm-bar")).to_be_hidden()
        text, margin = (there.page.locator(name).first.bounding_box() for name in (".dm-body .dm-text", ".dm-margin"))
        assert text and margin and margin["x"] > text["x"] + text["width"]


def test_two_reports_in_a_notebook_do_not_disturb_each_other(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    other = coding(article("a2"))
    path.write_text(
        f"<!doctype html><html lang=en><title>n</title><main>{static(coding())}{static(other)}</main>", "utf-8"
    )
    with visit(browser, path.as_uri()) as there:
        there.page.click("#dm-a2-e1 summary")
        there.page.click("#dm-a2-e1 .dm-part-date a")
        target = there.page.locator(".dm-report", has=there.page.locator(".dm-s:target"))
        assert target.locator("[id^=dm-a2-]").count() > 0
        assert there.faults() == []
