"""The archive as DuckDB views: in memory for questions, and in `archive.duckdb` for anybody's SQL."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from dragoman.archive.files import TEMPORARY, disk, sync
from dragoman.archive.manifest import Manifest, Shard
from dragoman.archive.rows import coder_id
from dragoman.archive.shards import file_of
from dragoman.archive.tables import CODED, TABLES

DATABASE = "archive.duckdb"
MEMORY = "1500MB"


def connect(folder: Path, manifest: Manifest, coder: str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection in memory with a view for each table.

    Each article shows its newest coding; with `coder` (a coder's short name) only that coder's. The views
    `all_articles`, `all_events` … show every coding.
    """
    base = duckdb.connect(config={"memory_limit": MEMORY, "preserve_insertion_order": "false"})
    _define(base, folder, manifest, coder)
    return base


def rebuild(folder: Path, manifest: Manifest) -> None:
    """Write `archive.duckdb` anew; it holds views only, so nothing can be lost with it.

    The file is made under another name and renamed: who has the old one open goes on reading it.
    """
    path = folder / DATABASE
    new = path.with_name(f"{TEMPORARY}{DATABASE}")
    with disk(path):
        new.unlink(missing_ok=True)
        with duckdb.connect(str(new)) as base:
            _define(base, folder.resolve(), manifest, None)
        sync(new)
        new.replace(path)
        sync(folder)


def _define(base: duckdb.DuckDBPyConnection, folder: Path, manifest: Manifest, coder: str | None) -> None:
    for table in TABLES:
        base.execute(f"CREATE VIEW all_{table} AS SELECT * FROM {_files(folder, manifest.shards, table)}")  # noqa: S608
    ranks = ", ".join(f"('{coder_id(info)}', {rank})" for rank, info in enumerate(manifest.coders))
    base.execute(f"CREATE VIEW coders AS {_coders(manifest)}")
    several = len(manifest.coders) > 1 and coder is None
    if several:
        base.execute(
            "CREATE VIEW newest AS SELECT article_id, arg_max(coder, rank) AS coder FROM all_articles "  # noqa: S608
            f"JOIN (VALUES {ranks}) AS ranks(coder, rank) USING (coder) GROUP BY article_id"
        )
    for table in TABLES:
        chosen = f"SELECT * FROM all_{table}"  # noqa: S608 - names of our own tables
        if table in CODED and several:
            chosen += " SEMI JOIN newest USING (article_id, coder)"
        elif table in CODED and coder is not None:
            shards = [shard for shard in manifest.shards if shard.coder in ("", coder)]
            chosen = f"SELECT * FROM {_files(folder, shards, table)}"  # noqa: S608
        base.execute(f"CREATE VIEW {table} AS {chosen}")


def _coders(manifest: Manifest) -> str:
    columns = "coder, name, version, model, rules, rank"
    if not manifest.coders:
        return f"SELECT * FROM (VALUES ('', '', '', '', '', 0)) AS coders({columns}) WHERE false"  # noqa: S608
    rows = ", ".join(
        "(" + ", ".join(map(_text, (coder_id(c), c.name, c.version, c.model, c.rules))) + f", {rank})"
        for rank, c in enumerate(manifest.coders)
    )
    return f"SELECT * FROM (VALUES {rows}) AS coders({columns})"  # noqa: S608


def _files(folder: Path, shards: Sequence[Shard], table: str) -> str:
    paths = (file_of(folder, shard.name, table) for shard in shards if table in shard.rows)
    return "read_parquet([" + ", ".join(_text(str(path)) for path in paths) + "])"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
