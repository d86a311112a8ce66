"""Positions that a predicate of the lexicon names: `refused to`, `demanded that`, `a pledge to`, `is concerned`."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.positions.draft import Draft, stretch
from dragoman.extract.positions.holders import Holders
from dragoman.lexicon.positions import PositionWords, Stance
from dragoman.model.mention import Mention
from dragoman.parse.clauses import Clauses
from dragoman.parse.modality import ModalityCues, ModalityReader
from dragoman.parse.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass")
_NEGATED = {"pledge": "refuse", "offer": "refuse", "endorse": "refuse"}
_LEFT_OUT = frozenset(
    {"conj", "cc", "punct", "parataxis", "nsubj", "nsubjpass", "aux", "auxpass", "neg", "agent", "prt"}
)


class Stances:
    """Finds the stances of one tree."""

    def __init__(
        self, tree: Tree, clauses: Clauses, holders: Holders, words: PositionWords, modality: ModalityReader
    ) -> None:
        self._tree = tree
        self._clauses = clauses
        self._holders = holders
        self._words = words
        self._modality = modality

    def find(self, speakers: dict[int, tuple[Mention, ...]]) -> Iterator[Draft]:
        """Drafts in text order; `speakers` says whose words a token is in."""
        for token in range(len(self._tree)):
            draft = self._at(token, speakers.get(token, ()))
            if draft is not None:
                yield draft

    def _at(self, token: int, speakers: tuple[Mention, ...]) -> Draft | None:
        tree = self._tree
        tag = tree.tags[token]
        if tag in ("JJ", "VBN") and tree.deps[token] in ("acomp", "oprd"):
            return self._adjective(token, speakers)
        if tree.is_verb(token) and tree.deps[token] not in ("aux", "auxpass", "amod", "compound"):
            return self._felt(token, speakers) or self._verb(token, speakers)
        if tag in ("NN", "NNS") and tree.deps[token] != "compound":
            return self._noun(token, speakers)
        if tag == "JJ":
            return self._adjective(token, speakers)
        return None

    # Kinds of predicates

    def _verb(self, verb: int, speakers: tuple[Mention, ...]) -> Draft | None:
        tree = self._tree
        cues = self._modality.verb(self._clauses, verb)
        passive = self._clauses.passive(verb)
        subject = self._clauses.subject(verb)
        if passive:
            subject = next((p for k in tree.kids(verb, "agent") for p in tree.kids(k, "pobj")), None)
        if subject is None and tree.deps[verb] == "acl":
            subject = self._above(tree.heads[verb])  # `fined the firm in a bid to stop`
        if subject is None or not self._asserted(verb, cues):
            return None
        for stance, word in self._entries("verbs", verb):
            start = self._passive(verb, stance) if passive else self._complement(verb, stance, word)
            content = self._content(verb, start, passive) if start is not None else None
            if content is not None and self._fits(stance, content):
                return self._draft(stance, verb, cues, self._holder(subject, speakers), content)
        return None

    def _felt(self, verb: int, speakers: tuple[Mention, ...]) -> Draft | None:
        """A participle that says what somebody feels: `is concerned that`."""
        tree = self._tree
        if tree.tags[verb] != "VBN" or tree.lower[verb] not in self._words.stances["adjectives"]:
            return None
        linked = any(tree.lemmas[k] in ("be", "become", "remain") for k in tree.kids(verb, "aux", "auxpass"))
        subject = tree.kid(verb, *_SUBJECTS)
        return self._felt_by(verb, verb, subject, speakers) if linked and subject is not None else None

    def _adjective(self, token: int, speakers: tuple[Mention, ...]) -> Draft | None:
        tree = self._tree
        if tree.lower[token] not in self._words.stances["adjectives"] or tree.deps[token] == "amod":
            return None
        subjects = self._clauses.adjective(token).slot("subj")
        verb = tree.heads[token] if tree.is_verb(tree.heads[token]) else token
        return self._felt_by(token, verb, subjects[0], speakers) if subjects else None

    def _felt_by(self, token: int, verb: int, subject: int, speakers: tuple[Mention, ...]) -> Draft | None:
        cues = self._modality.verb(self._clauses, verb)
        if cues.condition is not None or cues.modal in ("may", "must"):
            return None
        for stance in self._words.stances["adjectives"].get(self._tree.lower[token], ()):
            start = self._complement(token, stance, (token,))
            content = self._content(token, start, False) if start is not None else None
            if content is None and "none" in stance.takes:
                content = (token, token)
            if content is not None:
                return self._draft(stance, token, cues, self._holder(subject, speakers), content)
        return None

    def _noun(self, noun: int, speakers: tuple[Mention, ...]) -> Draft | None:
        tree = self._tree
        stances = self._words.stances["nouns"].get(tree.lemmas[noun], ())
        owner = self._owner(noun) if stances else None
        if owner is None:
            return None
        for stance in stances:
            clause = next((k for k in tree.kids(noun, "acl", "ccomp", "relcl") if self._reported(k)), None)
            link = noun + 1 if noun + 1 < len(tree) and tree.lemmas[noun + 1] == "be" else noun
            said = tree.kid(link, "ccomp") if link != noun else None
            kids = [clause] if clause is not None else self._about(noun, stance)
            kids = kids if said is None else [said]  # `their condition is that …`
            if not kids and tree.deps[noun] == "dobj":
                kids = self._about(tree.heads[noun], stance)
            tokens = {t for k in kids for t in tree.subtree(k) if t > noun}
            content = stretch(tree, tokens)
            if content is not None:
                return self._draft(stance, noun, ModalityCues(), self._holder(owner, speakers), self._bare(content))
        return None

    def _owner(self, noun: int) -> int | None:
        """Whose noun it is: possessor, by-phrase or from-phrase, or who voices it."""
        tree = self._tree
        owner = tree.kid(noun, "poss")
        if tree.deps[noun] == "dobj" and tree.lemmas[tree.heads[noun]] in self._words.words("undone"):
            return None
        if owner is not None:
            return owner
        for kid in tree.kids(noun, "prep"):
            if tree.lower[kid] in ("by", "from"):
                return tree.kid(kid, "pobj")
        verb = tree.heads[noun]
        light = tree.deps[noun] == "dobj" and tree.lemmas[verb] in self._words.words("light")
        return self._clauses.subject(verb) if light and not self._clauses.passive(verb) else None

    def _reported(self, verb: int) -> bool:
        tree = self._tree
        if any(tree.lower[k] == "to" for k in tree.kids(verb, "aux")):
            return True
        mark = tree.kid(verb, "mark")
        return mark is not None and tree.lower[mark] == "that" and tree.kid(verb, *_SUBJECTS) is not None

    # What they say

    def _entries(self, kind: str, verb: int) -> Iterator[tuple[Stance, tuple[int, ...]]]:
        """Stances of a verb with its particle, else without."""
        tree, table = self._tree, self._words.stances[kind]
        lemma = tree.lemmas[verb]
        for kid in tree.children[verb]:
            if verb < kid <= verb + 4 and tree.deps[kid] in ("prt", "prep", "advmod"):
                for stance in table.get(f"{lemma} {tree.lower[kid]}", ()):
                    yield stance, (verb, kid)
        if tree.kid(verb, "prt") is None:
            for stance in table.get(lemma, ()):
                yield stance, (verb,)

    def _asserted(self, verb: int, cues: ModalityCues) -> bool:
        """Whether a predicate is said to hold, not supposed, wished or only aimed at."""
        if cues.condition is not None or cues.modal in ("may", "must"):
            return False
        tree = self._tree
        dep, head = tree.deps[verb], tree.heads[verb]
        if dep == "pcomp" and {tree.lower[head], tree.lemmas[tree.heads[head]]} & self._words.words("unasserted"):
            return False
        if self._modality.infinitive(tree, verb) is None:
            return True
        passive = self._clauses.passive(head) if tree.is_verb(head) else False
        raised = dep == "xcomp" and passive and tree.lemmas[head] in self._words.words("raising")
        return raised or dep == "acl"

    def _complement(self, token: int, stance: Stance, word: tuple[int, ...]) -> int | None:
        """The first token of what a predicate governs, in a form that its stance takes."""
        tree = self._tree
        clause = next((k for k in tree.kids(token, "xcomp", "ccomp", "advcl") if k > token and self._governed(k)), None)
        objects = [k for k in tree.kids(token, "dobj", "oprd") if k > token]
        if clause is not None and tree.is_noun(clause):
            objects, clause = [clause], None  # `refused it access`, read as a clause
        asked = [p for k in tree.kids(token, "prep", "dative") if tree.lower[k] in ("on", "upon", "to", "for")
                 for p in tree.kids(k, "pobj") if tree.entities[p][2:] not in ("DATE", "TIME")]  # fmt: skip
        if clause is not None:
            form = self._form(clause, bool(objects or asked))
            if form in stance.takes:
                first = min(t for t in tree.subtree(clause) if t > word[-1])
                prompted = [*objects, *asked] if form == "other" else []
                return min([first, *(tree.extent(t)[0] for t in prompted)])
        for kid in self._about(token, stance):
            return tree.extent(kid)[0] if kid > token else None
        if "object" in stance.takes and objects:
            return max(tree.extent(objects[0])[0], word[-1] + 1)
        return None

    def _governed(self, verb: int) -> bool:
        """Whether a side clause is really what a predicate governs: an infinitive, or one with `that`."""
        tree = self._tree
        if tree.deps[verb] != "advcl":
            return True
        mark = tree.kid(verb, "mark")
        to = any(tree.lower[k] == "to" for k in tree.kids(verb, "aux"))
        return to or (mark is not None and tree.lower[mark] == "that")

    def _form(self, verb: int, prompted: bool) -> str:
        tree = self._tree
        own = tree.kid(verb, *_SUBJECTS) is not None
        helpers = tree.kids(verb, "aux", "auxpass")
        infinitive = any(tree.lower[k] == "to" for k in helpers) or (tree.tags[verb] in ("VBG", "VB") and not helpers)
        mark = tree.kid(verb, "mark")
        if mark is not None and tree.lower[mark] == "that":
            return "that"
        if infinitive:
            return "other" if own or prompted else "to"
        return "that"

    def _about(self, token: int, stance: Stance) -> list[int]:
        tree = self._tree
        return [
            p
            for k in tree.kids(token, "prep", "agent")
            if tree.lower[k] in stance.about
            for p in tree.kids(k, "pobj", "pcomp")
        ][:1]

    def _passive(self, verb: int, stance: Stance) -> int | None:
        """Of a passive, where its subject or the infinitive after it begins."""
        tree = self._tree
        clause = tree.kid(verb, "xcomp")
        if clause is not None and {"other", "to"} & stance.takes:
            return tree.extent(clause)[0]
        subject = self._clauses.subject(verb)
        return tree.extent(subject)[0] if subject is not None and "object" in stance.takes else None

    def _content(self, token: int, start: int, passive: bool) -> tuple[int, int] | None:
        """The content from its first token: what hangs on the right of a predicate."""
        tree = self._tree
        if passive and start < token:
            subject = self._clauses.subject(token)
            return None if subject is None else stretch(tree, set(tree.subtree(subject)) - set(tree.subtree(token)))
        carrier = token if tree.is_verb(token) or not tree.is_verb(tree.heads[token]) else tree.heads[token]
        tokens: set[int] = set()
        for above in {token, carrier}:
            for kid in tree.children[above]:
                if tree.deps[kid] not in _LEFT_OUT and not self._apart(kid, start):
                    tokens.update(t for t in tree.subtree(kid) if t >= start)
        content = stretch(tree, tokens, start) if start in tokens else None
        return None if content is None else self._bare(content)

    def _apart(self, kid: int, start: int) -> bool:
        """Whether a side clause is set off by a comma and goes on with the report."""
        tree = self._tree
        first = tree.extent(kid)[0]
        if tree.deps[kid] not in ("advcl", "ccomp") or first <= start or tree.words[first - 1] != ",":
            return False
        return tree.tags[kid] == "VBG" or tree.lower[first] in ("while", "as", "after", "although", "though", "saying")

    def _bare(self, content: tuple[int, int]) -> tuple[int, int]:
        first, last = content
        while first < last and self._tree.lower[first] in ("that", "to") and self._tree.tags[first] != "DT":
            if self._tree.deps[first] not in ("mark", "aux", "prep", "nsubj"):
                break
            first += 1
        return first, last

    def _fits(self, stance: Stance, content: tuple[int, int]) -> bool:
        """Whether the words that a stance asks for are among the heads of its content."""
        tree = self._tree
        words: set[str] = set()
        for token in range(content[0], content[1] + 1):
            deep = any(
                tree.deps[a] in ("relcl", "acl", "advcl") for a in (token, *tree.ancestors(token)) if a >= content[0]
            )
            if not deep:
                words.update((tree.lemmas[token], tree.lower[token]))
        if stance.act == "demand" and tree.tags[content[0]] in ("WP", "WRB", "WDT"):
            return False  # `asked who …`
        return (not stance.object or bool(words & stance.object)) and not words & stance.without

    # Who holds them

    def _holder(self, subject: int, speakers: tuple[Mention, ...]) -> tuple[Mention, ...]:
        if self._tree.lower[subject] in self._clauses.grammar.first_person:
            return speakers
        found = self._holders.of(self._tree, subject)
        if not found and self._tree.is_noun(subject) and self._tree.deps[subject] in ("dobj", "pobj"):
            owner = self._clauses.owner(subject)  # `leads a campaign aimed at …`: whose campaign
            if owner is None or owner == subject:
                owner = self._above(subject)
            found = self._holders.of(self._tree, owner) if owner is not None else ()
        return found

    def _above(self, token: int) -> int | None:
        """The subject of the nearest verb above a token, where that verb is active."""
        verb = next((a for a in self._tree.ancestors(token) if self._tree.is_verb(a)), None)
        return None if verb is None or self._clauses.passive(verb) else self._clauses.subject(verb)

    def _draft(
        self, stance: Stance, token: int, cues: ModalityCues, holders: tuple[Mention, ...], content: tuple[int, int]
    ) -> Draft | None:
        act: str | None = stance.act
        if cues.negation is not None:
            act = _NEGATED.get(stance.act)
        if act is None or not holders:
            return None
        if act == "predict" and not self._ahead(content):
            return None
        if act == "pledge" and self._tree.lemmas[token] in self._words.words("oaths") and self._harmful(content):
            act = "threaten"
        return Draft(self._tree, act, holders, token, *content, direct=True)

    def _ahead(self, content: tuple[int, int]) -> bool:
        """Whether a content speaks of what will be: a modal or an infinitive is in it, or no verb at all."""
        tokens = range(content[0], content[1] + 1)
        verbs = [t for t in tokens if self._tree.is_verb(t)]
        return not verbs or any(self._tree.tags[t] in ("MD", "VB") for t in tokens)

    def _harmful(self, content: tuple[int, int]) -> bool:
        verb = next((t for t in range(content[0], content[1] + 1) if self._tree.is_verb(t)), None)
        return verb is not None and self._tree.lemmas[verb] in self._words.words("harm")
