"""Counts that pages show: by facet, month, place, pair and partner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from dragoman.archive import Archive
from dragoman.errors import QueryError
from dragoman.model.record import Party
from dragoman.query import counting
from dragoman.query.filters import Filters
from dragoman.query.records import ARTICLES, EVENTS, POSITIONS, STATEMENTS
from tests.archive.records import TEXT, article, coding


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """In each report Ghana and Togo meet and Ghana agrees with Togo; in the third a band attacks Togo instead."""
    archive = Archive.create(tmp_path_factory.mktemp("counting") / "archive")
    first = coding()
    second = coding(article("a2", TEXT + " Again.", "2011-08-20", outlet="Hill Post"))
    third = coding(article("a3", TEXT + " At last.", "2012-02-01", outlet="Hill Post"))
    band = Party("name:river-band", (25, 40), None, "REB")
    attack = replace(
        second.events[1], id="e3", type="ASSAULT", quad_class=4, score=-9.0, actors=(band,), modality="actual"
    )
    archive.add([first, replace(second, events=(second.events[1],)), replace(third, events=(attack,))])
    with archive.connect() as base:
        yield base


def test_facets_count_what_another_choice_would_give(base: duckdb.DuckDBPyConnection) -> None:
    everything = Filters()
    assert counting.facet(base, EVENTS, everything, "type") == (("AGREE", 2), ("ASSAULT", 1), ("CONSULT", 1))
    assert counting.facet(base, EVENTS, Filters(type=("AGREE",)), "type") == (
        ("AGREE", 2), ("ASSAULT", 1), ("CONSULT", 1),
    )  # fmt: skip
    assert counting.facet(base, EVENTS, Filters(type=("AGREE",)), "outlet") == (("Bay Wire", 1), ("Hill Post", 1))
    assert counting.facet(base, EVENTS, everything, "actor") == (("GHA", 3), ("TGO", 1))
    assert counting.facet(base, EVENTS, everything, "actor", limit=1) == (("GHA", 3),)
    assert counting.facet(base, EVENTS, Filters(since=date(2012, 1, 1)), "year") == (("2012", 1), ("2011", 3))


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        (STATEMENTS, "type", (("endorse", 3),)),
        (STATEMENTS, "actor", (("TGO", 3),)),
        (POSITIONS, "type", (("pledge", 3),)),
        (POSITIONS, "actor", (("GHA", 3),)),
        (ARTICLES, "outlet", (("Hill Post", 2), ("Bay Wire", 1))),
        (ARTICLES, "year", (("2012", 1), ("2011", 2))),
    ],
)
def test_facets_of_other_kinds(
    base: duckdb.DuckDBPyConnection, kind: object, name: str, found: tuple[counting.Count, ...]
) -> None:
    assert counting.facet(base, kind, Filters(), name) == found  # type: ignore[arg-type]


def test_a_facet_that_there_is_not_is_named(base: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="articles are not counted by type: there are outlet, year"):
        counting.facet(base, ARTICLES, Filters(), "type")


def test_months_without_events_are_there(base: duckdb.DuckDBPyConnection) -> None:
    months = counting.months(base, Filters())
    assert [m.first for m in months] == [date(2011, n, 1) for n in range(5, 13)] + [
        date(2012, 1, 1), date(2012, 2, 1),
    ]  # fmt: skip
    assert [m.events for m in months] == [2, 0, 0, 1, 0, 0, 0, 0, 0, 1]
    assert months[0].score == 4.0 and months[1].score is None
    assert months[-1].quads == (0, 0, 0, 1)
    years = counting.months(base, Filters(), size="year")
    assert [(y.first.year, y.events) for y in years] == [(2011, 3), (2012, 1)]
    assert counting.months(base, Filters(type=("AID",))) == ()


def test_an_event_that_two_filters_ask_for_counts_once(base: duckdb.DuckDBPyConnection) -> None:
    sides = Filters(actor=("GHA",), with_=("TGO",)), Filters(actor=("TGO",), with_=("GHA",))
    assert sum(m.events for m in counting.months(base, *sides)) == 3
    assert counting.types(base, *sides) == (("AGREE", 2), ("CONSULT", 1))


def test_edges_go_both_ways_where_all_act(base: duckdb.DuckDBPyConnection) -> None:
    edges = counting.edges(base, Filters())
    assert [(e.source, e.target, e.events, e.conflict) for e in edges] == [("GHA", "TGO", 3, 0), ("TGO", "GHA", 1, 0)]
    assert edges[0].score == 4.0


def test_partners(base: duckdb.DuckDBPyConnection) -> None:
    found = counting.partners(base, Filters(actor=("REB",)))
    assert [(p.who, p.events, p.conflict) for p in found] == [("TGO", 1, 1)]
    assert [p.who for p in counting.partners(base, Filters(actor=("GHA",)))] == ["TGO", "GHA"]


def test_spots(base: duckdb.DuckDBPyConnection) -> None:
    [spot] = counting.spots(base, Filters())
    assert (spot.name, spot.country, spot.feature, spot.lat, spot.lon) == ("Lomé", "TGO", "PPLC", 6.13, 1.22)
    assert spot.quads == (1, 0, 0, 0) and spot.events == 1


def test_issues(base: duckdb.DuckDBPyConnection) -> None:
    assert counting.issues(base, Filters()) == (("diplomatic", 4),)
