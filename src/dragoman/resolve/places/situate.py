"""Where an event took place, as far as its sentence says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from dragoman.lexicon.places import PlaceCues
from dragoman.model.mention import Place
from dragoman.model.text import Span
from dragoman.parse.tree import Tree

Found = tuple[Place, Span]

_CLIMB = frozenset({"acl", "attr", "compound", "conj", "dobj", "nsubj", "nsubjpass", "oprd", "pobj", "prep", "xcomp"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "csubj"})
_STEPS = 3
_NATIONS = ("PCLI", "PCLD", "PPLC", "CONT")
_COARSE = {"ADM1": 1, "PCLI": 2, "PCLD": 2, "RGN": 3, "CONT": 4, "OCN": 4}
_COMPANY = ("with", "between", "by", "against", "of")
_AIM = ("on", "at", "into")
_DEPTH = 2
"""How far down an object's own company a place may stand: `held talks with envoys in Osh`."""


class Sites:
    """The places of one article with all their mentions, to be asked sentence by sentence."""

    def __init__(self, places: Iterable[Place]) -> None:
        found = [(span, number, place) for number, place in enumerate(places) for span in place.mentions]
        found.sort(key=lambda item: item[:2])
        self._found = [(place, span) for span, _, place in found]
        self._starts = [span[0] for span, _, _ in found]

    def within(self, span: Span) -> list[Found]:
        """The mentions that begin in a span, in text order."""
        return self._found[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]


def event_place(tree: Tree, head: int, sites: Sites, cues: PlaceCues) -> tuple[Place, Span, str] | None:
    """The place of the event that a token tells, the words that name it, and why; None where nothing says.

    Reasons: `phrase` (in, at, near … under the event's word), `name` (`the Osh bombing`), `goal` (`travelled
    to Osh`), `object` (`shelled Osh`), `with` (a place phrase under who or what is there: `arrested two men in
    Osh`), `clause` (a place phrase under the verb that the event belongs to), `nearest` (a place in the sentence
    that is neither a party nor stands for a government).
    """
    named = _named(tree, sites)
    if not named:
        return None
    steps = [head, *_above(tree, head)]
    for number, token in enumerate(steps):
        under = [(f, why) for f, why in _under(tree, token, named, cues) if not number or why in ("phrase", "goal")]
        if under:
            found, reason = next((one for one in under if one[0] == _finest(f for f, _ in under)), under[0])
            return *found, "clause" if number else reason
    for token in steps:
        if (there := _beside(tree, token, named, cues)) is not None:
            return *there, "with"
    return _nearest(tree, head, named, cues)


def _named(tree: Tree, sites: Sites) -> dict[int, Found]:
    """Places that a sentence names, by the token that heads the name; nationalities are left out."""
    mentions = sites.within(tree.span)
    tokens = {start: token for token, start in enumerate(tree.starts)} if mentions else {}
    named: dict[int, Found] = {}
    for place, span in mentions:
        first = tokens.get(span[0])
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


def _finest(found: Iterable[Found]) -> Found | None:
    """The first of the places that say most exactly where: a town before its country."""
    return min(found, key=lambda one: _COARSE.get(one[0].feature or "", 0), default=None)


def _under(tree: Tree, token: int, named: Mapping[int, Found], cues: PlaceCues) -> Iterator[tuple[Found, str]]:
    """Places that depend on a word, the clearest first."""
    goal = tree.lemmas[token] in cues.motion
    for kid in tree.kids(token, "prep", "agent", "advmod"):
        word = tree.lower[kid]
        if word in cues.event or (goal and word in ("to", "into")):
            found = _within(tree, kid, named, cues)
            if found and (word != "on" or _surface(tree, kid, found[0], cues)):
                yield found, "phrase" if word in cues.event else "goal"
    for kid in tree.kids(token, "compound", "nmod"):
        if kid in named and named[kid][0].feature not in _NATIONS:
            yield named[kid], "name"
    for kid in _objects(tree, token, cues):
        if kid in named and (goal or named[kid][0].feature not in _NATIONS):
            yield named[kid], "goal" if goal else "object"


def _objects(tree: Tree, token: int, cues: PlaceCues) -> Iterator[int]:
    """What is struck, entered or taken: `shelled Osh`, `the siege of Osh`, `a mortar slammed into Osh`."""
    yield from tree.kids(token, "dobj")
    if tree.lemmas[token] in cues.struck:
        for kid in tree.kids(token, "prep"):
            yield from tree.kids(kid, "pobj") if tree.lower[kid] in ("into", "of", "on") else ()


def _beside(tree: Tree, token: int, named: Mapping[int, Found], cues: PlaceCues, depth: int = _DEPTH) -> Found | None:
    """The place of those who take part, where all of them must be there: `arrested two men in Osh`.

    What is only spoken about may be elsewhere (`condemned the raid in Osh`), so the word must be in the table.
    """
    struck = any(tree.lemmas[word] in cues.struck for word in (token, *tree.kids(token, "dobj")))
    if tree.is_verb(token) and not struck and tree.lemmas[token] not in cues.there:
        return None
    for party in _parties(tree, token, (*_COMPANY, *_AIM) if struck else _COMPANY):
        for kid in tree.kids(party, "prep"):
            on = tree.lower[kid] == "on"
            if tree.lower[kid] in cues.event and not on and (found := _within(tree, kid, named, cues)):
                return found
        if depth > 1 and tree.is_noun(party) and (found := _beside(tree, party, named, cues, depth - 1)):
            return found
    return None


def _parties(tree: Tree, token: int, company: Iterable[str]) -> Iterator[int]:
    """Who or what takes part in what a word tells, those it is done to first."""
    verb = tree.is_verb(token)
    yield from tree.kids(token, "dobj", "nsubjpass") if verb else ()
    for kid in tree.kids(token, "prep", "agent"):
        yield from tree.kids(kid, "pobj") if tree.lower[kid] in company else ()
    yield from tree.kids(token, "nsubj") if verb else ()


def _within(tree: Tree, preposition: int, named: Mapping[int, Found], cues: PlaceCues) -> Found | None:
    """The first place in a phrase, clauses and what is only said of a thing in it (`in support of Fiji`) left out."""
    stack = [preposition]
    inside = set()
    while stack:
        token = stack.pop()
        inside.add(token)
        stack.extend(kid for kid in tree.children[token] if _leads_on(tree, token, kid, named, cues))
    return _finest(named[token] for token in sorted(inside) if token in named)


def _leads_on(tree: Tree, token: int, kid: int, named: Mapping[int, Found], cues: PlaceCues) -> bool:
    """Whether a word below another in a place phrase still says where."""
    if tree.deps[kid] in _CLAUSES:
        return False
    if tree.deps[kid] != "prep" or tree.lower[kid] in cues.event:
        return True
    return tree.lower[kid] == "of" and (token in named or tree.lower[token] in cues.nouns)


def _surface(tree: Tree, preposition: int, place: Place, cues: PlaceCues) -> bool:
    """Whether a place is one that things are on: an island, a coast; `sanctions on Cuba` are not."""
    if (place.feature or "").startswith(("ISL", "PEN", "SEA", "STM", "LK", "SHOL", "RF", "MT")):
        return True
    noun = tree.kid(preposition, "pobj")
    return noun is not None and tree.lower[noun] in cues.ground


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
                return _surface(tree, preposition, place, cues)
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
