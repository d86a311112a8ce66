"""`dragoman plot`: a file with the picture, its rows beside it, and mistakes by name."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.archive import Archive
from tests.archive.records import coding

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.create(tmp_path / "gulf")
    archive.add([coding()])
    return archive


def test_a_picture_and_its_rows_are_written(command: Run, archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "types.svg"
    status, _, err = command("plot", archive.folder, "--kind", "types", "--out", out, "--data")
    assert (status, err) == (0, f"dragoman: types of 1 rows in {out}\n")
    assert out.read_bytes().startswith(b"<svg")
    with out.with_suffix(".csv").open(encoding="utf-8") as rows:
        assert list(csv.DictReader(rows)) == [
            {"type": "CONSULT", "quad_class": "1", "class": "verbal cooperation", "events": "1"}
        ]


def test_mistakes_are_named_and_nothing_is_left(command: Run, archive: Archive, tmp_path: Path) -> None:
    for options, said in (
        (("--kind", "pie", "--out", tmp_path / "x.png"), "bad-query: no kind of picture 'pie'"),
        (("--kind", "types", "--out", tmp_path / "x.gif"), "bad-choice: no picture format '.gif'"),
        (("--kind", "dyad", "--out", tmp_path / "x.png"), "bad-query: a dyad has two sides"),
        (("--kind", "types", "--out", tmp_path / "no" / "x.png"), "bad-export: "),
    ):
        status, _, err = command("plot", archive.folder, *options)
        assert (status, said in err) == (2, True), err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gulf"]
