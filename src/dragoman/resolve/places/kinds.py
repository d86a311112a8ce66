"""Place names that the words beside them mark: a party's home, several of a kind, one of a kind in no table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dragoman.lexicon.places import PlaceCues
from dragoman.parse.tree import Tree
from dragoman.resolve.gazetteer import Gazetteer

Named = tuple[int, int, str]
"""First and last token of a name, and what to look up."""
_PARTIES = ("D", "I", "R")
_OPENING = (",", "(", "and", "or")
_HOME = re.compile(r"[DIR][-–](?=[A-Z])")
_WORDS = 3
"""How many words a name has at most that is found by what stands beside it."""


def party_homes(tree: Tree, gazetteer: Gazetteer) -> Iterator[Named]:
    """The state or town of a member of parliament: `R-Fla.`, `D-Salem`."""
    for token in range(2, len(tree) - 1):
        if tree.words[token] in ("-", "–") and tree.words[token - 1] in _PARTIES and tree.words[token - 2] in _OPENING:
            yield from _home(tree, token + 1, gazetteer)


def _home(tree: Tree, first: int, gazetteer: Gazetteer) -> Iterator[Named]:
    state = gazetteer.short(tree.words[first])
    if state is not None:
        yield first, first, f"={state.country}:{state.code}"
        return
    for last in range(min(first + _WORDS, len(tree)) - 1, first - 1, -1):
        name = " ".join(tree.words[first : last + 1])
        if tree.words[last][:1].isupper() and name in gazetteer:
            yield first, last, name
            return


def glued_home(word: str, gazetteer: Gazetteer) -> str | None:
    """What to look up for the state or town after a party's letter in one token: `D-Ohio`."""
    found = _HOME.match(word)
    if found is None:
        return None
    state = gazetteer.short(word[found.end() :])
    name = f"={state.country}:{state.code}" if state else word[found.end() :]
    return name if name in gazetteer else None


def several(tree: Tree, gazetteer: Gazetteer, cues: PlaceCues) -> Iterator[Named]:
    """All names before a kind in the plural: `Polk, Dallas and Lee counties`."""
    for token in range(2, len(tree)):
        kind = tree.lemmas[token].capitalize()
        if tree.lower[token] == tree.lemmas[token] or kind not in cues.kinds:
            continue
        for first, last in _listed(tree, token - 1):
            name = " ".join(tree.words[first : last + 1])
            whole = f"{name} {kind}"
            if whole in gazetteer or name in gazetteer:
                yield first, last, whole if whole in gazetteer else name


def _listed(tree: Tree, last: int) -> Iterator[tuple[int, int]]:
    """The names of a list that ends at a token, from the last one on; none where it is no list."""
    found = []
    while last >= 0 and tree.words[last][:1].isupper():
        first = last
        while first > 0 and tree.words[first - 1][:1].isupper() and last - first + 1 < _WORDS:
            first -= 1
        found.append((first, last))
        last = first - 1
        while last > 0 and tree.lower[last] in (",", "and", "or"):
            last -= 1
        if last == first - 1:
            break
    return iter(found if len(found) > 1 else [])


def of_a_kind(tree: Tree, cues: PlaceCues, free: Callable[[int], bool]) -> Iterator[Named]:
    """Names in a place's position with a kind beside them: `in Tamba district`, `near the village of Tamba`."""
    for token in range(1, len(tree)):
        before = tree.lower[token - 1]
        if not free(token) or not (before == "of" or before in cues.locative):
            continue
        last = token
        while last + 1 < len(tree) and free(last + 1) and last - token + 1 < _WORDS:
            last += 1
        after = tree.lower[last + 1] if last + 1 < len(tree) else ""
        whole = last > token and tree.words[last] in cues.kinds
        if (token > 1 and tree.words[token - 2] in cues.settled) if before == "of" else whole or after in cues.settled:
            yield token, last, " ".join(tree.words[token : last + 1])
