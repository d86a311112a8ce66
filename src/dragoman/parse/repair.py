"""Sentences that the parser took for noun phrases: `Pakistan scrambled fighter jets` with the verb as an adjective."""

from __future__ import annotations

from collections.abc import Sequence

_VERBS = ("VBD", "VBZ", "VBN")
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
