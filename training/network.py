"""The network that is trained: an encoder and heads, as `dragoman.extract.scoring.network` runs them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

TYPES = (
    "none", "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
MODALITIES = ("actual", "historical", "future", "hypothetical", "negated")
ACTS = ("none", "demand", "offer", "pledge", "refuse", "deny", "accuse", "threaten", "predict", "concern", "endorse")
SCORES = len(TYPES) + len(MODALITIES) + len(ACTS) + 1
"""A row of a point: types, modalities, acts, and whether it is central."""
ROLES = 3
_HIDDEN = 128
_TYPE = 32


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows with their points and pairs.

    `points` has window, first and last piece of the point, first and last of its sentence; `pairs` the point's row,
    first and last piece of the mention, the type told, and whether the mention is in the window. A bag is the rows of
    features and where those of each point or pair begin.
    """

    ids: Tensor
    mask: Tensor
    points: Tensor
    bag: tuple[Tensor, Tensor]
    pairs: Tensor
    pair_bag: tuple[Tensor, Tensor]


class Net(nn.Module):
    """Scores of points, once from text alone and once with features, and of pairs."""

    def __init__(self, encoder: Path, features: int, pair_features: int, dropout: float, fresh: bool = False) -> None:
        super().__init__()
        self.encoder: Any = (
            AutoModel.from_config(AutoConfig.from_pretrained(encoder), add_pooling_layer=False)
            if fresh
            else AutoModel.from_pretrained(encoder, dtype=torch.float32, add_pooling_layer=False)
        )
        size = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.plain = nn.Linear(2 * size, SCORES)
        self.out = nn.Linear(2 * size, SCORES)
        self.bag = nn.EmbeddingBag(features + 1, SCORES, mode="sum")
        self.types = nn.Embedding(len(TYPES), _TYPE)
        self.pair_in = nn.Linear(3 * size + _TYPE, _HIDDEN)
        self.pair_out = nn.Linear(_HIDDEN, ROLES)
        self.pair_bag = nn.EmbeddingBag(pair_features + 1, ROLES, mode="sum")
        nn.init.zeros_(self.bag.weight)
        nn.init.zeros_(self.pair_bag.weight)
        with torch.no_grad():
            for head in (self.plain, self.out):
                head.bias[0] = head.bias[len(TYPES) + len(MODALITIES)] = 2.0  # most points tell nothing

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Scores from text alone, scores with features, and scores of pairs."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(input_ids=batch.ids, attention_mask=batch.mask).last_hidden_state
        hidden = hidden.float()
        sums = torch.cat([torch.zeros(len(hidden), 1, hidden.shape[2]), hidden.cumsum(1)], 1)
        window, first, last, low, high = batch.points.T
        own = _mean(sums, window, first, last)
        both = self.dropout(torch.cat([own, _mean(sums, window, low, high)], 1))
        rows = self.out(both) + self.bag(*batch.bag)
        return self.plain(both), rows, self._pairs(batch, sums, own)

    def _pairs(self, batch: Batch, sums: Tensor, own: Tensor) -> Tensor:
        if not len(batch.pairs):
            return torch.zeros(0, ROLES)
        point, first, last, told, there = batch.pairs.T
        named = _mean(sums, batch.points[point, 0], first, last) * there[:, None]
        mine = own[point]
        joined = self.dropout(torch.cat([mine, named, mine * named, self.types(told)], 1))
        scores: Tensor = self.pair_out(torch.relu(self.pair_in(joined))) + self.pair_bag(*batch.pair_bag)
        return scores


def _mean(sums: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
    return (sums[window, last] - sums[window, first]) / (last - first)[:, None]
