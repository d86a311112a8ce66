"""Judgements: lines appended to `judgements.jsonl`; the last answer to a question about a record counts."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from dragoman.archive.files import disk, literal
from dragoman.model.story import Judgement

NAME = "judgements.jsonl"
COLUMNS = tuple(Judgement.__dataclass_fields__)


def append(folder: Path, judgements: Iterable[Judgement]) -> None:
    """Put judgements behind those that are there; several people may do so at once."""
    lines = "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in judgements)
    path = folder / NAME
    with disk(path), path.open("ab+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(0, os.SEEK_END)
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            if stream.read(1) != b"\n":  # the line of one who was cut off
                lines = "\n" + lines
        stream.write(lines.encode())
        stream.flush()
        os.fsync(stream.fileno())


def load(folder: Path) -> Iterator[Judgement]:
    """All judgements in the order in which they were made; a line that was cut off is passed over."""
    path = folder / NAME
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            yield Judgement(**json.loads(line))
        except (ValueError, TypeError):
            continue


def view(folder: Path) -> str:
    """SQL for the judgements of a folder, numbered in their order."""
    path = folder / NAME
    if not path.exists():
        nothing = ", ".join(f"NULL::VARCHAR AS {name}" for name in COLUMNS)
        return f"SELECT 0::BIGINT AS number, {nothing} WHERE false"
    name = literal(path)
    # Parsing line by line: a line that was cut off gives no row and stops nothing.
    return (
        "SELECT row_number() OVER () AS number, "
        + ", ".join(f"line->>'{column}' AS {column}" for column in COLUMNS)
        + f" FROM (SELECT CAST(json AS JSON) AS line FROM read_json_objects({name}, format = 'newline_delimited', "
        "ignore_errors = true)) WHERE line->>'subject' IS NOT NULL"
    )


VERDICTS = """
SELECT * FROM judgements
QUALIFY number = max(number) OVER (
  PARTITION BY question, coalesce(field, ''), coalesce(coder, ''), least(subject, coalesce(other, subject)),
  greatest(subject, coalesce(other, subject)))
AND verdict <> 'withdrawn'
"""
"""SQL for the judgements that count: the last answer to each question about each record or pair."""
