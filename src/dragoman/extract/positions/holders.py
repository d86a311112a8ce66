"""Whose position it is: parties, named people and described experts, never things or the press."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dragoman.lexicon import Lexicon
from dragoman.lexicon.actors import slug
from dragoman.model.mention import Mention, Mentions
from dragoman.model.record import Statement
from dragoman.model.text import Span
from dragoman.parse.tree import Tree

_PEOPLE = ("PERSON", "ORG", "GPE", "NORP")


class Holders:
    """Finds holders in the trees of one article."""

    def __init__(self, trees: Sequence[Tree], mentions: Mentions, lexicon: Lexicon) -> None:
        self._grammar = lexicon.grammar
        self._officials = lexicon.codes.sector_traits.state_body
        self._pronouns = lexicon.positions.words("pronouns")
        self._possessives = lexicon.positions.words("possessives")
        self._trees = trees
        self._starts = [tree.span[0] for tree in trees]
        self._mentions = mentions
        self._people = lexicon.positions.words("people")
        self._media = lexicon.positions.words("media")
        self._press = lexicon.positions.words("no_holders")

    def of(self, tree: Tree, token: int) -> tuple[Mention, ...]:
        """Those who hold what a subject holds, one a conjunct."""
        found = [m for one in tree.conjuncts(token) for m in self._one(tree, one)]
        return tuple({m.actor: m for m in reversed(found)}.values())[::-1]

    def _one(self, tree: Tree, token: int) -> list[Mention]:
        if tree.lemmas[token] in self._grammar.partitives and not self._mentions.get(tree.index, token):
            of = next((k for k in tree.kids(token, "prep") if tree.lower[k] == "of"), None)
            return [m for one in tree.kids(of, "pobj") for m in self.of(tree, one)] if of is not None else []
        own = [
            m
            for m in self._mentions.get(tree.index, token)
            if tree.lemmas[token] not in self._media
            and m.kind != "place"
            and m.form != "place"
            and m.sector not in self._press
        ]
        if own:
            return own if any(not m.weak or self._somebody(tree, token, m) for m in own) else []
        if self._mentions.get(tree.index, token):
            return []
        titled = [m for k in tree.kids(token, "compound", "appos") for m in self._mentions.get(tree.index, k)]
        if tree.tags[token] in ("NNP", "NNPS") and any(_titled(m) for m in titled):
            return [m for m in titled if _titled(m)][:1]
        if not self._person(tree, token):
            return []
        first = min((t for t in tree.kids(token, "amod", "compound", "nmod", "nummod") if t < token), default=token)
        name = " ".join(tree.words[first : token + 1])
        span = tree.chars(first, token)
        return [
            Mention(
                tree.index, token, span, f"name:{slug(name)}", name, "group", None, None, form="noun", origin="text",
                weak=True, plural=tree.tags[token] in ("NNS", "NNPS"),
            )
        ]  # fmt: skip

    def _somebody(self, tree: Tree, token: int, mention: Mention) -> bool:
        return mention.kind in ("person", "group", "organization") or self._person(tree, token)

    def _person(self, tree: Tree, token: int) -> bool:
        if tree.tags[token] in ("NN", "NNS"):
            return tree.lemmas[token] in self._people
        return tree.tags[token] in ("NNP", "NNPS") and tree.entities[token][2:] in _PEOPLE

    def speakers(self, statement: Statement) -> tuple[Mention, ...]:
        """Who says a statement; empty for the report itself and for the press."""
        speaker = statement.speaker
        if speaker is None or speaker.span is None:
            return ()
        tree, tokens = self.tokens(speaker.span)
        if tree is None or not tokens:
            return ()
        own = [t for t in tokens if any(m.actor == speaker.actor for m in self._mentions.get(tree.index, t))]
        head = own[0] if own else next((t for t in tokens if tree.heads[t] not in tokens), tokens[-1])
        if not own and tree.lower[head] in ("who", "that", "which"):
            head = next((tree.heads[a] for a in tree.ancestors(head) if tree.deps[a] == "relcl"), head)
        found = self.of(tree, head)
        return tuple(replace(m, span=speaker.span) for m in found) if len(found) == 1 else found

    def tokens(self, span: Span) -> tuple[Tree | None, list[int]]:
        """The tree in which a span begins, and the tokens of it that lie in the span."""
        number = bisect_right(self._starts, span[0]) - 1
        if number < 0:
            return None, []
        tree = self._trees[number]
        return tree, [t for t in range(len(tree)) if span[0] <= tree.starts[t] and tree.ends[t] <= span[1]]

    def touched(self, span: Span) -> list[Tree]:
        """The trees that a span touches."""
        number = max(0, bisect_right(self._starts, span[0]) - 1)
        found = []
        while number < len(self._trees) and self._starts[number] < span[1]:
            found.append(self._trees[number])
            number += 1
        return found

    def own(self, tree: Tree, subject: int | None, speakers: Sequence[Mention], said: Statement | None = None) -> bool:
        """Whether a subject is the speaker's side: first person, the same actor, or the state it speaks for.

        A pronoun in reported speech is taken for the speaker where it fits; `it` in direct speech never is.
        """
        if subject is None:
            return False
        if said is not None and tree.lower[subject] in self._pronouns:
            if said.kind == "direct":
                return False
            person = tree.lower[subject] in self._grammar.person_pronouns
            plural = tree.lower[subject] == "they"
            return any((m.kind == "person") == person or (plural and m.plural) for m in speakers)
        owner = tree.kid(subject, "poss")
        if tree.lower[subject] in self._grammar.first_person:
            return True
        if owner is not None and said is not None and said.kind != "direct" and tree.lower[owner] in self._possessives:
            return True
        if owner is not None and (tree.lower[owner] in self._grammar.first_person or self.own(tree, owner, speakers)):
            return True
        actors = {m.actor for m in speakers}
        states = self._states(speakers)
        unnamed = all((m.person_by_name or m.inferred) for m in speakers) and not self._named(speakers)
        guessed = self.official(speakers) and unnamed
        return any(
            m.actor in actors
            or (m.country in states and m.sector in self._officials)
            or (guessed and m.kind == "country" and m.listed)
            for one in tree.conjuncts(subject)
            for m in self._mentions.get(tree.index, one)
        )

    def _named(self, speakers: Sequence[Mention]) -> bool:
        """Whether the words for a speaker name the state spoken for."""
        for speaker in speakers:
            tree, tokens = self.tokens(speaker.span)
            if tree is not None and any(
                m.kind == "country" and m.listed for t in tokens for m in self._mentions.get(tree.index, t)
            ):
                return True
        return False

    def _states(self, speakers: Sequence[Mention]) -> set[str | None]:
        """The states that speakers stand for, also those named in their title."""
        found: set[str | None] = {m.country for m in speakers if m.country and m.sector in self._officials}
        for speaker in speakers if found else ():
            tree, tokens = self.tokens(speaker.span)
            if tree is not None:
                found |= {m.country for t in tokens for m in self._mentions.get(tree.index, t) if m.country}
        return found

    def official(self, speakers: Sequence[Mention]) -> bool:
        """Whether somebody of the state speaks, who can promise what the state will do."""
        return any(m.sector in self._officials for m in speakers)

    def foreign(self, tree: Tree, subject: int | None, speakers: Sequence[Mention]) -> bool:
        """Whether a subject is an actor of another side than the speaker's."""
        if subject is None or self.own(tree, subject, speakers):
            return False
        countries = {m.country for m in speakers if m.country}
        return any(m.country not in countries and not m.weak for m in self._mentions.get(tree.index, subject))

    def someone(self, tree: Tree, subject: int | None) -> bool:
        """Whether a subject is anybody at all, known or not."""
        if subject is None:
            return False
        return bool(self._mentions.get(tree.index, subject)) or self._person(tree, subject)


def _titled(mention: Mention) -> bool:
    """Whether it is somebody's title or name beside a name that is nobody's yet."""
    return mention.described or mention.person_by_name or mention.step == "description"
