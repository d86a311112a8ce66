"""Who is named where: every mention of an actor in an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dragoman.lexicon.actors import ActorTables, Entry
from dragoman.model.mention import Actor, Mention, Mentions
from dragoman.model.text import Span
from dragoman.parse.nlp import Parse
from dragoman.parse.segments import plain_marks
from dragoman.parse.tree import Tree
from dragoman.resolve.coreference import History
from dragoman.resolve.phrases import Phrases

_DATELINE = 2
_LEAD = 3
_LEAD_WEIGHT = 3
"""A country named in the first sentences counts as often as this."""
Hits = Sequence[tuple[Span, tuple[Entry, ...]]]


def resolve_actors(parse: Parse, tables: ActorTables) -> Mentions:
    """All mentions of a parsed article, with pronouns, surnames and descriptions led to whom they mean."""
    article = parse.article
    found = tables.find(plain_marks(article.text))
    starts = [span[0] for span, _ in found]
    day = (article.published or "")[:10] or None
    history = History(_focus(parse, found, tables), tables.surname_first)
    at: dict[tuple[int, int], tuple[Mention, ...]] = {}
    for tree in parse.trees:
        low, high = tree.span
        hits = found[bisect_right(starts, low - 1) : bisect_right(starts, high - 1)]
        phrases = Phrases(tables, tree, hits, day)
        for token, mentions in _read_sentence(tree, phrases, history):
            at[tree.index, token] = mentions
    late = {key: tuple(history.later(m) for m in mentions) for key, mentions in at.items()}
    return Mentions(late, _actors(late))


def _focus(parse: Parse, found: Hits, tables: ActorTables) -> str | None:
    """The country that roles without one belong to: the one named most, lead and dateline counting more."""
    counts: dict[str, int] = {}
    lead = parse.trees[min(_LEAD, len(parse.trees)) - 1].span[1] if parse.trees else 0
    for (start, _), entries in found:
        entry = entries[0]
        if entry.country and entry.sector != "JRN":
            counts[entry.country] = counts.get(entry.country, 0) + (_LEAD_WEIGHT if start < lead else 1)
    dateline = parse.article.dateline
    if dateline is not None and dateline.place:
        named = tables.names.get(dateline.place.title().split(",")[0].strip())
        if named and named[0].country:
            counts[named[0].country] = counts.get(named[0].country, 0) + _DATELINE
    best = max(counts.values(), default=0)
    return next((country for country, count in counts.items() if count == best), None)


def _read_sentence(tree: Tree, phrases: Phrases, history: History) -> list[tuple[int, tuple[Mention, ...]]]:
    found = []
    local, scene = _only_country(phrases), phrases.scene()
    history.enter(tree.index, scene)
    for token in range(len(tree)):
        tag = tree.tags[token]
        if tag in ("PRP", "PRP$"):
            mentions = history.pronoun(tree, token)
            if mentions:
                found.append((token, mentions))
                history.add(mentions[0], tree)
            continue
        if token not in phrases.hits and not tag.startswith(("NN", "JJ", "CD", "VBN", "VBD", "FW")):
            continue
        mentions = history.both(tree, token) if tag.startswith(("NN", "CD")) else ()
        mention = None if mentions else phrases.mention(token)
        if mention is not None:
            mentions = phrases.shared(_linked(mention, phrases, history, local, scene))
        if mentions:
            found.append((token, mentions))
            for one in mentions:
                history.add(one, tree)
    return found


def _only_country(phrases: Phrases) -> str | None:
    """The country of a sentence that names only one."""
    countries = {hit.entry.country for hit in phrases.hits.values() if hit.entry.country}
    return next(iter(countries)) if len(countries) == 1 else None


def _linked(mention: Mention, phrases: Phrases, history: History, local: str | None, scene: str | None) -> Mention:
    if mention.how == "person" and (mention.weak or " " not in mention.name):
        return history.surname(mention) or mention
    if mention.how == "person" and mention.country is None:
        return history.description(mention, None, scene)
    if mention.how == "name" and mention.kind == "person" and phrases.ambiguous(mention.head):
        return history.surname(mention) or mention
    if mention.how == "role" and mention.country is None:
        return history.description(mention, local if mention.sector != "GOV" else None, scene)
    return mention


def _actors(at: dict[tuple[int, int], tuple[Mention, ...]]) -> tuple[Actor, ...]:
    """One record an actor, with all its mentions in text order."""
    spans: dict[str, list[Span]] = {}
    first: dict[str, Mention] = {}
    for mentions in at.values():
        for mention in mentions:
            if mention.kind == "place":
                continue
            known = first.setdefault(mention.actor, mention)
            if known.how in ("pronoun", "inferred") and mention.how not in ("pronoun", "inferred"):
                first[mention.actor] = mention
            spans.setdefault(mention.actor, []).append(mention.span)
    return tuple(
        Actor(m.actor, m.name, m.kind if m.kind in ("person", "organization", "country", "group") else "organization",
              m.country, m.sector, m.secondary, m.role, m.wikidata, tuple(dict.fromkeys(spans[m.actor])))
        for m in first.values()
    )  # fmt: skip
