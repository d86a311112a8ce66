"""The archive as DuckDB views: in memory for questions, and in `archive.duckdb` for anybody's SQL."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from dragoman.archive import derived, judgements
from dragoman.archive import manifest as manifests
from dragoman.archive.files import TEMPORARY, TEMPORARY_DATA, VIEWS, disk, literal, locked, query_errors, sync
from dragoman.archive.manifest import Manifest, Shard
from dragoman.archive.rows import coder_id
from dragoman.archive.shards import selected
from dragoman.archive.tables import CODED, DERIVED, JUDGED, TABLES, VIEWED

DATABASE = "archive.duckdb"
MEMORY = "1500MB"


def connect(folder: Path, manifest: Manifest, coder: str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection in memory with a view for each table.

    Each article shows its newest coding, or with `coder` (a coder's short name) only that coder's, without the
    records that were judged wrong. The views `all_articles`, `all_events` … show every row of every coder.
    Raises ArchiveError (`damaged`) where a file is cut off or gone.
    """
    base = memory()
    with query_errors(folder):
        _define(base, folder, manifest, coder)
    return base


def memory() -> duckdb.DuckDBPyConnection:
    """A connection in memory, with bounds on what it takes."""
    # Large sorts go to the disk, and not to the folder that somebody happens to stand in. DuckDB makes the folder when
    # it needs it and removes it afterwards; one that all share would belong to who came first.
    spill = {"temp_directory": str(Path(tempfile.gettempdir()) / f"{TEMPORARY_DATA}{uuid.uuid4().hex}")}
    base = duckdb.connect(config={"memory_limit": MEMORY, "preserve_insertion_order": "false", **spill})
    base.execute("SET enable_progress_bar = false")  # it would stand among the rows that a command prints
    return base


def rebuild(folder: Path) -> None:
    """Write `archive.duckdb` anew; it holds views only, so nothing can be lost with it.

    The file is made under another name and renamed: who has the old one open goes on reading it. The manifest is read
    while nobody else makes views, so that the last to make them knows all.
    """
    path = folder / DATABASE
    new = path.with_name(f"{TEMPORARY}{DATABASE}")
    with locked(folder, wait=True, name=VIEWS), disk(path):
        manifest = manifests.load(folder)
        new.unlink(missing_ok=True)
        with duckdb.connect(str(new)) as base:
            base.begin()
            _define(base, folder.resolve(), manifest, None)
            base.commit()
        sync(new)
        new.replace(path)
        sync(folder)


def is_current(folder: Path, manifest: Manifest) -> bool:
    """Whether the views of `archive.duckdb` are those of this manifest, at this place."""
    listed = "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
    try:
        with duckdb.connect(str(folder / DATABASE), read_only=True) as there, memory() as base:
            _define(base, folder.resolve(), manifest, None)
            return there.execute(listed).fetchall() == base.execute(listed).fetchall()
    except duckdb.Error:
        return False


def _define(base: duckdb.DuckDBPyConnection, folder: Path, manifest: Manifest, coder: str | None) -> None:
    def view(name: str, sql: str) -> None:
        base.execute(f"CREATE VIEW {name} AS {sql}")

    view("coders", _coders(manifest))
    view("judgements", judgements.view(folder))
    view("verdicts", judgements.VERDICTS)
    for table in TABLES:
        view(f"all_{table}", _rows(folder, manifest.shards, table))
    several = len(manifest.coders) > 1 and coder is None
    if several:
        view(
            "newest",
            "SELECT article_id, arg_max(coder, rank) AS coder FROM all_articles JOIN coders USING (coder) "
            "GROUP BY article_id",
        )
    for table in TABLES:
        chosen = f"SELECT * FROM all_{table}"
        if table in CODED and several:
            chosen += " SEMI JOIN newest USING (article_id, coder)"
        elif table in CODED and coder is not None:
            chosen = _rows(folder, [shard for shard in manifest.shards if shard.coder == coder], table)
        view(table, _unjudged(chosen) if table in JUDGED else chosen)
    for table, schema in DERIVED.items():
        path = derived.file_of(folder, table)
        view(table, f"SELECT * FROM read_parquet({literal(path)})" if path else _nothing(schema))


def _unjudged(chosen: str) -> str:
    wrong = "SELECT subject, coder FROM verdicts WHERE verdict = 'wrong' AND field IS NULL"
    same = "wrong.subject = id AND (wrong.coder IS NULL OR wrong.coder = chosen.coder)"
    return f"SELECT * FROM ({chosen}) AS chosen ANTI JOIN ({wrong}) AS wrong ON {same}"


def _coders(manifest: Manifest) -> str:
    names = "coder, name, version, model, rules, rank"
    rows = ", ".join(
        "(" + ", ".join(map(literal, (coder_id(c), c.name, c.version, c.model, c.rules))) + f", {rank})"
        for rank, c in enumerate(manifest.coders)
    )
    end = "" if rows else " WHERE false"
    rows = rows or "('', '', '', '', '', 0)"
    return f"SELECT * FROM (VALUES {rows}) AS coders({names}){end}"


def _rows(folder: Path, shards: Sequence[Shard], table: str) -> str:
    there = [shard for shard in shards if shard.rows.get(table)]
    if not there:
        return _nothing(VIEWED[table])
    rows = selected(folder, there, table)
    return f"SELECT article_id AS id, * FROM ({rows})" if table == "articles" else rows


def _nothing(schema: pa.Schema) -> str:
    """No rows with these columns."""
    columns = ", ".join(f'NULL::{_type(field.type)} AS "{field.name}"' for field in schema)
    return f"SELECT {columns} WHERE false"


def _type(kind: pa.DataType) -> str:
    """DuckDB's name of an Arrow type. Asking DuckDB itself would load pandas, which takes a second."""
    if pa.types.is_list(kind):
        return f"{_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        return "STRUCT(" + ", ".join(f'"{field.name}" {_type(field.type)}' for field in kind) + ")"
    return _TYPES[kind]


_TYPES = {
    pa.string(): "VARCHAR", pa.int8(): "TINYINT", pa.int32(): "INTEGER", pa.int64(): "BIGINT",
    pa.float32(): "FLOAT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN", pa.date32(): "DATE",
}  # fmt: skip
