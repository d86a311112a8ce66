"""`dragoman reconcile` and `dragoman judge`, from their arguments to what they print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.archive import Archive
from tests.archive.records import TEXT, article, coding
from tests.reconcile.archives import rows

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding(), coding(article("a2", TEXT + " Later.", outlet="Hill Post"))])
    return str(archive.folder)


def test_reconcile_says_what_it_found(command: Run, folder: str) -> None:
    status, out, err = command("reconcile", folder)
    assert (status, err) == (0, "")
    shown = dict(line.rsplit(maxsplit=1) for line in out.splitlines())
    shown.pop("seconds")
    assert shown == {
        "articles": "2", "copied or nearly so": "2", "groups of copies": "1", "told with others": "2", "matters": "1",
        "events": "4", "told in stories": "4",
        "stories": "2",
    }  # fmt: skip


def test_reconcile_warns_where_texts_are_missing(command: Run, tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", keep_text=False)
    archive.add([coding()])
    status, _, err = command("reconcile", str(archive.folder))
    assert status == 0
    assert err.startswith("dragoman: 1 articles without their text")


def test_judge_writes_a_line_and_the_views_follow(command: Run, folder: str) -> None:
    assert command("judge", folder, "a1/e1", "--wrong", "they never met", "--by", "Ama") == (0, "a1/e1: wrong\n", "")
    archive = Archive(folder)
    assert rows(archive, 'SELECT subject, reason, "by" FROM verdicts') == [("a1/e1", "they never met", "Ama")]
    assert rows(archive, "SELECT id FROM events WHERE id = 'a1/e1'") == []
    assert command("judge", folder, "a1/e1", "--withdraw")[:2] == (0, "a1/e1: no longer decided: truth\n")
    assert rows(archive, "SELECT id FROM events WHERE id = 'a1/e1'") == [("a1/e1",)]


def test_judge_of_pairs_and_pledges(command: Run, folder: str) -> None:
    assert command("judge", folder, "a1/e1", "--same-as", "a2/e1")[1] == "a1/e1: same-as a2/e1\n"
    assert command("judge", folder, "a2/e1", "--not-same-as", "a1/e1")[1] == "a2/e1: not-same-as a1/e1\n"
    assert command("judge", folder, "a1/p1", "--met")[1] == "a1/p1: met\n"
    assert command("judge", folder, "a1/p1", "--missed")[1] == "a1/p1: missed\n"
    archive = Archive(folder)
    assert rows(archive, "SELECT verdict FROM verdicts ORDER BY number") == [("not-same-as",), ("missed",)]
    assert len(rows(archive, "FROM judgements")) == 4


def test_two_positions_are_one_entry_of_the_ledger_or_not(command: Run, folder: str) -> None:
    def entries() -> list[str]:
        return [line.split()[-1] for line in command("ledger", folder, "--format", "csv")[1].splitlines()[1:]]

    command("reconcile", folder)
    together = len(entries())
    assert command("judge", folder, "a1/p1", "--not-same-as", "a2/p1")[0] == 0
    assert len(entries()) == together + 1
    assert command("judge", folder, "a2/p1", "--withdraw", "--same-as", "a1/p1")[0] == 0
    assert len(entries()) == together


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a1/e1",), "say one thing"),
        (("a1/e1", "--right", "--met"), "say one thing"),
        (("a1/e9", "--right"), "no record or article 'a1/e9'"),
        (("a1/e1", "--withdraw", "--right"), "--withdraw stands alone"),
        (("a1/e1", "--withdraw"), "nothing was decided"),
        (("a1/e1", "--wrong", "no", "--field", "day"), "events have the fields type, modes"),
        (("a1/p1", "--met", "--field", "act"), "goes with --wrong or --right"),
        (("a1/s1", "--same-as", "a2/s1"), "only articles, events and positions"),
    ],
)
def test_what_judge_refuses(arguments: tuple[str, ...], message: str, command: Run, folder: str) -> None:
    status, out, err = command("judge", folder, *arguments)
    assert (status, out) == (2, "")
    assert message in err
