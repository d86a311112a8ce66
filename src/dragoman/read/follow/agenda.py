"""What is to be fetched, and when each host may be asked again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.read.formats.feed import Entry


@dataclass(slots=True)
class Visit:
    """One feed in one round: its marks of version, and what of it is still to come.

    The marks are remembered only when all its new pages came (`whole`), so that a page that failed, or that a
    kill cost, is met again: a server that is told the marks answers that nothing is new.
    """

    feed: str
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    left: int = 0
    whole: bool = True


@dataclass(slots=True)
class Task:
    """One address to fetch, a feed where it has no entry; `first` is the address that the feed gave."""

    url: str
    visit: Visit
    entry: Entry | None = None
    first: str = ""
    attempts: int = 0
    hops: int = 0


class Clock:
    """The time and when each host may be asked next, from round to round."""

    def __init__(self, now: Callable[[], float], sleep: Callable[[float], object], longest: float) -> None:
        self.now = now
        self.longest = longest
        self._sleep = sleep
        self._ready: dict[str, float] = {}

    def wait_for(self, host: str) -> float:
        """The seconds until a host may be asked."""
        return max(0.0, self._ready.get(host, 0.0) - self.now())

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, from now."""
        self._ready[host] = max(self._ready.get(host, 0.0), self.now() + seconds)

    def sleep_for(self, host: str) -> None:
        """Wait until a host may be asked."""
        seconds = self.wait_for(host)
        if seconds > 0:
            self._sleep(seconds)


class Agenda:
    """Tasks in their order, those of one host apart from those of others, so that no host holds up another."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, deque[Task]] = {}

    def add(self, task: Task) -> None:
        """Put a task last."""
        self._hosts.setdefault(host_of(task.url), deque()).append(task)

    def again(self, task: Task) -> None:
        """Put a task first, for when its host may be asked again."""
        self._hosts.setdefault(host_of(task.url), deque()).appendleft(task)

    def next(self) -> Task | None:
        """The task whose host may be asked soonest, when it may be asked; None where none is left.

        The tasks of a host that wants to be left alone for long are given up for this round.
        """
        while self._hosts:
            host = min(self._hosts, key=self._clock.wait_for)
            tasks = self._hosts[host]
            if self._clock.wait_for(host) > self._clock.longest:
                for task in self._hosts.pop(host):
                    task.visit.whole = False
                continue
            self._clock.sleep_for(host)
            task = tasks.popleft()
            if not tasks:
                del self._hosts[host]
            return task
        return None


def host_of(url: str) -> str:
    """The host of an address, with the port where one is written."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
