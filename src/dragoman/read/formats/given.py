"""What a format's reader is given: some bytes with their name, and how they are to be read."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO, cast

from dragoman.errors import SourceError
from dragoman.lexicon.inputs import Inputs
from dragoman.model.text import Article, Problem
from dragoman.read.dates import Dated
from dragoman.read.decode import Decoded, decode
from dragoman.settings import Settings

Item = Article | Problem
HEAD = 65_536
"""Bytes by which a format is told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read: the publication date of texts that have none, limits, words, and the columns asked for.

    `columns` maps a field (`text`, `published`, …) to the name of its column. `inside` reads what lies in a
    container, `depth` says how many containers are around it, `known` whether a name is of a file that is read.
    `format` is the one that was asked for.
    """

    settings: Settings
    inputs: Inputs
    inside: Callable[[Given], Iterator[Item]]
    known: Callable[[str], bool]
    fallback: Dated | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    format: str = "auto"
    depth: int = 0


class Given:
    """Some bytes from outside: `source` names them in messages, `name` is their file's name in small letters."""

    def __init__(
        self, stream: BinaryIO, source: str, reading: Reading, *, name: str | None = None, charset: str | None = None,
        url: str | None = None,
    ) -> None:  # fmt: skip
        self.source = source
        self.name = (name or source).lower()
        self.reading = reading
        self.charset = charset
        self.url = url
        self.stream = stream
        self.head = stream.read(HEAD)

    @cached_property
    def text(self) -> str | None:
        """The beginning as text, None where it is none."""
        decoded = decode(self.head[: _whole_characters(self.head)], self.charset)
        return decoded.text if decoded else None

    def data(self) -> bytes:
        """All bytes. Raises SourceError (`too-long`) beyond `max_bytes`."""
        longest = self.reading.settings.max_bytes
        data = self.head + self.stream.read(max(0, longest + 1 - len(self.head)))
        if len(data) > longest:
            raise SourceError("too-long", f"{self.source}: more than {longest:,} bytes")
        return data

    def decoded(self) -> Decoded:
        """All of the text. Raises SourceError (`binary`, `too-long`, `empty`)."""
        decoded = decode(self.data(), self.charset)
        if decoded is None:
            raise SourceError("binary", f"{self.source}: not text")
        if not decoded.text.strip():
            raise SourceError("empty", f"{self.source}: there is nothing in it")
        return decoded

    def file(self) -> BinaryIO:
        """The bytes as a file that can be read from any place; what cannot (standard input) is copied to the disk.

        Raises SourceError (`too-large`) where a copy would be larger than `max_unpacked`.
        """
        if self.stream.seekable():
            self.stream.seek(0)
            return self.stream
        longest = self.reading.settings.max_unpacked
        copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=8 << 20))  # noqa: SIM115 - closed when forgotten
        copy.write(self.head)
        while chunk := self.stream.read(1 << 20):
            if copy.tell() + len(chunk) > longest:
                raise SourceError("too-large", f"{self.source}: more than {longest:,} bytes")
            copy.write(chunk)
        copy.seek(0)
        return copy

    def rest(self) -> BinaryIO:
        """The bytes from the beginning, to be read once in their order."""
        if self.stream.seekable():
            self.stream.seek(0)
            return self.stream
        return cast(BinaryIO, io.BufferedReader(_Joined(self.head, self.stream)))

    def suffixed(self, *suffixes: str) -> bool:
        """Whether the name ends in one of these."""
        return self.name.endswith(suffixes)


class _Joined(io.RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data, self._head = self._head[: len(view)], self._head[len(view) :]
        data = data or self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)


def _whole_characters(data: bytes) -> int:
    """Where to cut a stretch of bytes so that no character of UTF-8 or UTF-16 is cut."""
    if len(data) < HEAD:
        return len(data)
    end = len(data) - len(data) % 4
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return end
    while end > len(data) - 8 and data[end - 1] >= 0x80:
        end -= 1
    return end
