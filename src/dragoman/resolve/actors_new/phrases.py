"""Noun phrases as actors: names, titles and nationalities joined (codebook R8 to R18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.lexicon.actors import ActorTables, Entry, Role, slug
from dragoman.lexicon.grammar import grammar
from dragoman.model.mention import Mention
from dragoman.model.text import Span
from dragoman.parse.tree import Tree

_LEFT = ("amod", "compound", "nmod", "poss", "nn", "nummod", "appos", "dep", "npadvmod")
_COUNTRY_PREPOSITIONS = frozenset({"of", "in", "from", "at"})
_NATIONAL = ("country", "demonym", "capital", "region", "region-demonym")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a sentence: its tokens, the token that heads it, and what it may stand for."""

    first: int
    last: int
    head: int
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        """The first reading."""
        return self.entries[0]


class Phrases:
    """Reads the noun phrases of one sentence as actors, without looking at other sentences."""

    def __init__(
        self, tables: ActorTables, tree: Tree, hits: Sequence[tuple[Span, tuple[Entry, ...]]], day: str | None
    ) -> None:
        self.tables = tables
        self.tree = tree
        self.day = day
        self.hits: dict[int, Hit] = {}
        self._inside: set[int] = set()
        self._names: dict[int, tuple[int, int]] = {}
        self._place_hits(hits)
        self._person_names()

    def _place_hits(self, hits: Sequence[tuple[Span, tuple[Entry, ...]]]) -> None:
        """Bind names in the text to tokens; a name that begins or ends inside a token is left out."""
        tree = self.tree
        firsts = {start: token for token, start in enumerate(tree.starts)}
        lasts = {end: token for token, end in enumerate(tree.ends)}
        for (start, end), entries in hits:
            first, last = firsts.get(start), lasts.get(end)
            if first is None or last is None or not self._proper(first, last, entries):
                continue
            head = next((t for t in range(first, last + 1) if not first <= tree.heads[t] <= last), last)
            hit = Hit(first, last, head, entries)
            self.hits[head] = hit
            self._inside.update(t for t in range(first, last + 1) if t != head)

    def _proper(self, first: int, last: int, entries: tuple[Entry, ...]) -> bool:
        """Whether the words are a name here: `May` and `Turkey` are also words, `pro-Russian` is no Russian."""
        tree = self.tree
        named = tree.entities[first][2:] in ("PERSON", "GPE", "NORP", "ORG")
        if first == last and not named and not tree.tags[first].startswith(("NN", "JJ", "CD")):
            return False
        if first >= 2 and tree.words[first - 1] == "-" and tree.lower[first - 2] in ("pro", "anti", "non", "mid"):
            return False
        if last + 2 < len(tree) and tree.words[last + 1] == "-" and tree.tags[last + 2] in ("VBN", "VBD", "JJ", "VBG"):
            return tree.lower[last + 2] in (
                "led",
                "controlled",
                "run",
                "held",
                "ruled",
                "administered",
                "based",
                "occupied",
            )
        label = tree.entities[first][2:]
        return not (first == last and entries[0].kind == "person" and label in ("DATE", "ORG", "WORK_OF_ART"))

    def _person_names(self) -> None:
        """Names of persons that the recogniser found: head token → first and last token."""
        tree = self.tree
        token = 0
        while token < len(tree):
            if tree.entities[token] != "B-PERSON":
                token += 1
                continue
            last = token
            while last + 1 < len(tree) and tree.entities[last + 1] == "I-PERSON":
                last += 1
            first = token
            while first < last and tree.lower[first] in self.tables.courtesy:
                first += 1
            while last > first and tree.tags[last] in ("POS", ",", "HYPH"):
                last -= 1
            head = next((t for t in range(first, last + 1) if not first <= tree.heads[t] <= last), last)
            self._names[head] = (first, last)
            token = last + 1

    def scene(self) -> str | None:
        """The country where the sentence plays: that of its first place after `in` or `at`."""
        found = (h for t, h in sorted(self.hits.items()) if h.entry.kind in _NATIONAL and self._locative(t))
        return next((hit.entry.country for hit in found if hit.entry.country), None)

    def ambiguous(self, token: int) -> bool:
        """Whether a single name may stand for several persons of the tables."""
        hit = self.hits.get(token)
        return hit is not None and hit.first == hit.last and len({e.id for e in hit.entries if e.kind == "person"}) > 1

    # Reading a phrase

    def mention(self, token: int) -> Mention | None:
        """The actor that the phrase headed by a token names, or None."""
        tree = self.tree
        if token in self._inside:
            return None
        if token not in self.hits and not tree.tags[token].startswith(("NN", "JJ", "CD", "VBN", "VBD", "FW")):
            return None
        hit = self.hits.get(token)
        if hit is not None and hit.entry.kind == "person" and not self._namesake(token, hit):
            return self._known_person(token, hit)
        if token in self._names and (hit is None or hit.entry.kind not in ("organization", "group")):
            return self._person(token)
        if hit is not None:
            return self._named(token, hit)
        if not tree.is_noun(token):
            return None
        role = self.role(token)
        if role is not None:
            return self._role_mention(token, role)
        return self._organization(token)

    def _namesake(self, token: int, hit: Hit) -> bool:
        """Whether a known surname is only part of another person's full name."""
        first, last = self._names.get(token, (hit.first, hit.last))
        return (
            hit.first == hit.last
            and first < hit.first
            and self.tree.lower[first] not in self.tables.courtesy
            and last <= hit.last
        )

    def shared(self, mention: Mention) -> tuple[Mention, ...]:
        """A role that several nations share, one mention each: `the Thai and Lao prime ministers`."""
        tree = self.tree
        if mention.how != "role" or mention.country is None:
            return (mention,)
        found = [mention]
        for kid in tree.kids(mention.head, "amod", "compound", "nmod"):
            for other in tree.conjuncts(kid)[1:]:
                hit = self.hits.get(other)
                country = hit.entry.country if hit is not None and hit.entry.kind in _NATIONAL else None
                if hit is not None and country not in (None, mention.country):
                    found.append(self._also(mention, mention.country, str(country), tree.chars(hit.first, hit.last)))
        return tuple(found)

    def _also(self, mention: Mention, old: str, new: str, span: Span) -> Mention:
        actor = mention.actor.replace(old, new).replace(old.lower(), new.lower())
        return replace(mention, actor=actor, name=mention.name.replace(old, new), country=new, span=span)

    def _make(self, token: int, entry: Entry, how: str, **changes: object) -> Mention:
        made = Mention(
            sentence=self.tree.index, head=token, span=self._span(token), actor=entry.id, name=entry.name,
            kind="country" if entry.kind in _NATIONAL[:3] else entry.kind, country=entry.country,
            sector=entry.sector, secondary=entry.secondary, role=entry.role, wikidata=entry.wikidata, how=how,
        )  # fmt: skip
        return replace(made, **changes)  # type: ignore[arg-type]

    def _span(self, token: int) -> Span:
        """The phrase from its first adjective or title to its name; articles and what follows are left out."""
        tree = self.tree
        hit = self.hits.get(token)
        last = hit.last if hit else self._names.get(token, (token, token))[1]
        first = min(hit.first if hit else token, self._names.get(token, (token, token))[0])
        stack = [token]
        while stack:
            current = stack.pop()
            for kid in tree.children[current]:
                if kid < current and tree.deps[kid] in (
                    "amod",
                    "compound",
                    "nmod",
                    "poss",
                    "nummod",
                    "case",
                    "punct",
                    "advmod",
                    "quantmod",
                    "npadvmod",
                ):
                    first = min(first, kid)
                    stack.append(kid)
        while first < token and tree.tags[first] in ("PRP$", "DT", ",", "``", "''", ":", "-LRB-", "HYPH"):
            first += 1
        last = max(last, token)
        for kid in tree.kids(token, "appos"):
            if kid in self._names and kid - last <= 5:
                last = self._names[kid][1]  # `the Omani minister, Said Harthy`: the name is part of the phrase
        return tree.chars(first, last)

    def _known_person(self, token: int, hit: Hit) -> Mention:
        role = self._title(token, hit.first)
        entry, gone = in_office(hit.entries, self.day, role)
        if self._former(token) or (gone and role is None):
            return self._make(token, replace(entry, sector="ELI", secondary=(), role=None), "name")
        if role is not None and entry.sector == "ELI":
            entry = replace(entry, sector=role.sector, secondary=role.secondary)
        return self._make(token, entry, "name")

    def _person(self, token: int) -> Mention:
        """A person who is not in the tables: country and sector from title, apposition and adjectives."""
        tree = self.tree
        first, last = self._names[token]
        name = " ".join(tree.words[first : last + 1]).replace(" - ", "-")
        role = self._title(token, first)
        country, owner = self.country(token)
        described = None
        if role is None:
            described = next((k for k in tree.kids(token, "appos") if self.role(k)), None)
            if described is None and tree.deps[token] == "appos" and self.role(tree.heads[token]):
                described = tree.heads[token]
            if described is None:
                described = self._said_to_be(token)
            if described is not None:
                role = self.role(described)
                country, owner = self.country(described) if country is None else (country, owner)
        sector, secondary = self._side(described if described is not None else token, role) if role else (None, ())
        if owner is not None and (
            sector is None or owner.country is None or (sector == "GOV" and owner.sector != "GOV")
        ):
            country, sector, secondary = owner.country, owner.sector, owner.secondary
        former = self._former(token) or (described is not None and self._former(described))
        if former and sector:
            sector, secondary = "ELI", ()
        entry = Entry(f"name:{slug(name)}", name, "person", country, sector, secondary, role.phrase if role else None)
        return self._make(token, entry, "person", weak=country is None and sector is None)

    def _side(self, token: int, role: Role) -> tuple[str | None, tuple[str, ...]]:
        """The sector of a role; a spokesman, leader or member is on the side of those whom he stands for."""
        if role.phrase not in self.tables.generic:
            return role.sector, role.secondary
        tree = self.tree
        whose = tree.kids(token, "compound", "amod", "poss")
        whose += [
            t for k in tree.kids(token, "prep") if tree.lower[k] in ("of", "for", "from") for t in tree.kids(k, "pobj")
        ]
        for other in whose:
            found = self.role(other) if other not in self.hits else None
            if found is not None and found.phrase not in self.tables.generic:
                return found.sector, found.secondary
        return role.sector, role.secondary

    def _said_to_be(self, token: int) -> int | None:
        """`Mr Doe, who is the envoy to Chad`, `Doe is a senator`: the noun that says what a person is."""
        tree = self.tree
        verbs = [k for k in tree.kids(token, "relcl") if tree.lemmas[k] == "be"]
        if tree.deps[token] == "nsubj" and tree.lemmas[tree.heads[token]] == "be":
            verbs.append(tree.heads[token])
        nouns = (n for verb in verbs for n in tree.kids(verb, "attr"))
        return next((n for n in nouns if self.role(n)), None)

    def _named(self, token: int, hit: Hit) -> Mention | None:
        """A country, nationality, organization or group by name; a head noun that follows has its own phrase."""
        tree = self.tree
        entry = hit.entry
        if entry.kind in ("region", "region-demonym") and entry.country is None:
            return None  # the table lists names that hide a country's: South China Sea, US$
        plural = tree.tags[token] in ("NNS", "NNPS") and entry.kind in ("demonym", "region-demonym")
        if plural or (
            entry.kind == "demonym"
            and tree.deps[token] not in ("amod", "compound", "nmod", "poss")
            and tree.tags[token] == "NN"
        ):
            return self._make(token, replace(entry, kind="group", sector="CVL", secondary=()), "nationality",
                              actor=f"{entry.id}:people", plural=True)  # fmt: skip
        if entry.kind in ("capital", "region") and self._locative(token):
            return self._make(token, replace(entry, sector=None), "place", weak=True, kind="place")
        if entry.kind == "country" and self._locative(token):
            return self._make(token, entry, "place", weak=True)
        return self._make(token, entry, "name", plural=entry.kind in ("organization", "group"))

    def _locative(self, token: int) -> bool:
        tree = self.tree
        while tree.deps[token] == "conj":
            token = tree.heads[token]
        return tree.deps[token] == "pobj" and tree.lower[tree.heads[token]] in grammar().locative

    def _role_mention(self, token: int, role: Role) -> Mention:
        tree = self.tree
        for kid in tree.kids(token, "appos"):
            if role.kind == "person" and (
                kid in self._names or (kid in self.hits and self.hits[kid].entry.kind == "person")
            ):
                named = self._known_person(kid, self.hits[kid]) if kid in self.hits else self._person(kid)
                return replace(named, head=token, span=self._span(token), role=role.phrase)
        country, owner = self.country(token)
        sector, secondary = self._side(token, role)
        if owner is not None:
            if owner.country is None or (sector in ("GOV", "CVL") and owner.sector not in ("GOV", None)):
                sector, secondary = owner.sector or sector, owner.secondary
            country = owner.country if owner.country is None else country or owner.country
        if role.kind == "person" and self._former(token):
            sector, secondary = "ELI", ()
        if sector in ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"):
            country = None
        name = " ".join(filter(None, (owner.name if owner else country, role.phrase)))
        identity = f"name:{slug(name)}"
        region = self._region(token)
        if region is not None and owner is None:
            identity = f"name:{slug(f'{region.name} {role.phrase}')}"
        elif sector == "GOV" and role.kind != "person" and country and not secondary:
            identity = country
        entry = Entry(identity, name, role.kind, country, sector, secondary, role.phrase)
        plural = tree.tags[token] in ("NNS", "NNPS") or role.kind != "person"
        return self._make(token, entry, "role", plural=plural)

    def _organization(self, token: int) -> Mention | None:
        """A named body that is not in the tables."""
        tree = self.tree
        label = tree.entities[token][2:]
        if label not in ("ORG", "NORP", "GPE", "LOC", "FAC") or tree.tags[token] not in ("NNP", "NNPS"):
            return None
        first = last = token
        while first > 0 and tree.entities[first][:1] == "I":
            first -= 1
        while last + 1 < len(tree) and tree.entities[last + 1][:1] == "I":
            last += 1
        country, owner = self.country(token)
        name = " ".join(tree.words[first : last + 1])
        kind = "organization" if label in ("ORG", "NORP") else "place"
        entry = Entry(f"name:{slug(name)}", name, kind, country, None if owner is None else owner.sector)
        return self._make(token, entry, kind, weak=country is None)

    # Parts of a phrase

    def role(self, token: int) -> Role | None:
        """The longest role noun that ends, or with `of` begins, at a token."""
        tree, tables = self.tree, self.tables
        word = tree.lemmas[token] if tree.tags[token] not in ("NNP", "NNPS") else tree.lower[token]
        if word not in tables.role_heads and word.endswith("s") and word[:-1] in tables.role_heads:
            word = word[:-1]
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

    def _title(self, token: int, first: int) -> Role | None:
        """The role noun right before a name: `Foreign Minister Ana Silva`."""
        tree = self.tree
        for before in range(first - 1, max(-1, first - 5), -1):
            if tree.tags[before] == "POS" or tree.deps[before] not in (
                *_LEFT,
                "punct",
                "nsubj",
                "pobj",
                "dobj",
            ):
                break
            if tree.tags[before].startswith("NN") and before not in self.hits:
                role = self.role(before)
                if role is not None:
                    return role
        return None

    def _former(self, token: int) -> bool:
        """Whether the holder of a title is said to have left it (R13); not before a country's name."""
        tree = self.tree
        return any(
            tree.lower[kid] in grammar().former or tree.lower[kid].startswith("ex-")
            for kid in tree.children[token]
            if kid < token and tree.deps[kid] in ("amod", "compound", "nmod", "advmod", "punct", "dep")
        )

    def country(self, token: int) -> tuple[str | None, Entry | None]:
        """The country that a phrase names for itself, and the body it belongs to (`UN envoy`, `Hamas leader`)."""
        owner: Entry | None = None
        for kid in self._describers(token):
            hit = self._hit_within(kid)
            if hit is None:
                continue
            entry = in_office(hit.entries, self.day)[0]
            if entry.kind in (*_NATIONAL, "metonym", "person"):
                return entry.country, owner
            owner = owner or entry
        return (owner.country, owner) if owner else (None, None)

    def _region(self, token: int) -> Entry | None:
        """The part of a country that a phrase names for itself: `the Gujarat government` is not the Indian one."""
        hits = (self._hit_within(kid) for kid in self._describers(token))
        return next((h.entry for h in hits if h is not None and h.entry.kind in ("region", "region-demonym")), None)

    def _describers(self, token: int) -> Iterator[int]:
        """Children that may name the country of a phrase, the closest relation first."""
        tree = self.tree
        yield from tree.kids(token, "amod", "compound", "nmod", "npadvmod", "nummod")
        yield from tree.kids(token, "poss")
        for preposition in tree.kids(token, "prep"):
            if tree.lower[preposition] in _COUNTRY_PREPOSITIONS:
                yield from tree.kids(preposition, "pobj")
        yield from (k for k in tree.kids(token, "appos") if k not in self._names)

    def _hit_within(self, token: int) -> Hit | None:
        """A known name at a token or in its own describers."""
        if token in self.hits:
            return self.hits[token]
        for kid in self._describers(token):
            if kid in self.hits:
                return self.hits[kid]
            for deeper in self._describers(kid):
                if deeper in self.hits:
                    return self.hits[deeper]
        return None


_RANK = (
    "president",
    "prime minister",
    "king",
    "queen",
    "supreme leader",
    "chancellor",
    "secretary",
    "minister",
)


def in_office(entries: Sequence[Entry], day: str | None, title: Role | None = None) -> tuple[Entry, bool]:
    """The reading that fits a day and a title, and whether the person had left every office by then.

    Without a day the office that the title names is taken, else the highest and latest: nothing says that it is over.
    """
    people = [e for e in entries if e.kind == "person"]
    if not people:
        return entries[0], False
    if day is not None:
        held = [e for e in people if (e.start or "")[: len(day)] <= day and (not e.end or day[: len(e.end)] <= e.end)]
        if held:
            return max(held, key=lambda e: _office_rank(e, title)), False
        past = [e for e in people if e.end and e.end < day]
        return (max(past, key=lambda e: e.end or ""), True) if past else (people[0], False)
    return max(people, key=lambda e: _office_rank(e, title)), False


def _office_rank(entry: Entry, title: Role | None) -> tuple[bool, bool, int, str]:
    role = (entry.role or "").lower().replace("-", " ")
    named = title is not None and title.phrase.replace("-", " ") in role
    height = next((len(_RANK) - n for n, word in enumerate(_RANK) if role.startswith(word)), 0)
    return named, entry.sector == "GOV", height, entry.start or ""
