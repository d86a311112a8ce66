"""An article and the spans that point into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
"""`[start, end)` in Unicode code points of `Article.text`."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and day that open a wire report, as in `ANKARA, May 29 (Xinhua) --`."""

    place: str | None
    date: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One published text with its title, dates and source.

    `published` is an ISO date or date-time, `published_precision` one of `year`, `month`, `day`, `minute`,
    `second`; both are None where nothing says when the text came out. `retrieved` is the day on which a page
    was looked at, which is never the publication date.
    """

    id: str
    text: str
    title: str | None = None
    standfirst: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    published_precision: str | None = None
    published_basis: str | None = None
    retrieved: str | None = None
    dateline: Dateline | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    source: str | None = None
    notes: tuple[Note, ...] = ()

    def words(self, span: Span) -> str:
        """The exact words of a span."""
        return self.text[span[0] : span[1]]


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader should know about a reading; `code` is a stable word (CONTRACT: notes)."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A source that could not be read, and why; it stands in the output in the article's place."""

    id: str
    source: str
    code: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        """The line that the output contract asks for."""
        return {"id": self.id, "source": self.source, "error": {"code": self.code, "message": self.message}}


@dataclass(frozen=True, slots=True)
class Skipped(Problem):
    """A file that was passed over because it is hidden or of a kind that is not read; nothing went wrong."""
