"""Whoever held the office that a description names, on the day of the article."""

from __future__ import annotations

from dragoman.model.mention import Mention
from dragoman.resolve.actors.context import Context, listed
from dragoman.resolve.actors.offices import holder

_STATES = ("country", "demonym")
_BEFORE = ("amod", "compound", "nmod", "nummod")


def office(context: Context, mention: Mention) -> Mention | None:
    """`the Russian president`, `its leader` in a report of 2019: whoever held the office on that day."""
    if mention.country is None or mention.role is None or context.phrases.region(mention.head) is not None:
        return None
    if not (context.definite(mention.head) or context.tree.kids(mention.head, "poss")):
        return None
    state = state_of(context, mention)
    if state is None:
        return None
    entry = holder(context.tables, state, mention.role, context.day)
    return None if entry is None else listed(mention, entry, "office")


def state_of(context: Context, mention: Mention) -> str | None:
    """The state that a phrase names as the office's own; None where it names a body, a part or a kind of it."""
    whose = [_ofstate_of(context, token) for token in _owners(context, mention)]
    before = [_named(context, token) or _described(context, mention, token) for token in _modifiers(context, mention)]
    found = {state for state in (*whose, *before) if state}
    if None in whose or None in before or len(found) != 1:
        return None
    state = next(iter(found))
    return state if (mention.form == "role" and mention.step is None) or whose else None


def _described(context: Context, mention: Mention, token: int) -> str | None:
    """Empty for an adjective that only describes who holds the office; a `far-right leader` holds none."""
    if not context.tree.tags[token].startswith(("JJ", "VB")):
        return None
    plain = context.tree.lower[token] in context.tables.naming.still
    return "" if plain or "leader" not in str(mention.role) else None


def _modifiers(context: Context, mention: Mention) -> list[int]:
    """The words before a role noun that are no part of it."""
    size = len(str(mention.role).replace("-", " - ").split())
    own = range(mention.head - size + 1, mention.head)
    kids = context.tree.kids(mention.head, *_BEFORE)
    return [t for t in kids if t < mention.head and t not in own and t not in context.phrases.names.inside]


def _owners(context: Context, mention: Mention) -> list[int]:
    """Possessors and what follows `of`, where that is no part of the title."""
    tree, title = context.tree, str(mention.role).split()
    of = [k for k in tree.kids(mention.head, "prep") if tree.lower[k] == "of"]
    nouns = [t for k in of for t in tree.kids(k, "pobj")]
    return [*tree.kids(mention.head, "poss"), *(t for t in nouns if tree.lower[t] not in title)]


def _named(context: Context, token: int) -> str | None:
    hit = context.phrases.hit(token)
    return hit.entry.id if hit is not None and hit.entry.kind in _STATES else None


def _ofstate_of(context: Context, token: int) -> str | None:
    """The state that a possessor is or acts for: `Chad's`, `the country's`, `its`, the `his` of a minister."""
    direct = _named(context, token)
    found = context.here.get(token, ())
    if direct is not None or len(found) != 1:
        return direct
    owner = found[0]
    if owner.kind == "country" and owner.actor != owner.country:
        return None
    return owner.country if owner.kind == "country" or (owner.kind == "person" and owner.sector == "GOV") else None
