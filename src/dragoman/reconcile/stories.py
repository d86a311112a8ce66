"""Events of several articles about one occurrence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.archive.files import literal
from dragoman.archive.tables import DERIVED
from dragoman.lexicon.stories import StoryWords
from dragoman.reconcile.evidence import variables
from dragoman.reconcile.matters import match, windows
from dragoman.reconcile.matters import variables as matter_variables
from dragoman.reconcile.members import join, sql

if TYPE_CHECKING:
    import duckdb


def links(base: duckdb.DuckDBPyConnection, folder: Path, words: StoryWords) -> None:
    """Make the views `matter_links` and `story_links`: pairs of articles that may report one matter, and pairs of
    their events that may be one occurrence, with score and reasons.

    They are written to this folder, step by step. The temporary table `made_duplicates` says which articles are copies.
    """
    _prepare(base, words)
    for number, window in enumerate(list(windows(base, words.alike))):
        _set(base, asdict(window))
        match(base)
        base.execute(sql("told"))
        for name, query in (("matter", "FROM matter_some"), ("story", sql("pairs"))):
            base.execute(f"COPY ({query}) TO {literal(folder / f'{name}-{number}.parquet')} (COMPRESSION zstd)")
    for name in ("matter", "story"):
        _view(base, f"{name}_links", sorted(folder.glob(f"{name}-*.parquet")))


def _view(base: duckdb.DuckDBPyConnection, name: str, paths: Sequence[Path]) -> None:
    if paths:
        found = ", ".join(map(literal, paths))
        base.execute(f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet([{found}])")
    else:
        base.register(f"no_{name}", DERIVED[name].empty_table())
        base.execute(f"CREATE OR REPLACE VIEW {name} AS FROM no_{name}")


def stories(base: duckdb.DuckDBPyConnection, words: StoryWords) -> None:
    """Make the temporary tables `made_stories` and `made_story_events` from the table or view `story_links`."""
    join(base, "events", "SELECT one, other, score AS likeness FROM story_links", words.weights.least)
    base.execute(sql("stories"))


def _prepare(base: duckdb.DuckDBPyConnection, words: StoryWords) -> None:
    _set(base, dict(variables(words)) | matter_variables(words.alike))
    base.execute("CREATE OR REPLACE TEMP TABLE close (one VARCHAR, other VARCHAR)")
    base.executemany("INSERT INTO close VALUES (?, ?)", words.close_types)
    base.execute(sql("macros"))
    base.execute(sql("words"))


def _set(base: duckdb.DuckDBPyConnection, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        base.execute(f"SET VARIABLE {name} = $value", {"value": value})
