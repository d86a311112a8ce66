"""What another coder made of the same articles: records gained, lost and changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from dragoman.archive import Archive
from dragoman.archive.rows import coder_id
from dragoman.errors import ArchiveError

SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("change", "kind", "article_id", "id_from", "id_to", "field", "before", "after")]
    + [("words", pa.string())]
)
"""One row a record that is only there on one side (`lost`, `gained`), or a field of one that differs (`changed`)."""


@dataclass(frozen=True, slots=True)
class _Kind:
    table: str
    fields: dict[str, str]
    where: tuple[str, ...]
    words: str


_PARTY = "lambda p: coalesce(p.actor, p.words, '')"
_KINDS = (
    _Kind(
        "events",
        {
            "type": "type", "modes": "array_to_string(modes, '; ')", "modality": "modality",
            "actors": f"array_to_string(list_transform(actors, {_PARTY}), '; ')",
            "recipients": f"array_to_string(list_transform(recipients, {_PARTY}), '; ')",
            "contexts": "array_to_string(contexts, '; ')", "date_start": "date_start::VARCHAR",
            "date_end": "date_end::VARCHAR", "place": "place_id", "central": "central::VARCHAR",
        },
        ("trigger.start || '-' || trigger.end", "type || sentence.start"), "sentence_words",
    ),
    _Kind(
        "statements",
        {"kind": "kind", "act": "act", "speaker": "coalesce(speaker.actor, speaker.words)",
         "addressee": "coalesce(addressee.actor, addressee.words)"},
        ("content::VARCHAR", "content[1].start::VARCHAR"), "content_words",
    ),
    _Kind(
        "positions",
        {"act": "act", "holder": "coalesce(holder.actor, holder.words)",
         "counterparts": f"array_to_string(list_transform(counterparts, {_PARTY}), '; ')",
         "condition": "condition_words", "exchange": "exchange_words", "deadline": "deadline_end::VARCHAR"},
        ("content.start || '-' || content.end", "act || sentence.start"), "sentence_words",
    ),
)  # fmt: skip

Row = dict[str, Any]


def diff(archive: Archive, old: str | None = None, new: str | None = None) -> pa.Table:
    """Records gained, lost and changed between two coders, over the articles that both have coded (`SCHEMA`).

    Coders are named by id or version; without names they are the last two. Raises ArchiveError (`no-such-coder`,
    `one-coder`).
    """
    before, after = _coders(archive, old, new)
    rows = [row for kind in _KINDS for row in _changes(archive, kind, before, after)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _coders(archive: Archive, old: str | None, new: str | None) -> tuple[str, str]:
    manifest = archive.manifest
    known = [coder_id(info) for info in manifest.coders]
    if len(known) < 2:
        raise ArchiveError(f"{archive.folder}: there are no two coders in this archive to compare", "one-coder")
    after = coder_id(manifest.coder(new or known[-1]))
    others = [name for name in known if name != after]
    before = coder_id(manifest.coder(old or others[-1]))
    return before, after


def _changes(archive: Archive, kind: _Kind, before: str, after: str) -> Iterator[Row]:
    with archive.connect() as base:
        sql = (
            f"SELECT article_id, coder, id, {kind.words} AS words, {', '.join(kind.where)}, "
            f"{', '.join(kind.fields.values())} FROM all_{kind.table} WHERE coder IN ($1, $2) AND article_id IN ("
            "SELECT article_id FROM all_articles WHERE coder = $1 INTERSECT "
            "SELECT article_id FROM all_articles WHERE coder = $2) ORDER BY article_id, id"
        )
        found = base.execute(sql, [before, after])
        rows = (row for some in iter(lambda: found.fetchmany(1000), []) for row in some)
        for _, group in groupby(rows, key=itemgetter(0)):
            both = list(group)
            yield from _paired(kind, [r for r in both if r[1] == before], [r for r in both if r[1] == after])


def _paired(kind: _Kind, old: list[tuple[Any, ...]], new: list[tuple[Any, ...]]) -> Iterator[Row]:
    first = 4 + len(kind.where)
    for place in range(4, first):  # first by the same words, then by what stands near
        there: dict[Any, list[tuple[Any, ...]]] = {}
        for row in new:
            there.setdefault(row[place], []).append(row)
        for row in tuple(old):
            others = there.get(row[place])
            if others:
                other = others.pop(0)
                old.remove(row)
                new.remove(other)
                for name, a, b in zip(kind.fields, row[first:], other[first:], strict=True):
                    if a != b:
                        yield _row("changed", kind, row, other, name, a, b)
    for row in old:
        yield _row("lost", kind, row, None, None, row[first], None)
    for row in new:
        yield _row("gained", kind, None, row, None, None, row[first])


def _row(
    change: str, kind: _Kind, old: tuple[Any, ...] | None, new: tuple[Any, ...] | None, field: str | None, before: Any,
    after: Any,
) -> Row:  # fmt: skip
    one = new or old or ()
    return {
        "change": change, "kind": kind.table, "article_id": one[0], "id_from": old and old[2], "id_to": new and new[2],
        "field": field, "before": before, "after": after, "words": one[3],
    }  # fmt: skip
