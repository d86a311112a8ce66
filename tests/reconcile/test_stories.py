"""Reports on one occurrence become a story, those on a like one do not, and people have the last word."""

from __future__ import annotations

import shutil
from itertools import chain
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.errors import QueryError
from dragoman.model.record import Coding
from dragoman.pipeline import Coder
from dragoman.reconcile import judge, reconcile, withdraw
from tests.reconcile.archives import rows
from tests.reconcile.reports import PARTS, read, score

FLOORS = {"first": 0.8, "second": 0.9, "third": 0.95}

RAID = "bentiu-market-1"


@pytest.fixture(scope="module")
def codings(coder: Coder) -> list[Coding]:
    reports = chain.from_iterable(read(part).values() for part in PARTS)
    return list(coder.code_all(article for _, article in reports))


@pytest.fixture(scope="module")
def whole(codings: list[Coding], tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """All reports, reconciled; not to be changed."""
    archive = Archive.create(tmp_path_factory.mktemp("stories") / "a")
    archive.add(codings)
    reconcile(archive)
    return archive


@pytest.fixture
def archive(whole: Archive, tmp_path: Path) -> Archive:
    """A copy of it to work on."""
    return Archive(shutil.copytree(whole.folder, tmp_path / "copy"))


@pytest.mark.parametrize("part", PARTS)
def test_reports_of_one_occurrence_share_a_story(part: str, whole: Archive) -> None:
    occurrences = {name: occurrence for name, (occurrence, _) in read(part).items()}
    assert score(whole, occurrences).f1 >= FLOORS[part]


def test_a_story_says_what_it_is_made_of(whole: Archive) -> None:
    query = f"""
        SELECT s.story, s.type, s.first_day::VARCHAR, s.articles, s.outlets, s.representative, e.reasons
        FROM stories s JOIN story_events e USING (story) JOIN events v ON v.id = e.event
        WHERE v.article_id = '{RAID}' AND v.central ORDER BY s.articles DESC LIMIT 1
    """  # noqa: S608
    ((story, kind, first, articles, outlets, representative, reasons),) = rows(whole, query)
    assert (kind, first, articles, outlets) == ("ASSAULT", "2012-04-23", 2, 2)
    assert str(story).startswith("bentiu-market-")
    assert str(representative).startswith("bentiu-market-")
    assert {"type same", "date same"} <= set(reasons)  # type: ignore[call-overload]


def test_order_changes_nothing(codings: list[Coding], whole: Archive, tmp_path: Path) -> None:
    turned = Archive.create(tmp_path / "a")
    turned.add(reversed(codings))
    reconcile(turned)
    for table in ("matters", "matter_links", "stories", "story_events", "story_links"):
        assert rows(turned, f"FROM {table}") == rows(whole, f"FROM {table}") != []


def test_comparing_some_days_at_a_time_changes_nothing(
    whole: Archive, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.reconcile.matters.ARTICLES_AT_ONCE", 30)
    odd = tmp_path / "it's temporary"
    odd.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(odd))
    reconcile(archive)
    for table in ("matters", "matter_links", "stories", "story_events", "story_links"):
        assert rows(archive, f"FROM {table}") == rows(whole, f"FROM {table}")
    assert not list(odd.iterdir())


def stories(archive: Archive) -> dict[str, str]:
    return {str(event): str(story) for event, story in rows(archive, "SELECT event, story FROM story_events")}


def first_pair(archive: Archive) -> tuple[str, str]:
    """Two events of one story, neither of which is like any other event."""
    query = """
        WITH alike AS (SELECT one AS event FROM story_links UNION ALL SELECT other FROM story_links)
        SELECT min(event), max(event) FROM story_events
        WHERE event IN (SELECT event FROM alike GROUP BY event HAVING count(*) = 1)
        GROUP BY story HAVING count(*) = 2 ORDER BY story LIMIT 1
    """
    ((one, other),) = rows(archive, query)
    return str(one), str(other)


def test_not_the_same_parts_a_story_at_once_and_can_be_withdrawn(archive: Archive) -> None:
    one, other = first_pair(archive)
    before = stories(archive)
    judge(archive, other, "not-same-as", other=one)
    assert not {one, other} & stories(archive).keys()
    reconcile(archive)
    assert not {one, other} & stories(archive).keys()
    withdraw(archive, one, other=other)
    assert stories(archive) == before


def test_the_same_joins_what_was_apart(archive: Archive) -> None:
    before = stories(archive)
    ids = [str(name) for (name,) in rows(archive, "SELECT id FROM events ORDER BY id")]
    alone = [name for name in ids if name not in before]
    one, other = alone[0], next(name for name in alone if name.split("/")[0] != alone[0].split("/")[0])
    judge(archive, one, "same-as", other=other, by="me")
    assert stories(archive)[one] == stories(archive)[other] != before.get(one)
    ((reasons,),) = rows(archive, f"SELECT reasons FROM story_events WHERE event = '{other}'")  # noqa: S608
    assert reasons == ["judged same"]
    judge(archive, one, "not-same-as", other=other)
    assert stories(archive) == before


def test_what_was_judged_wrong_is_in_no_story(archive: Archive) -> None:
    one, other = first_pair(archive)
    judge(archive, one, "wrong", reason="nobody did that")
    assert not {one, other} & stories(archive).keys()
    judge(archive, one, "right")
    assert {one, other} <= stories(archive).keys()


def test_articles_are_judged_too(archive: Archive) -> None:
    judge(archive, "bentiu-market-1", "same-as", other="bentiu-market-2")
    found = rows(archive, "SELECT article_id, group_id FROM duplicates ORDER BY 1")
    assert found == [("bentiu-market-1", "bentiu-market-2"), ("bentiu-market-2", "bentiu-market-2")]


def test_judgements_before_the_first_reconciling_are_honoured(codings: list[Coding], tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "a")
    archive.add(codings[:3])
    ids = [str(name) for (name,) in rows(archive, "SELECT id FROM events ORDER BY id")]
    judge(archive, ids[0], "same-as", other=ids[-1])
    assert stories(archive) == {}
    reconcile(archive)
    assert stories(archive)[ids[0]] == stories(archive)[ids[-1]]


def test_without_texts_stories_rest_on_what_was_coded(codings: list[Coding], tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "a", keep_text=False)
    archive.add(codings)
    summary = reconcile(archive)
    assert summary.without_text == summary.articles
    assert summary.stories >= 10


@pytest.mark.parametrize(
    ("subject", "verdict", "other", "message"),
    [
        ("nowhere/e1", "right", None, "nowhere/e1"),
        (f"{RAID}/e1", "same-as", None, "another record"),
        (f"{RAID}/e1", "same-as", f"{RAID}/e1", "another record"),
        (f"{RAID}/e1", "same-as", RAID, "two of a kind"),
        (f"{RAID}/e1", "met", None, "only positions"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    subject: str, verdict: str, other: str | None, message: str, whole: Archive
) -> None:
    with pytest.raises(QueryError, match=message):
        judge(whole, subject, verdict, other=other)  # type: ignore[arg-type]
    assert rows(whole, "FROM judgements") == []


def test_nothing_to_withdraw_is_said(whole: Archive) -> None:
    with pytest.raises(QueryError, match="nothing was decided"):
        withdraw(whole, f"{RAID}/e1")
