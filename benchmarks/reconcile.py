"""How many copies and stories are found, how rightly, and what reconciling a large archive takes.

Run it from the root of the project: `python -m benchmarks.reconcile`. See README.md in this folder.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from dragoman.archive import Archive
from dragoman.model.record import CoderInfo, Coding
from dragoman.reconcile import reconcile
from tests.reconcile.planted import pair_scores, plant
from tests.reconcile.reports import PARTS, read, score

if TYPE_CHECKING:
    import duckdb

_NOBODY = CoderInfo("none", "0", "none", "none")
_VARIANTS = 4000
"""So many different wordings of each report; more copies than that repeat one at another date."""
_DAYS = 10_000
"""Over which the copies are spread."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=600, help="invented reports with planted copies")
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the large archive; 0 for none")
    parser.add_argument("--large", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.large:
        _large(Path(given.large), given.articles)
        return
    rows = list(_copies(given.reports))
    with TemporaryDirectory() as folder:
        rows += _stories(Path(folder) / "stories")
        table = Table("what", "value")
        for row in rows:
            table.add_row(*row)
        Console().print(table)
        if given.articles:
            command = [
                sys.executable,
                "-m",
                "benchmarks.reconcile",
                "--articles",
                str(given.articles),
                "--large",
                folder,
            ]
            subprocess.run(command, check=True)


def _copies(count: int) -> list[tuple[str, str]]:
    planted = plant(seed=29, count=count)
    with TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder) / "a")
        archive.add(Coding(_NOBODY, one.article) for one in planted)
        summary = reconcile(archive)
        with archive.connect() as base:
            found = dict(base.execute("SELECT article_id, group_id FROM duplicates").fetchall())
    precision, recall = pair_scores({one.article.id: one.report for one in planted}, found)
    first = {one.report: found.get(one.article.id) for one in planted if one.kind == "original"}
    kinds = Counter(one.kind for one in planted if one.report in first)
    right = Counter(
        one.kind
        for one in planted
        if one.article.id in found and first.get(one.report) == found[one.article.id]
    )  # fmt: skip
    return [
        ("articles with planted copies", f"{summary.articles:,} in {summary.seconds:.1f} s"),
        ("copies: precision, recall of pairs", f"{precision:.3f}, {recall:.3f}"),
        *((f"  {kind}", f"{right[kind]} of {number}") for kind, number in sorted(kinds.items()) if kind != "original"),
    ]


def _stories(folder: Path) -> list[tuple[str, str]]:
    from dragoman.pipeline import Coder  # not above, as the large archive is measured without the language model

    reports = {part: read(part) for part in PARTS}
    archive = Archive.create(folder)
    archive.add(Coder().code_all(article for _, article in chain.from_iterable(r.values() for r in reports.values())))
    reconcile(archive)
    rows = []
    for part, known in reports.items():
        precision, recall, f1 = score(archive, {name: occurrence for name, (occurrence, _) in known.items()})
        rows.append((f"stories, {part} part: precision, recall, F1", f"{precision:.3f}, {recall:.3f}, {f1:.3f}"))
    return rows


# a large archive


class _Many(Archive):
    """The archive of short reports many times over, at other dates and in other words."""

    tables: Path

    def connect(self, coder: str | None = None) -> duckdb.DuckDBPyConnection:
        base = super().connect(coder)
        for table in ("articles", "events", "places"):
            base.execute(f"CREATE OR REPLACE VIEW {table} AS FROM '{self.tables / table}.parquet'")
        return base


def _large(folder: Path, articles: int) -> None:
    archive = _Many(folder / "stories")
    archive.tables = folder
    with Archive(folder / "stories").connect() as base:
        (count,) = base.execute("SELECT count(*) FROM articles").fetchall()[0]
        base.execute(f"CREATE TABLE times_over AS SELECT range AS k FROM range({-(-articles // count)})")  # noqa: S608
        _multiply(base, folder)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    summary = reconcile(archive)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(summary)
    print(f"peak memory {peak / 1024:,.0f} MiB, {before / 1024:,.0f} MiB before")


def _multiply(base: duckdb.DuckDBPyConnection, folder: Path) -> None:
    columns = {
        "articles": (("published",), ("text", "title")),
        "events": (("published", "day", "date_start", "date_end"), ("sentence_words",)),
        "places": ((), ()),
    }
    for table, (days, words) in columns.items():
        changed = [f"{name} + (hash(k) % {_DAYS})::INTEGER AS {name}" for name in days]
        changed += [
            rf"regexp_replace({name}, '(\p{{L}}{{4,}})', '\1' || (k % {_VARIANTS}), 'g') AS {name}" for name in words
        ]
        names = ("article_id",) if table == "articles" else ("id", "article_id")
        changed += [f"'k' || k || {name} AS {name}" for name in names]
        base.execute(
            f"COPY (SELECT t.* REPLACE ({', '.join(changed)}) FROM {table} t, times_over) "  # noqa: S608
            f"TO '{folder / table}.parquet' (COMPRESSION zstd)"
        )


if __name__ == "__main__":
    main()
