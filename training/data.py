"""Reports with points as training material: windows, features as numbers, batches."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from dragoman.extract.scoring.windows import encode, windows
from training.network import TYPES, Batch

Row = Mapping[str, Any]
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A point in a window: its row, its pieces, those of its sentence, and of each mention near it, with its span."""

    row: Row
    own: Spot
    sentence: Spot
    named: tuple[Spot | None, ...]
    spans: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A window with its points.

    With `types`, all that is known is that one of its points tells one of these, by the first of the `sides` to the
    second.
    """

    pieces: tuple[int, ...]
    points: tuple[Placed, ...]
    types: tuple[str, ...] = ()
    sides: tuple[tuple[Spot, ...], tuple[Spot, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Names:
    """The features that are known, each with its row."""

    features: Mapping[str, int]
    pairs: Mapping[str, int]

    @classmethod
    def of(cls, reports: Sequence[Row], least: int = 3) -> Names:
        """Those that hold of at least so many points or pairs."""
        features: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for point in points(reports):
            features.update(point["features"])
            if point.get("roles"):
                pairs.update(name for pair in point["pairs"] for name in pair)
        kept = ({name for name, n in counts.items() if n >= least} for counts in (features, pairs))
        return cls(*({name: row for row, name in enumerate(sorted(names))} for names in kept))

    @classmethod
    def read(cls, path: Path) -> Names:
        """Those of a trained net."""
        table = json.loads(path.read_text(encoding="utf-8"))
        return cls(*({name: row for row, name in enumerate(table[key])} for key in ("features", "pair_features")))


def load(path: Path) -> list[dict[str, Any]]:
    """The reports that a step wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def points(reports: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """All points of reports."""
    return (point for report in reports for sentence in report["sentences"] for point in sentence["points"])


def tokenizer_of(encoder: Path) -> Tokenizer:
    """The tokenizer of an encoder's folder, without padding or cutting of its own."""
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def items(tokenizer: Tokenizer, reports: Iterable[Row]) -> list[Item]:
    """The windows of reports that hold points."""
    frame = tokenizer.token_to_id("[CLS]") or 0, tokenizer.token_to_id("[SEP]") or 2
    return [item for report in reports for item in _items(tokenizer, report, frame) if item.points]


def _items(tokenizer: Tokenizer, report: Row, frame: Spot) -> Iterator[Item]:
    sentences = report["sentences"]
    spans = [tuple(s["span"]) for s in sentences]
    encoded = encode(tokenizer, report["text"], spans)
    for window in windows(encoded, *frame):

        def at(number: int, span: Sequence[int], window: Any = window) -> Spot | None:
            if not 0 <= number < len(spans):
                return None
            start = spans[number][0]
            found: Spot | None = window.at(number, encoded[number].pieces((span[0] - start, span[1] - start)))
            return found

        placed = []
        for number, pieces in window.sentences:
            sentence = sentences[number]
            named = tuple(at(number - one["before"], one["span"]) for one in sentence["near"])
            texts = tuple((one["span"][0], one["span"][1]) for one in sentence["near"])
            placed += [
                Placed(p, at(number, p["span"]) or (pieces[0], pieces[0] + 1), pieces, named, texts)
                for p in sentence["points"]
            ]
        yield Item(window.pieces, tuple(placed), tuple(report.get("types", ())), _sides(report))


def _sides(report: Row) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """The spans of source and target of a report of one sentence."""
    source, target = (tuple((a, b) for a, b in report.get(name, ())) for name in ("source", "target"))
    return source, target


class Batcher:
    """Makes batches; with `drop` that share of the features is left out at random."""

    def __init__(self, names: Names, rng: np.random.Generator) -> None:
        self._names = names
        self._rng = rng

    def batch(
        self, chosen: Sequence[Item], told: Sequence[int] | None = None, drop: float = 0.0
    ) -> tuple[Batch, list[Row]]:
        """Windows as one batch, and the rows of their points.

        Pairs are those of points with coded roles; with `told`, the type of each point by number, those of all points
        that tell something.
        """
        longest = max(len(item.pieces) for item in chosen)
        ids = torch.zeros(len(chosen), longest, dtype=torch.long)
        mask = torch.zeros(len(chosen), longest, dtype=torch.long)
        rows: list[Row] = []
        spots: list[tuple[int, ...]] = []
        pairs: list[tuple[int, ...]] = []
        pair_names: list[Sequence[str]] = []
        for number, item in enumerate(chosen):
            ids[number, : len(item.pieces)] = torch.tensor(item.pieces)
            mask[number, : len(item.pieces)] = 1
            for placed in item.points:
                type_ = told[len(rows)] if told is not None else _type(placed.row)
                if type_:
                    pairs += [(len(rows), *(spot or (0, 1)), type_, int(spot is not None)) for spot in placed.named]
                    pair_names += placed.row["pairs"]
                spots.append((number, *placed.own, *placed.sentence))
                rows.append(placed.row)
        bag = self._bag([row["features"] for row in rows], self._names.features, drop)
        pair_bag = self._bag(pair_names, self._names.pairs, drop)
        pair_rows = torch.tensor(pairs, dtype=torch.long).reshape(len(pairs), 5)
        return Batch(ids, mask, torch.tensor(spots), bag, pair_rows, pair_bag), rows

    def _bag(
        self, named: Sequence[Sequence[str]], rows: Mapping[str, int], drop: float
    ) -> tuple[torch.Tensor, torch.Tensor]:
        flat: list[int] = []
        starts: list[int] = []
        for names in named:
            starts.append(len(flat))
            known = [rows[name] for name in names if name in rows]
            flat += [row for row, kept in zip(known, self._rng.random(len(known)) >= drop, strict=True) if kept]
        return torch.tensor(flat, dtype=torch.long), torch.tensor(starts, dtype=torch.long)


def _type(row: Row) -> int:
    """The number of the type that a reader coded, where the roles are coded too."""
    return TYPES.index(row["event"]["type"]) if row.get("roles") else 0
