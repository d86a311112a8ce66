"""The one connection that pages ask: opened anew when the archive has changed, with limits on time and memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from dragoman.archive import Archive, derived, judgements, manifest
from dragoman.archive.files import query_errors
from dragoman.errors import QueryError

MEMORY = "700MB"
_REMEMBERED = 512
T = TypeVar("T")


class SlowError(QueryError):
    """A question that took longer than a page may."""

    code = "too-slow"


class Desk:
    """An archive and the connection that all pages share; each page has a cursor of its own."""

    def __init__(self, archive: Archive, seconds: float) -> None:
        self.archive = archive
        self._seconds = seconds
        self._lock = threading.Lock()
        self._base: duckdb.DuckDBPyConnection | None = None
        self._stamp: tuple[object, ...] = ()
        self._known: OrderedDict[tuple[object, ...], Any] = OrderedDict()

    @contextmanager
    def open(self) -> Iterator[Asking]:
        """A cursor that is stopped when the time of a page is up.

        Raises SlowError, and ArchiveError (`damaged`, `no-room`, …) as archives do.
        """
        with query_errors(self.archive.folder):
            base, stamp = self._current()
            cursor = base.cursor()
            timer = threading.Timer(self._seconds, cursor.interrupt)
            timer.start()
            try:
                yield Asking(cursor, stamp, self)
            except duckdb.InterruptException as error:
                raise SlowError(
                    f"this took longer than {self._seconds:g} seconds and was stopped: ask for fewer days, "
                    "or name an actor or type"
                ) from error
            finally:
                timer.cancel()
                cursor.close()

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was found before under this key, or is found now."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                found: T = self._known[key]
                return found
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return made

    def _current(self) -> tuple[duckdb.DuckDBPyConnection, tuple[object, ...]]:
        with self._lock:
            stamp = _stamp(self.archive.folder)
            if self._base is None or stamp != self._stamp:
                # Pages that still read the old one keep it alive by their cursors.
                self._base, self._stamp = self.archive.connect(), stamp
                self._base.execute(f"SET memory_limit = '{MEMORY}'")
                self._known.clear()
            return self._base, self._stamp


class Asking:
    """A page's cursor, and what was found for other pages of the same archive."""

    def __init__(self, base: duckdb.DuckDBPyConnection, stamp: tuple[object, ...], desk: Desk) -> None:
        self.base = base
        self.archive = desk.archive
        self._stamp = stamp
        self._desk = desk

    def once(self, ask: Callable[..., T], *given: Any, **more: Any) -> T:
        """The answer of `ask(base, …)`, remembered until the archive changes."""
        key = (self._stamp, ask, given, tuple(sorted(more.items())))
        return self._desk.remember(key, lambda: ask(self.base, *given, **more))


def _stamp(folder: Path) -> tuple[object, ...]:
    """What changes when articles, judgements or derived tables come."""
    files = (manifest.NAME, judgements.NAME, f"{derived.FOLDER}/{derived.MANIFEST_NUMBERS}")
    return tuple(_state(folder / name) for name in files)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
