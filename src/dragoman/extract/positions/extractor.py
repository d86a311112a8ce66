"""Positions of an article: stances that predicates name, and what speakers do by plain statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.events.topics import Politics
from dragoman.extract.positions.contents import Said, tokens_in
from dragoman.extract.positions.draft import Draft, stretch
from dragoman.extract.positions.holders import Holders
from dragoman.extract.positions.stances import Stances
from dragoman.extract.positions.terms import Stretch, TermFinder
from dragoman.extract.positions.weighed import Weighed, weigh
from dragoman.lexicon import Lexicon
from dragoman.model.mention import Mention, Mentions, Moment
from dragoman.model.record import Event, Party, Position, Statement
from dragoman.model.text import Span
from dragoman.parse.clauses import Clauses
from dragoman.parse.modality import ModalityReader
from dragoman.parse.nlp import Parse
from dragoman.parse.tree import Tree

_STOPS = frozenset({".", "!", "?", '"', "'", "”", "’", ":"})
_TOP = 5
"""Sentences from the top among which headlines stand: they tell what the body tells again."""
_CLOSED = frozenset({"demand", "offer", "predict", "concern", "threaten", "pledge", "refuse", "deny"})
"""Acts whose content is not asserted, so that no predicate in it takes a position by itself."""


class PositionExtractor:
    """Finds the positions of parsed articles with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._modality = ModalityReader(lexicon.events.cues)

    def extract(
        self, parse: Parse, mentions: Mentions, times: Sequence[Moment], events: Sequence[Event],
        statements: Sequence[Statement], weighed: Weighed | None = None,
    ) -> tuple[Position, ...]:  # fmt: skip
        """All positions of an article in text order of their contents.

        `weighed` is what a model makes of the article; without it the rules decide.
        """
        reading = _Reading(parse, mentions, statements, self._lexicon, self._modality)
        politics = Politics(self._lexicon.topics, self._lexicon.codes, parse, mentions)
        finder = TermFinder(parse.article, times, self._lexicon.positions)
        found: list[Position] = []
        drafts = reading.drafts()
        if weighed is not None:
            drafts = weigh(weighed, drafts, reading.holders, reading.around, self._lexicon.grammar)
        for draft in sorted(drafts, key=lambda d: (d.tree.index, d.first, d.last)):
            if politics.refuses(draft.tree, "PROTEST", draft.holders):
                continue
            bare, terms = finder.of(draft)
            for holder in bare.holders:
                found.append(
                    Position(
                        id=f"p{len(found) + 1}",
                        act=bare.act,
                        holder=_party(holder),
                        counterparts=_counterparts(bare, mentions, self._lexicon.codes.sector_traits.speaks_for_state),
                        content=bare.tree.chars(bare.first, bare.last),
                        condition=_span(bare.tree, terms.condition),
                        exchange=_span(bare.tree, terms.exchange),
                        deadline=terms.deadline,
                        statement=bare.statement.id if bare.statement else None,
                        event=_record(bare, holder, events, self._lexicon.positions.types[bare.act]),
                        sentence=bare.tree.span,
                    )
                )
        return tuple(found)


class _Reading:
    """The drafts of one article."""

    def __init__(
        self,
        parse: Parse,
        mentions: Mentions,
        statements: Sequence[Statement],
        lexicon: Lexicon,
        modality: ModalityReader,
    ) -> None:
        self._trees = [tree for tree in parse.trees if not _headline(tree, parse)]
        self.holders = Holders(parse.trees, mentions, lexicon)
        self._mentions = mentions
        self._words = lexicon.positions
        self._grammar = lexicon.grammar
        self._modality = modality
        self._in_statements: dict[int, list[tuple[set[int], Statement, tuple[Mention, ...]]]] = {}
        for statement in statements:
            speakers = self.holders.speakers(statement)
            for tree in {t.index: t for span in statement.content for t in self.holders.touched(span)}.values():
                inside = tokens_in(tree, statement.content)
                if inside:
                    self._in_statements.setdefault(tree.index, []).append((inside, statement, speakers))

    def around(self, tree: Tree, token: int) -> tuple[Statement | None, tuple[Mention, ...]]:
        """In which statement a token stands, and who speaks there."""
        within = ((s, who) for inside, s, who in self._in_statements.get(tree.index, ()) if token in inside)
        return next(within, (None, ()))

    def drafts(self) -> list[Draft]:
        """Drafts of all sentences, each act of a stretch once."""
        return [draft for tree in self._trees for draft in self._of(tree)]

    def _of(self, tree: Tree) -> list[Draft]:
        clauses = Clauses(tree, self._grammar)
        around = self._in_statements.get(tree.index, [])
        stances = Stances(tree, clauses, self.holders, self._words, self._modality)
        speakers = {t: who for inside, _, who in around for t in inside}
        owners = {t: statement for inside, statement, _ in around for t in inside}
        direct = [replace(d, statement=owners.get(d.head) or _by(d, around)) for d in stances.find(speakers)]
        said = Said(tree, clauses, self.holders, self._words, self._modality)
        direct = [
            d for d in direct if not any(k.act in _CLOSED and k.head < k.first <= d.head <= k.last for k in direct)
        ]
        found = list(direct)
        for inside, statement, who in around:
            for draft in self._plain(said, tree, inside, statement, who, direct):
                if not any(draft.act == known.act and draft.repeats(known) for known in found):
                    found.append(draft)
        found.extend(d for d in self._announced(tree, clauses, said, speakers) if not any(d.repeats(k) for k in found))
        return _once(found)

    def _plain(
        self, said: Said, tree: Tree, inside: set[int], statement: Statement, who: tuple[Mention, ...],
        direct: Sequence[Draft],
    ) -> Iterator[Draft]:  # fmt: skip
        """What is done by the clauses of a statement, else by its reporting word."""
        if not who:
            return
        telling = all(m.name.split()[-1] in self._words.words("tellers") for m in who)
        handled = {d.head for d in direct}
        if any(start <= tree.starts[h] < end for h in handled for start, end in statement.cue):
            return
        clauses = [d for d in said.drafts(inside, statement, who) if not _taken(d, direct)]
        clauses = [d for d in clauses if not telling or d.act == "demand"]
        yield from _merged(clauses)
        if (
            not clauses
            and statement.kind != "indirect"
            and statement.act not in ("assert", "concern")
            and not any(d.head in inside for d in direct)
        ):
            content = stretch(tree, inside)
            if content is not None:
                yield Draft(tree, statement.act, who, content[0], *content, statement=statement)

    def _announced(
        self, tree: Tree, clauses: Clauses, said: Said, speakers: dict[int, tuple[Mention, ...]]
    ) -> Iterator[Draft]:
        """What the report itself says that a party will do."""
        for head in said.heads(set(range(len(tree)))):
            subject = clauses.subject(head)
            if head in speakers or subject is None or clauses.passive(head):
                continue
            cues = self._modality.verb(clauses, head)
            holders = tuple(m for m in self.holders.of(tree, subject) if not m.weak)
            to = any(tree.lower[k] == "to" for k in tree.kids(head, "aux"))
            if cues.modal != "will" or to or not holders or tree.lemmas[head] in self._words.words("stative"):
                continue
            if any(tree.lower[k] == "would" for k in tree.kids(head, "aux")):
                continue
            kids = [
                k for k in tree.children[head] if k > head and tree.deps[k] not in ("conj", "cc", "punct", "parataxis")
            ]
            content = stretch(tree, {head, *(t for k in kids for t in tree.subtree(k) if t > head)}, head)
            if content is not None:
                harm = tree.lemmas[head] in self._words.words("harm")
                act = "refuse" if cues.negation is not None else "threaten" if harm else "pledge"
                yield Draft(tree, act, holders, head, *content)


def _headline(tree: Tree, parse: Parse) -> bool:
    alone = [t.index for t in parse.trees if t.paragraph == tree.paragraph] == [tree.index]
    return alone and tree.index < _TOP and len(parse.segments) > 1 and tree.words[-1] not in _STOPS


def _by(draft: Draft, around: Sequence[tuple[set[int], Statement, tuple[Mention, ...]]]) -> Statement | None:
    """The statement whose reporting word a predicate is."""
    at = draft.tree.starts[draft.head]
    return next((s for _, s, _ in around if any(start <= at < end for start, end in s.cue)), None)


def _taken(draft: Draft, direct: Sequence[Draft]) -> bool:
    """Whether the main predicate of a clause already took a position for the same holder."""
    tree = draft.tree
    near = {draft.head, *tree.kids(draft.head, "acomp", "dobj", "xcomp", "conj")}
    return any(d.head in near and (d.repeats(draft) or d.head == draft.head) for d in direct)


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Neighbouring clauses of one statement that do the same, as one."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and kept[-1].act == draft.act and 0 < draft.first - kept[-1].last <= 3:
            kept[-1] = replace(kept[-1], last=draft.last)
        else:
            kept.append(draft)
    return kept


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without those that say the same act of the same words again; the longer is kept."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (not d.direct, -len(d.tokens))):
        if not any(draft.act == known.act and draft.repeats(known) for known in kept):
            kept.append(draft)
    return kept


def _party(mention: Mention) -> Party:
    return Party(mention.actor, mention.span, mention.country, mention.sector or "UNK", mention.secondary)


def _counterparts(draft: Draft, mentions: Mentions, state: frozenset[str]) -> tuple[Party, ...]:
    """Other parties named in the content; what speaks and acts for a `state` is no counterpart of it."""
    own = {m.actor for m in draft.holders}
    states = {m.country for m in draft.holders if m.country and m.sector in state}
    found: dict[str, Mention] = {}
    for token in draft.tokens:
        for m in mentions.get(draft.tree.index, token):
            ours = m.actor in own or (m.country in states and m.sector in state)
            if not ours and not m.weak and m.kind != "place" and m.form != "place":
                found.setdefault(m.actor, m)
    return tuple(_party(m) for m in found.values())


def _record(draft: Draft, holder: Mention, events: Sequence[Event], types: frozenset[str]) -> str | None:
    """The event that the sentence tells by the same act, best one with the same actor or trigger."""
    tree = draft.tree
    head = tree.starts[draft.head]
    best: tuple[int, str] | None = None
    for event in events:
        evidence = [e for e in event.evidence if e.sentence == tree.span]
        if not evidence or not {event.type, event.base_type} & types:
            continue
        on_trigger = any(e.trigger[0] <= head < e.trigger[1] for e in evidence)
        same = any(p.actor == holder.actor or (p.country and p.country == holder.country) for p in event.actors)
        rank = 2 * on_trigger + same
        if rank and (best is None or rank > best[0]):
            best = rank, event.id
    return None if best is None else best[1]


def _span(tree: Tree, part: Stretch | None) -> Span | None:
    return None if part is None else tree.chars(*part)
