"""Places of the gazetteer among the names of a sentence: a town says whose police, crowd or dead those in it are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.lexicon.actors import Entry, slug
from dragoman.model.mention import Place
from dragoman.model.text import Span
from dragoman.parse.tree import Tree
from dragoman.resolve.actors.hits import Hit, head_of

_STATES = ("PCL", "TERR")
_MOVABLE = ("capital", "country", "region")


@dataclass(frozen=True, slots=True)
class Town:
    """A name of a place below a country, and the country that it lies in."""

    span: Span
    entry: Entry


def towns_of(places: Iterable[Place]) -> list[Town]:
    """All mentions of places that lie in a known country, in text order; countries themselves are left out."""
    found = [
        Town(span, Entry(f"name:{slug(place.name)}", place.name, "town", place.country, "CVL"))
        for place in places
        if place.country is not None and not (place.feature or "PCL").startswith(_STATES)
        for span in place.mentions
    ]
    return sorted(found, key=lambda town: town.span)


def with_towns(tree: Tree, hits: Sequence[Hit], towns: Sequence[Town]) -> list[Hit]:
    """Listed names and, where they leave room, towns; `Moscow` in Idaho is no capital."""
    low, high = tree.span
    kept = list(hits)
    for town in towns[bisect_left(towns, (low, low), key=lambda t: t.span) :]:
        if town.span[0] >= high:
            break
        hit = _bind(tree, town)
        if hit is not None:
            kept = _placed(tree, kept, hit)
    return sorted(kept, key=lambda h: h.first)


def _bind(tree: Tree, town: Town) -> Hit | None:
    """The tokens of a town, where they are names."""
    start, end = town.span
    first, last = bisect_left(tree.starts, start), bisect_left(tree.ends, end)
    if first >= len(tree) or last >= len(tree) or tree.starts[first] != start or tree.ends[last] != end:
        return None
    head = head_of(tree, first, last)
    return Hit(first, last, head, (town.entry,)) if tree.tags[head].startswith("NN") else None


def _placed(tree: Tree, hits: list[Hit], town: Hit) -> list[Hit]:
    """The names with a town in the place of what it shows to be another country's."""
    beside = [h for h in hits if h.first <= town.last and town.first <= h.last]
    if not beside:
        return hits if tree.entities[town.head].endswith("PERSON") else [*hits, town]
    within = all(town.first <= h.first and h.last <= town.last and h.entry.kind in _MOVABLE for h in beside)
    elsewhere = all(h.entry.country != town.entry.country for h in beside)
    subject = tree.deps[town.head] in ("nsubj", "nsubjpass")
    if not within or not elsewhere or (subject and town.first == beside[0].first and town.last == beside[-1].last):
        return hits
    return [*(h for h in hits if h not in beside), town]
