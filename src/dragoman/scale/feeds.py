"""Following feeds into an archive, round after round."""

from __future__ import annotations

import time
from collections.abc import Callable

from dragoman.archive import Archive
from dragoman.read.follow import Follower
from dragoman.scale.engines import CoderChoice, Engine, engine
from dragoman.scale.local import Progress, Watch, ingest_with

STATE = "follow.json"
"""The file in an archive's folder that says which pages were seen."""


def follow(
    archive: Archive, follower: Follower, choice: CoderChoice | None = None, *, every: float | None = None,
    watch: Watch | None = None, sleep: Callable[[float], object] = time.sleep,
) -> Progress:  # fmt: skip
    """Code what is new in some feeds into an archive; a round begins `every` so many seconds, without it there is one.

    An article is on the disk before its page counts as seen, so that none is lost where the process is killed; other
    processes may write between two articles. Stops where `watch` answers True.
    """
    total = Progress()
    watch = watch or (lambda _: None)
    with engine(choice or CoderChoice(), 1) as coders:
        while True:
            began = time.monotonic()
            _round(coders, archive, follower, total, watch)
            if every is None or not _rest(began + every, total, watch, sleep):
                return total


def _round(coders: Engine, archive: Archive, follower: Follower, total: Progress, watch: Watch) -> None:
    for item in follower.round():
        total.add(ingest_with(coders, archive, [item], wait=True))
        if watch(total):
            total.interrupted = True
            return


def _rest(until: float, total: Progress, watch: Watch, sleep: Callable[[float], object]) -> bool:
    """Whether the next round's time came before a wish to stop."""
    while not total.interrupted and (left := until - time.monotonic()) > 0:
        sleep(min(left, 1.0))
        total.interrupted = bool(watch(total))
    return not total.interrupted
