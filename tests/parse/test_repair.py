"""Sentences that the parser took for a noun phrase get their verb back."""

from __future__ import annotations

import pytest

from dragoman.parse.repair import clauses_found, content_found, nouns_found, verbs_found
from tests.parse.trees import GRAMMAR, grow

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


CALLED = "Groups/NNS/ROOT/0 called/VBN/acl/0/call for/IN/prep/1 talks/NNS/pobj/2 ././punct/0"


def test_a_noun_with_its_participle_is_a_sentence_where_the_noun_does_it() -> None:
    tree = grow(CALLED)
    tags, deps, heads = clauses_found(tree.words, tree.tags, tree.deps, tree.heads)
    assert (tags[1], deps[1], heads[1]) == ("VBD", "ROOT", 1)
    assert (deps[0], heads[0], heads[4]) == ("nsubj", 1, 1)


@pytest.mark.parametrize(
    "notation",
    [
        pytest.param("Ship/NN/ROOT/0 seized/VBN/acl/0/seize by/IN/agent/1 Iran/NNP/pobj/2 ././punct/0", id="passive"),
        pytest.param("Groups/NNS/ROOT/0 called/VBN/acl/0/call for/IN/prep/1 talks/NNS/pobj/2", id="headline"),
        pytest.param("Men/NNS/ROOT/0 killed/VBN/acl/0/kill in/IN/prep/1 raid/NN/pobj/2 ././punct/0", id="where"),
    ],
)
def test_other_participles_stay(notation: str) -> None:
    tree = grow(notation)
    assert clauses_found(tree.words, tree.tags, tree.deps, tree.heads) == (tree.tags, tree.deps, tree.heads)


def test_fighting_between_two_is_a_noun_and_fighting_them_is_not() -> None:
    noun = grow("Fighting/VBG/nsubj/3 between/IN/prep/0 them/PRP/pobj/1 flared/VBD/ROOT/3")
    verb = grow("Fighting/VBG/csubj/3 the/DT/det/2 rebels/NNS/dobj/0 tires/VBZ/ROOT/3")
    assert nouns_found(noun.words, noun.tags, noun.deps, noun.heads)[0] == "NN"
    assert nouns_found(verb.words, verb.tags, verb.deps, verb.heads)[0] == "VBG"


WARNED = (
    "Fiji/NNP/nsubj/1 warned/VBD/ROOT/1 in/IN/prep/1 a/DT/det/4 speech/NN/pobj/2 that/IN/mark/7 Tonga/NNP/nsubj/7 "
    "attacked/VBD/relcl/4"
)


def test_a_that_clause_belongs_to_the_verb_that_tells_it() -> None:
    tree = grow(WARNED)
    deps, heads = content_found(tree.words, tree.tags, tree.deps, tree.heads, GRAMMAR)
    assert (deps[7], heads[7]) == ("ccomp", 1)
    assert (tree.deps[7], tree.heads[7]) == ("relcl", 4)


@pytest.mark.parametrize(
    ("word", "other"), [("speech", "report"), ("warned", "rode"), ("that/IN/mark", "that/WDT/nsubj")]
)
def test_other_that_clauses_stay_where_they_are(word: str, other: str) -> None:
    tree = grow(WARNED.replace(word, other))
    assert content_found(tree.words, tree.tags, tree.deps, tree.heads, GRAMMAR) == (tree.deps, tree.heads)
