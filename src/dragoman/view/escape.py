"""Text from outside in a page: never more than text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# What no page may hold (NUL, other control characters, halves of surrogate pairs).
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text, as long as before, with a replacement character for each that a page cannot hold."""
    return _UNFIT.sub("\ufffd", text)


def web_address(url: str | None) -> str | None:
    """An address that a page may link to: `http` or `https` with a host, and nothing else."""
    try:
        parts = urlsplit((url or "").strip())
        return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
