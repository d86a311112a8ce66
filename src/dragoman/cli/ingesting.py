"""`dragoman ingest` and `recode`: articles into an archive, with a bar that shows how far it is."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from dragoman import scale
from dragoman.archive import Archive
from dragoman.cli.progress import Bar, say_skipped, showing
from dragoman.cli.reading import Choices
from dragoman.model.text import Article, Problem, Skipped
from dragoman.read import Meter, read
from dragoman.read.follow import Follower, feeds_in, parse_interval
from dragoman.read.formats import is_known
from dragoman.read.sources import size
from dragoman.scale import CoderChoice


def run(
    sources: list[str], archive: Path, choices: Choices, keep_text: bool, workers: int, wait: bool, choice: CoderChoice
) -> int:
    """Code sources into an archive; 0 when all went well, 1 when there were problems, 130 after Ctrl-C."""
    meter = Meter()
    items = read(
        sources, input_format=choices.input_format, published=choices.published, columns=choices.columns, meter=meter,
        skipped=True,
    )  # fmt: skip
    skipped: list[Skipped] = []
    kept = Archive.create(archive, keep_text)
    with watching(Bar(size(sources, is_known), meter), choices.quiet) as watch:
        progress = scale.ingest(kept, _noted(items, skipped), choice, workers=workers, wait=wait, watch=watch)
    say_skipped(skipped, choices.verbose, choices.quiet)
    return report(progress, archive, choices.quiet)


def _noted(items: Iterable[Article | Problem], skipped: list[Skipped]) -> Iterator[Article | Problem]:
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item)
        yield item


def again(archive: Path, workers: int, wait: bool, choice: CoderChoice) -> int:
    """Code an archive's articles again with the present coder."""
    kept = Archive(archive)
    with kept.connect() as base:
        row = base.execute("SELECT count(*) FROM articles").fetchone()
    with watching(Bar(row[0] if row else None)) as watch:
        progress = scale.recode(kept, choice, workers=workers, wait=wait, watch=watch)
    return report(progress, archive)


def follow(feeds: str, archive: Path, every: str | None, keep_text: bool, choice: CoderChoice) -> int:
    """Code what is new in feeds into an archive, again and again; as `run`, but 0 after Ctrl-C."""
    interval = parse_interval(every) if every else None
    kept = Archive.create(archive, keep_text)
    follower = Follower(feeds_in(feeds), archive / scale.STATE)
    with watching(Bar(None)) as watch:
        progress = scale.follow(kept, follower, choice, every=interval, watch=watch)
    code = report(progress, archive)
    return 0 if progress.interrupted else code


def report(progress: scale.Progress, archive: Path, quiet: bool = False) -> int:
    """Say on standard error what came of it."""
    parts = [f"{progress.coded:,} articles coded", f"{progress.events:,} events"]
    if progress.known:
        parts.append(f"{progress.known:,} already there")
    if progress.copies:
        parts.append(f"{progress.copies:,} copies")
    if progress.problems:
        parts.append(f"{progress.problems:,} problems (dragoman problems {archive})")
    if not quiet or progress.problems:
        print(f"dragoman: {', '.join(parts)}", file=sys.stderr)
    if progress.interrupted:
        print("dragoman: stopped; the same command goes on from here", file=sys.stderr)
        return 130
    return 1 if progress.problems else 0


@contextmanager
def watching(bar: Bar, quiet: bool = False) -> Iterator[scale.Watch]:
    """A bar on a terminal, and Ctrl-C as a wish to stop; a second one stops at once."""
    stop: list[int] = []

    def wished(number: int, frame: FrameType | None) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.append(number)
        print("\ndragoman: writing what is finished; Ctrl-C again stops at once", file=sys.stderr)

    def watch(progress: scale.Progress) -> bool:
        bar.done = progress.coded + progress.known + progress.copies + progress.problems
        bar.said = f"{bar.done:,} articles, {progress.events:,} events"
        return bool(stop)

    old = signal.signal(signal.SIGINT, wished)
    try:
        with showing(bar, quiet):
            yield watch
    finally:
        signal.signal(signal.SIGINT, old)
