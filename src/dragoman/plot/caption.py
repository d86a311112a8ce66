"""What stands under a picture: what it shows, of which reports, and who coded them."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING

from dragoman.plot.asking import Asked, modalities, side

if TYPE_CHECKING:
    import altair as alt

_WIDTH = 105
_OUTLETS = 3


def caption(
    title: str, asked: Asked, *notes: str, source: str | None = None, question: str | None = None
) -> alt.TitleParams:
    """The title with its source and coder below it, under the picture.

    `source` stands in the place of what is said of the events asked for, `question` of which they are.
    """
    import altair as alt

    told = [_source(asked), question or _question(asked), *notes] if source is None else [source, *notes]
    lines = textwrap.wrap(" ".join([*filter(None, told), _coder(asked)]), _WIDTH)
    return alt.TitleParams(title, subtitle=lines, orient="bottom", anchor="start", frame="bounds", offset=14)


def _source(asked: Asked) -> str:
    [(events, reports, first, last)] = asked.rows(
        "SELECT count(*), count(DISTINCT article_id), min(day), max(day) FROM hits"
    )
    outlets = [name for (name,) in asked.rows("SELECT outlet FROM hits WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1")]  # fmt: skip  # noqa: E501
    some = ", ".join(outlets[:_OUTLETS]) + (f" and {len(outlets) - _OUTLETS} others" if len(outlets) > _OUTLETS else "")
    of = f" of {some}" if outlets else ""
    return f"Source: {_many(events, 'event')} in {_many(reports, 'report')}{of}, {stretch(first, last)}."


def _question(asked: Asked) -> str:
    filters = asked.filters
    parts = [modalities(filters)]
    if filters.type:
        parts.append(f"of type {' or '.join(filters.type)}")
    if filters.actor:
        parts.append(f"by {side(filters.actor)}")
    if filters.with_:
        parts.append(f"with {side(filters.with_)}")
    if filters.place:
        parts.append(f"in {side(filters.place)}")
    if filters.text:
        parts.append(f"with the words {filters.text}")
    return " ".join(parts) + "."


def _coder(asked: Asked) -> str:
    manifest = asked.archive.manifest
    coders = [manifest.coder(asked.coder)] if asked.coder else manifest.coders
    names = dict.fromkeys(f"{one.name} {one.version} with {one.model}" for one in coders)
    return f"Coded by {'; '.join(names)}."


def stretch(first: date | None, last: date | None) -> str:
    """Two days in words."""
    if first is None or last is None:
        return "without days"
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _many(count: int, one: str) -> str:
    return f"{count:,} {one if count == 1 else one + 's'}"
