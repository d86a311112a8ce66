"""What was done to a page on its way (Transfer-Encoding, Content-Encoding), undone within bounds."""

from __future__ import annotations

import io
import re
import zlib

from dragoman.errors import SourceError

_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")


def unpacked(body: bytes, transfer: str, content: str, place: str, longest: int) -> tuple[bytes, bool]:
    """The bytes of a page, and whether they break off. Raises SourceError, also beyond `longest` bytes.

    `transfer` and `content` are the headers Transfer-Encoding and Content-Encoding.
    Some crawlers undo the packing and keep the header that tells of it: a body that is not packed as it says
    and looks like a page is taken as it is.
    """
    cut = False
    for coding in (*_codings(transfer), *_codings(content)):
        _check(body, place, longest)
        try:
            body, broken = _unpack(coding, body, longest)
            cut = cut or broken
        except (OSError, EOFError, ValueError, zlib.error) as error:
            if not body.lstrip().startswith(b"<"):
                raise SourceError("unreadable", f"{place}: not packed as it says ({coding}): {error}") from error
    _check(body, place, longest)
    return body, cut


def _codings(header: str) -> list[str]:
    """The codings to undo, the last one first."""
    names = [name.strip().lower() for name in header.split(",")]
    return [name for name in reversed(names) if name not in ("", "identity", "none", "utf-8")][:4]


def _check(body: bytes, place: str, longest: int) -> None:
    if len(body) > longest:
        raise SourceError("too-long", f"{place}: more than {longest:,} bytes")


def _unpack(coding: str, body: bytes, longest: int) -> tuple[bytes, bool]:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    if coding == "chunked":
        return _joined(body) if _CHUNK_SIZE.match(body) else (body, False)
    if coding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, longest)
    readers = {"br": BrotliReader, "zstd": ZstdReader}
    if coding not in readers:
        raise ValueError("unknown packing")
    reader = readers[coding](io.BytesIO(body))
    parts: list[bytes] = []
    size = 0
    while size <= longest and (part := reader.read(longest + 1 - size)):
        parts.append(part)
        size += len(part)
    return b"".join(parts), False


def _joined(body: bytes) -> tuple[bytes, bool]:
    """The chunks (RFC 9112, 7.1) of a body as one; their extensions, which fastwarc refuses, are passed over."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK_SIZE.match(body, at):
        start, size = match.end(), int(match[1], 16)
        if size == 0:
            return b"".join(parts), False
        parts.append(body[start : start + size])
        at = start + size
        at += 2 if body.startswith(b"\r\n", at) else 1
    return b"".join(parts), True


def _inflated(body: bytes, longest: int) -> tuple[bytes, bool]:
    wrapped = body[:2] == b"\x1f\x8b" or (len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0)
    # 32: gzip's or zlib's wrapping, as it comes; some servers send deflate without any.
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
    data = unpacker.decompress(body, longest + 1)
    return data, not unpacker.eof
