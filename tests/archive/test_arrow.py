"""The records of a coding as tables: the archive's columns, however many rows there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import query
from dragoman.archive import Archive
from dragoman.archive.tables import CODED
from dragoman.errors import QueryError
from tests.archive.records import coding


@pytest.mark.parametrize("kind", CODED)
def test_columns_are_the_archives_with_and_without_rows(kind: str, tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    one = coding()
    archive.add([one])
    with archive.connect() as base:
        stored = base.table(kind).to_arrow_table()
    made = one.to_arrow(kind)
    assert made.column_names == stored.column_names
    assert sorted(map(str, made.to_pylist())) == sorted(map(str, stored.to_pylist()))
    bare = replace(one, actors=(), places=(), times=(), events=(), statements=(), positions=())
    assert bare.to_arrow(kind).schema == made.schema
    assert bare.to_arrow(kind).num_rows == (kind == "articles")


def test_events_are_what_is_given_unasked() -> None:
    assert coding().to_arrow().column("id").to_pylist() == ["a1/e1", "a1/e2"]
    assert list(coding().to_pandas("positions")["act"]) == ["pledge"]
    assert list(coding().to_pandas("statements")["content_words"]) == ["We accept"]


def test_a_kind_that_there_is_not_is_named() -> None:
    with pytest.raises(QueryError, match="no 'event': there are articles, actors, "):
        coding().to_arrow("event")


def test_an_article_has_an_id_like_all_other_rows(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    assert query.articles(archive, columns="id").num_rows == 0
    archive.add([coding()])
    assert query.articles(archive, columns=["id", "article_id"]).to_pylist() == [{"id": "a1", "article_id": "a1"}]
    with archive.connect() as base:
        assert base.execute("SELECT id FROM articles").fetchall() == [("a1",)]
    for table in (query.articles(archive), query.events(archive), query.statements(archive)):
        assert table.column_names[0] == "id"
