"""GDELT GKG 2.1: 27 columns between tabs without a header, of which those of an article's quotations are filled.

Column 23 holds blocks `Offset|Length|Verb|Quote`, separated by `#`. Offset is that of the first character behind the
quotation mark, both count characters of the article's text. `--with-speaker` adds `|Speaker`, which GDELT has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from dragoman.export import parties
from dragoman.export.article import address, host, stamp
from dragoman.export.files import Files
from dragoman.export.lines import Tabs
from dragoman.export.request import Request, Row

DROPS = (
    "indirect statements, and what stands without quotation marks in mixed ones",
    "the speaker, unless `--with-speaker` is given; the addressee, the act, and the sector and country of both",
    "articles without a quotation",
    "the characters `|`, `#` and control characters in a quotation, which become spaces",
    "always empty: all columns but id, date, source and document (1 to 5) and the quotations (23)",
)

WIDTH, QUOTATIONS = 27, 22
COLUMNS = (
    "id", "article_id", "kind", "speaker", "cue_words", "content", "published", "outlet", "url", "article_time",
    "content_around",
)  # fmt: skip
_RESERVED = re.compile(r"[#|\x00-\x1f\x7f-\x9f\u2028\u2029]")
_STOPS = " ,.;:!?…—-"
_MARKS = frozenset("\"“”„‟'‘’‚‛«»‹›")


def write(request: Request, files: Files) -> int:
    """Write one row an article, and say how many statements are in them."""
    rows, count, number = Tabs(files[""]), 0, 0
    for _, some in groupby(request.rows("statements", COLUMNS), itemgetter("article_id")):
        statements = list(some)
        blocks = [list(_blocks(row, request.with_speaker)) for row in statements]
        if any(blocks):
            number += 1
            count += sum(map(bool, blocks))
            rows.write(_cells(statements[0], number, "#".join(block for found in blocks for block in found)))
    return count


def _cells(row: Row, number: int, quotations: str) -> list[object]:
    cells: list[object] = [""] * WIDTH
    when = stamp(row)
    cells[:5] = [f"{when or '0' * 14}-{number}", when, 1 if row["url"] else 2, host(row), address(row)]
    cells[QUOTATIONS] = quotations
    return cells


def _blocks(row: Row, with_speaker: bool) -> Iterator[str]:
    for span, words in zip(row["content"], row["content_around"], strict=True):
        if row["kind"] == "indirect" or (row["kind"] == "mixed" and not _quoted(words)):
            continue
        start, length = span["start"], span["end"] - span["start"]
        fields = [str(start), str(length), row["cue_words"] or "", words["exact"] or ""]
        if with_speaker:
            fields.append(parties.name(row["speaker"]))
        yield "|".join(_RESERVED.sub(" ", field) for field in fields)


def _quoted(words: Row) -> bool:
    """Whether a stretch stands between quotation marks; never, where the text was not kept."""
    before, behind = words["prefix"] or "", words["suffix"] or ""
    return before[-1:] in _MARKS and behind.lstrip(_STOPS)[:1] in _MARKS
