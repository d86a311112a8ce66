"""Invented reports with copies planted among them, and reports that only look like copies.

Everything follows from a seed: `plant(seed, count)` gives articles, each with the label of the report that it copies.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.model.text import Article

GOLD = Path(__file__).parents[2] / "gold"

COUNTRIES = "Albania Benin Bolivia Chad Cyprus Ecuador Fiji Gabon Jordan Kenya Laos Latvia Malta Mongolia Nepal Niger Oman Panama Peru Qatar Samoa Serbia Togo Tonga Uganda Yemen Zambia".split()  # fmt: skip  # noqa: E501
TOWNS = "Arvela Bokum Castellar Dirna Esquil Farsund Gorova Hamdiya Istok Jurma Kelburn Lomza Maridal Nokwe Orsha Pelagia Quibar Rosvik Sabra Tarnov Urubo Velden Wassa Xirena Yelva Zorita".split()  # fmt: skip  # noqa: E501
PEOPLE = "Adela Brask,Bruno Castellani,Celia Dorn,Demba Eyadem,Edda Fjeld,Farid Ghazal,Greta Halvorsen,Hamid Ismail,Irena Jovic,Joao Kassoma,Karin Lund,Lamin Mbaye,Mirela Nastase,Nuno Oliveira,Olga Petrenko,Pavel Quist,Rasa Simaite,Samir Tahan,Tomas Urrutia,Vera Wolff".split(",")  # fmt: skip  # noqa: E501
OFFICES = "foreign minister,defence minister,trade minister,interior minister,chief negotiator,ambassador,army spokesman,deputy prime minister".split(",")  # fmt: skip  # noqa: E501
GOODS = "wheat cement diesel timber copper cotton fish sugar machinery vaccines rice phosphate".split()
DEEDS = "closed its border with,recalled its ambassador from,suspended talks with,lifted tariffs on goods from,signed a fishing accord with,moved two brigades towards,freed eleven prisoners from,accused a customs officer of,offered to host a summit with,rejected a complaint by".split(",")  # fmt: skip  # noqa: E501
OUTLETS = "Continental Press,The Morning Ledger,Baltic Wire,Nile Wire,Andes Tribune,Steppe Gazette,Mekong Post,Lagos Mirror".split(",")  # fmt: skip  # noqa: E501
OPENERS = "The decision surprised diplomats,Nobody in the region had expected it,It follows a winter of quarrels,The step had been rumoured since spring,Traders shrugged at the news,Opposition deputies called it theatre,The timing is delicate,Few details were given,Both governments had kept silent until then,Neighbours reacted with care".split(",")  # fmt: skip  # noqa: E501
CLAUSES = "because the harvest around {town} had failed;after a night of negotiations in a hotel near {town};although {person} had promised the contrary in {month};while lorries with {goods} waited at the {town} crossing;since the court in {town} ruled against the {goods} company;so that engineers could repair the bridge at {town};as {number} families left their homes outside {town};before the {goods} quota for the year was exhausted;despite a letter that {person} sent to every embassy;without waiting for the report of the {town} commission".split(";")  # fmt: skip  # noqa: E501
SUBJECTS = "officials in {town};the mayor of {town};a union of {goods} exporters;farmers from the {town} valley;the {office}, {person},;a convoy of {number} lorries;students from {town};two retired generals;the central bank of {a};lawyers for {person};the harbour master of {town};inspectors of the {goods} board".split(";")  # fmt: skip  # noqa: E501
VERBS = "demanded an inquiry into the sale of {goods};refused to leave the ministry;welcomed the new rules on {goods};counted {number} damaged houses;reported losses of {number} million;asked {b} for {number} tents;stopped unloading {goods} at noon;published a list of {number} names;met behind closed doors in {town};called the figures on {goods} a fairy tale;opened a second office in {town};threatened to block the road to {town}".split(";")  # fmt: skip  # noqa: E501
SAYINGS = "We will not trade our river for {goods};Whoever wants peace must first count the dead of {town};I have read the paper twice and found no promise in it;Our patience is as long as the road to {town};They came with cameras and left with our {goods};Let {b} speak for itself, we have spoken;No one in {town} has slept for {number} nights;This is a treaty for lawyers, not for {goods} growers".split(";")  # fmt: skip  # noqa: E501
MONTHS = "January February March April May June July August September October November December".split()


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
    for path in sorted(GOLD.glob("0*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        reports.append((gold["id"], date.fromisoformat(gold["published"]), gold["text"].split("\n")))
    for name, day, paragraphs in reports:
        out.append(_planted(dice, name, "original", day, paragraphs))
        for kind in dice.sample(sorted(COPIES), 3):
            copied = COPIES[kind](dice, list(paragraphs))
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
    article = Article(id="", text=text, outlet=dice.choice(OUTLETS), published=day.isoformat())
    return Planted(article, report, kind)


def _filler(dice: random.Random) -> Callable[[str], str]:
    """Fills the gaps of a sentence; the two countries stay the same within a report."""
    a, b = dice.sample(COUNTRIES, 2)

    def fill(sentence: str) -> str:
        values = {
            "a": lambda: a, "b": lambda: b, "town": lambda: dice.choice(TOWNS), "person": lambda: dice.choice(PEOPLE),
            "office": lambda: dice.choice(OFFICES), "goods": lambda: dice.choice(GOODS),
            "month": lambda: dice.choice(MONTHS), "number": lambda: str(dice.randint(2, 900)),
        }  # fmt: skip
        return re.sub(r"{(\w+)}", lambda match: values[match.group(1)](), sentence)

    return fill


def _report(dice: random.Random) -> tuple[date, list[str]]:
    fill = _filler(dice)
    day = date(1980, 1, 1) + timedelta(days=dice.randint(0, 16_000))
    return day, [_headline(dice, fill), _lead(dice, fill, day), *_body(dice, fill, dice.randint(5, 10))]


def _headline(dice: random.Random, fill: Callable[[str], str]) -> str:
    return fill(dice.choice(["{a} and {b} at odds over {goods}", "New step by {a}", "{town} waits for {goods}"]))


def _lead(dice: random.Random, fill: Callable[[str], str], day: date) -> str:
    deed = f"{{a}} {dice.choice(DEEDS)} {{b}} on {day:%A}, {dice.choice(CLAUSES)}."
    return fill(f"{dice.choice(TOWNS).upper()}, {day:%B} {day.day} ({dice.choice(OUTLETS)}) - {deed}")


def _body(dice: random.Random, fill: Callable[[str], str], paragraphs: int) -> list[str]:
    return [
        " ".join(fill(_sentence(dice)) for _ in range(dice.randint(1, 3)))
        for _ in range(paragraphs)
    ]  # fmt: skip


def _sentence(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.25:
        return f'"{dice.choice(SAYINGS)}," {dice.choice(["said", "added", "told reporters"])} {{person}}, {{office}}.'
    subject = dice.choice(SUBJECTS)
    told = f"{subject[0].upper()}{subject[1:]} {dice.choice(VERBS)}"
    if kind < 0.5:
        return f"{dice.choice(OPENERS)}. {told} {dice.choice(CLAUSES)}."
    return f"{told} {dice.choice(CLAUSES)}."


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
    place = f"{dice.choice(TOWNS).upper()}, {dice.choice(MONTHS)} {dice.randint(1, 28)} ({dice.choice(OUTLETS)}) -"
    return [f"By {dice.choice(PEOPLE)}", f"{place} {paragraphs[1].split(' - ', 1)[-1]}", *paragraphs[2:]]


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
    a, town = dice.choice(COUNTRIES), dice.choice(TOWNS)
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
    a, town = dice.choice(COUNTRIES), dice.choice(TOWNS)
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
    speech = fill('"' + ". ".join(dice.sample(SAYINGS, 5)) + '," said {person}.')
    return [
        (day, [_headline(dice, fill), _lead(dice, fill, day), *_body(dice, fill, 3), speech, *_body(dice, fill, 2)])
        for _ in range(2)
    ]  # fmt: skip


def _footer(dice: random.Random) -> list[tuple[date, list[str]]]:
    """Short reports above the same notice."""
    outlet, town = dice.choice(OUTLETS), dice.choice(TOWNS)
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
