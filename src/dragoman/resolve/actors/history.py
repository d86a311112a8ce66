"""What an article has named so far: the memory in which the passes look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.lexicon.naming import Naming
from dragoman.model.mention import Mention
from dragoman.parse.tree import Tree

SUBJECTS = ("nsubj", "nsubjpass", "agent")
_SCENE = 2
"""Sentences for which a scene lasts."""
_REMEMBERED = 48


@dataclass(frozen=True, slots=True)
class Seen:
    """A phrase that something later may point back to; `mentions` is empty for a thing that is no actor.

    Several mentions stand joined by `and`. `plural` says that `they` may mean it, `many` that `it` may not.
    """

    sentence: int
    head: int
    dep: str
    mentions: tuple[Mention, ...]
    plural: bool = False
    many: bool = False

    @property
    def subject(self) -> bool:
        """Whether the phrase was the subject of its verb, or the agent of a passive."""
        return self.dep in SUBJECTS


class History:
    """The mentions of an article in text order, surnames, genders, and where it plays.

    `strangers` are the (sentence, head) of people who only share a surname with somebody known.
    """

    def __init__(self, naming: Naming, focus: str | None, theatre: str | None = None) -> None:
        self.naming = naming
        self.focus = focus
        self.theatre = theatre
        self.strangers: set[tuple[int, int]] = set()
        self._scene: tuple[int, str] | None = None
        self._seen: list[Seen] = []
        self._bodies: list[tuple[Seen, Mention]] = []
        self._pairs: list[Seen] = []
        self._surnames: dict[str, dict[str, Mention]] = {}
        self._genders: dict[str, str] = {}

    def enter(self, sentence: int, scene: str | None) -> None:
        """Begin a sentence that plays in a country, where it says so."""
        if scene is not None:
            self._scene = (sentence, scene)

    def near_scene(self, sentence: int) -> str | None:
        """The country where one of the last sentences played."""
        return self._scene[1] if self._scene and sentence - self._scene[0] <= _SCENE else None

    def add(self, mentions: tuple[Mention, ...], tree: Tree) -> None:
        """Remember a phrase with its grammatical role; it may stand for several actors."""
        mention = mentions[0]
        several = len(mentions) > 1
        seen = Seen(tree.index, mention.head, tree.deps[mention.head], mentions, mention.plural or several,
                    tree.tags[mention.head] == "NNS")  # fmt: skip
        self._seen.append(seen)
        if several:
            self._pairs.append(seen)
            return
        if mention.kind == "person":
            self._know(mention, tree)
        else:
            self._bodies.append((seen, mention))
        self._join(mention, tree)

    def add_thing(self, token: int, tree: Tree) -> None:
        """Remember something that is no actor, which `it` or `they` may mean."""
        plural = tree.tags[token] in ("NNS", "NNPS")
        self._seen.append(Seen(tree.index, token, tree.deps[token], (), plural))

    def _join(self, mention: Mention, tree: Tree) -> None:
        """`France and Italy`: remember both as one."""
        if tree.deps[mention.head] != "conj":
            return
        chain = [mention.head]
        while tree.deps[chain[0]] == "conj":
            chain.insert(0, tree.heads[chain[0]])
        at = {seen.head: seen for seen in self._seen[-12:] if seen.sentence == tree.index and len(seen.mentions) == 1}
        joined = tuple(at[token].mentions[0] for token in chain if token in at)
        if len(joined) > 1:
            seen = Seen(tree.index, chain[0], tree.deps[chain[0]], joined, True)
            self._seen.append(seen)
            if len(joined) == 2:
                self._pairs.append(seen)

    def _know(self, mention: Mention, tree: Tree) -> None:
        """Keep the surname and what tells the gender of a person."""
        words = mention.name.split()
        if len(words) > 1 and not mention.plural and mention.form != "pronoun" and not mention.described:
            parts = {words[-1], words[0]} if mention.country in self.naming.surname_first else {words[-1]}
            if len(words) > 2 and words[-2][:1].isupper() and len(words[-2]) > 2:
                parts.add(" ".join(words[-2:]))
            for part in parts:
                self._surnames.setdefault(part, {})[mention.actor] = mention
        start, end = mention.span
        before = mention.head > 0 and tree.lower[mention.head - 1]
        spoken = [w for t, w in enumerate(tree.lower) if start <= tree.starts[t] < end]
        role = (mention.role or "").split()
        gender = self.naming.gender([*([before] if before else []), *spoken, *words[:1], *role[-1:]])
        if gender is not None:
            self._genders.setdefault(mention.actor, gender)

    def gender(self, mention: Mention) -> str | None:
        """`she` or `he` where the article or a given name tells."""
        return self._genders.get(mention.actor)

    def settle(self, mention: Mention, gender: str) -> None:
        """A pronoun has told the gender of a person."""
        self._genders.setdefault(mention.actor, gender)

    def called(self, surname: str) -> list[Mention]:
        """The persons of the article with a surname."""
        return list(self._surnames.get(surname, {}).values())

    def back(self, sentences: int = 200) -> Iterator[Seen]:
        """What was named, latest first."""
        last = self._seen[-1].sentence if self._seen else 0
        for seen in reversed(self._seen[-_REMEMBERED:]):
            if last - seen.sentence > sentences:
                return
            yield seen

    def pairs(self) -> Iterator[Seen]:
        """Two actors joined by `and`, latest first."""
        return reversed(self._pairs)

    def bodies(self) -> Iterator[tuple[Seen, Mention]]:
        """Countries, organizations and groups of the whole article, latest first."""
        return reversed(self._bodies)

    def singles(self, sentences: int = 200) -> Iterator[tuple[Seen, Mention]]:
        """Single mentions, latest first."""
        for seen in self.back(sentences):
            if len(seen.mentions) == 1:
                yield seen, seen.mentions[0]
