"""Parts of a page: those that hold no report are taken out, and what scripts say of the report is found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.lexicon.furniture import Furniture
from dragoman.read.dates import Dated, parse_date
from dragoman.read.markup import text_of_html

_DEEPEST = 12
_SHARE = 0.4
_FEW = 12
_LINKED = ("p", "li", "div", "h2", "h3", "h4", "h5", "strong")
_FRAME = re.compile(r"(?:This is )?Google.s (?:cache|cached version) of (?P<url>https?://\S+?)\.?\s", re.I)
_LOOKED_AT = re.compile(r"as it appeared on (?P<day>\d{1,2} [A-Z][a-z]{2,8} \d{4})")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Update:
    """One entry of a live blog."""

    title: str | None
    text: str
    published: Dated | None
    url: str | None


def without_furniture(tree: Any, words: Furniture) -> Any:
    """The tree of a page without parts that are named as furniture, captions, and paragraphs that are one link.

    They are left where so much would go that they seem to be the page itself.
    """
    before = len(tree.text_content())
    doomed = [node for node in tree.iter() if isinstance(node.tag, str) and _is_furniture(node, words)]
    known = set(doomed)
    gone = sum(len(node.text_content()) for node in doomed if known.isdisjoint(node.iterancestors()))
    if gone > _SHARE * max(before, 1):
        doomed = [node for node in doomed if _parts(node) & _FRAMES]
    for node in doomed:
        if node.getparent() is not None:
            node.drop_tree()
    return tree


_FRAMES = {"google-cache-hdr", "wm-ipp-base"}


def _is_furniture(node: Any, words: Furniture) -> bool:
    if node.tag in ("html", "body", "head", "article", "main", "meta", "link", "script"):
        return False
    if node.tag in ("figcaption", "amp-ad"):
        return True
    parts = _parts(node)
    named = parts & words.parts or any(_FRAMES & {part.rpartition("bN-")[2]} for part in parts)
    return bool(named) or (node.tag in _LINKED and _is_one_link(node))


def _parts(node: Any) -> set[str]:
    return set(f"{node.get('class') or ''} {node.get('id') or ''}".lower().replace("_", "-").split())


def _is_one_link(node: Any) -> bool:
    """Whether a block has no words but those of a link that is written as a headline."""
    if len(node) > _FEW:
        return False
    links = [link for link in node.iter("a") if (link.get("href") or "").strip()[:1] not in ("", "#")]
    if not links:
        return False
    words, linked = _words(node), " ".join(filter(None, map(_words, links)))
    return words == linked and 3 <= len(words.split()) <= 30 and not _ENDS.search(words)


def _words(node: Any) -> str:
    return " ".join(node.text_content().split())


def frame_of(tree: Any) -> tuple[str | None, str | None]:
    """The address and day that a frame around a kept copy names, as Google's cache had one."""
    head = " ".join(tree.text_content()[:2000].split())
    match = _FRAME.search(f"{head} ")
    day = _LOOKED_AT.search(head)
    found = parse_date(day["day"]) if match and day else None
    return (match["url"] if match else None), (found.value if found else None)


# What scripts say (JSON-LD)


def linked_data(tree: Any) -> list[dict[str, Any]]:
    """The objects in a page's JSON-LD, outer ones first."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                found += _objects(json.loads(script.text or "", strict=False), _DEEPEST)
            except (ValueError, RecursionError):
                continue
    return found


def _objects(item: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(item, dict):
        yield item
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(item.get(key), depth - 1)
    elif depth and isinstance(item, list):
        for part in item:
            yield from _objects(part, depth - 1)


def body_of(objects: list[dict[str, Any]]) -> str:
    """The longest text of an article that JSON-LD holds."""
    bodies = (item.get("articleBody") for item in objects)
    texts = (_text(body) for body in bodies if isinstance(body, str))
    return max(texts, key=len, default="")


def updates_of(objects: list[dict[str, Any]]) -> list[Update]:
    """The entries of a live blog, in the order of the page."""
    entries = [one for item in objects for one in _listed(item.get("liveBlogUpdate")) if isinstance(one, dict)]
    found = (_update(entry) for entry in entries)
    return [update for update in found if update.text]


def _update(entry: dict[str, Any]) -> Update:
    body = entry.get("articleBody")
    title, url = entry.get("headline"), entry.get("url")
    return Update(
        title=" ".join(_text(title).split()) or None if isinstance(title, str) else None,
        text=_text(body) if isinstance(body, str) else "",
        published=parse_date(str(entry.get("datePublished") or "")),
        url=url if isinstance(url, str) and re.match(r"https?://", url, re.I) else None,
    )


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(words: str) -> str:
    return text_of_html(words) if re.search(r"<\w+[\s/>]|&\w+;", words) else words.strip()
