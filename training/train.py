"""Step 2, 4: trains an encoder with its heads on coded points, and on what a teacher made of uncoded ones.

    python -m training.train --points work/train.jsonl.gz --encoder MINILM --out work/student [--codes work/pool.npz …]

Writes `net.pt`, `names.json` and `log.json` to `--out`. The same seed, threads and files give the same weights on one
kind of CPU.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.data import Batcher, Item, Names, Row, items, load, tokenizer_of
from training.network import ACTS, MODALITIES, TYPES, Batch, Net

_T, _M, _A = len(TYPES), len(MODALITIES), len(ACTS)
_MUTUAL = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")
"""Types of sentences whose two sides may both act."""
_LARGEST_NORM = 1.0
_BLOCK = 8
"""Batches whose windows are sorted by length together."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was found to work; see CARD.md for what did not."""

    epochs: int = 3
    windows: int = 6
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    bag_rate: float = 4e-3
    bag_decay: float = 0.05
    dropout: float = 0.25
    feature_dropout: float = 0.35
    smoothing: float = 0.05
    warm: float = 0.08
    seed: int = 0
    threads: int = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=Path, nargs="+", required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the folder of a trained net to go on from")
    parser.add_argument("--reports", type=int, help="train on so many, drawn by the seed (for a learning curve)")
    for name, default in Recipe.__dataclass_fields__.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default.default), default=default.default)
    given = parser.parse_args()
    recipe = Recipe(**{name: getattr(given, name) for name in Recipe.__dataclass_fields__})
    reports = [report for path in given.points for report in load(path)]
    if given.reports:
        order = np.random.default_rng(recipe.seed).permutation(len(reports))
        reports = [reports[n] for n in order[: given.reports]]
    train(reports, given.encoder, given.out, recipe, given.start)


def train(reports: Sequence[Row], encoder: Path, out: Path, recipe: Recipe, start: Path | None = None) -> None:
    """Train on reports with points and write the weights, from the encoder's own or from a trained net's."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    rng = np.random.default_rng(recipe.seed)
    names = Names.of(reports) if start is None else Names.read(start / "names.json")
    net = Net(encoder, len(names.features), len(names.pairs), recipe.dropout)
    if start is not None:
        net.load_state_dict(torch.load(start / "net.pt", weights_only=True))
    net.encoder.get_input_embeddings().requires_grad_(False)
    material = items(tokenizer_of(encoder), reports)
    steps = recipe.epochs * math.ceil(len(material) / recipe.windows)
    optimizer, schedule = _optimizer(net, recipe, steps)
    batcher = Batcher(names, rng)
    log: list[dict[str, float]] = []
    out.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    for epoch in range(recipe.epochs):
        net.train()
        total, done = 0.0, 0
        for chosen in _shuffled(material, recipe.windows, rng):
            loss = _batch_loss(net, batcher, chosen, recipe)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), _LARGEST_NORM)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            total, done = total + loss.item(), done + 1
            if done % 200 == 0:
                print(
                    f"epoch {epoch + 1} step {done} loss {total / done:.3f} {time.monotonic() - started:.0f} s",
                    flush=True,
                )
        log.append({"epoch": epoch + 1, "loss": total / max(1, done), "seconds": time.monotonic() - started})
        _save(net, names, log, recipe, out)


def _save(net: Net, names: Names, log: Sequence[dict[str, float]], recipe: Recipe, out: Path) -> None:
    torch.save(net.state_dict(), out / "net.pt")
    rows = {"features": list(names.features), "pair_features": list(names.pairs)}
    (out / "names.json").write_text(json.dumps(rows), encoding="utf-8")
    settings = {name: getattr(recipe, name) for name in Recipe.__dataclass_fields__}
    (out / "log.json").write_text(json.dumps({"recipe": settings, "epochs": list(log)}, indent=1), encoding="utf-8")


def _optimizer(net: Net, recipe: Recipe, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    groups: dict[str, list[Tensor]] = {"encoder": [], "bag": [], "head": []}
    for name, weights in net.named_parameters():
        kind = "encoder" if name.startswith("encoder") else "bag" if "bag" in name else "head"
        if weights.requires_grad:
            groups[kind].append(weights)
    optimizer = torch.optim.AdamW(
        [
            {"params": groups["encoder"], "lr": recipe.encoder_rate},
            {"params": groups["head"], "lr": recipe.head_rate},
            {"params": groups["bag"], "lr": recipe.bag_rate, "weight_decay": recipe.bag_decay},
        ],
        weight_decay=0.01,
    )
    warm = int(steps * recipe.warm) + 1

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _shuffled(material: Sequence[Item], size: int, rng: np.random.Generator) -> Iterator[list[Item]]:
    """Batches of windows of like length and kind, in a random order."""
    batches: list[list[Item]] = []
    for whole in (True, False):
        part = [item for item in material if bool(item.types) != whole]
        order = rng.permutation(len(part))
        for start in range(0, len(order), size * _BLOCK):
            block = sorted((part[n] for n in order[start : start + size * _BLOCK]), key=lambda item: len(item.pieces))
            batches += [block[n : n + size] for n in range(0, len(block), size)]
    return (batches[n] for n in rng.permutation(len(batches)))


def _batch_loss(net: Net, batcher: Batcher, chosen: Sequence[Item], recipe: Recipe) -> Tensor:
    if chosen[0].types:
        return _sentences_loss(net, batcher, chosen, recipe)
    batch, rows = batcher.batch(chosen, drop=recipe.feature_dropout)
    return _loss(net(batch), rows, recipe)


def _sentences_loss(net: Net, batcher: Batcher, chosen: Sequence[Item], recipe: Recipe) -> Tensor:
    """Where only a sentence's type and sides are known: that its likeliest point tells them (hard EM)."""
    told = [TYPES.index(item.types[0]) for item in chosen for _ in item.points]
    batch, _ = batcher.batch(chosen, told=told, drop=recipe.feature_dropout)
    plain, full, pairs = net(batch)
    far = _sides_loss(chosen, batch, pairs, len(told))
    window = [n for n, item in enumerate(chosen) for _ in item.points]
    wanted = torch.zeros(len(told), _T)
    for row, number in enumerate(window):
        wanted[row, [TYPES.index(type_) for type_ in chosen[number].types]] = 1.0
    losses = [-((one[:, :_T].softmax(1) * wanted).sum(1) + 1e-6).log() for one in (plain, full)]
    cost = (losses[1] + 2 * far).detach().tolist()
    best = [
        min((n for n, w in enumerate(window) if w == number), key=cost.__getitem__) for number in sorted(set(window))
    ]
    others = sorted(set(range(len(told))) - set(best))
    mutual = [chosen[window[n]].types[0] in _MUTUAL for n in best]
    loss = losses[0][best].mean() + losses[1][best].mean() + 0.5 * (far[best] * ~torch.tensor(mutual)).mean()
    for one in (plain, full):
        none = torch.zeros(len(others), dtype=torch.long)
        loss = loss + 0.15 * (functional.cross_entropy(one[others, :_T], none) if others else 0.0)
    return loss


def _sides_loss(chosen: Sequence[Item], batch: Batch, pairs: Tensor, points: int) -> Tensor:
    """How far the roles of those near each point are from the sides of its sentence, on average."""
    roles = [_role(item, span) for item in chosen for placed in item.points for span in placed.spans]
    if not roles:
        return pairs.new_zeros(points)
    losses = functional.cross_entropy(pairs, torch.tensor(roles), reduction="none")
    many = torch.bincount(batch.pairs[:, 0], minlength=points).clamp(min=1)
    return pairs.new_zeros(points).index_add(0, batch.pairs[:, 0], losses) / many


def _role(item: Item, span: tuple[int, int]) -> int:
    for role, spans in enumerate(item.sides, 1):
        if any(a < span[1] and span[0] < b for a, b in spans):
            return role
    return 0


def _loss(scores: tuple[Tensor, Tensor, Tensor], rows: Sequence[Row], recipe: Recipe) -> Tensor:
    plain, full, pairs = scores
    told = [n for n, row in enumerate(rows) if "event" in row]
    loss = sum((_points_loss(one, rows, told, recipe) for one in (plain, full)), torch.tensor(0.0))
    roles = [role for row in rows if row.get("roles") for role in row["roles"]]
    if roles:
        loss = loss + 0.3 * functional.cross_entropy(pairs, torch.tensor(roles))
    return loss


def _points_loss(scores: Tensor, rows: Sequence[Row], told: Sequence[int], recipe: Recipe) -> Tensor:
    """Types over all points, weighted; acts over all; modality and being central over those that tell an event."""
    types, modalities, acts, central = scores.split([_T, _M, _A, 1], dim=1)
    weight = torch.tensor([row["weight"] for row in rows])
    type_ = torch.tensor([TYPES.index(row["event"]["type"]) if "event" in row else 0 for row in rows])
    losses = functional.cross_entropy(types, type_, reduction="none", label_smoothing=recipe.smoothing)
    loss = 1.5 * (losses * weight).sum() / weight.sum().clamp(min=1)
    act = torch.tensor([ACTS.index(row["act"]) if "act" in row else 0 for row in rows])
    loss = loss + 0.6 * functional.cross_entropy(acts, act, label_smoothing=0.02)
    if told:
        how = torch.tensor([MODALITIES.index(rows[n]["event"]["modality"]) for n in told])
        main_ = torch.tensor([float(bool(rows[n]["event"]["central"])) for n in told])
        loss = loss + 0.15 * functional.cross_entropy(modalities[list(told)], how, label_smoothing=0.02)
        loss = loss + 0.1 * functional.binary_cross_entropy_with_logits(central[list(told), 0], main_)
    return loss


if __name__ == "__main__":
    main()
