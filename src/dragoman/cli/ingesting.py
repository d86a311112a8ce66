"""`dragoman ingest` and `recode`: articles into an archive, with a bar that shows how far it is."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from rich import progress as bars
from rich.console import Console
from rich.text import Text

from dragoman import scale
from dragoman.archive import Archive
from dragoman.read import read
from dragoman.read.follow import Follower, feeds_in, parse_interval
from dragoman.read.sources import count
from dragoman.scale import CoderChoice


def run(
    sources: list[str], archive: Path, input_format: str, published: str | None, keep_text: bool, workers: int,
    wait: bool, choice: CoderChoice,
) -> int:  # fmt: skip
    """Code sources into an archive; 0 when all went well, 1 when there were problems, 130 after Ctrl-C."""
    items = read(sources, input_format=input_format, published=published)
    kept = Archive.create(archive, keep_text)
    with watching(count(sources)) as watch:
        progress = scale.ingest(kept, items, choice, workers=workers, wait=wait, watch=watch)
    return report(progress, archive)


def again(archive: Path, workers: int, wait: bool, choice: CoderChoice) -> int:
    """Code an archive's articles again with the present coder."""
    kept = Archive(archive)
    with kept.connect() as base:
        row = base.execute("SELECT count(*) FROM articles").fetchone()
    with watching(row[0] if row else None) as watch:
        progress = scale.recode(kept, choice, workers=workers, wait=wait, watch=watch)
    return report(progress, archive)


def follow(feeds: str, archive: Path, every: str | None, keep_text: bool, choice: CoderChoice) -> int:
    """Code what is new in feeds into an archive, again and again; as `run`, but 0 after Ctrl-C."""
    interval = parse_interval(every) if every else None
    kept = Archive.create(archive, keep_text)
    follower = Follower(feeds_in(feeds), archive / scale.STATE)
    with watching(None) as watch:
        progress = scale.follow(kept, follower, choice, every=interval, watch=watch)
    code = report(progress, archive)
    return 0 if progress.interrupted else code


def report(progress: scale.Progress, archive: Path) -> int:
    """Say on standard error what came of it."""
    parts = [f"{progress.coded:,} articles coded", f"{progress.events:,} events"]
    if progress.known:
        parts.append(f"{progress.known:,} already there")
    if progress.copies:
        parts.append(f"{progress.copies:,} copies")
    if progress.problems:
        parts.append(f"{progress.problems:,} problems (dragoman problems {archive})")
    print(f"dragoman: {', '.join(parts)}", file=sys.stderr)
    if progress.interrupted:
        print("dragoman: stopped; the same command goes on from here", file=sys.stderr)
        return 130
    return 1 if progress.problems else 0


@contextmanager
def watching(total: int | None) -> Iterator[scale.Watch]:
    """A bar on a terminal, and Ctrl-C as a wish to stop; a second one stops at once."""
    stop: list[int] = []

    def wished(number: int, frame: FrameType | None) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.append(number)
        print("\ndragoman: writing what is finished; Ctrl-C again stops at once", file=sys.stderr)

    old = signal.signal(signal.SIGINT, wished)
    bar = _bar(total is not None)
    task = bar.add_task("coding", total=total)
    try:
        with bar:

            def watch(progress: scale.Progress) -> bool:
                bar.update(task, completed=_done(progress), events=progress.events)
                return bool(stop)

            yield watch
    finally:
        signal.signal(signal.SIGINT, old)


def _done(progress: scale.Progress) -> int:
    return progress.coded + progress.known + progress.copies + progress.problems


def _bar(known: bool) -> bars.Progress:
    console = Console(stderr=True)
    columns = [
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        _Rate(),
        bars.TimeElapsedColumn(),
    ]
    if known:
        columns.append(bars.TimeRemainingColumn())
    return bars.Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


class _Rate(bars.ProgressColumn):
    def render(self, task: bars.Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")
