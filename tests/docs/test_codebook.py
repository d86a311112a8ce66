"""The codebook says what the tables say, and its examples are coded so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from dragoman import lexicon
from dragoman.model.record import Coding, Modality
from dragoman.model.text import Article
from dragoman.pipeline import Coder

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
CODES = lexicon.load().codes
NOT_TOLD = {"THREATEN:expel", "THREATEN:territory"}
"""Modes of which the page says that the rules do not tell them apart."""
Read = Callable[[str], Coding]


def rows(section: int) -> Iterator[list[str]]:
    """The rows of a section's tables, without their heads."""
    part = PAGE.split(f"\n## {section}. ")[1].split("\n## ")[0]
    for table in re.findall(r"^\|.*\n\|(?:---\|)+\n((?:\|.*\n)+)", part, re.M):
        for line in table.splitlines():
            yield [cell.strip().strip("`") for cell in line.strip("|").split("|")]


@pytest.fixture(scope="module")
def read(coder: Coder) -> Read:
    def _read(sentence: str) -> Coding:
        return coder.code(Article(id="x", text=sentence, published="2021-03-10", published_precision="day"))

    return _read


def test_types_and_modes_are_those_of_the_table() -> None:
    found = {
        name: (means, score, needs == "yes") for name, means, needs, score, _ in rows(5)
    } | {name: (means, score, None) for name, means, score, _ in rows(6)}  # fmt: skip
    known = {
        name if mode is None else f"{name}:{mode}": (
            code.definition, f"{code.score:g}", code.requires_recipient if mode is None else None
        )
        for (name, mode), code in CODES.types.items()
    }  # fmt: skip
    assert found == known


def test_sectors_and_contexts_are_those_of_the_tables() -> None:
    found = {code: (means, position) for code, means, position, _ in rows(7)}
    assert found == {code: (sector.definition, sector.position) for code, sector in CODES.sectors.items()}
    assert [name for name, *_ in rows(8)] == [name for name, _ in CODES.contexts]


def test_every_modality_is_there() -> None:
    assert {name for name, *_ in rows(2)} >= set(get_args(Modality))


def test_what_comments_cite_is_there() -> None:
    files = (path for path in (ROOT / "src").rglob("*") if path.suffix in (".py", ".toml"))
    sources = (path.read_text(encoding="utf-8") for path in files)
    cited = {number for text in sources for number in re.findall(r"\bR(\d{1,2})\b", text)}
    assert cited and cited <= {rule.removeprefix("R") for rule, *_ in rows(4)}


@pytest.mark.parametrize("name, sentence", [(row[0], row[-1]) for section in (5, 6) for row in rows(section)])
def test_examples_of_types_and_modes_are_coded_so(name: str, sentence: str, read: Read) -> None:
    found = {code for e in read(sentence).events for code in (e.type, *(f"{e.type}:{mode}" for mode in e.modes))}
    assert (name in found) == (name not in NOT_TOLD), found
    assert name.partition(":")[0] in found


@pytest.mark.parametrize("name, sentence", [(row[0], row[-1]) for row in rows(2) if row[0] in get_args(Modality)])
def test_examples_of_modality_are_read_so(name: str, sentence: str, read: Read) -> None:
    assert name in {event.modality for event in read(sentence).events}


@pytest.mark.parametrize("type_, sentence", [(row[1], row[-1]) for row in rows(2) if row[0] not in get_args(Modality)])
def test_words_about_later_deeds_have_types_of_their_own(type_: str, sentence: str, read: Read) -> None:
    assert (type_, "actual") in {(event.type, event.modality) for event in read(sentence).events}


@pytest.mark.parametrize("code, words", [(row[0], row[-1]) for row in rows(7)])
def test_examples_of_sectors_are_read_so(code: str, words: str, read: Read) -> None:
    if code == "UNK":
        (event,) = read("A roadside bomb killed two Danish soldiers.").events
        assert [party.sector for party in event.actors] == ["UNK"]
        return
    actors = read(f"Norway criticised {words}.").actors
    assert code in {one for actor in actors for one in (actor.sector, *actor.secondary)}


@pytest.mark.parametrize("name, sentence", [(row[0], row[-1]) for row in rows(8)])
def test_examples_of_contexts_have_their_words(name: str, sentence: str) -> None:
    assert dict(CODES.contexts)[name].search(sentence.lower())
