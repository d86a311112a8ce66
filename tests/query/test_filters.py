"""What a question may be written as."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime

import pytest

from dragoman.errors import QueryError
from dragoman.query import Filters

SEVERAL = ("actor", "with_", "type", "modality", "place", "story", "matter", "article", "outlet")


@pytest.mark.parametrize("name", SEVERAL)
def test_one_string_is_one_value(name: str) -> None:
    values: dict[str, str] = {name: "FJI"}
    assert getattr(Filters(**values), name) == ("FJI",)  # type: ignore[arg-type]
    assert set(SEVERAL) == {f.name for f in fields(Filters) if f.default == ()}


def test_several_values_come_in_any_collection() -> None:
    assert Filters(actor=["FJI", "TON"]) == Filters(actor=("FJI", "TON"))
    assert Filters(type=(t for t in ["AID"])).type == ("AID",)
    assert hash(Filters(actor=["FJI"])) == hash(Filters(actor="FJI"))


def test_days_are_dates_or_words_for_them() -> None:
    asked = Filters(since="2012-03", until="2012-02")
    assert (asked.since, asked.until) == (date(2012, 3, 1), date(2012, 2, 29))
    assert Filters(since="2012", until="2012") == Filters(since=date(2012, 1, 1), until=date(2012, 12, 31))
    assert Filters(since=datetime(2012, 3, 5, 14, 0)).since == date(2012, 3, 5)
    with pytest.raises(QueryError, match="not a date: 'soon'"):
        Filters(until="soon")


def test_a_changed_copy_keeps_the_rest() -> None:
    asked = Filters(actor="FJI", since="2012", one_a_day=True)
    assert replace(asked, until=date(2013, 12, 31)) == Filters(actor="FJI", since="2012", until="2013", one_a_day=True)
