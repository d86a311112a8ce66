"""Names in a sentence: what the tables know, and persons that only the recogniser or a title shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.lexicon.actors import ActorTables, Entry, Role
from dragoman.model.text import Span
from dragoman.parse.tree import Tree
from dragoman.resolve.actors.hits import Hit, head_of
from dragoman.resolve.actors.offices import holds, lately
from dragoman.resolve.actors.towns import Town, with_towns

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
Found = Sequence[tuple[Span, tuple[Entry, ...]]]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one sentence: listed ones by head token, other persons as first and last token by head."""

    hits: Mapping[int, Hit]
    persons: Mapping[int, tuple[int, int]]
    inside: frozenset[int]


def names_in(
    tree: Tree, tables: ActorTables, found: Found, full: frozenset[str], day: str | None, towns: Sequence[Town]
) -> Names:
    """Bind names to tokens. `full` holds the listed persons whom the article names in full somewhere."""
    bound = (_people_of(tree, tables, hit) for hit in _bound(tree, found))
    hits = with_towns(tree, [hit for hit in bound if _proper(tree, tables, hit, full, day)], towns)
    spans = [_bare(tree, tables, span) for span in _recognised(tree)]
    spans = [span for span in spans if span[0] <= span[1]]
    taken = {t for hit in hits for t in range(hit.first, hit.last + 1)} | {t for a, b in spans for t in range(a, b + 1)}
    spans += _titled(tree, tables, taken)
    spans += _described(tree, tables, taken | {t for a, b in spans for t in range(a, b + 1)})
    hits = [hit for hit in hits if not _part_of_person(tree, tables, hit, spans)]
    listed = {(hit.first, hit.last) for hit in hits if hit.national and not _called(tree, tables, hit.first)}
    persons = {head_of(tree, a, b): (a, b) for a, b in spans if (a, b) not in listed}
    inside = frozenset(t for hit in hits for t in range(hit.first, hit.last + 1) if t != hit.head)
    return Names({hit.head: hit for hit in hits}, persons, inside)


def role_at(tree: Tree, tables: ActorTables, token: int) -> Role | None:
    """The longest role noun that ends, or with `of` begins, at a token."""
    word = tree.lemmas[token] if tree.tags[token] not in ("NNP", "NNPS") else tree.lower[token]
    word = tables.naming.short.get(word, word)
    if word not in tables.role_heads and word.endswith("s") and word[:-1] in tables.role_heads:
        word = word[:-1]
    if word not in tables.role_heads and word.endswith("men"):
        word = word[:-2] + "an"  # `Militiamen` at the head of a sentence, taken for a name
    after = " ".join([word, *tree.lower[token + 1 : token + 4]])
    for size in (4, 3):
        phrase = " ".join(after.split()[:size])
        if phrase in tables.roles:
            return tables.roles[phrase]
    if word not in tables.role_heads:
        return None
    for size in range(min(tables.role_heads[word], token + 1), 0, -1):
        phrase = " ".join([*tree.lower[token - size + 1 : token], word])
        if phrase in tables.roles:
            return tables.roles[phrase]
    return None


def _bound(tree: Tree, found: Found) -> list[Hit]:
    """Listed names that begin and end with a token."""
    firsts = {start: token for token, start in enumerate(tree.starts)}
    lasts = {end: token for token, end in enumerate(tree.ends)}
    hits = []
    for (start, end), entries in found:
        first, last = firsts.get(start), lasts.get(end)
        if first is not None and last is not None:
            hits.append(Hit(first, last, head_of(tree, first, last), entries))
    return hits


def _people_of(tree: Tree, tables: ActorTables, hit: Hit) -> Hit:
    """`The Australian government` is no newspaper: the people that a name is made of, before a noun of its own."""
    head, last = tree.heads[hit.head], hit.last
    if hit.last - hit.first != 1 or tree.lower[hit.first] != "the" or head <= last or tree.tags[head] not in _NOUNS:
        return hit
    people = tables.names.get(tree.words[last], ())
    return Hit(last, last, last, people) if people and people[0].kind == "demonym" else hit


def _proper(tree: Tree, tables: ActorTables, hit: Hit, full: frozenset[str], day: str | None) -> bool:
    """Whether the words are a name here: `May` and `Turkey` are also words, `pro-Russian` is no Russian."""
    first, last = hit.first, hit.last
    label = tree.entities[first][2:]
    named = label in ("PERSON", "GPE", "NORP", "ORG")
    if first == last and not named and not tree.tags[first].startswith(("NN", "JJ", "CD")):
        return False
    if first >= 2 and tree.words[first - 1] == "-" and tree.lower[first - 2] in ("pro", "anti", "non", "mid"):
        return False
    if last + 2 < len(tree) and tree.words[last + 1] == "-" and tree.tags[last + 2] in ("VBN", "VBD", "JJ", "VBG"):
        return tree.lower[last + 2] in tables.naming.holding
    if hit.entry.kind == "person" and _thing(tree, hit):
        return False
    if first == last and hit.entry.kind == "person":
        alone = last + 1 >= len(tree) or tree.entities[last + 1] != f"I-{label}"
        known = any(e.id in full or (day is not None and holds(e, day)) for e in hit.entries)
        if not known and day is not None and not lately(hit.entries, day):
            return False
        if label in ("ORG", "WORK_OF_ART") and not (alone and known and tree.entities[first][:1] == "B"):
            return False
        return label != "DATE" and _surname_stands(tree, tables, hit, label, full)
    return not (first == last and hit.entry.kind == "country" and tree.tags[first] in ("NN", "NNS") and not named)


def _thing(tree: Tree, hit: Hit) -> bool:
    """Whether something is called after a person: `the USS John Paul Jones`, `the Indira Gandhi Airport`."""
    after = tree.entities[hit.last + 1] if hit.last + 1 < len(tree) else ""
    longer = after[:1] == "I" and after[2:] in ("ORG", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LOC")
    return longer or (hit.first > 0 and tree.lower[hit.first - 1] in ("uss", "hms"))


def _surname_stands(tree: Tree, tables: ActorTables, hit: Hit, label: str, full: frozenset[str]) -> bool:
    """A listed surname alone at the head of a sentence may be a word: `Rice is dear`."""
    return (
        hit.first > 0
        or label == "PERSON"
        or tree.tags[hit.first] in ("NNP", "NNPS")
        or any(entry.id in full for entry in hit.entries)
    )


def _recognised(tree: Tree) -> list[tuple[int, int]]:
    """What the recogniser calls persons."""
    spans = []
    token = 0
    while token < len(tree):
        if tree.entities[token] != "B-PERSON":
            token += 1
            continue
        last = token
        while last + 1 < len(tree) and tree.entities[last + 1] == "I-PERSON":
            last += 1
        spans.append((token, last))
        token = last + 1
    return spans


def _bare(tree: Tree, tables: ActorTables, span: tuple[int, int]) -> tuple[int, int]:
    """A name without the courtesies and titles before it and the marks after it."""
    first, last = span
    for token in range(first, last):
        capital = tree.words[token][:1].isupper()
        if tree.lower[token] in tables.naming.courtesy or (capital and _person_role(tree, tables, token)):
            first = token + 1
    while last > first and tree.tags[last] in ("POS", ",", "HYPH"):
        last -= 1
    return first, last


def _person_role(tree: Tree, tables: ActorTables, token: int) -> bool:
    if not tree.is_noun(token) or tree.lower[token] not in tables.role_heads:
        return False
    role = role_at(tree, tables, token)
    return role is not None and role.kind == "person"


def _titled(tree: Tree, tables: ActorTables, taken: set[int]) -> list[tuple[int, int]]:
    """Persons whom the recogniser missed: capitalised names after a title or a courtesy."""
    spans = []
    for token in range(len(tree) - 1):
        first = token + 1
        if first in taken or tree.tags[first] != "NNP" or not tree.words[first][:1].isupper():
            continue
        courtesy = tree.lower[token] in tables.naming.courtesy
        if not courtesy and not (tree.words[token][:1].isupper() and _person_role(tree, tables, token)):
            continue
        if tree.lower[first] in tables.role_heads or tree.words[first].isupper():
            continue
        last = first
        while (
            last + 1 < len(tree)
            and tree.tags[last + 1] == "NNP"
            and last + 1 not in taken
            and tree.words[last + 1][:1].isupper()
        ):
            last += 1
        spans.append((first, last))
    return spans


def _described(tree: Tree, tables: ActorTables, taken: set[int]) -> list[tuple[int, int]]:
    """Persons whom the recogniser missed: unlisted names of several words with a role in apposition."""
    spans = []
    for token in range(len(tree)):
        head = tree.heads[token]
        if tree.deps[token] != "appos" or head in taken or head > token or tree.tags[head] != "NNP":
            continue
        first = head
        while first > 0 and tree.tags[first - 1] == "NNP" and tree.heads[first - 1] == head:
            first -= 1
        if first < head and first not in taken and _person_role(tree, tables, token) and tree.tags[token] == "NN":
            spans.append((first, head))
    return spans


def _called(tree: Tree, tables: ActorTables, first: int) -> bool:
    """Whether a courtesy or a capitalised title stands right before: `Mr Jordan`, `Senator Chad`."""
    if first == 0:
        return False
    before = first - 1
    return tree.lower[before] in tables.naming.courtesy or (
        tree.tags[before] == "NNP" and _person_role(tree, tables, before)
    )


def _part_of_person(tree: Tree, tables: ActorTables, hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a listed name is only part of another person's: `Jordan Peters`, `Mr Chad`, `Jalal Putin`."""
    if hit.entry.kind == "person" and hit.first == hit.last:
        return any(first <= hit.first <= last and first < last for first, last in spans)
    if not hit.national:
        return False
    for first, last in spans:
        if first <= hit.first and hit.last <= last:
            if (first, last) == (hit.first, hit.last):
                return _called(tree, tables, first)
            return hit.entry.kind in ("country", "capital", "region", "town")
    return False


def renamed(entry: Entry, sector: str | None, secondary: tuple[str, ...] = ()) -> Entry:
    """The same actor in another capacity."""
    return replace(entry, sector=sector, secondary=secondary, role=None)
