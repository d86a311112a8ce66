"""Who held which office on a day."""

from __future__ import annotations

import pytest

from dragoman.lexicon.actors import Entry, Role
from dragoman.resolve.actors.offices import holds, in_office, told_apart


def held(name: str, role: str, start: str | None, end: str | None, country: str = "TGO", sector: str = "GOV") -> Entry:
    return Entry(name.lower(), name, "person", country, sector, (), role, start=start, end=end)


PREMIER = held("Abla", "prime minister of Togo", "2001-03-01", "2004-05-31")
MINISTER = held("Abla", "minister of health of Togo", "1998", "2001-02-28")
NAMESAKE = held("Abla Kossi", "senator of Ghana", "2003", None, "GHA", "LEG")


@pytest.mark.parametrize(
    ("start", "end", "day", "found"),
    [
        ("2001-03-01", "2004-05-31", "2001-03-01", True),
        ("2001-03-01", "2004-05-31", "2004-05-31", True),
        ("2001-03-01", "2004-05-31", "2004-06-01", False),
        ("2001", "2004", "2004-12-31", True),
        ("2001", None, "2044-01-01", True),
        (None, "2004", "1950-01-01", True),
        ("2001-03-01", None, "2001", True),
    ],
)
def test_both_bounds_count_and_may_be_years(start: str | None, end: str | None, day: str, found: bool) -> None:
    assert holds(held("Abla", "senator", start, end), day) is found


def test_the_office_of_the_day_counts_and_a_past_one_is_over() -> None:
    ranks = ("prime minister", "minister")
    assert in_office(ranks, [MINISTER, PREMIER], "2000-01-01") == (MINISTER, False)
    assert in_office(ranks, [MINISTER, PREMIER], "2003-01-01") == (PREMIER, False)
    assert in_office(ranks, [MINISTER, PREMIER], "2010-01-01") == (PREMIER, True)


def test_without_a_day_the_title_decides_and_then_the_rank() -> None:
    ranks = ("prime minister", "minister")
    title = Role("minister of health", "GOV", (), "person")
    assert in_office(ranks, [MINISTER, PREMIER], None) == (PREMIER, False)
    assert in_office(ranks, [MINISTER, PREMIER], None, title) == (MINISTER, False)


def test_namesakes_are_told_apart_by_country_then_day() -> None:
    assert told_apart([PREMIER, NAMESAKE], None, None, "GHA") == (NAMESAKE,)
    assert told_apart([PREMIER, NAMESAKE], "2002-01-01", None, None) == (PREMIER,)
    assert told_apart([PREMIER, NAMESAKE], "2003-06-01", None, None) == (PREMIER, NAMESAKE)
    assert told_apart([PREMIER, NAMESAKE], "2003-06-01", None, "FRA") == (PREMIER, NAMESAKE)
