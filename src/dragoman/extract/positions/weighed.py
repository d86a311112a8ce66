"""Drafts of the positions that the model sees, with what the rules made of the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.extract.positions.draft import Draft, stretch
from dragoman.extract.positions.holders import Holders
from dragoman.lexicon.grammar import Grammar
from dragoman.model.mention import Mention
from dragoman.model.record import Statement
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree


@dataclass(frozen=True, slots=True)
class Stand:
    """A token whose clause is the content of a position, and its act."""

    tree: Tree
    token: int
    act: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a model makes of an article: the stands that it sees, the surest first, and what it lets stand.

    `admits` says of a token and an act whether a draft of the rules with such a content is likely enough.
    """

    stands: Sequence[Stand]
    admits: Callable[[Tree, int, str], bool]


Around = Callable[[Tree, int], tuple[Statement | None, tuple[Mention, ...]]]
"""In whose statement a token stands, and who speaks there."""


def weigh(model: Weighed, drafts: Sequence[Draft], holders: Holders, around: Around, grammar: Grammar) -> list[Draft]:
    """One draft for each stand, the rules' own where they say the same of the same words; then those it admits."""
    by_tree: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_tree.setdefault(draft.tree.index, []).append(draft)
    kept: dict[int, list[Draft]] = {}
    for stand in model.stands:
        found = _known(stand, by_tree.get(stand.tree.index, ())) or _new(stand, holders, around, grammar)
        same = kept.setdefault(stand.tree.index, [])
        if found is not None and not any(k.act == found.act and k.repeats(found) for k in same):
            same.append(found)
    for draft in drafts:
        same = kept.setdefault(draft.tree.index, [])
        repeats = any(k.act == draft.act and k.first <= draft.last and draft.first <= k.last for k in same)
        repeats = repeats or any((k.first, k.last) == (draft.first, draft.last) for k in same)
        if not repeats and any(model.admits(draft.tree, token, draft.act) for token in draft.tokens):
            same.append(draft)
    return [draft for same in kept.values() for draft in same]


def _known(stand: Stand, drafts: Sequence[Draft]) -> Draft | None:
    """The rules' draft of the same act that holds the stand's token or is held by its clause."""
    clause = set(stand.tree.subtree(stand.token))
    alike = [d for d in drafts if d.act == stand.act and (stand.token in d.tokens or clause >= set(d.tokens))]
    return next((d for d in alike if stand.token in d.tokens), alike[0] if alike else None)


def _new(stand: Stand, holders: Holders, around: Around, grammar: Grammar) -> Draft | None:
    tree = stand.tree
    content = _content(tree, stand.token)
    statement, speakers = around(tree, stand.token)
    who = speakers or _holders(stand, holders, grammar)
    if content is None or not who:
        return None
    return Draft(tree, stand.act, who, stand.token, *content, statement=statement)


def _content(tree: Tree, token: int) -> tuple[int, int] | None:
    """The clause of a token without the word that opens it."""
    tokens = set(tree.subtree(token))
    first = min(tokens)
    while first < token and tree.deps[first] in ("mark", "punct", "cc"):
        tokens.discard(first)
        first += 1
    return stretch(tree, {t for t in tokens if t >= first}, first)


def _holders(stand: Stand, holders: Holders, grammar: Grammar) -> tuple[Mention, ...]:
    """The subject of the nearest verb above that has one who can hold a position, else of the clause itself."""
    tree = stand.tree
    clauses = Clauses(tree, grammar)
    for verb in (*tree.ancestors(stand.token), stand.token):
        subject = clauses.subject(verb) if tree.is_verb(verb) else None
        found = holders.of(tree, subject) if subject is not None else ()
        if found:
            return found
    return ()
