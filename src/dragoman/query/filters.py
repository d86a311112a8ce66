"""What a question asks for, and the SQL conditions that it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, get_args

from dragoman.errors import QueryError
from dragoman.model.record import Modality

Condition = tuple[str, list[Any]]
"""SQL with `?` for values, and the values."""
Some = str | Iterable[str]
"""One value, or several."""
Day = date | str
"""A day, or what names one: `2019-04-25`, or for all of its days `2019-04` or `2019`."""


@dataclass(frozen=True, slots=True, init=False)
class Filters:
    """Which records are asked for; several values of one filter mean any of them, several filters all of them.

    A filter takes one value as well as several, and a day as `date` or as words (`2019-04-25`, `2019-04`, `2019`).

    `actor` is who acts (speaks, holds the position, is named in the article) and `with_` the other side, each as a
    country (`RUS`), a country with a sector (`RUSMIL`), a sector (`IGO`), an actor's id or a part of a name.
    In a reciprocal event every party acts, and the other parties are the other side.
    `type` is a PLOVER type, with or without a mode (`RETREAT:withdraw`), or the act of a statement or position.
    `since` and `until` are the first and last day. `place` is a country, a place's id or a part of its name.
    `text` holds words that must all begin a word of the sentence, content or article.
    `story` and `matter` are ids from the tables that `reconcile` makes.
    `central` keeps the events that their articles are about, `min_confidence` those that are sure enough.
    `one_a_day` keeps one event for a day, source, target and code, as the field's daily panels do.
    """

    actor: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    place: tuple[str, ...] = ()
    text: str | None = None
    story: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    central: bool = False
    min_confidence: float | None = None
    one_a_day: bool = False

    def __init__(  # noqa: PLR0913 - an argument a filter
        self, actor: Some = (), with_: Some = (), type: Some = (), modality: Some = (), since: Day | None = None,
        until: Day | None = None, place: Some = (), text: str | None = None, story: Some = (), matter: Some = (),
        article: Some = (), outlet: Some = (), central: bool = False,
        min_confidence: float | None = None, one_a_day: bool = False,
    ) -> None:  # fmt: skip
        """Raises QueryError for a day that is none."""
        given = {
            "actor": several(actor), "with_": several(with_), "type": several(type), "modality": several(modality),
            "since": first_day(since), "until": last_day(until), "place": several(place), "text": text,
            "story": several(story), "matter": several(matter), "article": several(article),
            "outlet": several(outlet), "central": central, "min_confidence": min_confidence, "one_a_day": one_a_day,
        }  # fmt: skip
        for name, value in given.items():
            object.__setattr__(self, name, value)

    def check(self, known: frozenset[str], what: str) -> None:
        """Raises QueryError where a filter is set that this kind of record has nothing for, or to nothing sensible."""
        unknown = sorted(set(self.modality) - set(get_args(Modality)))
        if unknown:
            raise QueryError(f"no modality {unknown[0]!r}: there are {', '.join(get_args(Modality))}")
        for field in fields(self):
            if getattr(self, field.name) == "" or getattr(self, field.name) == ("",):
                raise QueryError(f"{field.name.strip('_')} is empty: say what is looked for, or leave it out")
            if getattr(self, field.name) != field.default and field.name not in known:
                name = field.name.strip("_").replace("_", "-")
                raise QueryError(f"{what} cannot be asked by {name}")


def several(value: Some) -> tuple[str, ...]:
    """The values; a string is one, and not its letters."""
    return (value,) if isinstance(value, str) else tuple(value)


def first_day(value: Day | None) -> date | None:
    """The day that is meant, of a month or year the first. Raises QueryError where it is none."""
    return _day(value, last=False)


def last_day(value: Day | None) -> date | None:
    """The day that is meant, of a month or year the last. Raises QueryError where it is none."""
    return _day(value, last=True)


def _day(value: Day | None, last: bool) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    from dragoman.read.dates import day_of

    found = day_of(value, last)
    if found is None:
        raise QueryError(f"not a date: {value!r}; write it as 2019-04-25, 2019-04 or 2019")
    return found


@dataclass(frozen=True, slots=True)
class Sides:
    """The columns of a kind of record that name its parties; `one` where a column is one party and no list."""

    actor: str
    other: str
    ids: str | None
    other_ids: str | None
    countries: str | None
    other_countries: str | None
    one: bool = False


def party(value: str, column: str, ids: str | None, countries: str | None, sectors: frozenset[str]) -> Condition:
    """The condition that a list of parties has the one that `value` means."""
    if re.fullmatch("[A-Z]{3}", value) and value not in sectors:
        if countries:
            return f"list_contains({countries}, ?)", [value]
        return _any(column, "p.country = ?"), [value]
    if value in sectors:
        return _any(column, "(p.sector = ? OR list_contains(p.secondary, ?))"), [value, value]
    if re.fullmatch("[A-Z]{6}", value):
        inside = "p.country = ? AND (p.sector = ? OR list_contains(p.secondary, ?))"
        return _any(column, inside), [value[:3], value[3:], value[3:]]
    if ids and (":" in value or re.fullmatch("[a-z0-9-]+-[a-z0-9-]+", value)):
        return f"list_contains({ids}, ?)", [value]
    return _any(column, "(p.actor = ? OR contains(lower(p.name), lower(?)))"), [value, value]


def _any(column: str, inside: str) -> str:
    return f"len(list_filter({column}, lambda p: {inside})) > 0"


def any_of(conditions: list[Condition]) -> Condition:
    """One of the conditions."""
    return "(" + " OR ".join(sql for sql, _ in conditions) + ")", [v for _, values in conditions for v in values]


def place(value: str) -> Condition:
    """The condition that a record's place is, or lies in, the one that `value` means."""
    if re.fullmatch("[A-Z]{3}", value):
        return "place_country = ?", [value]
    if ":" in value:
        return "place_id = ?", [value]
    return "(contains(lower(place_name), lower(?)) OR contains(lower(place_admin1), lower(?)))", [value, value]


def words(text: str, column: str) -> list[Condition]:
    """The conditions that each word (or each phrase in quotation marks) begins a word of the column."""
    found = re.findall(r'"([^"]+)"|(\S+)', text)
    return [(f"regexp_matches({column}, ?)", [r"(?i)(?:^|\W)" + re.escape(phrase or word)]) for phrase, word in found]
