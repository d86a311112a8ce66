"""Sentences that the parser took for noun phrases: `Pakistan scrambled fighter jets` with the verb as an adjective."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.lexicon.grammar import Grammar

_VERBS = ("VBD", "VBZ", "VBN")
_ACTIVE = frozenset({"against", "alongside", "for", "on", "to", "with"})
"""Prepositions that rather follow what somebody does than what is done to him."""
_BEFORE = ("compound", "nmod", "amod", "poss", "nsubj", "det", "nummod")


def verbs_found(tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Dependencies and heads with the verb on top where a root noun has one among its adjectives.

    Only where a noun stands before that verb, which becomes its subject; all else stays as it was.
    """
    root = next((token for token, head in enumerate(heads) if head == token), 0)
    if not tags[root].startswith("NN"):
        return deps, heads
    kids = [t for t, head in enumerate(heads) if head == root and t < root]
    verb = next((t for t in kids if deps[t] == "amod" and tags[t] in _VERBS), None)
    if verb is None:
        return deps, heads
    before = [t for t in kids if t < verb and deps[t] in _BEFORE]
    subject = next((t for t in reversed(before) if tags[t].startswith("NN")), None)
    if subject is None or any(tags[t] == "VBZ" for t in before):
        return deps, heads
    deps, heads = list(deps), list(heads)
    deps[verb], heads[verb] = "ROOT", verb
    deps[root], heads[root] = "dobj", verb
    deps[subject], heads[subject] = "nsubj", verb
    for token in before:
        if token != subject:
            heads[token] = subject
    for token, head in enumerate(heads):
        if head == root and token > root and deps[token] == "punct":
            heads[token] = verb
    return deps, heads


def clauses_found(
    words: Sequence[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[str], list[int]]:
    """Tags, dependencies and heads with the verb on top of a sentence read as a noun and its participle.

    `The opposition called for talks.` is a sentence; `A ship seized by Iran`, without its full stop or with whoever
    did it, is not.
    """
    root = next((token for token, head in enumerate(heads) if head == token), 0)
    if not tags or not tags[root].startswith("NN") or words[-1] != ".":
        return tags, deps, heads
    verb = next((t for t, head in enumerate(heads) if head == root and deps[t] == "acl" and tags[t] == "VBN"), None)
    if verb is None or verb < root or any(deps[t] in ("cc", "conj", "relcl") for t, h in enumerate(heads) if h == root):
        return tags, deps, heads
    kids = [t for t, head in enumerate(heads) if head == verb and t != verb]
    active = any(
        deps[k] in ("dobj", "xcomp", "ccomp") or (deps[k] == "prep" and words[k] in _ACTIVE) for k in kids if k > verb
    )
    if not active or any(deps[k] == "agent" or words[k] == "by" for k in kids):
        return tags, deps, heads
    tags, deps, heads = list(tags), list(deps), list(heads)
    tags[verb], deps[verb], heads[verb] = "VBD", "ROOT", verb
    deps[root], heads[root] = "nsubj", verb
    for token, head in enumerate(heads):
        if head == root and token > verb and deps[token] in ("punct", "prep", "advcl", "npadvmod"):
            heads[token] = verb
    return tags, deps, heads


def content_found(
    words: Sequence[str], tags: Sequence[str], deps: list[str], heads: list[int], grammar: Grammar
) -> tuple[list[str], list[int]]:
    """Dependencies and heads with a that-clause under the verb that tells it, not the noun in between.

    `warned in a speech in Suva that Tonga would …` reads as a clause of the speech.
    """
    deps, heads = list(deps), list(heads)
    for that, verb in enumerate(heads):
        if deps[that] != "mark" or words[that].lower() != "that" or deps[verb] not in ("acl", "relcl"):
            continue
        if words[heads[verb]].lower() in grammar.charges:
            continue
        above = _teller(words, tags, deps, heads, heads[verb], grammar.telling)
        if above is not None and above < that:
            deps[verb], heads[verb] = "ccomp", above
    return deps, heads


def _teller(
    words: Sequence[str],
    tags: Sequence[str],
    deps: Sequence[str],
    heads: Sequence[int],
    noun: int,
    telling: frozenset[str],
) -> int | None:
    """The verb of telling over a noun in a phrase of time, place or occasion, where nothing else is told."""
    if deps[noun] != "pobj":
        return None
    token = noun
    while heads[token] != token and deps[token] in ("pobj", "prep"):
        token = heads[token]
        if tags[token].startswith("VB"):
            told = any(deps[k] in ("ccomp", "xcomp") for k, head in enumerate(heads) if head == token)
            return token if words[token].lower() in telling and not told else None
    return None


def nouns_found(words: Sequence[str], tags: list[str], deps: list[str], heads: list[int]) -> list[str]:
    """Tags with a noun where an -ing form stands for one: `Fighting between soldiers and rebels flared`."""
    found = list(tags)
    for token, tag in enumerate(tags):
        if tag == "VBG" and deps[token] in ("nsubj", "nsubjpass", "dobj", "pobj"):
            kids = [k for k, head in enumerate(heads) if head == token and k != token]
            between = any(deps[k] == "prep" and words[k].lower() in ("between", "by") for k in kids)
            if between and not any(deps[k] in ("dobj", "aux", "auxpass") for k in kids):
                found[token] = "NN"
    return found
