"""Formats that are a zip of parts: what is in them, within bounds."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.read.formats.given import Given

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_DENSE = 200
"""How many times larger than it is packed a part may be, where it is large."""
_LARGE = 50_000_000
_ENCRYPTED = 1
DAMAGES = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error)


def names_in(given: Given) -> frozenset[str]:
    """The names in a zip; none where the bytes are no zip."""
    if not given.head.startswith(ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(given.file()) as packed:
            return frozenset(packed.namelist()) or frozenset({""})
    except DAMAGES:
        return frozenset()


def check_packed(given: Given) -> BinaryIO:
    """The file of a document that may be a zip, at its beginning, if it unfolds to no more than it may.

    Raises SourceError (`too-large`).
    """
    file = given.file()
    if given.head.startswith(ZIP):
        try:
            with zipfile.ZipFile(file) as packed:
                check_sizes(packed, given.source, given.reading.settings.max_unpacked // 8)
        except DAMAGES as error:
            raise SourceError("damaged", f"{given.source}: the file is damaged: {error}") from error
        file.seek(0)
    return file


def check_sizes(packed: zipfile.ZipFile, source: str, longest: int) -> None:
    """Raise SourceError (`too-large`) where the parts, by what the zip says of them, are out of proportion."""
    if sum(info.file_size for info in packed.infolist()) > longest:
        raise SourceError("too-large", f"{source}: it would unpack to more than {longest:,} bytes")
    for info in packed.infolist():
        check_dense(info, source)


def check_dense(info: zipfile.ZipInfo, source: str) -> None:
    """Raise SourceError (`too-large`) for a part that is packed so densely that it can be no text."""
    if info.file_size > _LARGE and info.file_size > _DENSE * max(1, info.compress_size):
        message = f"{source}: {info.filename} would unpack to {info.file_size:,} bytes from {info.compress_size:,}"
        raise SourceError("too-large", message)


def part(given: Given, name: str) -> bytes:
    """One part of a document. Raises SourceError (`damaged`, `encrypted`, `too-long`)."""
    longest = given.reading.settings.max_bytes
    try:
        with zipfile.ZipFile(given.file()) as packed:
            info = packed.getinfo(name)
            if info.flag_bits & _ENCRYPTED:
                raise SourceError("encrypted", f"{given.source}: the file is protected by a password")
            with packed.open(info) as stream:
                data = stream.read(longest + 1)
    except KeyError as error:
        raise SourceError("damaged", f"{given.source}: the file lacks its part {name}") from error
    except DAMAGES as error:
        raise SourceError("damaged", f"{given.source}: the file is damaged: {error}") from error
    if len(data) > longest:
        raise SourceError("too-long", f"{given.source}: its text has more than {longest:,} bytes")
    return data
