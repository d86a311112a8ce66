"""`The two men`, `both sides`, `the pair`: the last two of their kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dragoman.lexicon.grammar import grammar
from dragoman.model.mention import Mention
from dragoman.parse.tree import Tree
from dragoman.resolve.actors.context import Context

_PERSONS = ("leader", "man", "woman", "pair", "duo", "two", "counterpart")
Wanted = Callable[[Mention], bool]


def both(context: Context, token: int) -> tuple[Mention, ...]:
    """The two whom a phrase means, in the order in which they were named, or nobody."""
    tree = context.tree
    lemma = tree.lemmas[token]
    if tree.deps[token] == "nummod" or not _means_two(tree, token, lemma):
        return ()
    if lemma in grammar().two_states:
        chosen = _two(context, _is_side if lemma == "side" else _is_state, by_country=lemma != "side")
    elif lemma in grammar().two_persons:
        chosen = _two(context, lambda m: _is_person(m) and _of_role(m, lemma), by_country=False)
        if not chosen and lemma in ("president", "minister", "leader"):
            chosen = ()
    else:
        return ()
    span = tree.chars(token, token)
    return tuple(replace(m, sentence=tree.index, head=token, span=span, how="both") for m in chosen)


def _means_two(tree: Tree, token: int, lemma: str) -> bool:
    if any(tree.lower[kid] in ("two", "both") for kid in tree.children[token]):
        return True
    return lemma in ("pair", "duo") and tree.kid(token, "prep") is None


def _two(context: Context, wanted: Wanted, *, by_country: bool) -> tuple[Mention, ...]:
    chosen: dict[str, Mention] = {}
    for mention in _candidates(context):
        key = mention.country if by_country else mention.actor
        if wanted(mention) and key and key not in chosen:
            chosen[key] = mention
        if len(chosen) == 2:
            return tuple(reversed(chosen.values()))
    return ()


def _candidates(context: Context) -> Iterator[Mention]:
    for seen in context.history.back():
        if len(seen.mentions) == 1:
            yield seen.mentions[0]


def _is_person(mention: Mention) -> bool:
    return mention.kind == "person" and not mention.plural


def _of_role(mention: Mention, lemma: str) -> bool:
    """Whether a person may be one of `the two ministers`; `men` and `leaders` may be anybody."""
    if lemma in _PERSONS:
        return True
    return mention.role is None or lemma in mention.role.split()


def _is_state(mention: Mention) -> bool:
    return mention.country is not None and mention.how != "place"


def _is_side(mention: Mention) -> bool:
    return (
        mention.how not in ("place", "nationality")
        and not mention.weak
        and (mention.country is not None or mention.kind != "person")
    )
