"""Step 3: what a trained net says of points, for a student to learn from or for looking at.

python -m training.codes --net work/teacher --encoder MPNET --points work/pool.jsonl.gz --out work/pool.npz
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.data import Batcher, Names, Row, items, load, tokenizer_of
from training.network import ROLES, SCORES, TYPES, Net

_WINDOWS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("net", "encoder", "points", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    rows, pairs = codes(load(given.points), given.net, given.encoder)
    np.savez_compressed(given.out, rows=rows.astype(np.float16), pairs=pairs.astype(np.float16))


def loaded(trained: Path, encoder: Path) -> tuple[Net, Names]:
    """A trained net, ready to be asked."""
    table = json.loads((trained / "names.json").read_text(encoding="utf-8"))
    net = Net(encoder, len(table["features"]), len(table["pair_features"]), 0.0, fresh=True)
    net.load_state_dict(torch.load(trained / "net.pt", weights_only=True))
    return net.eval(), Names.read(trained / "names.json")


def codes(reports: Sequence[Row], trained: Path, encoder: Path) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Scores of all points in their order, and of all their pairs for the likeliest type of each."""
    net, names = loaded(trained, encoder)
    batcher = Batcher(names, np.random.default_rng(0))
    material = items(tokenizer_of(encoder), reports)
    places: dict[int, int] = {}
    first: list[int] = []
    many = 0
    for report in reports:
        for sentence in report["sentences"]:
            for point in sentence["points"]:
                places[id(point)] = len(first)
                first.append(many)
                many += len(point["pairs"])
    rows, pairs = np.zeros((len(first), SCORES), np.float32), np.zeros((many, ROLES), np.float32)
    material.sort(key=lambda item: len(item.pieces))
    with torch.no_grad():
        for start in range(0, len(material), _WINDOWS):
            chosen = material[start : start + _WINDOWS]
            batch, points = batcher.batch(chosen, told=[0] * sum(len(item.points) for item in chosen))
            scores = net(batch)[1].numpy()
            told = (scores[:, 1 : len(TYPES)].argmax(1) + 1).tolist()
            batch, points = batcher.batch(chosen, told=told)
            roles = net(batch)[2].numpy()
            at = 0
            for point, row in zip(points, scores, strict=True):
                place = places[id(point)]
                rows[place] = row
                width = len(point["pairs"])
                pairs[first[place] : first[place] + width] = roles[at : at + width]
                at += width
    return rows, pairs


if __name__ == "__main__":
    main()
