"""Articles from JSON lines: one object a line, with `text` and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dragoman.model.text import Article, Note, Problem
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.decode import decode

_CHUNK = 65_536
KEYS = ("text", "id", "title", "published", "url", "outlet", "language")


def lines_of(stream: BinaryIO, head: bytes, longest: int) -> Iterator[bytes | None]:
    """The lines of a stream whose beginning has been read, None for one that is too long."""
    rest = head
    skipping = False
    while True:
        *lines, rest = rest.split(b"\n")
        for line in lines:
            yield None if skipping or len(line) > longest else line
            skipping = False
        if len(rest) > longest:
            skipping, rest = True, b""
        chunk = stream.read(_CHUNK)
        if not chunk:
            break
        rest += chunk
    if rest or skipping:
        yield None if skipping else rest


def read_lines(
    lines: Iterable[bytes | None], source: str, fallback: Dated | None = None
) -> Iterator[Article | Problem]:
    """One article or problem a line; None stands for a line that is too long. Blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        place = f"{source}:{number}"
        if line is None:
            yield Problem(place, source, "too-long", f"{place}: the line is too long to be read")
            continue
        decoded = decode(line)
        if decoded is None:
            yield Problem(place, source, "binary", f"{place}: the line is not text")
        elif decoded.text.strip():
            yield _read_line(decoded.text, decoded.notes, place, source, fallback)


def read_whole(text: str, source: str, fallback: Dated | None = None) -> Iterator[Article | Problem]:
    """The articles of a JSON file that holds one object or a list of them."""
    try:
        content = _parse(text)
    except (ValueError, RecursionError) as error:
        yield Problem(source, source, "bad-json", f"{source}: not JSON: {error}")
        return
    items = content if isinstance(content, list) else [content]
    for number, item in enumerate(items, start=1):
        place = source if isinstance(content, dict) else f"{source}:{number}"
        yield from_object(item, (), place, source, fallback)
    if not items:
        yield Problem(source, source, "empty", f"{source}: the list is empty")


def from_object(
    item: object, notes: tuple[Note, ...], place: str, source: str, fallback: Dated | None = None
) -> Article | Problem:
    """The article that one JSON object gives."""
    wrong = _what_is_wrong(item)
    if wrong:
        code, message = wrong
        return Problem(place, source, code, f"{place}: {message}")
    if not isinstance(item, dict):  # pragma: no cover - told above
        raise TypeError
    published, bad = _published(item.get("published"))
    known = Known(
        id=None if item.get("id") in (None, "") else str(item["id"]),
        title=_words(item, "title"),
        outlet=_words(item, "outlet"),
        url=_words(item, "url"),
        language=_words(item, "language"),
        published=published,
        basis="given" if published else None,
        extra={key: value for key, value in item.items() if key not in KEYS},
        notes=(*notes, *bad),
    )
    return build(item["text"], place, known, fallback)


def _read_line(
    line: str, notes: tuple[Note, ...], place: str, source: str, fallback: Dated | None
) -> Article | Problem:
    try:
        item = _parse(line)
    except (ValueError, RecursionError) as error:
        return Problem(place, source, "bad-json", f"{place}: not JSON: {error}")
    return from_object(item, notes, place, source, fallback)


def _parse(text: str) -> Any:
    content = json.loads(text, parse_constant=_no_constant)
    if "\\ud" in text.lower():
        # Half of a character pair can be written in JSON but not in any output.
        try:
            json.dumps(content, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError("half of a surrogate pair") from None
    return content


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _what_is_wrong(item: object) -> tuple[str, str] | None:
    if not isinstance(item, dict):
        return "bad-record", "not an object"
    if "text" not in item:
        return "bad-record", "the object has no `text`"
    if not isinstance(item["text"], str):
        return "bad-record", "`text` is not a string"
    for key in KEYS[1:]:
        if isinstance(item.get(key), (dict, list, bool)):
            return "bad-record", f"`{key}` is not a string"
    return None if item["text"].strip() else ("empty", "`text` is empty")


def _words(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    return None if value is None or str(value).strip() == "" else str(value)


def _published(value: object) -> tuple[Dated | None, tuple[Note, ...]]:
    if value is None or str(value).strip() == "":
        return None, ()
    found = parse_date(str(value))
    if found:
        return found, ()
    return None, (Note("bad-date", f"`published` is not a date: {str(value)[:60]!r}"),)
