"""What an archive holds, single records, and the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from dragoman.archive import Archive
from dragoman.archive.tables import DERIVED
from dragoman.model.story import Judgement
from dragoman.query import looking
from tests.archive.records import LATER, TEXT, article, coding


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive.create(tmp_path_factory.mktemp("looking") / "archive")
    archive.add([coding(), coding(article("a2", TEXT + " Again.", "2011-08-20", outlet="Hill Post"))])
    told = [
        dict.fromkeys(DERIVED["story_events"].names) | {"story": "st1", "event": name, "score": 2.0, "reasons": ["day"]}
        for name in ("a1/e1", "a2/e1")
    ]
    facts = dict.fromkeys(DERIVED["stories"].names) | {
        "story": "st1", "first_day": date(2011, 5, 3), "last_day": date(2011, 5, 3), "events": 2, "articles": 2,
    }  # fmt: skip
    archive.derive(
        {
            "story_events": pa.Table.from_pylist(told, schema=DERIVED["story_events"]),
            "stories": pa.Table.from_pylist([facts], schema=DERIVED["stories"]),
        },
        manifest_number=archive.manifest.number,
    )
    archive.judge([Judgement("a2/e2", "wrong", "truth", reason="no such thing", by="ann", at="2020-01-01T10:00:00")])
    return archive


@pytest.fixture
def base(archive: Archive) -> Iterator[duckdb.DuckDBPyConnection]:
    with archive.connect() as base:
        yield base


def test_holdings(archive: Archive, base: duckdb.DuckDBPyConnection) -> None:
    held = looking.holdings(archive, base)
    assert held.counts == {
        "articles": 2, "events": 3, "statements": 2, "positions": 2, "copies": 0, "problems": 0,
    }  # fmt: skip
    assert (held.outlets, held.undated, held.first, held.last) == (2, 0, date(2011, 5, 4), date(2011, 8, 20))
    assert (held.stories, held.judgements, held.stale, held.kept_text) == (1, 1, False, True)
    assert [(name, model) for _, name, model in held.coders] == [("dragoman 0.1.0", "hand 1.0")]


def test_derived_tables_grow_stale(tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = Archive.create(tmp_path_factory.mktemp("stale") / "archive")
    archive.add([coding()])
    with archive.connect() as base:
        assert looking.holdings(archive, base).stale is None
    archive.derive({"stories": DERIVED["stories"].empty_table()}, manifest_number=archive.manifest.number)
    archive.add([coding(article("a2", TEXT + " Again."))])
    with archive.connect() as base:
        assert looking.holdings(archive, base).stale is True


def test_a_record_judged_wrong_is_found_by_its_id(base: duckdb.DuckDBPyConnection) -> None:
    found = looking.record(base, "events", "a2/e2")
    assert found is not None and found["type"] == "AGREE"
    [verdict] = looking.verdicts(base, "a2/e2", found["coder"])
    assert (verdict["verdict"], verdict["reason"], verdict["by"]) == ("wrong", "no such thing", "ann")
    assert looking.record(base, "events", "a9/e1") is None
    assert looking.verdicts(base, "a1/e1") == ()


def test_a_record_is_the_newest_coders(tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = Archive.create(tmp_path_factory.mktemp("coders") / "archive")
    archive.add([coding(), coding(info=LATER)])
    with archive.connect() as base:
        found = looking.record(base, "events", "a1/e1")
        [newest] = base.execute("SELECT coder FROM coders ORDER BY rank DESC LIMIT 1").fetchall()
        assert found is not None and found["coder"] == newest[0]


def test_articles_and_their_records(base: duckdb.DuckDBPyConnection) -> None:
    found = looking.article(base, "a1")
    assert found is not None and found["title"] == "Border to open" and "text" not in found
    assert looking.text(base, "a1", found["coder"]) == TEXT
    assert looking.article(base, "a9") is None
    assert [row["id"] for row in looking.coded(base, "a1", "events")] == ["a1/e1", "a1/e2"]


def test_stories(base: duckdb.DuckDBPyConnection) -> None:
    assert looking.story_of(base, "a1/e1") == "st1"
    assert looking.story_of(base, "a1/e2") is None
    told = looking.story(base, "st1")
    assert told is not None and [row["id"] for row in told.events] == ["a1/e1", "a2/e1"]
    assert looking.story(base, "st9") is None


def test_actors(base: duckdb.DuckDBPyConnection) -> None:
    ghana = looking.actor(base, "GHA")
    assert ghana is not None
    assert (ghana["name"], ghana["kind"], ghana["articles"], ghana["wikidata"]) == ("Ghana", "country", 2, "Q117")
    [role] = looking.roles(base, "GHA")
    assert (role["role"], role["first"], role["last"]) == ("president", date(2011, 5, 4), date(2011, 8, 20))
    assert looking.actor(base, "nobody") is None and looking.roles(base, "TGO") == ()


def test_newest_central_events(base: duckdb.DuckDBPyConnection) -> None:
    assert [row["id"] for row in looking.newest(base)] == ["a1/e1", "a2/e1"]


def test_search(base: duckdb.DuckDBPyConnection) -> None:
    found = looking.search(base, "togo")
    assert [row["actor"] for row in found.actors] == ["TGO"]
    assert [row["article_id"] for row in found.articles] == ["a2", "a1"]
    assert [row["name"] for row in looking.search(base, "lom").places] == ["Lomé"]
    assert looking.search(base, "%").actors == () and looking.search(base, "50%' OR 'a").articles == ()
