"""Which deeds are events: parties known, R4 and R6 of the codebook, and several tellings joined into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dragoman.extract.events.deed import Deed
from dragoman.lexicon.grammar import grammar
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.tree import Tree

_UNKNOWN_DOER = frozenset({"ASSAULT", "ACCUSE", "COERCE", "SANCTION", "REQUEST", "THREATEN", "RETREAT", "SUPPORT"})
"""Types that are coded also where nobody is named as the doer (R6)."""
_ONE_SIDED = frozenset({"PROTEST", "ASSAULT", "RETREAT", "CONCEDE", "REQUEST", "MOBILIZE"})
"""Types whose noun tells an event although it names only the doer: `a plea by Chad`, `the army's offensive`."""
_WORDS = frozenset({"ACCUSE", "REQUEST", "REJECT", "AGREE", "THREATEN"})
_WEAPONS = frozenset({"drone", "explosives", "firearms", "heavy-weapons", "suicide-attack", "unconventional"})
_SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "AGREE", "SUPPORT", "THREATEN", "CONSULT", "PROTEST"})
"""Types whose doer must be somebody, so that an unlisted noun may stand for one."""
_STATE_ACT = {
    ("COERCE", "arrest"): "COP",
    ("RETREAT", "release"): "GOV",
    ("SANCTION", "convict"): "JUD",
    ("SANCTION", "expel"): "GOV",
}


@dataclass(slots=True)
class Telling:
    """An event in the making: its best deed, and all sentences that tell it."""

    deed: Deed
    tree: Tree
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    headline: bool = False
    others: list[tuple[Tree, Deed]] = field(default_factory=list)

    @property
    def parties(self) -> tuple[Mention, ...]:
        """Actors and recipients together."""
        return (*self.actors, *self.recipients)

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """How much a telling says: parties named outright, then parties at all, then earlier."""
        named = sum(m.how not in ("pronoun", "inferred", "both") for m in self.parties)
        return (
            not self.headline,
            bool(self.actors) + bool(self.recipients or self.deed.reciprocal),
            named,
            -self.tree.index,
        )


def tellings_of(deed: Deed, tree: Tree, mentions: Mentions, headline: bool = False) -> list[Telling]:
    """A deed as events: usually one; a protest without a named doer is one of the people of each place (R7)."""
    if deed.type == "PROTEST":  # where a crowd stands is not whom it is against
        deed = replace(deed, recipients=tuple(m for m in deed.recipients if m.how != "place"))
    crowd = all(m.how == "somebody" and m.country is None for m in deed.actors)
    if deed.type == "PROTEST" and crowd and deed.modality != "negated":
        people = _people_there(deed, tree, mentions)
        deeds = [replace(deed, actors=(one,), carried=True) for one in people] or [deed]
    else:
        deeds = [_by_state(deed, tree, mentions)]
    found = (events_in(one, tree, headline) for one in deeds)
    return [telling for telling in found if telling is not None]


def _by_state(deed: Deed, tree: Tree, mentions: Mentions) -> Deed:
    """`was arrested in Niger`: what only a state does is done by the state of the place (R6)."""
    sector = _state_sector(deed)
    if deed.actors or sector is None:
        return deed
    for token in sorted(tree.subtree(deed.head)):
        for m in mentions.get(tree.index, token):
            if m.how == "place" and m.country and m.actor not in {r.actor for r in deed.recipients}:
                state = replace(m, actor=m.country, kind="country", sector=sector, how="state", weak=False)
                return replace(deed, actors=(state,))
    return deed


def _people_there(deed: Deed, tree: Tree, mentions: Mentions) -> list[Mention]:
    """The people of the places named with a deed, one for each country."""
    above = tree.heads[deed.head]
    top = above if tree.is_verb(above) and tree.deps[deed.head] in ("nsubj", "nsubjpass", "dobj") else deed.head
    near = sorted(tree.subtree(top)) if deed.carried else range(len(tree))
    found = _people_at(near, deed, tree, mentions)
    elsewhere = {} if found else _people_at(range(len(tree)), deed, tree, mentions)
    return list(found.values()) or (list(elsewhere.values()) if len(elsewhere) == 1 and deed.carried else [])


def _people_at(tokens: Iterable[int], deed: Deed, tree: Tree, mentions: Mentions) -> dict[str, Mention]:
    """The people of the countries that tokens name, by country."""
    crowd = deed.actors[0].span if deed.actors else None
    found: dict[str, Mention] = {}
    for token in tokens:
        for m in mentions.get(tree.index, token):
            if (m.how == "place" or m.kind == "country") and m.country:
                found.setdefault(
                    m.country,
                    replace(
                        m,
                        span=crowd or m.span,
                        actor=f"{m.country}:people",
                        kind="group",
                        sector="CVL",
                        secondary=("OPP",),
                        how="people",
                        weak=False,
                    ),
                )
    return found


def events_in(deed: Deed, tree: Tree, headline: bool = False) -> Telling | None:
    """A deed as an event, or None where nobody political does it or it lacks what its type needs."""
    actors, recipients = deed.actors, deed.recipients
    strong = [m for m in (*actors, *recipients) if not m.weak or m.how == "place"]
    if not strong:
        return None
    if not actors and (deed.type not in _UNKNOWN_DOER or not recipients):
        return None
    if deed.mode == "investigate" and not recipients and all(m.how == "inferred" or m.sector == "COP" for m in actors):
        return None  # a fire or a theft is looked into without anyone being accused
    if not deed.carried and not _stands_alone(deed):
        return None
    # `a rocket hit a market in Donetsk`: only the place is hurt
    hit = deed.carried and (deed.type == "COERCE" or (deed.type == "ASSAULT" and deed.mode in _WEAPONS))
    if all(m.weak or m.how == "place" for m in actors) and all(m.weak for m in recipients) and not hit:
        return None
    if actors and all(m.how == "somebody" for m in actors) and deed.type not in _SAID:
        if deed.type not in _UNKNOWN_DOER or not recipients or not _by_weapon(actors, tree):
            return None
        actors = ()  # `a bomb killed two soldiers`: the bomb is not the doer
    return Telling(deed, tree, actors, recipients, headline)


def _by_weapon(actors: tuple[Mention, ...], tree: Tree) -> bool:
    """Whether what does a deed is in somebody's hand: `a bomb killed`, not `toads invaded`."""
    return any(tree.lemmas[m.head] in grammar().weapons or tree.words[m.head][:1].isupper() for m in actors)


def _stands_alone(deed: Deed) -> bool:
    """Whether an event noun names its parties itself: `Russia's invasion of Ukraine`, `talks between A and B`."""
    if deed.reciprocal:
        return len({m.actor for m in deed.actors}) > 1
    named = any(not m.weak or m.how == "place" for m in deed.actors)
    return named and (bool(deed.recipients) or deed.type in _ONE_SIDED)


def join(tellings: list[Telling]) -> list[Telling]:
    """One event an occurrence: the same type and parties that do not contradict each other."""
    kept: list[Telling] = []
    for telling in tellings:
        places = [n for n, known in enumerate(kept) if _same(known, telling)]
        if not places:
            kept.append(telling)
            continue
        joined = telling
        for n in reversed(places[1:]):  # what ties two together that did not fit alone
            joined = _joined(kept.pop(n), joined)
        kept[places[0]] = _joined(kept[places[0]], joined)
    return kept


def _same(a: Telling, b: Telling) -> bool:
    """Whether two tellings may be of one occurrence; a headline tells loosely what the body tells exactly."""
    if not {a.deed.type, a.deed.base_type} & {b.deed.type, b.deed.base_type}:
        return False
    headline = a.headline and not b.headline
    if not headline and a.deed.type != b.deed.type and "future" not in (a.deed.modality, b.deed.modality):
        return False
    if not headline and _class(a.deed.modality) != _class(b.deed.modality):
        return False
    if not headline and a.tree.index != b.tree.index and _is_further(b):
        return False
    if not headline and _former(a) != _former(b) and a.deed.modality != b.deed.modality:
        return False
    if not headline and ((a.deed.mode != b.deed.mode and _apart(a, b)) or _counted_apart(a, b)):
        return False
    if not headline and a.deed.type in _WORDS and a.tree.index != b.tree.index:
        # What is said twice is one act only where it is said to the same.
        return bool(a.recipients) and _keys(a.recipients) == _keys(b.recipients) and _agree(a.actors, b.actors)
    if a.deed.reciprocal or b.deed.reciprocal:
        first, second = _keys(a.actors) | _keys(a.recipients), _keys(b.actors) | _keys(b.recipients)
        return len(first & second) >= (1 if headline else min(2, len(first), len(second)))
    if not a.actors or not b.actors:
        near = abs(a.tree.index - b.tree.index) <= 3
        return near and bool(_keys(a.recipients) & _keys(b.recipients))
    return _agree(a.actors, b.actors) and _agree(a.recipients, b.recipients)


def _apart(a: Telling, b: Telling) -> bool:
    """Whether different modes make two occurrences: a march is no hunger strike, a visit is not the talks."""
    if a.deed.type == "CONSULT":
        return "visit" in (a.deed.mode, b.deed.mode)
    if a.deed.type in _SAID and a.deed.type != "PROTEST":
        return a.tree.index != b.tree.index
    return a.deed.mode is not None and b.deed.mode is not None


def _counted_apart(a: Telling, b: Telling) -> bool:
    """Whether one names a number of occurrences and the other does not point back: `two summits`, `meetings in May`."""
    counted = [t for t in (a, b) if t.tree.tags[t.deed.head] == "NNS" and not t.deed.carried]
    numbers = [" ".join(t.tree.lower[k] for k in t.tree.kids(t.deed.head, "nummod")) for t in counted]
    points_back = any(t.tree.kids(t.deed.head, "det", "poss") for t in (a, b))
    return len(counted) == 2 and numbers[0] != numbers[1] and not points_back


def _class(modality: str) -> str:
    return "actual" if modality in ("actual", "historical") else modality


def _is_further(telling: Telling) -> bool:
    """Whether a deed is told as another one: `the court also jailed`."""
    tree = telling.tree
    return any(tree.lower[k] in grammar().further for k in tree.kids(telling.deed.head, "advmod"))


def _former(telling: Telling) -> bool:
    """Whether words of the report put a deed into former times: then it is not the news told again."""
    return telling.deed.modality == "historical" and telling.deed.cue is not None


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


def _joined(a: Telling, b: Telling) -> Telling:
    best, other = (b, a) if b.weight > a.weight else (a, b)
    best.headline = a.headline and b.headline
    best.others = [*best.others, (other.tree, other.deed), *other.others]
    if not best.recipients and other.recipients and not best.deed.reciprocal:
        best.recipients = tuple(m for m in other.recipients if m.actor not in {x.actor for x in best.actors})
    if not best.actors and other.actors:
        best.actors = other.actors
    return best


def state_act(telling: Telling) -> str | None:
    """The sector that does what only a state can do, where nobody is named (R6)."""
    return _state_sector(telling.deed)


def _state_sector(deed: Deed) -> str | None:
    if deed.state is not None:
        return deed.state
    return _STATE_ACT.get((deed.type, deed.mode or ""), "GOV" if deed.type == "COERCE" else None)
