"""Articles from web pages."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dragoman import lexicon
from dragoman.model.text import Article, Note, Problem
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.duplicate import duplicate_body, duplicate_note
from dragoman.read.formats.given import Given
from dragoman.read.formats.page_parts import Update, body_of, frame_of, linked_data, updates_of, without_furniture

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date.published", "publishdate",
    "pubdate", "dc.date.issued", "dcterms.issued", "parsely-pub-date", "sailthru.date", "dc.date",
    "dcterms.date", "date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "last-modified")


def read_pages(given: Given) -> Iterator[Article | Problem]:
    """The one article of a page, or those of a live blog's entries."""
    decoded = given.decoded()
    yield from articles_of_page(decoded.text, given.source, given.url, decoded.notes, given.reading.fallback)


def read_page(
    html: str,
    source: str,
    url: str | None = None,
    notes: tuple[Note, ...] = (),
    fallback: Dated | None = None,
    retrieved: str | None = None,
) -> Article | Problem:
    """The first article of a page; see `articles_of_page`."""
    return next(articles_of_page(html, source, url, notes, fallback, retrieved))


def articles_of_page(
    html: str,
    source: str,
    url: str | None = None,
    notes: tuple[Note, ...] = (),
    fallback: Dated | None = None,
    retrieved: str | None = None,
) -> Iterator[Article | Problem]:
    """The article of a page, an article for every entry of a live blog, or the problem that there is none.

    What scripts and styles hold never is text, but for the body that JSON-LD gives where the page shows less of it.
    `retrieved` is the day on which the page was looked at, in ISO form.
    """
    # Imported here: it takes half a second, and text and JSON do without it.
    import trafilatura
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        page = _read(trafilatura.load_html(html), url)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, etree.LxmlError) as error:
        yield Problem(source, source, "unreadable", f"{source}: the page cannot be read: {error}")
        return
    if page is None or not page.body.strip():
        yield Problem(source, source, "no-article", f"{source}: no article was found on the page")
        return
    day = retrieved or page.looked_at
    if len(page.updates) > 1:
        yield from _entries(page, source, url, notes, fallback, day)
        return
    text, cut = _once(page.body)
    known = replace(_known(page.found, page.dates, url or page.url, (*notes, *cut)), retrieved=day)
    yield build(text, source, known, fallback)


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found on a page; `url` and `looked_at` are what a frame around a kept copy says."""

    found: dict[str, Any]
    body: str
    dates: dict[str, Dated]
    updates: tuple[Update, ...] = ()
    url: str | None = None
    looked_at: str | None = None


def _read(tree: Any, url: str | None) -> _Page | None:
    if tree is None:
        return None
    objects = linked_data(tree)
    dates = _metadata(tree, objects)
    address, day = frame_of(tree)
    found = _extract(without_furniture(tree, lexicon.load().furniture), url or address) or {}
    body, told = found.get("text") or "", body_of(objects)
    if len(told) > 2 * len(body) or told.split() == body.split():  # the same words, with the paragraphs kept
        body = told
    updates = tuple(updates_of(objects))
    if not body and updates:
        body = updates[0].text
    return _Page(found, body, dates, updates, address, day)


def _entries(
    page: _Page, source: str, url: str | None, notes: tuple[Note, ...], fallback: Dated | None, day: str | None
) -> Iterator[Article]:
    """An article for every entry, dated by itself."""
    whole = _known(page.found, page.dates, url or page.url, notes)
    for number, update in enumerate(page.updates, start=1):
        published = update.published or whole.published
        address = update.url if update.url != whole.url else None
        known = replace(
            whole,
            title=update.title or whole.title,
            standfirst=None,
            published=published,
            basis="page" if published else None,
            url=address or (f"{whole.url}#entry-{number}" if whole.url else None),
            retrieved=day,
            extra={**whole.extra, "live": whole.title},
        )
        yield build(update.text, f"{source}#{number}", known, fallback)


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


def _metadata(tree: Any, objects: list[dict[str, Any]]) -> dict[str, Dated]:
    named = _meta_tags(tree)
    linked = _linked_dates(objects)
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


def _linked_dates(objects: list[dict[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in objects:
        for key in ("datePublished", "dateModified"):
            if isinstance(item.get(key), str):
                found.setdefault(key, item[key])
    return found
