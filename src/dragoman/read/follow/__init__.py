"""Following feeds: what is new in them is fetched, politely, round after round.

>>> follower = Follower(feeds_in("feeds.opml"), Path("state.json"))     # doctest: +SKIP
>>> for item in follower.round(): ...                                   # doctest: +SKIP
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import SourceError
from dragoman.model.text import Article, Problem
from dragoman.read.article import Known, build, text_id
from dragoman.read.decode import decode
from dragoman.read.follow.agenda import Agenda, Clock, Task, Visit, host_of
from dragoman.read.follow.lists import feeds_in, parse_interval
from dragoman.read.follow.state import State
from dragoman.read.follow.web import BusyError, Web, redirected
from dragoman.read.formats.feed import Entry, Feed, article_of, damage_of, parse_feed
from dragoman.read.formats.page import read_page
from dragoman.read.formats.sniff import guess
from dragoman.read.sources import Fetched
from dragoman.settings import Settings

if TYPE_CHECKING:
    import httpx

__all__ = ["Follower", "feeds_in", "parse_interval"]

_FEED = {"Accept": "application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"}


class Follower:
    """Feeds that are read again and again; no page comes twice, also after a restart.

    `state_path` is a JSON file that remembers what came. `clock` gives seconds since 1970, `sleep` waits
    seconds, `transport` takes the place of the network. Raises StateError where the file cannot be used.
    """

    def __init__(
        self,
        feeds: Iterable[str],
        state_path: Path | str,
        settings: Settings | None = None,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._feeds = tuple(dict.fromkeys(feeds))
        self._settings = settings or Settings()
        self._state = State(Path(state_path))
        self._clock = Clock(clock, sleep, self._settings.longest_wait)
        self._web = Web(self._settings, transport)
        self._queued: set[str] = set()

    def round(self) -> Iterator[Article | Problem]:
        """Ask every feed once and give the pages that are new in them, in the order in which they come.

        A page counts as seen only when the caller asks for what comes after it: one that was given and not
        worked off, because the caller was stopped, is given again in the next run.
        """
        agenda = Agenda(self._clock)
        self._queued.clear()
        for feed in self._feeds:
            agenda.add(Task(feed, Visit(feed), first=feed))
        while task := agenda.next():
            yield from self._do(task, agenda)

    def _do(self, task: Task, agenda: Agenda) -> Iterator[Article | Problem]:
        try:
            answer = self._ask(task, agenda)
        except BusyError as busy:
            yield from self._busy(task, busy, agenda)
            return
        except SourceError as error:
            yield from self._refused(task, error)
            return
        if answer and task.entry:
            yield from self._page(task, task.entry, answer)
        elif answer:
            yield from self._feed(task, answer, agenda)

    def _ask(self, task: Task, agenda: Agenda) -> Fetched | None:
        """Make one request for a task; None where another one has to follow, or none any more."""
        if task.entry and self._state.has_seen(task.url):
            self._done(task)
            return None
        host, now = host_of(task.url), self._clock.now()
        try:
            if not self._web.knows_rules(task.url, now):
                self._web.learn_rules(task.url, task.visit.feed, now)
                agenda.again(task)
                return None
            self._web.check_rules(task.url)
            answer = self._web.get(task.url, task.visit.feed, self._headers(task), now)
        finally:
            self._clock.rest(host, self._web.pause(task.url))
        target = redirected(answer)
        if target is None:
            return answer
        task.hops += 1
        if task.hops > self._settings.max_redirects:
            raise SourceError("no-answer", f"{task.first}: it leads from address to address")
        task.url = target
        agenda.add(task)
        return None

    def _headers(self, task: Task) -> dict[str, str]:
        if task.entry:
            return {}
        memory = self._state.of(task.visit.feed)
        marks = {"If-None-Match": memory.etag, "If-Modified-Since": memory.modified}
        return _FEED | {name: mark for name, mark in marks.items() if mark}

    # What comes of an answer

    def _feed(self, task: Task, answer: Fetched, agenda: Agenda) -> Iterator[Article | Problem]:
        visit = task.visit
        if answer.status == 304:
            return
        try:
            feed = _parsed(answer, visit.feed)
        except SourceError as error:
            yield Problem(visit.feed, visit.feed, error.code, str(error))
            return
        new = self._new(feed, visit, answer)
        visit.left = len(new)
        for key, entry in new.items():
            self._queued.add(key)
            page = Task(key if entry.url else "", visit, entry, key)
            if page.url:
                agenda.add(page)
            else:
                yield article_of(entry, feed.title, f"{visit.feed}#{key}")
                self._done(page)
        if feed.damage:
            yield damage_of(feed, visit.feed)
        self._settle(visit)

    def _new(self, feed: Feed, visit: Visit, answer: Fetched) -> dict[str, Entry]:
        """The entries to fetch, by their keys; the visit learns what it has to."""
        visit.title = feed.title
        visit.etag, visit.modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
        entries = {key: entry for entry in feed.entries if (key := _key(entry))}
        self._state.listed(visit.feed, set(entries), self._today(), self._settings.remember_days)
        new = [key for key in entries if key not in self._queued and not self._state.has_seen(key)]
        # A feed that broke off on its way may have the same marks as the whole one.
        visit.whole = len(new) <= self._settings.max_new and not feed.damage
        return {key: entries[key] for key in new[: self._settings.max_new]}

    def _page(self, task: Task, entry: Entry, answer: Fetched) -> Iterator[Article | Problem]:
        day = self._today().isoformat()
        item = _article(answer, task.url, entry, task.visit.title, day)
        yield self._instead(task, entry) if isinstance(item, Problem) and entry.text else item
        self._done(task)

    def _instead(self, task: Task, entry: Entry) -> Article | Problem:
        """The text that the feed itself gives, where the page cannot be had."""
        return article_of(entry, task.visit.title, f"{task.visit.feed}#{task.first}")

    # What goes wrong

    def _refused(self, task: Task, error: SourceError) -> Iterator[Article | Problem]:
        problem = Problem(task.first, task.first, error.code, str(error))
        if task.entry is None:
            yield problem
            return
        yield self._instead(task, task.entry) if task.entry.text else problem
        self._done(task)

    def _busy(self, task: Task, busy: BusyError, agenda: Agenda) -> Iterator[Problem]:
        """Put a task off; give it up for this round where the server asks for long, or was asked often."""
        settings, host = self._settings, host_of(task.url)
        wait = max(busy.wait, settings.backoff * 2**task.attempts)
        task.attempts += 1
        if wait <= settings.longest_wait and task.attempts <= settings.retries:
            self._clock.rest(host, wait)
            agenda.again(task)
            return
        if busy.whole_host:
            self._clock.rest(host, max(wait, settings.longest_wait + 1))
        task.visit.whole = False
        yield Problem(task.first, task.first, busy.cause.code, str(busy.cause))
        if task.entry and not busy.whole_host:
            self._failed(task)

    # What is remembered

    def _failed(self, task: Task) -> None:
        """Count the rounds in which a page failed; after some it is left alone for good."""
        failed = self._state.of(task.visit.feed).failed
        failed[task.first] = failed.get(task.first, 0) + 1
        if failed[task.first] >= self._settings.retries:
            self._done(task)
        else:
            self._state.save()

    def _done(self, task: Task) -> None:
        memory = self._state.of(task.visit.feed)
        for url in filter(None, (task.first, task.url)):
            memory.seen[url] = self._today().isoformat()
        memory.failed.pop(task.first, None)
        task.visit.left -= 1
        self._settle(task.visit)

    def _settle(self, visit: Visit) -> None:
        if visit.left <= 0 and visit.whole:
            memory = self._state.of(visit.feed)
            memory.etag, memory.modified = visit.etag, visit.modified
        self._state.save()

    def _today(self) -> date:
        return datetime.fromtimestamp(self._clock.now(), UTC).date()


def _parsed(answer: Fetched, feed: str) -> Feed:
    decoded = decode(answer.data, answer.charset)
    if decoded is None:
        raise SourceError("bad-feed", f"{feed}: not a feed: not text")
    return parse_feed(decoded.text, feed, answer.url)


def _key(entry: Entry) -> str | None:
    """What an entry is known by: its address without the place in the page, or its text."""
    if entry.url:
        return entry.url.partition("#")[0]
    text = entry.text or entry.summary or entry.title
    return text_id(text) if text else None


def _article(answer: Fetched, url: str, entry: Entry, outlet: str | None, day: str) -> Article | Problem:
    """The article of a fetched page; what the page does not say of itself, the feed does."""
    decoded = decode(answer.data, answer.charset)
    if decoded is None:
        return Problem(url, url, "binary", f"{url}: not text")
    kind = guess(decoded.text, url)
    if kind == "html":
        item = read_page(decoded.text, url, url, decoded.notes, entry.published, day)
    elif kind == "text" and decoded.text.strip():
        item = build(decoded.text, url, Known(url=url, retrieved=day, notes=decoded.notes), entry.published)
    else:
        return Problem(url, url, "no-article", f"{url}: neither a page nor a text")
    if isinstance(item, Problem):
        return item
    # Of a page that does not name its outlet, the page reader gives the host.
    named = item.outlet if item.outlet and item.outlet not in url else None
    return replace(
        item,
        title=item.title or entry.title,
        byline=item.byline or entry.byline,
        outlet=named or entry.outlet or outlet or item.outlet,
        published_basis="feed" if item.published_basis == "given" else item.published_basis,
    )
