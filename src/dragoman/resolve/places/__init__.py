"""Places: where a report says that things are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.lexicon import Lexicon
from dragoman.lexicon.actors import slug
from dragoman.model.mention import Mentions, Place
from dragoman.parse.nlp import Parse
from dragoman.resolve.gazetteer import Gazetteer, Sense
from dragoman.resolve.places.decide import Group, Weights, decide, grouped
from dragoman.resolve.places.detect import Detector
from dragoman.resolve.places.names import Toponym
from dragoman.resolve.places.situate import Sites, event_place

__all__ = ["Sites", "event_place", "explain_places", "resolve_places"]

_DEFAULT = Weights()
_APART = re.compile(r"[,.;:]|\band\b|\bto\b|\bfrom\b")
_HOLDING = frozenset({",", "(", ", in", "in", "", ", of", "of"})
_HOLDERS = ("PCLI", "PCLD", "ADM1", "ADM2")


def resolve_places(
    parse: Parse, lexicon: Lexicon, gazetteer: Gazetteer, mentions: Mentions
) -> tuple[Place, ...]:  # fmt: skip
    """The places that an article names, each with all its mentions, in order of their first."""
    return tuple(place for place, _ in explain_places(parse, lexicon, gazetteer, mentions))


def explain_places(
    parse: Parse, lexicon: Lexicon, gazetteer: Gazetteer, mentions: Mentions, weights: Weights = _DEFAULT
) -> list[tuple[Place, str]]:
    """The places, each with the reason for which it was chosen among its namesakes.

    Reasons: `stated` (the words around say what it lies in), `only` (there is one of that name), `country`,
    `division`, `near` (other names of the article lie there), `size`, `unknown` (in no table).
    """
    toponyms = Detector(parse, lexicon.actors, gazetteer, lexicon.places).find()
    stated, hinted, holders = _context(parse, toponyms, gazetteer)
    groups = grouped(toponyms, gazetteer, stated, hinted, holders)
    decide(groups, weights)
    return _places(groups)


def _context(
    parse: Parse, toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[dict[int, Sequence[Sense]], dict[int, str], frozenset[int]]:
    """What the words right after and before each name say about where it lies."""
    text = parse.article.text
    stated: dict[int, list[Sense]] = {}
    hinted: dict[int, str] = {}
    holders: set[int] = set()
    for number, toponym in enumerate(toponyms[:-1]):
        after = toponyms[number + 1]
        if after.sentence != toponym.sentence:
            continue
        between = text[toponym.span[1] : after.span[0]].strip().lower()
        if toponym.how == "people":
            if toponym.country and len(between) <= 25 and not _APART.search(between):
                hinted[number + 1] = toponym.country
        elif between in _HOLDING and after.how != "people":
            outers = [sense for sense in gazetteer.senses(after.name) if sense.feature in _HOLDERS]
            if outers:
                stated.setdefault(number, []).extend(outers)
                if between == ",":
                    holders.add(number + 1)
        elif between.startswith("'s") and len(between) <= 25 and not _APART.search(between):
            outer = next((s for s in gazetteer.senses(toponym.name) if s.feature == "PCLI"), None)
            if outer and outer.country:
                hinted[number + 1] = outer.country
    return dict(stated), hinted, frozenset(holders)


def _places(groups: Sequence[Group]) -> list[tuple[Place, str]]:
    merged: dict[str, tuple[Sense | None, str, list[Toponym], str]] = {}
    for group in groups:
        sense = group.chosen
        identity = sense.id if sense else f"name:{slug(group.name)}"
        known = merged.setdefault(identity, (sense, group.toponyms[0].name, [], group.reason))
        known[2].extend(group.toponyms)
    places = []
    for identity, (sense, name, toponyms, reason) in merged.items():
        spans = tuple(sorted({t.span for t in toponyms}))
        if sense is None:
            place = Place(identity, name, None, None, None, mentions=spans)
        else:
            place = Place(identity, sense.name, sense.lat, sense.lon, sense.country, sense.admin1, sense.feature, spans)
        places.append((place, reason))
    return sorted(places, key=lambda item: item[0].mentions[0])
