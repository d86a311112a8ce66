"""`The two men`, `both sides`, `the pair`: the last two of their kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from dragoman.model.mention import Mention
from dragoman.parse.tree import Tree
from dragoman.resolve.actors.context import Context

_PERSONS = ("leader", "man", "woman", "pair", "duo", "two", "counterpart")
_KNOWN = frozenset({"all", "the", "these", "those", "'s", "’s"})
"""Words that say that two men have been named: `two men` are new ones."""
_NEAR = 3
"""Sentences within which two actors joined by `and` are still the two that are meant."""
_SIDES = ("party", "side")
Wanted = Callable[[Mention], bool]


def both(context: Context, token: int) -> tuple[Mention, ...]:
    """The two whom a phrase means, in the order in which they were named, or nobody."""
    tree = context.tree
    barred = _masters(tree, token)
    lemma = tree.lemmas[token]
    if tree.deps[token] == "nummod" or not _means_two(tree, token, lemma):
        return ()
    if lemma in context.grammar.two_states:
        side = partial(_is_side, context.sectors.of_states)
        chosen = _two_states(context, barred) if lemma not in _SIDES else _two(context, barred, side, salient=True)
    elif lemma in context.grammar.two_persons:
        chosen = _two(context, barred, lambda m: _is_person(m) and _of_role(m, lemma))
    else:
        return ()
    span = tree.chars(token, token)
    return tuple(replace(m, sentence=tree.index, head=token, span=span, form="pair", step="both") for m in chosen)


def _means_two(tree: Tree, token: int, lemma: str) -> bool:
    before = {tree.lower[kid] for kid in tree.children[token]}
    if "both" in before or (
        "two" in before and (before & _KNOWN or not tree.lower[token].startswith(("man", "men", "wom")))
    ):
        return True
    return lemma in ("pair", "duo") and tree.kid(token, "prep") is None


def _two(context: Context, barred: set[int], wanted: Wanted, *, salient: bool = False) -> tuple[Mention, ...]:
    """The only two actors that are wanted, else two just joined by `and`, else the last two.

    Where the `salient` ones are meant, those named most come before those named last.
    """
    chosen: dict[str, Mention] = {}
    for mention in _candidates(context, barred):
        if wanted(mention):
            chosen.setdefault(mention.actor, mention)
    if len(chosen) > 2:
        for seen in context.history.pairs():
            near = not salient or context.tree.index - seen.sentence <= (_NEAR if seen.subject else 1)
            if near and all(wanted(m) for m in seen.mentions) and len({m.actor for m in seen.mentions}) == 2:
                return seen.mentions
    latest = list(chosen.values())
    if salient:
        count = Counter(m.actor for m in _candidates(context, barred) if wanted(m))
        latest.sort(key=lambda m: -count[m.actor])
    return tuple(reversed(latest[:2])) if len(latest) > 1 else ()


def _two_states(context: Context, barred: set[int]) -> tuple[Mention, ...]:
    """The two countries named as such, else those of the last two actors."""
    named = _two(context, barred, lambda m: m.form != "place" and m.actor == m.country, salient=True)
    if named:
        return named
    chosen: dict[str, Mention] = {}
    for mention in _candidates(context, barred):
        if mention.country is not None and mention.form != "place":
            state = replace(mention, actor=mention.country, name=mention.country, kind="country", sector="GOV",
                            secondary=(), role=None, wikidata=None)  # fmt: skip
            chosen.setdefault(mention.country, state)
        if len(chosen) == 2:
            return tuple(reversed(chosen.values()))
    return ()


def _candidates(context: Context, barred: set[int]) -> Iterator[Mention]:
    for seen in context.history.back():
        if len(seen.mentions) == 1 and not (seen.sentence == context.tree.index and seen.head in barred):
            yield seen.mentions[0]


def _masters(tree: Tree, token: int) -> set[int]:
    """The subjects of the verbs above a phrase: whoever pleads `with both sides` is none of them."""
    verbs = [t for t in tree.ancestors(token) if tree.is_verb(t)]
    return {kid for verb in verbs for kid in tree.kids(verb, "nsubj") if kid != token}


def _is_person(mention: Mention) -> bool:
    return mention.kind == "person" and not mention.plural


def _of_role(mention: Mention, lemma: str) -> bool:
    """Whether a person may be one of `the two ministers`; `men` and `leaders` may be anybody."""
    if lemma in _PERSONS:
        return True
    return mention.role is None or lemma in mention.role.split()


def _is_side(bodies: frozenset[str], mention: Mention) -> bool:
    """Whether an actor may be a party to a quarrel; international bodies mediate."""
    known = mention.form not in ("place", "nationality") and not mention.weak and mention.sector not in bodies
    return known and (mention.kind != "person" or mention.plural) and mention.country is not None
