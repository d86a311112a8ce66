"""PLOVER's types, modes and contexts."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError
from dragoman.lexicon.codes import read_codes
from dragoman.lexicon.files import Folder
from dragoman.lexicon.traits import read_meanings

CODES = lexicon.load().codes
TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def test_all_sixteen_types_are_there_with_scores_on_the_scale() -> None:
    assert {name for name, mode in CODES.types if mode is None} == TYPES
    assert all(-10 <= code.score <= 10 for code in CODES.types.values())


def test_hostile_types_score_below_zero_and_quad_classes_agree() -> None:
    for (name, mode), code in CODES.types.items():
        assert code.quad_class == CODES.types[name, None].quad_class
        if code.quad_class in (1, 2):
            assert code.score >= 0, (name, mode)
        elif name != "REQUEST":
            assert code.score < 0, (name, mode)


def test_a_mode_without_a_cameo_code_takes_its_types(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "types.toml").write_text(
        "[types.AID]\nscore = 7\nquad_class = 2\ncameo = '070'\nrequires_recipient = true\n"
        "[types.AID.modes.food]\nscore = 8.5\n[types.AID.modes.arms]\nscore = 6\ncameo = '072'\n",
        encoding="utf-8",
    )
    types = read_codes(Folder(tmp_path)).types
    assert (types["AID", "food"].cameo, types["AID", "food"].score) == ("070", 8.5)
    assert types["AID", "arms"].cameo == "072"
    assert types["AID", "food"].requires_recipient


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("fiji expelled tonga's diplomats over a hacked website.", {"diplomatic", "cyber"}),
        ("the two navies held drills off suva.", {"military"}),
        ("voters went to the polls in an early election.", {"election"}),
        ("the refugees fled a cholera outbreak.", {"migration", "health"}),
    ],
)
def test_contexts_by_their_words(sentence: str, expected: set[str]) -> None:
    assert expected <= {name for name, terms in CODES.contexts if terms.search(sentence)}


def test_everyday_words_give_no_context() -> None:
    assert [name for name, terms in CODES.contexts if terms.search("the bakery opens at seven.")] == []


def test_terms_match_whole_words_and_plurals(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "contexts.toml").write_text('[contexts]\nsea = ["reef", "coral bush"]\n', encoding="utf-8")
    ((name, terms),) = read_codes(Folder(tmp_path)).contexts
    assert name == "sea"
    assert all(map(terms.search, ("two reefs", "the reef.", "coral bushes")))
    assert not any(map(terms.search, ("reefing", "coral", "a greef")))


def test_every_trait_is_explained_and_true_of_something() -> None:
    meanings = read_meanings(Folder(lexicon.DATA).tables("codes/traits.toml"))
    for kind, traits in (("types", CODES.type_traits), ("modes", CODES.mode_traits), ("sectors", CODES.sector_traits)):
        assert set(meanings[kind]) == {field.name for field in fields(traits)}
        assert all(getattr(traits, name) for name in meanings[kind])


def test_traits_agree_with_what_the_types_are() -> None:
    traits = CODES.type_traits
    assert not traits.verbal & traits.material
    assert traits.violent <= traits.hostile <= traits.material
    assert traits.answers <= traits.verbal
    assert {name for name, _ in CODES.types if CODES.types[name, None].quad_class == 4} >= traits.hostile
    assert all(name == "ASSAULT" for name, _ in CODES.mode_traits.weapon)


def test_traits_of_sectors_agree_with_what_the_sectors_are() -> None:
    traits = CODES.sector_traits
    assert {code for code, sector in CODES.sectors.items() if sector.kind == "country-position"} == traits.international
    assert not traits.international & traits.domestic
    assert traits.speaks_for_state <= traits.commanded <= traits.state_body <= traits.domestic
    assert traits.local <= traits.domestic


def test_a_mode_keeps_its_types_state_body_unless_it_names_another() -> None:
    assert CODES.types["COERCE", None].state == CODES.types["COERCE", "seize"].state == "GOV"
    assert CODES.types["COERCE", "arrest"].state == "COP"
    assert CODES.types["RETREAT", "release"].state == "GOV"
    assert CODES.types["RETREAT", None].state is None


def test_a_users_mode_stands_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "types.toml").write_text(
        '[types.AID.modes.seed]\ndefinition = "Seed for farmers."\nscore = 8\n', encoding="utf-8"
    )
    codes = lexicon.load(tmp_path).codes
    assert codes.types["AID", "seed"].requires_recipient
    assert codes.types["ASSAULT", "drone"] == CODES.types["ASSAULT", "drone"]


def test_an_unknown_trait_is_named(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "types.toml").write_text('[types.AID]\ntraits = ["generous"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="AID: no trait 'generous'"):
        lexicon.load(tmp_path)
