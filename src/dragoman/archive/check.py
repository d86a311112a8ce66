"""Is an archive what it says it is: files, hashes, counts, texts, spans and judgements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.archive import derived, judgements, manifest, shards, views
from dragoman.archive.archive import OURS, Archive
from dragoman.archive.files import TEMPORARY, disk, literal, locked, sha256
from dragoman.archive.manifest import Manifest, Shard
from dragoman.archive.tables import DERIVED

if TYPE_CHECKING:
    import duckdb

PUT_ASIDE = "damaged"
"""The folder that damaged shards are put into; nothing is deleted."""

_SPANS = {
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
        for shard in state.shards:
            yield from _texts(archive.folder, shard)


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
    made = derived.manifest_numbers(folder)
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
    for table in _SPANS:
        lost = f"SELECT id FROM all_{table} ANTI JOIN all_articles USING (article_id, coder) ORDER BY 1"
        for (name,) in base.execute(lost).fetchall():
            yield Finding(name, "no-article", f"a row of {table} whose article is not there", _AGAIN)
    lost = "SELECT copy_id FROM all_copies ANTI JOIN all_articles USING (article_id) ORDER BY 1"
    for (name,) in base.execute(lost).fetchall():
        yield Finding(name, "no-article", "a copy of an article that is not there", "ingest the sources again")


def _texts(folder: Path, shard: Shard) -> Iterator[Finding]:
    """Texts against their hashes, and the words of every span against the texts, in one shard."""

    def rows(table: str) -> str:
        return f"read_parquet({literal(shards.file_of(folder, shard.name, table))})"

    with views.memory() as base:
        base.execute(_SAID)
        changed = f"SELECT article_id FROM {rows('articles')} WHERE sha256(text) <> text_sha256 ORDER BY 1"
        for (name,) in base.execute(changed).fetchall():
            yield Finding(name, "changed-text", "the text does not have the hash that it was stored with", _AGAIN)
        for table, spans in _SPANS.items():
            for name in spans if shard.rows.get(table) else ():
                found = base.execute(_WRONG.format(name=name, words=f"{name.removesuffix('_span')}_words",
                    spans=name if table == "statements" else f"list_filter([{name}], lambda s: s IS NOT NULL)",
                    table=rows(table), articles=rows("articles")))  # fmt: skip
                for record, lies in found.fetchall():
                    wrong = ("bad-words", f"the words of {name} are not those of the text") if lies else (
                        "bad-span", f"{name} does not lie in the text")  # fmt: skip
                    yield Finding(record, *wrong, _AGAIN)


# As `joined_words` writes them: blanks of all kinds that Python knows are one space.
_SAID = r"""
CREATE MACRO said(text, spans) AS nullif(array_to_string(list_transform(spans, lambda s: trim(regexp_replace(
  substring(text, s."start" + 1, s."end" - s."start"), '[\s\p{Z}\x{1c}-\x{1f}\x{85}]+', ' ', 'g'))), ' … '), '')
"""
_WRONG = """
WITH spans AS (SELECT id, article_id, {words} AS words, {spans} AS spans FROM {table}),
told AS (
  SELECT id, words, text, said(text, spans) AS said,
    len(list_filter(spans, lambda s: s."start" < 0 OR s."start" >= s."end" OR s."end" > text_length)) = 0 AS lies
  FROM spans JOIN {articles} USING (article_id)
)
SELECT id, lies FROM told WHERE NOT lies OR (text IS NOT NULL AND said IS DISTINCT FROM words) ORDER BY id
"""
