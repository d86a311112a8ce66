"""From a row of a table, or an object of JSON, to an article: what it has is told by the names of its parts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from dragoman.lexicon.inputs import Inputs, plain
from dragoman.model.text import Article, Note, Problem
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.formats.given import Reading
from dragoman.read.formats.people import byline_of
from dragoman.read.markup import text_of_html

_DEEPEST = 3
_MARKUP = re.compile(r"</(?:p|div|span|h[1-6]|li|a)>|<(?:p|br)\s*/?>", re.I)
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")
_EPOCH = datetime(1970, 1, 1)
_SHEETS_BEGIN = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Names:
    """Which part of a record gives which field: `chosen` maps a field to the paths that may give it, best first."""

    chosen: Mapping[str, tuple[str, ...]]

    def value(self, flat: Mapping[str, Any], name: str) -> tuple[str, Any]:
        """The path and value of a field, empty where the record has none."""
        for path in self.chosen.get(name, ()):
            value = flat.get(path)
            if not _is_blank(value):
                return path, value
        return "", None


@dataclass(frozen=True, slots=True)
class Row:
    """One record: where it stands, what it holds, and what is known of how its dates are written.

    `order` is that of dates in figures, `serial` whether numbers are days as sheets count them.
    """

    place: str
    source: str
    content: Mapping[str, Any]
    order: str | None = None
    serial: bool = False
    notes: tuple[Note, ...] = field(default=())


def names_of(paths: Iterable[str], inputs: Inputs, asked: Mapping[str, str]) -> Names:
    """Which of these paths give which fields; `asked` says it for some fields outright."""
    paths = list(paths)
    ranked: dict[str, list[tuple[int, str]]] = {}
    for path in paths:
        if found := inputs.columns.get(plain(path)):
            ranked.setdefault(found[0], []).append((found[1], path))
    chosen = {name: tuple(path for _, path in sorted(some, key=lambda one: one[0])) for name, some in ranked.items()}
    for name, wanted in asked.items():
        exact = [path for path in paths if path == wanted]
        chosen[name] = tuple(exact or [path for path in paths if plain(path) == plain(wanted)])
    taken = {path for name in asked for path in chosen[name]}
    return Names({n: tuple(p for p in some if n in asked or p not in taken) for n, some in chosen.items()})


def flat(content: Mapping[str, Any], prefix: str = "", depth: int = _DEEPEST) -> dict[str, Any]:
    """The record's parts by their paths: `{"source": {"name": …}}` has `source.name`."""
    found: dict[str, Any] = {}
    for key, value in content.items():
        path = f"{prefix}{key}"
        if isinstance(value, Mapping) and depth:
            found.update(flat(value, f"{path}.", depth - 1))
        else:
            found[path] = value
    return found


def article_of(row: Row, names: Names, reading: Reading, text: str | None = None) -> Article | Problem:
    """The article of one record; `text` is its text where that is known already, and then it is left as it is."""
    parts = flat(row.content)
    path, value = names.value(parts, "text")
    notes: tuple[Note, ...] = ()
    if text is None:
        if not isinstance(value, str):
            what = "`text` is empty" if value is None else f"`{path}` is not a text"
            code = "empty" if value is None else "bad-record"
            return Problem(row.place, row.source, code, f"{row.place}: {what}")
        text, notes = _cleaned(value)
    known, used = _known(row, names, parts, (*row.notes, *notes))
    extra = {key: simple(rest) for key, rest in _without(row.content, {*used, path}).items()}
    known = Known(**{**_fields(known), "extra": extra})
    return build(text, row.place, known, reading.fallback)


def _fields(known: Known) -> dict[str, Any]:
    return {name: getattr(known, name) for name in known.__slots__}


def _known(row: Row, names: Names, parts: Mapping[str, Any], notes: tuple[Note, ...]) -> tuple[Known, set[str]]:
    used: set[str] = set()

    def get(name: str) -> Any:
        path, value = names.value(parts, name)
        if path and not isinstance(value, Mapping):
            used.add(path)
            return value
        return None

    published, bad = dated(get("published"), row)
    updated, _ = dated(names.value(parts, "updated")[1], row)
    retrieved, _ = dated(names.value(parts, "retrieved")[1], row)
    known = Known(
        id=_words(get("id")),
        title=_words(get("title")),
        standfirst=_words(get("standfirst")),
        byline=byline_of(get("byline")),
        outlet=_words(get("outlet")),
        url=_words(get("url")),
        language=_words(get("language")),
        published=published or updated,
        basis="given" if published or updated else None,
        retrieved=retrieved.value[:10] if retrieved else None,
        notes=(*notes, *bad),
    )
    return known, used


def dated(value: object, row: Row) -> tuple[Dated | None, tuple[Note, ...]]:
    """The date that a part of a record is, in whatever form it has, or a note that it is none."""
    if _is_blank(value):
        return None, ()
    found = _dated(value, row)
    if found:
        return found, ()
    return None, (Note("bad-date", f"`published` is not a date: {str(value)[:60]!r}"),)


def _dated(value: object, row: Row) -> Dated | None:
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        if midnight:
            return Dated(value.date().isoformat(), "day")
        return Dated(value.isoformat(timespec="seconds"), "second" if value.second else "minute")
    if isinstance(value, date):
        return Dated(value.isoformat(), "day")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _numbered(value, row.serial)
    text = str(value).strip()
    if re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", text):
        return _numbered(float(text), False)
    return parse_date(text, row.order)


def _numbered(value: float, serial: bool) -> Dated | None:
    """A date that is a number: days as sheets count them, seconds or milliseconds since 1970, a year, or 20190425."""
    try:
        if serial and 1 <= value < 100_000:
            return _dated(_SHEETS_BEGIN + timedelta(days=value), _NOWHERE)
        if value > 1e8 and not 18_000_101 <= value <= 29_991_231:
            seconds = value / 1000 if value > 1e11 else value
            return _dated((_EPOCH + timedelta(seconds=seconds)).replace(microsecond=0), _NOWHERE)
    except (OverflowError, ValueError):
        return None
    return parse_date(str(int(value))) if float(value).is_integer() else None


_NOWHERE = Row("", "", {})


def _cleaned(value: str) -> tuple[str, tuple[Note, ...]]:
    """A text without the markup and the marks of cutting that programs' answers carry."""
    text = text_of_html(value) if len(_MARKUP.findall(value[:20_000])) >= 2 else value
    cut = _CUT.search(text)
    if cut:
        return text[: cut.start()], (Note("text-cut", "the source gives only the beginning of the text"),)
    return text, ()


def _words(value: object) -> str | None:
    if isinstance(value, (list, tuple)):
        value = next((one for one in value if not _is_blank(one)), None)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = "" if _is_blank(value) or isinstance(value, (Mapping, bool)) else str(value).strip()
    return words or None


def _is_blank(value: object) -> bool:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return isinstance(value, (str, list, tuple)) and not (value.strip() if isinstance(value, str) else value)


def _without(content: Mapping[str, Any], used: set[str], prefix: str = "") -> dict[str, Any]:
    rest: dict[str, Any] = {}
    for key, value in content.items():
        path = f"{prefix}{key}"
        if path in used:
            continue
        if isinstance(value, Mapping) and any(one.startswith(f"{path}.") for one in used):
            if inner := _without(value, used, f"{path}."):
                rest[str(key)] = inner
        else:
            rest[str(key)] = value
    return rest


def simple(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(key): simple(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [simple(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def listed(parts: Iterable[str], inputs: Inputs) -> bool:
    """Whether a record is of an answer that lists articles without their texts."""
    there = {plain(path) for path in parts}
    return any(listing <= there for listing in inputs.listings)


def unwrapped(content: Any, inputs: Inputs, depth: int = 4) -> Iterator[Any]:
    """The records in a program's answer: the answer itself, or what lies in its lists of articles."""
    if isinstance(content, list):
        for one in content:
            yield from unwrapped(one, inputs, depth - 1) if depth and isinstance(one, Mapping) else [one]
        return
    if isinstance(content, Mapping) and depth and not isinstance(content.get("text"), str):
        for name in inputs.wrappers:
            for key, value in content.items():
                if plain(str(key)) == name and _holds_records(value):
                    yield from unwrapped(value, inputs, depth - 1)
                    return
    yield content


def _holds_records(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(isinstance(one, (list, Mapping)) for one in value.values()) or "webTitle" in value
    return isinstance(value, list) and all(isinstance(one, Mapping) for one in value)
