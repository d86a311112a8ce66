"""Columns of a record that can be asked for and are never given unasked: of its article, and the words around spans."""

from __future__ import annotations

from dragoman.archive.tables import PARTIES, PARTY, SPAN, SPANS, TABLES

AROUND = 32
"""How many characters before and behind a span are given with it."""
_NUMBER = "len(list_filter(article.sentence_starts, lambda s: s <= {}))"
_ARTICLE = {
    "article_length": "article.text_length",
    "article_time": "article.published_text",
    "article_language": "article.language",
}


def extra_columns(table: str) -> dict[str, str]:
    """The columns of a table of records by name, as SQL over `hits` and `article`; none for articles themselves.

    `X_around` has for each span of the column X its exact words and those around it (`exact`, `prefix`, `suffix`), null
    where the text was not kept. `sentence_number` is the number in the article of an event's sentence, from 1, and
    `evidence_numbers` are those of all its mentions.
    """
    if table == "articles":
        return {}
    found = _ARTICLE | {
        f"{field.name}_around": _columns_around(f"hits.{field.name}", field.type)
        for field in TABLES[table]
        if field.type in (SPAN, SPANS, PARTY, PARTIES)
    }
    if table == "events":
        found["sentence_number"] = _NUMBER.format("hits.sentence.start")
        found["evidence_numbers"] = f"list_transform(hits.evidence, lambda e: {_NUMBER.format('e.sentence.start')})"
    return found


def _columns_around(column: str, kind: object) -> str:
    if kind in (SPAN, PARTY):
        return _around(column if kind == SPAN else f"{column}.span")
    return f"list_transform({column}, lambda p: {_around('p' if kind == SPANS else 'p.span')})"


def _around(span: str) -> str:
    start, end = f"{span}.start", f"{span}['end']"
    before = f"least({AROUND}, {start})"
    return (
        f"{{'exact': substring(article.text, {start} + 1, {end} - {start}), "
        f"'prefix': substring(article.text, {start} - {before} + 1, {before}), "
        f"'suffix': substring(article.text, {end} + 1, {AROUND})}}"
    )
