"""Articles from web archives: WARC (ISO 28500), packed or not, and WACZ, which is a zip of them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from dragoman.errors import SourceError
from dragoman.model.text import Article, Note, Problem
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated
from dragoman.read.decode import decode
from dragoman.read.formats.answer import LONGEST, Answer, media_of, parse_answer
from dragoman.read.formats.given import Given
from dragoman.read.formats.packed import ZIP, names_in
from dragoman.read.formats.packing import unpacked
from dragoman.read.formats.page import articles_of_page
from dragoman.read.formats.sniff import guess

_PAGES = ("text/html", "application/xhtml+xml")
_MEMBER = re.compile(r"archive/.*\.warc(?:\.gz)?", re.I | re.S)


@dataclass(frozen=True, slots=True)
class _Reading:
    source: str
    fallback: Dated | None
    longest: int


@dataclass(frozen=True, slots=True)
class _Capture:
    """What is said of an answer that may be a page; `transfer` and `content` name how it was packed."""

    url: str
    day: str | None
    media: str
    charset: str | None
    transfer: str = ""
    content: str = ""
    cut: bool = False


def is_warc(given: Given) -> bool:
    """Whether bytes begin a web archive, packed or not; the name decides only where the content does not."""
    if given.head.startswith(b"WARC/") or _unzipped(given.head).startswith(b"WARC/"):
        return True
    return bool(given.head) and given.suffixed(".warc", ".warc.gz")


def is_wacz(given: Given) -> bool:
    """Whether bytes are a zip with WARC files where a WACZ has them."""
    if not given.head.startswith(ZIP):
        return False
    return given.suffixed(".wacz") or any(_MEMBER.fullmatch(name) for name in names_in(given))


def read_web_archive(given: Given) -> Iterator[Article | Problem]:
    """The pages of a WARC file, or of the WARC files in a WACZ."""
    longest, fallback = given.reading.settings.max_bytes, given.reading.fallback
    if given.head.startswith(ZIP):
        return read_wacz(given.file(), given.source, longest, fallback)
    return read_warc(given.stream, given.source, longest, fallback, given.head)


def _unzipped(head: bytes) -> bytes:
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 5)
    except zlib.error:
        return b""


def read_warc(
    stream: BinaryIO, source: str, longest: int, fallback: Dated | None = None, head: bytes = b""
) -> Iterator[Article | Problem]:
    """The pages of a WARC file, one after the other; what is damaged ends it with a problem.

    `head` are the bytes that were read from the stream already, `longest` the bytes that a page may have,
    packed and unpacked.
    """
    reading = _Reading(source, fallback, longest)
    try:
        for record in _records(_Forward(stream, head)):
            yield from _record(record, reading)
    except _DamageError as error:
        yield _damage(source, str(error))


def read_wacz(
    stream: BinaryIO, source: str, longest: int, fallback: Dated | None = None
) -> Iterator[Article | Problem]:
    """The pages of all WARC files in a WACZ. Nothing is unpacked to disk, so names in it lead nowhere."""
    try:
        packed = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield _damage(source, str(error))
        return
    with packed:
        members = [info for info in packed.infolist() if _MEMBER.fullmatch(info.filename)]
        for info in members:
            try:
                member = packed.open(info)
            except (zipfile.BadZipFile, OSError, RuntimeError, ValueError) as error:
                yield _damage(source, str(error))
                continue
            with member:
                yield from read_warc(cast(BinaryIO, member), source, longest, fallback)
        if not members:
            yield _damage(source, "it holds no WARC file under archive/")


class _DamageError(Exception):
    """Where the rest of a web archive cannot be read."""


@contextmanager
def _damaging() -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, ValueError) as error:
        raise _DamageError(str(error)) from error


def _records(stream: Any) -> Iterator[Any]:
    from fastwarc import ArchiveIterator

    with _damaging():
        records = iter(ArchiveIterator(stream, parse_http=False))
    while True:
        with _damaging():
            record = next(records, None)
        if record is None:
            return
        yield record


class _Forward:
    """A stream that can only be read: the reader of records must not seek in what may be standard input."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream = stream
        self._head = head
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
        try:
            data = data or self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise OSError(str(error)) from error
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position


def _damage(source: str, what: str) -> Problem:
    message = f"{source}: the web archive is damaged or none; what stands before is read: {what}"
    return Problem(source, source, "bad-warc", message)


def _record(record: Any, reading: _Reading) -> Iterator[Article | Problem]:
    if "Content-Length" not in record.headers:
        raise _DamageError("it ends inside the header of a record")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    place = f"{reading.source}#{url}"
    head = b""
    with _damaging():
        # Longer ones are no answer; what is no page is not read any further.
        head = record.reader.read(LONGEST) if _is_answer(record) else b""
    answer = parse_answer(head) if head else None
    if head and answer is None and _is_web(url):
        yield Problem(place, place, "unreadable", f"{place}: the answer has no head that can be read")
    capture = _capture(record, answer, url)
    # Counted to the end: the reader of records takes a file that breaks off for one that is whole.
    with _damaging():
        body = head[answer.body :] if answer else b""
        more = record.reader.read(max(0, reading.longest + 1 - len(body))) if capture else b""
        there = len(head) + len(more) + record.reader.consume()
    body += more
    if there < record.content_length:
        raise _DamageError(f"it ends inside the record of {url or 'no address'}")
    if capture and body:
        try:
            yield from _items(capture, body, place, reading)
        except SourceError as error:
            yield Problem(place, place, error.code, str(error))


def _is_answer(record: Any) -> bool:
    from fastwarc import WarcRecordType

    return bool(record.record_type == WarcRecordType.response)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _is_web(url: str) -> bool:
    return re.match(r"https?://", url, re.I) is not None


def _capture(record: Any, answer: Answer | None, url: str) -> _Capture | None:
    """What a record says of its page, or None where it is of none."""
    from fastwarc import WarcRecordType

    if not _is_web(url) or _path(url).endswith("/robots.txt"):
        return None
    if record.record_type == WarcRecordType.resource:
        headers = record.headers
    elif answer is not None and answer.status == 200:
        headers = answer
    else:
        return None
    media, charset = media_of(headers.get("Content-Type"))
    if media not in (*_PAGES, "text/plain", ""):
        return None
    return _Capture(
        url=url,
        day=record.record_date.date().isoformat() if record.record_date else None,
        media=media,
        charset=charset,
        transfer=headers.get("Transfer-Encoding") or "",
        content=headers.get("Content-Encoding") or "",
        cut="WARC-Truncated" in record.headers,
    )


def _items(capture: _Capture, packed: bytes, place: str, reading: _Reading) -> Iterator[Article | Problem]:
    """The articles of a capture, none where it turns out to be no page. Raises SourceError."""
    body, cut = unpacked(packed, capture.transfer, capture.content, place, reading.longest)
    if not body.strip():
        return
    decoded = decode(body, capture.charset)
    if decoded is None:
        if not capture.media:
            return
        raise SourceError("binary", f"{place}: not text")
    notes = decoded.notes
    if cut or capture.cut:
        notes = (*notes, Note("page-cut", "the archive holds only the beginning of the page"))
    kind = "html" if capture.media in _PAGES else guess(decoded.text, "")
    if kind == "html":
        yield from articles_of_page(decoded.text, place, capture.url, notes, reading.fallback, capture.day)
    elif kind == "text" and capture.media == "text/plain":
        known = Known(url=capture.url, retrieved=capture.day, notes=notes)
        yield build(decoded.text, place, known, reading.fallback)
