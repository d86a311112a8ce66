"""Random samples of an archive's events with their sentences, for people to judge; those judged wrong stay in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.archive import Archive
from dragoman.archive.files import query_errors
from dragoman.errors import QueryError
from dragoman.query.filters import Filters
from dragoman.query.records import EVENTS, asked


@dataclass(frozen=True, slots=True)
class Sampled:
    """An event with its sentence; `trigger` is where its trigger stands in that, `before` how it was judged.

    `before` has each field that was judged wrong, None for the event as a whole, with the verdict on it.
    """

    id: str
    coder: str
    type: str
    modes: tuple[str, ...]
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: str
    place: str | None
    sentence: str
    trigger: tuple[int, int]
    title: str | None
    outlet: str | None
    published: date | None
    before: Mapping[str | None, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """Events in a random order; `population` counts those that they were drawn from, by type."""

    events: tuple[Sampled, ...]
    population: Mapping[str, int]
    by_type: bool


def sample(
    archive: Archive, size: int, seed: int = 0, filters: Filters | None = None, by_type: bool = False,
    coder: str | None = None,
) -> Sample:  # fmt: skip
    """So many events, the same for the same seed; a larger sample has all events of a smaller one.

    With `by_type` the types have equal shares as far as they go. Raises QueryError for an archive without texts.
    """
    if not archive.manifest.keep_text:
        raise QueryError("this archive was made without texts (--keep-text none), so there are no sentences to judge")
    with archive.connect(coder) as base, query_errors(archive.folder):
        hits, values = asked(EVENTS, filters or Filters())
        base.execute(f"CREATE OR REPLACE VIEW events AS {_EVERYTHING}").fetchall()
        counts = base.execute(f"SELECT type, count(*) FROM ({hits}) GROUP BY type ORDER BY type", values).fetchall()
        rank = "row_number() OVER (PARTITION BY type ORDER BY lot)" if by_type else "1"
        drawn = (
            f"SELECT id, lot, {rank} AS rank FROM (SELECT id, type, md5(concat(?::VARCHAR, ':', id)) AS lot "
            f"FROM ({hits})) ORDER BY rank, lot LIMIT ?"
        )
        found = base.execute(_SHOWN.format(drawn=drawn), [str(seed), *values, size])
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return Sample(tuple(_sampled(row) for row in rows), dict(counts), by_type)


_SHOWN = """
WITH drawn AS ({drawn}),
verdict AS (
  SELECT subject AS id, coder, list(struct_pack(field := field, verdict := verdict)) AS before
  FROM verdicts WHERE question = 'truth' GROUP BY ALL
)
SELECT events.*, before,
  substring(text, sentence."start" + 1, sentence."end" - sentence."start") AS words
FROM drawn JOIN events USING (id) LEFT JOIN verdict USING (id, coder) JOIN articles USING (article_id, coder)
ORDER BY lot
"""
# The view `events` without those that were judged wrong would lose what a sample is there to count.
_EVERYTHING = "SELECT * FROM all_events SEMI JOIN articles USING (article_id, coder)"


def _sampled(row: Mapping[str, Any]) -> Sampled:
    start = row["sentence"]["start"]
    first, last = row["date_start"], row["date_end"]
    when = "" if first is None else f"{first}" if first == last else f"{first} to {last}"
    return Sampled(
        id=row["id"], coder=row["coder"], type=row["type"], modes=tuple(row["modes"]), modality=row["modality"],
        actors=_named(row["actors"]), recipients=_named(row["recipients"]),
        when=when and f"{when} ({row['date_precision']}, {row['date_basis']})", place=row["place_name"],
        sentence=row["words"], trigger=(row["trigger"]["start"] - start, row["trigger"]["end"] - start),
        title=row["title"], outlet=row["outlet"], published=row["published"],
        before={one["field"]: one["verdict"] for one in row["before"] or ()},
    )  # fmt: skip


def _named(parties: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(
        f"{p['words'] or p['name'] or '?'} ({p['country'] or '---'}{p['sector'] or ''}{''.join(p['secondary'] or ())})"
        for p in parties
    )
