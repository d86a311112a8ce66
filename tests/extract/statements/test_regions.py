"""Which quotation is around some words."""

from __future__ import annotations

from dragoman.extract.statements.regions import Draft, Regions
from dragoman.parse.quotations import Quotation

OUTER = Quotation((0, 60), (1, 59))
INNER = Quotation((20, 30), (21, 29), depth=1)
NEXT = Quotation((70, 80), (71, 79))
REGIONS = Regions([OUTER, INNER, NEXT])


def test_the_innermost_quotation_around_a_span() -> None:
    assert REGIONS.around((22, 25)) is INNER
    assert REGIONS.around((40, 45)) is OUTER  # behind the inner one
    assert REGIONS.around((28, 33)) is OUTER  # half in it
    assert REGIONS.around((62, 65)) is None
    assert REGIONS.around((78, 90)) is None


def test_parents_and_what_comes_next() -> None:
    assert (REGIONS.parent(INNER), REGIONS.parent(OUTER)) == (OUTER, None)
    assert (REGIONS.after(10), REGIONS.after(61), REGIONS.after(71)) == (INNER, NEXT, None)


def test_a_draft_has_the_words_of_the_tree_and_of_quotations_as_one() -> None:
    draft = Draft(None, [(60, 68)], [NEXT])
    assert draft.content == [(60, 68), (71, 79)]
    assert not draft.empty and Draft(None, []).empty
