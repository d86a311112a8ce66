"""Invented reports with copies planted among them, and reports that only look like copies.

Everything follows from a seed: `plant(seed, count)` gives articles, each with the label of the report that it copies.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.model.text import Article

ROOT = Path(__file__).parents[2]

WORDS: dict[str, list[str]] = tomllib.loads((ROOT / "tests" / "data" / "copies.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Planted:
    """An article and the name of the report that it is a copy of."""

    article: Article
    report: str
    kind: str


def plant(seed: int, count: int) -> list[Planted]:
    """So many invented reports and those of `gold/`, each with three copies, and look-alikes in between; shuffled."""
    dice = random.Random(seed)  # noqa: S311
    out: list[Planted] = []
    reports = [(f"r{number}", *_report(dice)) for number in range(count)]
    for path in sorted((ROOT / "gold").glob("0*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        reports.append((gold["id"], date.fromisoformat(gold["published"]), gold["text"].split("\n")))
    for name, day, paragraphs in reports:
        out.append(_planted(dice, name, "original", day, paragraphs))
        for kind in dice.sample(sorted(COPIES), 3):
            copied = COPIES[kind](dice, list(paragraphs))
            if copied != paragraphs:
                out.append(_planted(dice, name, kind, day + timedelta(days=dice.randint(0, 3)), copied))
    for number in range(count // 5):
        for kind, make in LOOKALIKES.items():
            for at, (day, paragraphs) in enumerate(make(dice)):
                out.append(_planted(dice, f"{kind}-{number}-{at}", kind, day, paragraphs))
    dice.shuffle(out)
    return [replace(one, article=replace(one.article, id=f"a{at:05}")) for at, one in enumerate(out)]


def pair_scores(truth: dict[str, str], found: dict[str, str]) -> tuple[float, float]:
    """Precision and recall over pairs of articles of one report; `found` names the groups of some articles."""
    said, true = set(_pairs(found)), set(_pairs(truth))
    return len(said & true) / max(1, len(said)), len(said & true) / max(1, len(true))


def _pairs(labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    groups: dict[str, list[str]] = {}
    for name in sorted(labels):
        groups.setdefault(labels[name], []).append(name)
    for members in groups.values():
        yield from ((one, other) for at, one in enumerate(members) for other in members[at + 1 :])


def _planted(dice: random.Random, report: str, kind: str, day: date, paragraphs: list[str]) -> Planted:
    text = "\n".join(paragraphs)
    article = Article(id="", text=text, outlet=_pick(dice, "outlets"), published=day.isoformat())
    return Planted(article, report, kind)


def _pick(dice: random.Random, words: str) -> str:
    return dice.choice(WORDS[words])


def _filler(dice: random.Random) -> Callable[[str], str]:
    """Fills the gaps of a sentence; the two countries stay the same within a report."""
    states = dict(zip("ab", dice.sample(WORDS["country"], 2), strict=True))

    def fill(sentence: str) -> str:
        def value(gap: re.Match[str]) -> str:
            name = gap.group(1)
            return states.get(name) or (str(dice.randint(2, 900)) if name == "number" else _pick(dice, name))

        return re.sub(r"{(\w+)}", value, sentence)

    return fill


def _report(dice: random.Random) -> tuple[date, list[str]]:
    fill = _filler(dice)
    day = date(1980, 1, 1) + timedelta(days=dice.randint(0, 16_000))
    return day, [_headline(dice, fill), _lead(dice, fill, day), *_body(dice, fill, dice.randint(5, 10))]


def _headline(dice: random.Random, fill: Callable[[str], str]) -> str:
    return fill(dice.choice(["{a} and {b} at odds over {goods}", "New step by {a}", "{town} waits for {goods}"]))


def _lead(dice: random.Random, fill: Callable[[str], str], day: date) -> str:
    event = f"{{a}} {_pick(dice, 'events')} {{b}} on {day:%A}, {_pick(dice, 'clauses')}."
    return fill(f"{_pick(dice, 'town').upper()}, {day:%B} {day.day} ({_pick(dice, 'outlets')}) - {event}")


def _body(dice: random.Random, fill: Callable[[str], str], paragraphs: int) -> list[str]:
    return [
        " ".join(fill(_sentence(dice)) for _ in range(dice.randint(1, 3)))
        for _ in range(paragraphs)
    ]  # fmt: skip


def _sentence(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.25:
        return f'"{_pick(dice, "sayings")}," {_pick(dice, "said")} {{person}}, {{office}}.'
    subject = _pick(dice, "subjects")
    told = f"{subject[0].upper()}{subject[1:]} {_pick(dice, 'verbs')}"
    if kind < 0.5:
        return f"{_pick(dice, 'openers')}. {told} {_pick(dice, 'clauses')}."
    return f"{told} {_pick(dice, 'clauses')}."


# copies


def _cut(share: float) -> Callable[[random.Random, list[str]], list[str]]:
    def cut(_: random.Random, paragraphs: list[str]) -> list[str]:
        text = "\n".join(paragraphs)
        return text[: int(len(text) * share)].rsplit(" ", 1)[0].split("\n")

    return cut


def _reheaded(dice: random.Random, paragraphs: list[str]) -> list[str]:
    return [_headline(dice, _filler(dice)), *paragraphs[1:]]


def _one_more(dice: random.Random, paragraphs: list[str]) -> list[str]:
    at = dice.randint(1, len(paragraphs))
    return [*paragraphs[:at], _filler(dice)(_sentence(dice)), *paragraphs[at:]]


def _other_lead(dice: random.Random, paragraphs: list[str]) -> list[str]:
    fill = _filler(dice)
    return [_headline(dice, fill), fill(_sentence(dice)), *paragraphs[2:]]


def _dateline(dice: random.Random, paragraphs: list[str]) -> list[str]:
    place = f"{_pick(dice, 'town').upper()}, {_pick(dice, 'month')} {dice.randint(1, 28)} ({_pick(dice, 'outlets')}) -"
    return [f"By {_pick(dice, 'person')}", f"{place} {paragraphs[1].split(' - ', 1)[-1]}", *paragraphs[2:]]


def _quotes(_: random.Random, paragraphs: list[str]) -> list[str]:
    text = re.sub(r'"([^"]*)"', r"“\1”", "\n".join(paragraphs)).replace("'", "’").replace(" - ", " — ")
    return text.split("\n")


def _reordered(dice: random.Random, paragraphs: list[str]) -> list[str]:
    rest = paragraphs[2:]
    dice.shuffle(rest)
    return [*paragraphs[:2], *rest]


def _figures(_: random.Random, paragraphs: list[str]) -> list[str]:
    words = {"two": "2", "eleven": "11", "ten": "10", "nine": "9", "three": "3"}
    return [re.sub(r"\b(two|eleven|ten|nine|three)\b", lambda m: words[m.group()], one) for one in paragraphs]


def _wire(dice: random.Random, paragraphs: list[str]) -> list[str]:
    return _quotes(dice, _cut(0.6)(dice, _other_lead(dice, paragraphs)))


def _edited(dice: random.Random, paragraphs: list[str]) -> list[str]:
    return _one_more(dice, _dateline(dice, _cut(0.5)(dice, paragraphs)))


COPIES: dict[str, Callable[[random.Random, list[str]], list[str]]] = {
    "half": _cut(0.5), "third": _cut(0.34), "re-headed": _reheaded, "one more sentence": _one_more,
    "other lead": _other_lead, "other dateline": _dateline, "other marks": _quotes, "reordered": _reordered,
    "figures": _figures, "wire": _wire, "edited": _edited,
}  # fmt: skip


# look-alikes


def _days_after(dice: random.Random) -> list[tuple[date, list[str]]]:
    """Two reports on a conflict, a day apart, with the same background paragraphs."""
    fill = _filler(dice)
    day, _ = _report(dice)
    background = _body(dice, fill, 4)
    return [
        (one, [_headline(dice, fill), _lead(dice, fill, one), *_body(dice, fill, 4), *background])
        for one in (day, day + timedelta(days=1))
    ]  # fmt: skip


def _rates(dice: random.Random) -> list[tuple[date, list[str]]]:
    """The daily rates of a bank."""
    a, town = _pick(dice, "country"), _pick(dice, "town")
    day, _ = _report(dice)
    return [
        (one, [
            f"Exchange rates of the National Bank of {a}",
            f"{town}, {one:%B} {one.day} - The National Bank of {a} set the official rates for {one:%A} as follows.",
            f"One US dollar buys {dice.randint(100, 990) / 10} crowns, one euro {dice.randint(100, 990) / 10} crowns "
            f"and one pound sterling {dice.randint(100, 990) / 10} crowns.",
            f"The rate of the dollar has changed by {dice.randint(1, 90) / 10} crowns since the day before. The bank "
            f"sold {dice.randint(2, 80)} million dollars at the interbank exchange of {town}.",
            f"The rates are binding for customs declarations. Commercial banks in {a} may set their own.",
        ])
        for one in (day + timedelta(days=n) for n in range(5))
    ]  # fmt: skip


def _tolls(dice: random.Random) -> list[tuple[date, list[str]]]:
    """The weekly casualties of a conflict."""
    a, town = _pick(dice, "country"), _pick(dice, "town")
    day, _ = _report(dice)
    return [
        (one, [
            f"Weekly casualty figures from {town}",
            f"{dice.randint(10, 90)} civilians were killed and {dice.randint(10, 400)} wounded in the week to "
            f"{one:%B} {one.day} in the fighting around {town}, the monitoring mission in {a} said.",
            f"Shelling caused {dice.randint(2, 60)} deaths, mines {dice.randint(2, 40)} and small arms "
            f"{dice.randint(2, 40)}. The mission counted {dice.randint(100, 900)} violations of the cease-fire.",
            f"Since the cease-fire was signed the mission has visited both sides of the contact line every day. "
            f"It has {dice.randint(200, 800)} observers in {a}.",
        ])
        for one in (day + timedelta(weeks=n) for n in range(4))
    ]  # fmt: skip


def _speech(dice: random.Random) -> list[tuple[date, list[str]]]:
    """Two reports that quote the same speech at length."""
    fill = _filler(dice)
    day, _ = _report(dice)
    speech = fill('"' + ". ".join(dice.sample(WORDS["sayings"], 5)) + '," said {person}.')
    return [
        (day, [_headline(dice, fill), _lead(dice, fill, day), *_body(dice, fill, 3), speech, *_body(dice, fill, 2)])
        for _ in range(2)
    ]  # fmt: skip


def _footer(dice: random.Random) -> list[tuple[date, list[str]]]:
    """Short reports above the same notice."""
    outlet, town = _pick(dice, "outlets"), _pick(dice, "town")
    notice = (
        f"{outlet} is an independent newspaper founded in {town}. Subscribers receive every report by electronic mail "
        "before six in the morning. Reproduction in whole or in part is allowed only with written permission of the "
        "publisher. Letters to the editor should bear a name and an address."
    )
    out = []
    for _ in range(3):
        fill = _filler(dice)
        day, _paragraphs = _report(dice)
        out.append((day, [_lead(dice, fill, day), *_body(dice, fill, 3), notice]))
    return out


LOOKALIKES: dict[str, Callable[[random.Random], list[tuple[date, list[str]]]]] = {
    "day after": _days_after, "rates": _rates, "tolls": _tolls, "speech": _speech, "footer": _footer,
}  # fmt: skip
