"""Pages of records: nothing twice, nothing left out, in every order and both ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from dragoman.archive import Archive
from dragoman.errors import QueryError
from dragoman.query.filters import Filters
from dragoman.query.paging import Page, count, orders, page
from dragoman.query.records import ARTICLES, EVENTS, KINDS, POSITIONS
from tests.archive.records import TEXT, article, coding

DAYS = ["2011-05-04", "2011-05-04", "2011-05-05", None, "2012-01-01", None, "2011-05-04"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    archive = Archive.create(tmp_path_factory.mktemp("paging") / "archive")
    made = []
    for number, day in enumerate(DAYS):
        one = coding(article(f"a{number}", f"{TEXT} {number}", day))
        events = [replace(e, score=number - 3.0, confidence=(number % 3) / 4) for e in one.events]
        made.append(replace(one, events=tuple(events)))
    archive.add(made)
    with archive.connect() as base:
        yield base


def walk(base: duckdb.DuckDBPyConnection, table: str, order: str, size: int) -> list[Page]:
    pages = [page(base, KINDS[table], Filters(), [], order, size)]
    while pages[-1].after:
        pages.append(page(base, KINDS[table], Filters(), [], order, size, after=pages[-1].after))
    return pages


@pytest.mark.parametrize("table", list(KINDS))
@pytest.mark.parametrize("size", [1, 2, 5, 50])
def test_pages_hold_each_record_once_and_lead_back(base: duckdb.DuckDBPyConnection, table: str, size: int) -> None:
    kind = KINDS[table]
    for order in orders(kind):
        pages = walk(base, table, order, size)
        names = [row[kind.key] for one in pages for row in one.rows]
        assert len(names) == len(set(names)) == count(base, kind, Filters())
        assert pages[0].before is None
        for earlier, later in pairwise(pages):
            assert later.before is not None
            again = page(base, kind, Filters(), [], order, size, before=later.before)
            assert [row[kind.key] for row in again.rows] == [row[kind.key] for row in earlier.rows]
            assert again.after == earlier.after
            assert (again.before is None) == (earlier is pages[0])


def test_orders(base: duckdb.DuckDBPyConnection) -> None:
    newest = [row["day"] for row in page(base, EVENTS, Filters(), ["day"], "newest").rows]
    dated = [day for day in newest if day]
    assert dated == sorted(dated, reverse=True)
    assert newest[len(dated) :] == [None] * (len(newest) - len(dated)), "what has no day stands last"
    hostile = [row["score"] for row in page(base, EVENTS, Filters(), ["score"], "most hostile").rows]
    assert hostile == sorted(hostile) and hostile[0] == -3
    surest = [row["confidence"] for row in page(base, EVENTS, Filters(), ["confidence"], "surest").rows]
    assert surest == sorted(surest, reverse=True)


def test_pages_keep_to_the_filters(base: duckdb.DuckDBPyConnection) -> None:
    some = Filters(type=("CONSULT",))
    first = page(base, EVENTS, some, ["type", "actor_names"], size=4)
    second = page(base, EVENTS, some, ["type", "actor_names"], size=4, after=first.after)
    assert [row["type"] for row in (*first.rows, *second.rows)] == ["CONSULT"] * 7
    assert first.rows[0]["actor_names"] == "Ghana; Togo"
    assert page(base, EVENTS, Filters(type=("AID",)), []).rows == ()


@pytest.mark.parametrize(
    ("order", "after"),
    [("newest", ("soon", "a1/e1")), ("newest", ("2011-05-04",)), ("surest", ("2011-05-04", "a1/e1"))],
)
def test_a_key_that_does_not_fit_is_named(base: duckdb.DuckDBPyConnection, order: str, after: tuple[str, ...]) -> None:
    with pytest.raises(QueryError, match="key does not fit"):
        page(base, EVENTS, Filters(), [], order, after=after)


def test_what_there_is_not_is_named(base: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="no order 'surest' in positions: there are newest, oldest"):
        page(base, POSITIONS, Filters(), [], "surest")
    with pytest.raises(QueryError, match="no column 'x'"):
        page(base, ARTICLES, Filters(), ["x"])


def test_a_key_is_a_value_and_never_sql(base: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    hostile = "') OR 1=1 --"
    found = page(base, EVENTS, Filters(), [], "oldest", after=("2011-05-04", hostile))
    assert count(base, EVENTS, Filters()) == 14
    assert all(row["id"] > hostile for row in found.rows)
