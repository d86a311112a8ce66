"""`dragoman panel` and `dragoman audit`, from their arguments to what they print."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman import query
from dragoman.archive import Archive
from dragoman.archive.judgements import load
from tests.archive.records import TEXT, article, coding

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding(), coding(article("a2", TEXT + " Later.", title="=1+1 \x1b[31mred"))])
    return archive


def test_a_panel_fits_a_narrow_terminal(command: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = command("panel", archive.folder)[1].splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].split() == ["country", "country", "score"]
    assert lines[-1].split()[:4] == ["TGO", "GHA", "2011-05-01", "2"]


def test_a_panel_without_rows(command: Run, archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "none.dta"
    asked = ("panel", archive.folder, "--since", "1500", "--until", "1500", "--unit", "country-year")
    assert command(*asked, "--format", "dta", "--out", out)[0] == 0
    assert len(pd.read_stata(out)) == 0
    status, _, err = command("panel", archive.folder, "--until", "9999")
    assert (status, err.startswith("dragoman: bad-query: the last day, 9999-12-31, is too late")) == (2, True)


def test_a_panel_reads_back_alike_from_every_format(command: Run, archive: Archive, tmp_path: Path) -> None:
    truth = query.panel(archive, query.PanelOptions("country-month", "gw"))
    files = {name: tmp_path / f"panel.{name}" for name in ("csv", "parquet", "arrow", "jsonl", "dta")}
    for name, path in files.items():
        status, out, err = command(
            "panel", archive.folder, "--unit", "country-month", "--codes", "gw", "--format", name, "--out", path
        )
        assert (status, out) == (0, "")
        assert f"2 events in {truth.num_rows} rows, 2011-05-01 to 2011-05-31" in err
    assert pq.read_table(files["parquet"]).equals(truth)
    assert pa.ipc.open_stream(files["arrow"]).read_all().equals(truth)
    rows = truth.to_pylist()
    plain = [{key: "" if value is None else value for key, value in row.items()} for row in rows]
    with files["csv"].open(encoding="utf-8") as stream:
        read = list(csv.DictReader(stream))
    assert [list(row) for row in read] == [list(row) for row in rows]
    assert [float(row["score_sum"]) for row in read] == [row["score_sum"] for row in plain]
    names = ("country", "period", "iso3", "n_events", "n_stories", "n_consult")
    assert [[row[name] for name in names] for row in read] == [[str(row[name]) for name in names] for row in plain]
    assert [json.loads(line)["country"] for line in files["jsonl"].read_text().splitlines()] == [
        row["country"] for row in rows
    ]
    stata = pd.read_stata(files["dta"])
    assert stata["period"].dt.date.tolist() == [date(2011, 5, 1)] * len(rows)
    assert stata["iso3"].tolist() == [row["iso3"] or "" for row in rows]
    assert stata["n_events"].tolist() == [row["n_events"] for row in rows]
    assert stata["score_mean"].isna().tolist() == [row["score_mean"] is None for row in rows]
    assert max(map(len, stata.columns)) <= 32
    with pd.read_stata(files["dta"], iterator=True) as reader:
        assert reader.variable_labels()["period"] == "first day of the period"
    assert files["dta"].read_bytes()[:60].count(b"<release>118</release>") == 1


def test_a_table_shows_the_rows_that_have_events(command: Run, archive: Archive) -> None:
    status, out, err = command("panel", archive.folder, "--undirected")
    heading, *rows = out.splitlines()
    assert (status, heading.split()[:4]) == (0, ["country", "a", "country", "b"])
    assert [row.split() for row in rows] == [
        ["GHA", "TGO", "2011-05-01", "2", "2", "0", "0", "0", "4.00", "2"]
    ]  # fmt: skip
    assert "reconcile" in err
    _, out, err = command("panel", archive.folder, "--modality", "future", "--modality", "actual", "--one-a-day",
                          "--since", "2011")  # fmt: skip
    assert len(out.splitlines()) == 3
    assert "left out: 1 without a date" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--unit", "dyad-hour"), "bad-query: unit is one of dyad-day"),
        (("--codes", "fips"), "iso3, cow, gw"),
        (("--role", "victim"), "recipient"),
        (("--format", "xls"), "dta"),
        (("--type", "AID"), "--since"),
        (("--from", "2012", "--to", "2011"), "before the first"),
    ],
)
def test_what_cannot_be_a_panel_is_one_line(
    command: Run, archive: Archive, arguments: tuple[str, ...], words: str
) -> None:
    status, out, err = command("panel", archive.folder, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_answers_are_kept_at_once_and_not_asked_again(command: Run, archive: Archive) -> None:
    status, out, _ = command("audit", archive.folder, "--by", "ann", stdin="y\nwhat\nw td\n")
    assert status == 0
    assert re.findall(r"(\d) of 4 ─", out) == ["1", "2", "3"]
    assert "no such key: what" in out
    assert "2 of 4 judged, 2 left; drawn from 4 events" in out
    kept = [(one.verdict, one.field, one.by) for one in load(archive.folder)]
    assert kept == [("right", None, "ann"), ("wrong", "type", "ann"), ("wrong", "date", "ann")]
    assert all((one.at or "").endswith("+00:00") for one in load(archive.folder))

    _, out, _ = command("audit", archive.folder, "--by", "ann", stdin="n\nw\nhue\nplace\n")
    assert re.findall(r"(\d) of 4 ─", out) == ["3", "4"]
    assert "no such field: hue" in out
    assert "wrong fields: type 1, date 1, place 1" in out
    # An event judged wrong leaves the views, and stays in the sample.
    assert query.events(archive).num_rows == 3
    _, out, _ = command("audit", archive.folder, "--report")
    assert "─" not in out
    last = next(line for line in out.splitlines() if line.startswith("all"))
    assert last.split()[1:4] == ["4", "1", "0.25"]
    assert "4 of 4 judged, 0 left" in out


def test_one_can_go_back_and_think_again(command: Run, archive: Archive) -> None:
    _, out, _ = command("audit", archive.folder, "--type", "CONSULT", stdin="w type\nb\ny\nb\nb\nn\ns\nq\n")
    assert re.findall(r"(\d) of 2 ─", out) == ["1", "2", "1", "2", "1", "1", "2"]
    assert [one.verdict for one in load(archive.folder)] == ["wrong", "withdrawn", "right", "wrong"]
    assert "judged: wrong: type" in out
    assert "1 of 2 judged, 1 left" in out


def test_a_sentence_shows_its_trigger_and_no_control_characters(command: Run, archive: Archive) -> None:
    _, out, _ = command("audit", archive.folder, "--by-type", "--sample", "4", stdin="s\ns\ns\ns\n")
    assert "\x1b" not in out
    assert "=1+1  [31mred" in out
    assert re.search(r"trigger +met", out)
    assert re.search(r"date +2011-05-03 \(day, text\)", out)
    assert re.search(r"place +Lomé", out)
    assert "recipients    –" in out


def test_a_report_for_programs(command: Run, archive: Archive) -> None:
    command("audit", archive.folder, "--by", "ann", "--sample", "2", stdin="y\nn\n")
    asked = ("audit", archive.folder, "--report", "--sample", "2", "--format", "csv")
    header, *lines = csv.reader(io.StringIO(command(*asked)[1]))
    assert header[:5] == ["type", "judged", "right", "wrong_field", "precision"]
    whole = dict(zip(header, lines[-1], strict=True))
    assert (whole["type"], whole["judged"], whole["right"], float(whole["precision"])) == ("all", "2", "1", 0.5)
    assert float(whole["precision_low"]) < 0.5 < float(whole["precision_high"])
    assert command("audit", archive.folder, "--format", "csv")[2].startswith("dragoman: bad-choice: --format and --out")


def test_a_panel_says_what_it_is_made_of(command: Run, archive: Archive, tmp_path: Path) -> None:
    book, flat, deep, stata = (tmp_path / name for name in ("book.md", "p.csv", "p.parquet", "p.dta"))
    asked = ("panel", archive.folder, "--unit", "country-year", "--type", "CONSULT")
    assert command(*asked, "--out", flat, "--codebook", book)[0] == 0
    columns = next(csv.reader(flat.open(encoding="utf-8")))
    words = book.read_text(encoding="utf-8")
    assert all(f"| {name} | " in words for name in columns)
    assert "| type | CONSULT |" in words
    assert "| n_consult | int32 | events of the PLOVER type CONSULT |" in words
    beside = json.loads((tmp_path / "p.csv-metadata.json").read_text(encoding="utf-8"))
    assert [column["name"] for column in beside["tableSchema"]["columns"]] == columns
    assert (beside["dragoman"]["unit"], beside["dragoman"]["modality"]) == ("country-year", "actual")
    command(*asked, "--out", deep)
    assert pq.read_schema(deep).metadata[b"coder"].decode() == beside["dragoman"]["coder"]
    command(*asked, "--out", stata)
    with pd.io.stata.StataReader(stata) as reader:
        assert reader.variable_labels()["n_consult"] == "events of the PLOVER type CONSULT"
        assert reader.data_label.startswith("Dragoman ")


def test_a_panel_is_a_sheet_too_and_an_unknown_ending_is_refused(
    command: Run, archive: Archive, tmp_path: Path
) -> None:
    sheet = tmp_path / "panel.xlsx"
    assert command("panel", archive.folder, "--unit", "country-month", "--out", sheet)[0] == 0
    frame = pd.read_excel(sheet)
    assert frame.n_events.sum() == 4  # both sides of both meetings
    status, _, err = command("events", archive.folder, "--out", tmp_path / "events.xml")
    assert (status, "its ending tells no format" in err) == (2, True)
    assert not (tmp_path / "events.xml").exists()
