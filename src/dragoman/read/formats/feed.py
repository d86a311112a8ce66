"""Articles from feeds: RSS 0.9 to 2.0 and Atom.

The feed is taken apart here and not by a feed library: those guess dates that nobody wrote (a weekday becomes a
day of this week) and give a summary as the text, and a wrong date misdates every event of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from dragoman.errors import SourceError
from dragoman.model.text import Article, Note, Problem
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.formats.given import Given
from dragoman.read.markup import safe_parser, safe_xml, text_of_html, text_of_tree

_CHUNK = 65_536
_CORE = frozenset((
    "",
    "http://www.w3.org/2005/Atom",
    "https://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
))  # fmt: skip
_MODULES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
}
_ROOTS = ("rss", "feed", "rdf")
_PUBLISHED = ("pubdate", "published", "issued", "dcterms:issued", "dc:date", "dcterms:created")
_UPDATED = ("updated", "modified", "dcterms:modified")
# Some programs escape the marks of a section as if they were its words.
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
_MAIL = re.compile(r"(?:mailto:)?[^\s@]+@[^\s@]+\s*(?:\((?P<name>[^()]*)\))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `text` is its whole text, `summary` what only describes it."""

    title: str | None = None
    url: str | None = None
    published: Dated | None = None
    updated: Dated | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    text: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds up to where it is damaged; `damage` says how, None where it is whole."""

    title: str | None
    entries: tuple[Entry, ...]
    damage: str | None = None


def parse_feed(text: str, source: str, base: str | None = None) -> Feed:
    """The entries of a feed. `base` is its address, against which links are resolved.

    An entry that the damage runs through is not given. Raises SourceError (`bad-feed`) where it is no feed.
    """
    from lxml import etree

    reader = _Reader(source, base)
    parser = safe_parser()
    data = safe_xml(text)
    damage = None
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            reader.take(parser.read_events())
        parser.close()
    except etree.XMLSyntaxError as error:
        # A prefix that nothing declares is wrong too, but loses nothing.
        fatal = [entry for entry in parser.feed_error_log if entry.level_name == "FATAL"]
        damage = f"line {fatal[0].line}: {fatal[0].message}" if fatal else None
        if not fatal and not reader.kind:
            damage = str(error)
    reader.take(parser.read_events())
    if not reader.kind:
        raise SourceError("bad-feed", f"{source}: not a feed{f': {damage}' if damage else ''}")
    return Feed(reader.title, tuple(reader.entries), damage)


def read_feeds(given: Given) -> Iterator[Article | Problem]:
    """An article for every entry of a feed."""
    decoded = given.decoded()
    return read_feed(decoded.text, given.source, given.url, decoded.notes, given.reading.fallback)


def read_feed(
    text: str, source: str, base: str | None = None, notes: tuple[Note, ...] = (), fallback: Dated | None = None
) -> Iterator[Article | Problem]:
    """An article for every entry, from the best text in it, and a problem where the feed is damaged."""
    feed = parse_feed(text, source, base)
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{source}#{entry.url or number}"
        yield article_of(entry, feed.title, place, notes, fallback)
    if feed.damage:
        yield damage_of(feed, source)


def damage_of(feed: Feed, source: str) -> Problem:
    """The problem of a damaged feed."""
    message = f"{source}: the feed is damaged after {len(feed.entries)} entries: {feed.damage}"
    return Problem(source, source, "bad-feed", message)


def article_of(
    entry: Entry, outlet: str | None, place: str, notes: tuple[Note, ...] = (), fallback: Dated | None = None
) -> Article | Problem:
    """The article that one entry gives by itself."""
    text = entry.text or entry.summary or entry.title
    if not text:
        return Problem(place, place, "empty", f"{place}: the entry has neither text nor title")
    short = () if entry.text else (Note("feed-summary", "the feed gives a summary, which may not be the whole text"),)
    known = Known(
        title=entry.title,
        byline=entry.byline,
        outlet=entry.outlet or outlet,
        url=entry.url,
        published=entry.published,
        basis="feed" if entry.published else None,
        extra={"updated": entry.updated.value} if entry.updated and entry.updated != entry.published else {},
        notes=(*notes, *short),
    )
    return build(text, place, known, fallback)


class _Reader:
    """Takes the parser's events; `kind` is the name of the root where it is a feed's."""

    def __init__(self, source: str, base: str | None) -> None:
        self.kind: str | None = None
        self.title: str | None = None
        self.entries: list[Entry] = []
        self._source = source
        self._base = base
        self._inside = 0

    def take(self, events: Any) -> None:
        for event, node in events:
            key = _key(node)
            if self.kind is None:
                self._root(node)
            if key in ("item", "entry"):
                self._inside += 1 if event == "start" else -1
                if event == "end" and self._inside == 0:
                    self.entries.append(_entry(node, self._base))
                    node.clear()
            elif event == "end" and not self._inside:
                self._about(key, node)

    def _root(self, node: Any) -> None:
        name = str(node.tag).rpartition("}")[2]
        if name.lower() not in _ROOTS:
            raise SourceError("bad-feed", f"{self._source}: not a feed: its outermost element is <{name[:40]}>")
        self.kind = name.lower()

    def _about(self, key: str | None, node: Any) -> None:
        parent = node.getparent()
        if parent is None or _key(parent) not in ("channel", "feed"):
            return
        if key == "title" and self.title is None:
            self.title = _line(node)
        elif key == "link" and self._base is None:
            # A file does not know where it came from; the site that it names is the nearest to it.
            self._base = _web(node.get("href") or node.text, None)


def _key(node: Any) -> str | None:
    """The name by which a part of a feed goes here, None for what is not used."""
    space, _, name = str(node.tag).rpartition("}")
    space, name = space.removeprefix("{"), name.lower()
    if space in _CORE:
        return name
    return f"{_MODULES[space]}{name}" if space in _MODULES else None


def _entry(node: Any, base: str | None) -> Entry:
    parts: dict[str, list[Any]] = {}
    for child in node:
        key = _key(child)
        if key and (key not in parts or len(parts[key]) < 50):
            parts.setdefault(key, []).append(child)
    summaries = [*parts.get("description", ()), *parts.get("summary", ()), *parts.get("dc:description", ())]
    updated = _date(parts, _UPDATED)
    return Entry(
        title=_first(_line(part) for part in parts.get("title", parts.get("dc:title", ()))),
        url=_url(parts, base),
        published=_date(parts, _PUBLISHED) or updated,
        updated=updated,
        byline=tuple(dict.fromkeys(name for part in _authors(parts) if (name := _name(part)))),
        outlet=_first(_outlet(part) for part in parts.get("source", ())),
        text=_first(_text(part) for part in (*parts.get("content:encoded", ()), *parts.get("content", ()))),
        summary=_first(_text(part) for part in summaries),
    )


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _text(node: Any) -> str | None:
    """The words of a part: elements of XHTML, HTML that is written as text, or plain text."""
    # Atom says that words without a type are plain; what is sent without one is HTML more often.
    kind = (node.get("type") or "html").lower()
    if kind.startswith(("image/", "audio/", "video/")):
        return None
    if len(node):
        return text_of_tree(node) or None
    text = _CDATA.sub(r"\1", node.text or "")
    if kind in ("text", "text/plain"):
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        # Lines of plain text are lines, not blanks.
        return text_of_html(text.replace("\n", "\n\n")) or None
    return text_of_html(text) or None


def _line(node: Any) -> str | None:
    return " ".join((_text(node) or "").split()) or None


def _outlet(node: Any) -> str | None:
    """The outlet that an entry is from: RSS writes its name, Atom a feed with a title."""
    titles = [child for child in node if _key(child) == "title"]
    return _line(titles[0] if titles else node)


def _authors(parts: dict[str, list[Any]]) -> Iterator[str]:
    for part in (*parts.get("dc:creator", ()), *parts.get("author", ())):
        names = [child for child in part if _key(child) == "name"]
        yield _line(names[0] if names else part) or ""


def _name(author: str) -> str | None:
    mail = _MAIL.fullmatch(author)
    return ((mail["name"] or "").strip() if mail else author) or None


def _date(parts: dict[str, list[Any]], keys: tuple[str, ...]) -> Dated | None:
    found = (parse_date(part.text or "") for key in keys for part in parts.get(key, ()))
    return next((date for date in found if date), None)


def _url(parts: dict[str, list[Any]], base: str | None) -> str | None:
    links = parts.get("link", [])
    pages = [link for link in links if (link.get("rel") or "alternate").lower() == "alternate"]
    pages.sort(key=lambda link: "html" not in (link.get("type") or "html"))
    guids = [guid for guid in parts.get("guid", ()) if (guid.get("isPermaLink") or "true").lower() == "true"]
    found = (_web(part.get("href") or part.text, _base_of(part, base)) for part in (*pages, *guids))
    return _first(found)


def _base_of(node: Any, base: str | None) -> str | None:
    return urljoin(base or "", node.base) if node.base else base


def _web(value: str | None, base: str | None) -> str | None:
    """An address of the web without its fragment, or None."""
    try:
        url = urljoin(base or "", "".join((value or "").split()))
    except ValueError:
        return None
    return url if value and value.strip() and re.match(r"https?://[^/]", url, re.I) else None
