"""What a speaker does by a plain statement: the act of each clause said, by its modality, subject and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.extract.positions.draft import Draft, stretch
from dragoman.extract.positions.holders import Holders
from dragoman.lexicon.positions import PositionWords
from dragoman.model.mention import Mention
from dragoman.model.record import Statement
from dragoman.parse.clauses import Clauses
from dragoman.parse.modality import ModalityCues, ModalityReader
from dragoman.parse.tree import Tree

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OUTER = ("ROOT", "ccomp", "parataxis", "advcl", "conj", "pcomp", "xcomp", "dep")
_COMPLEMENTS = ("attr", "acomp", "advmod", "dobj", "oprd")
_WARNED = {"pledge": "threaten", "refuse": "threaten", "offer": "threaten", "predict": "concern"}
"""What a clause does that somebody warns of."""


class Said:
    """Reads the clauses of one tree that somebody said."""

    def __init__(
        self, tree: Tree, clauses: Clauses, holders: Holders, words: PositionWords, modality: ModalityReader
    ) -> None:
        self._tree = tree
        self._clauses = clauses
        self._holders = holders
        self._words = words
        self._modality = modality

    def drafts(self, inside: set[int], statement: Statement, speakers: tuple[Mention, ...]) -> Iterator[Draft]:
        """The positions of the clauses among some tokens."""
        heads = list(self.heads(inside))
        if not heads:
            yield from self._slogan(inside, statement, speakers)
        for head in heads:
            others = {
                t for other in heads if other != head and self._below(other, head) for t in self._tree.subtree(other)
            }
            content = stretch(self._tree, (set(self._tree.subtree(head)) & inside) - others)
            act = self.act(head, speakers, statement) if content is not None else None
            if statement.act == "concern" and act is not None:
                act = _WARNED.get(act, act)
            if act is not None and content is not None:
                yield Draft(self._tree, act, speakers, head, *self._bare(content), statement=statement)

    def _slogan(self, inside: set[int], statement: Statement, speakers: tuple[Mention, ...]) -> Iterator[Draft]:
        content = stretch(self._tree, inside)
        if content is None or statement.kind != "direct":
            return
        if self._tree.lower[content[0]] in self._words.words("slogans"):
            yield Draft(self._tree, "demand", speakers, content[0], *content, statement=statement)

    def _bare(self, content: tuple[int, int]) -> tuple[int, int]:
        first, last = content
        while first < last and (self._tree.lower[first] == "that" or self._tree.tags[first] == "CC"):
            if self._tree.lower[first] == "that" and self._tree.deps[first] != "mark":
                break
            first += 1
        return first, last

    def _below(self, token: int, head: int) -> bool:
        return head in self._tree.ancestors(token)

    # Clauses

    def heads(self, inside: set[int]) -> Iterator[int]:
        """Heads of the main clauses among some tokens; a frame such as `I think` gives way to what it frames."""
        tree = self._tree
        for token in sorted(inside):
            verb = tree.is_verb(token) or (tree.tags[token] == "JJ" and tree.kid(token, "aux", "auxpass") is not None)
            if not verb or tree.deps[token] not in _OUTER or not self._main(token, inside):
                continue
            yield self._framed(token, inside)

    def _main(self, token: int, inside: set[int]) -> bool:
        tree = self._tree
        head = tree.heads[token]
        if head not in inside or tree.deps[token] == "ROOT":
            return self._finite(token)
        if tree.deps[token] == "conj":
            own = tree.kid(token, *_SUBJECTS) is not None or self._modal(token)
            return own and self._finite(token) and self._main(head, inside)
        return tree.deps[token] in ("ccomp", "parataxis") and self._juxtaposed(token) and self._finite(token)

    def _juxtaposed(self, token: int) -> bool:
        """Whether a clause stands beside its head rather than below it: `…; it will go on`."""
        tree = self._tree
        marked = tree.kid(token, "mark") is not None
        return not marked and tree.extent(token)[1] < tree.heads[token] and ";" in tree.words

    def _modal(self, token: int) -> bool:
        return any(self._tree.tags[k] == "MD" for k in self._tree.kids(token, "aux"))

    def _finite(self, token: int) -> bool:
        tree = self._tree
        helpers = tree.kids(token, "aux", "auxpass")
        mark = tree.kid(token, "mark")
        if mark is not None and tree.lower[mark] in self._words.words("asides"):
            return False
        if tree.tags[token] in _FINITE or any(tree.tags[k] in _FINITE for k in helpers):
            return True
        return tree.tags[token] == "VB" and tree.deps[token] == "ROOT" and not helpers

    def _framed(self, token: int, inside: set[int]) -> int:
        tree = self._tree
        framing = self._words.words("framing")
        frame = token if tree.lemmas[token] in framing or tree.lower[token] in framing else None
        if frame is None:
            frame = next((k for k in tree.kids(token, "acomp") if tree.lower[k] in framing), None)
        if frame is None:
            return token
        framed = [k for k in (*tree.kids(frame, "ccomp"), *tree.kids(token, "ccomp")) if k in inside]
        if not framed:
            return token
        framed.sort(key=lambda k: not self._that(k))
        resumed = (k for k in tree.kids(framed[0], "advcl") if k > framed[0] and self._that(k))
        return next(resumed, framed[0])  # `sure that if …, that she would …`

    def _that(self, token: int) -> bool:
        mark = self._tree.kid(token, "mark")
        return mark is not None and self._tree.lower[mark] == "that"

    # Acts

    def act(self, head: int, speakers: tuple[Mention, ...], statement: Statement) -> str | None:
        """What the speaker does by a clause, or None where it only tells."""
        cues = self._modality.verb(self._clauses, head)
        subject = self._clauses.subject(head)
        if self._villain(head, subject):
            return "accuse"
        own = self._holders.own(self._tree, subject, speakers, statement)
        if self._asks(head):
            return None
        if self._demands(head, cues):
            return "demand"
        if self._called_false(head, subject):
            return "deny"
        if cues.modal == "will" or self._going(head):
            return self._future(head, cues, subject, own, speakers, statement)
        chance = self._chance(head, own, speakers)
        if chance is not None:
            return chance
        if own and self._complement(head) & self._words.words("ready"):
            return "offer" if cues.negation is None else "refuse"
        if cues.negation is not None or self._none(head):
            return self._negated(head, own)
        return self._judged(head, subject, own, speakers)

    def _villain(self, head: int, subject: int | None) -> bool:
        """Whether the actor is called a name that charges by itself."""
        tree = self._tree
        actors = [p for k in tree.kids(head, "agent") for p in tree.kids(k, "pobj")]
        if subject is not None and not self._clauses.passive(head):
            actors.append(subject)
        return any(tree.lemmas[t] in self._words.words("villains") for t in actors)

    def _asks(self, head: int) -> bool:
        """Whether a clause is a question."""
        return any(
            self._tree.words[t] == "?" for t in range(head, min(len(self._tree), self._tree.extent(head)[1] + 3))
        )

    def _demands(self, head: int, cues: ModalityCues) -> bool:
        tree = self._tree
        words = self._words
        if cues.modal == "must":
            return True
        helpers = tree.kids(head, "aux", "auxpass")
        if tree.tags[head] == "VB" and not helpers and tree.kid(head, *_SUBJECTS) is None:
            return tree.deps[head] == "ROOT" and tree.lemmas[head] != "thank"
        if tree.lemmas[head] in words.words("oblige") and cues.negation is None:
            clause = tree.kid(head, "xcomp", "ccomp")
            yet = any(tree.lower[k] == "yet" for k in tree.kids(head, "advmod"))
            if clause is not None and not yet and any(tree.lower[k] == "to" for k in tree.kids(clause, "aux")):
                return True
            if tree.lemmas[head] == "need" and tree.kid(head, "dobj") is not None:
                return True
        return cues.negation is None and bool(self._complement(head) & words.words("obliging"))

    def _called_false(self, head: int, subject: int | None) -> bool:
        if subject is None or self._tree.lemmas[subject] not in self._words.words("claims"):
            return False
        return bool(self._complement(head) & self._words.words("false"))

    def _going(self, head: int) -> bool:
        tree = self._tree
        going = tree.lower[head] == "going" or (tree.lemmas[head] == "go" and tree.tags[head] == "VBG")
        return going and tree.kid(head, "xcomp") is not None

    def _future(
        self,
        head: int,
        cues: ModalityCues,
        subject: int | None,
        own: bool,
        speakers: tuple[Mention, ...],
        said: Statement,
    ) -> str:
        """`will`: a promise or a threat of the speaker's own side, a forecast of anything else."""
        tree = self._tree
        doing = tree.kid(head, "xcomp") if self._going(head) else head
        lemma = self._verb(head if doing is None else doing)
        passive = self._clauses.passive(head)
        ours = self._ours(head, lemma, subject, own, speakers)
        if not ours:
            return "threaten" if said.act == "threaten" else "predict"
        if cues.negation is not None:
            return "refuse"
        if self._unless(head):
            return "threaten"
        if (lemma in self._words.words("harm") and not self._relief(doing)) or said.act == "threaten":
            return "threaten"
        return "offer" if own and not passive and self._conditional(head) else "pledge"

    def _ours(self, head: int, lemma: str, subject: int | None, own: bool, speakers: tuple[Mention, ...]) -> bool:
        """Whether what will be is up to the speaker's side."""
        tree = self._tree
        passive = self._clauses.passive(head)
        stative = lemma in self._words.words("stative")
        if subject is not None and tree.lower[subject] in ("it", "there", "this", "that"):
            return (own and not passive and not stative and lemma != "take") or (
                passive and self._holders.official(speakers)
            )
        if own and not passive:
            return True
        if not self._holders.official(speakers) or self._holders.foreign(tree, subject, speakers):
            return False
        return (passive and tree.kid(head, "agent") is None) or (self._holders.someone(tree, subject) and not stative)

    def _relief(self, doing: int | None) -> bool:
        """Whether what is withdrawn or stopped is itself a harm: troops, an embargo."""
        thing = None if doing is None else self._tree.kid(doing, "dobj", "obj", "nsubjpass")
        return thing is not None and self._tree.lemmas[thing] in self._words.words("relief")

    def _unless(self, head: int) -> bool:
        """Whether it will be if something is not done: `unless`, or a negated `if`."""
        tree = self._tree
        for verb in tree.kids(head, "advcl"):
            marks = {tree.lower[m] for m in tree.kids(verb, "mark")}
            if "unless" in marks or ("if" in marks and tree.kid(verb, "neg") is not None):
                return True
        return False

    def _conditional(self, head: int) -> bool:
        tree = self._tree
        marks = self._words.words("conditions")
        return any(
            tree.lower[m] in marks and tree.lower[m] != "until"
            for k in tree.kids(head, "advcl")
            for m in tree.kids(k, "mark", "advmod")
        )

    def _verb(self, head: int) -> str:
        particle = self._tree.kid(head, "prt")
        lemma = self._tree.lemmas[head]
        return lemma if particle is None else f"{lemma} {self._tree.lower[particle]}"

    def _chance(self, head: int, own: bool, speakers: tuple[Mention, ...]) -> str | None:
        """What may come: a veiled threat of the speaker's own side, else a forecast."""
        tree = self._tree
        words = self._words
        modal = any(tree.lower[k] in words.words("chance") for k in tree.kids(head, "aux"))
        likely = self._complement(head) & words.words("likely") or (
            tree.lower[head] in words.words("likely") and tree.tags[head] == "VBN"
        )
        if own and likely and "expected" in (tree.lower[head], *self._complement(head)):
            return "pledge"
        if modal and own:
            return None if tree.lemmas[head] in words.words("kind") or self._may_only(head) else "threaten"
        return "predict" if likely or modal else None

    def _may_only(self, head: int) -> bool:
        tree = self._tree
        could = any(tree.lower[k] == "could" for k in tree.kids(head, "aux"))
        return could or self._modality.verb(self._clauses, head).negation is not None

    def _none(self, head: int) -> bool:
        """`there is no …`, `has nothing to`, `neither is …`."""
        tree = self._tree
        kids = tree.kids(head, "attr", "dobj", "acomp", "oprd")
        empty = any(self._modality.denied(tree, k) is not None for k in kids)
        return empty or any(tree.lower[k] in ("neither", "nor", "never") for k in tree.children[head])

    def _negated(self, head: int, own: bool) -> str | None:
        if self._tree.lemmas[head] == "want" and own:
            return "pledge"
        if self._tree.lemmas[head] in self._words.words("unsure"):
            return None
        return "deny"

    def _judged(self, head: int, subject: int | None, own: bool, speakers: tuple[Mention, ...]) -> str | None:
        """A charge, praise or worry by the words of the clause."""
        words = self._words
        complement = self._complement(head)
        if own:
            busy = self._verb(head) in words.words("work") and self._tree.kid(head, "xcomp", "advcl") is not None
            return "pledge" if busy else None
        if self._charges(head, subject, speakers) or complement & words.words("charge"):
            return "accuse"
        if complement & words.words("bad") or self._verb(head) in words.words("bad"):
            return "concern"
        return "endorse" if complement & words.words("good") else None

    def _charges(self, head: int, subject: int | None, speakers: tuple[Mention, ...]) -> bool:
        """Whether somebody else is said to do wrong."""
        tree = self._tree
        joined = [k for k in tree.kids(head, "conj") if tree.kid(k, *_SUBJECTS) is None]
        verbs = [head, *tree.kids(head, "xcomp"), *joined]
        if not any(self._verb(v) in self._words.words("wrong") for v in verbs):
            return False
        if self._clauses.passive(head):
            subject = next((p for k in tree.kids(head, "agent") for p in tree.kids(k, "pobj")), None)
            return subject is not None and not self._holders.own(tree, subject, speakers)
        return subject is not None and tree.lower[subject] not in self._clauses.grammar.first_person

    def _complement(self, head: int) -> set[str]:
        """Lemmas of what a verb says of its subject, with their modifiers, outside side clauses."""
        tree = self._tree
        found: set[str] = set()
        stack = list(tree.kids(head, *_COMPLEMENTS, "prep"))
        while stack:
            token = stack.pop()
            found.update((tree.lemmas[token], tree.lower[token]))
            if tree.deps[token] == "pobj":
                found.add(f"{tree.lower[tree.heads[token]]} {tree.lower[token]}")
            stack.extend(tree.kids(token, "amod", "compound", "conj", "advmod", "pobj", "attr", "acomp", "prep"))
        return found


def tokens_in(tree: Tree, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The tokens of a tree that lie in some spans."""
    return {t for start, end in spans for t in range(len(tree)) if start <= tree.starts[t] and tree.ends[t] <= end}
