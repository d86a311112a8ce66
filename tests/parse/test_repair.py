"""Sentences that the parser took for a noun phrase get their verb back."""

from __future__ import annotations

import pytest

from dragoman.parse.repair import verbs_found
from tests.parse.trees import grow

SCRAMBLED = "The/DT/det/4 Fijian/JJ/amod/4 navy/NN/compound/4 seized/VBD/amod/4/seize boats/NNS/ROOT/4/boat ././punct/4"


def test_a_verb_among_the_adjectives_of_a_root_noun_becomes_the_root() -> None:
    tree = grow(SCRAMBLED)
    deps, heads = verbs_found(tree.tags, tree.deps, tree.heads)
    assert [t for t, head in enumerate(heads) if head == t] == [3]
    assert (deps[2], heads[2]) == ("nsubj", 3)
    assert (deps[4], heads[4]) == ("dobj", 3)
    assert [heads[0], heads[1], heads[5]] == [2, 2, 3]


def test_the_parsers_own_lists_are_not_changed() -> None:
    tree = grow(SCRAMBLED)
    verbs_found(tree.tags, tree.deps, tree.heads)
    assert tree.root == 4
    assert tree.deps[3] == "amod"


@pytest.mark.parametrize(
    "notation",
    [
        "Fiji/NNP/nsubj/1 seized/VBD/ROOT/1 boats/NNS/dobj/1",
        "Seized/VBN/amod/1 boats/NNS/ROOT/1",
        "The/DT/det/3 long/JJ/amod/3 delayed/VBN/amod/3 talks/NNS/ROOT/3",
        "The/DT/det/2 growing/VBG/amod/2 rift/NN/ROOT/2",
        "Fiji/NNP/compound/1 boats/NNS/ROOT/1",
        "Fiji/NNP/compound/3 warns/VBZ/compound/3 seized/VBN/amod/3 boats/NNS/ROOT/3",
    ],
)
def test_other_sentences_stay_as_they_were(notation: str) -> None:
    tree = grow(notation)
    assert verbs_found(tree.tags, tree.deps, tree.heads) == (tree.deps, tree.heads)
