"""Learn when two articles report one matter and two events are one occurrence: `python -m training.stories [--write]`.

`data/article_pairs.csv` and `data/event_pairs.csv` hold what `reconcile` found in pairs (no words of theirs) and
whether a reader called them the same. `kind` says where a pair comes from: `read` pairs of news reports were judged
by reading them, `given` pairs came with their answer, `invented` ones are those of tests/data/stories. The weights
go into `lexicon/data/archive/matters.toml` and `stories.toml`.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_DATA = Path(__file__).parent / "data"
_TABLES = Path(__file__).parents[1] / "src/dragoman/lexicon/data/archive"
_INVENTED = {"articles": 0.6, "events": 0.3}
"""What an invented pair counts beside one of news."""
_FOLDS = 10

ARTICLES = ("head", "lead", "body", "names", "quotations", "day", "same_outlet", "matter_base")
"""Weights of `matters.toml`, in the order of the columns of its pairs."""
PRIOR = {
    "type close": -0.8, "type other": -2, "only said": -0.5, "verb same": 0.5, "mode same": 0.4, "mode other": -0.4,
    "actors same": 1.4, "actors country": 0.4, "actors compatriots": -1, "actors other": -1.5, "recipients same": 1.2,
    "recipients country": 0.4, "recipients compatriots": -0.5, "recipients other": -1, "date same": 1, "date near": 0.5,
    "date vague": 0.2, "date next": -0.8, "date other": -2, "date far": -0.8, "place same": 1, "place near": 0.5,
    "place other": -2, "place other country": -2, "setting same": 0.3, "setting other": -1.5, "numbers same": 0.6,
    "numbers other": -0.8, "modality other": -1.5, "both central": 1, "one central": -0.3, "names other": -0.7,
    "sentence": 5, "sentence_said": 7, "matter": 0.5, "base": -2.5,
}  # fmt: skip
"""What the evidence of two events should be worth before any pair was seen. `matter` stays so: it could not be learned
from the pairs that were read, as all of them come from reports that have much in common."""
_HELD = {"matter": 1e4, "base": 0.2, "sentence": 0.05, "sentence_said": 0.05}
"""How firmly a weight is held to that; 2 for the others."""


def learn(x: Floats, same: Floats, counts: Floats, firm: Floats, prior: Floats) -> Floats:
    """Weights of a logistic regression that are held to a prior, by Newton's method."""
    weights = prior.copy()
    for _ in range(80):
        sure = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (counts * (sure - same)) + firm * (weights - prior)
        bend = (x * (counts * sure * (1 - sure))[:, None]).T @ x + np.diag(firm + 1e-9)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def articles() -> tuple[Floats, list[dict[str, str]]]:
    """The pairs of articles as numbers, and their rows."""
    rows = _rows("article_pairs")
    return np.array([_article(row) for row in rows]), rows


def events() -> tuple[Floats, list[dict[str, str]]]:
    """The pairs of events as numbers, and their rows."""
    rows = _rows("event_pairs")
    return np.array([_event(row) for row in rows]), rows


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _article(row: Mapping[str, str]) -> list[float]:
    columns = ("title", "beginning", "text", "names", "quotations", "days_apart", "same_outlet")
    title, beginning, text, names, runs, days, outlet = (float(row[name]) for name in columns)
    return [title, beginning, text, names, math.log1p(runs), days, outlet, 1]


def _event(row: Mapping[str, str]) -> list[float]:
    reasons = set(row["reasons"].split("; "))
    said, words = "only said" in reasons, float(row["words"])
    matter = min(max(float(row["reports"]), 0.01), 0.995)
    own = {"sentence": words * (not said), "sentence_said": words * said, "matter": math.log(matter / (1 - matter))}
    return [own.get(name, float(name in reasons or name == "base")) for name in PRIOR]


def _fitted(x: Floats, rows: Sequence[Mapping[str, str]], firm: Floats, prior: Floats, invented: float) -> Floats:
    """Weights from all rows; prints how well those from nine tenths do on the last."""
    same = np.array([float(row["same"]) for row in rows])
    kinds = np.array([row["kind"] for row in rows])
    counts = np.where(kinds == "invented", invented, 1.0)
    fold = np.arange(len(same)) % _FOLDS
    sure = np.zeros(len(same))
    for part in range(_FOLDS):
        rest = fold != part
        weights = learn(x[rest], same[rest], counts[rest], firm, prior)
        sure[~rest] = 1 / (1 + np.exp(-x[~rest] @ weights))
    for kind in sorted(set(kinds)):
        said, true = sure[kinds == kind] >= 0.5, same[kinds == kind] == 1
        print(f"  {kind:9} {len(true):4} pairs  precision {true[said].mean():.3f}  recall {said[true].mean():.3f}")
    return learn(x, same, counts, firm, prior)


def _write(name: str, weights: Mapping[str, float]) -> None:
    """Put the weights in the place of those of their names."""
    path = _TABLES / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    for key, value in weights.items():
        text = re.sub(rf'^("?{re.escape(key)}"?) = .*$', rf"\1 = {value:.2f}", text, count=1, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Learn both, print how well that goes across folds, and write the tables if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the weights into the package")
    write = parser.parse_args().write
    print("articles on one matter")
    firm = np.array([0.05, 0.05, 0.05, 0.3, 0.3, 0.3, 0.3, 0.0])
    matter = dict(
        zip(ARTICLES, _fitted(*articles(), firm, np.zeros(len(ARTICLES)), _INVENTED["articles"]), strict=True)
    )
    print("events that are one occurrence")
    held = np.array([_HELD.get(name, 2.0) for name in PRIOR])
    prior = np.array([*PRIOR.values()], dtype=float)
    story = dict(zip(PRIOR, _fitted(*events(), held, prior, _INVENTED["events"]), strict=True))
    for name, weights in (("matters", matter), ("stories", story)):
        print(name, {key: round(float(value), 2) for key, value in weights.items()})
        if write:
            _write(name, weights)


if __name__ == "__main__":
    main()
