"""Is an archive what it says it is: files, hashes, counts, texts, spans and judgements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.archive import derived, judgements, manifest, shards, views
from dragoman.archive.archive import OURS, Archive
from dragoman.archive.files import TEMPORARY, disk, locked, sha256
from dragoman.archive.manifest import Manifest, Shard
from dragoman.archive.rows import joined_words, text_hash
from dragoman.archive.tables import DERIVED

if TYPE_CHECKING:
    import duckdb

PUT_ASIDE = "damaged"
"""The folder that damaged shards are put into; nothing is deleted."""

_WORDS = {
    "events": ("trigger", "sentence"), "statements": ("cue", "content"),
    "positions": ("content", "condition", "exchange", "deadline_span", "sentence"),
}  # fmt: skip
_AGAIN = "`dragoman check DIR --mend` puts it aside; then ingest its sources again"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: where, a stable code, what, and what to do.

    `shard` names a damaged shard.
    """

    where: str
    code: str
    message: str
    mend: str
    shard: str | None = None


def check(archive: Archive) -> Iterator[Finding]:
    """What is wrong in an archive, or out of date; nothing where all is well."""
    state = archive.manifest
    damaged = [finding for shard in state.shards for finding in _shard(archive.folder, shard)]
    yield from damaged
    yield from _foreign(archive.folder, state)
    yield from _judgements(archive.folder)
    yield from _derived(archive.folder, state)
    if not damaged:  # what a damaged file holds cannot be asked
        yield from _views(archive.folder, state)
        with archive.connect() as base:
            yield from _counts(base)
            yield from _texts(base)


def mend(archive: Archive) -> list[str]:
    """Put damaged shards aside, make the views anew, and say which shards those were. Waits for no other writer."""
    with locked(archive.folder, wait=False):
        state = archive.manifest
        bad = {finding.shard for shard in state.shards for finding in _shard(archive.folder, shard)}
        for name in sorted(filter(None, bad)):
            _put_aside(archive.folder, name)
        state = replace(state, shards=tuple(shard for shard in state.shards if shard.name not in bad))
        manifest.save(archive.folder, state)
        views.rebuild(archive.folder)
    return sorted(filter(None, bad))


def _put_aside(folder: Path, name: str) -> None:
    shard = folder / shards.FOLDER / name
    with disk(folder):
        (folder / PUT_ASIDE).mkdir(exist_ok=True)
        if shard.exists():
            shard.rename(folder / PUT_ASIDE / name)


def _shard(folder: Path, shard: Shard) -> Iterator[Finding]:
    for table, expected in shard.sha256.items():
        path = shards.file_of(folder, shard.name, table)
        where = str(path.relative_to(folder))
        if not path.exists():
            yield Finding(where, "missing-file", "the manifest names this file and it is not there", _AGAIN, shard.name)
        elif sha256(path) != expected:
            message = "the file is not what was written (its hash differs): truncated or changed"
            yield Finding(where, "damaged-file", message, _AGAIN, shard.name)


def _foreign(folder: Path, state: Manifest) -> Iterator[Finding]:
    known = {shard.name for shard in state.shards} | {shard.name for shard in state.retired}
    for path in sorted(folder.iterdir()):
        if path.name not in OURS and not path.name.startswith(TEMPORARY):
            yield Finding(path.name, "foreign-file", "no part of the archive", "move it out of the folder")
    for path in sorted((folder / shards.FOLDER).iterdir()):
        if path.name not in known and not path.name.startswith(TEMPORARY):
            yield Finding(
                f"{shards.FOLDER}/{path.name}", "foreign-file", "no shard of this archive, or one of a run that was "
                "killed before it counted", "remove it; its articles are coded again by the next ingest",
            )  # fmt: skip


def _judgements(folder: Path) -> Iterator[Finding]:
    path = folder / judgements.NAME
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        try:
            fine = bool(json.loads(line)["subject"])
        except (ValueError, TypeError, KeyError):
            fine = False
        if not fine:
            where = f"{judgements.NAME}:{number}"
            yield Finding(where, "bad-judgement", "the line is no judgement and is passed over", "judge once more")


def _derived(folder: Path, state: Manifest) -> Iterator[Finding]:
    made = derived.made_of_all(folder)
    late = sorted(name for name in DERIVED if name in made and made[name] != state.number)
    if late:
        message = f"made before the last articles came: {', '.join(late)}"
        yield Finding(derived.FOLDER, "out-of-date", message, "dragoman reconcile DIR")


def _views(folder: Path, state: Manifest) -> Iterator[Finding]:
    if not views.is_current(folder, state):
        message = "not the views of these shards: the folder was moved or copied, or a writer was killed"
        yield Finding(views.DATABASE, "old-views", message, "`dragoman check DIR --mend` makes them anew")


def _counts(base: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    twice = "SELECT article_id FROM all_articles GROUP BY article_id, coder HAVING count(*) > 1 ORDER BY 1"
    for (name,) in base.execute(twice).fetchall():
        yield Finding(name, "coded-twice", "one coder has coded this article twice", "report this; nothing is lost")
    for table in _WORDS:
        lost = f"SELECT id FROM all_{table} ANTI JOIN all_articles USING (article_id, coder) ORDER BY 1"
        for (name,) in base.execute(lost).fetchall():
            yield Finding(name, "no-article", f"a row of {table} whose article is not there", _AGAIN)
    lost = "SELECT copy_id FROM all_copies ANTI JOIN all_articles USING (article_id) ORDER BY 1"
    for (name,) in base.execute(lost).fetchall():
        yield Finding(name, "no-article", "a copy of an article that is not there", "ingest the sources again")


def _texts(base: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Texts against their hashes, and the words of every span against the texts."""
    articles = base.cursor().execute(
        "SELECT article_id, coder, text, text_sha256, text_length FROM all_articles ORDER BY article_id, coder"
    )
    records = {table: _grouped(base.cursor(), table, names) for table, names in _WORDS.items()}
    waiting = {table: next(groups, None) for table, groups in records.items()}
    while some := articles.fetchmany(200):
        for name, coder, text, digest, length in some:
            if text is not None and text_hash(text) != digest:
                yield Finding(name, "changed-text", "the text does not have the hash that it was stored with", _AGAIN)
            for table, groups in records.items():
                found = waiting[table]
                if found and found[0] == (name, coder):
                    yield from _spans(found[1], _WORDS[table], text, length)
                    waiting[table] = next(groups, None)


Rows = list[tuple[Any, ...]]


def _grouped(
    base: duckdb.DuckDBPyConnection, table: str, names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, str], Rows]]:
    columns = ", ".join(f"{name}, {name.removesuffix('_span')}_words" for name in names)
    sql = f"SELECT article_id, coder, id, {columns} FROM all_{table} SEMI JOIN all_articles USING (article_id, coder)"
    found = base.execute(f"{sql} ORDER BY article_id, coder")
    rows = (row for some in iter(lambda: found.fetchmany(1000), []) for row in some)
    return ((key, list(group)) for key, group in groupby(rows, key=itemgetter(0, 1)))


def _spans(rows: Rows, names: tuple[str, ...], text: str | None, length: int) -> Iterator[Finding]:
    for _, _, record, *values in rows:
        for name, spans, words in zip(names, values[::2], values[1::2], strict=True):
            pairs = [(s["start"], s["end"]) for s in (spans if isinstance(spans, list) else [spans]) if s]
            if not all(0 <= start < end <= length for start, end in pairs):
                yield Finding(record, "bad-span", f"{name} does not lie in the text", _AGAIN)
            elif text is not None and words != joined_words(text, pairs):
                yield Finding(record, "bad-words", f"the words of {name} are not those of the text", _AGAIN)
