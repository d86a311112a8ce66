"""Where a text names places, before it is known which places these are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.lexicon.actors import ActorTables, Entry
from dragoman.model.text import Span
from dragoman.parse.nlp import Parse
from dragoman.parse.segments import plain_marks
from dragoman.parse.tree import Tree
from dragoman.resolve.gazetteer import Gazetteer, Sense
from dragoman.resolve.places.cues import Cues

_LONGEST = 5
_PLACES = ("GPE", "LOC", "FAC")
_NAMES = ("country", "capital", "region")
_PEOPLES = ("demonym", "region-demonym")


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place.

    `how` names the step that found it: `table`, `people` (a nationality), `entity`, `pattern`, `inside` (in an
    organization's name), `repeat`, `dateline`. `country` is given where the words leave no choice.
    """

    sentence: int
    first: int
    last: int
    span: Span
    name: str
    how: str
    country: str | None = None
    label: str = ""


class Detector:
    """Finds place names in the sentences of one article."""

    def __init__(self, parse: Parse, tables: ActorTables, gazetteer: Gazetteer, cues: Cues) -> None:
        self._parse = parse
        self._tables = tables
        self._gazetteer = gazetteer
        self._cues = cues
        self._hits = tables.find(plain_marks(parse.article.text))
        self._starts = [span[0] for span, _ in self._hits]

    def find(self) -> list[Toponym]:
        """All place names in text order."""
        found: list[Toponym] = []
        for tree in self._parse.trees:
            found.extend(_Sentence(tree, self._hits_in(tree), self._tables, self._gazetteer, self._cues).find())
        return found

    def _hits_in(self, tree: Tree) -> Sequence[tuple[Span, tuple[Entry, ...]]]:
        low, high = tree.span
        return self._hits[bisect_right(self._starts, low - 1) : bisect_right(self._starts, high - 1)]


class _Sentence:
    """Finds place names in one sentence: known names first, then what the recogniser marks, then patterns."""

    def __init__(
        self, tree: Tree, hits: Sequence[tuple[Span, tuple[Entry, ...]]], tables: ActorTables, gazetteer: Gazetteer, cues: Cues
    ) -> None:  # fmt: skip
        self.tree = tree
        self.hits = hits
        self.tables = tables
        self.gazetteer = gazetteer
        self.cues = cues
        self.taken: set[int] = set()
        self.found: list[Toponym] = []

    def find(self) -> list[Toponym]:
        tree = self.tree
        entities = list(_entities(tree))
        for first, last, label in entities:
            if label in _PLACES:
                self._entity(first, last, label)
        self._table_names()
        for first, last, label in entities:
            if label not in _PLACES and label not in ("PERSON", "DATE", "TIME", "CARDINAL"):
                self._inside(first, last, label)
        self._patterns()
        return sorted(self.found, key=lambda t: t.first)

    def _add(self, first: int, last: int, how: str, country: str | None = None, name: str | None = None) -> None:
        if any(token in self.taken for token in range(first, last + 1)):
            return
        tree = self.tree
        self.taken.update(range(first, last + 1))
        span = tree.chars(first, last)
        text = name or self._text(first, last)
        self.found.append(Toponym(tree.index, first, last, span, text, how, country, tree.entities[first][2:]))

    def _text(self, first: int, last: int) -> str:
        """Words as they stand, blanks where the text has some."""
        tree = self.tree
        parts = [tree.words[first]]
        for token in range(first + 1, last + 1):
            parts.append(" " if tree.starts[token] > tree.ends[token - 1] else "")
            parts.append(tree.words[token])
        return "".join(parts)

    def _table_names(self) -> None:
        tree = self.tree
        firsts = {start: token for token, start in enumerate(tree.starts)}
        lasts = {end: token for token, end in enumerate(tree.ends)}
        for (start, end), entries in self.hits:
            first, last = firsts.get(start), lasts.get(end)
            if first is None or last is None:
                continue
            entry = next((e for e in entries if e.kind in _NAMES), entries[0])
            label = tree.entities[first][2:]
            if label in ("PERSON", "LANGUAGE", "MONEY") and entry.kind != "country" or self._paper(last):
                continue
            if entry.kind in _NAMES and (entry.country or self._text(first, last) in self.gazetteer):
                self._add(first, last, "table")
            elif entry.kind in _PEOPLES and entry.country and tree.words[first][:1].isupper():
                self._add(first, last, "people", entry.country)

    def _paper(self, last: int) -> bool:
        """Whether a name goes on as a newspaper's: `Lima Times`."""
        tree = self.tree
        for token in range(last + 1, min(last + 4, len(tree))):
            if tree.words[token] in self.cues.papers:
                return tree.entities[last][2:] in ("ORG", "WORK_OF_ART", "")
            if not tree.words[token][:1].isupper():
                return False
        return False

    def _entity(self, first: int, last: int, label: str) -> None:
        """What the recogniser takes for a place: looked up whole, then without its direction, then in parts."""
        tree = self.tree
        while first < last and (tree.tags[first] in ("DT", "POS", "HYPH", "PRP$") or tree.lower[first] == "the"):
            first += 1
        while last > first and tree.tags[last] in ("POS", ",", "HYPH", ".", ":"):
            last -= 1
        if not tree.words[first][:1].isupper() and tree.lower[first] not in self.cues.directions:
            return
        if self._text(first, last) in self.gazetteer:
            self._add(first, last, "entity")
            return
        if first < last and tree.lower[first] in self.cues.directions:
            rest = self._text(first + 1, last)
            if rest in self.gazetteer:
                self._add(first + 1, last, "entity", name=rest)
                return
        if self._parts(first, last, "entity", 0):
            return
        if label == "GPE" and tree.words[first][:1].isupper():
            self._add(first, last, "entity")

    def _parts(self, first: int, last: int, how: str, least: int) -> bool:
        """Known names within a span, the longest first from the left; whether there were any."""
        tree = self.tree
        any_found = False
        token = first
        while token <= last:
            end = min(last, token + _LONGEST - 1)
            while end >= token and not self._known(token, end, least):
                end -= 1
            if end >= token:
                self._add(token, end, how)
                any_found = True
                token = end + 1
            else:
                token += 1
        return any_found

    def _known(self, first: int, last: int, least: int) -> bool:
        tree = self.tree
        word = tree.words[first]
        if not word[:1].isupper() or tree.tags[last] in ("IN", "CC", "POS", ",", "HYPH"):
            return False
        if first == last and (word in self.cues.words or word in self.cues.papers or word in self.cues.kinds or len(word) < 3):
            return False
        text = self._text(first, last)
        senses = self.gazetteer.senses(text)
        return any(sense.own and sense.population >= least for sense in senses)

    def _inside(self, first: int, last: int, label: str) -> None:
        """Places named within other names: `Ministry of Health of Ghana`, `Lagos State University`."""
        if label in ("ORG", "EVENT", "FAC", "LAW", "PRODUCT", "NORP") and not self._paper(first):
            self._parts(first, last, "inside", 100_000 if label == "ORG" else 1_000_000)

    def _patterns(self) -> None:
        """Capitalised names that the recogniser left out, in a place's position."""
        tree = self.tree
        token = 0
        while token < len(tree):
            if token in self.taken or tree.tags[token] not in ("NNP", "NNPS") or not tree.words[token][:1].isupper():
                token += 1
                continue
            last = token
            while last + 1 < len(tree) and last + 1 not in self.taken and tree.tags[last + 1] in ("NNP", "NNPS") and tree.words[last + 1][:1].isupper():
                last += 1
            if self._in_position(token, last):
                self._add(token, last, "pattern")
            token = last + 1

    def _in_position(self, first: int, last: int) -> bool:
        """Whether the words around a run of capitalised words make it a place."""
        tree = self.tree
        label = tree.entities[first][2:]
        if label in ("DATE", "TIME", "MONEY") or self._text(first, last) not in self.gazetteer:
            return False
        if last + 2 < len(tree) and tree.words[last + 1] == "," and self._container(last + 2):
            return True
        if first == 0 or label == "PERSON" and first != last:
            return False
        before = tree.lower[first - 1]
        if before in self.cues.locative:
            return label != "PERSON" or before in ("in", "near", "outside")
        return before == "of" and first > 1 and tree.lower[first - 2] in self.cues.nouns

    def _container(self, token: int) -> bool:
        """Whether a name that may hold another begins at a token: a country, state or province."""
        tree = self.tree
        for end in range(min(token + 2, len(tree) - 1), token - 1, -1):
            senses = self.gazetteer.senses(self._text(token, end)) if tree.words[token][:1].isupper() else ()
            if any(sense.feature in ("PCLI", "ADM1") for sense in senses):
                return True
        return False


def _entities(tree: Tree) -> Iterator[tuple[int, int, str]]:
    """Spans that the recogniser marked: first token, last token, label."""
    token = 0
    while token < len(tree):
        label = tree.entities[token]
        last = token
        if label:
            while last + 1 < len(tree) and tree.entities[last + 1] == f"I-{label[2:]}":
                last += 1
            yield token, last, label[2:]
        token = last + 1


def holds(outer: Sense, inner: Sense) -> bool:
    """Whether one place lies in another, as far as codes tell."""
    if outer.country is None or outer.country != inner.country or outer.id == inner.id:
        return False
    if outer.feature.startswith("PCL"):
        return True
    return outer.feature == "ADM1" and outer.code is not None and outer.code == inner.code
