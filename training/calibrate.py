"""Step 6: thresholds and confidences, from coded reports that the net was not trained on.

    python -m training.calibrate --model DIR --reports dev.jsonl

Adds `thresholds` to the settings of the model in DIR.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from dragoman.extract.scoring.decide import Told, evidence, possible, taken, told
from dragoman.extract.scoring.reader import Reader, Reading
from dragoman.extract.scoring.thresholds import UNSET, Thresholds
from dragoman.model.text import Span
from dragoman.pipeline import RULES, Coder
from training.alignment import Aligner
from training.points import Labels, of_kind, parsed

Sentences = list[tuple[str, list[Span]]]
"""For each coded event its type and the sentences that tell it."""


@dataclass(frozen=True, slots=True)
class Read:
    """A coded report as the model reads it, and the acts coded at its points."""

    readings: list[Reading]
    gold: Sentences
    acts: Mapping[tuple[int, int], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    given = parser.parse_args()
    print(json.dumps(run(given.model, given.reports), indent=1))


def run(model: Path, path: Path) -> dict[str, Any]:
    """Set the thresholds of a model by the coded reports in a file, and return them."""
    coder = Coder(RULES)
    reader = Reader(coder.lexicon, model)
    reports = [json.loads(line) for line in path.open(encoding="utf-8")]
    limits = calibrated([_read(coder, reader, report) for report in reports])
    names = model / "names.json"
    table: dict[str, Any] = json.loads(names.read_text(encoding="utf-8"))
    found = {name: getattr(limits, name) for name in Thresholds.__slots__}
    table["settings"]["thresholds"] = found
    names.write_text(json.dumps(table, indent=0), encoding="utf-8")
    return found


def _read(coder: Coder, reader: Reader, report: Mapping[str, Any]) -> Read:
    parse, mentions = parsed(coder, report)
    readings = reader.read(parse, mentions, coder.by_rules(coder.basis(parse, mentions)))
    passages = [reading.passage for reading in readings]
    labels = Labels(Aligner(report["text"], parse.trees), list({p.tree.index: p for p in passages}.values()), report)
    likely = [r for r in readings if max(r.type[1], r.act[1]) >= UNSET.possible]
    return Read(likely, _sentences(report), labels.acts)


def _sentences(report: Mapping[str, Any]) -> Sentences:
    text = report["text"]
    found: Sentences = []
    for record in of_kind(report, "event"):
        starts = [(text.find(words), len(words)) for words in (record["evidence"], *record.get("also", ()))]
        found.append((record["type"], [(at, at + length) for at, length in starts if at >= 0]))
    return found


def calibrated(reads: Sequence[Read]) -> Thresholds:
    """Weights of the confidence by logistic regression, then thresholds of events and positions with the best F1."""
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    for read in reads:
        others = possible(read.readings, UNSET)
        hits = matched([(one.type, [one.reading.passage.tree.span]) for one in others], read.gold)
        rows += evidence(others)
        right += [n in hits for n in range(len(others))]
    weights = regression(rows, right)
    limits = replace(UNSET, weights=weights)
    limits = _best(limits, "recorded", lambda one: f1(reads, one))
    return _best(limits, "position", lambda one: acts_f1(reads, one))


def _best(limits: Thresholds, name: str, score: Callable[[Thresholds], float]) -> Thresholds:
    """The limits with the value of one of them that scores best, in steps of two hundredths."""
    tried = (replace(limits, **cast(dict[str, Any], {name: n / 50})) for n in range(5, 31))
    return max(tried, key=score)


def acts_f1(reads: Sequence[Read], limits: Thresholds) -> float:
    """F1 of positions by act and point."""
    said = hit = wanted = 0
    for read in reads:
        found = taken(read.readings, limits)
        hit += sum(read.acts.get(one.reading.place) == one.act for one in found)
        said, wanted = said + len(found), wanted + len(read.acts)
    return 2 * hit / max(1, said + wanted)


def matched(coded: Sentences, gold: Sentences) -> set[int]:
    """Which coded events are among the gold ones: of one type, told by one sentence; each gold event once."""
    taken: set[int] = set()
    hits: set[int] = set()
    for n, (type_, sentences) in enumerate(coded):
        for g, (wanted, places) in enumerate(gold):
            if g not in taken and type_ == wanted and any(_overlap(s, p) for s in sentences for p in places):
                taken.add(g)
                hits.add(n)
                break
    return hits


def _overlap(a: Span, b: Span) -> bool:
    """Whether sentences share half of the shorter one, and the coded one is no more than three times as long."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * shared >= min(a[1] - a[0], b[1] - b[0]) > 0 and a[1] - a[0] <= max(300, 3 * (b[1] - b[0]))


def f1(reads: Sequence[Read], limits: Thresholds) -> float:
    """F1 of events by type and sentence."""
    said = hit = wanted = 0
    for read in reads:
        coded = [_places(one) for one in told(read.readings, limits)]
        said, hit, wanted = said + len(coded), hit + len(matched(coded, read.gold)), wanted + len(read.gold)
    return 2 * hit / max(1, said + wanted)


def _places(one: Told) -> tuple[str, list[Span]]:
    return one.type, [reading.passage.tree.span for reading in (one.reading, *one.again)]


def regression(rows: Sequence[Mapping[str, float]], right: Sequence[bool], decay: float = 1.0) -> dict[str, float]:
    """Weights of a logistic regression with an L2 penalty, by Newton's method."""
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y = np.array(right, dtype=float)
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - decay * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + decay * np.eye(len(names))
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}


if __name__ == "__main__":
    main()
