"""A sentence as lists: spans that point into the article, and the ways up and down the tree."""

from __future__ import annotations

from tests.parse.trees import grow, words

TREE = grow(
    "Togo/NNP/nsubj/3 ,/,/punct/0 Benin/NNP/conj/0 expelled/VBD/ROOT/3/expel two/CD/nummod/5 envoys/NNS/dobj/3/envoy"
    " of/IN/prep/5 Mali/NNP/pobj/6 and/CC/cc/7 Niger/NNP/conj/7 ././punct/3",
    offset=40,
)
TEXT = "Togo , Benin expelled two envoys of Mali and Niger .".rjust(40 + 52)


def test_spans_are_offsets_into_the_article_not_the_sentence() -> None:
    assert TEXT[slice(*TREE.span)] == TEXT.strip()
    assert TEXT[slice(*TREE.chars(4, 5))] == "two envoys"


def test_children_are_found_by_label_in_text_order() -> None:
    assert words(TREE, TREE.kids(3, "dobj", "nsubj")) == ["Togo", "envoys"]
    assert TREE.kid(3, "dobj") == 5
    assert TREE.kid(3, "dative") is None


def test_the_root_is_its_own_head_and_nobodys_child() -> None:
    assert TREE.root == 3
    assert 3 not in TREE.children[3]
    assert list(TREE.ancestors(TREE.root)) == []


def test_ancestors_come_nearest_first() -> None:
    assert words(TREE, list(TREE.ancestors(9))) == ["Mali", "of", "envoys", "expelled"]


def test_a_subtree_holds_all_below_and_nothing_else() -> None:
    assert sorted(TREE.subtree(5)) == [4, 5, 6, 7, 8, 9]
    assert TREE.extent(5) == (4, 9)
    assert TREE.extent(10) == (10, 10)


def test_conjuncts_follow_chains() -> None:
    chain = grow("Fiji/NNP/ROOT/0 ,/,/punct/0 Samoa/NNP/conj/0 and/CC/cc/2 Tonga/NNP/conj/2")
    assert words(chain, chain.conjuncts(0)) == ["Fiji", "Samoa", "Tonga"]
    assert words(chain, chain.conjuncts(2)) == ["Samoa", "Tonga"]


def test_modals_are_no_verbs() -> None:
    tree = grow("Fiji/NNP/nsubj/2 must/MD/aux/2 leave/VB/ROOT/2")
    assert [tree.is_verb(t) for t in range(3)] == [False, False, True]
    assert [tree.is_noun(t) for t in range(3)] == [True, False, False]
