"""He, she, it and they: agreement in number, kind and gender, subjects first, never the subject of the same verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.model.mention import Mention
from dragoman.parse.tree import Tree
from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.history import SUBJECTS, Seen

_REACH = 4
"""Sentences that a pronoun reaches back."""
_SENTENCE = 2.2
"""What one sentence more between them and a pronoun costs, next to which two of them are about equal."""
_THINGS = ("country", "organization", "group", "metonym", "region")
_CLAUSES = ("ccomp", "xcomp", "csubj", "advcl", "acl")
Fits = Callable[[Seen], bool]


def pronoun(context: Context, token: int) -> tuple[Mention, ...]:
    """Whom a pronoun stands for, or nobody."""
    tree, history = context.tree, context.history
    word = tree.lower[token]
    fits = _fitting(word, tree, token, context)
    if fits is None or (word == "it" and _empty(context, token)):
        return ()
    found = _nearest(context, token, fits)
    if found is None or not found.mentions:
        return ()
    if word in context.grammar.person_pronouns:
        history.settle(found.mentions[0], "she" if word in context.grammar.she_pronouns else "he")
    # Within one sentence the name is the better evidence for a reader than the pronoun.
    near = found.sentence == tree.index
    return tuple(
        replace(
            m,
            sentence=tree.index,
            head=token,
            span=m.span if near else tree.chars(token, token),
            form="pronoun",
            step="pronoun",
        )
        for m in found.mentions
    )


def _fitting(word: str, tree: Tree, token: int, context: Context) -> Fits | None:
    history = context.history
    if word in context.grammar.person_pronouns:
        gender = "she" if word in context.grammar.she_pronouns else "he"
        return lambda seen: _is_person(seen) and history.gender(seen.mentions[0]) in (None, gender)
    somebody = _does_what_somebody_does(context, token)
    if word in context.grammar.thing_pronouns:
        return lambda seen: _is_thing(seen) or (not somebody and _is_object(seen, plural=False))
    if word in context.grammar.plural_pronouns:
        return lambda seen: _is_many(seen) or (not somebody and _is_object(seen, plural=True))
    return None


def _is_person(seen: Seen) -> bool:
    return len(seen.mentions) == 1 and seen.mentions[0].kind == "person" and not seen.plural


def _is_thing(seen: Seen) -> bool:
    return (
        len(seen.mentions) == 1
        and not seen.many
        and seen.mentions[0].kind in _THINGS
        and seen.mentions[0].form != "place"
    )


def _is_many(seen: Seen) -> bool:
    return seen.plural and bool(seen.mentions)


def _is_object(seen: Seen, *, plural: bool) -> bool:
    """A thing that is no actor counts as what `it` means only where it was the subject."""
    return not seen.mentions and seen.plural == plural and seen.subject


def _does_what_somebody_does(context: Context, token: int) -> bool:
    """`it accused`, `its ambassador`: whatever the pronoun means, it is an actor."""
    tree = context.tree
    head = tree.heads[token]
    if tree.tags[token] == "PRP$":
        return tree.is_noun(head) and context.phrases.role(head) is not None
    return tree.deps[token] == "nsubj" and tree.lemmas[head] in context.tables.naming.agentive


def _empty(context: Context, token: int) -> bool:
    """`It is clear that`, `it rained`, `it was on Friday that`: the word means nothing."""
    tree = context.tree
    verb = tree.heads[token]
    if token + 1 < len(tree) and tree.tags[token + 1] in ("JJ", "JJR"):
        return tree.tags[verb] in ("JJ", "JJR") or tree.lemmas[verb] in context.grammar.judging  # `made it clear that`
    if tree.deps[token] not in ("nsubj", "nsubjpass", "expl"):
        return tree.deps[token] == "expl"
    if tree.lemmas[verb] in context.grammar.empty_verbs:
        return tree.lemmas[verb] not in ("take", "turn") or tree.kid(verb, "xcomp", "ccomp", "advcl") is not None
    if tree.lemmas[verb] != "be":
        return tree.deps[token] == "nsubjpass" and tree.kid(verb, "ccomp") is not None  # `it was reported that`
    noun = tree.kid(verb, "attr")
    if noun is not None and noun > verb and tree.is_noun(noun) and context.phrases.role(noun) is None:
        return True  # `It was the third protest`
    what = tree.kid(verb, "acomp", "attr", "advmod", "prep")
    if what is not None and tree.lemmas[what] in context.grammar.minded:
        return False  # `it is ready to`
    later = [
        k for k in (*tree.kids(verb, *_CLAUSES), *(tree.kids(what, *_CLAUSES, "relcl") if what else [])) if k > verb
    ]
    return bool(later) and what is not None


def _nearest(context: Context, token: int, fits: Fits) -> Seen | None:
    tree, history = context.tree, context.history
    barred = _co_argument(tree, token)
    quoted = _quoted_until(tree, token)
    governors = set(tree.ancestors(token))
    best, best_rank, other = None, -99.0, False
    for order, seen in enumerate(history.back(_REACH)):
        distance = tree.index - seen.sentence
        if distance > _REACH:
            break
        if not fits(seen) or (distance == 0 and (seen.head >= token or seen.head < quoted or seen.head in barred)):
            continue
        plural = tree.lower[token] in context.grammar.plural_pronouns and tree.deps[token] in SUBJECTS
        rank = _rank(tree, seen, distance, governors, plural) - 0.1 * order
        if seen.mentions and seen.mentions[0].kind == "person" and history.gender(seen.mentions[0]) is not None:
            rank += 1.0  # fits for certain
        if rank > best_rank:
            other = best is not None and _equal_groups(best, seen) and rank - best_rank <= _SENTENCE
            best, best_rank = seen, rank
        elif best is not None and _equal_groups(best, seen) and best_rank - rank <= _SENTENCE:
            other = True
    # `Lawyers marched. The police watched. They want …`: either may be meant.
    return None if other and best is not None and best.sentence < tree.index else best


def _equal_groups(one: Seen, other: Seen) -> bool:
    """Two groups without a name that each did something in a sentence of its own."""
    return (
        one.sentence != other.sentence
        and all(
            seen.subject and seen.plural and len(seen.mentions) == 1 and seen.mentions[0].described
            for seen in (one, other)
        )
        and one.mentions[0].actor != other.mentions[0].actor
    )


def _quoted_until(tree: Tree, token: int) -> int:
    """Where the quotation before a speaker ends: `he` who said it is nobody in it."""
    if tree.deps[token] != "nsubj" or not any(tree.tags[t] == "``" for t in range(token)):
        return 0
    return next((t for t in range(token - 1, max(-1, token - 4), -1) if tree.tags[t] == "''"), 0)


def _rank(tree: Tree, seen: Seen, distance: int, governors: set[int], plural: bool) -> float:
    rank = -2.0 * distance + (1.5 if seen.subject else 0.0)
    if seen.mentions and seen.mentions[0].weak:
        rank -= 1.0
    if seen.dep in ("amod", "compound"):
        rank -= 1.0
    if seen.dep == "pobj" and not seen.plural and seen.mentions and seen.mentions[0].described:
        rank -= 1.5  # `Marta Upite, head of the border guard`
    if distance == 0 and seen.subject and tree.heads[seen.head] in governors:
        rank += 1.0  # the subject of a clause above: `Chad said it`
    if distance == 0 and plural and seen.dep == "dobj" and tree.heads[seen.head] in governors:
        rank += 2.5  # `warned the students that they would be jailed`
    if len(seen.mentions) > 1:
        rank += 1.0
    return rank


def _co_argument(tree: Tree, token: int) -> set[int]:
    """The subject of the verb whose object a pronoun is: `he accused him` names two people."""
    if tree.tags[token] == "PRP$" or tree.deps[token] in SUBJECTS:
        return set()
    verb = next((t for t in tree.ancestors(token) if tree.is_verb(t)), None)
    subject = None if verb is None else tree.kid(verb, "nsubj", "nsubjpass")
    while verb is not None and subject is None and tree.deps[verb] in ("conj", "xcomp"):
        verb = tree.heads[verb]
        subject = tree.kid(verb, "nsubj", "nsubjpass")
    return set() if subject is None else set(tree.conjuncts(subject))
