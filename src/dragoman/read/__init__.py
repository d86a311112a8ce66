"""Reading: from files, folders, pages and lines of JSON to articles.

This is the only place where text is cleaned, and only pages are. A source that cannot be read gives a
`Problem` in its place and stops nothing.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import DateError, SourceError
from dragoman.model.text import Article, Problem
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.decode import Decoded, decode
from dragoman.read.feed import read_feed
from dragoman.read.formats import archive_kind, guess
from dragoman.read.jsonl import lines_of, read_lines, read_whole
from dragoman.read.page import read_page
from dragoman.read.sources import STANDARD_INPUT, fetch, files_under, is_url, opened
from dragoman.read.warc import is_wacz, read_wacz, read_warc
from dragoman.settings import Settings

__all__ = ["FORMATS", "read", "read_text"]

FORMATS = ("auto", "text", "html", "jsonl", "warc", "feed")
_HEAD = 65_536


def read(
    sources: Iterable[str] | str,
    *,
    input_format: str = "auto",
    published: str | None = None,
    settings: Settings | None = None,
) -> Iterator[Article | Problem]:
    """The articles of some sources, one after the other, each read when it is asked for.

    A source is a file, a folder, an http address or `-` for standard input. `published` is the publication
    date of plain texts; a JSON line's own date or a page's goes before it. Raises DateError where that is no
    date and SourceError where there is no such format; a bad source gives a Problem.
    """
    if input_format not in FORMATS:
        raise SourceError("unsupported-format", f"no input format {input_format!r}: use one of {', '.join(FORMATS)}")
    given = parse_date(published) if published is not None else None
    if published is not None and given is None:
        raise DateError(f"not a date: {published!r}; write it as 2019-04-25")
    names = [sources] if isinstance(sources, (str, os.PathLike)) else sources
    return _Reader(input_format, given, settings or Settings()).read(names)


def read_text(text: str, *, published: str | None = None, title: str | None = None) -> Article:
    """The article of a text that is at hand. Raises DateError where `published` is no date."""
    given = parse_date(published) if published is not None else None
    if published is not None and given is None:
        raise DateError(f"not a date: {published!r}; write it as 2019-04-25")
    return build(text, "text", Known(title=title, published=given, basis="given" if given else None))


class _Reader:
    def __init__(self, input_format: str, given: Dated | None, settings: Settings) -> None:
        self._format = input_format
        self._given = given
        self._settings = settings

    def read(self, sources: Iterable[str]) -> Iterator[Article | Problem]:
        for source in sources:
            name = os.fspath(source)
            try:
                yield from self._source(name)
            except SourceError as error:
                yield Problem(name, name, error.code, str(error))
            except OSError as error:
                yield Problem(name, name, "unreadable", f"{name}: {error.strerror or error}")

    def _source(self, source: str) -> Iterator[Article | Problem]:
        if is_url(source):
            page = fetch(source, self._settings)
            stream = io.BytesIO(page.data)
            yield from self._stream(stream, source, charset=page.charset, url=page.url)
        elif source != STANDARD_INPUT and _is_folder(source):
            yield from self._folder(Path(source))
        else:
            yield from self._file(source)

    def _folder(self, folder: Path) -> Iterator[Article | Problem]:
        found = False
        for path in files_under(folder):
            found = True
            try:
                yield from self._file(str(path))
            except SourceError as error:
                yield Problem(str(path), str(path), error.code, str(error))
            except OSError as error:
                yield Problem(str(path), str(path), "unreadable", f"{path}: {error.strerror or error}")
        if not found:
            raise SourceError("empty", f"{folder}: the folder holds no file that is read")

    def _file(self, source: str) -> Iterator[Article | Problem]:
        with opened(source) as stream:
            yield from self._stream(stream, source)

    def _stream(
        self, stream: BinaryIO, source: str, charset: str | None = None, url: str | None = None
    ) -> Iterator[Article | Problem]:
        head = stream.read(_HEAD)
        if self._format in ("auto", "warc"):
            archive = self._archive(stream, head, source)
            if archive:
                yield from self._some(archive, source)
                return
        decoded = self._decoded(head[: _whole_characters(head)], source, charset)
        kind = self._format if self._format != "auto" else guess(decoded.text, source)
        if kind == "jsonl" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield from self._lines(stream, head, source)
            return
        data = head + stream.read(max(0, self._settings.max_bytes + 1 - len(head)))
        if len(data) > self._settings.max_bytes:
            raise SourceError("too-long", f"{source}: more than {self._settings.max_bytes:,} bytes")
        whole = self._decoded(data, source, charset)
        yield from self._text(whole, kind, source, url)

    def _archive(self, stream: BinaryIO, head: bytes, source: str) -> Iterator[Article | Problem] | None:
        """The pages of a web archive, or None where the bytes are none."""
        kind = archive_kind(head, source)
        longest = self._settings.max_bytes
        if kind in ("zip", "wacz"):
            if not stream.seekable():
                raise SourceError("unsupported-format", f"{source}: a WACZ is read from a file only: name the file")
            if kind == "wacz" or self._format == "warc" or is_wacz(stream):
                return read_wacz(stream, source, longest, self._given)
            raise SourceError("binary", f"{source}: not text")
        if kind == "warc" or (self._format == "warc" and head):
            return read_warc(stream, source, longest, self._given, head)
        return None

    def _text(self, decoded: Decoded, kind: str, source: str, url: str | None) -> Iterator[Article | Problem]:
        if not decoded.text.strip():
            raise SourceError("empty", f"{source}: there is nothing in it")
        if kind == "html":
            yield read_page(decoded.text, source, url, decoded.notes, self._given)
        elif kind == "feed":
            yield from self._some(read_feed(decoded.text, source, url, decoded.notes, self._given), source)
        elif kind == "json":
            yield from read_whole(decoded.text, source, self._given)
        elif kind == "jsonl":
            lines = (line.encode("utf-8") for line in decoded.text.split("\n"))
            yield from self._some(read_lines(lines, source, self._given), source)
        else:
            known = Known(url=url, published=self._given, basis="given" if self._given else None, notes=decoded.notes)
            yield build(decoded.text, source, known)

    def _lines(self, stream: BinaryIO, head: bytes, source: str) -> Iterator[Article | Problem]:
        lines = lines_of(stream, head, self._settings.max_bytes)
        yield from self._some(read_lines(lines, source, self._given), source)

    def _some(self, found: Iterator[Article | Problem], source: str) -> Iterator[Article | Problem]:
        """The same, or the problem that there is nothing."""
        nothing = True
        for item in found:
            nothing = False
            yield item
        if nothing:
            raise SourceError("empty", f"{source}: there is nothing in it")

    def _decoded(self, data: bytes, source: str, charset: str | None) -> Decoded:
        decoded = decode(data, charset)
        if decoded is None:
            raise SourceError("binary", f"{source}: not text")
        return decoded


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _whole_characters(data: bytes) -> int:
    """Where to cut a stretch of bytes so that no character of UTF-8 or UTF-16 is cut."""
    if len(data) < _HEAD:
        return len(data)
    end = len(data) - len(data) % 4
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return end
    while end > len(data) - 8 and data[end - 1] >= 0x80:
        end -= 1
    return end
