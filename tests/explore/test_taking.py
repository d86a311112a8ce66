"""Downloads, the search, the ledger and the audit."""

from __future__ import annotations

import io
import json
import re

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from dragoman.archive import Archive
from dragoman.explore.app import make_app
from dragoman.export.sheet import Sheet
from tests.explore.conftest import HERE


def test_a_download_has_the_rows_that_are_asked_for(client: TestClient) -> None:
    asked = "?type=CONSULT&until=2012"
    names = re.findall(r'href="(/download/[^"]+)"', client.get(f"/events{asked}").text)
    assert len(names) == 4
    parquet = pq.read_table(io.BytesIO(client.get(f"/download/events.parquet{asked}").content))
    lines = [json.loads(line) for line in client.get(f"/download/events.jsonl{asked}").text.splitlines()]
    sheet = load_workbook(io.BytesIO(client.get(f"/download/events.xlsx{asked}").content)).active
    table = client.get(f"/download/events.csv{asked}")
    assert table.headers["content-disposition"] == 'attachment; filename="events.csv"'
    assert sheet is not None
    assert parquet.num_rows == len(lines) == sheet.max_row - 1 == 59
    assert {line["type"] for line in lines} == {"CONSULT"}


@pytest.mark.parametrize("table", ["statements", "positions", "articles"])
def test_every_list_can_be_taken(client: TestClient, table: str) -> None:
    for name in ("csv", "xlsx", "parquet", "jsonl"):
        found = client.get(f"/download/{table}.{name}")
        assert found.status_code == 200 and len(found.content) > 500, name


@pytest.mark.parametrize("name", ["/download/events.exe", "/download/coders.csv", "/download/events"])
def test_other_downloads_there_are_not(client: TestClient, name: str) -> None:
    assert client.get(name).status_code == 404


def test_a_wrong_filter_of_a_download_is_a_page(client: TestClient) -> None:
    assert client.get("/download/events.csv?type=DANCE").status_code == 400


def test_more_rows_than_a_sheet_has_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.explore.pages.download.MOST_ROWS", 10)
    found = client.get("/download/events.xlsx")
    assert found.status_code == 400 and "take CSV or Parquet" in found.text


def test_no_cell_is_a_formula() -> None:
    stream, sheet = io.BytesIO(), Sheet("events")
    sheet.cells(["=1+1", "a\x00b", "x" * 40_000, 3, None])
    sheet.save(stream)
    book = load_workbook(stream)
    assert book.active is not None
    cells = book.active[1]
    assert (cells[0].value, cells[0].data_type) == ("=1+1", "s")
    assert cells[1].value == "a b" and len(str(cells[2].value)) == 32_767 and cells[3].value == 3


def test_the_search_answers_by_group(client: TestClient) -> None:
    text = client.get("/search?q=togo").text
    assert 'href="/actor/TGO"' in text and 'href="/article/a0"' not in text, "the newest reports come first"
    assert 'href="/events?place=geonames%3A2365267"' in client.get("/search?q=lom").text
    assert 'value="togo"' in text, "the box keeps what was asked"
    assert 'href="/actor/FRA"' in client.get("/search?q=franc").text, "a country that no report names"
    assert "Nothing is called so" in client.get("/search?q=zebra").text
    assert client.get("/search").status_code == 200
    assert client.get("/search?q=" + "x" * 201).status_code == 400


def test_the_ledger_as_of_a_day(client: TestClient) -> None:
    due = client.get("/ledger?as-of=2011-06-15").text
    assert "due by 30 June 2011" in due and "June 2011</caption>" in due
    later = client.get("/ledger?as-of=2011-07-15&status=overdue&act=pledge&actor=GHA&with=TGO").text
    assert "overdue since 30 June 2011" in later
    assert "No entry stands so" in client.get("/ledger?as-of=1990").text
    for wrong in ("as-of=soon", "act=dance", "status=lost"):
        assert client.get(f"/ledger?{wrong}").status_code == 400, wrong


def test_a_large_archive_without_a_ledger_says_how_to_make_it(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.reconcile.ledger.SMALL", 0)
    found = TestClient(make_app(own), HERE).get("/ledger")
    assert found.status_code == 503 and "There is no ledger yet" in found.text and "dragoman reconcile" in found.text


def audit_form(text: str, **more: str) -> dict[str, str]:
    [token, *_] = re.findall(r'name="token" value="([^"]+)"', text)
    [subject, *_] = re.findall(r'name="subject" value="([^"]+)"', text)
    return {"token": token, "subject": subject, "size": "100", "seed": "0", **more}


def test_an_audit_goes_on_where_it_stopped(own: Archive, judging: TestClient) -> None:
    text = judging.get("/audit").text
    assert "0 of 4 judged" in text
    first = audit_form(text, verdict="right")
    text = judging.post("/audit", data=first).text
    assert "1 of 4 judged" in text and audit_form(text)["subject"] != first["subject"]
    text = judging.post("/audit", data=audit_form(text, verdict="field", fields="date")).text
    text = judging.post("/audit", data=audit_form(text, verdict="wrong")).text
    assert "3 of 4 judged" in text and "Wrong fields: date 1" in text
    text = judging.post("/audit", data=audit_form(text, verdict="right")).text
    assert "All of this sample was judged" in text
    assert [json.loads(line)["by"] for line in (own.folder / "judgements.jsonl").open()] == ["ann"] * 4


def test_an_event_can_be_skipped(judging: TestClient) -> None:
    one, other = (audit_form(judging.get(f"/audit?skip={n}").text)["subject"] for n in (0, 1))
    assert one != other
    assert judging.get("/audit?skip=1999").status_code == 200


@pytest.mark.parametrize(
    ("more", "status"),
    [({"verdict": "maybe"}, 400), ({"verdict": "field"}, 400), ({"verdict": "field", "fields": "colour"}, 400),
     ({"verdict": "right", "subject": "a9/e1"}, 400), ({"verdict": "right", "token": "x"}, 403)],
)  # fmt: skip
def test_an_answer_that_cannot_be_meant(own: Archive, judging: TestClient, more: dict[str, str], status: int) -> None:
    found = judging.post("/audit", data=audit_form(judging.get("/audit").text) | more)
    assert found.status_code == status and not (own.folder / "judgements.jsonl").exists()


def test_there_is_no_audit_where_nobody_judges(client: TestClient) -> None:
    assert client.get("/audit").status_code == 404 and "/audit" not in client.get("/").text
