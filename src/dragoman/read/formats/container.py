"""Containers: zip and tar of files of any kind, and files that are packed by gzip, bzip2 or xz."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from dragoman.errors import SourceError
from dragoman.model.text import Problem, Skipped
from dragoman.read.formats.given import Given, Item, Reading
from dragoman.read.formats.packed import DAMAGES, ZIP, check_dense

_PACKED: tuple[tuple[bytes, tuple[str, ...], Callable[[BinaryIO], object]], ...] = (
    (b"\x1f\x8b", (".gz",), lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", (".bz2",), bz2.BZ2File),
    (b"\xfd7zXZ\x00", (".xz",), lzma.LZMAFile),
)
_DAMAGES = (*DAMAGES, lzma.LZMAError, tarfile.TarError)
_ENCRYPTED = 1
_TARS = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")

Members = Iterator[tuple[str, Callable[[], BinaryIO]]]


def is_zip(given: Given) -> bool:
    """Whether bytes are a zip of files."""
    return given.head.startswith(ZIP)


def is_tar(given: Given) -> bool:
    """Whether bytes are a tar, packed or not."""
    return given.head[257:262] == b"ustar" or (given.suffixed(*_TARS) and _unpacker(given.head) is not None)


def is_packed(given: Given) -> bool:
    """Whether bytes are one file, packed."""
    return _unpacker(given.head) is not None


def read_zip(given: Given) -> Iterator[Item]:
    """What the files in a zip hold, in the order in which they lie there."""
    try:
        packed = zipfile.ZipFile(given.file())
    except _DAMAGES as error:
        raise SourceError("damaged", f"{given.source}: the zip is damaged: {error}") from error
    with packed:
        infos = [info for info in packed.infolist() if not info.is_dir()]
        _check_count(len(infos), given)
        yield from _each(((info.filename, _opener(packed, info, given.source)) for info in infos), given)


def read_tar(given: Given) -> Iterator[Item]:
    """What the files in a tar hold; links and devices in it lead nowhere."""
    try:
        with tarfile.open(fileobj=given.rest(), mode="r|*") as packed:
            yield from _each(_tarred(packed, given), given)
    except _DAMAGES as error:
        raise SourceError("damaged", f"{given.source}: the tar is damaged: {error}") from error


def read_packed(given: Given) -> Iterator[Item]:
    """What a packed file holds."""
    unpack = _unpacker(given.head)
    if unpack is None:
        raise SourceError("damaged", f"{given.source}: not packed")
    inner, suffixes = unpack
    name = next((given.name.removesuffix(suffix) for suffix in suffixes if given.suffixed(suffix)), given.name)
    stream = _Bounded(cast(BinaryIO, inner(given.rest())), _Budget(given))
    try:
        yield from _inside(cast(BinaryIO, io.BufferedReader(stream)), given.source, name, given.reading)
    except _DAMAGES as error:
        raise SourceError("damaged", f"{given.source}: the file is damaged: {error}") from error


def _unpacker(head: bytes) -> tuple[Callable[[BinaryIO], object], tuple[str, ...]] | None:
    return next(((unpack, suffixes) for magic, suffixes, unpack in _PACKED if head.startswith(magic)), None)


def _check_count(count: int, given: Given) -> None:
    if count > given.reading.settings.max_members:
        raise SourceError("too-large", f"{given.source}: more than {given.reading.settings.max_members:,} files in it")


def _opener(packed: zipfile.ZipFile, info: zipfile.ZipInfo, source: str) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        if info.flag_bits & _ENCRYPTED:
            raise SourceError("encrypted", f"{source}: {info.filename} is protected by a password")
        check_dense(info, source)
        return cast(BinaryIO, packed.open(info))

    return open_member


def _tarred(packed: tarfile.TarFile, given: Given) -> Members:
    for number, info in enumerate(packed):
        _check_count(number, given)
        if info.isreg():
            stream = packed.extractfile(info)
            if stream is not None:
                yield info.name, lambda stream=stream: stream  # type: ignore[misc]


def _each(members: Members, given: Given) -> Iterator[Item]:
    budget = _Budget(given)
    for name, open_member in members:
        place = f"{given.source}#{name}"
        skipped = _passed_over(name, place, given)
        if skipped:
            yield skipped
            continue
        try:
            with open_member() as stream:
                bounded = cast(BinaryIO, io.BufferedReader(_Bounded(stream, budget)))
                yield from _inside(bounded, place, name.lower(), given.reading)
        except SourceError as error:
            yield Problem(place, place, error.code, str(error))
            if budget.is_spent:
                return
        except _DAMAGES as error:
            yield Problem(place, place, "damaged", f"{place}: the file is damaged: {error}")


def _passed_over(name: str, place: str, given: Given) -> Skipped | None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if any(part.startswith((".", "__MACOSX")) for part in parts):
        return Skipped(place, place, "hidden", f"{place}: hidden files are not read")
    if given.reading.format == "auto" and not given.reading.known(name):
        return Skipped(place, place, "unknown-kind", f"{place}: files of this kind are not read")
    return None


def _inside(stream: BinaryIO, place: str, name: str, reading: Reading) -> Iterator[Item]:
    if reading.depth >= reading.settings.max_depth:
        raise SourceError("too-deep", f"{place}: more than {reading.settings.max_depth} containers lie in each other")
    yield from reading.inside(Given(stream, place, replace(reading, depth=reading.depth + 1), name=name))


class _Budget:
    """How many bytes may still be unpacked."""

    def __init__(self, given: Given) -> None:
        self._left = given.reading.settings.max_unpacked
        self._message = f"{given.source}: it unpacks to more than {self._left:,} bytes"
        self.is_spent = False

    def spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            self.is_spent = True
            raise SourceError("too-large", self._message)


class _Bounded(io.RawIOBase):
    """A stream that is read once, forward, within a budget."""

    def __init__(self, stream: BinaryIO, budget: _Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._budget.spend(len(data))
        return len(data)
