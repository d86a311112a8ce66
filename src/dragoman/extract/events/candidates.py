"""Which event mentions are events: parties known, R4 and R6 of the codebook, and several joined into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dragoman.extract.events.event_mention import EventMention
from dragoman.lexicon.grammar import grammar
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.tree import Tree

_UNKNOWN_ACTOR = frozenset({"ASSAULT", "ACCUSE", "COERCE", "SANCTION", "REQUEST", "THREATEN", "RETREAT", "SUPPORT"})
"""Types that are coded also where nobody is named as the actor (R6)."""
_ONE_SIDED = frozenset({"PROTEST", "ASSAULT", "RETREAT", "CONCEDE", "REQUEST", "MOBILIZE"})
"""Types whose noun tells an event although it names only the actor: `a plea by Chad`, `the army's offensive`."""
_WORDS = frozenset({"ACCUSE", "REQUEST", "REJECT", "AGREE", "THREATEN"})
_WEAPONS = frozenset({"drone", "explosives", "firearms", "heavy-weapons", "suicide-attack", "unconventional"})
_SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "AGREE", "SUPPORT", "THREATEN", "CONSULT", "PROTEST"})
"""Types whose actor must be somebody, so that an unlisted noun may stand for one."""
_STATE_ACT = {
    ("COERCE", "arrest"): "COP",
    ("RETREAT", "release"): "GOV",
    ("SANCTION", "convict"): "JUD",
    ("SANCTION", "expel"): "GOV",
}


@dataclass(slots=True)
class Candidate:
    """An event in the making: its best mention, and all sentences that tell it."""

    event: EventMention
    tree: Tree
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    headline: bool = False
    others: list[tuple[Tree, EventMention]] = field(default_factory=list)

    @property
    def parties(self) -> tuple[Mention, ...]:
        """Actors and recipients together."""
        return (*self.actors, *self.recipients)

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """How much a candidate says: parties named outright, then parties at all, then earlier."""
        named = sum(m.form not in ("pronoun", "pair") and not m.inferred for m in self.parties)
        return (
            not self.headline,
            bool(self.actors) + bool(self.recipients or self.event.reciprocal),
            named,
            -self.tree.index,
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate that the model accepts, and how sure it is."""

    candidate: Candidate
    confidence: float
    central: float
    ruled: bool


def candidates_of(event: EventMention, tree: Tree, mentions: Mentions, headline: bool = False) -> list[Candidate]:
    """The candidates of a mention: usually one; a protest by nobody named is one of the people of each place (R7)."""
    if event.type == "PROTEST":  # where a crowd stands is not whom it is against
        event = replace(event, recipients=tuple(m for m in event.recipients if m.form != "place"))
    crowd = all(m.form == "noun" and m.country is None for m in event.actors)
    if event.type == "PROTEST" and crowd and event.modality != "negated":
        people = _people_there(event, tree, mentions)
        events = [replace(event, actors=(one,), carried=True) for one in people] or [event]
    else:
        events = [_by_state(event, tree, mentions)]
    found = (events_in(one, tree, headline) for one in events)
    return [candidate for candidate in found if candidate is not None]


def _by_state(event: EventMention, tree: Tree, mentions: Mentions) -> EventMention:
    """`was arrested in Niger`: what only a state does is done by the state of the place (R6)."""
    sector = _state_sector(event)
    if event.actors or sector is None:
        return event
    for token in sorted(tree.subtree(event.head)):
        for m in mentions.get(tree.index, token):
            if m.form == "place" and m.country and m.actor not in {r.actor for r in event.recipients}:
                state = replace(
                    m, actor=m.country, kind="country", sector=sector, form="name", origin="rule", weak=False
                )
                return replace(event, actors=(state,))
    return event


def _people_there(event: EventMention, tree: Tree, mentions: Mentions) -> list[Mention]:
    """The people of the places named with an event, one for each country."""
    above = tree.heads[event.head]
    top = above if tree.is_verb(above) and tree.deps[event.head] in ("nsubj", "nsubjpass", "dobj") else event.head
    near = sorted(tree.subtree(top)) if event.carried else range(len(tree))
    found = _people_at(near, event, tree, mentions)
    elsewhere = {} if found else _people_at(range(len(tree)), event, tree, mentions)
    return list(found.values()) or (list(elsewhere.values()) if len(elsewhere) == 1 and event.carried else [])


def _people_at(tokens: Iterable[int], event: EventMention, tree: Tree, mentions: Mentions) -> dict[str, Mention]:
    """The people of the countries that tokens name, by country."""
    crowd = event.actors[0].span if event.actors else None
    found: dict[str, Mention] = {}
    for token in tokens:
        for m in mentions.get(tree.index, token):
            if (m.form == "place" or m.kind == "country") and m.country:
                found.setdefault(
                    m.country,
                    replace(
                        m,
                        span=crowd or m.span,
                        actor=f"{m.country}:people",
                        kind="group",
                        sector="CVL",
                        secondary=("OPP",),
                        form="name",
                        origin="rule",
                        step=None,
                        weak=False,
                    ),
                )
    return found


def events_in(event: EventMention, tree: Tree, headline: bool = False) -> Candidate | None:
    """The candidate of a mention, or None where nobody political does it or it lacks what its type needs."""
    actors, recipients = event.actors, event.recipients
    strong = [m for m in (*actors, *recipients) if not m.weak or m.form == "place"]
    if not strong:
        return None
    if not actors and (event.type not in _UNKNOWN_ACTOR or not recipients):
        return None
    if event.mode == "investigate" and not recipients and all(m.inferred or m.sector == "COP" for m in actors):
        return None  # a fire or a theft is looked into without anyone being accused
    if not event.carried and not _stands_alone(event):
        return None
    # `a rocket hit a market in Donetsk`: only the place is hurt
    hit = event.carried and (event.type == "COERCE" or (event.type == "ASSAULT" and event.mode in _WEAPONS))
    if all(m.weak or m.form == "place" for m in actors) and all(m.weak for m in recipients) and not hit:
        return None
    if actors and all(m.form == "noun" for m in actors) and event.type not in _SAID:
        if event.type not in _UNKNOWN_ACTOR or not recipients or not _by_weapon(actors, tree):
            return None
        actors = ()  # `a bomb killed two soldiers`: the bomb is not the actor
    return Candidate(event, tree, actors, recipients, headline)


def _by_weapon(actors: tuple[Mention, ...], tree: Tree) -> bool:
    """Whether what does an event is in somebody's hand: `a bomb killed`, not `toads invaded`."""
    return any(tree.lemmas[m.head] in grammar().weapons or tree.words[m.head][:1].isupper() for m in actors)


def _stands_alone(event: EventMention) -> bool:
    """Whether an event noun names its parties itself: `Russia's invasion of Ukraine`, `talks between A and B`."""
    if event.reciprocal:
        return len({m.actor for m in event.actors}) > 1
    named = any(not m.weak or m.form == "place" for m in event.actors)
    return named and (bool(event.recipients) or event.type in _ONE_SIDED)


def join(candidates: list[Candidate]) -> list[Candidate]:
    """One event an occurrence: the same type and parties that do not contradict each other."""
    kept: list[Candidate] = []
    for candidate in candidates:
        places = [n for n, known in enumerate(kept) if _same(known, candidate)]
        if not places:
            kept.append(candidate)
            continue
        joined = candidate
        for n in reversed(places[1:]):  # what ties two together that did not fit alone
            joined = _joined(kept.pop(n), joined)
        kept[places[0]] = _joined(kept[places[0]], joined)
    return kept


def _same(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates may be of one occurrence; a headline tells loosely what the body tells exactly."""
    if not {a.event.type, a.event.base_type} & {b.event.type, b.event.base_type}:
        return False
    headline = a.headline and not b.headline
    if not headline and a.event.type != b.event.type and "future" not in (a.event.modality, b.event.modality):
        return False
    if not headline and _class(a.event.modality) != _class(b.event.modality):
        return False
    if not headline and a.tree.index != b.tree.index and _is_further(b):
        return False
    if not headline and _former(a) != _former(b) and a.event.modality != b.event.modality:
        return False
    if not headline and ((a.event.mode != b.event.mode and _apart(a, b)) or _counted_apart(a, b)):
        return False
    if not headline and a.event.type in _WORDS and a.tree.index != b.tree.index:
        # What is said twice is one act only where it is said to the same.
        return bool(a.recipients) and _keys(a.recipients) == _keys(b.recipients) and _agree(a.actors, b.actors)
    if a.event.reciprocal or b.event.reciprocal:
        first, second = _keys(a.actors) | _keys(a.recipients), _keys(b.actors) | _keys(b.recipients)
        return len(first & second) >= (1 if headline else min(2, len(first), len(second)))
    if not a.actors or not b.actors:
        near = abs(a.tree.index - b.tree.index) <= 3
        return near and bool(_keys(a.recipients) & _keys(b.recipients))
    return _agree(a.actors, b.actors) and _agree(a.recipients, b.recipients)


def _apart(a: Candidate, b: Candidate) -> bool:
    """Whether different modes make two occurrences: a march is no hunger strike, a visit is not the talks."""
    if a.event.type == "CONSULT":
        return "visit" in (a.event.mode, b.event.mode)
    if a.event.type in _SAID and a.event.type != "PROTEST":
        return a.tree.index != b.tree.index
    return a.event.mode is not None and b.event.mode is not None


def _counted_apart(a: Candidate, b: Candidate) -> bool:
    """Whether one names a number of occurrences and the other does not point back: `two summits`, `meetings in May`."""
    counted = [t for t in (a, b) if t.tree.tags[t.event.head] == "NNS" and not t.event.carried]
    numbers = [" ".join(t.tree.lower[k] for k in t.tree.kids(t.event.head, "nummod")) for t in counted]
    points_back = any(t.tree.kids(t.event.head, "det", "poss") for t in (a, b))
    return len(counted) == 2 and numbers[0] != numbers[1] and not points_back


def _class(modality: str) -> str:
    return "actual" if modality in ("actual", "historical") else modality


def _is_further(candidate: Candidate) -> bool:
    """Whether an event is told as another one: `the court also jailed`."""
    tree = candidate.tree
    return any(tree.lower[k] in grammar().further for k in tree.kids(candidate.event.head, "advmod"))


def _former(candidate: Candidate) -> bool:
    """Whether words of the report put an event into former times: then it is not the news told again."""
    return candidate.event.modality == "historical" and candidate.event.cue is not None


def _keys(mentions: tuple[Mention, ...]) -> set[str]:
    """Actors for comparison: a state and those who act for it count as one, and so do its unnamed people."""
    return {_key(m) for m in mentions}


def _key(mention: Mention) -> str:
    if mention.country and mention.sector in ("GOV", "MIL", None):
        return mention.country
    crowd = mention.sector == "CVL" and mention.plural
    return f"{mention.country}:people" if crowd and mention.country else mention.actor


def _agree(a: tuple[Mention, ...], b: tuple[Mention, ...]) -> bool:
    first, second = _keys(a), _keys(b)
    return not first or not second or bool(first & second)


def _joined(a: Candidate, b: Candidate) -> Candidate:
    best, other = (b, a) if b.weight > a.weight else (a, b)
    best.headline = a.headline and b.headline
    best.others = [*best.others, (other.tree, other.event), *other.others]
    if not best.recipients and other.recipients and not best.event.reciprocal:
        best.recipients = tuple(m for m in other.recipients if m.actor not in {x.actor for x in best.actors})
    if not best.actors and other.actors:
        best.actors = other.actors
    return best


def state_act(candidate: Candidate) -> str | None:
    """The sector that does what only a state can do, where nobody is named (R6)."""
    return _state_sector(candidate.event)


def _state_sector(event: EventMention) -> str | None:
    if event.state is not None:
        return event.state
    return _STATE_ACT.get((event.type, event.mode or ""), "GOV" if event.type == "COERCE" else None)
