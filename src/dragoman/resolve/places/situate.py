"""Where an event took place, as far as its sentence says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.lexicon.places import PlaceCues
from dragoman.model.mention import Place
from dragoman.model.text import Span
from dragoman.parse.tree import Tree

Found = tuple[Place, Span]

_CLIMB = frozenset({"acl", "attr", "compound", "conj", "dobj", "nsubj", "nsubjpass", "oprd", "pobj", "prep", "xcomp"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "csubj"})
_STEPS = 3
_NATIONS = ("PCLI", "PCLD", "PPLC", "CONT")


def event_place(tree: Tree, head: int, places: Sequence[Place], cues: PlaceCues) -> tuple[Place, Span, str] | None:
    """The place of the event that a token tells, the words that name it, and why; None where nothing says.

    Reasons: `phrase` (in, at, near … under the event's word), `name` (`the Osh bombing`), `goal` (`travelled
    to Osh`), `object` (`shelled Osh`), `clause` (a place phrase under the verb that the event belongs to),
    `nearest` (a place in the sentence that is neither a party nor stands for a government).
    """
    named = _named(tree, places)
    if not named:
        return None
    steps = [head, *_above(tree, head)]
    for number, token in enumerate(steps):
        for found, reason in _under(tree, token, named, cues):
            if number == 0 or reason in ("phrase", "goal"):
                return *found, reason if number == 0 else "clause"
    return _nearest(tree, head, named, cues)


def _named(tree: Tree, places: Sequence[Place]) -> dict[int, Found]:
    """Places that a sentence names, by the token that heads the name; nationalities are left out."""
    low, high = tree.span
    tokens = {start: token for token, start in enumerate(tree.starts)}
    named: dict[int, Found] = {}
    for place in places:
        for span in place.mentions:
            first = tokens.get(span[0]) if low <= span[0] < high else None
            if first is None:
                continue
            last = first
            while last + 1 < len(tree) and tree.ends[last + 1] <= span[1]:
                last += 1
            token = next((t for t in range(first, last + 1) if not first <= tree.heads[t] <= last), last)
            if not _is_people(tree, token, place):
                named[token] = (place, span)
    return named


def _is_people(tree: Tree, token: int, place: Place) -> bool:
    """Whether the words are a nationality: `Turkish`, `Afghans`."""
    if tree.entities[token][2:] != "NORP":
        return tree.tags[token].startswith("JJ")
    return tree.tags[token] != "NNP" or tree.words[token] not in place.name


def _above(tree: Tree, head: int) -> Iterator[int]:
    """The words that an event's own word belongs to, up to the verb of its clause."""
    token = head
    for _ in range(_STEPS):
        if tree.deps[token] not in _CLIMB or tree.heads[token] == token:
            return
        token = tree.heads[token]
        yield token
        if tree.is_verb(token) and tree.deps[token] not in ("xcomp", "conj"):
            return


def _under(tree: Tree, token: int, named: Mapping[int, Found], cues: PlaceCues) -> Iterator[tuple[Found, str]]:
    """Places that depend on a word, the clearest first."""
    goal = tree.lemmas[token] in cues.motion
    for kid in tree.kids(token, "prep", "agent", "advmod"):
        word = tree.lower[kid]
        if word in cues.event or (goal and word in ("to", "into")):
            found = _within(tree, kid, named)
            if found and (word != "on" or _surface(tree, kid, found[0])):
                yield found, "phrase" if word in cues.event else "goal"
    for kid in tree.kids(token, "compound", "nmod"):
        if kid in named and named[kid][0].feature not in _NATIONS:
            yield named[kid], "name"
    for kid in tree.kids(token, "dobj"):
        if kid in named and (goal or named[kid][0].feature not in _NATIONS):
            yield named[kid], "goal" if goal else "object"


def _within(tree: Tree, preposition: int, named: Mapping[int, Found]) -> Found | None:
    """The first place in a phrase, clauses within it left out."""
    stack = [preposition]
    inside = set()
    while stack:
        token = stack.pop()
        inside.add(token)
        stack.extend(kid for kid in tree.children[token] if tree.deps[kid] not in _CLAUSES)
    return next((named[token] for token in sorted(inside) if token in named), None)


def _surface(tree: Tree, preposition: int, place: Place) -> bool:
    """Whether a place is one that things are on: an island, a coast; `sanctions on Cuba` are not."""
    if (place.feature or "").startswith(("ISL", "PEN", "SEA", "STM", "LK", "SHOL", "RF", "MT")):
        return True
    noun = tree.kid(preposition, "pobj")
    return noun is not None and tree.tags[noun] in ("NN", "NNS")


def _nearest(tree: Tree, head: int, named: Mapping[int, Found], cues: PlaceCues) -> tuple[Place, Span, str] | None:
    """The place phrase of the sentence that stands nearest."""
    best: int | None = None
    for token in named:
        if _located(tree, token, named[token][0], cues) and (best is None or abs(token - head) < abs(best - head)):
            best = token
    return None if best is None else (*named[best], "nearest")


def _located(tree: Tree, token: int, place: Place, cues: PlaceCues) -> bool:
    """Whether a name stands in a place phrase: as a party it would be subject, object, owner or recipient."""
    for _ in range(6):
        if tree.deps[token] == "pobj":
            preposition = tree.heads[token]
            if tree.lower[preposition] == "on":
                return _surface(tree, preposition, place)
            return tree.lower[preposition] in cues.event or _of_place(tree, token, cues)
        if tree.deps[token] not in ("conj", "appos", "compound", "nmod") or tree.heads[token] == token:
            return False
        token = tree.heads[token]
    return False


def _of_place(tree: Tree, token: int, cues: PlaceCues) -> bool:
    """`in the city of Osh`."""
    preposition = tree.heads[token]
    noun = tree.heads[preposition]
    if tree.lower[preposition] != "of" or tree.lower[noun] not in cues.nouns or tree.deps[noun] != "pobj":
        return False
    return tree.lower[tree.heads[noun]] in cues.event
