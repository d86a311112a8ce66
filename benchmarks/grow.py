"""A large archive from a small one: its codings again and again, with other ids, days and countries.

`python benchmarks/grow.py SMALL LARGE --articles 1000000` writes an archive that `dragoman` reads like any other.
Every copy of a coding is moved by some days within `--days` (twenty years), and its countries are turned round a ring
of all countries, so that dyads and days are as many as in a real collection. All copies of a text are the same, which
no real collection is; with `--vary` each has other letters in its longer words, and an article's dates move together.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import duckdb

from dragoman import lexicon
from dragoman.archive import Archive, manifest, shards, views
from dragoman.archive.files import sha256
from dragoman.archive.manifest import Shard
from dragoman.archive.tables import CODED, ORDER, TABLES

DAYS = 7305
SHARDS = 8


def main() -> None:
    """Grow an archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--vary", action="store_true", help="other words in every copy")
    given = parser.parse_args()
    grow(Archive(given.small), given.large, given.articles, given.days, given.vary)


def grow(small: Archive, folder: Path, articles: int, days: int = DAYS, vary: bool = False) -> Archive:
    """An archive of about so many articles."""
    large = Archive.create(folder)
    state = small.manifest
    turns = max(1, articles // state.rows["articles"])
    coder = state.shards[-1].coder
    made = []
    with small.connect() as base:
        base.execute("SET memory_limit = '8GB'")
        _ring(base)
        _macros(base, days, vary)
        bounds = [turns * number // SHARDS for number in range(SHARDS + 1)]
        for number, (first, last) in enumerate(pairwise(bounds), 1):
            made.append(_shard(base, folder, f"{number:08}-{coder}", coder, first, last))
    grown = replace(state, number=SHARDS, shards=tuple(made), retired=())
    manifest.save(folder, grown)
    views.rebuild(folder)
    return large


def _ring(base: duckdb.DuckDBPyConnection) -> None:
    codes = sorted({spell.code for spell in lexicon.load().states.of("iso3") if spell.end is None})
    base.execute("CREATE TABLE ring AS SELECT unnest(?) AS code, unnest(?) AS place", [codes, list(range(len(codes)))])
    base.execute("SET VARIABLE codes = (SELECT list(code ORDER BY place) FROM ring)")
    base.execute("SET VARIABLE places = (SELECT MAP(list(code), list(place)) FROM ring)")
    base.execute(f"""CREATE MACRO turned(c, k) AS CASE
        WHEN c IS NULL OR getvariable('places')[c] IS NULL THEN c
        ELSE getvariable('codes')[((getvariable('places')[c] + k * 7) % {len(codes)})::INTEGER + 1] END""")
    base.execute("""CREATE MACRO party(p, k) AS CASE WHEN p IS NULL THEN NULL ELSE struct_update(p,
        country := turned(p.country, k), actor := turned(p.actor, k)) END""")


def _macros(base: duckdb.DuckDBPyConnection, days: int, vary: bool) -> None:
    """How dates and words of a copy differ."""
    if vary:
        base.execute(f"CREATE MACRO moved(d, k) AS (d + ((k * 13) % {days})::INTEGER)::DATE")
        letters = " || ".join(f"chr((97 + (k // {26**place}) % 26)::INTEGER)" for place in range(3))
        # As many letters as before, so that spans still fit.
        base.execute(
            "CREATE MACRO varied(words, k) AS "
            f"regexp_replace(words, '\\b([A-Za-z]{{2}})[a-z]{{3}}', '\\1' || {letters}, 'g')"
        )
    else:
        base.execute(f"""CREATE MACRO moved(d, k) AS
            (DATE '2005-01-01' + to_days(((abs(d - DATE '1970-01-01') * 11 + k * 13) % {days})::INTEGER))::DATE""")
        base.execute("CREATE MACRO varied(words, k) AS words")


def _shard(base: duckdb.DuckDBPyConnection, folder: Path, name: str, coder: str, first: int, last: int) -> Shard:
    place = folder / shards.FOLDER / name
    place.mkdir(parents=True, exist_ok=True)
    rows, hashes = {}, {}
    for table in CODED:
        path = place / f"{table}.parquet"
        columns = ", ".join(_column(table, column) for column in TABLES[table].names)
        base.execute(
            f"COPY (SELECT {columns} FROM {table}, range({first}, {last}) AS turns(k) {ORDER[table]}) "  # noqa: S608
            f"TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
        )
        rows[table] = _count(base, path)
        hashes[table] = sha256(path)
    return Shard(name, coder, 5, rows, hashes)


def _count(base: duckdb.DuckDBPyConnection, path: Path) -> int:
    return int((base.execute(f"SELECT count(*) FROM '{path}'").fetchone() or (0,))[0])  # noqa: S608


LISTS = ("actor_countries", "recipient_countries", "counterpart_countries", "actor_ids", "recipient_ids",
         "counterpart_ids")  # fmt: skip
DATES: Sequence[str] = ("published", "day", "date_start", "date_end", "deadline_start", "deadline_end")


def _column(table: str, name: str) -> str:
    if name == "article_id":
        made = "article_id || '-' || k"
    elif name == "id":
        made = "article_id || '-' || k || '/' || split_part(id, '/', -1)"
    elif name == "text_sha256":
        made = "sha256(text_sha256 || k)"
    elif name in DATES:
        made = f"moved({name}, k)"
    elif name in ("text", "title") or name.endswith("_words"):
        made = f"varied({name}, k)"
    elif name in LISTS:
        made = f"list_transform({name}, lambda c: turned(c, k))"
    elif name in ("actors", "recipients", "counterparts"):
        made = f"list_transform({name}, lambda p: party(p, k))"
    elif name in ("speaker", "addressee", "holder"):
        made = f"party({name}, k)"
    elif name == "country" or (table, name) == ("actors", "actor"):
        made = f"turned({name}, k)"
    else:
        return f'"{name}"'
    return f"{made} AS {name}"


if __name__ == "__main__":
    main()
