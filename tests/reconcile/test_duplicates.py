"""Copies of reports are found, and what only looks like one is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.model.text import Article
from dragoman.reconcile import Summary, judge, reconcile, withdraw
from tests.reconcile.archives import archive_of, rows
from tests.reconcile.planted import COPIES, LOOKALIKES, Planted, pair_scores, plant

FLOOR = 0.97

TEXT = """Port strike in Rosvik enters second week
ROSVIK, 4 May (Baltic Wire) - Dockers in the port of Rosvik stayed away from work for an eighth day on Tuesday.
Forty ships wait in the roads, among them eleven with grain for Togo, harbour master Edda Fjeld said.
The union wants eleven percent more pay. "We load gold and eat herring," said its leader, Pavel Quist.
The trade minister offered four percent and asked both sides to meet him at the town hall before the weekend.
Fishermen joined the strike at noon and blocked the entrance with their boats until the evening tide."""


@pytest.fixture(scope="module")
def planted() -> list[Planted]:
    return plant(seed=11, count=45)


def groups(archive: Archive) -> dict[str, str]:
    return {str(name): str(first) for name, first in rows(archive, "SELECT article_id, group_id FROM duplicates")}


@pytest.fixture(scope="module")
def found(planted: list[Planted], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The groups that reconciling finds, by article."""
    archive = archive_of(tmp_path_factory.mktemp("planted") / "a", [one.article for one in planted])
    reconcile(archive)
    return groups(archive)


def test_planted_copies_are_found_and_lookalikes_are_not(planted: list[Planted], found: dict[str, str]) -> None:
    precision, recall = pair_scores({one.article.id: one.report for one in planted}, found)
    assert precision >= FLOOR
    assert recall >= FLOOR


@pytest.mark.parametrize("kind", COPIES)
def test_copies_of_every_kind(kind: str, planted: list[Planted], found: dict[str, str]) -> None:
    originals = {one.report: one.article.id for one in planted if one.kind == "original"}
    copies = [one for one in planted if one.kind == kind]
    together = [one for one in copies if found.get(one.article.id, "?") == found.get(originals[one.report])]
    assert len(copies) >= 5
    assert len(together) >= 0.8 * len(copies)


@pytest.mark.parametrize("kind", LOOKALIKES)
def test_lookalikes_of_every_kind(kind: str, planted: list[Planted], found: dict[str, str]) -> None:
    alike = [one.article.id for one in planted if one.kind == kind]
    assert len(alike) >= 15
    assert len(found.keys() & set(alike)) <= 0.12 * len(alike)  # a day that brings little new is nearly a copy


def test_the_order_in_which_articles_came_changes_nothing(planted: list[Planted], tmp_path: Path) -> None:
    articles = [one.article for one in planted[:60]]
    first, second = archive_of(tmp_path / "a", articles), archive_of(tmp_path / "b", reversed(articles))
    reconcile(first)
    reconcile(second)
    query = "SELECT * FROM duplicates"
    assert rows(first, query) == rows(second, query) != []


def article(name: str, text: str = TEXT, published: str = "1998-05-05", outlet: str = "Baltic Wire") -> Article:
    return Article(name, text, outlet=outlet, published=published)


def test_the_same_form_with_other_figures_is_no_copy(tmp_path: Path) -> None:
    other = TEXT.replace("Forty", "Sixty").replace("eleven", "nine").replace("eighth day on Tuesday", "day on Friday")
    other = other.replace("4 May", "11 May").replace("four percent", "six percent")
    archive = archive_of(tmp_path / "a", [article("one"), article("two", other, "1998-05-12")])
    assert reconcile(archive).near_duplicates == 0


def test_exact_copies_count_as_outlets_and_may_be_the_first(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path / "a",
        [
            article("a"),
            article("b", published="1998-05-04", outlet="Rosvik Echo"),  # the same text, earlier elsewhere
            article("c", TEXT + " More tomorrow, the union said.", "1998-05-07", "Nile Wire"),
        ],
    )
    summary = reconcile(archive)
    assert (summary.articles, summary.near_duplicates, summary.groups) == (2, 2, 1)
    columns = "article_id, group_id, first_published, articles, copies, outlets"
    assert rows(archive, f"SELECT {columns} FROM duplicates") == [  # noqa: S608
        ("a", "a", date(1998, 5, 4), 2, 1, 3),
        ("c", "a", date(1998, 5, 4), 2, 1, 3),
    ]


def test_without_texts_exact_copies_are_known_and_the_summary_says_so(tmp_path: Path) -> None:
    articles = [article("a"), article("b", outlet="Nile Wire"), article("c", TEXT + " More tomorrow, they said.")]
    archive = archive_of(tmp_path / "a", articles, keep_text=False)
    assert reconcile(archive).without_text == 2
    assert rows(archive, "SELECT article_id, copies, outlets FROM duplicates") == [("a", 1, 2)]


def test_an_empty_archive(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a", [])
    summary = reconcile(archive)
    assert summary == Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, summary.seconds)


def test_a_stub_is_no_copy_of_what_quotes_it(tmp_path: Path) -> None:
    stub = 'The union wants eleven percent more pay. "We load gold and eat herring," said its leader.'
    archive = archive_of(tmp_path / "a", [article("a"), article("b", stub)])
    assert reconcile(archive).near_duplicates == 0


def reprints(count: int) -> list[Article]:
    """The same words in other spacing, day after day."""
    return [
        article(f"r{number:02}", TEXT.replace(". ", "." + " " * number), f"1998-06-{number:02}")
        for number in range(1, count)
    ]


def test_a_crowd_of_reprints_is_one_group_with_what_is_like_them(tmp_path: Path) -> None:
    longer = article("longer", TEXT + " More tomorrow, the union said.", "1998-05-07")
    archive = archive_of(tmp_path / "a", [*reprints(29), longer])
    assert reconcile(archive).groups == 1
    assert groups(archive) == dict.fromkeys(["longer", *(one.id for one in reprints(29))], "longer")


def test_a_reprint_that_a_person_set_apart_stays_apart(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a", reprints(6))
    reconcile(archive)
    judge(archive, "r04", "not-same-as", other="r01")
    found = groups(archive)
    assert "r04" not in found
    assert set(found.values()) == {"r01"} and len(found) == 4
    withdraw(archive, "r04", other="r01")
    assert len(groups(archive)) == 5
