"""From bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dragoman.model.text import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
_META = re.compile(
    rb"<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I
)
# Only these: a page may name any codec that Python has, and some of them run far or hide markup.
_ALLOWED = re.compile(
    r"(windows-125\d|cp125\d|iso-?8859-\d{1,2}|latin-?1|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr|macintosh)",
    re.I,
)
# Quotation marks and apostrophes where words have them, as an old Macintosh wrote them and as Windows does.
_MAC = re.compile(rb"[a-z]\xd5[a-z]{1,2}\b|[\s(]\xd2[A-Za-z]|[.,!?a-z]\xd3(?=[\s.,)]|$)")
_WINDOWS = re.compile(rb"[\x80-\x9f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and a note where its encoding had to be guessed."""

    text: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, charset: str | None = None) -> Decoded | None:
    """The text of some bytes, or None where they are none.

    A byte order mark decides; then UTF-8 where it fits; then what the server or the page names; then
    Windows-1252. Nothing else is changed: line ends stay as they are.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(name, errors="replace"))
    wide = _wide(data)
    if wide:
        return _checked(data.decode(wide, errors="replace"), _note(wide))
    if b"\0" in data or data.startswith(_MAGIC):
        return None
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _guess(data, charset)


def _wide(data: bytes) -> str | None:
    """UTF-16 that no mark tells of: every second byte of what is written in Latin letters is zero."""
    head = data[:2000]
    if len(head) < 40 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    return "utf-16-le" if odd > 0.8 and even < 0.05 else "utf-16-be" if even > 0.8 and odd < 0.05 else None


def _checked(text: str, *notes: Note) -> Decoded | None:
    return None if len(_CONTROL.findall(text)) > 4 + len(text) // 100 else Decoded(text, notes)


def _guess(data: bytes, charset: str | None) -> Decoded | None:
    damaged = data.decode("utf-8", errors="replace")
    # A UTF-8 text with a few broken bytes would turn to gibberish throughout in a one-byte encoding.
    wide = sum(1 for character in damaged if character > "\x7f")
    lost = damaged.count("\ufffd")
    if wide - lost > 3 * lost:
        return _checked(damaged, _note("UTF-8 with broken bytes"))
    meta = _META.search(data[:4096])
    for name in (charset, meta[1].decode("ascii") if meta else None):
        text = _try(data, name)
        if text is not None:
            return _checked(text, _note(str(name)))
    name = "mac-roman" if len(_MAC.findall(data)) > len(_WINDOWS.findall(data)) else "windows-1252"
    return _checked(data.decode(name, errors="replace"), _note(name))


def _try(data: bytes, name: str | None) -> str | None:
    if not name or not _ALLOWED.fullmatch(name):
        return None
    # Browsers read Latin-1 as Windows-1252, and pages are written for them.
    actual = "cp1252" if re.fullmatch(r"iso-?8859-1|latin-?1", name, re.I) else name
    try:
        return data.decode(actual)
    except (UnicodeDecodeError, LookupError):
        return None


def _note(name: str) -> Note:
    return Note("encoding-guessed", f"the text is not UTF-8; it was read as {name}")
