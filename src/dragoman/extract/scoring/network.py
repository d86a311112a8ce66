"""The model's file: an encoder run by onnxruntime, and linear heads over its vectors and over named features."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ModelError

Vectors = NDArray[np.float32]
FILES = ("encoder.onnx", "heads.npz", "names.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Heads:
    """Weights: `out` over the vectors of a point and of its sentence, `bag` a row a named feature.

    `pair_in` and `pair_out` are the two layers over a point, a mention, their product and the type told,
    `types` the vectors of types, `pair_bag` a row a named feature of a pair.
    """

    out: Vectors
    out_bias: Vectors
    bag: Vectors
    types: Vectors
    pair_in: Vectors
    pair_in_bias: Vectors
    pair_out: Vectors
    pair_out_bias: Vectors
    pair_bag: Vectors


class Network:
    """A trained model in a folder. Raises ModelError where a file is missing or not what it should be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(f"{folder}: no model, {', '.join(missing)} missing")
        try:
            names: Mapping[str, Any] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
            with np.load(folder / "heads.npz") as weights:
                self.heads = Heads(**{name: weights[name].astype(np.float32) for name in Heads.__slots__})
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise ModelError(f"{folder}: the model's files do not fit: {error!r}") from error
        self.settings: Mapping[str, Any] = names["settings"]
        self._features = {name: row for row, name in enumerate(names["features"])}
        self._pair_features = {name: row for row, name in enumerate(names["pair_features"])}

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all files."""
        digest = hashlib.sha256()
        for name in FILES:
            digest.update((self._folder / name).read_bytes())
        return digest.hexdigest()

    @cached_property
    def tokenizer(self) -> Any:
        """The encoder's own tokenizer."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, pieces: Sequence[int]) -> Vectors:
        """One vector a piece. Windows are never batched, so that no result depends on another window."""
        ids = np.array([pieces], dtype=np.int64)
        found: Vectors = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0]
        return found

    def points(self, vectors: Vectors, features: Sequence[Iterable[str]]) -> Vectors:
        """Scores of points, a row each: of types, modalities, acts of positions, and of being central."""
        rows = vectors @ self.heads.out + self.heads.out_bias
        return cast(Vectors, rows + _sums(self.heads.bag, self._features, features))

    def pairs(
        self, points: Vectors, mentions: Vectors, types: Sequence[int], features: Sequence[Iterable[str]]
    ) -> Vectors:
        """Scores of mentions as none, actor or recipient of a point, a row a pair."""
        joined = np.concatenate([points, mentions, points * mentions, self.heads.types[list(types)]], axis=1)
        inner = np.maximum(joined @ self.heads.pair_in + self.heads.pair_in_bias, 0)
        rows = inner @ self.heads.pair_out + self.heads.pair_out_bias
        return cast(Vectors, rows + _sums(self.heads.pair_bag, self._pair_features, features))


def _sums(bag: Vectors, names: Mapping[str, int], features: Sequence[Iterable[str]]) -> Vectors:
    rows = [bag[[names[f] for f in one if f in names]].sum(axis=0) for one in features]
    return np.array(rows, dtype=np.float32).reshape(len(rows), bag.shape[1])
