"""The one place that knows the order of the stages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import dragoman
from dragoman import lexicon
from dragoman.errors import ArticleError
from dragoman.extract.events import EventExtractor, Findings
from dragoman.extract.positions import PositionExtractor
from dragoman.extract.positions.weighed import Stand, Weighed
from dragoman.extract.scoring.decide import taken, told
from dragoman.extract.scoring.features import ByRules
from dragoman.extract.scoring.reader import SHIPPED, Reader, Reading
from dragoman.extract.scoring.thresholds import Thresholds
from dragoman.extract.scoring.weigh import weigh
from dragoman.extract.statements import StatementExtractor
from dragoman.lexicon import Lexicon
from dragoman.model.mention import Mentions, Moment, Place
from dragoman.model.record import CoderInfo, Coding, Position, Statement, Where
from dragoman.model.text import Article, Note, Problem
from dragoman.parse.nlp import Parse, Parser
from dragoman.parse.tense import Tenses
from dragoman.parse.tree import Tree
from dragoman.read import read_text
from dragoman.read.duplicate import duplicate_body
from dragoman.read.furniture import furniture_of
from dragoman.resolve.actors import resolve_actors
from dragoman.resolve.gazetteer import load_gazetteer
from dragoman.resolve.places import Sites, event_place, resolve_places
from dragoman.resolve.times import TimeReader

DEFAULT_PARSER = "en_core_web_md"
SHIPPED_MODEL = "default"
RULES = "rules"
"""Names of the learned stage that comes with the package, and of none."""
DEFAULT_MODEL = SHIPPED_MODEL


@dataclass(frozen=True, slots=True)
class Basis:
    """What the events and positions of an article are made from."""

    parse: Parse
    mentions: Mentions
    times: tuple[Moment, ...]
    places: tuple[Place, ...]
    sites: Sites
    statements: tuple[Statement, ...]


class Coder:
    """Turns articles into codings; the same article and the same coder give the same coding, byte for byte.

    `model` is `default`, `rules` (no learned stage), or the folder of a model; `lexicon_dir` a folder of tables laid
    over ours; `parser` names a spaCy pipeline that is installed. Raises ModelError and LexiconError where these cannot
    be had.
    """

    def __init__(
        self, model: str | Path = DEFAULT_MODEL, lexicon_dir: Path | None = None, parser: str = DEFAULT_PARSER
    ) -> None:
        self.lexicon = lexicon.load(lexicon_dir)
        self.parser = Parser(parser, self.lexicon.grammar, self.lexicon.actors.spans)
        self.gazetteer = load_gazetteer(self.lexicon)
        self.times = TimeReader(self.lexicon.times)
        self.events = EventExtractor(self.lexicon)
        self.statements = StatementExtractor(self.lexicon)
        self.positions = PositionExtractor(self.lexicon)
        self.reader = _reader(model, self.lexicon)
        learned = "" if self.reader is None else self.reader.fingerprint
        made_with = (dragoman.__version__, self.parser.name, self.lexicon.fingerprint, learned)
        rules = hashlib.sha256("\0".join(made_with).encode())
        self.info = CoderInfo("dragoman", dragoman.__version__, self.parser.name, f"sha256:{rules.hexdigest()}")

    def code(self, article: Article | str, published: str | None = None, *, title: str | None = None) -> Coding:
        """Everything recorded from one article or text; `published` (an ISO date) and `title` go with a text.

        Raises ArticleError for anything else, DateError for a date that is none.
        """
        return next(self.code_all([_article(article, published, title)]))

    def code_all(self, articles: Iterable[Article | str] | Article | str) -> Iterator[Coding]:
        """Codings in the order of the articles or texts. Raises ArticleError where something else comes."""
        some = [articles] if isinstance(articles, (Article, str)) else articles
        for parse in map(self._news, self.parser.parse(map(_article, some))):
            yield self.extract(parse, self._mentions(parse))

    def read_actors(self, article: Article) -> tuple[Parse, Mentions]:
        """The first stages alone: trees and mentions of one article."""
        parse = self._news(next(self.parser.parse([article])))
        return parse, self._mentions(parse)

    def _mentions(self, parse: Parse) -> Mentions:
        """Places first: they say whose those in them are."""
        return resolve_actors(parse, self.lexicon, resolve_places(parse, self.lexicon, self.gazetteer))

    def _news(self, parse: Parse) -> Parse:
        """A parse without what tells nothing new: the second copy of a body that stands twice, and furniture."""
        text = parse.article.text
        doomed = list(furniture_of(text, self.lexicon.furniture))
        if any(note.code == "duplicate-body" for note in parse.article.notes):
            doomed.append(duplicate_body(text) or (0, 0))
        if not doomed:
            return parse
        kept = (tree for tree in parse.trees if not any(start <= tree.span[0] < end for start, end in doomed))
        return replace(parse, trees=tuple(kept))

    def extract(self, parse: Parse, mentions: Mentions) -> Coding:
        """The last stages: records from trees and mentions."""
        return self.examine(parse, mentions)[0]

    def examine(self, parse: Parse, mentions: Mentions) -> tuple[Coding, Findings]:
        """The last stages, with what was decided about each candidate on the way."""
        basis = self.basis(parse, mentions)
        rules = self.by_rules(basis)
        found, positions = rules.found, rules.positions
        if self.reader is not None:
            readings = self.reader.read(parse, mentions, rules)
            found, positions = self.weighed(basis, rules, readings, self.reader.limits)
        notes = list(parse.article.notes)
        if not found.events:
            notes.append(Note("nothing-coded", found.why_none()))
        coding = Coding(
            coder=self.info, article=parse.article, actors=mentions.actors, places=basis.places, times=basis.times,
            events=found.events, statements=basis.statements, positions=tuple(positions), notes=tuple(notes),
            sentences=len(parse.trees), sentence_starts=tuple(tree.span[0] for tree in parse.trees),
        )  # fmt: skip
        return coding, found

    def basis(self, parse: Parse, mentions: Mentions) -> Basis:
        """Times, places and statements, from which events and positions are made."""
        sentences = [tree.span for tree in parse.trees]
        tense = Tenses(parse, self.lexicon.times.cues["achieved"])
        times = self.times.find(parse.article.text, parse.article.published, sentences=sentences, tense=tense)
        places = mentions.places
        sites = Sites(places)
        statements = self.statements.extract(parse, mentions, times, partial(self._stage, sites))
        return Basis(parse, mentions, times, places, sites, statements)

    def by_rules(self, basis: Basis) -> ByRules:
        """What the rules make of an article."""
        parse, mentions, statements = basis.parse, basis.mentions, basis.statements
        found = self.events.extract(parse, mentions, basis.times, statements, partial(self._scene, basis.sites))
        positions = self.positions.extract(parse, mentions, basis.times, found.events, statements)
        return ByRules(found, positions, statements)

    def weighed(
        self, basis: Basis, rules: ByRules, readings: Sequence[Reading], limits: Thresholds
    ) -> tuple[Findings, Sequence[Position]]:
        """Events and positions as the model sees them."""
        parse, mentions = basis.parse, basis.mentions
        tense = self.lexicon.events.compose["will"]
        accepted = weigh(told(readings, limits), rules.mentions, limits, tense)
        found = self.events.decided(rules.found, accepted, partial(self._scene, basis.sites))
        stands = [Stand(t.reading.passage.tree, t.reading.point.token, t.act) for t in taken(readings, limits)]
        weighed = Weighed(stands, partial(_admits, {reading.place: reading for reading in readings}, limits.admitted))
        return found, self.positions.extract(parse, mentions, basis.times, found.events, basis.statements, weighed)

    def _scene(self, sites: Sites, tree: Tree, head: int) -> Where | None:
        found = event_place(tree, head, sites, self.lexicon.places)
        if found is None or found[2] == "nearest":
            return None  # a place elsewhere in the sentence is too weak a reason
        return Where(found[0].id, found[1])

    def _stage(self, sites: Sites, tree: Tree, head: int) -> Where | None:
        found = event_place(tree, head, sites, self.lexicon.places)
        return Where(found[0].id, found[1]) if found and found[2] == "phrase" else None


def _admits(readings: Mapping[tuple[int, int], Reading], least: float, tree: Tree, token: int, act: str) -> bool:
    """Whether the model gives an act at a token at least so much."""
    reading = readings.get((tree.index, token))
    return reading is not None and bool(reading.acts[reading.labels.acts.index(act)] >= least)


def _article(given: object, published: str | None = None, title: str | None = None) -> Article:
    """The article that is given, or that a text makes."""
    if isinstance(given, str):
        return read_text(given, published=published, title=title)
    if isinstance(given, Problem):
        raise ArticleError(f"{given.source} could not be read and cannot be coded: {given.code}: {given.message}")
    if not isinstance(given, Article):
        raise ArticleError(f"an Article or a text can be coded, not {type(given).__name__}")
    if published is not None or title is not None:
        raise ArticleError("published and title go with a text; an Article has its own")
    return given


def _reader(model: str | Path, tables: Lexicon) -> Reader | None:
    """The learned stage by its name or folder."""
    if model == RULES:
        return None
    return Reader(tables, SHIPPED if model == SHIPPED_MODEL else Path(model))


@lru_cache(maxsize=2)
def _coder(model: str | Path, lexicon_dir: Path | None, parser: str) -> Coder:
    return Coder(model, lexicon_dir, parser)


def code(
    text: str | Article, published: str | None = None, *, title: str | None = None,
    model: str | Path = DEFAULT_MODEL, lexicon_dir: Path | None = None, parser: str = DEFAULT_PARSER,
) -> Coding:  # fmt: skip
    """The coding of one text or article; `published` (an ISO date) and `title` go with a text.

    Without a date relative times stay unresolved and a note says so. Raises DateError for a date that is none,
    ArticleError for what is neither a text nor an Article.
    """
    article = _article(text, published, title)
    return _coder(model, lexicon_dir, parser).code(article)
