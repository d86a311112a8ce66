"""How fast each kind of file is read, next to coding what is in it, and how much memory large files take.

`python -m benchmarks.reading` prints reports per second by format; `--large` reads a table of 500 MB and a web archive
of 2 GB, which are made for it in a folder that is deleted again, and prints the most memory of the reading process.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.model.text import Article
from dragoman.pipeline import Coder
from dragoman.read import read
from tests.read.formats.reports import REPORTS, files, page

TABLE = 500_000_000
ARCHIVE = 2_000_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="the least time that each format is read for")
    parser.add_argument("--large", action="store_true", help="measure the memory of large files")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(*measure(Path(arguments.child)))
    elif arguments.large:
        large()
    else:
        speeds(arguments.seconds)


def speeds(seconds: float) -> None:
    coding = coding_time()
    print(f"coding: {1 / coding:.1f} reports a second")
    print(f"{'file':<20}{'reports a second':>18}{'share of coding time':>24}")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files():
            path = Path(folder) / name
            path.write_bytes(content)
            rate = speed(path, seconds)
            print(f"{name:<20}{rate:>18,.0f}{1 / rate / coding:>24.2%}")


def speed(path: Path, seconds: float) -> float:
    """Reports a second, the first reading, which loads libraries, left out."""
    list(read([str(path)]))
    count, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        count += sum(isinstance(item, Article) for item in read([str(path)]))
    return count / (time.perf_counter() - begun)


def coding_time() -> float:
    """Seconds that one of the reports takes to code."""
    coder = Coder()
    articles = [Article(str(n), r.text, title=r.title, published=r.day.isoformat()) for n, r in enumerate(REPORTS)]
    list(coder.code_all(articles[:4]))
    begun = time.perf_counter()
    list(coder.code_all(articles))
    return (time.perf_counter() - begun) / len(articles)


def large() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, size, parts in (("large.csv", TABLE, rows()), ("large.warc", ARCHIVE, records())):
            path = Path(folder) / name
            fill(path, size, parts)
            command = [sys.executable, "-m", "benchmarks.reading", "--child", str(path)]
            count, taken, memory = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            print(f"{name}: {size / 1e6:,.0f} MB, {int(count):,} reports, {float(taken):.0f} s, at most {memory} MB")
            path.unlink()


def fill(path: Path, size: int, parts: Iterator[bytes]) -> None:
    with path.open("wb") as stream:
        while stream.tell() < size:
            stream.write(next(parts))


def rows() -> Iterator[bytes]:
    yield b"title,date,outlet,text\n"
    while True:
        for r in REPORTS:
            text = "\n\n".join([r.text] * 8).replace('"', '""')
            yield f'"{r.title}",{r.day},{r.outlet},"{text}"\n'.encode()


def records() -> Iterator[bytes]:
    # Most of an archive is no page; what it is must be passed over and not held.
    picture = record("https://news.example/a.png", b"image/png", bytes(2_000_000))
    while True:
        for n, r in enumerate(REPORTS):
            yield record(f"https://news.example/{n}", b"text/html", page(r))
            yield picture


def record(url: str, media: bytes, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + media + b"\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2003-02-14T10:00:00Z\r\n"
    more = f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n"
    return (head + more).encode() + answer + b"\r\n\r\n"


def measure(path: Path) -> tuple[int, float, int]:
    """Reports in a file, seconds, and the most memory of this process in MB."""
    begun = time.perf_counter()
    count = sum(isinstance(item, Article) for item in read([str(path)]))
    return count, time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


if __name__ == "__main__":
    main()
