"""The ledger of archives of invented reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dragoman.archive import Archive
from dragoman.archive.rows import coder_id
from dragoman.archive.tables import DERIVED
from dragoman.errors import ArchiveError, QueryError
from dragoman.model.story import Judgement
from dragoman.pipeline import Coder
from dragoman.read import read_text
from dragoman.reconcile import entries
from dragoman.reconcile import ledger as module
from dragoman.reconcile.ledger import is_current, ledger
from tests.reconcile.matters import Matter, add, entry_of, fill

Case = tuple[Archive, list[Matter]]


@pytest.fixture(scope="module")
def case(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Case:
    archive = Archive.create(tmp_path_factory.mktemp("matters") / "archive")
    matters = fill(archive, coder, ["matters_first.toml", "matters_second.toml"])
    archive.derive(entries.build(archive), archive.manifest.number)
    return archive, matters


def test_what_bears_on_positions_is_found_and_nothing_else(case: Case) -> None:
    archive, matters = case
    with archive.connect() as base:
        found = set(
            base.execute(
                "SELECT split_part(v.entry, '/', 1), e.act, e.holder_country, v.article_id, v.kind "
                "FROM entry_evidence v JOIN entries e USING (entry)"
            ).fetchall()
        )
    expected = {link for matter in matters for link in matter.links}
    assert found <= expected
    assert len(found) >= 0.9 * len(expected)


def test_statuses_as_of_days(case: Case) -> None:
    archive, matters = case
    wrong = []
    asked = [(matter, on, status) for matter in matters for on, status in matter.status.items()]
    for matter, on, status in asked:
        entry = entry_of(matter, ledger(archive, on))
        if entry is None or entry["status"] != status:
            wrong.append((matter.name, on, status, entry and entry["statuses"]))
    assert len(wrong) <= 0.1 * len(asked), wrong


def test_the_tables_of_an_archive_without_positions_have_their_columns(tmp_path: Path) -> None:
    tables = entries.build(Archive.create(tmp_path / "empty"))
    assert {name: table.schema for name, table in tables.items()} == {name: DERIVED[name] for name in entries.TABLES}


def archive_of(folder: Path, coder: Coder, *reports: tuple[str, str]) -> Archive:
    archive = Archive.create(folder / "archive")
    add(archive, [coder.code(read_text(text, published=on)) for on, text in reports])
    return archive


PLEDGE = ("2001-03-01", "Laos promised on Thursday to release 20 Thai sailors by the end of 2001.")
DONE = ("2001-12-04", "Laos released 20 Thai sailors on Monday.")


@pytest.fixture
def sailors(coder: Coder, tmp_path: Path) -> Archive:
    return archive_of(tmp_path, coder, PLEDGE, DONE)


def only(archive: Archive, on: str, **options: Any) -> dict[str, Any]:
    rows = ledger(archive, date.fromisoformat(on), **options).to_pylist()
    assert len(rows) == 1
    return dict(rows[0])


def test_a_deadline_ends_with_the_last_day_that_it_names(coder: Coder, tmp_path: Path) -> None:
    archive = archive_of(tmp_path, coder, PLEDGE)
    assert only(archive, "2001-12-01")["deadline"] == date(2001, 12, 31)
    assert [only(archive, on)["status"] for on in ("2001-11-30", "2001-12-01", "2001-12-31", "2002-01-01")] == [
        "open", "due", "due", "overdue",
    ]  # fmt: skip
    assert only(archive, "2001-11-30", due_days=60)["status"] == "due"


def test_nothing_published_later_is_known(sailors: Archive) -> None:
    assert ledger(sailors, date(2001, 2, 28)).num_rows == 0
    before, after = only(sailors, "2001-12-03"), only(sailors, "2001-12-04")
    assert (before["status"], before["evidence"]) == ("due", [])
    assert after["status"] == "evidence of fulfilment"
    [evidence] = after["evidence"]
    assert (evidence["kind"], evidence["day"]) == ("fulfilment", date(2001, 12, 3))
    assert "released" in evidence["words"] and evidence["reasons"]


def test_kept_or_missed_is_what_a_person_says(sailors: Archive) -> None:
    entry = only(sailors, "2002-02-01")
    assert entry["verdict"] is None
    sailors.judge([Judgement(entry["id"], "missed", "outcome", by="Ana", at="2002-01-05T10:00:00")])
    assert only(sailors, "2002-01-04")["verdict"] is None
    judged = only(sailors, "2002-01-05")
    assert (judged["verdict"], judged["judged_by"], judged["status"]) == ("missed", "Ana", "evidence of fulfilment")
    sailors.judge([Judgement(entry["id"], "withdrawn", "outcome", by="Ana", at="2002-01-09T10:00:00")])
    assert only(sailors, "2002-01-08")["verdict"] == "missed"
    assert only(sailors, "2002-01-10")["verdict"] is None


def test_records_judged_wrong_do_not_count_even_before_the_tables_are_made_anew(sailors: Archive) -> None:
    sailors.derive(entries.build(sailors), sailors.manifest.number)
    entry = only(sailors, "2002-02-01")
    sailors.judge([Judgement(entry["evidence"][0]["id"], "wrong", "truth", by="Ana")])
    corrected = only(sailors, "2002-02-01")
    assert (corrected["status"], corrected["evidence"]) == ("overdue", [])
    sailors.judge([Judgement(entry["id"], "wrong", "truth", by="Ana")])
    assert ledger(sailors, date(2002, 2, 1)).num_rows == 0


def test_a_judgement_of_another_coders_record_hides_nothing(sailors: Archive) -> None:
    name = str(only(sailors, "2002-01-05")["id"])
    sailors.judge([Judgement(name, "wrong", "truth", coder="an older one")])
    assert only(sailors, "2002-01-05")["id"] == name
    sailors.judge([Judgement(name, "wrong", "truth", coder=coder_id(sailors.manifest.coders[-1]))])
    assert ledger(sailors, date(2002, 1, 5)).num_rows == 0


def test_tellings_are_one_entry_unless_a_person_says_otherwise(coder: Coder, tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path, coder, PLEDGE,
        ("2001-03-02", "Laos will release 20 Thai sailors by the end of 2001, officials said."),
        ("2001-03-09", "Laos promised to free a Danish priest."),
    )  # fmt: skip
    on = date(2001, 3, 20)
    table = ledger(archive, on)
    assert table.num_rows == 2
    entry = next(row for row in table.to_pylist() if len(row["tellings"]) == 2)
    assert entry["told_on"] == [date(2001, 3, 1), date(2001, 3, 2)]
    assert "repeated" in entry["statuses"]
    one, other = (telling["id"] for telling in entry["tellings"])
    archive.judge([Judgement(one, "not-same-as", "same", other=other)])
    assert ledger(archive, on).num_rows == 3


def test_a_near_copy_of_a_report_repeats_nothing(coder: Coder, tmp_path: Path) -> None:
    rest = " Officials in Vientiane gave no further details. Its envoy is to fly to Bangkok on Friday with a letter."
    again = PLEDGE[1].replace("20 Thai sailors", "20 sailors of Thailand")
    archive = archive_of(tmp_path, coder, (PLEDGE[0], PLEDGE[1] + rest), ("2001-03-05", again + rest))
    assert "repeated" in only(archive, "2001-03-20")["statuses"]
    ids = [telling["article_id"] for telling in only(archive, "2001-03-20")["tellings"]]
    copies = [{"article_id": name, "group_id": ids[0]} for name in ids]
    schema = DERIVED["duplicates"]
    archive.derive({"duplicates": pa.Table.from_pylist(copies, schema=schema)}, archive.manifest.number)
    assert only(archive, "2001-03-20")["statuses"] == ["open"]


def test_who_and_what_is_asked_for(case: Case) -> None:
    archive, _ = case
    on = date(2022, 1, 1)
    everything = ledger(archive, on).to_pylist()
    holder = everything[0]["holder_country"]
    for who in (holder, f"{holder}GOV", everything[0]["holder_name"][:4].lower()):
        assert everything[0]["id"] in ledger(archive, on, actor=who)["id"].to_pylist()
    assert set(ledger(archive, on, actor=holder)["holder_country"].to_pylist()) == {holder}
    demands = ledger(archive, on, act="demand", status="open").to_pylist()
    assert demands and all(row["act"] == "demand" and "open" in row["statuses"] for row in demands)
    assert ledger(archive, on, limit=3).num_rows == 3
    assert ledger(archive, on, actor="x' OR 1=1 --").num_rows == 0
    assert ledger(archive, on, actor=holder) == ledger(archive, f"{on}", actor=[holder])
    partner = next(row for row in everything if row["counterpart_countries"])
    assert partner["id"] in ledger(archive, on, with_=partner["counterpart_countries"])["id"].to_pylist()


def test_a_question_that_cannot_be_meant_is_named(sailors: Archive) -> None:
    with pytest.raises(QueryError, match="accuse"):
        ledger(sailors, date(2002, 1, 1), act="promise")
    with pytest.raises(QueryError, match="overdue"):
        ledger(sailors, date(2002, 1, 1), status="late")
    with pytest.raises(QueryError, match="not a date: 'yesterday'"):
        ledger(sailors, "yesterday")


def test_a_large_archive_says_what_is_missing(sailors: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SMALL", 0)
    with pytest.raises(ArchiveError, match="dragoman reconcile") as raised:
        ledger(sailors, date(2002, 1, 1))
    assert raised.value.code == "not-reconciled"


def test_an_archive_that_has_grown_is_read_anew_where_it_is_small(sailors: Archive, coder: Coder) -> None:
    sailors.derive(entries.build(sailors), sailors.manifest.number)
    assert is_current(sailors)
    sailors.add([coder.code(read_text("Chad promised to release two pilots.", published="2001-12-05"))])
    assert not is_current(sailors)
    assert ledger(sailors, date(2002, 1, 1)).num_rows == 2


@pytest.fixture
def silent(coder: Coder, tmp_path: Path) -> Iterator[Archive]:
    archive = Archive.create(tmp_path / "silent", keep_text=False)
    add(archive, [coder.code(read_text(text, published=on)) for on, text in (PLEDGE, DONE)])
    yield archive


def test_without_texts_deadlines_are_still_followed(silent: Archive) -> None:
    entry = only(silent, "2002-01-02")
    assert (entry["status"], entry["content"], entry["evidence"]) == ("overdue", None, [])
