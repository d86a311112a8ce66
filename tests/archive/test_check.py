"""What `check` finds in a damaged archive, and what mending leaves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.archive import Archive, manifest, views
from dragoman.archive.check import PUT_ASIDE, check, mend
from dragoman.archive.files import sha256
from dragoman.archive.manifest import Shard
from dragoman.errors import ArchiveError
from tests.archive.records import TEXT, article, coding


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding()])
    archive.add([coding(article("a2", TEXT + " Later."))])
    return archive


def codes(archive: Archive) -> list[tuple[str, str]]:
    return [(finding.where, finding.code) for finding in check(archive)]


def test_a_sound_archive_has_nothing_wrong(archive: Archive) -> None:
    assert codes(archive) == []


def test_a_truncated_shard_is_named_and_put_aside(archive: Archive) -> None:
    shard = archive.manifest.shards[0]
    path = archive.folder / "shards" / shard.name / "events.parquet"
    path.write_bytes(path.read_bytes()[:-40])
    assert codes(archive) == [(f"shards/{shard.name}/events.parquet", "damaged-file")]
    assert mend(archive) == [shard.name]
    assert codes(archive) == []
    assert (archive.folder / PUT_ASIDE / shard.name / "events.parquet").exists()
    with pytest.raises(ArchiveError, match="no article"):
        archive.coding("a1")
    assert archive.coding("a2").article.text.endswith("Later.")
    # What was put aside can be read in again.
    assert archive.add([coding()]) == 1
    assert archive.coding("a1") == coding()


def test_a_missing_file_and_foreign_files_are_named(archive: Archive) -> None:
    shard = archive.manifest.shards[1]
    (archive.folder / "shards" / shard.name / "times.parquet").unlink()
    (archive.folder / "notes.docx").write_bytes(b"x")
    (archive.folder / "shards" / "old").mkdir()
    assert codes(archive) == [
        (f"shards/{shard.name}/times.parquet", "missing-file"),
        ("notes.docx", "foreign-file"),
        ("shards/old", "foreign-file"),
    ]


def test_a_line_that_is_no_judgement_is_named(archive: Archive) -> None:
    (archive.folder / "judgements.jsonl").write_text('{"subject": "a1/e1", "verdict": "right"}\n{"verd\n[]\n')
    views.rebuild(archive.folder)
    assert codes(archive) == [("judgements.jsonl:2", "bad-judgement"), ("judgements.jsonl:3", "bad-judgement")]


def test_a_copy_of_the_folder_has_the_views_of_the_first(archive: Archive, tmp_path: Path) -> None:
    copy = Archive(shutil.copytree(archive.folder, tmp_path / "copy"))
    assert codes(copy) == [("archive.duckdb", "old-views")]
    mend(copy)
    assert codes(copy) == []
    (copy.folder / "archive.duckdb").unlink()
    assert codes(copy) == [("archive.duckdb", "old-views")]


def _change(archive: Archive, table: str, column: str, value: object) -> None:
    """Write a wrong value with a right hash: what a bug would do, not a broken disk."""
    state = archive.manifest
    shard = state.shards[0]
    path = archive.folder / "shards" / shard.name / f"{table}.parquet"
    content = pq.read_table(path)
    place = content.schema.get_field_index(column)
    values = content.column(column).to_pylist()
    wrong = pa.array([value, *values[1:]], type=content.schema.field(column).type)
    pq.write_table(content.set_column(place, content.schema.field(column), wrong), path)
    hashes = {**shard.sha256, table: sha256(path)}
    changed = Shard(shard.name, shard.coder, shard.level, shard.rows, hashes, shard.format)
    archive_state = manifest.Manifest(
        state.keep_text, state.number, state.coders, (changed, *state.shards[1:]), state.retired
    )
    manifest.save(archive.folder, archive_state)


@pytest.mark.parametrize(
    ("table", "column", "value", "found"),
    [
        ("articles", "text", TEXT.replace("Tuesday", "Wednesday"), ("a1", "changed-text")),
        ("events", "trigger", {"start": 5, "end": 9}, ("a1/e1", "bad-words")),
        ("events", "trigger", {"start": 5, "end": 9000}, ("a1/e1", "bad-span")),
        ("statements", "content", [{"start": 9, "end": 3}], ("a1/s1", "bad-span")),
        ("positions", "deadline_words", "by July", ("a1/p1", "bad-words")),
        ("positions", "article_id", "a9", ("a1/p1", "no-article")),
    ],
)
def test_a_record_that_does_not_fit_its_text_is_named(
    archive: Archive, table: str, column: str, value: object, found: tuple[str, str]
) -> None:
    _change(archive, table, column, value)
    assert found in codes(archive)


def test_without_texts_spans_are_still_checked(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "bare", keep_text=False)
    archive.add([coding()])
    assert codes(archive) == []
    _change(archive, "events", "sentence", {"start": 0, "end": 10_000})
    assert ("a1/e1", "bad-span") in codes(archive)
