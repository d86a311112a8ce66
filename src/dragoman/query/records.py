"""Questions about events, statements, positions and articles, answered in Arrow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman import lexicon
from dragoman.archive import Archive
from dragoman.archive.files import query_errors
from dragoman.archive.tables import VIEWED
from dragoman.errors import QueryError
from dragoman.lexicon import positions as positions_
from dragoman.lexicon import statements as statements_
from dragoman.query import filters as conditions
from dragoman.query.extra_columns import extra_columns
from dragoman.query.filters import Condition, Filters, Sides, several

if TYPE_CHECKING:
    import pyarrow as pa

_COMMON = frozenset({"actor", "with_", "type", "since", "until", "text", "matter", "article", "outlet"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its table, the filters it knows, its parties, and columns made of others."""

    table: str
    filters: frozenset[str]
    sides: Sides
    words: tuple[str, ...]
    made: dict[str, str]
    types: Callable[[], Collection[str]] = tuple
    type: str = "type"
    day: str = "day"
    key: str = "id"

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that can be asked for, in their order."""
        own = tuple(VIEWED[self.table].names)
        return (*own, *(name for name in self.made if name not in own))


_CODE = "coalesce(p.country, '---') || coalesce(p.sector, '') || array_to_string(coalesce(p.secondary, []), '')"


def _codes(column: str) -> str:
    return f"array_to_string({_each_code(column)}, '; ')"


def _each_code(column: str) -> str:
    return f"list_transform({column}, lambda p: {_CODE})"


def _names(column: str) -> str:
    return f"array_to_string(list_transform({column}, lambda p: coalesce(p.name, p.words, '')), '; ')"


EVENTS = Kind(
    "events", _COMMON | {"modality", "place", "story", "central", "min_confidence", "one_a_day"},
    Sides("actors", "recipients", "actor_ids", "recipient_ids", "actor_countries", "recipient_countries"),
    ("sentence_words",),
    {
        "actor_codes": _codes("actors"), "actor_names": _names("actors"), "recipient_codes": _codes("recipients"),
        "recipient_names": _names("recipients"), "story": "story.story", "matter": "matter.matter",
    }, types=lambda: lexicon.load().codes.names,
)  # fmt: skip
_ADDRESSEE = "list_filter([addressee], lambda p: p IS NOT NULL)"
_SPEAKER = "list_filter([speaker], lambda p: p IS NOT NULL)"
STATEMENTS = Kind(
    "statements", _COMMON | {"place"},
    Sides(_SPEAKER, _ADDRESSEE, None, None, None, None), ("content_words",),
    {
        "speaker_code": _codes(_SPEAKER), "speaker_name": _names(_SPEAKER),
        "addressee_code": _codes(_ADDRESSEE), "addressee_name": _names(_ADDRESSEE),
    }, types=lambda: sorted(statements_.ACTS), type="act",
)  # fmt: skip
POSITIONS = Kind(
    "positions", _COMMON,
    Sides("[holder]", "counterparts", None, "counterpart_ids", None, "counterpart_countries"),
    ("content_words", "condition_words", "exchange_words"),
    {
        "holder_code": _codes("[holder]"), "holder_name": _names("[holder]"),
        "counterpart_codes": _codes("counterparts"), "counterpart_names": _names("counterparts"),
    }, types=lambda: sorted(positions_.ACTS), type="act",
)  # fmt: skip
ARTICLES = Kind(
    "articles", frozenset({"actor", "since", "until", "text", "story", "matter", "article", "outlet"}),
    Sides("actors", "", None, None, None, None), ("title", "text"), {"matter": "matter.matter"},
    day="published", key="article_id",
)  # fmt: skip
KINDS = {kind.table: kind for kind in (EVENTS, STATEMENTS, POSITIONS, ARTICLES)}


SORTS = ("oldest", "newest", "surest")
"""Orders of answers."""


def events(archive: Archive, filters: Filters | None = None, **options: Any) -> pa.Table:
    """The events asked for, oldest first; options as in `ask`."""
    return _table(archive, EVENTS, filters, options)


def statements(archive: Archive, filters: Filters | None = None, **options: Any) -> pa.Table:
    """The statements asked for, oldest first; options as in `ask`."""
    return _table(archive, STATEMENTS, filters, options)


def positions(archive: Archive, filters: Filters | None = None, **options: Any) -> pa.Table:
    """The positions asked for, oldest first; options as in `ask`."""
    return _table(archive, POSITIONS, filters, options)


def articles(archive: Archive, filters: Filters | None = None, **options: Any) -> pa.Table:
    """The articles asked for, oldest first; options as in `ask`."""
    return _table(archive, ARTICLES, filters, options)


def _table(archive: Archive, kind: Kind, filters: Filters | None, options: dict[str, Any]) -> pa.Table:
    with ask(archive, kind, filters or Filters(), **options) as reader:
        return reader.read_all()


@contextmanager
def ask(
    archive: Archive, kind: Kind, filters: Filters, columns: Sequence[str] | str | None = None,
    limit: int | None = None, coder: str | None = None, sort: str = "oldest",
) -> Iterator[pa.RecordBatchReader]:  # fmt: skip
    """A stream of the records asked for, in the order `sort` (one of `SORTS`; only events are sure).

    `columns` are names from `kind.columns` (all without it) or `extra_columns`, `coder` the short name or version of a
    coder (each article's newest coding without it). Raises QueryError for a filter or column that this kind has not,
    ArchiveError (`damaged`) where a shard cannot be read.
    """
    check_text(archive, filters)
    sql, values = _select(kind, filters, chosen(kind, several(columns or ())), limit, sort)
    with archive.connect(coder) as base, query_errors(archive.folder):
        yield base.sql(sql, params=values).to_arrow_reader(10_000)


def check_text(archive: Archive, filters: Filters) -> None:
    """Raises QueryError where words are asked for and the archive has none."""
    if filters.text and not archive.manifest.keep_text:
        raise QueryError("this archive was made without texts (--keep-text none), so it cannot be asked by words")


def chosen(kind: Kind, columns: Sequence[str]) -> list[str]:
    """These columns, or all without any. Raises QueryError for one that there is not."""
    unknown = sorted(set(columns) - set(kind.columns) - set(extra_columns(kind.table)))
    if unknown:
        raise QueryError(f"no column {unknown[0]!r} in {kind.table}: there are {', '.join(kind.columns)}")
    return list(columns or kind.columns)


def asked(kind: Kind, filters: Filters) -> Condition:
    """SQL for the rows of a kind that are asked for, in no order. Raises QueryError for a filter it has not."""
    filters.check(kind.filters, kind.table)
    where, values = _where(kind, filters)
    sql = f"SELECT * FROM {kind.table}" + (f" WHERE {where}" if where else "")
    if filters.one_a_day:
        sql += f" QUALIFY row_number() OVER (PARTITION BY {ONE_A_DAY} ORDER BY published, id) = 1"
    return sql, values


def _select(kind: Kind, filters: Filters, columns: list[str], limit: int | None, sort: str) -> Condition:
    hits, values = asked(kind, filters)
    if limit is not None:
        hits += f" ORDER BY {_order(kind, sort, '')} LIMIT {int(limit)}"
    return shown(kind, hits, columns, _order(kind, sort, "hits.")), values


def _order(kind: Kind, sort: str, prefix: str) -> str:
    known = SORTS if kind is EVENTS else SORTS[:2]
    if sort not in known:
        raise QueryError(f"{kind.table} are sorted by {', '.join(known)}, not {sort!r}")
    first = {"oldest": kind.day, "newest": f"{kind.day} DESC NULLS LAST", "surest": "confidence DESC"}[sort]
    return f"{prefix}{first}, {prefix}{kind.key}"


def shown(kind: Kind, hits: str, columns: Sequence[str], order: str) -> str:
    """SQL for these columns of the rows that `hits` selects, in an order that is given in columns of `hits`."""
    made = extra_columns(kind.table) | kind.made
    cells = ", ".join(f'{made[name]} AS "{name}"' if name in made else f'hits."{name}"' for name in columns)
    joins = ""
    if any("article." in made.get(name, "") for name in columns):
        joins += " LEFT JOIN articles AS article USING (article_id, coder)"
    if "story" in columns:
        joins += " LEFT JOIN story_events AS story ON story.event = hits.id"
    if "matter" in columns:
        joins += " LEFT JOIN matter_articles AS matter ON matter.article_id = hits.article_id"
    return f"WITH hits AS ({hits}) SELECT {cells} FROM hits{joins} ORDER BY {order}"


_IN_ANY_ORDER = ", ".join(f"list_sort({some})" for some in ("modes", _each_code("actors"), _each_code("recipients")))
ONE_A_DAY = f"day, type, {_IN_ANY_ORDER}"
"""What one event a day is kept of (Phoenix: date, source, target and event code), parties in whatever order."""


def _where(kind: Kind, filters: Filters) -> Condition:
    found = [
        *_parties(kind, filters), *_types(kind, filters), *_days(kind, filters),
        *(conditions.words(filters.text, f"concat_ws(' ', {', '.join(kind.words)})") if filters.text else ()),
    ]  # fmt: skip
    if filters.modality:
        found.append(("list_contains(?, modality)", [list(filters.modality)]))
    if filters.central:
        found.append(("central", []))
    if filters.min_confidence is not None:
        found.append(("confidence >= ?", [filters.min_confidence]))
    if filters.place:
        found.append(conditions.any_of([conditions.place(value) for value in filters.place]))
    if filters.article:
        found.append(("list_contains(?, article_id)", [list(filters.article)]))
    if filters.story:
        found.append((_in_story(kind), [list(filters.story)]))
    if filters.matter:
        inside = "article_id IN (SELECT article_id FROM matter_articles WHERE list_contains(?, matter))"
        found.append((inside, [list(filters.matter)]))
    if filters.outlet:
        found.append(("list_contains(list_transform(?, lambda o: lower(o)), lower(outlet))", [list(filters.outlet)]))
    return " AND ".join(sql for sql, _ in found), [value for _, values in found for value in values]


def _in_story(kind: Kind) -> str:
    told = "id IN (SELECT event FROM story_events WHERE list_contains(?, story))"
    return told if kind is EVENTS else f"article_id IN (SELECT article_id FROM events WHERE {told})"


def _parties(kind: Kind, filters: Filters) -> list[Condition]:
    sides, sectors = kind.sides, frozenset(lexicon.load().codes.sectors)
    if kind is ARTICLES:
        return [_named(filters.actor, sectors)] if filters.actor else []
    actor = [conditions.party(v, sides.actor, sides.ids, sides.countries, sectors) for v in filters.actor]
    other = [conditions.party(v, sides.other, sides.other_ids, sides.other_countries, sectors) for v in filters.with_]
    if kind is EVENTS and filters.with_:
        among = [conditions.party(v, sides.actor, sides.ids, sides.countries, sectors) for v in filters.with_]
        together = conditions.any_of(among)
        other.append((f"(reciprocal AND {together[0]})", together[1]))  # who acts together is the other side
    return [conditions.any_of(some) for some in (actor, other) if some]


def _named(values: tuple[str, ...], sectors: frozenset[str]) -> Condition:
    party = "{'actor': actor, 'name': name, 'country': country, 'sector': sector, 'secondary': secondary}"
    some = conditions.any_of([conditions.party(value, f"[{party}]", None, None, sectors) for value in values])
    return f"article_id IN (SELECT article_id FROM actors WHERE {some[0]})", some[1]


def _types(kind: Kind, filters: Filters) -> list[Condition]:
    if kind.type == "act" and any(":" in value for value in filters.type):
        raise QueryError(f"{kind.table} have acts without modes")
    found: list[Condition] = []
    for value in filters.type:
        name, _, mode = value.partition(":")
        name = name if kind.type == "act" else name.upper()
        types = kind.types()
        if (f"{name}:{mode}" if mode else name) not in types:
            known = [one for one in types if one.startswith(f"{name}:") or ":" not in one]
            raise QueryError(f"no {kind.type} {value!r} in {kind.table}: there are {', '.join(known)}")
        if mode:
            found.append((f"({kind.type} = ? AND list_contains(modes, ?))", [name, mode]))
        else:
            found.append((f"{kind.type} = ?", [name]))
    return [conditions.any_of(found)] if found else []


def _days(kind: Kind, filters: Filters) -> list[Condition]:
    found: list[Condition] = []
    if filters.since:
        found.append((f"{kind.day} >= ?", [filters.since]))
    if filters.until:
        found.append((f"{kind.day} <= ?", [filters.until]))
    return found
