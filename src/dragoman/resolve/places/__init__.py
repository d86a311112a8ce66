"""Places: where a report says that things are."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.lexicon import Lexicon
from dragoman.lexicon.actors import slug
from dragoman.model.mention import Place
from dragoman.model.text import Span
from dragoman.parse.nlp import Parse
from dragoman.resolve.gazetteer import Gazetteer, Sense
from dragoman.resolve.places.beside import read_beside
from dragoman.resolve.places.decide import Group, Weights, decide, grouped
from dragoman.resolve.places.detect import Detector
from dragoman.resolve.places.names import Toponym
from dragoman.resolve.places.situate import Sites, event_place

__all__ = ["Sites", "event_place", "explain_places", "resolve_places"]

_DEFAULT = Weights()
_SMALL = ("PPL", "ADM2")
"""Features of places so small that their point will do for what lies in them."""


def resolve_places(parse: Parse, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places that an article names, each with all its mentions, in order of their first."""
    return tuple(place for place, _ in explain_places(parse, lexicon, gazetteer))


def explain_places(
    parse: Parse, lexicon: Lexicon, gazetteer: Gazetteer, weights: Weights = _DEFAULT
) -> list[tuple[Place, str]]:
    """The places, each with the reason for which it was chosen among its namesakes.

    Reasons: `stated` (the words around say what it lies in), `only` (there is one of that name), `country`,
    `division`, `near` (other names of the article lie there), `size`, `unknown` (in no table).
    """
    toponyms = Detector(parse, lexicon.actors, gazetteer, lexicon.places).find()
    groups = grouped(toponyms, gazetteer, read_beside(parse.article.text, toponyms, gazetteer, lexicon.places))
    decide(groups, weights)
    return _places(groups)


def _places(groups: Sequence[Group]) -> list[tuple[Place, str]]:
    chosen = {group.chosen.id for group in groups if group.chosen}
    country = _only_country(groups)
    holders: dict[str, Sense] = {}
    merged: dict[str, tuple[Sense | None, str, list[Toponym], str]] = {}
    for group in groups:
        sense = group.chosen
        identity = sense.id if sense else f"name:{slug(group.name)}"
        known = merged.setdefault(identity, (sense, group.toponyms[0].name, [], group.reason))
        known[2].extend(group.toponyms)
        if sense is None and group.within:
            holders.setdefault(identity, next((one for one in group.within if one.id in chosen), group.within[0]))
    places = []
    for identity, (sense, name, toponyms, reason) in merged.items():
        spans = tuple(sorted({t.span for t in toponyms}))
        if sense is None:
            place = _unlisted(identity, name, holders.get(identity), country, spans)
        else:
            place = Place(identity, sense.name, sense.lat, sense.lon, sense.country, sense.admin1, sense.feature, spans)
        places.append((place, reason))
    return sorted(places, key=lambda item: item[0].mentions[0])


def _only_country(groups: Sequence[Group]) -> str | None:
    """The country in which everything lies that a report tells where of; None where that is several or none."""
    told = {group.chosen.country for group in groups if group.chosen and not all(t.acts for t in group.toponyms)}
    return told.pop() if len(told) == 1 else None


def _unlisted(identity: str, name: str, holder: Sense | None, country: str | None, spans: tuple[Span, ...]) -> Place:
    """A place in no table: at the point of the town that it is said to lie in, else in the country told of."""
    if holder is None:
        return Place(identity, name, None, None, country, mentions=spans)
    lat, lon = (holder.lat, holder.lon) if holder.feature.startswith(_SMALL) else (None, None)
    return Place(identity, name, lat, lon, holder.country, holder.admin1, None, spans)
