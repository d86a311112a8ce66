"""Reporting words of one sentence: who says something to whom, and which words of the sentence are what is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.extract.phrase import noun_phrase
from dragoman.lexicon.statements import ReportingVerb, StatementWords
from dragoman.model.text import Span
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree

_NOT_CUES = frozenset({"aux", "auxpass", "compound", "amod"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_OWN = frozenset(
    "nsubj nsubjpass aux auxpass neg advmod npadvmod prep dative prt agent dobj expl advcl tmod oprd punct".split()
)
_STOPS = frozenset({",", "-", "--", "?", "!", '"', "'", "''", "``", ".", ":", ";", "..."})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ADVERBIAL = ("IN", "TO", "VBG", "VBN", "RB", "WRB")
_REACH = 14
_GOES_ON = ("prep", "advmod", "npadvmod", "advcl")
_HARD = frozenset({"?", "!", '"', "''", "'"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One report in one tree; tokens throughout.

    `tag` is the stretch from speaker to the last word that goes with the reporting word, and `content` the tokens
    of the reported words, which may be none where they stand in quotation marks elsewhere.
    """

    tree: Tree
    head: int
    act: str
    words: tuple[int, ...]
    speaker: int | None
    addressee: int | None
    content: frozenset[int]
    tag: tuple[int, int]
    quotes: bool = False
    final: bool = False
    chained: bool = False

    @property
    def start(self) -> int:
        """Where the tag starts in the text."""
        return self.tree.starts[self.tag[0]]

    @property
    def end(self) -> int:
        """Where the tag ends in the text."""
        return self.tree.ends[self.tag[1]]

    @property
    def at(self) -> Span:
        """The reporting word in the text."""
        return self.tree.starts[self.head], self.tree.ends[self.head]


class Cues:
    """Finds the reports of one tree."""

    def __init__(self, tree: Tree, words: StatementWords) -> None:
        self.tree = tree
        self._words = words
        self._clauses = Clauses(tree)

    def find(self) -> Iterator[Cue]:
        """All reports of the tree in text order of their reporting words."""
        tree = self.tree
        for token in range(len(tree)):
            cue = None
            if tree.is_verb(token):
                cue = self._verb(token)
            elif tree.tags[token] in ("NN", "NNS"):
                cue = self._noun(token)
            elif tree.tags[token] == "JJ" and tree.lower[token] in self._words.lists["adjectives"]:
                cue = self._adjective(token)
            if cue is not None:
                yield cue

    # Verbs

    def _verb(self, verb: int) -> Cue | None:
        tree = self.tree
        if tree.deps[verb] in _NOT_CUES or (tree.deps[verb] == "prep" and tree.lower[verb] != "according"):
            return None
        if tree.lower[verb] == "according":
            return self._according(verb)
        entry, words = self._entry(verb)
        if entry is None:
            return None
        passive = self._clauses.passive(verb)
        speaker, addressee = self._parties(verb, entry, passive)
        content = self._passive_content(verb, entry) if passive else self._content(verb, entry)
        content = frozenset(content) - set(words) - self._added(verb, content)
        tag = self._tag(verb, content)
        chained = tree.deps[verb] == "pcomp" and tree.lower[tree.heads[verb]] == "as"
        quotes = "quote" in entry.takes and (not passive or speaker is not None)
        cue = Cue(tree, verb, entry.act, words, speaker, addressee, content, tag, quotes, False, chained)
        if "clause" in entry.takes or "quote" in entry.takes:
            cue = self._parenthetical(cue)
        return cue if cue.content or cue.quotes else None

    def _added(self, verb: int, content: Collection[int]) -> set[int]:
        """Further reports of the same speaker inside the content: `said …, adding that …`; `said … and warned that …`."""
        tree = self.tree
        found: set[int] = set()
        for token in content:
            if token <= verb + 1 or not tree.is_verb(token) or token in found:
                continue
            if tree.tags[token] == "VBG" and tree.words[token - 1] == "," and self._reports(token):
                found.update(t for t in tree.subtree(token) if t >= token)
        return found

    def _reports(self, verb: int) -> bool:
        entry = self._words.verbs.get(self.tree.lemmas[verb])
        return entry is not None and {"quote", "clause"} <= entry.takes

    def _entry(self, verb: int) -> tuple[ReportingVerb | None, tuple[int, ...]]:
        """What the lexicon knows of a verb with its particle, or without."""
        tree, verbs = self.tree, self._words.verbs
        lemma = tree.lemmas[verb]
        for kid in tree.children[verb]:
            if verb < kid <= verb + 4 and tree.deps[kid] in ("prt", "prep", "advmod", "acomp", "dobj"):
                entry = verbs.get(f"{lemma} {tree.lower[kid]}")
                if entry is not None:
                    return entry, (verb, kid)
        return verbs.get(lemma), (verb,)

    def _parties(self, verb: int, entry: ReportingVerb, passive: bool) -> tuple[int | None, int | None]:
        tree = self.tree
        if passive:
            agents = [p for k in tree.kids(verb, "agent", "prep") if tree.lower[k] == "by" for p in tree.kids(k, "pobj")]
            told = self._clauses.subject(verb) if entry.hearer else None
            return (agents[0] if agents else None), told
        return self._speaker(verb), self._addressee(verb, entry)

    def _speaker(self, verb: int) -> int | None:
        """The subject as it stands: a relative pronoun stays one, and is led to its noun by its mention."""
        tree = self.tree
        inverted = self._inverted(verb)
        if inverted is not None:
            return inverted
        own = tree.kid(verb, "nsubj", "csubj")
        if own is not None:
            return own if tree.tags[own] != "EX" else None
        if tree.deps[verb] == "pcomp" and tree.lower[tree.heads[verb]] == "as":
            return self._quoted(tree.heads[tree.heads[verb]])
        if tree.deps[verb] == "conj" and tree.is_verb(tree.heads[verb]):
            shared = tree.kid(tree.heads[verb], "nsubj", "nsubjpass")
            if shared is not None:
                return shared
        if tree.tags[verb] == "VBG" and tree.deps[verb] in ("acl", "advcl") and verb and tree.words[verb - 1] == ",":
            verbs = [a for a in tree.ancestors(verb) if tree.is_verb(a)]
            above = next((a for a in verbs if self._reports(a) and tree.tags[a] != "VBG"), verbs[0] if verbs else None)
            return self._clauses.subject(verb) if above is None else self._speaker(above)
        return self._clauses.subject(verb)

    def _inverted(self, verb: int) -> int | None:
        """The speaker after the verb: `…, said a spokesman`, also where the parser took it for an object."""
        tree = self.tree
        if not verb or tree.words[verb - 1] not in _STOPS or verb + 1 >= len(tree) or tree.tags[verb] == "VBG":
            return None
        found = [k for k in tree.kids(verb, "nsubj") if k > verb]
        if not found and tree.kid(verb, "nsubj") is None:
            found = [k for k in tree.kids(verb, "dobj", "attr", "oprd", "dep") if k > verb and tree.is_noun(k)]
        return found[0] if found and tree.extent(found[0])[0] == verb + 1 else None

    def _quoted(self, verb: int) -> int | None:
        """Whose words are handed on: `quoted the minister as saying`, `the minister was quoted as saying`."""
        if not self.tree.is_verb(verb):
            return None
        found = self.tree.kid(verb, "dobj")
        return self._clauses.subject(verb) if found is None or self._clauses.passive(verb) else found

    def _addressee(self, verb: int, entry: ReportingVerb) -> int | None:
        tree = self.tree
        if entry.hearer:
            return tree.kid(verb, "dobj", "dative")
        if "whole" in entry.takes:
            return tree.kid(verb, "dobj")
        to = next((k for k in tree.kids(verb, "prep", "dative") if tree.lower[k] == "to"), None)
        return None if to is None or "to" in entry.about else tree.kid(to, "pobj")

    # Content of verbs

    def _content(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        if rest := self._as(verb):
            return rest
        for way in ("clause", "whole", "to", "object", "about"):
            if way in entry.takes or way == "about":
                found: set[int] = set(getattr(self, f"_by_{way}")(verb, entry))
                if found:
                    return found
        return ()

    def _by_clause(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        tree = self.tree
        for kid in tree.kids(verb, "ccomp"):
            if self._to(kid) and not tree.kids(kid, "mark"):
                continue
            return self._whole(verb, set(self._below(kid, verb)))
        for kid in tree.kids(verb, "advcl"):
            mark = tree.kid(kid, "mark")
            if kid > verb and mark is not None and tree.lower[mark] in ("if", "whether", "that"):
                return self._whole(verb, set(self._below(kid, verb)))
        return () if "object" in entry.takes else self._that(verb)

    def _that(self, verb: int) -> Iterable[int]:
        """A that-clause near the verb which the parser hung elsewhere: `said for the first time that …`."""
        tree = self.tree
        for token in range(verb + 1, min(verb + _REACH, len(tree))):
            if tree.lower[token] == "that" and tree.tags[token] in ("IN", "WDT", "DT") and token - verb > 1:
                return self._rest(verb, token)
            if tree.tags[token] in _FINITE or tree.words[token] in _STOPS or tree.tags[token] == "VB":
                break
        return ()

    def _rest(self, verb: int, that: int) -> set[int]:
        """The clause of a `that` as far as its subtree goes, to the end of the sentence where it has none."""
        tree = self.tree
        head = tree.heads[that]
        if head <= that:
            return set()
        last = max(t for t in tree.subtree(head))
        return set(range(that, last + 1))

    def _as(self, verb: int) -> set[int]:
        """`As the ministry noted, …`: the rest of the sentence."""
        tree = self.tree
        first, last = self._tag(verb, frozenset())
        mark = tree.kid(verb, "mark")
        if mark is None or tree.lower[mark] != "as" or mark > 1 or last + 2 >= len(tree) or tree.words[last + 1] != ",":
            return set()
        return set(range(last + 2, len(tree)))

    def _whole(self, verb: int, content: set[int]) -> set[int]:
        """A clause after its verb with what the parser hung beside it: its first words, and what follows it."""
        tree = self.tree
        if not content or min(content) < verb:
            return content
        own = {t for k in tree.children[verb] if k not in content and tree.deps[k] in _OWN for t in tree.subtree(k)}
        first, last = min(content), max(content)
        while first - 1 > verb and first - 1 not in own and tree.deps[first - 1] not in ("punct", "prt", "cc"):
            first -= 1
        content.update(range(first, min(content)))
        for kid in tree.children[verb]:
            if kid > last and tree.deps[kid] in _GOES_ON and tree.words[tree.extent(kid)[0] - 1] not in _STOPS:
                content.update(tree.subtree(kid))
        return content

    def _by_to(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        tree = self.tree
        return (t for kid in tree.kids(verb, "xcomp", "ccomp") if kid > verb and self._to(kid) for t in self._below(kid, verb))

    def _by_whole(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        """Object and infinitive together: `urged [both sides to return]`; `called on X [to go]`."""
        tree = self.tree
        kids = [k for k in tree.kids(verb, "dobj", "xcomp", "ccomp") if k > verb]
        return (t for kid in kids for t in self._below(kid, verb))

    def _by_object(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        tree = self.tree
        objects = [k for k in tree.kids(verb, "dobj") if k > verb]
        if not objects or entry.hearer:
            return ()
        rest = [k for k in tree.kids(verb, "prep") if k > objects[0] and tree.lower[k] in entry.rest]
        kids = objects + rest + [k for k in tree.kids(verb, "oprd", "xcomp") if k > objects[0]]
        return (t for kid in kids for t in self._below(kid, verb))

    def _by_about(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        tree = self.tree
        for kid in tree.kids(verb, "prep"):
            if kid > verb and tree.lower[kid] in entry.about:
                rest = [k for k in tree.kids(verb, "prep") if k > kid and tree.lower[k] in entry.rest]
                return {t for k in (kid, *rest) for t in self._below(k, verb)} - {kid}
        return ()

    def _passive_content(self, verb: int, entry: ReportingVerb) -> Iterable[int]:
        """What is said of a subject: `is said to have left`, `was condemned by`; `was told that`."""
        tree = self.tree
        subject = tree.kid(verb, "nsubjpass", "nsubj")
        clause = set(self._by_clause(verb, entry))
        if clause or subject is None:
            return clause
        infinitive = set(self._by_to(verb, entry))
        if infinitive and tree.lemmas[verb] in self._words.lists["raising"]:
            return infinitive | set(self._below(subject, verb))
        if entry.hearer:
            return infinitive or set(self._by_about(verb, entry))
        agent = any(tree.lower[k] == "by" for k in tree.kids(verb, "agent", "prep"))
        return self._below(subject, verb) if "object" in entry.takes and agent and tree.deps[verb] != "relcl" else ()

    def _below(self, token: int, verb: int) -> Iterable[int]:
        """A subtree without the reporting verb's own, where that hangs inside it."""
        if verb in set(self.tree.ancestors(token)):
            return self.tree.subtree(token)
        return set(self.tree.subtree(token)) - set(self.tree.subtree(verb))

    def _to(self, verb: int) -> bool:
        tree = self.tree
        return any(tree.lower[k] == "to" for k in tree.kids(verb, "aux")) and tree.kid(verb, *_SUBJECTS) is None

    # Tags

    def _tag(self, verb: int, content: frozenset[int]) -> tuple[int, int]:
        """The stretch around a reporting verb that is no content: speaker, adverbs, time, place."""
        tree = self.tree
        own = {verb}
        for kid in tree.children[verb]:
            if tree.deps[kid] in _OWN and kid not in content:
                own.update(t for t in tree.subtree(kid) if t not in content)
        first = last = verb
        while first - 1 in own and not (tree.words[first - 1] in _STOPS and not self._inside(own, first - 1)):
            first -= 1
        while last + 1 in own:
            last += 1
        while last > verb and tree.words[last] in _STOPS:
            last -= 1
        while first < verb and tree.words[first] in _STOPS:
            first += 1
        return first, last

    def _inside(self, own: set[int], token: int) -> bool:
        """Whether a comma lies within the speaker's phrase rather than before it."""
        return self.tree.deps[token] == "punct" and self.tree.heads[token] in own and self.tree.is_noun(self.tree.heads[token])

    def _parenthetical(self, cue: Cue) -> Cue:
        """Content before a tag that ends its sentence or is put into it: `The talks, he said, had failed.`"""
        tree, verb = self.tree, cue.head
        first, last = cue.tag
        if tree.is_verb(verb) and tree.tags[verb] in ("VBG", "VB", "VBN") and not tree.kid(verb, "aux", "auxpass"):
            return cue
        right = frozenset(token for token in cue.content if token > verb)
        if right and (len(right) == len(cue.content) or tree.words[last + 1] not in _STOPS):
            return replace(cue, content=right)
        before = first - 1
        if before < 1 or tree.words[before] not in _STOPS or not self._has_speaker(cue):
            return cue
        if tree.deps[verb] == "relcl" or not self._may_be_said(before, last):
            return cue
        start = 1 if tree.tags[0] == "CC" else 0
        content = set(range(start, before + 1))
        if last + 2 < len(tree) and tree.words[last + 1] in (",", "-", "--"):
            content.update(self._after(cue, last + 2))
        return replace(cue, content=frozenset(content), final=True)

    def _may_be_said(self, before: int, last: int) -> bool:
        """Whether the words up to `before` can be reported ones: a clause or a quotation, no mere `In Rome, he said:`."""
        tree = self.tree
        if tree.words[before] in _HARD:
            return True
        after = tree.words[last + 1 : last + 3]
        if after[:1] == [":"]:
            return tree.words[before - 1] in _HARD
        if tree.words[before - 1] in _HARD:
            return True
        finite = any(tree.tags[t] in _FINITE for t in range(before))
        quoted = '"' in after or "''" in after or "``" in after
        goes_on = after[:1] == [","]
        if goes_on and not quoted:
            return finite or any(tree.tags[t] in _FINITE for t in range(last + 1, len(tree)))
        if goes_on:
            return finite or tree.tags[0] not in _ADVERBIAL
        return finite and not (tree.tags[0] in ("VBN", "VBG") and "," not in tree.words[:before])

    def _has_speaker(self, cue: Cue) -> bool:
        """Whether the speaker stands in the tag itself, so that what precedes it is not its subject."""
        return cue.speaker is not None and cue.tag[0] <= cue.speaker <= cue.tag[1]

    def _after(self, cue: Cue, start: int) -> set[int]:
        """What goes on after an inserted tag, where the parser did not put it below the reporting verb."""
        tree, verb = self.tree, cue.head
        if tree.deps[verb] not in ("parataxis", "ccomp", "advcl") and not any(t >= start for t in cue.content):
            return set()
        below = {t for k in tree.children[verb] if k >= start and k not in cue.content for t in tree.subtree(k)} - cue.content
        return set(range(start, len(tree))) - below

    # Other reporting words

    def _according(self, token: int) -> Cue | None:
        """`according to X`: the rest of the sentence is what X says."""
        tree = self.tree
        to = next((k for k in tree.kids(token, "prep") if tree.lower[k] == "to"), None)
        if to is None and token + 1 < len(tree) and tree.lower[token + 1] == "to":
            to = token + 1
        source = None if to is None else tree.kid(to, "pobj")
        if to is None or source is None:
            return None
        _, last = noun_phrase(tree, source)
        if last >= len(tree) - 2 and token < 2:
            last = next((t - 1 for t in range(source, last) if tree.words[t] == ","), last)
        first = token - 1 if token and tree.tags[token - 1] == "RB" and tree.heads[token - 1] == token else token
        start = 1 if tree.tags[0] == "CC" and first > 1 else 0
        content = frozenset(t for t in range(start, len(tree)) if not first <= t <= last)
        return Cue(tree, token, "assert", (token, to), source, None, content, (first, last), True, True)

    def _noun(self, noun: int) -> Cue | None:
        """`X's warning that …`, `a pledge by X to …`, `issued a warning that …`."""
        tree = self.tree
        act = self._words.nouns.get(tree.lemmas[noun])
        if act is None:
            return None
        clause = next((k for k in tree.kids(noun, "acl", "ccomp", "relcl") if self._reported(k, act)), None)
        if clause is None:
            return None
        speaker, carrier = self._noun_speaker(noun)
        if speaker is None:
            return None
        words = (noun,) if carrier is None else (carrier, noun)
        tag = (min(words), noun)
        return Cue(tree, noun, act, words, speaker, None, frozenset(tree.subtree(clause)), tag)

    def _reported(self, verb: int, act: str) -> bool:
        tree = self.tree
        mark = tree.kid(verb, "mark")
        if mark is not None and tree.lower[mark] in ("that", "whether"):
            return True
        return act in ("demand", "offer", "pledge", "refuse", "threaten") and self._to(verb)

    def _noun_speaker(self, noun: int) -> tuple[int | None, int | None]:
        """Whose words a noun stands for, and the light verb that carries it."""
        tree = self.tree
        owner = tree.kid(noun, "poss")
        if owner is not None:
            return owner, None
        for kid in tree.kids(noun, "prep"):
            if tree.lower[kid] in ("by", "from") and tree.kid(kid, "pobj") is not None:
                return tree.kid(kid, "pobj"), None
        verb = tree.heads[noun]
        if tree.deps[noun] == "dobj" and tree.lemmas[verb] in self._words.lists["light"]:
            return self._speaker(verb), verb
        return None, None

    def _adjective(self, token: int) -> Cue | None:
        """`made it clear that`, `was adamant that`."""
        tree = self.tree
        verb = tree.heads[token]
        if tree.lemmas[verb] not in self._words.lists["carriers"] and tree.deps[token] != "acomp":
            verb = next((a for a in tree.ancestors(token) if tree.lemmas[a] in self._words.lists["carriers"]), verb)
        if tree.lemmas[verb] not in self._words.lists["carriers"]:
            return None
        near = [k for k in (*tree.kids(token, "ccomp"), *tree.kids(verb, "ccomp")) if tree.kid(k, "mark") is not None]
        clause = next((k for k in near if tree.lower[tree.kid(k, "mark") or 0] == "that" and k > token), None)
        speaker = self._speaker(verb)
        if clause is None or speaker is None or tree.tags[speaker] == "PRP" and tree.lower[speaker] == "it":
            return None
        content = frozenset(tree.subtree(clause))
        return Cue(tree, token, "assert", (verb, token), speaker, None, content, self._tag(verb, content | {token}))
