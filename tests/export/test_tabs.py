"""POLECAT, ICEWS and GKG quotations, read back by their columns."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dragoman.archive import Archive
from dragoman.query import Filters
from tests.archive.records import TEXT
from tests.export.samples import csv_rows, tab_rows, written

FIRST = Filters(article=("a1",))


def test_polecat_has_its_40_columns(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "polecat", tmp_path, filters=FIRST)
    header, row = tab_rows(out)
    assert len(header) == len(row) == 40
    found = {name: cell for name, cell in zip(header, row, strict=True) if cell}
    assert found.pop("Event ID").split("_")[1:] == ["CONSULT", "V", "e1"]
    assert found == {
        "Event Date": "2011-05-03", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "4",
        "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic", "Actor Name": "Ghana; Togo",
        "Actor Country": "GHA; TGO", "Actor COW": "452; 461", "Primary Actor Sector": "GOV; GOV",
        "Actor Sectors": "GOV; ELI", "Actor Title": "president",
        "Actor Name Raw": "Ghana’s president; Togo’s premier", "Placename": "Lomé", "City": "Lomé",
        "Province": "Maritime", "Country": "TGO", "Latitude": "6.13", "Longitude": "1.22", "GeoNames ID": "2365267",
        "Raw Placename": "Lomé", "Feature Type": "PPLC", "Source": "Bay Wire", "Publication Date": "2011-05-04",
        "Language": "en", "Version": "dragoman 0.1.0",
    }  # fmt: skip


def test_polecat_ids_tell_articles_and_events_apart(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "polecat", tmp_path, filters=Filters(modality=("actual", "future")))
    ids = [row[0] for row in tab_rows(out)[1:]]
    assert len(set(ids)) == 4 and len({one.split("_")[0] for one in ids}) == 3


@pytest.mark.parametrize(("name", "width"), [("polecat", 40), ("icews", 20)])
def test_readers_that_know_quoting_read_the_same_rows(archive: Archive, tmp_path: Path, name: str, width: int) -> None:
    _, out = written(archive, name, tmp_path)
    frame = pd.read_csv(out, sep="\t", dtype=str, keep_default_na=False)
    assert frame.shape[1] == width
    assert [list(frame.columns), *frame.to_numpy().tolist()] == tab_rows(out)


def test_icews_writes_a_meeting_both_ways(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "icews", tmp_path, filters=FIRST)
    header, one, back = tab_rows(out)
    assert dict(zip(header, one, strict=True)) == {
        "Event ID": "1", "Event Date": "2011-05-03", "Source Name": "Ghana", "Source Sectors": "Elite,Government",
        "Source Country": "Ghana", "Event Text": "Make a visit", "CAMEO Code": "042", "Intensity": "1.9",
        "Target Name": "Togo", "Target Sectors": "Government", "Target Country": "Togo", "Story ID": "1",
        "Sentence Number": "1", "Publisher": "Bay Wire", "City": "Lomé", "District": "NULL", "Province": "Maritime",
        "Country": "Togo", "Latitude": "6.13", "Longitude": "1.22",
    } | {"Source Sectors": one[3]}  # fmt: skip
    assert (back[0], back[2], back[8], back[11]) == ("2", "Togo", "Ghana", "1")
    assert "Government" in one[3].split(",")


def test_icews_pairs_can_be_undone(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "icews", tmp_path)
    rows = [dict(zip(tab_rows(out)[0], row, strict=True)) for row in tab_rows(out)[1:]]
    pairs = csv_rows(out.with_suffix(".pairs.csv"))
    assert [row["Event ID"] for row in rows] == [row["event_id"] for row in pairs]
    by_record: dict[str, list[dict[str, str]]] = {}
    for row in pairs:
        by_record.setdefault(row["record"], []).append(row)
    assert {record: {row["n_pairs"] for row in some} for record, some in by_record.items()} == {
        "a1/e1": {"2"}, "a2/e1": {"6"}, "a3/e1": {"1"},
    }  # fmt: skip
    assert {row["source_actor"] for row in by_record["a2/e1"]} == {"GHA", "TGO", "name:band"}
    assert [row["reciprocal"] for row in by_record["a3/e1"]] == ["0"]


def test_gkg_offsets_point_at_the_quotation(archive: Archive, tmp_path: Path) -> None:
    report, out = written(archive, "gkg-quotations", tmp_path, filters=FIRST)
    (row,) = tab_rows(out)
    assert report.records == 1 and len(row) == 27
    assert {n: cell for n, cell in enumerate(row, 1) if cell and n != 23} == {
        1: "20110504000000-1", 2: "20110504000000", 3: "1", 4: "bay.example", 5: "https://bay.example/a1",
    }  # fmt: skip
    offset, length, verb, quote = row[22].split("|")
    assert TEXT[int(offset) : int(offset) + int(length)] == quote == "We accept,"[:-1] and verb == "said"


def test_gkg_speaker_is_a_fifth_field(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "gkg-quotations", tmp_path, filters=FIRST, with_speaker=True)
    assert tab_rows(out)[0][22].split("|")[3:] == ["We accept", "Togo"]


def test_gkg_takes_of_a_mixed_statement_what_stands_in_marks(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "gkg-quotations", tmp_path, filters=Filters(article=("a2",)))
    (row,) = tab_rows(out)
    assert [block.split("|")[3] for block in row[22].split("#")] == ["We accept"]


def test_gkg_without_texts_keeps_offsets_of_direct_quotations(bare: Archive, tmp_path: Path) -> None:
    _, out = written(bare, "gkg-quotations", tmp_path)
    (row,) = tab_rows(out)
    assert row[22].split("|")[1:] == ["9", "", ""]
