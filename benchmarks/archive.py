"""How long an archive takes to answer, and how much memory, next to bare DuckDB over the same Parquet files.

Run it from the root of the project: `python benchmarks/archive.py ARCHIVE`. See README.md in this folder.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

ACTOR = "RUS"
FIRST, LAST = date(2012, 3, 1), date(2012, 3, 31)
AS_OF = date(2015, 6, 30)
SHOWN = 100
SQL = Path(__file__).parent / "archive.sql"
QUESTIONS = {
    "panel": "dyad-month panel, whole frame",
    "events": f"events by {ACTOR}, one month",
    "ledger of one": f"ledger of {ACTOR}",
    "ledger": f"ledger, first {SHOWN}",
}

Answer = Iterable[Any]
"""Arrow batches; they are read to the end and thrown away, as a writer to a file would."""


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        _child(given.archive, *given.child)
        return
    table = Table("question", "dragoman", "peak", "rows", "bare DuckDB", "peak", "rows", "ratio")
    for name, words in QUESTIONS.items():
        table.add_row(words, *_row(given.archive, name, given.rounds))
    Console(width=120).print(table)


def _row(archive: Path, name: str, rounds: int) -> list[str]:
    ours, bare = [], []
    for _ in range(rounds):  # by turns, so that a machine that is busy for a while slows both alike
        ours.append(_run(archive, "dragoman", name))
        bare.append(_run(archive, "duckdb", name))
    seconds = [median(run["seconds"] for run in runs) for runs in (ours, bare)]
    cells = []
    for runs, took in zip((ours, bare), seconds, strict=True):
        peak = max(run["peak"] for run in runs)
        cells += [f"{took:.2f} s", f"{peak:,.0f} MiB", f"{runs[0]['rows']:,}"]
    return [*cells, f"{seconds[0] / seconds[1]:.1f}"]


def _run(archive: Path, who: str, name: str) -> Any:
    """Seconds, MiB and rows of a fresh process that asks one question, with imports before the clock runs."""
    command = [sys.executable, str(Path(__file__).resolve()), str(archive), "--child", who, name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:  # an archive that was not reconciled, for one
        sys.exit(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def _child(archive: Path, who: str, name: str) -> None:
    ask = _dragoman(archive, name) if who == "dragoman" else _duckdb(archive, name)
    begin = time.perf_counter()
    rows = sum(batch.num_rows for batch in ask())
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "peak": peak, "rows": rows}))


def _dragoman(folder: Path, name: str) -> Callable[[], Answer]:
    from dragoman import query
    from dragoman.archive import Archive
    from dragoman.query.panel import opened
    from dragoman.reconcile.ledger import ledger

    def panel() -> Answer:
        with opened(Archive(folder)) as made:
            yield from made.reader

    chosen = query.Filters(actor=(ACTOR,), since=FIRST, until=LAST)
    asked: dict[str, Callable[[], Answer]] = {
        "panel": panel,
        "events": lambda: query.events(Archive(folder), chosen).to_batches(),
        "ledger of one": lambda: ledger(Archive(folder), AS_OF, ACTOR, limit=SHOWN).to_batches(),
        "ledger": lambda: ledger(Archive(folder), AS_OF, limit=SHOWN).to_batches(),
    }
    return asked[name]


def _duckdb(folder: Path, name: str) -> Callable[[], Answer]:
    """The query of this name in archive.sql over the files of the archive."""
    import duckdb

    state = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    shards = [folder / "shards" / shard["name"] / "events.parquet" for shard in state["shards"]]
    tables = {"events": [path for path in shards if path.exists()]}
    for table in ("entries", "entry_tellings", "entry_evidence"):
        tables[table] = [folder / "derived" / f"{table}.parquet"]
    text = SQL.read_text(encoding="utf-8")
    query = text.split(f"-- {name}\n", 1)[1].split("\n-- end", 1)[0]
    values = {"actor": ACTOR, "first": FIRST, "last": LAST, "as_of": AS_OF, "shown": SHOWN}
    used = {key: value for key, value in values.items() if f"${key}" in query}

    def ask() -> Answer:
        with duckdb.connect(config={"preserve_insertion_order": "false"}) as base:
            for table, paths in tables.items():
                if paths[0].exists():
                    files = ", ".join(f"'{path}'" for path in paths)
                    base.execute(f"CREATE VIEW {table} AS FROM read_parquet([{files}])")
            yield from base.sql(query, params=used).to_arrow_reader(100_000)

    return ask


if __name__ == "__main__":
    main()
