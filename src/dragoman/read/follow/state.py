"""What is remembered of followed feeds from one round, and one run, to the next."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.errors import StateError

_VERSION = 1


@dataclass(slots=True)
class Memory:
    """Of one feed: its marks of version, the day each address was last listed, and the failures of pages."""

    etag: str | None = None
    modified: str | None = None
    seen: dict[str, str] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)


class State:
    """A JSON file, replaced as a whole, so that it is the old one or the new one at any moment."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._feeds = _load(path)

    def of(self, feed: str) -> Memory:
        """What is remembered of a feed."""
        return self._feeds.setdefault(feed, Memory())

    def has_seen(self, url: str) -> bool:
        """Whether a page came from any feed before."""
        return any(url in memory.seen for memory in self._feeds.values())

    def listed(self, feed: str, urls: set[str], today: date, days: int) -> None:
        """Keep the addresses that a feed lists and drop those that it has not listed for so many days."""
        memory = self.of(feed)
        oldest = (today - timedelta(days=days)).isoformat()
        memory.seen = {
            url: today.isoformat() if url in urls else day
            for url, day in memory.seen.items()
            if url in urls or day >= oldest
        }
        memory.failed = {url: times for url, times in memory.failed.items() if url in urls}

    def save(self) -> None:
        """Write all of it. Raises StateError."""
        content = {"version": _VERSION, "feeds": {feed: asdict(memory) for feed, memory in self._feeds.items()}}
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("w", encoding="utf-8") as stream:
                json.dump(content, stream, ensure_ascii=False, indent=0)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(self._path)
            _sync(self._path.parent)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise StateError(f"{self._path}: cannot be written: {error.strerror or error}") from error


def _sync(folder: Path) -> None:
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _load(path: Path) -> dict[str, Memory]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise StateError(f"{path}: cannot be read ({error}); put it right, or remove it to begin anew") from error
    if not isinstance(content, dict) or not isinstance(content.get("feeds"), dict):
        raise StateError(f"{path}: not a state of followed feeds; put it right, or remove it to begin anew")
    if content.get("version") != _VERSION:
        raise StateError(f"{path}: written by another version of dragoman; use that one, or remove the file")
    try:
        return {str(feed): _memory(kept) for feed, kept in content["feeds"].items()}
    except (TypeError, ValueError, AttributeError) as error:
        raise StateError(f"{path}: not a state of followed feeds ({error}); remove it to begin anew") from error


def _memory(kept: dict[str, Any]) -> Memory:
    return Memory(
        etag=None if kept.get("etag") is None else str(kept["etag"]),
        modified=None if kept.get("modified") is None else str(kept["modified"]),
        seen={str(url): date.fromisoformat(day).isoformat() for url, day in kept.get("seen", {}).items()},
        failed={str(url): int(times) for url, times in kept.get("failed", {}).items()},
    )
