"""The country of a role that names none: that of others like it, of the scene, of the article (codebook R7)."""

from __future__ import annotations

from dragoman.model.mention import Mention
from dragoman.resolve.actors.context import Context


def country_of(context: Context, mention: Mention) -> str | None:
    """The country that a role takes from what stands around it, or None.

    Ordinary people belong to the place where the sentence plays; then come the only country of the sentence, the
    dateline's and the one that the article names most.
    """
    history, sector, traits = context.history, mention.sector, context.sectors
    if sector not in traits.domestic:
        return None
    if context.scene is not None and (sector in traits.local or sector in traits.keeps_law):
        return context.scene
    if sector in traits.local:
        master = _master(context, mention)
        if master is not None:
            return master
    known = _alike(context, mention)
    if known is not None:
        return known
    if sector in traits.local:
        return context.scene or _local(context, mention) or history.near_scene(mention.sentence) or history.focus
    if sector in traits.public:
        return _local(context, mention) or history.near_scene(mention.sentence) or history.focus
    return _local(context, mention) or history.focus


def _master(context: Context, mention: Mention) -> str | None:
    """The country of those who deal with people at home: `Fiji's police arrested 48 tourists`."""
    tree = context.tree
    verb = next((t for t in tree.ancestors(mention.head) if tree.is_verb(t)), None)
    subject = None if verb is None else tree.kid(verb, "nsubj")
    if subject is None or subject >= mention.head:
        return None
    found = context.here.get(subject, ())
    home = len(found) == 1 and (found[0].sector in context.sectors.keeps_law or found[0].inferred)
    return found[0].country if home else None


def _local(context: Context, mention: Mention) -> str | None:
    """The only country of the sentence; a government's or a person's may be another."""
    other = mention.sector == "GOV" or (mention.person_by_name and mention.sector not in context.sectors.public)
    return None if other else context.local


def _alike(context: Context, mention: Mention) -> str | None:
    """The country of the last actor of the same role, else of the same sector."""
    for _, other in context.history.singles():
        if other.role == mention.role:
            if other.country:
                return other.country
            if other.sector in context.sectors.of_states:
                return None
    if mention.sector in context.sectors.anywhere:
        return None
    for _, other in context.history.singles():
        if other.sector == mention.sector and other.country:
            return other.country
    return None
