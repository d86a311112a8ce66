"""Articles that are copies of each other: cut, re-headed, put in another order, under another lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from dragoman import lexicon
from dragoman.archive.tables import DERIVED
from dragoman.reconcile.candidates import candidates, signatures
from dragoman.reconcile.members import join, sql
from dragoman.reconcile.shingles import Hashes, Shelf, shingle

if TYPE_CHECKING:
    import duckdb

LEAST_SHINGLES = 20
"""A text of fewer is a headline or a stub, and says too little to be told from a quotation."""
LEAST_CONTAINED = 0.7
"""The share of the shorter text's shingles that must stand in the longer one."""
WORTH_KEEPING = 0.3
"""Pairs less alike are not written down."""
FORM = (6, 0.5)
"""So many shingles, and such a share of all with a number, that differ only in the number: made from one form."""
_FETCH = 500

LINKS = DERIVED["duplicate_links"]
_PAIRS = """
SELECT one, other, similarity::DOUBLE AS likeness FROM duplicate_links
UNION ALL FROM own_links
"""


class Texts(NamedTuple):
    """The articles' ids by date and id, and their shingles in the same order."""

    ids: Sequence[str]
    all: Shelf
    numbered: Shelf
    masked: Shelf


def links(base: duckdb.DuckDBPyConnection, folder: Path) -> pa.Table:
    """Pairs of articles that are alike (columns of `LINKS`), with the share of the shorter one that both have.

    Also makes the temporary table `duplicate_texts`: articles that say word for word what an earlier one says. Only the
    first of them is compared with others.

    `folder` takes nameless temporary files: about 2 kB an article.
    """
    base.execute(sql("texts"))
    texts = _read(base, folder)
    if not texts.ids:
        return LINKS.empty_table()
    fit = np.fromiter((len(some) >= LEAST_SHINGLES for some in texts.all), dtype=bool, count=len(texts.ids))
    rows: list[tuple[str, str, float]] = []
    for one, other in candidates(signatures(texts.all), fit):
        similarity = _similarity(texts, int(one), int(other))
        if similarity >= WORTH_KEEPING:
            rows.append((texts.ids[one], texts.ids[other], similarity))
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return pa.table(dict(zip(LINKS.names, map(list, columns), strict=True)), schema=LINKS)


def groups(base: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `made_duplicates` from the tables or views `duplicate_links` and `duplicate_texts`."""
    base.execute(sql("twins"))
    join(base, "articles", _PAIRS, LEAST_CONTAINED)
    base.execute(sql("duplicates"))


def _read(base: duckdb.DuckDBPyConnection, folder: Path) -> Texts:
    shelves = [Shelf(folder) for _ in range(3)]
    keys: list[tuple[date, str]] = []
    words = lexicon.load().stories
    found = base.execute(
        "SELECT article_id, published, text FROM articles ANTI JOIN duplicate_texts USING (article_id) "
        "WHERE text IS NOT NULL"
    )
    for name, published, text in _batches(found):
        keys.append((published or date.max, name))
        for shelf, hashes in zip(shelves, shingle(text, words), strict=True):
            shelf.put(hashes)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    for shelf in shelves:
        shelf.close(order)
    return Texts([keys[number][1] for number in order], *shelves)


def _batches(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, date | None, str]]:
    while some := found.fetchmany(_FETCH):
        yield from some


def _similarity(texts: Texts, one: int, other: int) -> float:
    """The share of the shorter text that stands in the longer one; 0 where both were made from one form."""
    left, right = texts.all[one], texts.all[other]
    similarity = _common(left, right) / min(len(left), len(right))
    if similarity < WORTH_KEEPING:
        return similarity
    numbered = _common(texts.numbered[one], texts.numbered[other])
    masked = _common(texts.masked[one], texts.masked[other])
    least, share = FORM
    return 0.0 if masked - numbered >= max(least, share * masked) else similarity


def _common(one: Hashes, other: Hashes) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))
