"""What can be set. Frozen, with defaults that suit news; nothing happens on import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits on what is read.

    `max_bytes` is the longest text, file or JSON line that is read, `max_download` the largest page that is
    fetched, `timeout` the seconds that a server has for its whole answer.
    """

    max_bytes: int = 20_000_000
    max_download: int = 10_000_000
    max_redirects: int = 5
    timeout: float = 30.0
