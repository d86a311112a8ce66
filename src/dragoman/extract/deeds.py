"""What a sentence tells: deeds by rule, composed by the predicates above them, with parties and modality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.extract.match import Matcher, Refusal
from dragoman.extract.parties import Parties
from dragoman.lexicon.events import EventRules
from dragoman.lexicon.grammar import grammar
from dragoman.lexicon.rules import Operator, Rule
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.clauses import Clause, Clauses
from dragoman.parse.modality import Mood, Moods
from dragoman.parse.nominals import LightVerbs, noun_clause
from dragoman.parse.tree import Tree

_PROMISES = frozenset({"commit", "will", "plan", "threaten"})
_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE"})
_PUNISHMENT = frozenset({"COERCE", "SANCTION"})
"""What somebody is arrested or convicted for is only alleged (codebook section 3)."""
_CONTENT = frozenset({"accuse", "deny", "refuse", "demand", "threaten", "commit"})
"""Kinds of operators whose content is only said."""
_LEAD = 2
"""Sentences from the top whose main verb tells the news, also in the pluperfect."""
_NEEDS_CLAUSE = frozenset({"commit", "accuse", "deny", "threaten", "prevent"})
_INNER_FIRST = frozenset({"commit", "will", "plan", "refuse", "end", "fail"})
"""Kinds whose recipient is whoever the inner deed is done to: `refused to arm the rebels`."""
_OWN_FORCES = frozenset({"MOBILIZE", "RETREAT", "AID", "COOPERATE", "SANCTION"})
_CLASSES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_INNER_SLOTS = ("obj", "to", "for", "on", "upon", "of", "in", "with", "against", "from", "about", "over")


@dataclass(frozen=True, slots=True)
class Deed:
    """One telling of an event in one sentence, before tellings are joined."""

    type: str
    mode: str | None
    base_type: str
    modality: str
    cue: int | None
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    head: int
    trigger: tuple[int, int]
    rule: str
    reciprocal: bool = False
    carried: bool = True
    source: Mention | None = None
    operators: tuple[str, ...] = ()
    perfect: bool = False


class Sentence:
    """The deeds of one tree."""

    def __init__(self, tree: Tree, mentions: Mentions, rules: EventRules, moods: Moods, light: LightVerbs) -> None:
        self.tree = tree
        self.clauses = Clauses(tree)
        self.matcher = Matcher(self.clauses, mentions)
        self.parties = Parties(self.matcher)
        self._mentions = mentions
        self._rules = rules
        self._moods = moods
        self._light = light
        self._known: dict[int, list[Deed]] = {}
        self._consumed: set[int] = set()

    @property
    def refused(self) -> list[Refusal]:
        """Rules whose words were there but whose constraints were not met."""
        return self.matcher.refused

    def deeds(self) -> list[Deed]:
        """All deeds that stand on their own, in text order."""
        tokens = [t for t in range(len(self.tree)) if self._may_tell(t)]
        for token in tokens:
            self.at(token)
        told = [(t, deed) for t in tokens if t not in self._consumed for deed in self._known[t]]
        asserted = [deed for t, deed in told if self._bare_infinitive(t) is None]
        if asserted:
            return asserted
        # Nothing else is told here: `seeks to disarm` at least says what might come.
        return [
            replace(d, modality="hypothetical", cue=self._bare_infinitive(t)) if d.modality == "actual" else d
            for t, d in told
        ]

    def _bare_infinitive(self, token: int) -> int | None:
        """The `to` of an infinitive that no operator took up: a purpose or an attempt, not a deed."""
        tree = self.tree
        if not tree.is_verb(token):
            return None
        cue = self._moods.infinitive(tree, token)
        return None if cue is None or tree.deps[token] == "ROOT" else cue

    def _may_tell(self, token: int) -> bool:
        tree = self.tree
        tag, lemma = tree.tags[token], tree.lemmas[token]
        if tag.startswith("VB"):
            return tree.deps[token] not in ("aux", "auxpass", "compound")
        kind = "nouns" if tag in ("NN", "NNS", "NNP", "NNPS") else "adjectives" if tag.startswith("JJ") else None
        if kind is None or (kind == "nouns" and tree.deps[token] == "compound"):
            return False
        return lemma in self._rules.rules[kind] or lemma in self._rules.operators[kind]

    def clause(self, token: int) -> Clause:
        """The clause headed by a token."""
        if self.tree.is_verb(token):
            return self.clauses.verb(token)
        if self.tree.is_noun(token):
            return noun_clause(self.clauses, token, self._light)
        return self.clauses.adjective(token)

    def at(self, token: int) -> list[Deed]:
        """The deeds told by the clause that a token heads, composed with those below it."""
        if token not in self._known:
            self._known[token] = []  # a loop in a broken tree ends here
            self._known[token] = self._find(token)
        return self._known[token]

    def _find(self, token: int) -> list[Deed]:
        clause = self.clause(token)
        mood = self._mood(clause)
        operator = self.matcher.operator(clause, self._rules.operators)
        rule = self.matcher.rule(clause, self._rules.rules)
        found: list[Deed] = []
        if operator is not None and not (rule is not None and rule.comp and rule.rank > operator.rank):
            found = self._operate(clause, operator, rule)
        if not found and rule is not None:
            found = self._told(clause, rule)
        if not found and operator is not None and operator.alone:
            found = self._alone(clause, operator)
        moved = [d for deed in found for d in self._in_mood(deed, clause, mood)]
        if not moved and mood.modal == "must" and mood.negation is None:
            moved = self._obliged(clause, mood)
        return moved

    def _mood(self, clause: Clause) -> Mood:
        if clause.kind == "verb":
            return self._moods.verb(self.clauses, clause.head)
        if clause.kind == "noun":
            return self._moods.noun(self.clauses, clause.head, clause.through)
        verb = self.tree.heads[clause.head]
        return self._moods.verb(self.clauses, verb) if self.tree.is_verb(verb) else Mood()

    # Plain deeds

    def _told(self, clause: Clause, rule: Rule) -> list[Deed]:
        """The deed of a rule, with its parties; nouns inside it are not told again."""
        slots = tuple(name for name in rule.actor if name != "speaker")
        actors = self._pointed(self.parties.fill(clause, slots), clause)
        if not actors and "speaker" in rule.actor:
            actors = self.speaker(clause.head)
        recipients = _others(rule, actors, self.parties.fill(clause, rule.recipient, actors))
        recipients = recipients or self._around(clause, actors)
        if rule.reciprocal:
            together = self.parties.fill(clause, ("with", "between", "among"), (*actors, *recipients))
            everyone = (*actors, *recipients, *together)
            met = tuple(m for m in everyone if m.how != "place")
            actors, recipients = met if len(met) > 1 else everyone, ()
        deed = Deed(
            type=rule.type, mode=rule.mode, base_type=rule.type, modality=rule.modality or "actual", cue=None,
            actors=actors, recipients=recipients, head=clause.head, trigger=self._trigger(clause, rule.words),
            rule=rule.id, reciprocal=rule.reciprocal, carried=clause.kind != "noun" or clause.through is not None,
        )  # fmt: skip
        if clause.kind == "verb":
            self._swallow(clause, deed)
        if rule.type in _SPEECH or rule.type in _PUNISHMENT:
            self._swallow_content(clause)
        return [deed]

    def _swallow_content(self, clause: Clause) -> None:
        """What is alleged, asked, promised or refused is no deed (codebook section 3)."""
        for token in clause.complements:
            self._consumed.update(self.tree.subtree(token))

    def _around(self, clause: Clause, actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Another country's actor named in the clause but in no slot: `sent vaccines for use in Nepalese clinics`."""
        if not actors or clause.kind == "adjective":
            return ()
        own = {m.country for m in actors}
        return self.parties.below(clause.head, own)

    def _swallow(self, clause: Clause, deed: Deed) -> None:
        """Event nouns that only fill out a verb (`launched strikes`, `rejected the offer`) are no deeds apart.

        What is condemned or welcomed is presupposed and stays, where its own doer is named (codebook section 3).
        """
        for token in self._inner_nouns(clause, ("obj",)):
            inner = self.at(token)
            own = [
                d
                for d in inner
                if d.actors and d.type in ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "AID")
            ]
            if deed.type not in ("ACCUSE", "SUPPORT") or not own or deed.mode in ("allege", "investigate"):
                self._consumed.add(token)

    def _pointed(self, mentions: tuple[Mention, ...], clause: Clause) -> tuple[Mention, ...]:
        """The speaker where the subject is `we` or `I`."""
        if mentions:
            return mentions
        if any(self.tree.lower[t] in grammar().first_person for t in clause.slot("subj")):
            return self.speaker(clause.head)
        if self.tree.deps[clause.head] in ("acl", "relcl") and not self.clauses.passive(clause.head):
            owner = self.clauses.owner(self.tree.heads[clause.head])
            found = tuple(self.parties.phrase(owner)) if owner is not None else ()
            if found:
                return found
        if clause.kind != "verb":
            return ()
        for token in clause.slot("subj"):
            nested = [m for m in self.parties.phrase(token) if not m.weak]
            if nested:
                return tuple(nested)  # `a bombing by the rebels killed`
            owner = self.clauses.owner(token) if self.tree.is_noun(token) and self.tree.deps[token] != "nsubj" else None
            if owner is not None and owner != token and self.parties.phrase(owner):
                return tuple(self.parties.phrase(owner))  # `efforts aimed at …`: whose efforts
        return self.parties.someone(clause.slot("subj"))

    def speaker(self, token: int) -> tuple[Mention, ...]:
        """Whoever is reported to say the clause that a token heads."""
        tree = self.tree
        below = token
        for above in tree.ancestors(token):
            if tree.deps[below] in ("ccomp", "parataxis") and self._reports(above):
                return self.parties.fill(self.clauses.verb(above), ("subj",))
            for kid in tree.kids(above, "parataxis", "ccomp"):
                if kid != below and self._reports(kid) and tree.deps[kid] == "parataxis":
                    return self.parties.fill(self.clauses.verb(kid), ("subj",))
            below = above
        inserted = [k for k in tree.kids(below, "parataxis") if self._reports(k)]
        return self.parties.fill(self.clauses.verb(inserted[0]), ("subj",)) if inserted else ()

    def _reports(self, verb: int) -> bool:
        entries = self._rules.operators["verbs"].get(self.tree.lemmas[verb], ())
        return self.tree.is_verb(verb) and any(op.kind == "report" for _, op in entries)

    # Composition

    def _operate(self, clause: Clause, operator: Operator, rule: Rule | None) -> list[Deed]:
        """Deeds inside an operator's clause, made into what the operator says of them."""
        found: list[Deed] = []
        tokens = [*clause.complements, *self._inner_nouns(clause, _INNER_SLOTS)]
        for token in tokens:
            inner = self.at(token)
            if not inner or (rule is not None and rule.rank > 4 and not self.tree.is_verb(token)):
                continue
            made = [d for deed in inner for d in self._made(deed, clause, operator, not self.tree.is_verb(token))]
            if made or operator.kind in ("accuse", "deny", "void"):
                self._consumed.add(token)
            if made and operator.kind in _CONTENT:
                self._consumed.update(self.tree.subtree(token))
            found.extend(made)
        if operator.kind not in ("report", "same", "maybe", "order") and len(found) > 1:
            found = _merged_results(found)
        return found

    def _made(self, deed: Deed, clause: Clause, operator: Operator, nominal: bool) -> list[Deed]:
        if operator.kind != "must":
            return self._compose(deed, operator.kind, clause, operator, nominal)
        mood = self._mood(clause)
        if mood.modal is not None or mood.negation is not None:
            return [replace(deed, modality="hypothetical", cue=clause.head)]
        return self._obliged(clause, replace(mood, modal="must", modal_cue=clause.head), deed)

    def _inner_nouns(self, clause: Clause, slots: Iterable[str]) -> list[int]:
        tree = self.tree
        found = []
        for name in slots:
            for token in clause.slot(name):
                for one in tree.conjuncts(token):
                    for noun in self._through_partitives(one):
                        if noun != clause.head and tree.is_noun(noun) and self._may_tell(noun):
                            found.append(noun)
        return found

    def _through_partitives(self, token: int) -> list[int]:
        if (
            self.tree.lemmas[token] in grammar().partitives
            and self.tree.lemmas[token] not in self._rules.rules["nouns"]
        ):
            return [t for inner in self.clauses.prepositions(token).get("of", ()) for t in self.tree.conjuncts(inner)]
        return [token]

    def _compose(
        self, deed: Deed, kind: str, clause: Clause, operator: Operator | None, nominal: bool = False
    ) -> list[Deed]:
        """A deed as an operator of this kind makes it; empty where the operator leaves nothing of it.

        Of a `nominal` deed the owner comes first as recipient: `rejected US calls for a truce in Sudan`.
        """
        table = self._rules.compose[kind]
        result = table.get(deed.type, table.get("default"))
        if result is None:
            return []
        type_, mode = result
        actors = self._pointed(
            self.parties.fill(
                clause, ("subj", "by", "poss", "amod", "from", "of") if clause.kind == "noun" else ("subj",)
            ),
            clause,
        )
        operators = (*deed.operators, operator.id) if operator else deed.operators
        if type_.startswith("="):
            return [self._passed(deed, type_[1:].strip(), kind, clause, actors, operators)]
        asked = self.parties.fill(clause, operator.recipient, actors, kind == "demand") if operator else deed.recipients
        taken = {m.actor for m in actors}
        if kind == "demand" and not asked:
            asked = tuple(m for m in deed.actors if m.actor not in taken)
        inner = tuple(m for m in deed.recipients if m.actor not in taken)
        others = (inner or asked) if kind in _INNER_FIRST and not nominal else (asked or inner)
        if kind == "accuse" and not asked:
            others = tuple(m for m in deed.actors if m.actor not in taken) or inner
        if not others:
            others = tuple(m for m in deed.actors if m.actor not in taken) if kind not in ("will", "plan") else ()
        if not others and kind not in ("will", "plan"):
            others = self._around(clause, actors)
        base = deed.base_type if kind in _PROMISES else type_
        made = replace(
            deed, type=type_, mode=mode, base_type=base, modality="actual", cue=None,
            actors=actors or (deed.actors if kind in _INNER_FIRST else ()),
            recipients=others, head=clause.head, trigger=self._trigger(clause, ()), reciprocal=False, carried=True,
            operators=operators,
        )  # fmt: skip
        if deed.reciprocal and kind in ("commit", "will", "plan") and len(deed.actors) > 1 and not asked:
            everyone = {m.actor: m for m in (*actors, *deed.actors)}
            made = replace(made, actors=tuple(everyone.values()), recipients=(), reciprocal=True)
        return [made]

    def _passed(
        self,
        deed: Deed,
        modality: str,
        kind: str,
        clause: Clause,
        actors: tuple[Mention, ...],
        operators: tuple[str, ...],
    ) -> Deed:
        """A deed that an operator leaves as it is, but for modality, doer and source."""
        changed = replace(deed, operators=operators)
        if modality and deed.modality in ("actual", "future"):
            changed = replace(changed, modality=modality, cue=clause.head)
        if kind == "report":
            return replace(changed, source=changed.source or (actors[0] if actors else None))
        if actors and (not deed.actors or kind == "order"):
            kept = {m.actor for m in actors}
            changed = replace(
                changed, actors=actors, recipients=tuple(m for m in deed.recipients if m.actor not in kept)
            )
        return replace(changed, carried=True)

    def _alone(self, clause: Clause, operator: Operator) -> list[Deed]:
        """An operator over something that no rule knows: `agreed to share the lake's water`."""
        if clause.kind == "noun" and (clause.through is None or not clause.complements):
            return []  # a promise that is only mentioned is not made here
        answered = operator.kind == "deny" and any(self.tree.tags[t] in ("PRP", "DT") for t in clause.slot("obj"))
        if clause.kind == "verb" and not clause.complements and not answered and operator.kind in _NEEDS_CLAUSE:
            return []
        blank = Deed(
            "",
            None,
            "",
            "actual",
            None,
            (),
            (),
            clause.head,
            self._trigger(clause, ()),
            operator.id,
            carried=True,
        )
        table = self._rules.compose[operator.kind]
        if "default" not in table:
            return []
        made = self._compose(blank, operator.kind, clause, operator)
        if operator.kind in _CONTENT:
            self._swallow_content(clause)
        recipients = (
            made[0].recipients
            or self._complement_parties(clause, made[0].actors)
            or self._around(clause, made[0].actors)
        )
        if operator.comp == "to" and not recipients:
            return []
        return [replace(made[0], base_type=made[0].type, recipients=recipients)]

    def _complement_parties(self, clause: Clause, actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Those whom an unknown inner clause is about: its subject if another, else its objects."""
        for verb in clause.complements:
            if not self.tree.is_verb(verb):
                continue
            inner = self.clauses.verb(verb)
            found = self.parties.fill(
                inner, ("subj", "obj", "iobj", "to", "with", "on", "against", "from", "for", "in"), actors
            )
            if found:
                return found
        return ()

    # Mood

    def _in_mood(self, deed: Deed, clause: Clause, mood: Mood) -> list[Deed]:
        """A deed as its verb's mood makes it (codebook section 2)."""
        if deed.modality in ("negated", "hypothetical") and mood.negation is None:
            return [deed]
        if mood.modal == "will" and mood.negation is not None and deed.modality == "actual":
            return [replace(d, cue=mood.modal_cue) for d in self._compose(deed, "refuse", clause, None)]
        if mood.negation is not None:
            return [replace(deed, modality="negated", cue=mood.negation)]
        if mood.condition is not None:
            return [replace(deed, modality="hypothetical", cue=mood.condition)]
        if mood.modal == "must":
            return self._obliged(clause, mood, deed)
        if mood.modal == "may":
            return [replace(deed, modality="hypothetical", cue=mood.modal_cue)]
        if mood.modal == "will" and deed.modality == "actual":
            return [replace(d, cue=mood.modal_cue) for d in self._compose(deed, "will", clause, None)]
        past = self._moods.past(self.tree, clause.head)
        if past is not None and deed.modality == "actual":
            return [replace(deed, modality="historical", cue=past)]
        opening = self.tree.index < _LEAD and self.tree.deps[clause.head] == "ROOT"
        if (
            mood.pluperfect
            and not opening
            and deed.modality == "actual"
            and deed.source is None
            and not self.speaker(clause.head)
        ):
            return [replace(deed, modality="historical", cue=None)]
        return [replace(deed, perfect=True)] if mood.perfect else [deed]

    def _obliged(self, clause: Clause, mood: Mood, deed: Deed | None = None) -> list[Deed]:
        """`Israel must end the attacks`, says Russia: a request of the speaker to the subject."""
        speaker = self.speaker(clause.head)
        asked = self.parties.fill(clause, ("subj", "obj") if clause.kind == "verb" else ("subj",), speaker)
        own = any(self.tree.lower[t] in grammar().first_person for t in clause.slot("subj"))
        if not speaker or not (asked or own):
            return [replace(deed, modality="hypothetical", cue=mood.modal_cue)] if deed else []
        inner = deed or Deed("", None, "", "actual", None, (), (), clause.head, self._trigger(clause, ()), "must")
        table = self._rules.compose["demand"]
        type_, mode = table.get(inner.type, table["default"])
        return [replace(inner, type=type_, mode=mode, base_type=type_, modality="actual", cue=None, actors=speaker,
                        recipients=asked, reciprocal=False, carried=True, operators=(*inner.operators, "must"))]  # fmt: skip

    def _trigger(self, clause: Clause, words: Iterable[str]) -> tuple[int, int]:
        """First and last token of the words that tell a deed: the head with its particle or light verb."""
        head = clause.head
        last = head
        particle = self.tree.kid(head, "prt")
        if particle is not None and head < particle <= head + 3:
            last = particle
        return head, last


def _others(rule: Rule, actors: tuple[Mention, ...], found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Recipients less the doer's own: `sent troops`, `withdrew peacekeepers`, `the state` that a government is."""
    own = {(m.country, m.sector in _CLASSES) for m in actors}
    moves = rule.type in _OWN_FORCES and rule.mode != "release"
    kept = []
    for m in found:
        same = (m.country, m.sector in _CLASSES) in own
        if moves and m.sector in ("MIL", "UNO", "COP") and (m.how == "inferred" or same) and m.how != "name":
            continue
        if same and m.how == "inferred" and m.role in grammar().itself:
            continue
        kept.append(m)
    return tuple(kept)


def _merged_results(deeds: list[Deed]) -> list[Deed]:
    """One record for one outer act: `demanded that X withdraw and disarm` is one request."""
    kept: dict[str, Deed] = {}
    for deed in deeds:
        known = kept.get(deed.type)
        if known is None:
            kept[deed.type] = deed
        elif deed.mode != known.mode and known.mode is None:
            kept[deed.type] = replace(known, mode=deed.mode)
    return list(kept.values())
