"""Step 1: the points of reports with their features, and what readers coded at them.

    python -m training.points --reports train.jsonl --out work/train.jsonl.gz [--words work/words.json]

Reports are JSON lines with `id`, `text`, `published` and, where readers coded them, `records`, or with `type` where
they are single sentences that tell an event of that type somewhere, by whom the spans of `source` name to whom those
of `target` name. Without `--words` the
nouns and adjectives that readers named as triggers are counted first and written beside `--out` as `words.json`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.extract.scoring.points import Near, Passage, Point, PointWords
from dragoman.extract.scoring.reader import Features
from dragoman.model.mention import Mentions
from dragoman.parse.nlp import Parse
from dragoman.pipeline import RULES, Coder
from dragoman.read import read_text
from training.alignment import Aligner, Record

_WORDS = Path(__file__).with_name("words.toml")
"""Endings of nouns that tell what is done, and nouns with such an ending that do not."""
_JOINED = {"YIELD": ("CONCEDE", "RETREAT")}
"""Types that sentences with one label join."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--words", type=Path)
    given = parser.parse_args()
    run(given.reports, given.out, given.words)


def run(path: Path, out: Path, words_path: Path | None) -> None:
    """Write the points of the reports in a file."""
    reports = [json.loads(line) for line in path.open(encoding="utf-8")]
    coder = Coder(RULES)
    words = known_words(words_path) if words_path else counted_words(coder, reports, out.parent / "words.json")
    features = Features(coder.lexicon, words)
    with gzip.open(out, "wt", encoding="utf-8") as lines:
        for report in reports:
            lines.write(json.dumps(pointed(coder, features, report), ensure_ascii=False) + "\n")


def known_words(path: Path) -> PointWords:
    """The word lists of an earlier run."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return PointWords(
        frozenset(table["nouns"]), frozenset(table["others"]), tuple(table["endings"]), frozenset(table["no_events"])
    )


def counted_words(coder: Coder, reports: Sequence[Record], path: Path) -> PointWords:
    """The nouns that readers named as triggers, and the adjectives and adverbs that they named twice or more."""
    nouns: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for report in reports:
        parse, _ = parsed(coder, report)
        aligner = Aligner(report["text"], parse.trees)
        for record in of_kind(report, "event"):
            found = aligner.tokens(record["evidence"], record["trigger"])
            if found is not None:
                tree, tokens = found
                tag, lemma = tree.tags[tokens[0]], tree.lemmas[tokens[0]].lower()
                nouns[lemma] += tag.startswith("NN")
                others[lemma] += tag[:2] in ("JJ", "RB", "IN")
    table = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    named = frozenset(word for word, n in nouns.items() if n)
    words = PointWords(
        named, frozenset(word for word, n in others.items() if n >= 2), tuple(table["endings"]),
        frozenset(table["no_events"]) - named,
    )  # fmt: skip
    path.write_text(json.dumps(listed(words), indent=1), encoding="utf-8")
    return words


def listed(words: PointWords) -> dict[str, list[str]]:
    """Word lists ready for JSON."""
    return {
        "nouns": sorted(words.nouns), "others": sorted(words.others), "endings": list(words.endings),
        "no_events": sorted(words.no_events),
    }  # fmt: skip


def parsed(coder: Coder, report: Record) -> tuple[Parse, Mentions]:
    """Trees and mentions of a report."""
    return coder.read_actors(read_text(report["text"], published=report.get("published") or None))


def of_kind(report: Record, kind: str) -> Iterator[Record]:
    """The records of one kind that readers coded."""
    return (record for record in report.get("records", ()) if record["kind"] == kind)


def pointed(coder: Coder, features: Features, report: Record) -> dict[str, Any]:
    """A report's sentences with their points, ready for JSON."""
    parse, mentions = parsed(coder, report)
    rules = coder.by_rules(coder.basis(parse, mentions))
    passages = features.passages(parse, mentions, rules)
    labels = Labels(Aligner(report["text"], parse.trees), passages, report)
    return {
        "id": report["id"],
        "text": report["text"],
        "sentences": [
            {
                "index": p.tree.index,
                "span": p.tree.span,
                "near": [shown(one) for one in p.near],
                "points": [point_row(p, n, labels) for n in range(len(p.points))],
            }
            for p in passages
        ],
        "types": _types(report),
        "source": report.get("source", []),
        "target": report.get("target", []),
        "lost": labels.lost,
    }


def _types(report: Record) -> list[str]:
    """The types of which a report of one sentence tells one; empty where readers coded whole records."""
    type_ = report.get("type")
    return [] if type_ is None else list(_JOINED.get(type_, (type_,)))


def shown(one: Near) -> dict[str, Any]:
    """A mention for JSON."""
    m = one.mention
    return {"span": m.span, "before": one.before, "country": m.country, "sector": m.sector}


def point_row(passage: Passage, number: int, labels: Labels) -> dict[str, Any]:
    """A point for JSON."""
    point: Point = passage.points[number]
    key = passage.tree.index, point.token
    row: dict[str, Any] = {
        "token": point.token, "span": point.span, "lemma": passage.tree.lemmas[point.token].lower(),
        "features": point.features, "pairs": point.pairs, "weight": labels.weight(passage, point.token),
    }  # fmt: skip
    event, act = labels.events.get(key), labels.acts.get(key)
    if event is not None:
        row["event"] = {k: event.get(k) for k in ("type", "modality", "central", "actors", "recipients")}
        row["roles"] = labels.roles(passage, event)
    if act is not None:
        row["act"] = act
    return row


class Labels:
    """What readers coded at the points of one report."""

    def __init__(self, aligner: Aligner, passages: Sequence[Passage], report: Record) -> None:
        self._aligner = aligner
        self._points = {(p.tree.index, point.token) for p in passages for point in p.points}
        self.events: dict[tuple[int, int], Record] = {}
        self.acts: dict[tuple[int, int], str] = {}
        self._also: set[tuple[int, int]] = set()
        self.lost: Counter[str] = Counter()
        self._starts = {p.tree.index: p.tree.span[0] for p in passages}
        for record in of_kind(report, "event"):
            self._event(record)
        for record in of_kind(report, "position"):
            at = self._at(record["evidence"], record["content"])
            if at:
                self.acts.setdefault(at[0], record["act"])
        self._lemmas = {p.tree.lemmas[t].lower() for p in passages for (i, t) in self.events if i == p.tree.index}
        self._headline = passages[0].tree.index if passages else -1

    def _at(self, evidence: str, words: str) -> list[tuple[int, int]]:
        found = self._aligner.tokens(evidence, words)
        if found is None:
            return []
        tree, tokens = found
        return [(tree.index, t) for t in tokens if (tree.index, t) in self._points]

    def _event(self, record: Record) -> None:
        at = self._at(record["evidence"], record["trigger"])
        if not at:
            self.lost["no point"] += 1
        elif at[0] in self.events:
            self.lost["shared"] += 1
        else:
            self.events[at[0]] = record
            self._also.update(at[1:])

    def weight(self, passage: Passage, token: int) -> float:
        """How much a point counts that tells nothing: less where a reader may have meant it."""
        tree, key = passage.tree, (passage.tree.index, token)
        if key in self.events:
            return 1.0
        if key in self._also:
            return 0.0
        beside = [tree.heads[token], *tree.children[token]]
        doubtful = any((tree.index, t) in self.events for t in beside)
        return 0.5 if doubtful or tree.index == self._headline or tree.lemmas[token].lower() in self._lemmas else 1.0

    def roles(self, passage: Passage, record: Record) -> list[int] | None:
        """For each mention near a point: 0 neither, 1 actor, 2 recipient; None where readers gave no words."""
        if "actors_text" not in record:
            return None
        start = self._starts.get(passage.tree.index - 1, passage.tree.span[0])
        actors = self._aligner.spans(record.get("actors_text") or (), start)
        recipients = self._aligner.spans(record.get("recipients_text") or (), start)

        def role(span: tuple[int, int]) -> int:
            if any(a < span[1] and span[0] < b for a, b in actors):
                return 1
            return 2 if any(a < span[1] and span[0] < b for a, b in recipients) else 0

        return [role(one.mention.span) for one in passage.near]


if __name__ == "__main__":
    main()
