"""The built gazetteer in the cache folder: kept, read again, and never trusted where others could have written it."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.resolve import gazetteer as gazetteer_module
from dragoman.resolve.gazetteer import load_gazetteer
from dragoman.resolve.kept import cache_folder, keep, open_kept


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache folder that does not exist yet."""
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def built() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript("CREATE TABLE places (name TEXT); INSERT INTO places VALUES ('Lima');")
    yield connection
    connection.close()


def names(key: str = "made-of") -> list[str] | None:
    """What the kept file holds; None where there is none to trust."""
    kept = open_kept(key)
    if kept is None:
        return None
    try:
        return [name for (name,) in kept.execute("SELECT name FROM places")]
    finally:
        kept.close()


def test_what_was_built_is_read_again_by_the_same_key_alone(folder: Path, built: sqlite3.Connection) -> None:
    assert names() is None
    keep(built, "made-of")
    assert names() == ["Lima"]
    assert names("other") is None
    assert len(list(folder.iterdir())) == 1
    assert os.name != "posix" or folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_file_that_does_not_fit_its_name_is_removed(
    folder: Path, built: sqlite3.Connection, damage: bytes | None
) -> None:
    keep(built, "made-of")
    (kept,) = folder.iterdir()
    content = bytearray(kept.read_bytes())
    content[-1] ^= 1
    kept.write_bytes(bytes(content) if damage is None else damage)
    assert names() is None
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="these bits say nothing there")
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_in_which_others_can_write_is_not_used(folder: Path, built: sqlite3.Connection, mode: int) -> None:
    keep(built, "made-of")
    (kept,) = folder.iterdir()
    folder.chmod(mode)
    with pytest.warns(UserWarning, match="others can write"):
        assert names() is None
    with pytest.warns(UserWarning, match="DRAGOMAN_CACHE"):
        keep(built, "other")
    assert list(folder.iterdir()) == [kept]


@pytest.mark.skipif(sys.platform == "win32", reason="these bits say nothing there")
def test_a_file_that_others_can_write_or_that_is_a_link_is_not_used(folder: Path, built: sqlite3.Connection) -> None:
    keep(built, "made-of")
    (kept,) = folder.iterdir()
    kept.chmod(0o666)
    assert names() is None
    keep(built, "made-of")
    (kept,) = folder.iterdir()
    moved = kept.rename(folder.parent / "elsewhere")
    kept.symlink_to(moved)
    assert names() is None


def test_what_a_killed_process_left_goes_with_the_next_one(folder: Path, built: sqlite3.Connection) -> None:
    folder.mkdir(mode=0o700)
    for name, age in (("places-a.part", 7200), ("places-a.part-journal", 7200), ("places-b.part", 60)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    keep(built, "made-of")
    assert sorted(path.name for path in folder.iterdir() if ".part" in path.name) == ["places-b.part"]
    assert names() == ["Lima"]


def test_few_versions_are_kept(folder: Path, built: sqlite3.Connection) -> None:
    for number in range(6):
        keep(built, f"version{number}")
    assert len(list(folder.iterdir())) == 3
    assert names("version5") == ["Lima"]


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path, built: sqlite3.Connection) -> None:
    folder.write_text("a file where the folder should be")
    keep(built, "made-of")
    assert names() is None


def test_the_gazetteer_is_built_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_module, "_LEVEL", 15000)
    first = load_gazetteer(lexicon.load()).senses("Lima")
    (kept,) = folder.iterdir()

    def fail(*_: object) -> None:
        raise AssertionError("built again")

    monkeypatch.setattr(gazetteer_module, "_build", fail)
    assert load_gazetteer(lexicon.load()).senses("Lima") == first
    assert list(folder.iterdir()) == [kept]


def test_the_cache_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("DRAGOMAN_CACHE")
    assert cache_folder().name in ("dragoman", "Cache")
