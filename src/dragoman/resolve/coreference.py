"""Pronouns, surnames and descriptions: to whom in the article they lead, in passes from sure to unsure.

Each pass is a function of the article so far; its name stands in `Mention.how`, so every link can say why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.lexicon.grammar import grammar
from dragoman.model.mention import Mention
from dragoman.parse.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_SCENE = 2
"""Sentences for which a scene lasts."""
_LOCAL = frozenset({"CVL", "COP", "LAB", "EDU", "MED", "REL", "AGR", "BUS", "UAF", "CRM"})
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO"})
_DOMESTIC = frozenset(
    {
        "GOV",
        "MIL",
        "COP",
        "JUD",
        "LEG",
        "SPY",
        "PTY",
        "CVL",
        "OPP",
        "REB",
        "UAF",
        "PRM",
        "LAB",
        "EDU",
        "MED",
        "BUS",
        "JRN",
        "AGR",
        "REL",
        "CRM",
        "SOC",
        "REF",
    }
)


class History:
    """What an article has named so far, in text order."""

    def __init__(self, focus: str | None, surname_first: frozenset[str]) -> None:
        self.focus = focus
        self._surname_first = surname_first
        self._scene: tuple[int, str] | None = None
        self._named: list[tuple[Mention, str]] = []
        self._surnames: dict[str, Mention] = {}

    def enter(self, sentence: int, scene: str | None) -> None:
        """Begin a sentence that plays in a country, where it says so."""
        if scene is not None:
            self._scene = (sentence, scene)

    def _near_scene(self, sentence: int) -> str | None:
        return self._scene[1] if self._scene and sentence - self._scene[0] <= _SCENE else None

    def add(self, mention: Mention, tree: Tree) -> None:
        """Remember a mention with its grammatical role."""
        self._named.append((mention, tree.deps[mention.head]))
        if mention.kind == "person" and not mention.weak and " " in mention.name:
            first, *_, last = mention.name.split()
            self._surnames[first if mention.country in self._surname_first else last] = mention
            self._surnames.setdefault(last, mention)

    # Passes

    def surname(self, mention: Mention) -> Mention | None:
        """`Mr Putin` after `Vladimir Putin`: a name whose last word a known person of this article has."""
        known = self._surnames.get(mention.name.split()[-1])
        if known is None or known.actor == mention.actor:
            return None
        return _as(mention, known, "surname")

    def later(self, mention: Mention) -> Mention:
        """A person whom the article describes only later on."""
        if mention.kind != "person" or not mention.weak:
            return mention
        known = self._surnames.get(mention.name.split()[-1])
        return mention if known is None else _as(mention, known, mention.how)

    def pronoun(self, tree: Tree, token: int) -> tuple[Mention, ...]:
        """The nearest mention that a pronoun may stand for: subjects of the sentence before come first."""
        word = tree.lower[token]
        fits: Callable[[Mention], bool]
        if word in grammar().person_pronouns:
            fits = _is_person
        elif word in grammar().thing_pronouns:
            fits = _is_thing
        elif word in grammar().plural_pronouns:
            fits = _is_many
        else:
            return ()
        found = self._nearest(tree.index, token, fits, _own_subject(tree, token))
        if found is None:
            return ()
        # Within one sentence the name is the better evidence for a reader than the pronoun.
        span = found.span if found.sentence == tree.index else tree.chars(token, token)
        return (replace(found, sentence=tree.index, head=token, span=span, how="pronoun"),)

    def _nearest(
        self, sentence: int, token: int, fits: Callable[[Mention], bool], barred: int | None
    ) -> Mention | None:
        best, best_rank = None, -99.0
        for order, (mention, dep) in enumerate(reversed(self._named[-24:])):
            distance = sentence - mention.sentence
            if distance > 4:
                break
            if not fits(mention) or (distance == 0 and (mention.head >= token or mention.head == barred)):
                continue
            rank = -2.0 * distance - 0.1 * order + (1.5 if dep in _SUBJECTS else 0.0) - (1.0 if mention.weak else 0.0)
            if rank > best_rank:
                best, best_rank = mention, rank
        return best

    def description(self, mention: Mention, local: str | None, scene: str | None) -> Mention:
        """`the ministry`, `police`: a role without a country takes that of the last one like it, or of the scene.

        Ordinary people belong to the place where the sentence plays (codebook R7); then come the only country of
        the sentence, the dateline's and the one that the article names most.
        """
        if mention.country is not None or mention.sector not in _DOMESTIC:
            return mention
        if scene is not None and mention.sector in _LOCAL:
            return _domestic(mention, scene)
        for earlier, _ in reversed(self._named[-40:]):
            if (
                earlier.role == mention.role
                and (earlier.country or earlier.sector in _BODIES)
                and earlier.head != mention.head
            ):
                if mention.kind == "person" and not mention.plural and mention.how == "role":
                    return _as(mention, earlier, "description")
                if earlier.country:
                    return _domestic(mention, earlier.country)
        for earlier, _ in reversed(self._named[-40:]):
            if earlier.sector == mention.sector and earlier.country and earlier.sector not in ("GOV", "CVL"):
                return _domestic(mention, earlier.country)
        if mention.sector in _LOCAL:
            country = scene or local or self._near_scene(mention.sentence) or self.focus
        else:
            country = local or self.focus
        return mention if country is None else _domestic(mention, country)

    def both(self, tree: Tree, token: int) -> tuple[Mention, ...]:
        """`the pair`, `the two men`, `both sides`: the last two of their kind."""
        lower = tree.lower
        if tree.deps[token] == "nummod":
            return ()
        numbered = any(lower[kid] in ("two", "both") for kid in tree.children[token])
        lemma = tree.lemmas[token]
        if not numbered and lemma not in ("pair", "duo"):
            return ()
        states = lemma in grammar().two_states
        if not states and lemma not in grammar().two_persons:
            return ()
        wanted = _is_state if states else _is_person
        chosen: dict[str, Mention] = {}
        for mention, _ in reversed(self._named[-30:]):
            key = mention.country if wanted is _is_state else mention.actor
            if wanted(mention) and key and key not in chosen:
                chosen[key] = mention
            if len(chosen) == 2:
                span = tree.chars(token, token)
                return tuple(
                    replace(m, sentence=tree.index, head=token, span=span, how="both")
                    for m in reversed(chosen.values())
                )
        return ()


def _own_subject(tree: Tree, token: int) -> int | None:
    """The subject of the verb whose object a pronoun is: `he accused him` names two people."""
    if tree.tags[token] == "PRP$" or tree.deps[token] in _SUBJECTS:
        return None
    verb = next((t for t in tree.ancestors(token) if tree.is_verb(t)), None)
    return None if verb is None else tree.kid(verb, "nsubj", "nsubjpass")


def _is_person(mention: Mention) -> bool:
    return mention.kind == "person" and not mention.plural


def _is_thing(mention: Mention) -> bool:
    return mention.kind in ("country", "organization", "group", "metonym", "region") and mention.how != "place"


def _is_many(mention: Mention) -> bool:
    return mention.plural


def _is_state(mention: Mention) -> bool:
    return mention.country is not None and mention.how != "place"


def _as(mention: Mention, known: Mention, how: str) -> Mention:
    """A mention read as an actor that the article has named before."""
    return replace(
        mention, actor=known.actor, name=known.name, kind=known.kind, country=known.country, sector=known.sector,
        secondary=known.secondary, role=mention.role or known.role, wikidata=known.wikidata, how=how, weak=known.weak,
    )  # fmt: skip


def _domestic(mention: Mention, country: str) -> Mention:
    if mention.how == "person":
        return replace(mention, country=country)
    return replace(mention, country=country, how="inferred", actor=f"{mention.actor}:{country.lower()}")
