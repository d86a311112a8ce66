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

Hits = Sequence[tuple[Span, tuple[Entry, ...]]]


def resolve_actors(parse: Parse, tables: ActorTables) -> Mentions:
    """All mentions of a parsed article, with pronouns, surnames and descriptions led to whom they mean."""
    article = parse.article
    found = tables.find(plain_marks(article.text))
    starts = [span[0] for span, _ in found]
    day = (article.published or "")[:10] or None
    history = History(_focus(parse, found, tables))
    at: dict[tuple[int, int], tuple[Mention, ...]] = {}
    for tree in parse.trees:
        low, high = tree.span
        hits = found[bisect_right(starts, low - 1) : bisect_right(starts, high - 1)]
        phrases = Phrases(tables, tree, hits, day)
        for token, mentions in _read_sentence(tree, phrases, history):
            at[tree.index, token] = mentions
    return Mentions(at, _actors(at))


def _focus(parse: Parse, found: Hits, tables: ActorTables) -> str | None:
    """The country that domestic roles without one belong to: that of the dateline."""
    dateline = parse.article.dateline
    if dateline is None or dateline.span is None:
        return None
    low, high = dateline.span
    named = tables.names.get((dateline.place or "").title().split(",")[0].strip())
    if named and named[0].country:
        return named[0].country
    return next((entries[0].country for (start, _), entries in found if low <= start < high and entries[0].country), None)


def _read_sentence(tree: Tree, phrases: Phrases, history: History) -> list[tuple[int, tuple[Mention, ...]]]:
    found = []
    local, scene = _only_country(phrases), phrases.scene()
    for token in range(len(tree)):
        tag = tree.tags[token]
        if tag in ("PRP", "PRP$"):
            mentions = history.pronoun(tree, token)
            if mentions:
                found.append((token, mentions))
            continue
        if not tag.startswith(("NN", "JJ", "CD", "VBN", "VBD", "FW")):
            continue
        mention = phrases.mention(token)
        if mention is None:
            mentions = history.both(tree, token) if tag.startswith(("NN", "CD")) else ()
        else:
            mentions = (_linked(mention, phrases, history, local, scene),)
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
