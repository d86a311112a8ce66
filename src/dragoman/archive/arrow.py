"""Records of one coding as the archive's tables have them."""

from __future__ import annotations

import pyarrow as pa

from dragoman.archive.rows import coding_rows
from dragoman.archive.tables import CODED, VIEWED
from dragoman.errors import QueryError
from dragoman.model.record import Coding


def coding_table(coding: Coding, kind: str) -> pa.Table:
    """The rows of one kind, with all columns of the archive however few rows there are.

    Raises QueryError for a kind that there is not.
    """
    if kind not in CODED:
        raise QueryError(f"a coding has no {kind!r}: there are {', '.join(CODED)}")
    rows = coding_rows(coding, coding.id, keep_text=True)[kind]
    return pa.Table.from_pylist([{"id": coding.id} | row for row in rows], schema=VIEWED[kind])
