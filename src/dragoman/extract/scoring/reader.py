"""The model at work: reads an article's points and says how likely each tells what, how, by whom and to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from dragoman.extract.scoring.features import ArticleFeatures, ByRules, SentenceFeatures
from dragoman.extract.scoring.network import Network, Vectors
from dragoman.extract.scoring.pairs import near, pair_features
from dragoman.extract.scoring.points import Passage, Point, PointFinder, PointWords
from dragoman.extract.scoring.thresholds import Thresholds
from dragoman.extract.scoring.windows import Encoded, Window, encode, windows
from dragoman.lexicon import Lexicon
from dragoman.model.mention import Mentions
from dragoman.parse.modality import ModalityReader
from dragoman.parse.nlp import Parse
from dragoman.parse.nominals import LightVerbs

SHIPPED = Path(__file__).parent / "model"
"""The model that comes with the package."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The types, modalities and acts that a model knows, in the order of its scores."""

    types: tuple[str, ...]
    modalities: tuple[str, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of one point: the likeliest type, modality and act, with their probabilities.

    `types`, `modalities` and `acts` are the probabilities of all, in the order of `labels`; those of types and acts
    begin with none, which `type` and `act` never name. `parties` has a row for each mention near the point: neither,
    actor, recipient.
    """

    passage: Passage
    point: Point
    labels: Labels
    types: Vectors
    modalities: Vectors
    acts: Vectors
    central: float
    parties: Vectors

    @property
    def place(self) -> tuple[int, int]:
        """Sentence and token."""
        return self.passage.tree.index, self.point.token

    @property
    def type(self) -> tuple[str, float]:
        """The likeliest type of event, and its probability."""
        return _likeliest(self.labels.types, self.types, 1)

    @property
    def modality(self) -> str:
        """The likeliest modality of that event."""
        return _likeliest(self.labels.modalities, self.modalities, 0)[0]

    @property
    def act(self) -> tuple[str, float]:
        """The likeliest act of a position, and its probability."""
        return _likeliest(self.labels.acts, self.acts, 1)


def _likeliest(names: Sequence[str], probabilities: Vectors, first: int) -> tuple[str, float]:
    number = int(probabilities[first:].argmax()) + first
    return names[number], float(probabilities[number])


class Features:
    """Finds the points of an article and names their features."""

    def __init__(self, lexicon: Lexicon, words: PointWords) -> None:
        self._finder = PointFinder(words, lexicon.events)
        self._grammar = lexicon.grammar
        self._modality = ModalityReader(lexicon.events.cues)
        self._light = LightVerbs.of(lexicon.events.light)

    def passages(self, parse: Parse, mentions: Mentions, rules: ByRules) -> list[Passage]:
        """The sentences of an article, with their points and the mentions near them."""
        article = ArticleFeatures(parse.trees, parse.article.text, rules)
        found: list[Passage] = []
        for tree in parse.trees:
            sentence = SentenceFeatures(tree, mentions, self._modality, self._light, self._grammar)
            before = found[-1].tree if found and found[-1].tree.index == tree.index - 1 else None
            named = near(tree, before, mentions)
            tokens = list(self._finder.of(tree))
            heads = len({one.mention.head for one in named if not one.before})
            points = []
            for token in tokens:
                clause = sentence.clause(token)
                event = article.event_at(tree.starts[token])
                features = dict.fromkeys([*sentence.of(clause), *article.of(tree, token, heads)])
                pairs = (pair_features(tree, clause, one, n, len(named), event) for n, one in enumerate(named))
                points.append(Point(token, tree.chars(token, token), tuple(features), tuple(map(tuple, pairs))))
            article.read(tree, tokens)
            found.append(Passage(tree, tuple(points), named))
        return found


class Reader:
    """A trained model with the lexicon that its features are made with."""

    def __init__(self, lexicon: Lexicon, folder: Path = SHIPPED) -> None:
        self._network = Network(folder)
        settings = self._network.settings
        words = {name: frozenset(settings["words"][name]) for name in ("nouns", "others", "no_events")}
        self._features = Features(lexicon, PointWords(**words, endings=tuple(settings["words"]["endings"])))
        self.labels = Labels(*(tuple(settings[name]) for name in Labels.__slots__))
        self.fingerprint = self._network.fingerprint
        self.limits = Thresholds.of(settings["thresholds"])

    def read(self, parse: Parse, mentions: Mentions, rules: ByRules) -> list[Reading]:
        """What the model says of each point, in text order."""
        passages = self._features.passages(parse, mentions, rules)
        tokenizer = self._network.tokenizer
        encoded = encode(tokenizer, parse.article.text, [p.tree.span for p in passages])
        frame = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        return [reading for window in windows(encoded, *frame) for reading in self._window(window, passages, encoded)]

    def _window(self, window: Window, passages: Sequence[Passage], encoded: Sequence[Encoded]) -> Iterator[Reading]:
        if not any(passages[n].points for n, _ in window.sentences):
            return
        vectors = self._network.encode(window.pieces)
        sums = np.concatenate([np.zeros((1, vectors.shape[1]), vectors.dtype), vectors.cumsum(axis=0)])

        def mean(first: int, last: int) -> Vectors:
            return cast(Vectors, (sums[last] - sums[first]) / (last - first))

        for number, (low, high) in window.sentences:
            passage, pieces = passages[number], encoded[number]
            if not passage.points:
                continue
            around = mean(low, high)
            places = [
                window.at(number, pieces.pieces(_from(p.span, passage))) or (low, low + 1) for p in passage.points
            ]
            own = np.array([mean(*place) for place in places])
            rows = self._network.points(
                np.concatenate([own, np.tile(around, (len(own), 1))], axis=1), [p.features for p in passage.points]
            )
            named = np.zeros((len(passage.near), vectors.shape[1]), dtype=np.float32)
            for n, one in enumerate(passage.near):
                at = number - 1 if one.before else number
                place = window.at(at, encoded[at].pieces(_from(one.mention.span, passages[at])))
                if place is not None:
                    named[n] = mean(*place)
            yield from self._readings(passage, own, rows, named)

    def _readings(self, passage: Passage, own: Vectors, rows: Vectors, named: Vectors) -> Iterator[Reading]:
        t, m, a = (len(names) for names in (self.labels.types, self.labels.modalities, self.labels.acts))
        for point, vector, row in zip(passage.points, own, rows, strict=True):
            parties = np.zeros((0, 3), dtype=np.float32)
            if len(named):
                likely = int(row[1:t].argmax()) + 1
                many = len(named)
                scores = self._network.pairs(np.tile(vector, (many, 1)), named, [likely] * many, point.pairs)
                parties = _softmax(scores)
            types, modalities, acts, central = np.split(row, np.cumsum([t, m, a]))
            sure = float(1 / (1 + np.exp(-central[0])))
            yield Reading(
                passage, point, self.labels, _softmax(types), _softmax(modalities), _softmax(acts), sure, parties
            )


def _from(span: tuple[int, int], passage: Passage) -> tuple[int, int]:
    start = passage.tree.span[0]
    return span[0] - start, span[1] - start


def _softmax(scores: Vectors) -> Vectors:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return cast(Vectors, powers / powers.sum(axis=-1, keepdims=True))
