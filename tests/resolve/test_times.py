"""Time expressions: what is found, what it means, and which days it covers. All sentences are invented."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import lexicon
from dragoman.errors import LexiconError
from dragoman.model.mention import Moment
from dragoman.model.text import Span
from dragoman.resolve.times import TimeReader
from tests.steps import growth

WEDNESDAY = "2019-04-24"
find_times = TimeReader(lexicon.load().times).find


def read(text: str, published: str | None = WEDNESDAY) -> dict[str, Moment]:
    """The moments of a text by their words."""
    return {text[slice(*moment.span)]: moment for moment in find_times(text, published)}


def only(text: str, published: str | None = WEDNESDAY) -> Moment:
    """The one moment of a text."""
    (moment,) = find_times(text, published)
    return moment


@pytest.mark.parametrize(
    ("text", "words", "value", "days"),
    [
        ("The envoy landed on Thursday.", "Thursday", "2019-04-18", ("2019-04-18", "2019-04-18")),
        ("The envoy will land on Thursday.", "Thursday", "2019-04-25", ("2019-04-25", "2019-04-25")),
        ("The envoy spoke on Wednesday.", "Wednesday", "2019-04-24", ("2019-04-24", "2019-04-24")),
        ("The envoy spoke last Wednesday.", "last Wednesday", "2019-04-17", ("2019-04-17", "2019-04-17")),
        (
            "Envoys left by Monday of next week.",
            "Monday of next week",
            "2019-04-29",
            ("2019-04-29", "2019-04-29"),
        ),
        ("He came last week.", "last week", "2019-W16", ("2019-04-15", "2019-04-21")),
        ("He came last month.", "last month", "2019-03", ("2019-03-01", "2019-03-31")),
        ("He goes next year.", "next year", "2020", ("2020-01-01", "2020-12-31")),
        ("He rested over the weekend.", "the weekend", "2019-W16-WE", ("2019-04-20", "2019-04-21")),
        ("It closes by the end of the year.", "the end of the year", "2019", ("2019-12-31", "2019-12-31")),
        ("He came earlier this week.", "earlier this week", "2019-W17", ("2019-04-22", "2019-04-24")),
        ("He goes later this year.", "later this year", "2019", ("2019-04-24", "2019-12-31")),
        ("It began in early 2018.", "early 2018", "2018", ("2018-01-01", "2018-05-01")),
        ("It fell in the 1990s.", "the 1990s", "199", ("1990-01-01", "1999-12-31")),
        (
            "It fell in the third quarter of 2017.",
            "the third quarter of 2017",
            "2017-Q3",
            ("2017-07-01", "2017-09-30"),
        ),
        (
            "It rose in the second half of 2018.",
            "the second half of 2018",
            "2018-H2",
            ("2018-07-01", "2018-12-31"),
        ),
        ("They fought in the winter of 2015.", "the winter of 2015", "2015-WI", ("2015-12-01", "2016-02-29")),
        ("They fought last winter.", "last winter", "2018-WI", ("2018-12-01", "2019-02-28")),
        (
            "The fair runs May 10 to 12.",
            "May 10 to 12",
            "2019-05-10/2019-05-12",
            ("2019-05-10", "2019-05-12"),
        ),
        ("The fair runs 10-12 May.", "10-12 May", "2019-05-10/2019-05-12", ("2019-05-10", "2019-05-12")),
        ("He ruled in 2014-2016.", "2014-2016", "2014/2016", ("2014-01-01", "2016-12-31")),
        ("He left two months ago.", "two months ago", "2019-02", ("2019-02-01", "2019-02-28")),
        ("He left yesterday.", "yesterday", "2019-04-23", ("2019-04-23", "2019-04-23")),
        ("He left on 3 March 2018.", "3 March 2018", "2018-03-03", ("2018-03-03", "2018-03-03")),
        ("He left on Friday, Nov. 9.", "Friday, Nov. 9", "2018-11-09", ("2018-11-09", "2018-11-09")),
        ("He left on 25/12/2018.", "25/12/2018", "2018-12-25", ("2018-12-25", "2018-12-25")),
        ("He left on Christmas Eve.", "Christmas Eve", "2018-12-24", ("2018-12-24", "2018-12-24")),
        ("They met at Easter 2016.", "Easter 2016", "2016-03-27", ("2016-03-27", "2016-03-27")),
        ("They fast during Ramadan.", "Ramadan", "2019-05-06/2019-06-03", ("2019-05-06", "2019-06-03")),
        ("They met last Thanksgiving.", "last Thanksgiving", "2018-11-22", ("2018-11-22", "2018-11-22")),
        ("Much changed after 9/11.", "9/11", "2001-09-11", ("2001-09-11", "2001-09-11")),
        ("More rain is likely before the winter.", "the winter", "2019-WI", ("2019-12-01", "2020-02-29")),
        ("Miners planned a vigil in the square on Monday.", "Monday", "2019-04-29", ("2019-04-29", "2019-04-29")),
        ("The port has scheduled a hearing Monday.", "Monday", "2019-04-29", ("2019-04-29", "2019-04-29")),
        ("Unions had planned a vigil on Monday.", "Monday", "2019-04-22", ("2019-04-22", "2019-04-22")),
        ("The two ministers meet Monday in Oslo.", "Monday", "2019-04-29", ("2019-04-29", "2019-04-29")),
        ("Shops shut in Easter week.", "Easter week", "2019-W16", ("2019-04-15", "2019-04-21")),
        ("Shops shut at the Easter weekend.", "Easter weekend", "2019-W16-WE", ("2019-04-20", "2019-04-21")),
        ("Exports rose in the quarter ended Feb. 28.", "the quarter", "2019-Q1", ("2019-01-01", "2019-03-31")),
        ("Exports rose in the quarter ended July 31, 2018.", "the quarter", "2018-Q2", ("2018-04-01", "2018-06-30")),
        ("Prices have risen since year-end.", "year-end", "2018", ("2018-12-31", "2018-12-31")),
        ("It hit a low for the year of $9.", "the year", "2019", ("2019-01-01", "2019-12-31")),
        ("The fair runs from Tuesday through Friday.", "Friday", "2019-04-26", ("2019-04-26", "2019-04-26")),
        ("A Monday-Thursday fair.", "Thursday", "2019-04-25", ("2019-04-25", "2019-04-25")),
        ("A fair on Monday and Friday.", "Friday", "2019-04-19", ("2019-04-19", "2019-04-19")),
        ("He had left the day before.", "the day before", "2019-04-23", ("2019-04-23", "2019-04-23")),
        ("They meet in three days' time.", "three days' time", "2019-04-27", ("2019-04-27", "2019-04-27")),
        ("He fell a year ago today.", "a year ago today", "2018-04-24", ("2018-04-24", "2018-04-24")),
        ("He goes a week from Monday.", "a week from Monday", "2019-05-06", ("2019-05-06", "2019-05-06")),
        (
            "It began in the autumn of last year.",
            "the autumn of last year",
            "2018-FA",
            ("2018-09-01", "2018-11-30"),
        ),
        ("A treaty of the 19th century.", "the 19th century", "18", ("1800-01-01", "1899-12-31")),
    ],
)
def test_days_covered(text: str, words: str, value: str, days: tuple[str, str]) -> None:
    moment = read(text)[words]
    assert (moment.type, moment.value, (moment.start, moment.end)) == ("DATE", value, days)


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("Over the past twenty-four months they spoke.", "P24M", ("2017-04-24", "2019-04-24")),
        ("He was seen in the last 72 hours.", "PT72H", ("2019-04-21", "2019-04-24")),
        ("Nine ships sank during the last three weeks.", "P3W", ("2019-04-03", "2019-04-24")),
        ("Talks will go on for the next ten days.", "P10D", ("2019-04-24", "2019-05-04")),
        ("Prices will rise over the next year.", "P1Y", ("2019-04-24", "2020-04-24")),
        ("Prices rose by a third in the past year.", "P1Y", ("2018-04-24", "2019-04-24")),
        ("The worst flood of the past century.", "P100Y", ("1919-04-24", "2019-04-24")),
    ],
)
def test_a_length_beside_today_has_its_days(text: str, value: str, days: tuple[str, str]) -> None:
    moment = only(text)
    assert (moment.type, moment.value, (moment.start, moment.end)) == ("DURATION", value, days)
    assert only(text, None).start is None


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("He left on 7-Feb-98.", "1998-03-01", ["1998-02-07"]),
        ("He left on 21-Sep-2014.", "2014-10-01", ["2014-09-21"]),
        ("He left on 05.11.08.", "2008-11-20", ["2008-11-05"]),
        ("He left on 3/9/71.", "1971-09-05", ["1971-09-03"]),
        ("He left on 31.02.19.", "2019-04-24", []),
        ("Use version 10.02.19.4 of it.", "2019-04-24", []),
        ("The vote was 31-May-led.", "2019-04-24", []),
    ],
)
def test_short_dates(text: str, published: str, days: list[str]) -> None:
    """The day first, and of the two centuries the nearer one."""
    assert [m.value for m in find_times(text, published) if m.precision == "day"] == days


@pytest.mark.parametrize("text", ["In today's world few agree.", "Average daily sales rose."])
def test_what_is_no_time(text: str) -> None:
    assert find_times(text, WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("A three-day visit.", "DURATION", "P3D"),
        ("It took two and a half years.", "DURATION", "P2.5Y"),
        ("They spoke for 5 1/2 hours.", "DURATION", "PT5H30M"),
        ("They spoke for half an hour.", "DURATION", "PT30M"),
        ("He waited several weeks.", "DURATION", "PXW"),
        ("He waited a decade.", "DURATION", "P10Y"),
        ("He waited several hundred years.", "DURATION", "PXY"),
        ("It ended a monthlong siege.", "DURATION", "P1M"),
        ("They pray every day.", "SET", "P1D"),
        ("They meet every two weeks.", "SET", "P2W"),
        ("They march on Mondays.", "SET", "XXXX-WXX-1"),
        ("They publish it daily.", "SET", "P1D"),
        ("It costs $5 million a year.", "SET", "P1Y"),
        ("He now agrees.", "DATE", "PRESENT_REF"),
        ("In recent years he agreed.", "DATE", "PAST_REF"),
        ("It will come in the near future.", "DATE", "FUTURE_REF"),
    ],
)
def test_times_without_a_place_in_the_calendar(text: str, kind: str, value: str) -> None:
    moment = only(text)
    assert (moment.type, moment.value, moment.start, moment.end) == (kind, value, None, None)


@pytest.mark.parametrize(
    ("text", "words", "value", "precision"),
    [
        ("He spoke on Thursday morning.", "Thursday morning", "2019-04-18TMO", "day"),
        ("He spoke the night before.", "the night before", "2019-04-23TNI", "day"),
        ("He spoke on the night of 3 March.", "the night of 3 March", "2019-03-03TNI", "day"),
        ("He spoke last night.", "last night", "2019-04-23TNI", "day"),
        ("It sank at 10 p.m. Monday.", "10 p.m. Monday", "2019-04-22T22:00", "minute"),
        ("It sank on Monday at noon.", "Monday at noon", "2019-04-22T12:00", "minute"),
        ("Talks end by 6 o'clock this afternoon.", "6 o'clock this afternoon", "2019-04-24T18:00", "minute"),
        ("Posted April 25, 2018 04:53 PM", "April 25, 2018 04:53 PM", "2018-04-25T16:53", "minute"),
        ("It sank on Monday. Boats came at 1530 GMT.", "1530 GMT", "2019-04-22T15:30", "minute"),
    ],
)
def test_times_of_day(text: str, words: str, value: str, precision: str) -> None:
    moment = read(text)[words]
    assert (moment.type, moment.value, moment.precision) == ("TIME", value, precision)
    assert moment.start == moment.end == value[:10]


@pytest.mark.parametrize(
    ("words", "mod"),
    [
        ("mid-May", "MID"),
        ("late 2018", "END"),
        ("the start of next year", "START"),
        ("more than two years ago", "BEFORE"),
        ("at least 30 days", "EQUAL_OR_MORE"),
        ("about six months", "APPROX"),
    ],
)
def test_modifiers(words: str, mod: str) -> None:
    assert read(f"It stood in {words}.")[words].mod == mod


def test_times_told_from_the_one_before() -> None:
    found = read("He landed on 3 March 2018. The next day he left. The following month he came back. That year he won.")
    assert [moment.value for moment in found.values()] == ["2018-03-03", "2018-03-04", "2018-04", "2018"]
    assert find_times("The same day he left.", None) == ()


def test_a_distance_is_not_counted_from_another_distance() -> None:
    found = find_times(
        "In 2018 output rose. Exports doubled from a year earlier. Imports halved from a year earlier.",
        WEDNESDAY,
    )
    assert [moment.value for moment in found] == ["2018", "2017", "2017"]


def test_later_than_something_untold_is_a_length() -> None:
    assert only("Three years later he came back.").type == "DURATION"
    found = read("He left in 2018. Three years later he came back.")
    assert found["Three years later"].type == "DURATION"
    assert read("He left in 2012. Three years later he came back.")["Three years later"].value == "2015"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bond will be repaid in five years.", "DATE"),
        ("It will be the first summit in five years.", "DURATION"),
        ("The bond was repaid in five years.", "DURATION"),
    ],
)
def test_in_so_many_years(text: str, kind: str) -> None:
    assert only(text).type == kind


def test_the_same_quarter_a_year_before() -> None:
    found = read("Losses grew in the third quarter. In the same quarter a year ago it had none.")
    assert found["the same quarter a year ago"].value == "2017-Q3"


def test_until_at_the_head_of_a_past_sentence_looks_back() -> None:
    text = "Until Monday, nobody had named him."
    assert find_times(text, WEDNESDAY, tense=lambda span: "past")[0].value == "2019-04-22"
    text = "By Monday the harbour was empty."
    assert find_times(text, WEDNESDAY, tense=lambda span: "past")[0].value == "2019-04-22"
    text = "The truce was extended until Monday."
    assert find_times(text, WEDNESDAY, tense=lambda span: "past")[0].value == "2019-04-29"


def test_a_year_earlier_keeps_to_the_quarter_of_the_text() -> None:
    found = read("Exports rose in the first quarter from a year earlier.")
    assert found["a year earlier"].value == "2018-Q1"


@pytest.mark.parametrize(
    "text",
    [
        "The envoy may march to the sea.",
        "Theresa May won. May said so. Mrs. May smiled.",
        "A 21-year-old man met a 6-month-old child, 52 years old.",
        "The Sunday Times wrote it.",
        "The Summer Olympics, the October Revolution and the Good Friday Agreement.",
        "He sent about 2000 troops and paid $2000 for 1,998 tents.",
        "A 2000-seat hall at 30 kilometers an hour.",
        "The fall of the capital and the Arab Spring.",
        "The Cold War made them foes.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert find_times(text, WEDNESDAY) == ()


def test_may_is_a_month_beside_a_person_of_that_name() -> None:
    moment = only("Theresa May may resign in May.")
    assert (moment.span, moment.value) == ((26, 29), "2019-05")


@pytest.mark.parametrize(
    "text", ["It fell due on February 30, 2019.", "It fell due on 30 February.", "Due 31 June 2018."]
)
def test_impossible_days_are_found_and_not_dated(text: str) -> None:
    moment = only(text)
    assert (moment.start, moment.end) == (None, None)
    assert re.search(r"-(?:30|31)$", moment.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left on Thursday.", "XXXX-WXX-4"),
        ("He left on May 10.", "XXXX-05-10"),
        ("He left in May.", "XXXX-05"),
        ("He left yesterday.", "XXXX-XX-XX"),
        ("He left last week.", "XXXX-WXX"),
        ("He left two years ago.", "XXXX"),
        ("He left this morning.", "XXXX-XX-XXTMO"),
        ("He left on Christmas Day.", "XXXX-12-25"),
        ("He left in the third quarter.", "XXXX-Q3"),
        ("He left last fall.", "XXXX-FA"),
    ],
)
def test_nothing_is_dated_without_a_day_to_date_it_from(text: str, value: str) -> None:
    moment = only(text, None)
    assert (moment.value, moment.start, moment.end) == (value, None, None)


def test_absolute_dates_need_no_publication_date() -> None:
    found = read("He left on 3 March 2018 and a week later came back. It was 1945 again.", None)
    assert [moment.start for moment in found.values()] == ["2018-03-03", "2018-03-05", "1945-01-01"]


@pytest.mark.parametrize(
    ("published", "value"), [("2019", "2018"), ("2019-04", "2018"), ("2019-04-24T08:00:00Z", "2018")]
)
def test_a_coarse_publication_date_resolves_what_is_as_coarse(published: str, value: str) -> None:
    found = read("He left last year, on a Monday.", published)
    assert found["last year"].value == value
    assert (found["Monday"].start is None) == ("T" not in published)


def test_tense_chooses_the_weekday() -> None:
    text = "Talks on Friday."

    def ahead(span: Span) -> str | None:
        assert text[slice(*span)] == "Friday"
        return "future"

    assert find_times(text, WEDNESDAY, tense=ahead)[0].value == "2019-04-26"
    assert find_times(text, WEDNESDAY, tense=lambda span: "past")[0].value == "2019-04-19"
    assert find_times(text, WEDNESDAY, tense=lambda span: None)[0].value == "2019-04-19"


def test_cues_of_another_sentence_do_not_count() -> None:
    text = "He will go home. Talks on Friday. They will resume."
    split = [(0, 16), (17, 33), (34, 51)]
    assert find_times(text, WEDNESDAY)[0].value == "2019-04-19"
    assert find_times(text, WEDNESDAY, sentences=split)[0].value == "2019-04-19"
    assert find_times(text, WEDNESDAY, sentences=[(0, 51)])[0].value == "2019-04-26"


@pytest.mark.parametrize(
    ("month", "value"),
    [("in March", "2019-03"), ("in December", "2018-12"), ("in June", "2019-06"), ("since June", "2018-06")],
)
def test_a_bare_month_is_the_nearest(month: str, value: str) -> None:
    assert only(f"Talks {month}.").value == value


def test_an_expression_may_run_over_a_line_but_not_over_a_paragraph() -> None:
    assert "last\nweek" in read("He came last\nweek.")
    assert "week" not in "".join(read("He came last\n\nweek one."))


def test_a_folder_of_words_is_laid_over(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("words")
    (folder / "times").mkdir()
    (folder / "times" / "holidays.toml").write_text('[fixed]\n"lantern day" = "03-05"\n', encoding="utf-8")
    (moment,) = TimeReader(lexicon.load(folder).times).find("They met on Lantern Day.", WEDNESDAY)
    assert moment.value == "2019-03-05"
    assert find_times("They met on Lantern Day.", WEDNESDAY) == ()
    with pytest.raises(LexiconError):
        lexicon.load(folder / "missing")


_PIECES = st.sampled_from(
    """
    the last next of in on early late mid- end two 31 30 1999 2019 '90s 99999 0 May Feb. March week weeks day
    year quarter Monday fall first century ago later earlier and to - / : . , 's every half a 12:61 25:00 p.m.
    noon GMT Easter Ramadan 29 February fiscal 0000 1/0 10,000,000 million years decades ½ ’
    """.split(" ")  # noqa: SIM905
)


@given(
    st.lists(_PIECES, max_size=14),
    st.sampled_from([None, WEDNESDAY, "2020-02-29", "0001-01-01", "9999-12-31", "x"]),
)
def test_any_text_gives_ordered_spans_and_possible_days(parts: list[str], published: str | None) -> None:
    text = " ".join(parts)
    free = 0
    for moment in find_times(text, published):
        assert free <= moment.span[0] < moment.span[1] <= len(text)
        free = moment.span[1]
        assert (moment.start is None) == (moment.end is None)
        if moment.start is not None and moment.end is not None:
            assert date.fromisoformat(moment.start) <= date.fromisoformat(moment.end)


@pytest.mark.parametrize(
    "sentence",
    [
        "It began in 1990 and the next day it ended. ",
        "He may leave by May. ",
        "From Monday to Friday and over the past ten days they met. ",
        "Between 3 June and 5 June, at noon, last week, they met; ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(sentence: str) -> None:
    assert growth(lambda size: lambda: find_times(sentence * size, WEDNESDAY), 25) < 1.3
