"""Following: what came is on the disk before the next is asked for, and a wish to stop is heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from dragoman.archive import Archive
from dragoman.model.text import Article, Problem
from dragoman.read.follow import Follower
from dragoman.scale import local
from dragoman.scale.feeds import follow
from tests.scale.hand import HandEngine, items


class Rounds:
    """A follower whose rounds have two new items each."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.stored: list[int] = []
        self._items = items(9)

    def round(self) -> Iterator[Article | Problem]:
        for _ in range(2):
            yield next(self._items)
            self.stored.append(sum(self._archive.manifest.rows.get(t, 0) for t in ("articles", "copies", "problems")))


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    from contextlib import nullcontext

    monkeypatch.setattr("dragoman.scale.feeds.engine", lambda *_: nullcontext(HandEngine()))
    return Archive.create(tmp_path / "archive")


def test_an_item_is_on_the_disk_before_the_next_is_asked_for(archive: Archive) -> None:
    rounds = Rounds(archive)
    progress = follow(archive, cast(Follower, rounds))
    assert rounds.stored == [1, 2]
    assert (progress.coded, progress.copies, progress.interrupted) == (1, 1, False)


def test_rounds_go_on_until_somebody_wishes_to_stop(archive: Archive) -> None:
    rounds = Rounds(archive)
    stop = lambda progress: progress.read >= 6  # noqa: E731
    progress = follow(archive, cast(Follower, rounds), every=0.0, watch=stop)
    assert progress.interrupted
    assert progress.read == 6
    # Stopped on the last item of a round: it is stored, but the next was never asked for.
    assert rounds.stored == [1, 2, 3, 4, 5]


def test_a_stop_between_rounds_does_not_wait_for_the_next(archive: Archive) -> None:
    waits: list[float] = []

    def watch(progress: local.Progress) -> bool:
        return len(waits) > 2

    progress = follow(archive, cast(Follower, Rounds(archive)), every=3600.0, watch=watch, sleep=waits.append)
    assert progress.interrupted
    assert waits == [1.0, 1.0, 1.0]
