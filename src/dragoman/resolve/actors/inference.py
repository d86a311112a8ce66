"""The country of a role that names none: that of others like it, of the scene, of the article (codebook R7)."""

from __future__ import annotations

from dragoman.model.mention import Mention
from dragoman.resolve.actors.context import Context

_AIMED = ("against", "at", "in", "into", "on")


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
        at_home = _master(context, mention) or _struck(context, mention)
        if at_home is not None:
            return at_home
    known = _alike(context, mention)
    if known is not None:
        return known
    local, near = _local(context, mention), history.near_scene(mention.sentence)
    if sector in traits.armed_group and sector in traits.political:
        return context.scene or local or history.theatre or history.focus
    if sector in traits.local:
        found = context.scene or local or near or history.focus
        return None if found is not None and found == _attacker(context, mention) else found
    return local or (near if sector in traits.public else None) or history.focus


def _struck(context: Context, mention: Mention) -> str | None:
    """The country of what is hit: `missiles struck Kharkiv, killing five civilians`."""
    tree = context.tree
    verbs = [t for t in tree.ancestors(mention.head) if tree.is_verb(t)][:2]
    if not any(tree.lemmas[verb] in context.grammar.harming for verb in verbs):
        return None
    for verb in verbs:
        struck = [*tree.kids(verb, "dobj", "nsubjpass")]
        struck += [t for k in tree.kids(verb, "prep") if tree.lower[k] in _AIMED for t in tree.kids(k, "pobj")]
        for token in struck:
            hit = context.phrases.hit(token)
            if hit is not None and hit.national and hit.entry.country and token != mention.head:
                return hit.entry.country
    return None


def _attacker(context: Context, mention: Mention) -> str | None:
    """The country of those who harm somebody, unless they are known to do so at home."""
    tree, history = context.tree, context.history
    verb = next((t for t in tree.ancestors(mention.head) if tree.is_verb(t)), None)
    if verb is None or tree.lemmas[verb] not in context.grammar.harming or _subject(context, verb) == mention.head:
        return None
    subject = _subject(context, verb)
    doers = [] if subject is None else [m for t in tree.conjuncts(subject) for m in context.here.get(t, ())]
    countries = {m.country for m in doers} - {history.theatre, context.scene, history.near_scene(tree.index)}
    return next(iter(countries)) if len(countries) == 1 else None


def _subject(context: Context, verb: int) -> int | None:
    """The subject of a verb, or of the one above it where it has none: `shelled the town, killing …`."""
    tree = context.tree
    found = tree.kid(verb, "nsubj")
    if found is None and tree.deps[verb] in ("advcl", "conj", "xcomp", "acl"):
        found = tree.kid(tree.heads[verb], "nsubj")
    return found


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
    return None if other or _across(context, mention) else context.local


def _across(context: Context, mention: Mention) -> bool:
    """Whether the only country of a sentence is that of the other side: `Oman armed the rebels`."""
    tree = context.tree
    verb = next((t for t in tree.ancestors(mention.head) if tree.is_verb(t)), None)
    subject = None if verb is None else _subject(context, verb)
    if subject is None or subject == mention.head or subject in tree.ancestors(mention.head):
        return False
    named = [t for t, hit in context.phrases.names.hits.items() if hit.entry.country == context.local]
    return all(t == subject or subject in tree.ancestors(t) for t in named)


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
