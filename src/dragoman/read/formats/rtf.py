"""Rich text (RTF)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.errors import SourceError
from dragoman.read.formats.document import articles_of_document
from dragoman.read.formats.given import Given, Item

_MADE = re.compile(rb"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def is_rtf(given: Given) -> bool:
    """Whether bytes are rich text."""
    return given.head.lstrip().startswith(b"{\\rtf")


def read_rtf(given: Given) -> Iterator[Item]:
    """The articles of rich text."""
    from striprtf.striprtf import rtf_to_text

    data = given.data().lstrip()
    try:
        # Bytes beyond ASCII are written as escapes; what stands there all the same is Windows' writing.
        text: str = rtf_to_text(data.decode("cp1252", errors="replace"), errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise SourceError("damaged", f"{given.source}: the rich text is damaged: {error}") from error
    made = _MADE.search(data[:20_000])
    day = "-".join(part.decode().zfill(2) for part in made.groups()) if made else ""
    yield from articles_of_document(_paragraphs(text), given, day, b"\\revised" in data or b"\\deleted" in data)


def _paragraphs(text: str) -> str:
    """A blank line after every paragraph; cells of a table's row, which come with bars, apart by tabs."""
    lines = (
        re.sub(r"\|", "\t", line).strip() if line.count("|") > 1 else line.rstrip("|") for line in text.split("\n")
    )
    return "\n\n".join(line for line in lines if line.strip())
