"""How far a command has come, shown on a terminal when it takes more than two seconds."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from rich import progress as bars
from rich.console import Console, RenderableType
from rich.markup import escape

from dragoman.cli.tables import printable
from dragoman.model.text import Skipped
from dragoman.read import Meter

_PATIENCE = 2.0
_WHY = {"hidden": "hidden", "unknown-kind": "of kinds that are not read"}
_NAMED = 6


class Bar(bars.Progress):
    """A bar over bytes (`meter`) or over whatever `done` counts; `said` stands behind it."""

    def __init__(self, total: int | None, meter: Meter | None = None) -> None:
        self.done = 0
        self.said = ""
        self._task: bars.TaskID | None = None
        self._meter = meter
        console = Console(stderr=True)
        columns = (
            bars.TextColumn("{task.description}"),
            bars.BarColumn(bar_width=24),
            bars.TaskProgressColumn(show_speed=False),
            bars.TextColumn("{task.fields[said]}"),
            bars.TimeElapsedColumn(),
            *((bars.TimeRemainingColumn(),) if total else ()),
        )
        # Rows go to standard output while the bar is up: it must not take them for its own.
        super().__init__(
            *columns, console=console, disable=not console.is_terminal, transient=True, redirect_stdout=False,
            redirect_stderr=False,
        )  # fmt: skip
        self._task = self.add_task("coding", total=total, said="")

    def get_renderables(self) -> Iterable[RenderableType]:
        """The bar as it is now."""
        if self._task is not None:
            done = self._meter.bytes if self._meter else self.done
            name = self._meter.source if self._meter else ""
            words = escape(printable(Path(name).name)[-32:]) or "coding"
            self.update(self._task, completed=done, description=words, said=self.said)
        return super().get_renderables()


@contextmanager
def showing(bar: Bar, quiet: bool = False) -> Iterator[Bar]:
    """Show a bar from the third second on, unless it is not wanted."""
    timer = Timer(_PATIENCE, bar.start)
    timer.daemon = True
    if not quiet and not bar.disable:
        timer.start()
    try:
        yield bar
    finally:
        timer.cancel()
        bar.stop()


def say_skipped(skipped: list[Skipped], verbose: bool, quiet: bool) -> None:
    """Say on standard error which files were passed over, by number or, with `verbose`, each."""
    if verbose:
        for one in skipped:
            print(f"dragoman: skipped: {printable(one.message)}", file=sys.stderr)
    elif skipped and not quiet:
        counts = Counter(_WHY.get(one.code, one.code) for one in skipped)
        parts = ", ".join(f"{count:,} {why}" for why, count in sorted(counts.items()))
        names = ", ".join(printable(Path(one.source).name) for one in skipped[:_NAMED])
        more = f" and {len(skipped) - _NAMED:,} more (--verbose lists them)" if len(skipped) > _NAMED else ""
        files = "file" if len(skipped) == 1 else "files"
        print(f"dragoman: {len(skipped):,} {files} skipped ({parts}): {names}{more}", file=sys.stderr)
