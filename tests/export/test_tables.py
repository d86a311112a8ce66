"""CSV, Parquet, Arrow and Stata."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman import query
from dragoman.archive import Archive
from dragoman.errors import ExportError
from dragoman.export import stata
from dragoman.export.table import flat_columns
from dragoman.query import Filters
from dragoman.query.records import KINDS
from tests.export.samples import HOSTILE, csv_rows, written


def test_csv_keeps_every_character(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "csv", tmp_path, kind="articles")
    rows = {row["article_id"]: row for row in csv_rows(out)}
    asked = query.articles(archive).to_pylist()
    for row in asked:
        assert rows[row["article_id"]]["title"] == (row["title"] or "")
        assert rows[row["article_id"]]["text"] == row["text"]
    assert rows["a2"]["title"] == HOSTILE and rows["a2"]["outlet"].startswith('"=SUM')
    assert rows["a1"]["dateline_span_start"] == "0" and rows["a1"]["sentence_starts"] == "25; 123"


def test_csv_for_spreadsheets_has_no_formula(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "csv", tmp_path, kind="articles", spreadsheet=True)
    rows = {row["article_id"]: row for row in csv_rows(out)}
    assert rows["a2"]["title"] == f"'{HOSTILE}"
    _, out = written(archive, "csv", tmp_path, kind="events", spreadsheet=True)
    assert {row["place_lon"] for row in csv_rows(out)} == {"1.22", ""}


def test_csv_events_and_their_parties(archive: Archive, tmp_path: Path) -> None:
    report, out = written(archive, "csv", tmp_path, filters=Filters(article=("a1",)))
    meeting, opening = csv_rows(out)
    assert report.records == 2 and report.files == (out, out.with_suffix(".parties.csv"))
    assert (meeting["cameo"], meeting["actor_codes"], meeting["trigger_words"]) == ("042", "GHAGOVELI; TGOGOV", "met")
    assert (meeting["sentence_start"], meeting["central"], opening["central"]) == ("25", "1", "0")
    assert (meeting["date_start"], opening["date_start"], opening["modality"]) == ("2011-05-03", "", "future")
    parties = csv_rows(out.with_suffix(".parties.csv"))
    assert [(row["id"], row["role"], row["n"], row["value"], row["actor"]) for row in parties] == [
        ("a1/e1", "actor", "1", "GHAGOVELI", "GHA"), ("a1/e1", "actor", "2", "TGOGOV", "TGO"),
        ("a1/e2", "actor", "1", "GHAGOVELI", "GHA"), ("a1/e2", "recipient", "1", "TGOGOV", "TGO"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", list(KINDS))
def test_parquet_and_arrow_are_what_a_question_answers(archive: Archive, tmp_path: Path, kind: str) -> None:
    asked = getattr(query, kind)(archive)
    _, out = written(archive, "parquet", tmp_path, kind=kind)
    assert pq.read_table(out).to_pylist() == asked.to_pylist()
    _, out = written(archive, "arrow", tmp_path, kind=kind)
    with pa.ipc.open_file(out) as reader:
        assert reader.read_all().equals(asked)


@pytest.mark.parametrize("kind", list(KINDS))
def test_stata_reads_the_same_cells(archive: Archive, tmp_path: Path, kind: str) -> None:
    _, out = written(archive, "dta", tmp_path, kind=kind)
    found = pd.read_stata(out)
    rows = getattr(query, kind)(archive).to_pylist()
    for column in flat_columns(kind):
        assert column.name.isascii() and column.name.isidentifier() and len(column.name) <= 32
        for cell, row in zip(found[column.name], rows, strict=True):
            value = column.value(row)
            if column.kind == "text":
                assert cell == (value or "")
            elif column.kind == "date":
                assert pd.isna(cell) if value is None else cell.date() == value
            else:
                assert pd.isna(cell) if value is None else cell == value


def test_stata_types_hold_for_an_empty_answer(archive: Archive, tmp_path: Path) -> None:
    _, full = written(archive, "dta", tmp_path)
    _, empty = written(archive, "dta", tmp_path, filters=Filters(article=("nowhere",)))
    kinds = [[dtype.kind for dtype in pd.read_stata(path).dtypes] for path in (full, empty)]
    assert [kind in "fM" for kind in kinds[0]] == [kind in "fM" for kind in kinds[1]]


def test_stata_days_are_td_and_words_strl(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "dta", tmp_path)
    data = out.read_bytes()
    assert b"%td" in data and b"GSO" in data  # GSO heads each strL


def test_too_much_for_stata_is_refused(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stata, "MOST", 2)
    with pytest.raises(ExportError, match="parquet"):
        written(archive, "dta", tmp_path)
    assert list(tmp_path.iterdir()) == []
