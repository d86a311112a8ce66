"""Parts of a noun phrase: its role noun, title, nationality and owner (codebook R8, R12 to R14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.lexicon import Lexicon
from dragoman.lexicon.actors import Entry, Role
from dragoman.model.text import Span
from dragoman.parse.tree import Tree
from dragoman.resolve.actors.hits import NATIONAL, Hit
from dragoman.resolve.actors.names import Names, role_at
from dragoman.resolve.actors.offices import in_office

_LEFT = ("amod", "compound", "nmod", "poss", "nn", "nummod", "appos", "dep", "npadvmod")
_BEFORE = (*_LEFT, "punct", "nsubj", "pobj", "dobj")
_SPANNED = ("amod", "compound", "nmod", "poss", "nummod", "case", "punct", "advmod", "quantmod", "npadvmod")
_OUTSIDE = ("PRP$", "DT", ",", "``", "''", ":", "-LRB-", "HYPH")
_PARTS = ("region", "region-demonym", "town")
_COUNTRY_PREPOSITIONS = frozenset({"of", "in", "from", "at"})


class Parts:
    """Reads what stands around the head of a noun phrase in one sentence."""

    def __init__(self, lexicon: Lexicon, tree: Tree, names: Names, day: str | None, seats: Mapping[str, Entry]) -> None:
        self.seats = seats
        self.tables = lexicon.actors
        self.grammar = lexicon.grammar
        self.sectors = lexicon.codes.sector_traits
        self.tree = tree
        self.names = names
        self.day = day

    def hit(self, token: int) -> Hit | None:
        """The listed name headed by a token."""
        return self.names.hits.get(token)

    def role(self, token: int) -> Role | None:
        """The longest role noun that ends, or with `of` begins, at a token."""
        found = role_at(self.tree, self.tables, token)
        if (
            found is None
            and self.tree.lemmas[token] in self.tables.naming.counterparts
            and self.tree.kid(token, "poss")
        ):
            return self.tables.roles.get("counterpart")  # `his Irish colleague`
        return found

    def title(self, token: int, first: int) -> Role | None:
        """The role noun right before a name: `Foreign Minister Ana Silva`."""
        at = self.title_at(first)
        return None if at is None else self.role(at)

    def title_at(self, first: int) -> int | None:
        """The token of the role noun right before a name that begins at a token."""
        tree = self.tree
        for before in range(first - 1, max(-1, first - 5), -1):
            if tree.tags[before] in ("POS", ",") or tree.deps[before] not in _BEFORE:
                break
            if tree.tags[before].startswith("NN") and before not in self.names.hits and self.role(before):
                return before
        return None

    def former(self, token: int) -> bool:
        """Whether the holder of a title is said to have left it (R13); not before a country's name."""
        return any(
            self.tree.lower[kid] in self.grammar.former or self.tree.lower[kid].startswith("ex-")
            for kid in self.tree.children[token]
            if kid < token and self.tree.deps[kid] in ("amod", "compound", "nmod", "advmod", "punct", "dep")
        )

    def country(self, token: int) -> tuple[str | None, Entry | None]:
        """The country that a phrase names for itself, and the body it belongs to (`UN envoy`, `Hamas leader`)."""
        owner: Entry | None = None
        for kid in self.describers(token):
            hit = self._hit_within(kid)
            if hit is None:
                continue
            entry = in_office(self.tables.naming.ranks, hit.entries, self.day)[0]
            if entry.kind in (*NATIONAL, "metonym", "person"):
                if entry.country is None and entry.sector:
                    owner = owner or entry  # a person or place of an international body
                    continue
                return entry.country, owner
            owner = owner or entry
        if owner is None:
            owner = self._possessor_before(token)
        return (owner.country, owner if owner.kind not in (*NATIONAL, "metonym") else None) if owner else (None, None)

    def _possessor_before(self, token: int) -> Entry | None:
        """`Namibia's tiny navy`, read from the words alone where the parser saw something else."""
        tree = self.tree
        at = token - 1
        while at > 0 and token - at < 4 and tree.tags[at].startswith(("JJ", "NN")) and at not in self.names.hits:
            at -= 1
        if at < 1 or tree.lower[at] not in ("'s", "’s", "'", "’"):
            return None
        owner = next((h for h in self.names.hits.values() if h.last == at - 1), None)
        return None if owner is None else in_office(self.tables.naming.ranks, owner.entries, self.day)[0]

    def region(self, token: int) -> Entry | None:
        """The part of a country that a phrase names for itself: `the Gujarat government` is not the Indian one."""
        hits = (self._hit_within(kid) for kid in self.describers(token))
        return next((h.entry for h in hits if h is not None and h.entry.kind in _PARTS), None)

    def describers(self, token: int) -> Iterator[int]:
        """Children that may name the country of a phrase, the closest relation first."""
        tree = self.tree
        yield from tree.kids(token, "amod", "compound", "nmod", "npadvmod", "nummod")
        yield from tree.kids(token, "poss")
        for preposition in tree.kids(token, "prep"):
            if tree.lower[preposition] in _COUNTRY_PREPOSITIONS:
                yield from tree.kids(preposition, "pobj")
        if tree.kid(token, "poss") is None:
            yield from (k for k in tree.kids(token, "appos") if k not in self.names.persons)

    def _hit_within(self, token: int) -> Hit | None:
        """A known name at a token or in its own describers."""
        if token in self.names.hits:
            return self.names.hits[token]
        for kid in self.describers(token):
            if kid in self.names.hits:
                return self.names.hits[kid]
            for deeper in self.describers(kid):
                if deeper in self.names.hits:
                    return self.names.hits[deeper]
        return None

    def side(self, token: int, role: Role) -> tuple[str | None, tuple[str, ...]]:
        """The sector of a role; a spokesman, leader or member is on the side of those whom he stands for."""
        naming, tree = self.tables.naming, self.tree
        if role.phrase in naming.bodies and role.sector == "GOV":
            return self._made_of(token, role)
        for kid in tree.kids(token, "poss") if role.kind == "person" else ():
            master = self.role(kid) if kid not in self.names.hits else None
            if master is not None and master.sector in self.sectors.of_states:
                return master.sector, master.secondary  # `the Secretary-General's envoy`
        if role.phrase not in naming.generic:
            return role.sector, role.secondary
        whose = tree.kids(token, "compound", "amod", "poss")
        whose += [
            t for k in tree.kids(token, "prep") if tree.lower[k] in ("of", "for", "from") for t in tree.kids(k, "pobj")
        ]
        for other in whose:
            found = self.role(other) if other not in self.names.hits else None
            if found is not None and found.phrase not in naming.generic:
                return self.side(other, found)
        return role.sector, role.secondary

    def _made_of(self, token: int, role: Role) -> tuple[str, tuple[str, ...]]:
        """A body takes the sector of those whom it joins: `the miners' federation` is LAB."""
        for kid in self.tree.kids(token, "compound", "poss"):
            found = self.role(kid) if kid not in self.names.hits else None
            if found is not None and found.kind == "person":
                return found.sector, found.secondary
        return role.sector, role.secondary

    def said_to_be(self, token: int) -> int | None:
        """`Mr Doe, who is the envoy to Chad`, `Doe is a senator`: the noun that says what a person is."""
        tree = self.tree
        verbs = [k for k in tree.kids(token, "relcl") if tree.lemmas[k] == "be"]
        if tree.deps[token] == "nsubj" and tree.lemmas[tree.heads[token]] == "be":
            verbs.append(tree.heads[token])
        nouns = (n for verb in verbs for n in tree.kids(verb, "attr"))
        return next((n for n in nouns if self.role(n)), None)

    def _whole(self, token: int) -> int:
        """Where a phrase begins that is a part or a number of a noun: `a group of tourists`, `dozens of soldiers`."""
        tree, of = self.tree, self.tree.heads[token]
        if tree.deps[token] != "pobj" or tree.lower[of] != "of":
            return token
        part = tree.heads[of]
        if part >= of or tree.lemmas[part] not in self.grammar.partitives or part in self.names.hits:
            return token
        return min([part, *(k for k in tree.kids(part, "amod", "nummod", "compound") if k < part)])

    def locative(self, token: int) -> bool:
        """Whether a name stands after a preposition of place."""
        tree = self.tree
        while tree.deps[token] == "conj":
            token = tree.heads[token]
        return tree.deps[token] == "pobj" and tree.lower[tree.heads[token]] in self.grammar.locative

    def span(self, token: int) -> Span:
        """The phrase from its first adjective or title to its name; articles and what follows are left out."""
        tree = self.tree
        hit = self.hit(token)
        own = self.names.persons.get(token, (token, token))
        last = max(hit.last if hit else own[1], token)
        first = min(hit.first if hit else token, own[0])
        stack = [token]
        while stack:
            for kid in tree.children[stack.pop()]:
                if kid < token and tree.deps[kid] in _SPANNED:
                    first = min(first, kid)
                    stack.append(kid)
        while first < token and tree.tags[first] in _OUTSIDE:
            first += 1
        first = min(first, self._whole(token))
        for kid in tree.kids(token, "appos"):
            if kid in self.names.persons and kid - last <= 5:
                last = self.names.persons[kid][1]  # `the Omani minister, Said Harthy`: the name is part of the phrase
        return tree.chars(first, last)
