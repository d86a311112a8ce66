"""Noun phrases as actors: names, titles and nationalities joined (codebook R8 to R18)."""

from __future__ import annotations

from dataclasses import replace

from dragoman.lexicon.actors import Entry, Role, slug
from dragoman.lexicon.traits import SectorTraits
from dragoman.model.mention import Form, Mention, Origin
from dragoman.model.text import Span
from dragoman.resolve.actors.hits import Hit
from dragoman.resolve.actors.names import renamed
from dragoman.resolve.actors.offices import in_office, of_the_time, out_of_office, told_apart
from dragoman.resolve.actors.parts import Parts

_WHOLE = ("country", "demonym", "capital")
_AWAY = ("from", "off", "over")
_READABLE = ("NN", "JJ", "CD", "VBN", "VBD", "FW")


class Phrases(Parts):
    """Reads the noun phrases of one sentence as actors, without looking at other sentences."""

    def scenes(self, talk: bool = True) -> list[str]:
        """The countries where the sentence plays: those of its places after `in` or `at`.

        Where people only talk is none of them unless `talk` counts too.
        """
        return [
            hit.entry.country
            for t, hit in sorted(self.names.hits.items())
            if hit.entry.country
            and hit.national
            and self.locative(t)
            and self.tree.lower[self.tree.heads[t]] not in _AWAY
            and (talk or not self.aside(t))
        ]

    def countries(self) -> list[str]:
        """The country of each name in the sentence, less those where people only talk."""
        hits = self.names.hits
        told = ((h.entry, t) for t, h in hits.items() if h.entry.country and h.entry.sector != "JRN")
        return [str(entry.country) for entry, t in told if not self.aside(t)]

    def aside(self, token: int) -> bool:
        """Whether a place only says where people meet or speak: `met reporters in Geneva`."""
        tree = self.tree
        if not self.hit(token) or not self.names.hits[token].national or not self.locative(token):
            return False
        at = next((t for t in tree.ancestors(token) if tree.is_verb(t) or tree.is_noun(t)), None)
        return at is not None and tree.lemmas[at] in self.grammar.talking

    def ambiguous(self, token: int) -> bool:
        """Whether a single name may stand for several persons of the tables."""
        hit = self.hit(token)
        return hit is not None and hit.first == hit.last and len({e.id for e in hit.entries if e.kind == "person"}) > 1

    def mention(self, token: int) -> Mention | None:
        """The actor that the phrase headed by a token names, or None."""
        tree, names = self.tree, self.names
        if token in names.inside:
            return None
        hit = self.hit(token)
        if hit is None and (not tree.tags[token].startswith(_READABLE) or self._before_name(token)):
            return None
        if hit is not None and hit.entry.kind == "person":
            return self._known_person(token, hit)
        if token in names.persons and (hit is None or hit.entry.kind not in ("organization", "group")):
            return self._person(token)
        if hit is not None:
            return self._named(token, hit)
        if not tree.is_noun(token):
            return None
        role = self.role(token)
        return self._role_mention(token, role) if role is not None else self._organization(token)

    def _before_name(self, token: int) -> bool:
        """Whether a word is the title in a person's phrase, which is read with the name: `Minister` Garrity."""
        head = self.tree.heads[token]
        if self.tree.deps[token] not in ("compound", "nmod") or head == token:
            return False
        hit = self.hit(head)
        return head in self.names.persons or (hit is not None and hit.entry.kind == "person")

    def shared(self, mention: Mention) -> tuple[Mention, ...]:
        """A role that several nations share, one mention each: `the Nepali and Bhutanese ministers`, `of A and B`."""
        tree = self.tree
        if mention.form != "role" or mention.step is not None or mention.country is None:
            return (mention,)
        found = [mention]
        kids = tree.kids(mention.head, "amod", "compound", "nmod", "poss")
        if tree.tags[mention.head] in ("NNS", "NNPS"):
            of = [k for k in tree.kids(mention.head, "prep") if tree.lower[k] in ("of", "from", "in")]
            kids = [*kids, *(t for k in of for t in tree.kids(k, "pobj"))]
        for kid in kids:
            for other in tree.conjuncts(kid)[1:]:
                hit = self.hit(other)
                whole = hit is not None and (hit.national or hit.entry.kind == "country")
                country = hit.entry.country if hit is not None and whole else None
                if hit is not None and country not in (None, mention.country):
                    found.append(_also(mention, mention.country, str(country), tree.chars(hit.first, hit.last)))
        return tuple(found)

    # One kind of phrase each

    def _make(self, token: int, entry: Entry, form: Form, origin: Origin, **changes: object) -> Mention:
        made = Mention(
            sentence=self.tree.index, head=token, span=self.span(token), actor=entry.id, name=entry.name,
            kind="country" if entry.kind in _WHOLE else entry.kind, country=entry.country,
            sector=entry.sector, secondary=entry.secondary, role=entry.role, wikidata=entry.wikidata, form=form,
            origin=origin,
        )  # fmt: skip
        return replace(made, **changes)  # type: ignore[arg-type]

    def _known_person(self, token: int, hit: Hit) -> Mention:
        title = self.title(token, hit.first)
        said = self.country(token)[0] if title is not None else None
        left = of_the_time(hit.entries, self.day)
        if not left:
            return self._someone_called(token, hit, (), title, said)
        if len({e.id for e in left if e.kind == "person"}) > 1:
            left = told_apart(left, self.day, title, said)
        if len({e.id for e in left}) > 1 and self.day is not None:
            return self._someone_called(token, hit, left, title, said)
        entry, gone = in_office(self.tables.naming.ranks, left, self.day, title)
        if said is not None and title is not None and entry.country not in (None, said):
            return self._someone_called(token, hit, (), title, said)
        if self.former(token):
            return self._make(token, renamed(entry, "ELI"), "name", "tables")
        if gone and title is None and self.day is not None:
            return self._make(token, renamed(entry, out_of_office(left, self.day)), "name", "tables")
        if title is not None and (entry.sector == "ELI" or (gone and (entry.start or "") > str(self.day))):
            entry = replace(entry, sector=title.sector, secondary=title.secondary)
        return self._make(token, entry, "name", "tables")

    def _someone_called(
        self, token: int, hit: Hit, people: tuple[Entry, ...], title: Role | None, country: str | None
    ) -> Mention:
        """A person whose listed namesakes are others, or cannot be told apart: only what they share is known."""
        name = " ".join(self.tree.words[hit.first : hit.last + 1])
        countries, sectors = {e.country for e in people}, {e.sector for e in people}
        shared = next(iter(countries)) if len(countries) == 1 else None
        sector = title.sector if title else next(iter(sectors)) if len(sectors) == 1 else None
        entry = Entry(f"name:{slug(name)}", name, "person", country or shared, sector,
                      title.secondary if title else (), title.phrase if title else None)  # fmt: skip
        return self._make(token, entry, "name", "text", weak=entry.country is None and sector is None)

    def _person(self, token: int) -> Mention:
        """A person who is not in the tables: country and sector from title, apposition and adjectives."""
        tree = self.tree
        first, last = self.names.persons[token]
        name = " ".join(tree.words[first : last + 1]).replace(" - ", "-")
        at = self.title_at(first)
        country, owner = self.country(token)
        if at is None:
            at = self._described(token)
        role = None if at is None else self.role(at)
        if at is not None and country is None and owner is None:
            country, owner = self.country(at)
        sector, secondary = self.side(at, role) if role is not None and at is not None else (None, ())
        if owner is not None and _sided(sector, owner):
            country, sector, secondary = owner.country, owner.sector, owner.secondary
        if sector and (self.former(token) or (at is not None and self.former(at))):
            sector, secondary = "ELI", ()
        entry = Entry(f"name:{slug(name)}", name, "person", country, sector, secondary, role.phrase if role else None)
        return self._make(token, entry, "name", "text", weak=country is None and sector is None)

    def _described(self, token: int) -> int | None:
        """The noun that says what a person is: in apposition, or after `is`."""
        tree = self.tree
        found = next((k for k in tree.kids(token, "appos") if self.role(k)), None)
        if found is None and tree.deps[token] == "appos" and self.role(tree.heads[token]):
            found = tree.heads[token]
        return self.said_to_be(token) if found is None else found

    def _named(self, token: int, hit: Hit) -> Mention | None:
        """A country, nationality, organization or group by name; a head noun that follows has its own phrase."""
        tree = self.tree
        entry = hit.entry
        if entry.kind in ("region", "region-demonym") and entry.country is None:
            return None  # the table lists names that hide a country's: South China Sea, US$
        if entry.kind == "organization" and entry.sector in self.sectors.state_body:
            entry = self._of_other(token, entry)
        plural = tree.tags[token] in ("NNS", "NNPS") and entry.kind in ("demonym", "region-demonym")
        alone = tree.deps[token] not in ("amod", "compound", "nmod", "poss")
        if plural or (entry.kind == "demonym" and alone and tree.tags[token] == "NN"):
            people = replace(entry, kind="group", sector="CVL", secondary=())
            return self._make(token, people, "nationality", "tables", actor=f"{entry.id}:people", plural=True)
        if entry.kind == "capital" and tree.words[token] in self.seats and not self.locative(token):
            return self._make(token, self.seats[tree.words[token]], "name", "tables", plural=True)
        if entry.kind in ("capital", "region", "town") and self.locative(token):
            return self._make(token, replace(entry, sector=None), "place", "tables", weak=True, kind="place")
        if entry.kind == "country" and self.locative(token):
            return self._make(token, entry, "place", "tables", weak=True)
        plural = entry.kind in ("organization", "group")
        return self._make(token, entry, "name", "tables", plural=plural, weak=entry.kind == "town")

    def _of_other(self, token: int, entry: Entry) -> Entry:
        """A body that another country has under the same name: `Chile's Defense Department`, `the Thai Senate`."""
        country, _ = self.country(token)
        if country in (None, entry.country):
            return entry
        return replace(entry, id=f"name:{slug(f'{country} {entry.name}')}", country=country, wikidata=None)

    def _role_mention(self, token: int, role: Role) -> Mention:
        tree = self.tree
        for kid in tree.kids(token, "appos") if role.kind == "person" else ():
            hit = self.hit(kid)
            if kid in self.names.persons or (hit is not None and hit.entry.kind == "person"):
                named = self._known_person(kid, hit) if hit is not None else self._person(kid)
                return replace(named, head=token, span=self.span(token), role=role.phrase)
        country, owner = self.country(token)
        sector, secondary = self.side(token, role)
        if country is None and owner is None:
            country = self._home(token, role)
        if owner is not None:
            if owner.country is None or _takes_side(sector, owner, self.sectors):
                sector, secondary = owner.sector or sector, owner.secondary
            country = owner.country if owner.country is None else country or owner.country
        if role.kind == "person" and self.former(token):
            sector, secondary = "ELI", ()
        region = self.region(token)
        if region is not None and not secondary and sector != "ELI":
            secondary = region.secondary  # breakaway authorities (R18)
        if sector in self.sectors.international:
            country = None
        name = " ".join(filter(None, (owner.name if owner else country, role.phrase)))
        entry = Entry(self._identity(token, name, role, country, sector, secondary, owner), name, role.kind, country,
                      sector, secondary, role.phrase)  # fmt: skip
        plural = tree.tags[token] in ("NNS", "NNPS") or role.kind != "person"
        return self._make(token, entry, "role", "text", plural=plural)

    def _home(self, token: int, role: Role) -> str | None:
        """The one country of a party that goes by a short name: `Republicans`, but not `Christian Democrats`."""
        tree = self.tree
        named = tree.words[token][:1].isupper() and token > 0
        others = any(tree.words[k][:1].isupper() for k in tree.kids(token, "amod", "compound", "nmod"))
        return self.tables.naming.home.get(role.phrase) if named and not others else None

    def _identity(
        self, token: int, name: str, role: Role, country: str | None, sector: str | None, secondary: tuple[str, ...],
        owner: Entry | None,
    ) -> str:  # fmt: skip
        region = self.region(token)
        if region is not None and owner is None:
            return f"name:{slug(f'{region.name} {role.phrase}')}"
        if sector == "GOV" and role.kind != "person" and country and not secondary:
            return country  # a government is its state
        return f"name:{slug(name)}"

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
        form: Form = "name" if kind == "organization" else "place"
        return self._make(token, entry, form, "text", weak=country is None)


def _takes_side(sector: str | None, owner: Entry, traits: SectorTraits) -> bool:
    """Whether people without a side of their own are on that of a body: `Boko Haram gunmen` are REB."""
    band = owner.sector in traits.armed_group & traits.political - traits.local
    return (band and sector in traits.fights_along) or (sector in traits.anywhere and owner.sector not in ("GOV", None))


def _also(mention: Mention, old: str, new: str, span: Span) -> Mention:
    actor = mention.actor.replace(old, new).replace(old.lower(), new.lower())
    return replace(mention, actor=actor, name=mention.name.replace(old, new), country=new, span=span)


def _sided(sector: str | None, owner: Entry) -> bool:
    """Whether a person takes the class of the body that he belongs to."""
    return sector is None or owner.country is None or (sector == "GOV" and owner.sector != "GOV")
