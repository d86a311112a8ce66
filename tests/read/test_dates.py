import pytest

from dragoman.read.dates import find_date, parse_date


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2019", "2019", "year"),
        ("2019-04", "2019-04", "month"),
        ("2019-04-25", "2019-04-25", "day"),
        ("20190425", "2019-04-25", "day"),
        ("2019-W17-4", "2019-04-25", "day"),
        ("2019-115", "2019-04-25", "day"),
        ("2019-04-25T16:53", "2019-04-25T16:53:00", "minute"),
        ("2019-04-25 16:53:07.5+02:00", "2019-04-25T16:53:07+02:00", "second"),
        ("2019-04-25T16:53:07Z", "2019-04-25T16:53:07+00:00", "second"),
        ("2019-04-25T24:00:00", "2019-04-26T00:00:00", "second"),
        ("Thu, 25 Apr 2019 16:53:00 +0000", "2019-04-25T16:53:00+00:00", "second"),
        ("April 25, 2019 04:53 PM", "2019-04-25T16:53:00", "minute"),
        ("12:05 am, 25 April 2019", "2019-04-25T00:05:00", "minute"),
        ("Apr. 25, 2019 at 4 pm EDT", "2019-04-25T16:00:00-04:00", "minute"),
        ("Thursday 25th of April 2019", "2019-04-25", "day"),
        ("April 2019", "2019-04", "month"),
        ("25/04/2019", "2019-04-25", "day"),
        ("04/25/2019", "2019-04-25", "day"),
        ("03.04.2019", "2019-04-03", "day"),
        ("Fri, 08 Feb 13 07:15:00 +0100", "2013-02-08T07:15:00+01:00", "second"),
        ("8-Feb-13", "2013-02-08", "day"),
        ("8 February '88", "1988-02-08", "day"),
        ("25.04.19", "2019-04-25", "day"),
        ("2019/4/5 7:15", "2019-04-05T07:15:00", "minute"),
        ("Do, 25 Apr 2019 16:53:00", "2019-04-25T16:53:00", "second"),
        ("Thu,25 Apr 2019 16:53 GMT", "2019-04-25T16:53:00+00:00", "minute"),
        ("Thu, 25 Apr, 2019", "2019-04-25", "day"),
        ("Thu Apr 25 16:53:00 CEST 2019", "2019-04-25T16:53:00+02:00", "second"),
        ("Thu, 25 Apr 2019 24:00:00 GMT", "2019-04-26T00:00:00+00:00", "second"),
        ("April 25, 2019 Thursday 4:53 PM GMT", "2019-04-25T16:53:00+00:00", "minute"),
    ],
)
def test_a_date_is_read_as_finely_as_it_is_written(text: str, value: str, precision: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2019-13-01",
        "2019-02-30",
        "February 30, 2019",
        "2019-366",
        "25 April 2019 25:10",
        "1556200000",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_day_that_can_be_read_two_ways_is_not_read() -> None:
    assert parse_date("03/04/2019") is None


def test_an_unknown_zone_leaves_the_time_local() -> None:
    found = parse_date("25 April 2019 16:53 IST")
    assert found is not None
    assert found.value == "2019-04-25T16:53:00"


def test_a_date_in_a_line_ends_where_it_ends() -> None:
    line = "Posted 4 May 2021 10:20 by the desk"
    found = find_date(line, 7)
    assert found is not None
    assert line[slice(*found[1])] == "4 May 2021 10:20"
