"""Descriptions and short names led to whom they mean, in passes from sure to unsure.

Each pass is a function that answers or declines; its name stands in `Mention.step`, and `reasons` says it in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from dragoman.lexicon.traits import SectorTraits
from dragoman.model.mention import Mention, Step
from dragoman.resolve.actors.context import Context, domestic, listed, same
from dragoman.resolve.actors.incumbents import office, state_of
from dragoman.resolve.actors.inference import country_of
from dragoman.resolve.actors.offices import holder, holds


@dataclass(frozen=True, slots=True)
class Pass:
    """A way to lead a mention to an actor; a `last` one ends the search where it answers."""

    name: Step
    find: Callable[[Context, Mention], Mention | None]
    last: bool = True


def linked(context: Context, mention: Mention) -> Mention:
    """A mention after all passes that apply to it."""
    if not _open(context, mention):
        return mention
    for step in PASSES:
        found = step.find(context, mention)
        if found is not None:
            mention = found
            if step.last:
                break
    return mention


def _open(context: Context, mention: Mention) -> bool:
    """Whether a mention may still stand for somebody else."""
    if mention.kind == "person" and mention.listed:
        return context.phrases.ambiguous(mention.head)
    return (mention.form in ("name", "role") and mention.origin == "text") or mention.kind == "place"


def _is_role(mention: Mention) -> bool:
    """Whether a role is read as it stands, which no pass has led anywhere yet."""
    return mention.form == "role" and mention.step is None


# Names


def surname(context: Context, mention: Mention) -> Mention | None:
    """`Mr Putin` after `Vladimir Putin`: a name whose last word one known person of this article has."""
    if mention.form not in ("name", "place") or mention.kind == "country":
        return None
    if mention.form == "place" and mention.origin == "tables":
        return None
    known = [m for m in context.history.called(mention.name) if m.actor != mention.actor]
    if mention.country is not None and not mention.weak:
        known = [m for m in known if m.country in (None, mention.country)]
    bearers = _bearers(context, mention, known)
    known = [m for m in bearers if _may_be(context, mention, m)]
    if bearers and not known:
        context.history.strangers.add((mention.sentence, mention.head))
    return same(mention, known[0], "surname") if len({m.actor for m in known}) == 1 else None


def _may_be(context: Context, mention: Mention, known: Mention) -> bool:
    """Whether courtesy and title fit: `Mr Clinton` is not Mrs Clinton, nor `President Clinton` where she was none."""
    gender, told = _courtesy(context, mention), context.history.gender(known)
    if gender is not None and told is not None and gender != told:
        return False
    titles = context.tables.naming.titles.get(mention.role or "")
    offices = [e for e in context.tables.surnames.get(mention.name, ()) if e.id == known.actor]
    return (
        not titles
        or not offices
        or any(_office(e.role).split()[-1:] == t.split()[-1:] for e in offices for t in titles)
    )


def _courtesy(context: Context, mention: Mention) -> str | None:
    """`she` or `he` where the words before a name tell."""
    tree = context.tree
    start = next((t for t, s in enumerate(tree.starts) if s >= mention.span[0]), mention.head)
    return context.tables.naming.gender(tree.lower[max(0, start - 1) : mention.head])


def _bearers(context: Context, mention: Mention, known: list[Mention]) -> list[Mention]:
    """Of several persons with a surname those whom a courtesy fits; without one, whoever is known to govern."""
    if len(known) < 2:
        return known
    history, gender = context.history, _courtesy(context, mention)
    if gender is not None:
        fitting = [m for m in known if history.gender(m) == gender]
        return fitting or [m for m in known if history.gender(m) is None]
    return [m for m in known if m.sector == "GOV" and not m.actor.startswith("name:")]


def titled(context: Context, mention: Mention) -> Mention | None:
    """`President Bush` in 2003: the one listed person of that surname who then held the office."""
    if not mention.person_by_name or " " in mention.name or mention.role is None or context.day is None:
        return None
    titles = context.tables.naming.titles.get(mention.role, (mention.role,))
    held = {
        e.id: e for e in context.tables.surnames.get(mention.name, ())
        if holds(e, context.day) and _office(e.role) in titles and mention.country in (None, e.country)
    }  # fmt: skip
    return listed(mention, next(iter(held.values())), "title") if len(held) == 1 else None


def _office(role: str | None) -> str:
    return (role or "").partition(" of ")[0] if not (role or "").startswith("secretary of") else "secretary of state"


def short_name(context: Context, mention: Mention) -> Mention | None:
    """`the Council` after `the Security Council`: the last word of a body's longer name; `the group`, `the country`."""
    word = context.tree.lower[mention.head]
    naming = context.tables.naming
    known = word in naming.states or word in naming.bands or word in naming.bodies or not _is_role(mention)
    if mention.kind == "person" or not known:
        return None
    if not context.definite(mention.head) or not context.bare(mention.head):
        return None
    if word in naming.states:
        return _last(context, mention, lambda m: m.kind == "country", "description")
    found = _last(context, mention, lambda m: _longer(m, word), "short name")
    if found is None and word in naming.leagues:
        bodies = context.sectors.of_states
        found = _last(context, mention, lambda m: m.kind == "organization" and m.sector in bodies, "description")
    if found is None and word in naming.bands:
        found = _last(context, mention, partial(_is_band, context.sectors), "description")
    return found


def unlisted(context: Context, token: int) -> Mention | None:
    """A noun that by itself is no role, such as `the group`, where it points to a body that has been named."""
    naming, word = context.tables.naming, context.tree.lower[token]
    if word not in naming.bands and word not in naming.bodies and word not in naming.leagues:
        return None
    name = context.tree.words[token]
    blank = Mention(context.tree.index, token, context.phrases.span(token), f"name:{word}", name, "organization", None,
                    None, role=word, form="role", origin="text", weak=True)  # fmt: skip
    return short_name(context, blank)


def _longer(mention: Mention, word: str) -> bool:
    if mention.kind not in ("organization", "group") or (mention.plural is False and _is_role(mention)):
        return False
    words = mention.name.lower().replace("-", " ").split()
    return len(words) > 1 and (words[-1] == word or (words[0] == word and words[1] in ("of", "for")))


def _is_band(sectors: SectorTraits, mention: Mention) -> bool:
    named = not mention.described
    fighting = mention.sector in sectors.armed_group and mention.kind != "person"
    return (
        fighting
        or (named and mention.kind == "group")
        or (named and mention.kind == "organization" and mention.sector not in sectors.no_band)
    )


def _last(context: Context, mention: Mention, fits: Callable[[Mention], bool], step: Step) -> Mention | None:
    """The latest that fits, subjects before others of the same sentence."""
    best = None
    for seen, other in context.history.bodies():
        if best is not None and seen.sentence < best[0].sentence:
            break
        if fits(other) and (best is None or (seen.subject and not best[0].subject)):
            best = (seen, other)
    return None if best is None else replace(same(mention, best[1], step), role=mention.role, weak=False)


def introduced(context: Context, mention: Mention) -> Mention | None:
    """`Its foreign minister said so. Ana Silva told parliament …`: the name of whoever had only a role so far."""
    tree = context.tree
    if not mention.person_by_name or not mention.weak or " " not in mention.name or tree.deps[mention.head] != "nsubj":
        return None
    found = [
        m for seen, m in context.history.singles(1)
        if seen.subject and m.kind == "person" and not m.plural and seen.sentence == tree.index - 1
    ]  # fmt: skip
    if len({m.actor for m in found}) != 1 or not found[0].described:
        return None
    role = found[0]
    return replace(mention, country=role.country, sector=role.sector, secondary=role.secondary, role=role.role,
                   weak=role.country is None)  # fmt: skip


# Roles


def apposition(context: Context, mention: Mention) -> Mention | None:
    """`Ivo Marek, a senator`: the role is that of the person named right before."""
    tree = context.tree
    if not _is_role(mention) or mention.kind != "person" or mention.plural or tree.deps[mention.head] != "appos":
        return None
    found = context.here.get(tree.heads[mention.head], ())
    named = len(found) == 1 and found[0].kind == "person" and not found[0].plural
    return same(mention, found[0], "apposition") if named else None


def counterpart(context: Context, mention: Mention) -> Mention | None:
    """`his South Korean counterpart`: the same post in the named country, and its holder where one is known."""
    tree = context.tree
    at = _counterpart_at(context, mention)
    if at is None:
        return None
    whose = next((m for k in tree.kids(at, "poss") for m in context.here.get(k, ())), None)
    if whose is None or whose.sector is None:
        return None
    if mention.country in (None, whose.country):
        return replace(mention, sector=whose.sector, secondary=whose.secondary) if mention.country is None else None
    if mention.person_by_name:
        return replace(mention, sector=whose.sector, secondary=whose.secondary, role=whose.role, weak=False)
    post = _office(whose.role)
    named = _of_role(context, mention, mention.country, post)
    if named is not None:
        return same(mention, named, "counterpart")
    entry = holder(context.tables, mention.country, post, context.day) if mention.country else None
    if entry is not None:
        return listed(mention, entry, "counterpart")
    return replace(mention, sector=whose.sector, secondary=whose.secondary, form="role", step=None)


def _counterpart_at(context: Context, mention: Mention) -> int | None:
    tree, words = context.tree, context.tables.naming.counterparts
    for token in (mention.head, *tree.kids(mention.head, "appos", "compound", "nmod"), tree.heads[mention.head]):
        role = context.phrases.role(token) if tree.is_noun(token) else None
        if role is not None and role.phrase in words and tree.tags[token] != "NNS":
            near = token == mention.head or mention.head in tree.children[token] or token in tree.children[mention.head]
            return token if near else None
    return None


def possessed(context: Context, mention: Mention) -> Mention | None:
    """`its foreign minister`, `his government`: the country, or the body, of whoever owns it."""
    tree = context.tree
    if not (_is_role(mention) or mention.person_by_name) or mention.country is not None:
        return None
    heads = [mention.head, *tree.kids(mention.head, "appos")]
    owners = [m for h in heads for k in tree.kids(h, "poss") for m in context.here.get(k, ())]
    if len(owners) != 1:
        return None
    owner = owners[0]
    if owner.country is None:
        if owner.sector is None or mention.kind != "person":
            return None
        return replace(mention, sector=owner.sector, secondary=owner.secondary)
    sector, secondary = mention.sector, mention.secondary
    if mention.role in context.tables.naming.generic and owner.sector not in (None, "GOV"):
        sector, secondary = owner.sector, owner.secondary
    return replace(domestic(mention, owner.country, "possessor"), sector=sector, secondary=secondary)


def description(context: Context, mention: Mention) -> Mention | None:
    """`the minister`, `the Russian president`: the last person whom the article gave that role."""
    if not _one_person(context, mention):
        return None
    known = _of_role(context, mention, mention.country, mention.role or "")
    return None if known is None else same(mention, known, "description")


def _one_person(context: Context, mention: Mention) -> bool:
    tree, head = context.tree, mention.head
    if mention.kind != "person" or mention.plural or not mention.described or mention.sector == "ELI":
        return False
    if mention.role in context.tables.naming.speakers or tree.tags[head] in ("NNS", "NNPS"):
        return False
    if _office_itself(context, mention):
        return False
    before = {tree.lower[k] for k in tree.children[head] if k < head}
    return not before & ({"a", "an"} | context.tables.naming.not_yet)


def _office_itself(context: Context, mention: Mention) -> bool:
    """Whether an office is meant and not its holder: `ran for president`, `elected president`, `a regime's leader`."""
    tree, head = context.tree, mention.head
    owners = tree.kids(head, "poss")
    if owners or tree.kids(head, "det"):
        return mention.country is None and any(not context.here.get(k) for k in owners)
    post = tree.deps[head] == "oprd" or (tree.deps[head] == "pobj" and tree.lower[tree.heads[head]] == "for")
    return post and tree.tags[head] == "NN"


def _of_role(context: Context, mention: Mention, country: str | None, role: str) -> Mention | None:
    """The latest single person of a role, or of the role's last word, and of a country where one is given."""
    tail = role.split()[-1:] or [""]
    for _, other in context.history.singles():
        if other.kind != "person" or other.plural:
            continue
        held = _office(other.role)
        words = held.split()
        below = bool(context.tables.naming.not_yet.intersection(words)) or "to" in words  # `adviser to the president`
        alike = held == role or (len(role.split()) == 1 and words[-1:] == tail and not below)
        leads = (
            role == "leader"
            and held in context.tables.naming.leaders
            and country is not None
            and state_of(context, mention) is not None
        )
        if (alike or leads) and (country is None or other.country == country) and other.sector != "ELI":
            return other if other.country or other.sector else None
    return None


def speaker(context: Context, mention: Mention) -> Mention | None:
    """`a spokesman`: on the side of the body that the article named last."""
    if mention.role not in context.tables.naming.speakers or mention.country is not None or not _is_role(mention):
        return None
    if not context.bare(mention.head) or context.tree.kid(mention.head, "prep") is not None:
        return None
    for _, other in context.history.singles(2):
        if other.kind in ("organization", "group") and other.form != "place" and (other.country or other.sector):
            side = replace(mention, sector=other.sector or mention.sector, secondary=other.secondary)
            return side if other.country is None else domestic(side, other.country, "speaker")
    return None


def inferred(context: Context, mention: Mention) -> Mention | None:
    """A role without a country, given that of the scene or of the article."""
    if mention.country is not None or not (_is_role(mention) or mention.person_by_name):
        return None
    if _is_role(mention) and (mention.sector in context.sectors.of_states or mention.kind == "person"):
        like = next((m for _, m in context.history.singles() if m.role == mention.role), None)
        if like is not None and like.sector in context.sectors.of_states and like.country is None:
            return replace(mention, sector=like.sector, secondary=like.secondary, actor=like.actor, name=like.name)
    if mention.role in context.tables.naming.states and not context.definite(mention.head):
        return None  # `no country`, `every nation`
    country = country_of(context, mention)
    return None if country is None else domestic(mention, country, "inferred")


PASSES = (
    Pass("surname", surname),
    Pass("title", titled),
    Pass("introduced", introduced),
    Pass("apposition", apposition),
    Pass("counterpart", counterpart, last=False),
    Pass("possessor", possessed, last=False),
    Pass("short name", short_name),
    Pass("description", description),
    Pass("office", lambda context, mention: office(context, mention) if _one_person(context, mention) else None),
    Pass("speaker", speaker),
    Pass("inferred", inferred),
)
