"""Ingesting: each article once and in order, whatever stops it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.archive.check import check
from dragoman.archive.tables import TABLES
from dragoman.errors import ArticleError
from dragoman.model.text import Article, Problem
from dragoman.pipeline import Coder
from dragoman.scale import CoderChoice, ingest, recode
from dragoman.scale.engines import Coded, code_each, engine
from dragoman.scale.local import ingest_with
from tests.archive.records import TEXT, article, coding
from tests.scale.hand import HandEngine, items


def contents(archive: Archive) -> dict[str, list[str]]:
    """All rows of all tables, without their order."""
    with archive.connect() as base:
        return {table: sorted(map(repr, base.execute(f"FROM all_{table}").fetchall())) for table in TABLES}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive.create(tmp_path_factory.mktemp("undisturbed") / "archive")
    ingest_with(HandEngine(), archive, items(40))
    return archive


def test_everything_is_counted_and_nothing_coded_twice(undisturbed: Archive) -> None:
    progress = ingest_with(HandEngine(), undisturbed, items(40))
    assert (progress.coded, progress.copies, progress.known) == (0, 0, 54)
    rows = undisturbed.manifest.rows
    assert (rows["articles"], rows["copies"], rows["problems"]) == (46, 8, 10)
    assert list(check(undisturbed)) == []


def test_a_name_of_a_source_is_no_article(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    with pytest.raises(ArticleError, match=r"as dragoman\.read gives them, not str"):
        ingest_with(HandEngine(), archive, "wire.jsonl")  # type: ignore[arg-type]
    assert archive.manifest.rows.get("articles", 0) == 0


def test_killed_at_any_moment_the_next_run_goes_on(undisturbed: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    run = [sys.executable, "-m", "tests.scale.hand", str(folder)]
    unfinished = 0
    for seconds in (0.2, 1.1, 0.5, 0.8, 0.3):
        process = subprocess.Popen(run)
        stop = time.monotonic() + 60
        while not (folder / "manifest.json").exists() and time.monotonic() < stop:
            time.sleep(0.02)  # to kill it while it works, not while Python starts
        time.sleep(seconds)
        unfinished += process.poll() is None
        process.kill()
        process.wait()
    assert unfinished
    subprocess.run(run, check=True)
    archive = Archive(folder)
    assert contents(archive) == contents(undisturbed)
    assert [finding for finding in check(archive) if finding.code != "foreign-file"] == []


def test_a_wish_to_stop_writes_what_is_finished(undisturbed: Archive, tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "stopped")
    progress = ingest_with(HandEngine(), archive, items(40), watch=lambda p: p.coded >= 10)
    assert progress.interrupted
    assert archive.manifest.rows["articles"] == progress.coded < 20
    ingest_with(HandEngine(), archive, items(40))
    assert contents(archive) == contents(undisturbed)


class Choking(HandEngine):
    """Cannot code one of the articles."""

    def result(self, lot: object) -> Coded:
        assert isinstance(lot, Sequence)
        return [Problem(a.id, "wire", "not-coded", "no") if a.id == "n3" else coding(a) for a in lot]


def test_an_article_that_cannot_be_coded_stands_among_the_problems(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    assert ingest_with(Choking(), archive, items(6)).problems == 3
    with archive.connect() as base:
        found = base.execute("SELECT problem_id, stage FROM problems ORDER BY 1").fetchall()
        assert found == [("n3", "code"), ("wire.jsonl:0", "read"), ("wire.jsonl:4", "read")]
        assert base.execute("SELECT count(*) FROM articles WHERE article_id = 'n3'").fetchone() == (0,)
    assert ingest_with(HandEngine(), archive, items(6)).coded == 1


def test_one_bad_article_does_not_stop_the_others(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = coder.extract

    def fails(parse, mentions):  # type: ignore[no-untyped-def]
        if parse.article.id == "bad":
            raise RecursionError("too deep")
        return usual(parse, mentions)

    monkeypatch.setattr(coder, "extract", fails)
    bad, good = code_each(coder, [Article("bad", TEXT), Article("good", TEXT)])
    assert isinstance(bad, Problem)
    assert (bad.code, "RecursionError: too deep" in bad.message) == ("not-coded", True)
    assert good.id == "good"


def test_processes_give_the_same_codings_and_one_that_dies_is_replaced(coder: Coder) -> None:
    articles = [article(f"p{number}", f"Ghana accused Togo of breaking the truce. ({number})") for number in range(3)]
    with engine(CoderChoice("rules"), 2) as pool:
        assert pool.info == coder.info
        lots = [pool.submit([one]) for one in articles]
        first = pool.result(lots[0])
        for process in list(pool._pool._processes.values()):  # type: ignore[attr-defined]
            os.kill(process.pid, signal.SIGKILL)
        rest = [pool.result(lot) for lot in lots[1:]]
    assert [first, *rest] == [[coder.code(one)] for one in articles]


def test_recoding_adds_the_present_coder_beside_the_old(tmp_path: Path, coder: Coder) -> None:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding()])
    choice = CoderChoice("rules")
    assert recode(archive, choice).coded == 1
    assert archive.coding("a1").coder == coder.info
    assert archive.coding("a1").article == coding().article
    assert ingest(archive, archive.articles(), choice).known == 1
