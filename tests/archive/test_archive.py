"""What goes into an archive comes out of it, once, and survives what happens to disks and processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.archive import Archive, writer
from dragoman.archive.check import check
from dragoman.archive.derived import manifest_numbers
from dragoman.archive.files import sha256
from dragoman.archive.rows import coder_id
from dragoman.archive.tables import CODED, DERIVED, FORMAT, TABLES
from dragoman.errors import ArchiveError
from dragoman.model.record import Coding
from dragoman.model.story import Judgement
from tests.archive.records import INFO, LATER, TEXT, article, coding, problem


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "archive")


def several(count: int) -> list[Coding]:
    return [coding(article(f"a{number}", f"{TEXT} ({number})")) for number in range(count)]


def contents(archive: Archive) -> dict[str, list[str]]:
    with archive.connect() as base:
        return {table: sorted(map(repr, base.execute(f"FROM all_{table}").fetchall())) for table in TABLES}


def test_one_coding_is_added_as_well_as_several(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    assert archive.add(coding()) == 1
    assert archive.add([coding(), coding(article("a2", TEXT + " Again."))]) == 1


def test_a_coding_comes_back_as_it_was(archive: Archive) -> None:
    one = coding()
    archive.add([one])
    assert archive.coding("a1") == one
    assert list(archive.articles()) == [one.article]


def test_words_stand_beside_their_spans(archive: Archive) -> None:
    archive.add([coding()])
    with archive.connect() as base:
        assert base.execute("SELECT trigger_words, day::VARCHAR FROM events ORDER BY id").fetchall() == [
            ("met", "2011-05-03"), ("reopen", "2011-05-04"),
        ]  # fmt: skip
        # A line break inside a stretch of words is one space.
        (words,) = base.execute("SELECT sentence_words FROM positions").fetchone() or ("",)
        assert "pledged to reopen the border" in words


def test_adding_twice_changes_nothing(archive: Archive) -> None:
    assert archive.add(several(3)) == 3
    before = contents(archive)
    assert archive.add(several(3)) == 0
    assert contents(archive) == before


def test_the_same_text_elsewhere_is_a_copy(archive: Archive) -> None:
    archive.add([coding(), coding(article("b7", outlet="Hill Post", url="https://hill.example/7"))])
    archive.add([coding(article("b7", outlet="Hill Post", url="https://hill.example/7"))])
    with archive.connect() as base:
        assert base.execute("SELECT article_id, copy_id, reason, outlet FROM copies").fetchall() == [
            ("a1", "b7", "text", "Hill Post")
        ]
        assert base.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_the_same_address_and_day_is_a_copy_though_the_text_was_changed(archive: Archive) -> None:
    later = article("a2", TEXT + " Corrected.", url="https://bay.example/a1")
    archive.add([coding(), coding(later), coding(replace(later, id="a3", published="2011-05-05"))])
    with archive.connect() as base:
        assert base.execute("SELECT copy_id, reason FROM copies").fetchall() == [("a2", "address")]
        assert base.execute("SELECT article_id FROM articles ORDER BY 1").fetchall() == [("a1",), ("a3",)]


def test_another_text_with_the_same_id_is_kept_under_another(archive: Archive) -> None:
    archive.add([coding(), coding(article("a1", TEXT + " More.", url=None))])
    with archive.connect() as base:
        ids = [name for (name,) in base.execute("SELECT article_id FROM articles ORDER BY 1").fetchall()]
    assert ids[0] == "a1"
    assert ids[1].startswith("a1~")
    assert archive.coding(ids[1]).article.text.endswith("More.")


def test_the_newest_coding_is_shown_and_the_old_one_stays(archive: Archive) -> None:
    archive.add([coding()])
    archive.add([replace(coding(info=LATER), events=coding().events[:1])])
    assert len(archive.coding("a1").events) == 1
    assert len(archive.coding("a1", coder_id(INFO)).events) == 2
    assert archive.coding("a1", "0.1.0").coder == INFO
    with archive.connect() as base:
        assert base.execute("SELECT count(*) FROM events").fetchone() == (1,)
        assert base.execute("SELECT count(*) FROM all_events").fetchone() == (3,)
    with pytest.raises(ArchiveError, match="no such coder"):
        archive.connect("0.9")


def test_without_texts_no_word_of_them_is_on_the_disk(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", keep_text=False)
    archive.add([coding()])
    with archive.connect() as base:
        rows = repr([base.execute(f"FROM {table}").fetchall() for table in TABLES])
        assert base.execute("SELECT text_length FROM articles").fetchone() == (len(TEXT),)
    for words in ("We accept", "reopen", "on Tuesday", "Leaders met", "nobody signs it", "west"):
        assert words not in rows
    with pytest.raises(ArchiveError, match="without texts") as caught:
        archive.coding("a1")
    assert caught.value.code == "no-text"
    with pytest.raises(ArchiveError) as caught:
        Archive.create(tmp_path / "archive", keep_text=True)
    assert caught.value.code == "other-choice"


def test_many_shards_become_few_and_nothing_is_lost(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "GRACE", -1.0)
    codings = several(2 * writer.FAN + 3)
    for one in codings:
        archive.add([one])
    assert [shard.level for shard in archive.manifest.shards].count(0) == 3
    folders = {path.name for path in (archive.folder / "shards").iterdir()}
    assert folders == {shard.name for shard in archive.manifest.shards}
    assert archive.manifest.rows["events"] == 2 * len(codings)
    assert all(archive.coding(one.id) == one for one in codings)


def test_a_reader_may_go_on_with_shards_that_were_merged(archive: Archive) -> None:
    for one in several(writer.FAN - 1):
        archive.add([one])
    with archive.connect() as reader:
        archive.add([coding()])
        assert len(archive.manifest.shards) == 1
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (writer.FAN - 1,)


def test_what_was_flushed_survives_an_error_and_so_does_what_was_waiting(archive: Archive) -> None:
    with pytest.raises(RuntimeError), archive.writer(INFO) as some:
        some.admit(article())
        some.add(coding())
        some.add_problem(problem(), "read")
        raise RuntimeError
    assert archive.coding("a1") == coding()
    assert archive.manifest.rows["problems"] == 1


def test_the_same_problem_is_written_once(archive: Archive) -> None:
    for _ in range(2):
        with archive.writer(INFO) as some:
            some.add_problem(problem(), "read")
    assert archive.manifest.rows["problems"] == 1


def test_leftovers_of_a_killed_writer_do_no_harm(archive: Archive) -> None:
    archive.add([coding()])
    half = archive.folder / "shards" / ".tmp-00000002-x"
    half.mkdir()
    (half / "events.parquet").write_bytes(b"PAR1")
    # Renamed into place, but killed before the manifest named it.
    unnamed = archive.folder / "shards" / f"00000002-{coder_id(INFO)}"
    unnamed.mkdir()
    (unnamed / "events.parquet").write_bytes(b"PAR1")
    archive.add(several(4)[2:])
    assert archive.manifest.rows["articles"] == 3
    assert not half.exists()


HOLD = """
import sys
from dragoman.archive import Archive
from tests.archive.records import INFO
with Archive(sys.argv[1]).writer(INFO):
    print("holding", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_refused_by_name_and_readers_are_not(archive: Archive) -> None:
    archive.add([coding()])
    run = [sys.executable, "-c", HOLD, str(archive.folder)]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdin
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(ArchiveError, match="another process is writing") as caught:
            archive.add(several(1))
        assert caught.value.code == "archive-busy"
        assert archive.coding("a1") == coding()
        other.stdin.close()
        assert archive.add(several(1), wait=True) == 1


def test_anybodys_sql_finds_the_views(archive: Archive) -> None:
    archive.add([coding()])
    path = archive.folder / "archive.duckdb"
    with duckdb.connect(str(path), read_only=True) as open_by_a_reader:
        archive.add(several(1))
        assert open_by_a_reader.execute("SELECT count(*) FROM events").fetchone() == (2,)
    with duckdb.connect(str(path), read_only=True) as base:
        assert base.execute("SELECT count(*) FROM events").fetchone() == (4,)


def test_an_archive_whose_folder_has_a_quotation_mark(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / 'O\'Brien "x"; DROP')
    archive.add(several(writer.FAN))
    assert archive.manifest.rows["articles"] == writer.FAN
    with archive.connect() as base:
        assert base.execute("SELECT count(*) FROM articles").fetchone() == (writer.FAN,)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"format": 3}', "later-version"),
        (b"{", "bad-manifest"),
        (b'{"format": 1, "shards": [{"nom": 1}]}', "bad-manifest"),
        (b"[]", "bad-manifest"),
    ],
)
def test_a_manifest_that_is_not_ours_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(ArchiveError) as caught:
        Archive(tmp_path)
    assert caught.value.code == code


def _as_before(archive: Archive) -> None:
    """Make an archive one that the first version wrote: no column for what several do together."""
    content = json.loads((archive.folder / "manifest.json").read_bytes())
    for shard in content["shards"]:
        path = archive.folder / "shards" / shard["name"] / "events.parquet"
        pq.write_table(pq.read_table(path).drop_columns("reciprocal"), path)
        shard["sha256"]["events"] = sha256(path)
        del shard["format"]
    (archive.folder / "manifest.json").write_text(json.dumps(content | {"format": 1}))


def test_an_archive_of_the_first_version_says_who_acted_together(archive: Archive) -> None:
    first, *others = several(writer.FAN + 2)
    alike = replace(first.events[0], reciprocal=False)
    archive.add([first, replace(others[0], events=(alike,))])
    _as_before(archive)
    old = Archive(archive.folder)
    asked = "SELECT article_id, reciprocal FROM events WHERE event = 'e1' ORDER BY ALL LIMIT 3"
    guessed = [("a0", True), ("a1", True)]  # what the parties of a row tell
    with old.connect() as base:
        assert base.execute(asked).fetchall() == guessed
    old.add([replace(others[1], events=(alike,))])
    with old.connect() as base:
        assert base.execute(asked).fetchall() == [*guessed, ("a2", False)]
    for other in others[2:]:
        old.add([other])
    merged = [shard for shard in old.manifest.shards if shard.level]
    assert {shard.format for shard in merged} == {FORMAT}
    with old.connect() as base:
        assert base.execute(asked).fetchall() == [*guessed, ("a2", False)]
    assert list(check(old)) == []


def test_places_that_are_no_archive_are_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        Archive(tmp_path / "nowhere")
    assert caught.value.code == "no-archive"
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(ArchiveError) as caught:
        Archive.create(tmp_path)
    assert caught.value.code == "not-an-archive"
    with pytest.raises(ArchiveError) as caught:
        Archive.create(tmp_path / "thesis.docx")
    assert caught.value.code == "no-archive"


def test_a_judgement_hides_a_record_until_it_is_taken_back(archive: Archive) -> None:
    archive.add([coding()])

    def shown() -> list[str]:
        with archive.connect() as base:
            return [name for (name,) in base.execute("SELECT id FROM events ORDER BY id").fetchall()]

    archive.judge([Judgement("a1/e1", "wrong", "truth", by="ama")])
    assert shown() == ["a1/e2"]
    with (archive.folder / "judgements.jsonl").open("a") as stream:
        stream.write('{"subject": "a1/e2", "verd')  # somebody's machine died here
    assert shown() == ["a1/e2"]
    archive.judge([Judgement("a1/e1", "right", "truth", by="kofi")])
    assert shown() == ["a1/e1", "a1/e2"]
    archive.judge([Judgement("a1/e1", "wrong", "truth"), Judgement("a1/e1", "withdrawn", "truth")])
    assert shown() == ["a1/e1", "a1/e2"]
    lines = (archive.folder / "judgements.jsonl").read_text().splitlines()
    assert [json.loads(line)["by"] for line in lines if line.endswith("}")][:2] == ["ama", "kofi"]
    # A field that is wrong is told, and does not hide the record.
    archive.judge([Judgement("a1/e2", "wrong", "truth", field="date")])
    assert shown() == ["a1/e1", "a1/e2"]


def test_a_judgement_of_one_coders_record_says_nothing_of_anothers(archive: Archive) -> None:
    archive.add([coding()])
    archive.judge([Judgement("a1/e1", "wrong", "truth", coder=coder_id(INFO))])
    archive.add([coding(info=LATER)])
    with archive.connect() as base:
        assert base.execute("SELECT count(*) FROM events").fetchone() == (2,)
    with archive.connect("0.1.0") as base:
        assert base.execute("SELECT count(*) FROM events").fetchone() == (1,)


@pytest.mark.parametrize("damage", [b"PAR1", None])
def test_derived_tables_of_another_version_or_cut_off_are_as_if_not_made(
    archive: Archive, damage: bytes | None
) -> None:
    archive.add([coding()])
    row = dict.fromkeys(DERIVED["story_events"].names) | {"story": "a1/e1", "event": "a1/e1"}
    archive.derive({"story_events": pa.Table.from_pylist([row], schema=DERIVED["story_events"])}, 1)
    path = archive.folder / "derived" / "story_events.parquet"
    if damage is None:
        pq.write_table(pq.read_table(path).drop_columns("reasons"), path)
    else:
        path.write_bytes(damage)
    with archive.connect() as base:
        assert base.execute("SELECT count(*) FROM story_events").fetchone() == (0,)
        assert base.execute("SELECT count(*) FROM events").fetchone() == (2,)
    assert manifest_numbers(archive.folder) == {}


def test_an_article_that_is_not_there(archive: Archive) -> None:
    with pytest.raises(ArchiveError) as caught:
        archive.coding("a'1; DROP TABLE articles")
    assert caught.value.code == "no-such-article"


def test_every_coded_table_says_whose_it_is() -> None:
    for table in CODED:
        assert {"article_id", "coder"} <= set(TABLES[table].names)


FULL = """
import random
import sys
from pathlib import Path
from dragoman.archive import Archive
from tests.archive.records import TEXT, article, coding
archive = Archive(Path(sys.argv[1]))
for number in range(400):
    noise = random.Random(number).randbytes(9000).hex()
    archive.add([coding(article(f"f{number}", TEXT + noise))])
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount the small disk that is filled here")
def test_a_full_disk_is_named_and_nothing_before_it_is_lost(tmp_path: Path) -> None:
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)], check=True)
    try:
        archive = Archive.create(place / "archive")
        archive.add([coding()])
        run = [sys.executable, "-c", FULL, str(archive.folder)]
        done = subprocess.run(run, check=False, capture_output=True, text=True)
        assert "disk-full" in done.stderr or "the disk is full" in done.stderr, done.stderr[-2000:]
        assert archive.coding("a1") == coding()
        rows = archive.manifest.rows["articles"]
        with archive.connect() as base:
            assert base.execute("SELECT count(*) FROM articles").fetchone() == (rows,)
            assert base.execute("SELECT count(*) FROM events").fetchone() == (2 * rows,)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
