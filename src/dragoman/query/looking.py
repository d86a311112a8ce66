"""What an archive holds, one record with all that is known of it, one actor, one story, and a search over all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.archive import Archive
from dragoman.archive.derived import manifest_numbers
from dragoman.query.filters import words
from dragoman.query.paging import dictionaries
from dragoman.query.records import KINDS

if TYPE_CHECKING:
    import duckdb

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an archive holds: counts by table, days, outlets, coders, and how its derived tables stand.

    `first` and `last` are the days between which its articles came out. `stale` is true where articles came after the
    derived tables were made, None where none were made.
    """

    counts: Mapping[str, int]
    outlets: int
    undated: int
    first: date | None
    last: date | None
    coders: tuple[tuple[str, str, str], ...]
    kept_text: bool
    stories: int
    judgements: int
    stale: bool | None


_COUNTED = ("articles", "events", "statements", "positions", "copies", "problems")


def holdings(archive: Archive, base: duckdb.DuckDBPyConnection) -> Holdings:
    """What the archive holds, as this connection to it shows it."""
    counts = {table: _one(base, f"SELECT count(*) FROM {table}")[0] for table in _COUNTED}
    outlets, undated, first, last = _one(
        base,
        "SELECT count(DISTINCT outlet), count(*) - count(published), min(published), max(published) FROM articles",
    )
    made = manifest_numbers(archive.folder)
    coders = base.execute("SELECT coder, name || ' ' || version, model FROM coders ORDER BY rank").fetchall()
    return Holdings(
        counts=counts, outlets=outlets, undated=undated, first=first, last=last, coders=tuple(coders),
        kept_text=archive.manifest.keep_text, stories=_one(base, "SELECT count(*) FROM stories")[0],
        judgements=_one(base, "SELECT count(*) FROM verdicts")[0],
        stale=min(made.values()) < archive.manifest.number if made else None,
    )  # fmt: skip


def _one(base: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...]:
    row: tuple[Any, ...] = base.execute(sql, list(values)).fetchall()[0]
    return row


def record(base: duckdb.DuckDBPyConnection, table: str, name: str) -> Row | None:
    """A record of `events`, `statements` or `positions` by its id, one that was judged wrong too.

    Of several coders' the newest that still codes its article; None where there is none.
    """
    kind = KINDS[table]
    sql = (
        f"SELECT t.* FROM all_{table} AS t SEMI JOIN articles USING (article_id, coder) WHERE t.{kind.key} = ? LIMIT 1"
    )
    return next(dictionaries(base.execute(sql, [name])), None)


def article(base: duckdb.DuckDBPyConnection, name: str) -> Row | None:
    """An article by its id, without its text; None where there is none."""
    sql = "SELECT * EXCLUDE (text, sentence_starts) FROM articles WHERE article_id = ? LIMIT 1"
    return next(dictionaries(base.execute(sql, [name])), None)


def verdicts(base: duckdb.DuckDBPyConnection, name: str, coder: str | None = None) -> tuple[Row, ...]:
    """What was judged of a record and still counts; those of another coder's record of the same id are no part."""
    sql = (
        'SELECT verdict, question, other, field, reason, "by", "at" FROM verdicts '
        "WHERE (subject = ? OR other = ?) AND (coder IS NULL OR ? IS NULL OR coder = ?) ORDER BY number"
    )
    return tuple(dictionaries(base.execute(sql, [name, name, coder, coder])))


@dataclass(frozen=True, slots=True)
class Story:
    """A story with the events that tell it, oldest first."""

    facts: Row
    events: tuple[Row, ...]


def story_of(base: duckdb.DuckDBPyConnection, event: str) -> str | None:
    """The story that an event is told in, None where it is told once or the archive was not reconciled."""
    found = base.execute("SELECT story FROM story_events WHERE event = ?", [event]).fetchone()
    return str(found[0]) if found else None


_TOLD = """
SELECT e.id, e.article_id, e.day, e.published, e.outlet, e.title, e.type, e.modes, e.modality, e.actors, e.recipients,
  e.sentence, e.trigger, e.sentence_words, e.score, e.quad_class, s.score AS likeness, s.reasons
FROM events AS e JOIN (SELECT event, score, reasons FROM story_events WHERE story = ?) AS s ON s.event = e.id
WHERE e.day BETWEEN ? AND ? ORDER BY e.published, e.id LIMIT 500
"""


def story(base: duckdb.DuckDBPyConnection, name: str) -> Story | None:
    """A story by its id; None where there is none."""
    facts = next(dictionaries(base.execute("SELECT * FROM stories WHERE story = ?", [name])), None)
    if facts is None:
        return None
    return Story(facts, tuple(dictionaries(base.execute(_TOLD, [name, facts["first_day"], facts["last_day"]]))))


_ACTOR = """
SELECT name, kind, country, sector, secondary, any_value(wikidata) AS wikidata, count(DISTINCT article_id) AS articles
FROM actors WHERE actor = ? GROUP BY ALL ORDER BY articles DESC LIMIT 1
"""
_ROLES = """
SELECT role, min(published) AS first, max(published) AS last, count(*) AS articles
FROM (SELECT DISTINCT article_id, coder, role FROM actors WHERE actor = ? AND role IS NOT NULL)
JOIN articles USING (article_id, coder) GROUP BY role ORDER BY first, role LIMIT 20
"""


def actor(base: duckdb.DuckDBPyConnection, name: str) -> Row | None:
    """An actor by its id: name, kind, country, sectors, in how many articles; None where nobody is called so."""
    return next(dictionaries(base.execute(_ACTOR, [name])), None)


def roles(base: duckdb.DuckDBPyConnection, name: str) -> tuple[Row, ...]:
    """What an actor is called in reports, with the first and last day on which it is."""
    return tuple(dictionaries(base.execute(_ROLES, [name])))


@dataclass(frozen=True, slots=True)
class Answers:
    """What a search found, by where it was found."""

    actors: tuple[Row, ...]
    places: tuple[Row, ...]
    articles: tuple[Row, ...]


_ACTORS = """
SELECT actor, any_value(name) AS name, any_value(kind) AS kind, any_value(country) AS country,
  any_value(sector) AS sector, count(DISTINCT article_id) AS articles
FROM actors WHERE contains(lower(name), lower(?)) OR actor = ? GROUP BY actor ORDER BY articles DESC, actor LIMIT ?
"""
_PLACES = """
SELECT place, any_value(name) AS name, any_value(country) AS country, any_value(admin1) AS admin1,
  any_value(feature) AS feature, count(DISTINCT article_id) AS articles
FROM places WHERE contains(lower(name), lower(?)) GROUP BY place ORDER BY articles DESC, place LIMIT ?
"""


def search(base: duckdb.DuckDBPyConnection, asked: str, limit: int = 10) -> Answers:
    """Actors and places whose names hold these words, and articles in which all the words begin a word."""
    where = words(asked, "concat_ws(' ', title, text)")
    sql = (
        "SELECT article_id, title, outlet, published FROM articles "
        f"WHERE {' AND '.join(condition for condition, _ in where)} "
        "ORDER BY published DESC NULLS LAST, article_id LIMIT ?"
    )
    values = [value for _, some in where for value in some]
    return Answers(
        tuple(dictionaries(base.execute(_ACTORS, [asked, asked, limit]))),
        tuple(dictionaries(base.execute(_PLACES, [asked, limit]))),
        tuple(dictionaries(base.execute(sql, [*values, limit]))) if where else (),
    )


def coded(base: duckdb.DuckDBPyConnection, article_id: str, table: str, limit: int = 500) -> tuple[Row, ...]:
    """The records of one article, in the order of their ids."""
    columns = KINDS[table].columns
    order = "try_cast(regexp_extract(id, '[0-9]+$') AS INTEGER), id"
    own = ", ".join(f'"{name}"' for name in columns if name not in KINDS[table].made)
    sql = f"SELECT {own} FROM {table} WHERE article_id = ? ORDER BY {order} LIMIT ?"
    return tuple(dictionaries(base.execute(sql, [article_id, limit])))


_CENTRAL = """
SELECT id, day FROM events WHERE central AND modality = 'actual' AND day <= (SELECT max(published) FROM articles)
ORDER BY day DESC, id LIMIT ?
"""


def newest(base: duckdb.DuckDBPyConnection, limit: int = 8) -> tuple[Row, ...]:
    """The newest events that their reports are about and that happened."""
    found = base.execute(_CENTRAL, [limit]).fetchall()
    if not found:
        return ()
    names, days = [name for name, _ in found], [day for _, day in found]
    sql = "SELECT * FROM events WHERE list_contains(?, id) AND day BETWEEN ? AND ? ORDER BY day DESC, id"
    return tuple(dictionaries(base.execute(sql, [names, min(days), max(days)])))


def text(base: duckdb.DuckDBPyConnection, article_id: str, coder: str) -> str | None:
    """The text of an article as this coder read it; None where it was not kept."""
    found = base.execute("SELECT text FROM all_articles WHERE article_id = ? AND coder = ?", [article_id, coder])
    row = found.fetchone()
    return row[0] if row else None


def last_day(base: duckdb.DuckDBPyConnection) -> date | None:
    """The day on which the last article came out."""
    found: date | None = _one(base, "SELECT max(published) FROM articles")[0]
    return found
