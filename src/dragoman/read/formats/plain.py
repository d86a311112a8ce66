"""Plain text: a file that is one report, read character for character."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.errors import SourceError
from dragoman.read.article import Known, build
from dragoman.read.formats.given import Given, Item

# What begins so is no text, and is called by its name, so that its owner knows what to convert.
_KINDS = (
    (b"\xd0\xcf\x11\xe0", "unsupported-format", "an old Office document: save it as .docx or .xlsx"),
    (b"\x89PNG", "binary", "a picture"),
    (b"\xff\xd8\xff", "binary", "a picture"),
    (b"GIF8", "binary", "a picture"),
    (b"II*\x00", "binary", "a picture"),
    (b"MM\x00*", "binary", "a picture"),
    (b"Rar!", "unsupported-format", "a RAR archive: unpack it"),
    (b"7z\xbc\xaf", "unsupported-format", "a 7z archive: unpack it"),
    (b"\x28\xb5\x2f\xfd", "unsupported-format", "packed by zstd: unpack it"),
    (b"SQLite format 3", "unsupported-format", "an SQLite database: export its table as CSV"),
    (b"RDX", "unsupported-format", "an R data file: export its table as CSV"),
    (b"<stata_dta>", "unsupported-format", "a Stata file: export its table as CSV"),
)


def is_plain(given: Given) -> bool:
    """Whether bytes are text; the last format of all."""
    return given.text is not None and not given.head.startswith(tuple(magic for magic, _, _ in _KINDS))


def read_plain(given: Given) -> Iterator[Item]:
    """The one article that a text is."""
    decoded = given.decoded()
    known = Known(url=given.url, notes=decoded.notes)
    yield build(decoded.text, given.source, known, given.reading.fallback)


def refuse(given: Given) -> SourceError:
    """The error of bytes that no format reads."""
    for magic, code, words in _KINDS:
        if given.head.startswith(magic):
            return SourceError(code, f"{given.source}: {words}")
    if not given.head:
        return SourceError("empty", f"{given.source}: there is nothing in it")
    return SourceError("binary", f"{given.source}: not text")
