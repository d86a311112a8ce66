"""All mentions of a parsed article, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.lexicon import Lexicon
from dragoman.lexicon.actors import ActorTables, Entry
from dragoman.model.mention import Actor, Mention, Mentions, Place
from dragoman.model.text import Span
from dragoman.parse.nlp import Parse
from dragoman.parse.segments import plain_marks
from dragoman.parse.tree import Tree
from dragoman.resolve.actors.context import Context, same
from dragoman.resolve.actors.history import History
from dragoman.resolve.actors.names import Names, names_in
from dragoman.resolve.actors.pairs import both
from dragoman.resolve.actors.passes import linked, unlisted
from dragoman.resolve.actors.phrases import Phrases
from dragoman.resolve.actors.pronouns import pronoun
from dragoman.resolve.actors.towns import towns_of

_DATELINE = 2
_LEAD = 3
_LEAD_WEIGHT = 3
"""A country named in the first sentences counts as often as this."""
_KINDS = ("person", "organization", "country", "group")
_NOMINAL = ("NN", "JJ", "CD", "VBN", "VBD", "FW")
At = dict[tuple[int, int], tuple[Mention, ...]]


def resolve_actors(parse: Parse, lexicon: Lexicon, places: tuple[Place, ...] = ()) -> Mentions:
    """All mentions of a parsed article, with pronouns, surnames and descriptions led to whom they mean.

    `places` that the article names say which country those in them belong to.
    """
    article, tables = parse.article, lexicon.actors
    found = tables.find(plain_marks(article.text))
    starts = [span[0] for span, _ in found]
    full = frozenset(e.id for (a, b), entries in found if " " in article.text[a:b] for e in entries)
    day = (article.published or "")[:10] or None
    names, towns = [], towns_of(places)
    for tree in parse.trees:
        low, high = tree.span
        hits = found[bisect_right(starts, low - 1) : bisect_right(starts, high - 1)]
        names.append(names_in(tree, tables, hits, full, day, towns))
    seats = _seats(names, tables)
    read = [Phrases(lexicon, tree, known, day, seats) for tree, known in zip(parse.trees, names, strict=True)]
    history = History(tables.naming, _focus(parse, read, tables), _theatre(read))
    at: At = {}
    for tree, phrases in zip(parse.trees, read, strict=True):
        for token, mentions in _read_sentence(tree, phrases, history, lexicon, day).items():
            at[tree.index, token] = mentions
    late = {key: tuple(_later(m, history) for m in mentions) for key, mentions in at.items()}
    return Mentions(late, _actors(late), places)


def _theatre(read: Sequence[Phrases]) -> str | None:
    """The country where most happens."""
    counts = Counter(country for phrases in read for country in phrases.scenes(talk=False))
    ranked = counts.most_common(2)
    clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
    return ranked[0][0] if clear else None


def _focus(parse: Parse, read: Sequence[Phrases], tables: ActorTables) -> str | None:
    """The country that roles without one belong to: the one named most, lead and dateline counting more."""
    counts: dict[str, int] = {}
    for number, phrases in enumerate(read):
        for country in phrases.countries():
            counts[country] = counts.get(country, 0) + (_LEAD_WEIGHT if number < _LEAD else 1)
    dateline = parse.article.dateline
    if dateline is not None and dateline.place:
        named = tables.names.get(dateline.place.title().split(",")[0].strip())
        if named and named[0].country:
            counts[named[0].country] = counts.get(named[0].country, 0) + _DATELINE
    best = max(counts.values(), default=0)
    return next((country for country, count in counts.items() if count == best), None)


def _seats(names: Sequence[Names], tables: ActorTables) -> dict[str, Entry]:
    """Cities that stand for a body which the article names, and not for a state which it does not: `Brussels`."""
    named = {entry.name for known in names for hit in known.hits.values() for entry in hit.entries[:1]}
    states = {hit.entry.country for known in names for hit in known.hits.values() if hit.entry.kind == "country"}
    found = {}
    for city, body in tables.naming.seats.items():
        entry = next((e for e in tables.names.get(body, ()) if e.kind == "organization"), None)
        host = next((e.country for e in tables.names.get(city, ()) if e.kind == "capital"), None)
        if entry is not None and entry.name in named and host not in states:
            found[city] = entry
    return found


def _read_sentence(
    tree: Tree, phrases: Phrases, history: History, lexicon: Lexicon, day: str | None
) -> Mapping[int, tuple[Mention, ...]]:
    """The mentions of a sentence by token, read from left to right."""
    here: dict[int, tuple[Mention, ...]] = {}
    scene, named = next(iter(phrases.scenes(talk=False)), None), set(phrases.countries())
    only = next(iter(named)) if len(named) == 1 else None
    context = Context(tree, lexicon, phrases, history, day, only, scene, here)
    history.enter(tree.index, scene)
    for token in range(len(tree)):
        mentions = _read_token(context, token)
        if mentions:
            here[token] = mentions
            history.add(mentions, tree)
        elif _is_thing(context, token):
            history.add_thing(token, tree)
    history.enter(tree.index, next(iter(phrases.scenes()), None))
    return here


def _is_thing(context: Context, token: int) -> bool:
    """Whether a word is a subject that is no actor; `thousands of refugees` are refugees."""
    tree = context.tree
    subject = tree.tags[token] in ("NN", "NNS") and tree.deps[token] in ("nsubj", "nsubjpass")
    return subject and tree.lemmas[token] not in context.grammar.partitives


def _read_token(context: Context, token: int) -> tuple[Mention, ...]:
    tree, phrases = context.tree, context.phrases
    tag = tree.tags[token]
    if tag in ("PRP", "PRP$"):
        return pronoun(context, token)
    if token not in phrases.names.hits and not tag.startswith(_NOMINAL):
        return ()
    mentions = both(context, token) if tag.startswith(("NN", "CD")) else ()
    if mentions:
        return mentions
    mention = phrases.mention(token)
    if mention is None:
        short = unlisted(context, token) if tag in ("NN", "NNP") else None
        return _bare_surname(context, token) if short is None else (short,)
    return phrases.shared(linked(context, mention))


def _bare_surname(context: Context, token: int) -> tuple[Mention, ...]:
    """A known surname that the recogniser did not take for a name."""
    tree = context.tree
    if tree.tags[token] not in ("NNP", "NNPS") or token in context.phrases.names.inside:
        return ()
    known = context.history.called(tree.words[token])
    if len(known) != 1 or (token + 1 < len(tree) and tree.heads[token] == token + 1 and tree.tags[token + 1] == "NNP"):
        return ()
    span = context.phrases.span(token)
    return (replace(known[0], sentence=tree.index, head=token, span=span, form="name", step="surname"),)


def _later(mention: Mention, history: History) -> Mention:
    """A person whom the article describes only later on."""
    if mention.kind != "person" or not mention.weak or (mention.sentence, mention.head) in history.strangers:
        return mention
    known = history.called(mention.name.split()[-1])
    if len(known) != 1 or known[0].weak:
        return mention
    return replace(same(mention, known[0]), origin=mention.origin)


def _actors(at: At) -> tuple[Actor, ...]:
    """One record an actor, with all its mentions in text order."""
    spans: dict[str, list[Span]] = {}
    first: dict[str, Mention] = {}
    for mentions in at.values():
        for mention in mentions:
            if mention.kind == "place":
                continue
            known = first.setdefault(mention.actor, mention)
            if _led(known) and not _led(mention):
                first[mention.actor] = mention
            spans.setdefault(mention.actor, []).append(mention.span)
    return tuple(
        Actor(m.actor, m.name, m.kind if m.kind in _KINDS else "organization", m.country, m.sector, m.secondary,
              m.role, m.wikidata, tuple(dict.fromkeys(spans[m.actor])))
        for m in first.values()
    )  # fmt: skip


def _led(mention: Mention) -> bool:
    """Whether its words say less of the actor than others may: a pronoun, or a role without a country."""
    return mention.form == "pronoun" or mention.inferred
