"""The tables of an archive and their columns, as Arrow schemas.

Every record row carries `article_id` and `coder`, and its spans as `{start, end}` in code points of the article's
text; the words of the more telling spans stand beside them (`sentence` and `sentence_words`), null in an archive that
keeps no text. `day` is the day that questions filter by: a record's own first day, else the day the article came out.
"""

from __future__ import annotations

import pyarrow as pa

SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])
SPANS = pa.list_(SPAN)
WORDS = pa.list_(pa.string())
PARTY = pa.struct(
    [
        ("actor", pa.string()),
        ("name", pa.string()),
        ("country", pa.string()),
        ("sector", pa.string()),
        ("secondary", WORDS),
        ("kind", pa.string()),
        ("role", pa.string()),
        ("wikidata", pa.string()),
        ("words", pa.string()),
        ("span", SPAN),
    ]
)
PARTIES = pa.list_(PARTY)
EVIDENCE = pa.list_(pa.struct([("sentence", SPAN), ("trigger", SPAN)]))
NOTES = pa.list_(pa.struct([("code", pa.string()), ("message", pa.string())]))

_KEY = [("id", pa.string()), ("article_id", pa.string()), ("coder", pa.string())]
_DATE = [
    ("date_start", pa.date32()),
    ("date_end", pa.date32()),
    ("date_precision", pa.string()),
    ("date_basis", pa.string()),
    ("date_span", SPAN),
]
_PLACE = [
    ("place_id", pa.string()),
    ("place_name", pa.string()),
    ("place_country", pa.string()),
    ("place_admin1", pa.string()),
    ("place_feature", pa.string()),
    ("place_lat", pa.float64()),
    ("place_lon", pa.float64()),
    ("place_span", SPAN),
]
# Beside each record although they are the article's: a question about few records must not read all articles.
_FROM = [
    ("published", pa.date32()),
    ("day", pa.date32()),
    ("title", pa.string()),
    ("outlet", pa.string()),
    ("url", pa.string()),
]

TABLES: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            *_KEY[1:],
            ("text_sha256", pa.string()),
            ("text_length", pa.int32()),
            ("text", pa.string()),
            ("title", pa.string()),
            ("standfirst", pa.string()),
            ("byline", WORDS),
            ("outlet", pa.string()),
            ("url", pa.string()),
            ("language", pa.string()),
            ("published", pa.date32()),
            ("published_text", pa.string()),
            ("published_precision", pa.string()),
            ("published_basis", pa.string()),
            ("retrieved", pa.string()),
            ("dateline", pa.struct([("place", pa.string()), ("date", pa.string()), ("span", SPAN)])),
            ("source", pa.string()),
            ("extra", pa.string()),
            ("notes", NOTES),
            ("notes_from_reading", pa.int32()),
            ("sentences", pa.int32()),
            ("sentence_starts", pa.list_(pa.int32())),
        ]
    ),
    "actors": pa.schema(
        [
            *_KEY,
            ("actor", pa.string()),
            ("name", pa.string()),
            ("kind", pa.string()),
            ("country", pa.string()),
            ("sector", pa.string()),
            ("secondary", WORDS),
            ("role", pa.string()),
            ("wikidata", pa.string()),
            ("mentions", SPANS),
        ]
    ),
    "places": pa.schema(
        [
            *_KEY,
            ("place", pa.string()),
            ("name", pa.string()),
            ("lat", pa.float64()),
            ("lon", pa.float64()),
            ("country", pa.string()),
            ("admin1", pa.string()),
            ("feature", pa.string()),
            ("mentions", SPANS),
        ]
    ),
    "times": pa.schema(
        [
            *_KEY,
            ("span", SPAN),
            ("type", pa.string()),
            ("value", pa.string()),
            ("start", pa.string()),
            ("end", pa.string()),
            ("precision", pa.string()),
            ("mod", pa.string()),
        ]
    ),
    "events": pa.schema(
        [
            *_KEY,
            ("event", pa.string()),
            ("type", pa.string()),
            ("modes", WORDS),
            ("contexts", WORDS),
            ("modality", pa.string()),
            ("modality_cue", SPAN),
            ("base_type", pa.string()),
            ("actors", PARTIES),
            ("recipients", PARTIES),
            ("actor_ids", WORDS),
            ("actor_countries", WORDS),
            ("recipient_ids", WORDS),
            ("recipient_countries", WORDS),
            ("trigger", SPAN),
            ("trigger_words", pa.string()),
            ("sentence", SPAN),
            ("sentence_words", pa.string()),
            *_DATE,
            *_PLACE,
            *_FROM,
            ("statement", pa.string()),
            ("source", pa.struct([("actor", pa.string()), ("span", SPAN)])),
            ("central", pa.bool_()),
            ("confidence", pa.float64()),
            ("cameo", pa.string()),
            ("quad_class", pa.int8()),
            ("score", pa.float64()),
            ("evidence", EVIDENCE),
            ("rule", pa.string()),
            ("reciprocal", pa.bool_()),
        ]
    ),
    "statements": pa.schema(
        [
            *_KEY,
            ("statement", pa.string()),
            ("kind", pa.string()),
            ("act", pa.string()),
            ("speaker", PARTY),
            ("addressee", PARTY),
            ("cue", SPANS),
            ("cue_words", pa.string()),
            ("content", SPANS),
            ("content_words", pa.string()),
            *_DATE,
            *_PLACE,
            *_FROM,
        ]
    ),
    "positions": pa.schema(
        [
            *_KEY,
            ("position", pa.string()),
            ("act", pa.string()),
            ("holder", PARTY),
            ("counterparts", PARTIES),
            ("counterpart_ids", WORDS),
            ("counterpart_countries", WORDS),
            ("content", SPAN),
            ("content_words", pa.string()),
            ("condition", SPAN),
            ("condition_words", pa.string()),
            ("exchange", SPAN),
            ("exchange_words", pa.string()),
            ("deadline_start", pa.date32()),
            ("deadline_end", pa.date32()),
            ("deadline_precision", pa.string()),
            ("deadline_basis", pa.string()),
            ("deadline_span", SPAN),
            ("deadline_words", pa.string()),
            ("statement", pa.string()),
            ("event", pa.string()),
            ("sentence", SPAN),
            ("sentence_words", pa.string()),
            *_FROM,
        ]
    ),
    "copies": pa.schema(
        [
            ("article_id", pa.string()),
            ("copy_id", pa.string()),
            ("reason", pa.string()),
            ("text_sha256", pa.string()),
            ("url", pa.string()),
            ("title", pa.string()),
            ("outlet", pa.string()),
            ("published", pa.date32()),
            ("published_text", pa.string()),
            ("source", pa.string()),
        ]
    ),
    "problems": pa.schema(
        [
            ("problem_id", pa.string()),
            ("source", pa.string()),
            ("stage", pa.string()),
            ("code", pa.string()),
            ("message", pa.string()),
            ("coder", pa.string()),
        ]
    ),
}
"""Schemas by table. `articles` to `positions` hold one coding a group of rows; `copies` are articles that were not
coded because they are one that is there (reason `text` or `address`); `problems` what could not be read or coded."""

FORMAT = 2
"""The form in which shards are written: it grows with every column that is added."""

ADDED: dict[str, tuple[tuple[int, str, str], ...]] = {
    "events": ((2, "reciprocal", "len(actors) > 1 AND len(recipients) = 0"),),
}
"""Columns by table that shards before a format do not have, and as SQL what stands for them there."""

VIEWED: dict[str, pa.Schema] = TABLES | {"articles": pa.schema([_KEY[0], *TABLES["articles"]])}
"""The tables as views and answers have them: an article's `id` is its `article_id`, so that all rows have an `id`."""

RECORDS = ("actors", "places", "times", "events", "statements", "positions")
CODED = ("articles", *RECORDS)

JUDGED = ("events", "statements", "positions")
"""Tables whose rows a judgement can call wrong."""

_LIKENESS = [("one", pa.string()), ("other", pa.string())]

_HELD = [
    ("act", pa.string()),
    ("holder", pa.string()),
    ("holder_name", pa.string()),
    ("holder_country", pa.string()),
    ("holder_sector", pa.string()),
    ("counterparts", WORDS),
    ("counterpart_names", WORDS),
    ("counterpart_countries", WORDS),
]
DERIVED: dict[str, pa.Schema] = {
    "duplicate_links": pa.schema([*_LIKENESS, ("similarity", pa.float32())]),
    "duplicate_texts": pa.schema([("article_id", pa.string()), ("first_id", pa.string())]),
    "duplicates": pa.schema(
        [
            ("article_id", pa.string()),
            ("group_id", pa.string()),
            ("similarity", pa.float32()),
            ("first_published", pa.date32()),
            ("articles", pa.int32()),
            ("copies", pa.int32()),
            ("outlets", pa.int32()),
        ]
    ),
    "matter_links": pa.schema([*_LIKENESS, ("score", pa.float64()), ("reasons", WORDS)]),
    "matter_articles": pa.schema(
        [("matter", pa.string()), ("article_id", pa.string()), ("score", pa.float64()), ("reasons", WORDS)]
    ),
    "matters": pa.schema(
        [
            ("matter", pa.string()),
            ("first_published", pa.date32()),
            ("last_published", pa.date32()),
            ("articles", pa.int32()),
            ("outlets", pa.int32()),
            ("representative", pa.string()),
            ("title", pa.string()),
        ]
    ),
    "story_links": pa.schema([*_LIKENESS, ("score", pa.float64()), ("reasons", WORDS)]),
    "story_events": pa.schema(
        [("story", pa.string()), ("event", pa.string()), ("score", pa.float64()), ("reasons", WORDS)]
    ),
    "stories": pa.schema(
        [
            ("story", pa.string()),
            ("type", pa.string()),
            ("first_day", pa.date32()),
            ("last_day", pa.date32()),
            ("events", pa.int32()),
            ("articles", pa.int32()),
            ("outlets", pa.int32()),
            ("representative", pa.string()),
        ]
    ),
    # The ledger: an entry is a position with all its tellings, under the id of the first; the `…_from` are the days of
    # publication from which on a status holds. Entries are numbered by holder, and their rows lie so.
    "entries": pa.schema(
        [
            ("number", pa.int64()),
            ("entry", pa.string()),
            *_HELD,
            ("said", pa.date32()),
            ("deadline", pa.date32()),
            ("deadline_from", pa.date32()),
            ("repeated_from", pa.date32()),
            ("fulfilled_from", pa.date32()),
            ("denied_from", pa.date32()),
        ]
    ),
    "entry_tellings": pa.schema(
        [
            ("number", pa.int64()),
            ("entry", pa.string()),
            ("position", pa.string()),
            ("article_id", pa.string()),
            ("published", pa.date32()),
            *_HELD,
            ("content", pa.string()),
            ("condition", pa.string()),
            ("exchange", pa.string()),
            ("deadline", pa.date32()),
            ("deadline_precision", pa.string()),
            ("deadline_basis", pa.string()),
            ("deadline_words", pa.string()),
            ("sentence_words", pa.string()),
        ]
    ),
    "entry_evidence": pa.schema(
        [
            ("number", pa.int64()),
            ("entry", pa.string()),
            ("kind", pa.string()),
            ("published", pa.date32()),
            ("day", pa.date32()),
            ("record", pa.string()),
            ("article_id", pa.string()),
            ("words", pa.string()),
            ("score", pa.float64()),
            ("reasons", WORDS),
        ]
    ),
}
"""Tables that are computed from all the others and can be made again. `duplicates` and `stories` with `story_events`
are labels; the `links` and `duplicate_texts` are what they were made from, kept so that a judgement can make
them anew."""

ORDER: dict[str, str] = dict.fromkeys(TABLES, "") | dict.fromkeys(JUDGED, "ORDER BY day, article_id")
"""How the rows of a merged shard lie: by day, so that questions about some days read few of them."""
