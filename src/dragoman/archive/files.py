"""Writing so that a reader, a second writer or a crash never meets half a file."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dragoman.errors import ArchiveError

TEMPORARY = ".tmp-"
"""How the names of unfinished files and folders begin; the next writer removes what a killed one left."""


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole: under another name, synced, then renamed over the old one."""
    with disk(path):
        new = path.with_name(f"{TEMPORARY}{path.name}")
        with new.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
        sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def literal(value: Path | str) -> str:
    """A path or text as it stands in SQL, where DuckDB takes no parameter."""
    return "'" + str(value).replace("'", "''") + "'"


def sha256(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def clear_temporary(folder: Path) -> None:
    """Remove what a killed writer left unfinished in a folder."""
    for path in folder.glob(f"{TEMPORARY}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


TEMPORARY_DATA = "dragoman-spill-"
"""How the names of folders begin into which DuckDB puts what does not fit into memory."""
_ROOM = "more memory or temporary space is needed: set TMPDIR to a folder on a larger disk"


@contextmanager
def disk(path: Path) -> Iterator[None]:
    """Name what a disk may refuse, to us or to DuckDB. Raises ArchiveError (`disk-full`, `not-writable`)."""
    try:
        yield
    except duckdb.Error as error:
        if os.strerror(errno.ENOSPC) not in str(error):
            raise
        raise _full(path) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(path) from error
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            named = error.filename if error.filename and TEMPORARY not in str(error.filename) else path
            raise ArchiveError(f"{named}: {error.strerror}", "not-writable") from error
        raise


@contextmanager
def query_errors(folder: Path) -> Iterator[None]:
    """Name what DuckDB says of files that are cut off or gone, and of too little room for what it sorts.

    Raises ArchiveError (`damaged`, `no-room`).
    """
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise ArchiveError(f"{_first(error)}; {_ROOM}", "no-room") from error
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        if TEMPORARY_DATA in str(error):
            raise ArchiveError(f"{_first(error)}; {_ROOM}", "no-room") from error
        if ".parquet" not in str(error):
            raise
        raise ArchiveError(f"{_first(error)}; `dragoman check {folder}` says what is wrong", "damaged") from error


def _first(error: Exception) -> str:
    return str(error).splitlines()[0]


def _full(path: Path) -> ArchiveError:
    message = f"{path}: the disk is full; what was written before is safe, free some space and run again"
    return ArchiveError(message, "disk-full")


WRITER = "lock"
"""Held for as long as articles are written."""
VIEWS = "lock.views"
"""Held for the moment in which the views are made anew, which writers, judges and `reconcile` all do."""
DERIVED = "lock.derived"
"""Held while derived tables are put in their places."""


@contextmanager
def locked(folder: Path, wait: bool, name: str = WRITER) -> Iterator[None]:
    """Hold one of an archive's locks alone.

    Raises ArchiveError (`archive-busy`) where another process has it and `wait` is false.
    """
    with disk(folder), (folder / name).open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            message = f"{folder}: another process is writing to this archive; wait for it (--wait) or stop it"
            raise ArchiveError(message, "archive-busy") from None
        yield
