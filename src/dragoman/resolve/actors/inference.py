"""The country of a role that names none: that of others like it, of the scene, of the article (codebook R7)."""

from __future__ import annotations

from dragoman.model.mention import Mention
from dragoman.resolve.actors.context import Context

_LOCAL = frozenset({"CVL", "COP", "LAB", "EDU", "MED", "REL", "AGR", "BUS", "UAF", "CRM"})
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO"})
_DOMESTIC = _LOCAL | frozenset(
    {"ELI", "GOV", "MIL", "JUD", "LEG", "SPY", "PTY", "OPP", "REB", "PRM", "JRN", "SOC", "REF"}
)


def country_of(context: Context, mention: Mention) -> str | None:
    """The country that a role takes from what stands around it, or None.

    Ordinary people belong to the place where the sentence plays; then come the only country of the sentence, the
    dateline's and the one that the article names most.
    """
    history, sector = context.history, mention.sector
    if sector not in _DOMESTIC:
        return None
    if context.scene is not None and sector in _LOCAL:
        return context.scene
    known = _alike(context, mention)
    if known is not None:
        return known
    if sector in _LOCAL:
        return context.scene or _local(context, mention) or history.near_scene(mention.sentence) or history.focus
    return _local(context, mention) or history.focus


def _local(context: Context, mention: Mention) -> str | None:
    """The only country of the sentence; a government's or a person's may be another."""
    return None if mention.sector == "GOV" or mention.how == "person" else context.local


def _alike(context: Context, mention: Mention) -> str | None:
    """The country of the last actor of the same role, else of the same sector."""
    for _, other in context.history.singles():
        if other.role == mention.role and other.head != mention.head:
            if other.country:
                return other.country
            if other.sector in _BODIES:
                return None
    if mention.sector in ("GOV", "CVL"):
        return None
    for _, other in context.history.singles():
        if other.sector == mention.sector and other.country:
            return other.country
    return None
