"""What is told of two coders' readings of the same article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.errors import ArchiveError
from dragoman.query.diff import diff
from tests.archive.records import LATER, TEXT, article, coding


def test_gained_lost_and_changed(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    old = coding()
    meeting, opening = old.events
    new = replace(
        old, coder=LATER, statements=(),
        events=(
            replace(meeting, id="e1", type="COOPERATE", date=None),
            replace(meeting, id="e2", trigger=(0, 4), sentence=(0, 24)),
        ),
    )  # fmt: skip
    archive.add([old, coding(article("only-old", TEXT + " Later."))])
    archive.add([new])
    rows = [
        (row["change"], row["kind"], row["id_from"], row["id_to"], row["field"], row["before"], row["after"])
        for row in diff(archive).to_pylist()
    ]
    assert rows == [
        ("changed", "events", "a1/e1", "a1/e1", "type", "CONSULT", "COOPERATE"),
        ("changed", "events", "a1/e1", "a1/e1", "date_start", "2011-05-03", None),
        ("changed", "events", "a1/e1", "a1/e1", "date_end", "2011-05-03", None),
        ("lost", "events", "a1/e2", None, None, opening.type, None),
        ("gained", "events", None, "a1/e2", None, None, "CONSULT"),
        ("lost", "statements", "a1/s1", None, None, "direct", None),
    ]
    assert diff(archive, "0.2.0", "0.1.0").num_rows == len(rows)


def test_one_coder_cannot_be_compared(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding()])
    with pytest.raises(ArchiveError, match="no two coders"):
        diff(archive)
