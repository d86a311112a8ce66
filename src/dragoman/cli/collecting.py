"""`dragoman candidates`: every candidate of an event with its verdict, as Parquet, for those who mend the coder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.cli.tables import printable
from dragoman.export.files import writing
from dragoman.extract.events.table import SCHEMA, row
from dragoman.model.text import Problem
from dragoman.pipeline import Coder
from dragoman.read import read
from dragoman.scale import CoderChoice


def run(sources: list[str], out: Path, input_format: str, published: str | None, choice: CoderChoice) -> int:
    """Write the candidates of all articles to a file, and say how many; 0 when all sources could be read, else 1."""
    coder = choice.make()
    rows = articles = problems = 0
    with writing(out) as files, pq.ParquetWriter(files[""], SCHEMA, compression="zstd") as writer:
        for found in _tables(coder, sources, input_format, published):
            if isinstance(found, Problem):
                print(f"dragoman: {printable(f'{found.source}: {found.code}: {found.message}')}", file=sys.stderr)
                problems += 1
                continue
            writer.write_table(found)
            rows, articles = rows + found.num_rows, articles + 1
    bad = f", {problems} sources could not be read" if problems else ""
    print(f"dragoman: {rows} candidates of {articles} articles in {out}{bad}", file=sys.stderr)
    return 1 if problems else 0


def _tables(coder: Coder, sources: list[str], input_format: str, published: str | None) -> Iterator[pa.Table | Problem]:
    """The candidates of each article, in the order of the sources."""
    for article in read(sources, input_format=input_format, published=published):
        if isinstance(article, Problem):
            yield article
            continue
        _, found = coder.examine(*coder.read_actors(article))
        yield pa.Table.from_pylist([row(article.id, decision) for decision in found.decisions], schema=SCHEMA)
