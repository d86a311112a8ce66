"""How a verb is said: will, may, must, negated, under a condition, or told as past."""

from __future__ import annotations

import pytest

from dragoman import lexicon
from dragoman.parse.clauses import Clauses
from dragoman.parse.modality import ModalityCues, ModalityReader
from tests.parse.trees import GRAMMAR, grow

READER = ModalityReader(lexicon.load().events.cues)


def cues(notation: str, verb: str) -> ModalityCues:
    tree = grow(notation)
    return READER.verb(Clauses(tree, GRAMMAR), tree.words.index(verb))


@pytest.mark.parametrize(
    ("notation", "verb", "modal", "cue"),
    [
        ("Fiji/NNP/nsubj/2 will/MD/aux/2 leave/VB/ROOT/2", "leave", "will", 1),
        ("Fiji/NNP/nsubj/2 might/MD/aux/2 leave/VB/ROOT/2", "leave", "may", 1),
        ("Fiji/NNP/nsubj/2 must/MD/aux/2 leave/VB/ROOT/2", "leave", "must", 1),
        ("Fiji/NNP/nsubj/2 to/TO/aux/2 leave/VB/ROOT/2", "leave", "will", 1),
        ("Fiji/NNP/nsubj/1 agreed/VBD/ROOT/1 to/TO/aux/3 leave/VB/xcomp/1", "leave", None, None),
        ("Fiji/NNP/nsubj/2 will/MD/aux/2 stop/VB/ROOT/2 and/CC/cc/2 leave/VB/conj/2", "leave", "will", 1),
        ("Fiji/NNP/nsubj/2 will/MD/aux/2 stop/VB/ROOT/2 and/CC/cc/2 left/VBD/conj/2", "left", None, None),
        (
            "Fiji/NNP/nsubj/2 will/MD/aux/2 stop/VB/ROOT/2 and/CC/cc/2 Tonga/NNP/nsubj/5 leave/VB/conj/2",
            "leave", None, None,
        ),
        ("Fiji/NNP/nsubj/1 left/VBD/ROOT/1", "left", None, None),
    ],
)  # fmt: skip
def test_modals_reach_joined_verbs_that_lean_on_them(
    notation: str, verb: str, modal: str | None, cue: int | None
) -> None:
    found = cues(notation, verb)
    assert (found.modal, found.modal_cue) == (modal, cue)


@pytest.mark.parametrize(
    ("notation", "verb", "cue"),
    [
        ("Fiji/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 leave/VB/ROOT/3", "leave", 2),
        ("Fiji/NNP/nsubj/2 never/RB/advmod/2 left/VBD/ROOT/2", "left", 1),
        ("No/DT/det/1 envoy/NN/nsubj/2 left/VBD/ROOT/2", "left", 0),
        ("Nobody/NN/nsubj/1 left/VBD/ROOT/1", "left", 0),
        ("Fiji/NNP/nsubj/1 freed/VBD/ROOT/1 no/DT/det/3 crews/NNS/dobj/1", "freed", 2),
        ("Fiji/NNP/nsubj/1 left/VBD/ROOT/1 without/IN/prep/1 freeing/VBG/pcomp/2 crews/NNS/dobj/3", "freeing", 2),
        ("Fiji/NNP/nsubj/1 left/VBD/ROOT/1 without/IN/prep/1 freeing/VBG/pcomp/2 crews/NNS/dobj/3", "left", None),
        ("Fiji/NNP/nsubj/2 soon/RB/advmod/2 left/VBD/ROOT/2", "left", None),
    ],
)  # fmt: skip
def test_negation_points_to_its_cue(notation: str, verb: str, cue: int | None) -> None:
    assert cues(notation, verb).negation == cue


@pytest.mark.parametrize(
    ("notation", "verb", "cue"),
    [
        ("if/IN/mark/2 Fiji/NNP/nsubj/2 leaves/VBZ/advcl/4 ,/,/punct/4 rejoice/VB/ROOT/4", "leaves", 0),
        ("if/IN/mark/2 Fiji/NNP/nsubj/2 leaves/VBZ/advcl/4 ,/,/punct/4 rejoice/VB/ROOT/4", "rejoice", None),
        ("if/IN/mark/2 Fiji/NNP/nsubj/2 leaves/VBZ/advcl/4 and/CC/cc/2 pays/VBZ/conj/2", "pays", 0),
        ("wait/VB/ROOT/0 until/IN/mark/3 Fiji/NNP/nsubj/3 leaves/VBZ/advcl/0", "leaves", 1),
        ("waited/VBD/ROOT/0 until/IN/mark/3 Fiji/NNP/nsubj/3 left/VBD/advcl/0", "left", None),
    ],
)  # fmt: skip
def test_conditions_and_events_still_to_come(notation: str, verb: str, cue: int | None) -> None:
    assert cues(notation, verb).condition == cue


def test_perfect_and_pluperfect() -> None:
    assert cues("Fiji/NNP/nsubj/2 has/VBZ/aux/2 left/VBN/ROOT/2", "left").perfect
    had = cues("Fiji/NNP/nsubj/2 had/VBD/aux/2 left/VBN/ROOT/2", "left")
    assert had.pluperfect
    assert not had.perfect
    joined = "Fiji/NNP/nsubj/2 had/VBD/aux/2 refused/VBN/ROOT/2 and/CC/cc/2 asked/VBD/conj/2"
    assert cues(joined, "asked").pluperfect
    assert not cues("Fiji/NNP/nsubj/1 left/VBD/ROOT/1", "left").pluperfect


def test_recently_is_history_only_below_the_lead() -> None:
    tree = grow("Fiji/NNP/nsubj/2 recently/RB/advmod/2 left/VBD/ROOT/2")
    assert READER.past(tree, 2, below=False) is None
    assert READER.past(tree, 2, below=True) == 1
    always = grow("Fiji/NNP/nsubj/2 previously/RB/advmod/2 left/VBD/ROOT/2")
    assert READER.past(always, 2, below=False) == 1


def test_background_phrases_give_their_own_span() -> None:
    tree = grow("Fiji/NNP/nsubj/5 has/VBZ/aux/5 in/IN/prep/5 Recent/JJ/amod/4 Years/NNS/pobj/2 expelled/VBN/ROOT/5")
    words = " ".join(tree.words)
    found = READER.background(tree, words, 5)
    assert found is not None
    assert words[slice(*found)] == "Recent Years"
    assert READER.background(tree, words.replace("Recent", "Lovely"), 5) is None


def test_a_side_clause_puts_only_itself_into_former_times() -> None:
    notation = (
        "Rebels/NNS/nsubj/6 who/WP/nsubj/2 seized/VBD/relcl/0 it/PRP/dobj/2 last/JJ/amod/5 year/NN/npadvmod/2 "
        "agreed/VBD/ROOT/6 to/TO/aux/8 leave/VB/xcomp/6"
    )
    tree = grow(notation)
    words = " ".join(tree.words)
    assert READER.background(tree, words, 2) == (21, 30)
    assert READER.background(tree, words, 6) is READER.background(tree, words, 8) is None


def test_a_time_at_the_last_of_joined_verbs_holds_for_all() -> None:
    joined = "Fiji/NNP/nsubj/1 left/VBD/ROOT/1 and/CC/cc/1 rejoined/VBD/conj/1 last/JJ/amod/5 year/NN/npadvmod/3"
    tree = grow(joined)
    assert READER.background(tree, " ".join(tree.words), 1) is not None


def test_a_clause_under_a_pluperfect_was_said_before() -> None:
    notation = "Fiji/NNP/nsubj/2 had/VBD/aux/2 made/VBN/ROOT/2 clear/JJ/ccomp/2 it/PRP/nsubj/5 accepts/VBZ/ccomp/3"
    clauses = Clauses(grow(notation), GRAMMAR)
    assert READER.said_before(clauses, 5) == 2
    assert READER.said_before(clauses, 2) is None
    said = Clauses(grow("Fiji/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 accepts/VBZ/ccomp/1 it/PRP/dobj/3"), GRAMMAR)
    assert READER.said_before(said, 3) is None


def noun_cues(notation: str, noun: str, through: int | None = None) -> ModalityCues:
    tree = grow(notation)
    return READER.noun(Clauses(tree, GRAMMAR), tree.words.index(noun), through)


def test_a_noun_is_said_as_the_verb_that_carries_it() -> None:
    held = "Fiji/NNP/nsubj/2 may/MD/aux/2 hold/VB/ROOT/2 talks/NNS/dobj/2"
    assert noun_cues(held, "talks", through=2).modal == "may"
    assert noun_cues("Fiji/NNP/nsubj/1 held/VBD/ROOT/1 no/DT/det/3 talks/NNS/dobj/1", "talks", through=1).negation == 2


def test_what_is_denied_by_a_full_verb_is_not_itself_negated() -> None:
    text = "Fiji/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 regret/VB/ROOT/3 raids/NNS/dobj/3"
    assert noun_cues(text, "raids").negation is None


def test_what_stands_after_after_did_happen() -> None:
    text = "Fiji/NNP/nsubj/2 may/MD/aux/2 leave/VB/ROOT/2 after/IN/prep/2 raids/NNS/pobj/3"
    assert noun_cues(text, "raids").modal is None


def test_months_after_a_raid_the_raid_is_past() -> None:
    text = "Fiji/NNP/nsubj/1 left/VBD/ROOT/1 months/NNS/npadvmod/3/month after/IN/prep/1 raids/NNS/pobj/3"
    assert noun_cues(text, "raids").pluperfect
    soon = "Fiji/NNP/nsubj/1 left/VBD/ROOT/1 hours/NNS/npadvmod/3/hour after/IN/prep/1 raids/NNS/pobj/3"
    assert not noun_cues(soon, "raids").pluperfect
