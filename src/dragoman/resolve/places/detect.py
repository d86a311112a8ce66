"""Where a text names places, before it is known which places these are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.lexicon.actors import ActorTables, Entry
from dragoman.lexicon.places import PlaceCues
from dragoman.model.text import Span
from dragoman.parse.nlp import Parse
from dragoman.parse.segments import plain_marks
from dragoman.parse.tree import Tree
from dragoman.resolve.gazetteer import Gazetteer
from dragoman.resolve.places.kinds import glued_home, of_a_kind, party_homes, several
from dragoman.resolve.places.names import Toponym, acts, dateline_names, entities_of, surnames_of

_LONGEST = 5
_LEAST = {"FAC": 100_000, "LOC": 15_000}
"""How many people a place named within another name must have, by the label of the whole."""
_PLACES = ("GPE", "LOC", "FAC")
_NAMES = ("country", "capital", "region")
_PLACE_KINDS = frozenset({"country", "capital", "region", "demonym", "region-demonym", "metonym"})
_BODIES = frozenset({"organization", "group"})
_PEOPLES = ("demonym", "region-demonym")
_NUMBERS = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
_DASHES = ("-", "--", "–", "—", "(")
_STATES = ("PCLI", "PCLD", "ADM1")

Hits = Sequence[tuple[Span, tuple[Entry, ...]]]


class Detector:
    """Finds place names in one article."""

    def __init__(self, parse: Parse, tables: ActorTables, gazetteer: Gazetteer, cues: PlaceCues) -> None:
        self._parse = parse
        surnames = frozenset(surnames_of(parse.trees))
        never = cues.words | cues.papers | cues.kinds | surnames
        self._known = Known(tables, gazetteer, cues, surnames, never)
        self._hits = tables.find(plain_marks(parse.article.text))
        self._starts = [span[0] for span, _ in self._hits]

    def find(self) -> list[Toponym]:
        """All place names in text order."""
        sentences = [_Sentence(tree, self._hits_in(tree), self._known) for tree in self._parse.trees]
        for sentence in sentences:
            sentence.read()
        known = _repeatable(sentences)
        found = list(dateline_names(self._parse.article, self._known.gazetteer))
        for sentence in sentences:
            sentence.repeat(known)
            found.extend(sentence.found)
        return sorted(found, key=lambda toponym: toponym.span)

    def _hits_in(self, tree: Tree) -> Hits:
        low, high = tree.span
        return self._hits[bisect_right(self._starts, low - 1) : bisect_right(self._starts, high - 1)]


@dataclass(frozen=True, slots=True)
class Known:
    """What every sentence of an article is read with; `never` are words that are no place on their own."""

    tables: ActorTables
    gazetteer: Gazetteer
    cues: PlaceCues
    surnames: frozenset[str]
    never: frozenset[str]


class _Sentence:
    """Finds place names in one sentence: known names first, then what the recogniser marks, then patterns."""

    def __init__(self, tree: Tree, hits: Hits, known: Known) -> None:
        self.tree = tree
        self.found: list[Toponym] = []
        self._hits = hits
        self._tables = known.tables
        self._gazetteer = known.gazetteer
        self._cues = known.cues
        self._surnames = known.surnames
        self._never = known.never
        self._taken: set[int] = set()
        self._people: set[int] = set()

    def read(self) -> None:
        """Everything that the sentence alone gives."""
        entities = list(entities_of(self.tree))
        for first, last, label in entities:
            if label == "PERSON" and (last > first or self.tree.words[first] in self._surnames):
                self._people.update(range(first, last + 1))
        hits = list(self._bound_hits())
        self._block(hits)
        self._glued()
        for first, last, name in chain(
            party_homes(self.tree, self._gazetteer), several(self.tree, self._gazetteer, self._cues)
        ):
            self._add(first, last, "pattern", name=name)
        for first, last, label in entities:
            if label in _PLACES and first not in self._people:
                self._entity(first, last, label)
        self._table_names(hits)
        for first, last, label in entities:
            if label in ("ORG", "EVENT", "LAW", "PRODUCT", "NORP", "WORK_OF_ART"):
                self._inside(first, last, label)
        self._patterns()
        for first, last, name in of_a_kind(self.tree, self._cues, self._free):
            if not self._people.intersection(range(first, last + 1)):
                self._add(first, last, "kind", name=name)

    def repeat(self, known: dict[str, list[tuple[str, ...]]]) -> None:
        """Names that the article uses for places elsewhere, in capitals or not."""
        tree = self.tree
        for token, word in enumerate(tree.lower):
            for words in known.get(word, ()):
                last = token + len(words) - 1
                if tuple(tree.lower[token : last + 1]) == words and self._repeats(token, last):
                    self._add(token, last, "repeat")

    def _repeats(self, first: int, last: int) -> bool:
        word = self.tree.words[first]
        if not word[:1].isupper() or first in self._people or self._paper(first, last):
            return False
        return last > first or word not in self._cues.words

    def _add(self, first: int, last: int, how: str, country: str | None = None, name: str | None = None) -> None:
        if any(token in self._taken for token in range(first, last + 1)):
            return
        self._taken.update(range(first, last + 1))
        text = name or self._text(first, last)
        acting = how == "people" or acts(self.tree, first, last)
        span = self.tree.chars(first, last)
        self.found.append(Toponym(self.tree.index, first, last, span, text, how, country, acting))

    def _text(self, first: int, last: int) -> str:
        """Words as they stand, blanks where the text has some."""
        tree = self.tree
        if first == last:
            return tree.words[first]
        parts = [tree.words[first]]
        for token in range(first + 1, last + 1):
            parts.append(" " if tree.starts[token] > tree.ends[token - 1] else "")
            parts.append(tree.words[token])
        return "".join(parts)

    # Names in the tables of actors

    def _bound_hits(self) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """Names in the tables with their first and last token."""
        tree = self.tree
        if not self._hits:
            return
        firsts = {start: token for token, start in enumerate(tree.starts)}
        lasts = {end: token for token, end in enumerate(tree.ends)}
        for (start, end), entries in self._hits:
            first, last = firsts.get(start), lasts.get(end)
            if first is not None and last is not None:
                yield first, last, entries

    def _block(self, hits: Iterable[tuple[int, int, tuple[Entry, ...]]]) -> None:
        """Keep known persons' names and one-word bodies out: `Nato` is also a town."""
        for first, last, entries in hits:
            kinds = {entry.kind for entry in entries}
            if kinds & _PLACE_KINDS:
                continue
            if "person" in kinds and (last > first or self.tree.entities[first][2:] not in _PLACES):
                self._people.update(range(first, last + 1))
            elif kinds & _BODIES and first == last and self.tree.words[first] not in ("EU", "E.U."):
                self._taken.add(first)

    def _table_names(self, hits: Iterable[tuple[int, int, tuple[Entry, ...]]]) -> None:
        for first, last, entries in hits:
            kinds = {entry.kind for entry in entries}
            if kinds & _BODIES and last > first:
                self._inside(first, last, "ORG")
            elif ("person" not in kinds or kinds & _PLACE_KINDS) and not self._paper(first, last):
                self._table_name(first, last, entries)

    def _table_name(self, first: int, last: int, entries: tuple[Entry, ...]) -> None:
        tree = self.tree
        label = tree.entities[first][2:]
        entry = next((e for e in entries if e.kind in _NAMES), entries[0])
        if label == "PERSON" and (entry.kind != "country" or (first in self._people and last > first)):
            return
        if label in ("LANGUAGE", "MONEY") or not tree.words[first][:1].isupper():
            return
        first, last = self._widest(first, last)
        text = self._text(first, last)
        if entry.kind in _NAMES and not (first == last and text in self._cues.words):
            if text in self._gazetteer:
                self._add(first, last, "table")
            elif entry.country:
                self._add(first, last, "table", name=entry.name)
        elif entry.kind in _PEOPLES:
            region = text if " " in text else entry.name if entry.kind == "region-demonym" else ""
            if region in self._gazetteer:
                self._add(first, last, "people", None, region)  # `Central American`
            elif entry.country:
                self._add(first, last, "people", entry.country)

    def _widest(self, first: int, last: int) -> tuple[int, int]:
        """The longest name in the gazetteer that a known name is part of: `New York City`."""
        words = self.tree.words
        before = first - 1
        if first > 0 and words[before][:1].isupper() and before not in self._taken:
            first = before if self._text(before, last) in self._gazetteer else first
        if first == before:
            return before, last
        for end in range(min(last + 2, len(words) - 1), last, -1):
            if words[end][:1].isupper() and end not in self._taken and self._text(first, end) in self._gazetteer:
                return first, end
        return first, last

    def _glued(self) -> None:
        """Homes of members of parliament that the tokens do not part: `D-Ohio`."""
        tree = self.tree
        for token, word in enumerate(tree.words):
            name = glued_home(word, self._gazetteer) if word[1:2] in ("-", "–") else None
            if name is not None and token not in self._taken:
                self._taken.add(token)
                span = tree.starts[token] + 2, tree.ends[token]
                self.found.append(Toponym(tree.index, token, token, span, name, "table"))

    def _paper(self, first: int, last: int) -> bool:
        """Whether a name goes on as a newspaper's: `Lima Times`."""
        tree = self.tree
        for token in range(last + 1, min(last + 4, len(tree))):
            word = tree.words[token]
            if word in self._cues.papers:
                return tree.entities[first][2:] in ("ORG", "WORK_OF_ART", "")
            if not (word[:1].isupper() or word in ("-", "&")):
                return False
        return False

    # What the recogniser marks

    def _entity(self, first: int, last: int, label: str) -> None:
        """What the recogniser takes for a place: looked up whole, then in parts."""
        tree = self.tree
        while first < last and (tree.tags[first] in ("DT", "POS", "HYPH", "PRP$") or tree.lower[first] == "the"):
            first += 1
        while last > first and tree.tags[last] in ("POS", ",", "HYPH", ".", ":"):
            last -= 1
        word = tree.words[first]
        if not word[:1].isupper() and tree.lower[first] not in self._cues.directions:
            return
        if self._short(first, last):
            return
        if tree.tags[last] in ("NNP", "NNPS"):
            first, last = self._widest(first, last)
        text = self._text(first, last)
        if text in self._gazetteer:
            if first < last or self._counts(first, label):
                self._add(first, last, "entity")
        elif self._parts(first, last, "entity", _LEAST.get(label, 0)):
            return
        elif label == "GPE" and 0 < first < last and tree.lower[first - 1] in self._cues.locative:
            self._add(first, last, "entity")

    def _counts(self, token: int, label: str) -> bool:
        """Whether a single word that the recogniser marks is a place and no word, person or building."""
        tree = self.tree
        word = tree.words[token]
        located = token > 0 and tree.lower[token - 1] in self._cues.locative
        senses = self._gazetteer.senses(word)
        kinds = {entry.kind for entry in self._tables.names.get(word, ())}
        if kinds and kinds.issubset(_PEOPLES):
            return False
        if word in self._cues.words or word in self._cues.kinds or len(word) < 2:
            return located and label == "GPE"
        if any(sense.feature == "BLDG" for sense in senses):
            return located
        if word.isupper() and len(word) <= 4 and not any(s.own and s.feature[:3] != "PPL" for s in senses):
            return located and token == 0
        settled = any(s.feature in _STATES or s.feature == "PPLC" for s in senses)
        if not (located or settled) and any(tree.tags[kid] == "DT" for kid in tree.children[token]):
            return False  # `the Fairlane hit a tree`
        if word in self._surnames:
            return located or self._container(token + 2) or any(s.feature in _STATES for s in senses)
        return True

    def _short(self, first: int, last: int) -> bool:
        """A state's short form after a place: `Salem, Ore.`"""
        tree = self.tree
        if first != last or first < 2 or tree.words[first - 1] not in (",", "("):
            return False
        if first - 2 not in self._taken and not tree.words[first - 2][:1].isupper():
            return False
        state = self._gazetteer.short(tree.words[first])
        if state is not None:
            self._add(first, last, "pattern", name=f"={state.country}:{state.code}")
        return state is not None

    def _parts(self, first: int, last: int, how: str, least: int) -> bool:
        """Known names within a span, the longest first from the left; whether there were any."""
        any_found = False
        token = first
        while token <= last:
            end = min(last, token + _LONGEST - 1)
            while end >= token and not self._known(token, end, least):
                end -= 1
            if end >= token:
                self._add(token, end, how)
                any_found = True
            token = max(end, token) + 1
        return any_found

    def _known(self, first: int, last: int, least: int) -> bool:
        tree = self.tree
        word = tree.words[first]
        if not word[:1].isupper() or tree.tags[last] in ("IN", "CC", "POS", ",", "HYPH"):
            return False
        cues = self._cues
        if first == last and word in ("EU", "UK", "US"):
            return True
        if first == last and (len(word) < 4 or word in self._never or (word.isupper() and len(word) < 6)):
            return False
        senses = self._gazetteer.senses(self._text(first, last))
        if last > first and tree.words[last] in cues.kinds:
            least = 15_000
        return any(sense.own and sense.population >= least and sense.feature != "BLDG" for sense in senses)

    def _inside(self, first: int, last: int, label: str) -> None:
        """Places named within other names: `Ministry of Health of Ghana`, `Lagos State University`."""
        if self._paper(first, first) or self._paper(first, max(first, last - 1)):
            return
        if self._short(first, last):
            return
        tree = self.tree
        for token in range(first, last + 1):
            self._nationality(token, last)
        least = 100_000 if label in ("ORG", "EVENT") else 1_000_000
        if first > 0 and tree.lower[first - 1] in self._cues.locative:
            least = 15_000
        self._parts(first, last, "inside", least)

    def _nationality(self, token: int, last: int) -> None:
        for end in range(min(token + 1, last), token - 1, -1):
            entries = self._tables.names.get(self._text(token, end), ())
            entry = next((e for e in entries if e.kind in _PEOPLES or e.kind == "country"), None)
            if entry is not None and entry.country:
                self._add(token, end, "people" if entry.kind in _PEOPLES else "table", entry.country)
                return

    # Names that nothing marks

    def _patterns(self) -> None:
        """Capitalised names that the recogniser left out, in a place's position."""
        tree = self.tree
        token = 0
        while token < len(tree):
            if not self._free(token):
                token += 1
                continue
            last = token
            while last + 1 < len(tree) and self._free(last + 1):
                last += 1
            if self._in_position(token, last):
                self._add(token, last, "pattern")
            else:
                self._short(token, token)
            token = last + 1

    def _free(self, token: int) -> bool:
        tree = self.tree
        word = tree.words[token]
        if token in self._taken or not word[:1].isupper():
            return False
        return tree.tags[token] in ("NNP", "NNPS") or (
            word.isupper() and len(word) > 3 and tree.tags[token][:2] in ("NN", "JJ", "VB")
        )

    def _in_position(self, first: int, last: int) -> bool:
        """Whether the words around a run of capitalised words make it a place."""
        tree, cues = self.tree, self._cues
        label = tree.entities[first][2:]
        text = self._text(first, last)
        if label in _NUMBERS or text not in self._gazetteer:
            return False
        if first == last and (text in cues.words or text in cues.kinds):
            return False
        if text.isupper() and len(text) > 3 and last + 1 < len(tree) and tree.words[last + 1] in _DASHES:
            return True
        if last + 2 < len(tree) and tree.words[last + 1] == "," and self._container(last + 2):
            return first not in self._people or first == last
        if first == 0 or (text.isupper() and len(text) <= 4):
            return False
        before = tree.lower[first - 1]
        if before in cues.locative:
            return before in ("in", "near", "outside") or label != "PERSON"
        if before != "of" or first < 2 or first in self._people:
            return False
        # `the town of Osh`, `Ana Silva, 41, of Porto`
        return tree.lower[first - 2] in cues.nouns or tree.lower[first - 2] in (",", "both")

    def _container(self, token: int) -> bool:
        """Whether a name that may hold another begins at a token: a country, state or province."""
        tree = self.tree
        if token >= len(tree) or not tree.words[token][:1].isupper() or tree.words[token - 1] not in (",", "("):
            return False
        if self._gazetteer.short(tree.words[token]):
            return True
        for end in range(min(token + 2, len(tree) - 1), token - 1, -1):
            if any(sense.feature in _STATES for sense in self._gazetteer.senses(self._text(token, end))):
                return True
        return False


def _repeatable(sentences: Sequence[_Sentence]) -> dict[str, list[tuple[str, ...]]]:
    """Names that are places somewhere in the article, by their first word, the longest first."""
    names: set[tuple[str, ...]] = set()
    for sentence in sentences:
        for toponym in sentence.found:
            if (
                toponym.how in ("entity", "table", "pattern")
                and toponym.span[1] - toponym.span[0] > 3
                and toponym.name[0] != "="
            ):
                names.add(tuple(sentence.tree.lower[toponym.first : toponym.last + 1]))
    known: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(names, key=lambda words: (-len(words), words)):
        known.setdefault(words[0], []).append(words)
    return known
