"""One sentence with all that a pass may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.lexicon import Lexicon
from dragoman.lexicon.actors import ActorTables, Entry
from dragoman.lexicon.grammar import Grammar
from dragoman.lexicon.traits import SectorTraits
from dragoman.model.mention import Form, Mention, Step
from dragoman.parse.tree import Tree
from dragoman.resolve.actors.history import History
from dragoman.resolve.actors.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence, what was read in it so far, and the article before it."""

    tree: Tree
    lexicon: Lexicon
    phrases: Phrases
    history: History
    day: str | None
    local: str | None
    scene: str | None
    here: Mapping[int, tuple[Mention, ...]]

    @property
    def tables(self) -> ActorTables:
        """Names and role nouns."""
        return self.lexicon.actors

    @property
    def sectors(self) -> SectorTraits:
        """Sectors by what is true of them."""
        return self.lexicon.codes.sector_traits

    @property
    def grammar(self) -> Grammar:
        """Small word classes."""
        return self.lexicon.grammar

    def definite(self, token: int) -> bool:
        """Whether a phrase points to something known: `the envoy`, `this group`, `the Council`."""
        tree = self.tree
        marks = [tree.lower[k] for k in tree.kids(token, "det")]
        return any(mark in ("the", "this", "that", "these", "those") for mark in marks) or (
            not marks and tree.tags[token] in ("NNP", "NNPS") and tree.words[token][:1].isupper()
        )

    def bare(self, token: int) -> bool:
        """Whether nothing but an article stands before a noun."""
        return not self.tree.kids(token, "amod", "compound", "nmod", "poss", "nummod")


def same(mention: Mention, known: Mention, step: Step | None = None) -> Mention:
    """A mention read as an actor that the article has named before; what is new about an unknown one stays."""
    mention = replace(mention, form=_form(mention), origin=known.origin, step=step or mention.step)
    if known.weak and (mention.country or mention.sector):
        return replace(mention, actor=known.actor, name=known.name, role=mention.role or known.role)
    return replace(
        mention, actor=known.actor, name=known.name, kind=known.kind, country=known.country, sector=known.sector,
        secondary=known.secondary, role=mention.role or known.role, wikidata=known.wikidata, weak=known.weak,
    )  # fmt: skip


def listed(mention: Mention, entry: Entry, step: Step) -> Mention:
    """A mention read as a person of the tables."""
    return replace(
        mention, actor=entry.id, name=entry.name, kind=entry.kind, country=entry.country, sector=entry.sector,
        secondary=entry.secondary, role=entry.role, wikidata=entry.wikidata, form=_form(mention),
        origin="tables", step=step, weak=False,
    )  # fmt: skip


def domestic(mention: Mention, country: str, step: Step) -> Mention:
    """A role without a country, given one; a person keeps the reason why he is known."""
    if mention.person_by_name:
        return replace(mention, country=country)
    government = mention.sector == "GOV" and mention.kind != "person" and not mention.secondary
    actor = country if government else f"{mention.actor}:{country.lower()}"
    return replace(mention, country=country, step=step, actor=actor)


def _form(mention: Mention) -> Form:
    """What words are that mean somebody the article has named: no mere place."""
    return "name" if mention.form == "place" else mention.form
