"""How far reading has come, in bytes, for whoever watches it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO, cast

_PIECE = 65_536


@dataclass(slots=True)
class Meter:
    """Counts the bytes of the sources that were read; `source` is the one being read now.

    `done` are bytes of sources that were left behind, `at` those of the present one.
    """

    source: str = ""
    done: int = 0
    at: int = 0

    @property
    def bytes(self) -> int:
        """All bytes so far."""
        return self.done + self.at

    def enter(self, source: str) -> None:
        """Begin another source."""
        self.source = source
        self.done += self.at
        self.at = 0


def metered(stream: BinaryIO, meter: Meter) -> BinaryIO:
    """The same bytes, counted as they are read."""
    return cast(BinaryIO, io.BufferedReader(_Counting(stream, meter), _PIECE))


class _Counting(io.RawIOBase):
    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def readinto(self, buffer: object) -> int:
        # What is there now and no more: standard input may be waited for.
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        read = getattr(self._stream, "read1", self._stream.read)
        data = read(min(len(view), _PIECE))
        view[: len(data)] = data
        self._position += len(data)
        self._meter.at = max(self._meter.at, self._position)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        self._position = self._stream.seek(offset, whence)
        return self._position

    def tell(self) -> int:
        return self._position
