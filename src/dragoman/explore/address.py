"""What a page's address asks for, and addresses, commands and Python that ask for the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from dragoman.errors import QueryError
from dragoman.query.filters import Filters
from dragoman.query.paging import Key, orders
from dragoman.query.records import Kind

SIZES = (25, 50, 100, 200)
USUAL = {
    "events": ("day", "type", "parties", "words", "outlet"),
    "statements": ("day", "act", "parties", "words", "outlet"),
    "positions": ("day", "act", "parties", "words", "deadline", "outlet"),
    "articles": ("published", "outlet", "title"),
}  # fmt: skip
"""The columns of a list where none are chosen."""
CHOICE = {
    "events": (*USUAL["events"][:4], "modality", "place", "contexts", "score", "confidence", "cameo", "outlet", "title",
               "published", "id"),
    "statements": ("day", "act", "kind", "parties", "words", "place", "outlet", "title", "published", "id"),
    "positions": ("day", "act", "parties", "words", "condition_words", "exchange_words", "deadline", "outlet", "title",
                  "published", "id"),
    "articles": ("published", "outlet", "title", "language", "byline", "url", "article_id"),
}  # fmt: skip
"""The columns that a list can have."""
_FILTERS = {f.name: f.name.strip("_").replace("_", "-") for f in fields(Filters)}
"""Filters by the names that they have in an address and on the command line."""
_OTHERS = frozenset({"order", "size", "columns", "after", "before"})
_LISTS = frozenset({"actor", "with_", "type", "modality", "place", "story", "article", "outlet"})
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """A list that is asked for: its filters, order, columns, how many rows, and where its page begins or ends."""

    kind: Kind
    filters: Filters = field(default_factory=Filters)
    order: str = "newest"
    size: int = 50
    columns: tuple[str, ...] = ()
    after: Key | None = None
    before: Key | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns to show."""
        return self.columns or USUAL[self.kind.table]

    def with_filters(self, **changes: Any) -> Asked:
        """The first page of the same list with other filters."""
        return replace(self, filters=replace(self.filters, **changes), after=None, before=None)

    def address(self, path: str | None = None, **changes: Any) -> str:
        """The address of this list, or of one that differs so."""
        other = replace(self, **changes) if changes else self
        pairs = [*_pairs(other.filters), *other.rest()]
        return _join(path or f"/{self.kind.table}", pairs)

    def rest(self) -> Iterator[tuple[str, str]]:
        """What stands in the address beside the filters."""
        if self.order != orders(self.kind)[0]:
            yield "order", self.order
        if self.size != 50:
            yield "size", str(self.size)
        for column in self.columns:
            yield "columns", column
        for name, key in (("after", self.after), ("before", self.before)):
            if key is not None:
                yield name, _written(key)

    def command(self, folder: str) -> str:
        """The command that asks for the same."""
        words = ["dragoman", self.kind.table, folder]
        for name, value in _pairs(self.filters):
            words += [f"--{name}"] if name == "one-a-day" else [f"--{name}", value]
        return shlex.join(words)

    def python(self, folder: str) -> str:
        """The lines of Python that ask for the same."""
        given = ", ".join(f"{name}={_plain(value)!r}" for name, value in _given(self.filters))
        return (
            "import dragoman\n"
            f"from dragoman.query import {self.kind.table}\n\n"
            f"archive = dragoman.Archive({folder!r})\n"
            f"table = {self.kind.table}(archive, dragoman.Filters({given}))"
        )


def listed(path: str, filters: Filters) -> str:
    """The address of a page that shows what these filters ask for."""
    return _join(path, _pairs(filters))


def page_of(what: str, name: str) -> str:
    """The address of the page of one thing: an actor, event, article, story."""
    return f"/{what}/{quote(name, safe='/:')}"


def asked(kind: Kind, given: Iterable[tuple[str, str]]) -> Asked:
    """The list that an address asks for. Raises QueryError for what it does not know."""
    some = [(name, value) for name, value in given if value.strip()]
    values = {name: [v for n, v in some if n == name] for name, _ in some}
    others = {name: values.pop(name) for name in _OTHERS & values.keys()}
    found = Asked(kind, filters(kind, values), **_chosen(kind, others))
    if found.after and found.before:
        raise QueryError("a page lies after a key or before it, not both")
    return found


def filters(kind: Kind, values: Mapping[str, list[str]]) -> Filters:
    """The filters of an address. Raises QueryError for one that there is not or that this kind of record has not."""
    names = {shown: name for name, shown in _FILTERS.items()}
    made: dict[str, Any] = {}
    for shown, some in values.items():
        if shown not in names:
            raise QueryError(f"no filter {shown!r}: there are {', '.join(names)}")
        if any(len(value) > _LONGEST for value in some):
            raise QueryError(f"{shown} is longer than {_LONGEST} letters")
        made[names[shown]] = _value(names[shown], some)
    found = Filters(**made)
    found.check(kind.filters, kind.table)
    return found


def _value(name: str, some: list[str]) -> Any:
    if name in _LISTS:
        return tuple(dict.fromkeys(value.strip() for value in some))
    if len(some) > 1:
        raise QueryError(f"{_FILTERS[name]} can be asked only once")
    return some[0] in ("1", "on", "true") if name == "one_a_day" else some[0].strip()


def _chosen(kind: Kind, others: Mapping[str, list[str]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if "order" in others:
        made["order"] = others["order"][0]
        if made["order"] not in orders(kind):
            raise QueryError(f"no order {made['order']!r} in {kind.table}: there are {', '.join(orders(kind))}")
    if "size" in others:
        sizes = [size for size in SIZES if str(size) == others["size"][0]]
        if not sizes:
            raise QueryError(f"a page has {', '.join(map(str, SIZES))} rows")
        made["size"] = sizes[0]
    if "columns" in others:
        known = CHOICE[kind.table]
        unknown = [name for name in others["columns"] if name not in known]
        if unknown:
            raise QueryError(f"no column {unknown[0]!r} in {kind.table}: there are {', '.join(known)}")
        made["columns"] = tuple(name for name in known if name in others["columns"])
    for name in ("after", "before"):
        if name in others:
            made[name] = _read(others[name][0])
    return made


_NOTHING = "-"
_BETWEEN = "~"


def _written(key: Key) -> str:
    """A key in an address; the id, which may hold anything, stands last."""
    return _BETWEEN.join(_NOTHING if value is None else value for value in key)


def _read(text: str) -> Key:
    first, between, rest = text.partition(_BETWEEN)
    if not between:
        raise QueryError("this page's key is cut off: begin at the first page")
    second, between, last = rest.partition(_BETWEEN)
    parts = [first, second, last] if between else [first, rest]
    return (*(None if part == _NOTHING else part for part in parts[:-1]), parts[-1])


def _given(filters: Filters) -> Iterator[tuple[str, Any]]:
    for one in fields(Filters):
        value = getattr(filters, one.name)
        if value not in (None, (), False):
            yield one.name, value


def _plain(value: Any) -> Any:
    """A value as people write it: a day in words, one of several alone."""
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else value
    return str(value) if isinstance(value, date) else value


def _pairs(filters: Filters) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in _given(filters):
        values = value if isinstance(value, tuple) else ("1" if value is True else value,)
        found += [(_FILTERS[name], str(one)) for one in values]
    return found


def _join(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path
