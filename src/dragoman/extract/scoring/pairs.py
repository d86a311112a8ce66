"""What is known of a point and somebody named near it, as names: the way between them, and whom the rules took."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.scoring.points import Near
from dragoman.model.mention import Mention, Mentions
from dragoman.model.record import Event, Party
from dragoman.parse.clauses import Clause
from dragoman.parse.tree import Tree

_FAR = "far"
_BEFORE = 4
"""How many of those named in the sentence before may be parties."""


def near(tree: Tree, before: Tree | None, mentions: Mentions) -> tuple[Near, ...]:
    """Those whom a sentence names, and the first known ones of the sentence before."""
    here = [Near(m, False) for token in range(len(tree)) for m in mentions.get(tree.index, token)[:2]]
    earlier = [
        Near(m, True)
        for token in range(len(before) if before is not None else 0)
        for m in mentions.get(before.index if before is not None else 0, token)[:1]
        if not m.weak
    ]
    return (*here, *earlier[:_BEFORE])


def pair_features(tree: Tree, clause: Clause, one: Near, rank: int, many: int, event: Event | None) -> Iterator[str]:
    """Features of a point, by its clause, and the `rank`-th of `many` mentions near it."""
    m = one.mention
    sector = (m.sector or "-")[:3]
    yield "before" if one.before else "here"
    yield f"sector={sector}"
    yield f"kind={m.kind}"
    yield f"weak={m.weak}"
    yield f"country={m.country is not None}"
    yield f"rank={min(rank, 4)}"
    yield f"many={min(many, 5)}"
    if not one.before:
        yield from _way(tree, clause, m, sector)
    if event is not None:
        yield from _by_rules(m, event)


def _way(tree: Tree, clause: Clause, m: Mention, sector: str) -> Iterator[str]:
    lemma = tree.lemmas[clause.head].lower()
    for name in _slots(tree, clause, m.head) or ["none"]:
        yield f"slot={name}"
        yield f"slot={name}:{lemma}"
        yield f"slot={name}|{clause.kind[0]}"
        yield f"slot={name}/{sector}"
    yield f"path={_path(tree, clause.head, m.head)}"
    yield f"dep={tree.deps[m.head]}"
    yield f"distance={max(-6, min(6, (m.head - clause.head) // 3))}"


def _slots(tree: Tree, clause: Clause, token: int) -> list[str]:
    """The slots that a token fills, else those in whose phrases it stands."""
    own = [name for name, tokens in clause.slots.items() if token in tokens]
    if own:
        return own
    above = {token}
    for head in _up(tree, token, 3):
        above.add(head)
    return [f"in-{name}" for name, tokens in clause.slots.items() for t in tokens if t in above]


def _up(tree: Tree, token: int, steps: int) -> Iterator[int]:
    for head in tree.ancestors(token):
        if steps == 0:
            return
        yield head
        steps -= 1


def _path(tree: Tree, start: int, end: int) -> str:
    """The way through the tree, up from one token and down to another, where it is short."""
    up = [start, *tree.ancestors(start)]
    down: list[str] = []
    token = end
    while token not in up:
        preposition = tree.deps[token] in ("prep", "agent")
        down.append(f"{tree.deps[token]}:{tree.lemmas[token].lower()}" if preposition else tree.deps[token])
        if tree.heads[token] == token or len(down) == 8:
            return _FAR
        token = tree.heads[token]
    climbed = [tree.deps[t] for t in up[: up.index(token)]]
    if len(climbed) + len(down) > 6:
        return _FAR
    return "^".join(climbed[:3]) + "/" + "_".join(reversed(down[-3:]))


def _by_rules(m: Mention, event: Event) -> Iterator[str]:
    sides = {"actor": event.actors, "recipient": event.recipients}
    placed = [side for side, parties in sides.items() if any(_touches(m, p) for p in parties)]
    alike = [side for side, parties in sides.items() if any(_alike(m, p) for p in parties)]
    yield "rules"
    yield from (f"rules={side}" for side in placed)
    yield from (f"rules~{side}" for side in alike)
    if not alike:
        yield "rules=neither"


def _touches(m: Mention, party: Party) -> bool:
    return party.span is not None and party.span[0] < m.span[1] and m.span[0] < party.span[1]


def _alike(m: Mention, party: Party) -> bool:
    return (m.country, m.country or m.sector) == (party.country, party.country or party.sector)
