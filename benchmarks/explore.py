"""Pages of the explorer on a large archive: seconds until the first byte, memory, and the same asked of DuckDB alone.

`python benchmarks/explore.py LARGE` serves an archive (made by `grow.py` and reconciled) in a process of its own, asks
for each page `--rounds` times and prints the first time (cold) and the median of the others (warm), beside the time
that DuckDB alone takes over the same Parquet files for the rows of that page. Then `--readers` (10) ask for pages at
once while articles are added to a copy of the archive.
"""

from __future__ import annotations

import argparse
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import httpx

from dragoman.archive import Archive

PAGES: tuple[tuple[str, str, str | None], ...] = (
    ("overview", "/", "SELECT type, count(*) FROM events GROUP BY ALL"),
    ("events", "/events", "SELECT * FROM events ORDER BY day DESC NULLS LAST, id LIMIT 50"),
    (
        "events by RUS, most hostile", "/events?actor=RUS&order=most+hostile",
        "SELECT * FROM events WHERE list_contains(actor_countries, 'RUS') ORDER BY score, day DESC, id LIMIT 50",
    ),
    (
        "events with words", "/events?text=border",
        "SELECT * FROM events WHERE regexp_matches(sentence_words, '(?i)(?:^|\\W)border') "
        "ORDER BY day DESC NULLS LAST, id LIMIT 50",
    ),
    ("statements", "/statements", "SELECT * FROM statements ORDER BY day DESC NULLS LAST, id LIMIT 50"),
    ("positions", "/positions", "SELECT * FROM positions ORDER BY day DESC NULLS LAST, id LIMIT 50"),
    ("reports", "/articles", "SELECT * FROM articles ORDER BY published DESC NULLS LAST, article_id LIMIT 50"),
    (
        "actor RUS", "/actor/RUS",
        "SELECT date_trunc('month', day), quad_class, count(*), avg(score) FROM events "
        "WHERE list_contains(actor_countries, 'RUS') OR list_contains(recipient_countries, 'RUS') GROUP BY ALL",
    ),
    (
        "dyad RUS, UKR", "/dyad?one=RUS&other=UKR",
        "SELECT date_trunc('month', day), quad_class, count(*), avg(score) FROM events "
        "WHERE list_contains(actor_countries, 'RUS') AND list_contains(recipient_countries, 'UKR') GROUP BY ALL",
    ),
    ("event", "/event/{event}", "SELECT * FROM events WHERE id = '{event}'"),
    ("report", "/article/{article}", "SELECT * FROM articles WHERE article_id = '{article}'"),
    ("ledger", "/ledger", None),
    (
        "map", "/map",
        "SELECT place_id, count(*) FROM events WHERE modality = 'actual' AND place_lat IS NOT NULL GROUP BY ALL",
    ),
    (
        "network", "/network",
        "SELECT a, b, count(*) FROM (SELECT a, unnest(recipient_countries) AS b FROM (SELECT unnest(actor_countries) "
        "AS a, recipient_countries FROM events WHERE modality = 'actual')) GROUP BY ALL ORDER BY 3 DESC LIMIT 1000",
    ),
    (
        "search", "/search?q=border",
        "SELECT article_id, title FROM articles "
        "WHERE regexp_matches(concat_ws(' ', title, text), '(?i)(?:^|\\W)border') ORDER BY published DESC LIMIT 10",
    ),
)  # fmt: skip
"""Pages by name: the address, and what is asked of DuckDB alone; `ledger` has no one question."""


def main() -> None:
    """Print a table of pages, then what many readers at once are given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("large", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--readers", type=int, default=10)
    given = parser.parse_args()
    archive = Archive(given.large)
    names = _names(archive)
    print(f"{archive.manifest.rows['articles']:,} articles, {archive.manifest.rows['events']:,} events")
    print(f"{'page':28}{'cold':>8}{'warm':>8}{'DuckDB':>8}{'kB':>7}")
    with _serving(given.large) as (address, server), httpx.Client(timeout=120) as client:
        for name, page, sql in PAGES:
            url = address + page.format(**names)
            times = [_first_byte(client, url) for _ in range(given.rounds)]
            size = len(client.get(url).content) / 1000
            alone = f"{_alone(archive, sql.format(**names), given.rounds):.2f}" if sql else "–"
            print(f"{name:28}{times[0]:>8.2f}{statistics.median(times[1:]):>8.2f}{alone:>8}{size:>7.0f}")
        print(f"memory of the server: {_peak(server):,} MB at most")
    _at_once(archive, given.readers, names)


def _names(archive: Archive) -> dict[str, str]:
    with archive.connect() as base:
        [(event, article)] = base.execute("SELECT id, article_id FROM events ORDER BY day DESC, id LIMIT 1").fetchall()
    return {"event": event, "article": article}


def _first_byte(client: httpx.Client, url: str) -> float:
    """Seconds until the first byte; without end where the page took so long that it was stopped."""
    began = time.perf_counter()
    with client.stream("GET", url) as answer:
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            return math.inf
        answer.raise_for_status()
        next(answer.iter_raw())
        return time.perf_counter() - began


def _alone(archive: Archive, sql: str, rounds: int) -> float:
    """The median time that DuckDB takes over the archive's files, without a view or judgement of ours."""
    base = duckdb.connect(config={"memory_limit": "700MB"})
    for table in ("articles", "events", "statements", "positions"):
        base.execute(f"CREATE VIEW {table} AS FROM '{archive.folder}/shards/*/{table}.parquet'")
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        base.execute(sql).fetchall()
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "dragoman", "explore", str(folder), "--no-browser", "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        line = server.stderr.readline() if server.stderr else ""
        yield "http" + line.split(" http")[1].split("/ ")[0], server
    finally:
        server.terminate()
        server.wait(timeout=20)


def _peak(server: subprocess.Popen[str]) -> int:
    lines = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) // 1000


def _at_once(archive: Archive, readers: int, names: dict[str, str]) -> None:
    """Many readers at once, while one process adds articles."""
    with tempfile.TemporaryDirectory(prefix="dragoman-") as place:
        folder = Path(place) / "large"
        shutil.copytree(archive.folder, folder)
        addresses = [page.format(**names) for _, page, _ in PAGES[:6] * 5]
        stop = threading.Event()
        writer = threading.Thread(target=_add, args=(Archive(folder), archive, names["article"], stop))
        with _serving(folder) as (address, server), ThreadPoolExecutor(readers) as pool:
            writer.start()
            with httpx.Client(timeout=120) as client:
                times = sorted(pool.map(lambda page: _first_byte(client, address + page), addresses))
            stop.set()
            writer.join()
            stopped = sum(map(math.isinf, times))
            print(
                f"{readers} readers at once while articles come: median {statistics.median(times):.2f}, slowest answer "
                f"{times[-stopped - 1]:.2f} seconds, {stopped} of {len(times)} stopped; {_peak(server):,} MB at most"
            )


def _add(copy: Archive, archive: Archive, name: str, stop: threading.Event) -> None:
    """Add a coding under new names, one every second."""
    coding, number = archive.coding(name), 0
    while not stop.wait(1):
        number += 1
        article = replace(coding.article, id=f"more-{number}", text=f"{coding.article.text} {number}", url=None)
        copy.add([replace(coding, article=article)])


if __name__ == "__main__":
    main()
