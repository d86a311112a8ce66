"""Where and when an article came out."""

from __future__ import annotations

from datetime import UTC, datetime, time
from urllib.parse import quote, urlsplit

from dragoman.export.request import Row


def moment(row: Row) -> datetime | None:
    """When the row's article came out, in UTC where it says its zone; midnight where only the day is known.

    Wants the columns `article_time` and `published`.
    """
    try:
        found = datetime.fromisoformat(row["article_time"] or "")
    except ValueError:
        return datetime.combine(row["published"], time()) if row["published"] else None
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def stamp(row: Row) -> str:
    """That moment as GDELT writes it, `YYYYMMDDHHMMSS`; empty where it is not known."""
    found = moment(row)
    return f"{found.year:04d}{found:%m%d%H%M%S}" if found else ""


def address(row: Row) -> str:
    """The article's URL, else `urn:dragoman:` and its id. Wants the columns `url` and `article_id`."""
    return row["url"] or f"urn:dragoman:{quote(row['article_id'])}"


def host(row: Row) -> str:
    """The host that the article's URL names, else its outlet. Wants the columns `url` and `outlet`."""
    try:
        found = urlsplit(row["url"] or "").hostname
    except ValueError:
        found = None
    return found or row["outlet"] or ""
