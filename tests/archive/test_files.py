"""What disks and DuckDB say gets a name that stays, and a word on what to do."""

from __future__ import annotations

import errno
from pathlib import Path

import duckdb
import pytest

from dragoman.archive import Archive
from dragoman.archive.files import disk, query_errors
from dragoman.errors import ArchiveError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (PermissionError(errno.EACCES, "Permission denied", "out.csv"), "not-writable"),
        (duckdb.IOException("IO Error: Could not write file: No space left on device"), "disk-full"),
    ],
)
def test_what_a_disk_refuses(tmp_path: Path, error: Exception, code: str) -> None:
    with pytest.raises(ArchiveError) as caught, disk(tmp_path):
        raise error
    assert caught.value.code == code
    assert str(getattr(error, "filename", None) or tmp_path) in str(caught.value)


def test_too_little_room_to_sort_in(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    with archive.connect() as base, pytest.raises(ArchiveError, match="TMPDIR") as caught, query_errors(archive.folder):
        base.execute("SET memory_limit = '20MB'; SET max_temp_directory_size = '1MB'; SET threads = 1")
        base.execute("SELECT repeat('x', 40) || i AS t FROM range(900000) r(i) ORDER BY hash(i)").fetchall()
    assert caught.value.code == "no-room"


def test_no_two_connections_share_where_they_put_what_they_sort(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    with archive.connect() as one, archive.connect() as other:
        places = {base.execute("SELECT current_setting('temp_directory')").fetchone() for base in (one, other)}
    assert len(places) == 2
