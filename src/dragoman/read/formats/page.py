"""Articles from web pages."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.model.text import Article, Note, Problem
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.duplicate import duplicate_body, duplicate_note
from dragoman.read.formats.given import Given

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date.published", "publishdate",
    "pubdate", "dc.date.issued", "dcterms.issued", "parsely-pub-date", "sailthru.date", "dc.date",
    "dcterms.date", "date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "last-modified")
_DEEPEST = 12


def read_pages(given: Given) -> Iterator[Article | Problem]:
    """The one article of a page."""
    decoded = given.decoded()
    yield read_page(decoded.text, given.source, given.url, decoded.notes, given.reading.fallback)


def read_page(
    html: str,
    source: str,
    url: str | None = None,
    notes: tuple[Note, ...] = (),
    fallback: Dated | None = None,
    retrieved: str | None = None,
) -> Article | Problem:
    """The article of a page, or the problem that it has none. What scripts and styles hold never is text.

    `retrieved` is the day on which the page was looked at, in ISO form.
    """
    # Imported here: it takes half a second, and text and JSON do without it.
    import trafilatura
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        tree = trafilatura.load_html(html)
        found = _extract(tree, url) if tree is not None else None
        dates = _metadata(tree) if tree is not None else {}
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, etree.LxmlError) as error:
        return Problem(source, source, "unreadable", f"{source}: the page cannot be read: {error}")
    body = (found or {}).get("text") or ""
    if not found or not body.strip():
        return Problem(source, source, "no-article", f"{source}: no article was found on the page")
    text, cut = _once(body)
    known = replace(_known(found, dates, url, (*notes, *cut)), retrieved=retrieved)
    return build(text, source, known, fallback)


def _extract(tree: Any, url: str | None) -> dict[str, Any] | None:
    import trafilatura

    document: Any = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return dict(document.as_dict()) if document is not None else None


def _once(body: str) -> tuple[str, tuple[Note, ...]]:
    text, span = body, duplicate_body(body)
    if span is None:
        return body, ()
    while span:
        rest = text[span[1] :].lstrip()
        text = text[: span[0]].rstrip() + ("\n" + rest if rest else "")
        span = duplicate_body(text)
    return text, (Note(duplicate_note().code, "the page gives the body twice; it was read once"),)


def _known(found: dict[str, Any], dates: dict[str, Dated], url: str | None, notes: tuple[Note, ...]) -> Known:
    published = dates.get("published") or parse_date(str(found.get("date") or ""))
    extra = {"updated": dates["updated"].value} if "updated" in dates else {}
    return Known(
        title=_words(found.get("title")),
        standfirst=_words(found.get("description")),
        byline=tuple(name.strip() for name in str(found.get("author") or "").split(";") if name.strip()),
        outlet=_words(found.get("sitename")),
        url=url or _web(found.get("url")),
        published=published,
        basis="page" if published else None,
        extra=extra,
        notes=notes,
    )


def _words(value: object) -> str | None:
    words = " ".join(str(value or "").split())
    return words or None


def _web(value: object) -> str | None:
    return str(value) if value and re.match(r"https?://", str(value), re.I) else None


# Dates, with the time of day that trafilatura leaves out


def _metadata(tree: Any) -> dict[str, Dated]:
    named = _meta_tags(tree)
    linked = dict(_linked_data(tree))
    found = {}
    for kind, names, key in (
        ("published", _PUBLISHED, "datePublished"),
        ("updated", _UPDATED, "dateModified"),
    ):
        values = [named[name] for name in names[:2] if name in named]
        values += [linked[key]] if key in linked else []
        values += [named[name] for name in names[2:] if name in named]
        dated = next((date for value in values if (date := parse_date(value)) and date.precision != "year"), None)
        if dated:
            found[kind] = dated
    return found


def _meta_tags(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta", "time"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
        if node.tag == "time" and not name and node.get("pubdate") is not None:
            name = "pubdate"
        value = node.get("content") or node.get("datetime") or ""
        if name and value:
            found.setdefault(name.lower(), value)
    return found


def _linked_data(tree: Any) -> Iterator[tuple[str, str]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            yield from _dates_in(json.loads(script.text or ""), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def _dates_in(item: object, depth: int) -> Iterator[tuple[str, str]]:
    if depth == 0:
        return
    if isinstance(item, dict):
        for key in ("datePublished", "dateModified"):
            if isinstance(item.get(key), str):
                yield key, item[key]
        item = [item["@graph"]] if "@graph" in item else []
    if isinstance(item, list):
        for part in item:
            yield from _dates_in(part, depth - 1)
