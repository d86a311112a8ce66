"""Following, on a network and a clock that the tests make up: nothing is fetched and nobody waits."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from dragoman.errors import StateError
from dragoman.model.text import Article, Problem
from dragoman.read.follow import Follower
from dragoman.read.follow.web import is_private
from dragoman.settings import Settings

FEED = "https://reef.example/feed"
START = datetime(2020, 3, 5, 12, tzinfo=UTC)
Answer = httpx.Response | Callable[[httpx.Request], httpx.Response] | Exception


@dataclass
class World:
    """The web, its time, and who asked for what when."""

    pages: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    time: float = START.timestamp()

    def answer(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        self.asked.append((self.time - START.timestamp(), url))
        self.requests.append(request)
        found = self.pages.get(url, httpx.Response(404))
        found = found.pop(0) if isinstance(found, list) else found
        if isinstance(found, Exception):
            raise found
        if isinstance(found, str):
            return httpx.Response(200, text=found)
        return (
            found(request)
            if callable(found)
            else httpx.Response(found.status_code, headers=found.headers, content=found.content)
        )

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def follower(self, path: Path, *feeds: str, **settings: Any) -> Follower:
        return Follower(
            feeds or (FEED,),
            path / "state.json",
            Settings(**settings),
            clock=lambda: self.time,
            sleep=self.sleep,
            transport=httpx.MockTransport(self.answer),
        )

    def times(self, url: str) -> list[float]:
        return [time for time, asked in self.asked if asked == url]


def page(words: str) -> str:
    body = "".join(
        f"<p>The ministers of both states met a {word} time in {words} and agreed on how to share the river.</p>"
        for word in ("first", "second", "third", "fourth")
    )
    return f"<html><head><title>Talks in {words}</title></head><body><article>{body}</article></body></html>"


def entry(link: str, title: str = "Entry", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>Tue, 03 Mar 2020 10:00:00 GMT</pubDate>"
        f"<author>ana@reef.example (Ana Vula)</author>{more}</item>"
    )


def rss(*entries: str) -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Reef Wire</title>{''.join(entries)}</channel></rss>"
    )


def full(words: str) -> str:
    return f"<content:encoded>{words}</content:encoded>"


@pytest.fixture
def world() -> World:
    pages = {f"https://reef.example/{name}": page(name) for name in ("one", "two", "three")}
    return World({FEED: rss(entry("/one"), entry("/two")), **pages})


def titles(items: Any) -> list[str | None]:
    return [item.code if isinstance(item, Problem) else item.title for item in items]


def test_new_pages_come_with_what_the_feed_knows(world: World, tmp_path: Path) -> None:
    first, second = world.follower(tmp_path).round()
    assert isinstance(first, Article)
    assert (first.title, first.url, first.source) == (
        "Talks in one",
        "https://reef.example/one",
        "https://reef.example/one",
    )
    assert (first.outlet, first.byline, first.retrieved) == ("Reef Wire", ("Ana Vula",), "2020-03-05")
    assert (first.published, first.published_basis) == ("2020-03-03T10:00:00+00:00", "feed")
    assert titles([second]) == ["Talks in two"]


def test_no_page_comes_twice_also_after_a_restart(world: World, tmp_path: Path) -> None:
    follower = world.follower(tmp_path)
    assert len(list(follower.round())) == 2
    assert list(follower.round()) == []
    world.pages[FEED] = rss(entry("/three#top"), entry("/one"), entry("/three"))
    assert titles(world.follower(tmp_path).round()) == ["Talks in three"]
    assert len(world.times("https://reef.example/one")) == 1


def test_a_page_counts_as_seen_when_the_next_is_asked_for(world: World, tmp_path: Path) -> None:
    pages = world.follower(tmp_path).round()
    assert titles([next(pages)]) == ["Talks in one"]
    pages.close()  # type: ignore[attr-defined]
    pages = world.follower(tmp_path).round()
    assert titles([next(pages), next(pages)]) == ["Talks in one", "Talks in two"]
    pages.close()  # type: ignore[attr-defined]
    assert titles(world.follower(tmp_path).round()) == ["Talks in two"]


def test_the_server_is_asked_only_for_what_changed(world: World, tmp_path: Path) -> None:
    def conditional(request: httpx.Request) -> httpx.Response:
        marks = (request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        if marks == ('"v1"', "Tue, 03 Mar 2020 10:00:00 GMT"):
            return httpx.Response(304)
        marked = {"ETag": '"v1"', "Last-Modified": "Tue, 03 Mar 2020 10:00:00 GMT"}
        return httpx.Response(200, headers=marked, text=rss(entry("/one")))

    world.pages[FEED] = conditional
    for expected in (1, 0, 0):
        assert len(list(world.follower(tmp_path).round())) == expected
    # The marks count only when all pages came: a kill between feed and page loses nothing.
    (tmp_path / "state.json").unlink()
    pages = world.follower(tmp_path).round()
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert titles(world.follower(tmp_path).round()) == ["Talks in one"]


def test_a_host_is_left_in_peace_between_requests_and_others_need_not_wait(world: World, tmp_path: Path) -> None:
    world.pages["https://delta.example/atom"] = rss(entry("https://delta.example/x"))
    world.pages["https://delta.example/x"] = page("delta")
    items = list(world.follower(tmp_path, FEED, "https://delta.example/atom", host_pause=7).round())
    assert len(items) == 3
    for host in ("reef", "delta"):
        times = [time for time, url in world.asked if host in url]
        assert all(later - sooner >= 7 for sooner, later in pairwise(times))
    # robots.txt, feed and pages of both hosts, in the time that one of them takes.
    assert world.time - START.timestamp() == 3 * 7


def test_we_say_who_we_are(world: World, tmp_path: Path) -> None:
    list(world.follower(tmp_path).round())
    assert all(request.headers["User-Agent"].startswith("dragoman") for request in world.requests)


# robots.txt


def test_robots_txt_is_honoured_and_kept_for_a_day(world: World, tmp_path: Path) -> None:
    robots = "https://reef.example/robots.txt"
    world.pages[robots] = "User-agent: *\nDisallow: /\n\nUser-agent: dragoman\nDisallow: /two\nCrawl-delay: 20"
    follower = world.follower(tmp_path)
    assert titles(follower.round()) == ["Talks in one", "robots"]
    assert world.times("https://reef.example/two") == []
    assert world.times("https://reef.example/one") == [40.0]
    world.time += 3600
    assert titles(follower.round()) == []
    assert len(world.times(robots)) == 1
    world.time += 86_400
    list(follower.round())
    assert len(world.times(robots)) == 2


@pytest.mark.parametrize("robots", [httpx.Response(503), httpx.ConnectError("no route")])
def test_without_an_answer_on_robots_nothing_is_fetched(world: World, tmp_path: Path, robots: Answer) -> None:
    world.pages["https://reef.example/robots.txt"] = robots
    follower = world.follower(tmp_path, retries=1, longest_wait=60.0)
    assert len(list(follower.round())) == 1
    assert {url for _, url in world.asked} == {"https://reef.example/robots.txt"}
    world.pages["https://reef.example/robots.txt"] = ""
    world.time += 900
    assert titles(follower.round()) == ["Talks in one", "Talks in two"]


# When servers are busy or broken


def test_a_busy_server_is_asked_again_later_and_later(world: World, tmp_path: Path) -> None:
    world.pages["https://reef.example/one"] = [*[httpx.Response(500)] * 3, page("one")]
    assert titles(world.follower(tmp_path, backoff=10.0).round()) == ["Talks in one", "Talks in two"]
    times = world.times("https://reef.example/one")
    assert [later - sooner for sooner, later in pairwise(times)] == [10, 20, 40]


@pytest.mark.parametrize("later", ["90", format_datetime(START + timedelta(seconds=100), usegmt=True)])
def test_retry_after_is_honoured(world: World, tmp_path: Path, later: str) -> None:
    world.pages["https://reef.example/one"] = [httpx.Response(429, headers={"Retry-After": later}), page("one")]
    assert titles(world.follower(tmp_path).round()) == ["Talks in one", "Talks in two"]
    first, second = world.times("https://reef.example/one")
    assert second - first >= 90


def test_a_host_that_wants_to_be_left_alone_for_long_is(world: World, tmp_path: Path) -> None:
    world.pages["https://reef.example/one"] = [httpx.Response(429, headers={"Retry-After": "7200"}), page("one")]
    world.pages["https://delta.example/atom"] = rss(entry("https://delta.example/x"))
    world.pages["https://delta.example/x"] = page("delta")
    follower = world.follower(tmp_path, FEED, "https://delta.example/atom")
    assert sorted(map(str, titles(follower.round()))) == ["Talks in delta", "http-status"]
    count = len([url for _, url in world.asked if "reef" in url])
    world.time += 3600
    assert titles(follower.round()) == []
    assert len([url for _, url in world.asked if "reef" in url]) == count
    world.time += 3600
    assert titles(follower.round()) == ["Talks in one", "Talks in two"]


def test_a_page_that_fails_is_tried_in_some_rounds_and_then_left(world: World, tmp_path: Path) -> None:
    world.pages["https://reef.example/one"] = httpx.Response(500)
    rounds = []
    for _ in range(4):
        world.time += 900
        rounds.append(titles(world.follower(tmp_path, retries=2).round()))
    assert rounds == [["http-status", "Talks in two"], ["http-status"], [], []]


def test_pages_that_are_gone_are_told_once(world: World, tmp_path: Path) -> None:
    del world.pages["https://reef.example/one"]
    follower = world.follower(tmp_path)
    assert titles(follower.round()) == ["http-status", "Talks in two"]
    assert titles(follower.round()) == []


def test_the_feeds_own_text_stands_in_for_a_page_that_cannot_be_had(world: World, tmp_path: Path) -> None:
    world.pages[FEED] = rss(
        entry("/gone", "Gone", full("Fiji met Tonga.")),
        entry("/empty", "Empty", full("Tonga met Fiji.")),
        "<item><title>No link</title><description>Fiji met Samoa.</description></item>",
    )
    world.pages["https://reef.example/empty"] = "<html><body><script>x()</script></body></html>"
    follower = world.follower(tmp_path)
    items = [item for item in follower.round() if isinstance(item, Article)]
    assert {(item.title, item.text) for item in items} == {
        ("Gone", "Fiji met Tonga."),
        ("Empty", "Tonga met Fiji."),
        ("No link", "Fiji met Samoa."),
    }
    assert list(follower.round()) == []


@pytest.mark.parametrize("answer", ["<html><body>404</body></html>", "Not found", httpx.Response(200, content=b"\0\1")])
def test_what_is_no_feed_is_a_problem_and_the_other_feeds_are_read(world: World, tmp_path: Path, answer: Any) -> None:
    world.pages["https://delta.example/atom"] = answer
    items = list(world.follower(tmp_path, "https://delta.example/atom", FEED).round())
    assert titles(items) == ["bad-feed", "Talks in one", "Talks in two"]
    assert items[0].source == "https://delta.example/atom"


def test_a_damaged_feed_gives_the_entries_before_the_damage_and_the_others_when_it_is_whole(
    world: World, tmp_path: Path
) -> None:
    whole = rss(entry("/one"), entry("/two"))
    answers = [httpx.Response(200, headers={"ETag": '"v1"'}, text=text) for text in (whole[:-90], whole)]
    world.pages[FEED] = lambda request: httpx.Response(304) if "If-None-Match" in request.headers else answers.pop(0)
    follower = world.follower(tmp_path)
    assert sorted(map(str, titles(follower.round()))) == ["Talks in one", "bad-feed"]
    assert [titles(follower.round()) for _ in range(2)] == [["Talks in two"], []]


def test_a_feed_of_many_pages_is_spread_over_rounds(world: World, tmp_path: Path) -> None:
    marked = httpx.Response(200, headers={"ETag": '"v1"'}, text=rss(*(entry(f"/{n}") for n in ("one", "two", "three"))))
    world.pages[FEED] = lambda request: httpx.Response(304) if "If-None-Match" in request.headers else marked
    follower = world.follower(tmp_path, max_new=2)
    assert [len(list(follower.round())) for _ in range(3)] == [2, 1, 0]


# Where links lead


def test_redirects_are_followed_with_the_same_manners_and_lead_to_no_page_twice(world: World, tmp_path: Path) -> None:
    world.pages[FEED] = rss(entry("https://short.example/a"), entry("https://short.example/b"), entry("/one"))
    for name in "ab":
        world.pages[f"https://short.example/{name}"] = httpx.Response(
            301, headers={"Location": "https://reef.example/one"}
        )
    follower = world.follower(tmp_path)
    items = list(follower.round())
    assert titles(items) == ["Talks in one"]
    assert isinstance(items[0], Article)
    assert items[0].url == "https://reef.example/one"
    assert "https://short.example/robots.txt" in [url for _, url in world.asked]
    assert list(follower.round()) == []


def test_redirects_come_to_an_end(world: World, tmp_path: Path) -> None:
    world.pages["https://reef.example/one"] = httpx.Response(302, headers={"Location": "/one"})
    world.pages["https://reef.example/two"] = httpx.Response(302, headers={"Location": "file:///etc/hostname"})
    follower = world.follower(tmp_path)
    assert sorted(map(str, titles(follower.round()))) == ["no-answer", "unsupported-url"]
    assert list(follower.round()) == []


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1/admin", "http://2130706433/", "http://[::1]/", "http://169.254.169.254/latest"]
)
def test_a_feed_from_elsewhere_leads_to_no_private_address(world: World, tmp_path: Path, link: str) -> None:
    world.pages["https://reef.example/away"] = httpx.Response(302, headers={"Location": link})
    world.pages["https://reef.example/robots.txt"] = httpx.Response(301, headers={"Location": link})
    for number, listed in enumerate((link, "/away")):
        world.pages[FEED] = rss(entry(listed))
        assert titles(world.follower(tmp_path / str(number)).round()) == ["private-address"]
    assert {httpx.URL(url).host for _, url in world.asked} == {"reef.example"}


def test_a_private_feed_may_lead_to_its_own_host(world: World, tmp_path: Path) -> None:
    world.pages["http://localhost:8000/feed"] = rss(entry("/page"))
    world.pages["http://localhost:8000/page"] = page("one")
    assert titles(world.follower(tmp_path, "http://localhost:8000/feed").round()) == ["Talks in one"]


@pytest.mark.parametrize("host", ["reef.example", "8.8.8.8", "local.example", "2606:4700::1111"])
def test_public_hosts_are_public(host: str) -> None:
    assert not is_private(host)


@pytest.mark.parametrize(
    "host", ["LOCALHOST.", "printer.local", "10.0.0.1", "127.1", "0x7f.1", "::ffff:10.0.0.1", "fe80::1"]
)
def test_private_hosts_are_private(host: str) -> None:
    assert is_private(host)


def test_strange_addresses_are_problems(world: World, tmp_path: Path) -> None:
    for feed in ("http://[", "http://reef.example:99999/", "https://"):
        items = list(world.follower(tmp_path, feed).round())
        assert len(items) == 1
        assert isinstance(items[0], Problem)


# The state


def test_addresses_that_a_feed_dropped_long_ago_are_forgotten(world: World, tmp_path: Path) -> None:
    follower = world.follower(tmp_path, remember_days=10)
    list(follower.round())
    world.pages[FEED] = rss(entry("/two"))
    for days in (5, 10):
        world.time += days * 86_400
        assert list(follower.round()) == []
    kept = json.loads((tmp_path / "state.json").read_text())["feeds"][FEED]["seen"]
    assert list(kept) == ["https://reef.example/two"]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"version": 1, "feeds": []}', '{"version": 99, "feeds": {}}', '{"version": 1, "feeds": {"a": 1}}',
     '{"version": 1, "feeds": {"a": {"seen": {"b": "soon"}}}}', '{"version": 1, "feeds": {"a": {"seen": 3}}}'],
)  # fmt: skip
def test_a_state_that_is_none_is_told_and_left_as_it_is(world: World, tmp_path: Path, content: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(content)
    with pytest.raises(StateError, match=r"state\.json"):
        world.follower(tmp_path)
    assert path.read_text() == content


def test_a_state_that_cannot_be_written_is_told(world: World, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError):
        list(world.follower(tmp_path / "file" / "below").round())


def test_the_state_is_replaced_whole(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    follower = world.follower(tmp_path)
    list(follower.round())
    before = (tmp_path / "state.json").read_bytes()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    world.pages[FEED] = rss(entry("/three"))
    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(StateError, match="No space"):
        list(follower.round())
    assert (tmp_path / "state.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]
