"""Several processes at one archive: one writes, others read and judge, and none meets half of anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb

from dragoman import query
from dragoman.archive import Archive, derived

# With few articles a shard and few shards a merge, a short run has all that a long one has.
WRITE = """
import sys
from dragoman.archive import Archive, writer
from tests.archive.records import INFO, TEXT, article, coding
writer.FAN = 3
with Archive(sys.argv[1]).writer(INFO) as one:
    for number in range(8):
        one.add(coding(one.admit(article(f"a{number:02}", f"{TEXT} ({number})"))))
        one.flush()
"""
READ = """
import sys, time
from dragoman import query
from dragoman.archive import Archive
archive, before = Archive(sys.argv[1]), 0
while before < 8:
    ids = query.events(archive, columns=["article_id"]).column("article_id").to_pylist()
    articles = sorted(set(ids))
    assert len(articles) >= before, (before, articles)
    assert articles == [f"a{number:02}" for number in range(len(articles))], articles
    assert len(ids) == 2 * len(articles), ids
    before = len(articles)
    time.sleep(0.05)
"""
JUDGE = """
import sys
from dragoman.archive import Archive
from dragoman.model.story import Judgement
for number in range(3):
    Archive(sys.argv[1]).judge([Judgement(f"a{number:02}/p1", "met", "outcome", by=sys.argv[2])])
"""


def run(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", program, *arguments], stderr=subprocess.PIPE, text=True)


def done(processes: list[subprocess.Popen[str]]) -> None:
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors[-2000:]


def test_two_read_and_two_judge_while_one_writes(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    place = str(archive.folder)
    done([run(WRITE, place), run(READ, place), run(READ, place), run(JUDGE, place, "Ana"), run(JUDGE, place, "Ben")])
    assert query.events(archive).num_rows == 16
    with duckdb.connect(f"{place}/archive.duckdb", read_only=True) as base:  # the last to make the views knew all
        assert base.execute("SELECT count(*) FROM articles").fetchone() == (8,)
        assert base.execute("SELECT \"by\", count(*) FROM judgements GROUP BY ALL ORDER BY ALL").fetchall() == [
            ("Ana", 3), ("Ben", 3),
        ]  # fmt: skip


MAKE = """
import sys
from dragoman.archive import Archive
Archive.create(sys.argv[1]).manifest
"""


def test_two_may_make_the_same_archive(tmp_path: Path) -> None:
    place = str(tmp_path / "archive")
    done([run(MAKE, place), run(MAKE, place), run(MAKE, place)])
    assert query.events(Archive(place)).num_rows == 0


DERIVE = """
import sys
import pyarrow as pa
from dragoman.archive import Archive
from dragoman.archive.tables import DERIVED
schema = DERIVED["stories"]
rows = [{"story": sys.argv[2], "events": 1, "articles": 1, "outlets": 1}] * 5000
for _ in range(4):
    Archive(sys.argv[1]).derive({"stories": pa.Table.from_pylist(rows, schema=schema)}, 1)
"""


def test_two_may_make_derived_tables(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    place = str(archive.folder)
    done([run(DERIVE, place, "one"), run(DERIVE, place, "other")])
    with archive.connect() as base:
        [(count, different)] = base.execute("SELECT count(*), count(DISTINCT story) FROM stories").fetchall()
    assert (count, different) == (5000, 1)
    assert derived.manifest_numbers(archive.folder) == {"stories": 1}
