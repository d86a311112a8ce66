"""The archive's commands, from their arguments to what they print and their exit status."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.archive import Archive
from dragoman.pipeline import Coder
from tests.archive.records import LATER, article, coding

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding(article(title="=1+1 \x1b[31mred"))])
    return archive


def test_ingest_again_and_ask(command: Run, tmp_path: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pipeline.Parser", lambda *_: coder.parser)
    lines = [{"id": "x1", "text": "Ghana expelled the ambassador of Togo.", "published": "2011-05-04"}, {"id": "x2"}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    folder = tmp_path / "archive"
    status, _, err = command("ingest", tmp_path / "in.jsonl", "--archive", folder)
    assert (status, "1 articles coded, 1 events, 1 problems" in err) == (1, True)
    status, _, err = command("ingest", tmp_path / "in.jsonl", "--archive", folder)
    assert "0 articles coded, 0 events, 1 already there" in err
    status, out, _ = command(
        "events", folder, "--actor", "GHA", "--columns", "type,recipient_names,id", "--format", "csv"
    )
    assert (status, list(csv.reader(io.StringIO(out)))[1][0]) == (0, "SANCTION")
    assert "bad-record" in command("problems", folder)[1]
    status, _, err = command("recode", folder)
    assert (status, "1 already there" in err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("events", "{tmp}/nowhere"), "no-archive"),
        (("events", "{dir}", "--columns", "nope"), "bad-query"),
        (("events", "{dir}", "--since", "soon"), "bad-choice"),
        (("events", "{dir}", "--format", "xls"), "bad-choice"),
        (("events", "{dir}", "--coder", "9.9"), "no-such-coder"),
        (("diff", "{dir}"), "one-coder"),
        (("ingest", "x.txt", "--archive", "{dir}", "--keep-text", "some"), "bad-choice"),
        (("ingest", "x.txt", "--archive", "{dir}", "--keep-text", "none"), "other-choice"),
        (("events", "{dir}", "--out", "{tmp}/no/out.csv"), "bad-export"),
        (("events", "{dir}", "--out", "{tmp}"), "bad-export"),
        (("follow", "{tmp}/no.opml", "--archive", "{dir}"), "not-found"),
        (("follow", "{tmp}/no.opml", "--archive", "{dir}", "--every", "often"), "bad-interval"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    command: Run, archive: Archive, tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    status, _, err = command(*(part.format(dir=archive.folder, tmp=tmp_path) for part in arguments))
    assert status == 2
    assert err.startswith(f"dragoman: {code}: ")
    assert err.count("\n") == 1


def test_formats_hold_the_same_rows(command: Run, archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert command("events", archive.folder, "--format", "parquet", "--out", out)[0] == 0
    rows = pq.read_table(out).to_pylist()
    command("events", archive.folder, "--format", "arrow", "--out", out)
    assert pa.ipc.open_stream(out.read_bytes()).read_all().to_pylist() == rows
    lines = command("events", archive.folder, "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["actors"] for line in lines] == [row["actors"] for row in rows]
    cells = list(csv.DictReader(io.StringIO(command("events", archive.folder, "--format", "csv")[1])))
    assert [row["sentence_words"] for row in cells] == [row["sentence_words"] for row in rows]
    assert not list(tmp_path.glob(".tmp-*"))


def test_both_sides_are_there_on_a_narrow_terminal(
    command: Run, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = command("events", archive.folder, "--limit", "1")[1].splitlines()[0].split()
    monkeypatch.setenv("COLUMNS", "60")
    narrow = command("events", archive.folder, "--limit", "1")[1].splitlines()
    assert max(map(len, narrow)) <= 60
    assert [line for line in narrow if line != line.rstrip()] == []
    assert len(narrow[0].split()) >= len(first) - 1
    assert "Gha" in narrow[0]
    monkeypatch.setenv("COLUMNS", "160")
    out = tmp_path / "table.txt"
    command("events", archive.folder, "--out", out)
    assert out.read_text(encoding="utf-8") == command("events", archive.folder, "--out", "-")[1]


def test_where_nothing_is_found_it_is_said(command: Run, archive: Archive) -> None:
    assert command("events", archive.folder, "--with", "PER") == (0, "", "dragoman: no events were found\n")


def test_the_ending_of_a_file_says_its_format(command: Run, archive: Archive, tmp_path: Path) -> None:
    command("events", archive.folder, "--out", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text().startswith("id,article_id,")
    command("events", archive.folder, "--out", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 2
    command("panel", archive.folder, "--unit", "country-month", "--out", tmp_path / "panel.csv")
    assert (tmp_path / "panel.csv").read_text().startswith("country,")
    command("events", archive.folder, "--format", "jsonl", "--out", tmp_path / "odd.csv")
    assert json.loads((tmp_path / "odd.csv").read_text().splitlines()[0])["id"] == "a1/e1"


def test_a_table_for_eyes_steers_no_terminal(command: Run, archive: Archive) -> None:
    out = command("articles", archive.folder)[1]
    assert "red" in out
    assert "\x1b" not in out
    assert "Ghana; Togo" in command("events", archive.folder)[1]
    assert "2011-06-30" in command("positions", archive.folder)[1]
    assert "We accept" in command("statements", archive.folder, "--actor", "TGO")[1]


def test_months_and_years_are_days_at_either_end(command: Run, archive: Archive) -> None:
    def count(*arguments: str) -> int:
        return len(command("events", archive.folder, "--format", "jsonl", *arguments)[1].splitlines())

    assert count("--since", "2011-05", "--until", "2011-05") == 2
    assert count("--until", "2010") == 0
    assert count("--since", "2011-05-04") == 1
    assert count("--until", "2011") == 2
    assert count("--since", "2012") == 0


def test_check_says_what_is_wrong_and_mends(command: Run, archive: Archive) -> None:
    assert command("check", archive.folder)[0] == 0
    path = archive.folder / "shards" / archive.manifest.shards[0].name / "events.parquet"
    path.write_bytes(b"PAR1")
    status, out, _ = command("check", archive.folder)
    assert (status, "damaged-file" in out, "--mend" in out) == (1, True, True)
    assert command("events", archive.folder)[2].startswith("dragoman: damaged: ")
    status, out, _ = command("check", archive.folder, "--mend")
    assert (status, "put aside" in out) == (0, True)


def test_diff_shows_sentences(command: Run, archive: Archive) -> None:
    archive.add([coding(article(title="=1+1 \x1b[31mred"), LATER)])
    assert command("diff", archive.folder)[2] == "dragoman: no difference\n"


def test_events_are_sorted_and_chosen_by_how_sure_and_central_they_are(command: Run, tmp_path: Path) -> None:
    one, other = coding().events
    archive = Archive.create(tmp_path / "sure")
    archive.add([replace(coding(), events=(replace(one, confidence=0.4), replace(other, confidence=0.9)))])

    def ids(*options: str) -> list[str]:
        found = command("events", archive.folder, "--columns", "id", "--format", "csv", *options)[1]
        return found.splitlines()[1:]

    assert ids("--sort", "surest") == [f"a1/{other.id}", f"a1/{one.id}"]
    assert ids("--sort", "newest", "--limit", "1") == ids("--sort", "newest")[:1]
    assert ids("--min-confidence", "0.5") == [f"a1/{other.id}"]
    assert ids("--central") == [f"a1/{event.id}" for event in (one, other) if event.central] != ids()
    assert "oldest, newest" in command("articles", archive.folder, "--sort", "surest")[2]


def test_what_matches_nothing_may_have_been_meant_otherwise(command: Run, archive: Archive) -> None:
    ((outlet,),) = archive.connect().execute("SELECT DISTINCT outlet FROM articles").fetchall()
    assert f"did you mean {outlet}?" in command("events", archive.folder, "--outlet", outlet[:-2])[2]
