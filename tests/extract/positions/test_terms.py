"""On what terms: conditions and exchanges cut from a content, and deadlines."""

from __future__ import annotations

from dragoman import lexicon
from dragoman.extract.positions.draft import Draft
from dragoman.extract.positions.terms import TermFinder
from dragoman.model.mention import Moment
from dragoman.model.text import Article
from dragoman.parse.tree import Tree
from tests.parse.trees import grow

WORDS = lexicon.load().positions
TREE = grow("free/VB/ROOT/0 sailors/NNS/dobj/0/sailor if/IN/mark/4 Togo/NNP/nsubj/4 withdraws/VBZ/advcl/0/withdraw")
DATED = grow("free/VB/ROOT/0 sailors/NNS/dobj/0/sailor by/IN/prep/0 June/NNP/pobj/2")


def finder(*times: Moment, published: str | None = "2011-05-03") -> TermFinder:
    return TermFinder(Article(id="a", text="", published=published), times, WORDS)


def draft(tree: Tree, act: str = "pledge") -> Draft:
    return Draft(tree, act, (), 0, 0, len(tree) - 1)


def test_a_condition_is_cut_from_the_content() -> None:
    bare, terms = finder().of(draft(TREE))
    assert (bare.first, bare.last, terms.condition) == (0, 1, (2, 4))


def test_what_is_said_to_have_happened_has_no_terms() -> None:
    whole = draft(TREE, "deny")
    bare, terms = finder().of(whole)
    assert bare is whole
    assert (terms.condition, terms.exchange, terms.deadline) == (None, None, None)


def test_by_a_month_is_a_deadline_of_what_is_promised_and_not_of_a_refusal() -> None:
    june = Moment(DATED.chars(2, 3), "DATE", "2011-06", "2011-06-01", "2011-06-30", "month")
    _, promised = finder(june).of(draft(DATED))
    _, refused = finder(june).of(draft(DATED, "refuse"))
    assert promised.deadline is not None
    assert (promised.deadline.end, promised.deadline.basis) == ("2011-06-30", "text")
    assert refused.deadline is None
