"""PLOVER's types, modes and contexts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.lexicon.codes import read_codes
from dragoman.lexicon.files import Folder

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
