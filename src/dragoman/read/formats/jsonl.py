"""Articles from JSON: lines, lists, and the answers of programs' interfaces."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from dragoman.model.text import Article, Note, Problem
from dragoman.read.decode import decode
from dragoman.read.formats.given import Given, Item, Reading
from dragoman.read.formats.records import Row, article_of, flat, listed, names_of, unwrapped
from dragoman.read.formats.sniff import is_json, is_json_lines

_CHUNK = 65_536
_SUMMARY = Note("feed-summary", "the source gives a summary, which may not be the whole text")
_TITLE = Note("title-only", "the source lists the article without its text; its title was read")

__all__ = ["is_json", "is_json_lines", "lines_of", "read_json", "read_json_lines"]


def read_json_lines(given: Given) -> Iterator[Item]:
    """One article or problem a line."""
    if given.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        lines: Iterator[bytes | None] = (line.encode("utf-8") for line in given.decoded().text.split("\n"))
    else:
        lines = lines_of(given.stream, given.head, given.reading.settings.max_bytes)
    return _read_lines(lines, given.source, given.reading)


def read_json(given: Given) -> Iterator[Item]:
    """The articles of a JSON file: an object, a list of them, or an answer that holds them."""
    start = (given.text or "").lstrip("\ufeff \t\r\n")
    nothing = True
    for item in _listed(given) if start.startswith("[") else _whole(given):
        nothing = False
        yield item
    if nothing:
        yield Problem(given.source, given.source, "empty", f"{given.source}: the list is empty")


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


def _read_lines(lines: Iterable[bytes | None], source: str, reading: Reading) -> Iterator[Item]:
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
            yield from _read_line(decoded.text, decoded.notes, place, source, reading)


def _read_line(
    line: str, notes: tuple[Note, ...], place: str, source: str, reading: Reading
) -> Iterator[Article | Problem]:
    try:
        item = _parse(line)
    except (ValueError, RecursionError) as error:
        yield Problem(place, source, "bad-json", f"{place}: not JSON: {error}")
        return
    yield from _articles(item, place, source, reading, notes)


def _whole(given: Given) -> Iterator[Item]:
    decoded = given.decoded()
    try:
        content = _parse(decoded.text)
    except (ValueError, RecursionError) as error:
        yield Problem(given.source, given.source, "bad-json", f"{given.source}: not JSON: {error}")
        return
    yield from _articles(content, given.source, given.source, given.reading, decoded.notes)


def _listed(given: Given) -> Iterator[Item]:
    """The articles of a list, one after the other, so that the list may be larger than memory."""
    number = 0
    try:
        for number, item in enumerate(_elements(given), start=1):
            place = f"{given.source}:{number}"
            yield from _articles(item, place, given.source, given.reading, ())
    except (ValueError, RecursionError) as error:
        place = f"{given.source}:{number + 1}"
        yield Problem(place, given.source, "bad-json", f"{place}: not JSON: {error}")


def _elements(given: Given) -> Iterator[Any]:
    pieces = _Pieces(given)
    pieces.skip("[")
    while not pieces.at("]"):
        yield pieces.value()
        if not pieces.at("]"):
            pieces.skip(",")


class _Pieces:
    """A text of JSON that is read piece by piece."""

    def __init__(self, given: Given) -> None:
        self._stream = given.rest()
        wide = given.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        self._decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")(errors="replace")
        self._longest = given.reading.settings.max_bytes
        self._text = ""
        self._over = False

    def _more(self, size: int = _CHUNK) -> bool:
        data = self._stream.read(size)
        self._text += self._decoder.decode(data, final=not data)
        self._over = not data
        return bool(data)

    def _next(self) -> str:
        self._text = self._text.lstrip(" \t\r\n")
        while not self._text and self._more():
            self._text = self._text.lstrip(" \t\r\n")
        return self._text[:1]

    def at(self, mark: str) -> bool:
        return self._next() == mark

    def skip(self, mark: str) -> None:
        if self._next() != mark:
            raise ValueError(f"the list breaks off: {mark!r} is missing" if not self._text else f"{mark!r} is missing")
        self._text = self._text[1:]

    def value(self) -> Any:
        self._next()
        size = _CHUNK
        while True:
            try:
                content, end = _DECODER.raw_decode(self._text)
            except ValueError:
                if len(self._text) > self._longest or not self._more(size):
                    raise
                size *= 2
                continue
            if end == len(self._text) and self._more():
                continue
            words, self._text = self._text[:end], self._text[end:]
            _check(words, content)
            return content


def _articles(
    content: Any, place: str, source: str, reading: Reading, notes: tuple[Note, ...]
) -> Iterator[Article | Problem]:
    """The articles of an object, or of an answer that holds several."""
    records = list(unwrapped(content, reading.inputs))
    for number, record in enumerate(records, start=1):
        here = place if len(records) == 1 else f"{place}:{number}"
        yield _article(record, here, source, reading, notes)


def _article(item: object, place: str, source: str, reading: Reading, notes: tuple[Note, ...]) -> Article | Problem:
    """The article that one JSON object gives. What its `text` holds is its text, unchanged."""
    if not isinstance(item, dict):
        return Problem(place, source, "bad-record", f"{place}: not an object")
    wrong = _what_is_wrong(item) if "text" in item and "text" not in reading.columns else None
    if wrong:
        return Problem(place, source, wrong[0], f"{place}: {wrong[1]}")
    row = Row(place, source, item, notes=notes)
    parts = flat(item)
    names = names_of(parts, reading.inputs, reading.columns)
    if "text" in item and "text" not in reading.columns:
        return article_of(row, names, reading, item["text"])
    if isinstance(names.value(parts, "text")[1], str):
        return article_of(row, names, reading)
    if listed(parts, reading.inputs) or "text" in names.chosen:
        return _without_text(row, parts, reading)
    keys = ", ".join(str(key)[:40] for key in list(item)[:30])
    return Problem(place, source, "bad-record", f"{place}: the object has no `text`; its keys are {keys or 'none'}")


def _without_text(row: Row, parts: Mapping[str, Any], reading: Reading) -> Article | Problem:
    """The article of a record that gives no text of it: its summary, else its title."""
    names = names_of(parts, reading.inputs, reading.columns)
    for field, note in (("standfirst", _SUMMARY), ("title", _TITLE)):
        words = names.value(parts, field)[1]
        if isinstance(words, str):
            noted = Row(row.place, row.source, row.content, row.order, row.serial, (*row.notes, note))
            return article_of(noted, names, reading, words)
    return Problem(row.place, row.source, "empty", f"{row.place}: `text` is empty")


def _what_is_wrong(item: Mapping[str, Any]) -> tuple[str, str] | None:
    if not isinstance(item["text"], str):
        return "bad-record", "`text` is not a string"
    return None if item["text"].strip() else ("empty", "`text` is empty")


def _parse(text: str) -> Any:
    content = _DECODER.decode(text)
    _check(text, content)
    return content


def _check(text: str, content: Any) -> None:
    """Raise ValueError for half of a character pair, which can be written in JSON but not in any output."""
    if "\\ud" in text.lower():
        try:
            json.dumps(content, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError("half of a surrogate pair") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)
