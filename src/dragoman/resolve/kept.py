"""The built gazetteer in the user's cache folder: trusted only where nobody else can have written it.

A file's name holds what it was made of and the SHA-256 of its bytes. What does not fit is removed and built again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import sys
import tempfile
import time
import warnings
from contextlib import suppress
from pathlib import Path

_KEPT = 3
"""Files of other versions that are left alone; older ones are removed."""
_LEFT = 3600.0
"""Seconds after which a file that was never finished is what a killed process left behind."""
_FAULTS = (OSError, sqlite3.Error, RuntimeError)


def cache_folder() -> Path:
    """Where the built gazetteer is kept: `DRAGOMAN_CACHE`, or the platform's cache folder."""
    chosen = os.environ.get("DRAGOMAN_CACHE")
    if chosen:
        return Path(chosen)
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "dragoman"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "dragoman" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "dragoman"


def open_kept(key: str) -> sqlite3.Connection | None:
    """The file made of what a key says, if its bytes are those that were written; None where there is none."""
    with suppress(*_FAULTS):
        folder = cache_folder()
        if not folder.is_dir() or not _is_private(folder):
            return None
        for path in sorted(folder.glob(f"places-{key}-*.sqlite")):
            if _is_ours(path.lstat()) and _hash(path) == path.stem.rsplit("-", 1)[1]:
                uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
                return sqlite3.connect(uri, uri=True, check_same_thread=False)
            path.unlink()
    return None


def keep(built: sqlite3.Connection, key: str) -> None:
    """Write the tables under a temporary name, then rename; a folder that cannot be written is no error."""
    with suppress(*_FAULTS):
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder):
            return
        _tidy(folder)
        handle, name = tempfile.mkstemp(prefix="places-", suffix=".part", dir=folder)
        os.close(handle)
        written = Path(name)
        try:
            _write(built, written)
            written.replace(folder / f"places-{key}-{_hash(written)}.sqlite")
        finally:
            for part in (written, Path(f"{name}-journal")):
                part.unlink(missing_ok=True)


def _write(built: sqlite3.Connection, path: Path) -> None:
    target = sqlite3.connect(path)
    try:
        built.backup(target)
    finally:
        target.close()


def _tidy(folder: Path) -> None:
    """Remove what killed processes left and the files of versions long past."""
    for path in folder.glob("places-*.part*"):
        if time.time() - path.lstat().st_mtime > _LEFT:
            path.unlink(missing_ok=True)
    kept = sorted(folder.glob("places-*.sqlite"), key=lambda path: path.lstat().st_mtime, reverse=True)
    for path in kept[_KEPT - 1 :]:
        path.unlink(missing_ok=True)


def _is_private(folder: Path) -> bool:
    """Whether nobody else can write in a folder. Where others can, the tables are built at each start instead."""
    if _is_ours(folder.stat()):
        return True
    warnings.warn(
        f"{folder} belongs to another user or others can write in it: the gazetteer is not kept there and is built"
        " at each start; set DRAGOMAN_CACHE to a folder of your own (chmod 700)",
        stacklevel=2,
    )
    return False


def _is_ours(found: os.stat_result) -> bool:
    """Whether a file or folder is no link, belongs to who runs this, and cannot be written by others."""
    if stat.S_ISLNK(found.st_mode):
        return False
    if sys.platform == "win32":
        return True  # what others may write there is not told by these bits
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
