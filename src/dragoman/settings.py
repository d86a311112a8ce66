"""What can be set. Frozen, with defaults that suit news; nothing happens on import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits on what is read and manners in fetching it.

    `max_bytes` is the longest text, file or JSON line that is read, `max_download` the largest page that is
    fetched, `timeout` the seconds that a server has for its whole answer. `max_unpacked` is the most bytes that are
    unpacked from one container (zip, tar, a document or sheet, which are zips too), `max_depth` how many containers
    may lie in each other, `max_members` how many files in one.

    For following feeds: `host_pause` is the seconds between two requests to one host, `retries` how often a
    server that is busy is asked again, after `backoff` seconds and then twice as long each time, and
    `longest_wait` the seconds beyond which it is left alone until the next round. `max_new` is the most pages
    that one feed gives in a round, `remember_days` how long an address is known after its feed dropped it.
    """

    max_bytes: int = 20_000_000
    max_download: int = 10_000_000
    max_unpacked: int = 4_000_000_000
    max_depth: int = 3
    max_members: int = 200_000
    max_redirects: int = 5
    timeout: float = 30.0
    host_pause: float = 5.0
    retries: int = 3
    backoff: float = 5.0
    longest_wait: float = 300.0
    max_new: int = 200
    remember_days: int = 60
