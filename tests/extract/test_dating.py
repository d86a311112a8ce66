"""The day of an event: of its own clause, of the story, or of publication."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from dragoman.extract.dating import Dates
from dragoman.model.mention import Moment
from dragoman.model.record import DateRange
from dragoman.model.text import Article
from dragoman.parse.tree import Tree
from tests.parse.trees import grow
from tests.steps import growth


def moment(tree: Tree, word: str, day: str, **more: str) -> Moment:
    token = tree.words.index(word)
    return Moment(tree.chars(token, token), "DATE", day, **{"start": day, "end": day, "precision": "day", **more})


def dates(
    *times: Moment, published: str | None = "2016-05-12", precision: str | None = "day", trees: Sequence[Tree] = ()
) -> Dates:
    return Dates(Article(id="a", text="", published=published, published_precision=precision), times, trees)


def day(found: DateRange | None) -> str | None:
    return None if found is None else found.start


TWO_CLAUSES = grow(
    "Ghana/NNP/nsubj/6 ,/,/punct/0 which/WDT/nsubj/3 left/VBD/relcl/0 in/IN/prep/3 2013/CD/pobj/4 praised/VBD/ROOT/6"
    " Togo/NNP/dobj/6"
)


def test_a_date_of_another_clause_is_never_taken() -> None:
    found = dates(moment(TWO_CLAUSES, "2013", "2013-01-01"))
    assert day(found.of(TWO_CLAUSES, 3)) == "2013-01-01"
    assert found.of(TWO_CLAUSES, 6) is None


def test_an_event_takes_the_day_of_the_verb_that_reports_it_unless_it_has_its_own() -> None:
    tree = grow(
        "Ghana/NNP/nsubj/1 said/VBD/ROOT/1 Monday/NNP/npadvmod/1 Togo/NNP/nsubj/4 attacked/VBD/ccomp/1 Mali/NNP/dobj/4"
        " Sunday/NNP/npadvmod/4"
    )
    monday, sunday = moment(tree, "Monday", "2016-05-09"), moment(tree, "Sunday", "2016-05-08")
    assert day(dates(monday, sunday).of(tree, 4)) == "2016-05-08"
    found = dates(monday).of(tree, 4)
    assert found == DateRange("2016-05-09", "2016-05-09", "day", "text", monday.span)


def test_the_day_of_a_promised_event_belongs_to_the_promise_too() -> None:
    tree = grow("Ghana/NNP/nsubj/1 agreed/VBD/ROOT/1 to/TO/aux/3 leave/VB/xcomp/1 on/IN/prep/3 Friday/NNP/pobj/4")
    assert day(dates(moment(tree, "Friday", "2016-05-13")).of(tree, 1)) == "2016-05-13"


def test_what_is_done_has_no_day_after_publication() -> None:
    tree = grow(
        "Ghana/NNP/nsubj/1 ordered/VBD/ROOT/1 Togo/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1 Friday/NNP/npadvmod/4"
    )
    found = dates(moment(tree, "Friday", "2016-05-13"))
    assert found.of(tree, 1, done=True) is None
    assert day(found.of(tree, 1)) == "2016-05-13"


def test_a_participle_lends_its_day_to_the_verb_above() -> None:
    tree = grow(
        "Ghana/NNP/nsubj/1 struck/VBD/ROOT/1 barges/NNS/dobj/1 carrying/VBG/acl/2 food/NN/dobj/3 Monday/NNP/npadvmod/3"
    )
    assert day(dates(moment(tree, "Monday", "2016-05-09")).of(tree, 1)) == "2016-05-09"


def test_the_nearer_of_two_days_counts() -> None:
    tree = grow(
        "Monday/NNP/npadvmod/2 Ghana/NNP/nsubj/2 left/VBD/ROOT/2 Togo/NNP/dobj/2 before/IN/prep/2 the/DT/det/6"
        " weekend/NN/pobj/4 Friday/NNP/npadvmod/2"
    )
    both = dates(moment(tree, "Friday", "2016-05-13"), moment(tree, "Monday", "2016-05-09"))
    assert day(both.of(tree, 2)) == "2016-05-09"


STRETCHES = {
    "opens_stretch": frozenset({"between", "from"}),
    "closes_stretch": frozenset({"and", "to"}),
    "runs_on": frozenset({"since"}),
}


JANUARY = Moment((0, 0), "DATE", "1980-01", "1980-01-01", "1980-01-31", "month")
MAY = Moment((0, 0), "DATE", "1980-05", "1980-05-01", "1980-05-31", "month")


@pytest.mark.parametrize(
    ("opening", "between", "expected"),
    [
        ("between", "and", ("1980-01-01", "1980-05-31", "January and May")),
        ("from", "to", ("1980-01-01", "1980-05-31", "January to May")),
        ("in", "and", ("1980-01-01", "1980-01-31", "January")),
        ("since", "and", ("1980-01-01", "1981-03-01", "January")),
    ],
)
def test_two_times_are_a_stretch_and_what_began_goes_on(
    opening: str, between: str, expected: tuple[str, str, str]
) -> None:
    tree = grow(
        f"They/PRP/nsubj/1 sang/VBD/ROOT/1 {opening}/IN/prep/1 January/NNP/pobj/2 {between}/CC/cc/3 May/NNP/conj/3"
    )
    text = " ".join(tree.words)
    times = [replace(JANUARY, span=tree.chars(3, 3)), replace(MAY, span=tree.chars(5, 5))]
    found = Dates(Article(id="a", text=text, published="1981-03-01"), times, [tree], STRETCHES).of(tree, 1)
    assert found is not None and found.span is not None
    assert (found.start, found.end, text[slice(*found.span)]) == expected


def test_times_of_other_sentences_and_times_that_no_day_is_known_of_do_not_count() -> None:
    other = grow("Rain/NN/nsubj/1 fell/VBD/ROOT/1 Monday/NNP/npadvmod/1", offset=200, index=1)
    here = grow("Ghana/NNP/nsubj/1 left/VBD/ROOT/1 Monday/NNP/npadvmod/1")
    open_ended = Moment(here.chars(2, 2), "DATE", "XXXX-WXX-1")
    duration = Moment(here.chars(2, 2), "DURATION", "P1D", "2016-05-09", "2016-05-09")
    assert dates(moment(other, "Monday", "2016-05-09"), open_ended, duration).of(here, 1) is None


def test_a_sentence_without_a_day_goes_on_at_the_last_day_of_the_weeks_news() -> None:
    first = grow("Ghana/NNP/nsubj/1 left/VBD/ROOT/1 Monday/NNP/npadvmod/1")
    second = grow("Togo/NNP/nsubj/1 wept/VBD/ROOT/1", offset=40, index=1)
    both = [first, second]
    assert day(dates(moment(first, "Monday", "2016-05-09"), trees=both).narrated(second)) == "2016-05-09"
    assert dates(moment(first, "Monday", "2016-05-02"), trees=both).narrated(second) is None
    assert dates(moment(first, "Monday", "2016-05-13"), trees=both).narrated(second) is None
    assert dates(moment(first, "Monday", "2016-05-09"), trees=both, published=None).narrated(second) is None
    assert dates(moment(first, "Monday", "2016-05-09", precision="month"), trees=both).narrated(second) is None


@pytest.mark.parametrize(
    ("notation", "goes_on"),
    [
        ("Ghana/NNP/nsubj/1 fled/VBD/ccomp/4 Monday/NNP/npadvmod/1 ,/,/punct/4 said/VBD/ROOT/4 Togo/NNP/nsubj/4", True),
        ("Ghana/NNP/nsubj/1 tried/VBD/ROOT/1 to/TO/aux/3 flee/VB/xcomp/1 Monday/NNP/npadvmod/3", True),
        ("Ports/NNS/ROOT/0 :/:/punct/0 Ghana/NNP/nsubj/3 fled/VBD/acl/0 Monday/NNP/npadvmod/3", True),
        ("Togo/NNP/nsubj/1 said/VBD/ROOT/1 Ghana/NNP/nsubj/3 fled/VBD/ccomp/1 Monday/NNP/npadvmod/3", False),
        ("Ghana/NNP/nsubj/2 had/VBD/aux/2 fled/VBN/ROOT/2 Monday/NNP/npadvmod/2", False),
        (
            "Togo/NNP/nsubj/1 blamed/VBD/ROOT/1 men/NNS/dobj/1 who/WP/nsubj/4 fled/VBD/relcl/2 Monday/NNP/npadvmod/4",
            False,
        ),
    ],
)
def test_what_is_said_goes_on_only_from_the_day_of_a_main_clause(notation: str, goes_on: bool) -> None:
    first = grow(notation)
    second = grow("Togo/NNP/nsubj/1 wept/VBD/ROOT/1", offset=90, index=1)
    found = dates(moment(first, "Monday", "2016-05-09"), trees=[first, second])
    assert day(found.narrated(second, said=True)) == ("2016-05-09" if goes_on else None)
    assert day(found.narrated(second)) == "2016-05-09"


def test_what_happened_when_a_time_was_has_that_time() -> None:
    tree = grow(
        "Togo/NNP/nsubj/1 wept/VBD/ROOT/1 since/IN/prep/1 May/NNP/pobj/2 when/WRB/advmod/6 men/NNS/nsubj/6"
        " marched/VBD/relcl/3 and/CC/cc/6 burned/VBD/conj/6 flags/NNS/dobj/8"
    )
    found = dates(moment(tree, "May", "2015-05-01"))
    assert day(found.of(tree, 6)) == day(found.of(tree, 8)) == "2015-05-01"


@pytest.mark.parametrize(("opener", "lent"), [("when/WRB/advmod/5", True), ("because/IN/mark/5", False)])
def test_an_event_has_the_day_of_what_went_on_meanwhile(opener: str, lent: bool) -> None:
    tree = grow(
        f"Men/NNS/nsubjpass/2 were/VBD/auxpass/2 shot/VBN/ROOT/2 {opener} troops/NNS/nsubj/5 came/VBD/advcl/2"
        " Monday/NNP/npadvmod/5"
    )
    found = dates(moment(tree, "Monday", "2016-05-09")).of(tree, 2)
    assert (day(found) == "2016-05-09") is lent


def test_what_came_of_an_event_has_its_day() -> None:
    tree = grow(
        "Togo/NNP/nsubj/1 blamed/VBD/ROOT/1 men/NNS/dobj/1 for/IN/prep/1 shelling/VBG/pcomp/3 huts/NNS/dobj/4"
        " Monday/NNP/npadvmod/4 ,/,/punct/1 killing/VBG/advcl/1 six/CD/dobj/8"
    )
    assert day(dates(moment(tree, "Monday", "2016-05-09")).of(tree, 8)) == "2016-05-09"
    tree = grow(
        "Togo/NNP/nsubj/1 toured/VBD/ROOT/1 huts/NNS/dobj/1 shelled/VBN/acl/2 Monday/NNP/npadvmod/3 ,/,/punct/1"
        " praising/VBG/advcl/1 men/NNS/dobj/6"
    )
    assert dates(moment(tree, "Monday", "2016-05-09")).of(tree, 6) is None


def test_only_news_is_dated_by_publication() -> None:
    assert dates().assumed("actual") == DateRange("2016-05-12", "2016-05-12", "day", "published")
    assert dates().assumed("historical") is dates().assumed("hypothetical") is None
    assert dates(published=None).assumed("actual") is None
    minute = dates(published="2016-05-12T08:30:00Z", precision="minute").assumed("actual")
    assert minute is not None
    assert (minute.start, minute.precision) == ("2016-05-12", "minute")


@pytest.mark.parametrize(("end", "expected"), [("2016-04-10", True), ("2016-04-11", False), ("2016-05-20", False)])
def test_what_ended_over_a_month_before_publication_is_history(end: str, expected: bool) -> None:
    assert dates().is_history(DateRange("1990-01-01", end, "day", "text")) == expected


@pytest.mark.parametrize(("precision", "expected"), [("year", True), ("month", True), ("day", False)])
def test_an_undated_report_does_not_date_its_news_by_year_or_month(precision: str, expected: bool) -> None:
    assert dates(published=None).is_history(DateRange("2016-05-01", "2016-05-31", precision, "text")) == expected


def test_the_first_day_of_all_which_programs_write_for_no_date_is_only_a_day() -> None:
    assert not dates(published="0001-01-01").is_history(DateRange("2016-05-02", "2016-05-02", "day", "text"))


# How work grows


def _one_day_a_sentence(size: int) -> Callable[[], object]:
    trees = [grow("Ghana/NNP/nsubj/1 left/VBD/ROOT/1 Togo/NNP/dobj/1", offset=40 * n, index=n) for n in range(size)]
    times = [Moment(tree.chars(2, 2), "DATE", "1950-01-01", "1950-01-01", "1950-01-01", "day") for tree in trees]
    article = Article(id="a", text=" " * 40 * size, published="2016-05-12")

    def ask() -> None:
        found = Dates(article, times, trees, STRETCHES)
        for tree in trees:
            found.of(tree, 1), found.said(tree, 1, ()), found.narrated(tree), found.narrated(tree, said=True)

    return ask


def test_every_sentence_costs_the_same_however_long_the_article() -> None:
    assert growth(_one_day_a_sentence, 50) < 1.2
