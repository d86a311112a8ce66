"""Panels against truth made by hand, and against a slow count that goes through the events one by one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dragoman import lexicon, query
from dragoman.archive import Archive
from dragoman.archive.tables import DERIVED
from dragoman.errors import QueryError
from dragoman.lexicon.states import System
from dragoman.model.record import Coding, DateRange, Event, Party
from dragoman.model.story import Judgement
from dragoman.query import Filters, PanelOptions
from dragoman.query.cells import PRECISIONS
from dragoman.query.frame import end_of, floor
from dragoman.query.panel import UNITS, opened
from dragoman.resolve.times.calendar import RANK
from tests.archive.records import INFO, article, coding

states, code_on = lexicon.load().states.of, lexicon.load().states.code_on

ACTUAL = Filters(modality=("actual",))


def event(number: int, day: str | None, by: str = "", to: str = "", type_: str = "CONSULT", **known: Any) -> Event:
    """An event on a day (or `first/last` days), by and to countries; `-` is a party without one."""
    precision = known.pop("precision", "day")
    first, _, last = (day or "").partition("/")
    usual = replace(
        coding().events[0], id=f"e{number}", type=type_, modes=(), actors=parties(by), recipients=parties(to),
        reciprocal=len(by.split()) > 1 and not to,
        date=DateRange(first, last or first, precision, "text") if day else None, rule=None,
    )  # fmt: skip
    return replace(usual, **known)


def parties(names: str) -> tuple[Party, ...]:
    return tuple(Party(f"{n}-gov", None, None if n == "-" else n, "GOV") for n in names.split())


def told(name: str, *events: Event, published: str = "2011-05-04") -> Coding:
    return Coding(coder=INFO, article=article(name, f"Report {name}.", published), events=events)


def made(folder: Path, *codings: Coding) -> Archive:
    archive = Archive.create(folder / "archive")
    archive.add(codings)
    return archive


def cells(table: pa.Table, *columns: str) -> dict[tuple[Any, ...], Any]:
    """By unit and period, what stands in the rows that have something."""
    units = [name for name in table.column_names if name.startswith("country")]
    found = {}
    for row in table.filter(pc.greater(table["n_events"], 0)).to_pylist():
        values = tuple(row[column] for column in columns or ("n_events",))
        found[*(row[name] for name in units), str(row["period"])] = values if len(columns) > 1 else values[0]
    return found


def test_a_month_of_two_states_by_hand(tmp_path: Path) -> None:
    archive = made(
        tmp_path,
        told(
            "a1",
            event(1, "2011-05-03", "GHA", "TGO", "AID", quad_class=2, score=9.0, cameo="070"),
            event(2, "2011-05-31", "GHA", "TGO", "ACCUSE", quad_class=3, score=-2.5, cameo="111"),
            event(3, "2011-06-01", "TGO", "GHA", "ACCUSE", quad_class=3, score=-2.5, cameo=None),
        ),
        told("a2", event(1, "2011-05-03", "GHA", "TGO", "AID", quad_class=2, score=9.0, cameo="070")),
    )
    options = query.PanelOptions(filters=Filters(modality=("actual",), until=date(2011, 6, 30)))
    table = query.panel(archive, options)
    n = sum(spell.covers(date(2011, 5, 1), date(2011, 5, 31)) for spell in states("iso3"))
    assert table.num_rows == 2 * n * (n - 1)
    assert table.column_names == [
        "country_a", "country_b", "period", "n_events", "quad_1", "quad_2", "quad_3", "quad_4", "n_accuse", "n_agree",
        "n_aid", "n_assault", "n_coerce", "n_concede", "n_consult", "n_cooperate", "n_mobilize", "n_protest",
        "n_reject", "n_request", "n_retreat", "n_sanction", "n_support", "n_threaten", "score_sum", "score_mean",
        "goldstein_sum", "goldstein_mean", "n_articles", "n_stories",
    ]  # fmt: skip
    ours = pc.and_(pc.is_in(table["country_a"], pa.array(["GHA", "TGO"])), pc.equal(table["country_b"], "TGO"))
    ours = pc.or_(ours, pc.equal(table["country_b"], "GHA"))
    rows = {(r["country_a"], r["country_b"], str(r["period"])): r for r in table.filter(ours).to_pylist()}
    may = rows["GHA", "TGO", "2011-05-01"]
    assert {name: value for name, value in may.items() if isinstance(value, int) and value} == {
        "n_events": 3, "quad_2": 2, "quad_3": 1, "n_aid": 2, "n_accuse": 1, "n_articles": 2
    }  # fmt: skip
    assert (may["score_sum"], may["score_mean"]) == (15.5, pytest.approx(15.5 / 3))
    assert (may["goldstein_sum"], may["goldstein_mean"]) == (7 + 7 - 2, 4)
    june = rows["TGO", "GHA", "2011-06-01"]
    assert (june["n_events"], june["goldstein_sum"], june["goldstein_mean"]) == (1, 0, None)
    nothing = rows["GHA", "TGO", "2011-06-01"]
    assert (nothing["n_events"], nothing["score_sum"], nothing["score_mean"]) == (0, 0, None)
    assert sum(table["n_events"].to_pylist()) == query.events(archive).num_rows


def test_rows_are_in_the_order_of_periods_and_codes(tmp_path: Path) -> None:
    archive = made(tmp_path, told("a1", event(1, "2008-01-03", "GHA", "TGO"), event(2, "2008-03-01", "GHA", "TGO")))
    for options in (PanelOptions(codes="cow"), PanelOptions(codes="gw", directed=False), PanelOptions("country-week")):
        table = query.panel(archive, options)
        units = [name for name in table.column_names if name.startswith("country")]
        keys = list(zip(*(table[name].to_pylist() for name in ("period", *units)), strict=True))
        assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("code", "system", "since", "until", "periods"),
    [
        ("SSD", "iso3", date(2011, 5, 1), date(2011, 9, 1), ["07", "08", "09"]),
        ("MNE", "iso3", date(2006, 4, 1), date(2006, 7, 1), ["06", "07"]),
        (347, "cow", date(2008, 1, 1), date(2008, 3, 1), ["02", "03"]),
        (265, "cow", date(1990, 8, 1), date(1990, 12, 1), ["08", "09", "10"]),
        (265, "gw", date(1990, 8, 1), date(1990, 12, 1), ["08", "09", "10"]),
        (255, "cow", date(1990, 8, 1), date(1990, 12, 1), ["10", "11", "12"]),
        (345, "gw", date(2006, 5, 1), date(2006, 8, 1), ["05", "06"]),
        ("SRB", "iso3", date(2006, 5, 1), date(2006, 8, 1), ["05", "06", "07", "08"]),
    ],
)
def test_a_state_has_rows_while_it_exists(
    tmp_path: Path, code: str | int, system: System, since: date, until: date, periods: list[str]
) -> None:
    archive = made(tmp_path)
    options = PanelOptions("country-month", system, filters=replace(ACTUAL, since=since, until=until))
    rows = [row for row in query.panel(archive, options).to_pylist() if row["country"] == code]
    assert [str(row["period"])[5:7] for row in rows] == periods
    assert all(row["n_events"] == 0 for row in rows)


def test_an_event_counts_for_the_state_of_its_day(tmp_path: Path) -> None:
    archive = made(
        tmp_path,
        told(
            "a1",
            event(1, "1990-10-02", "DEU", "USA"),
            event(2, "1990-10-03", "DEU", "USA"),
            event(3, "1990-10-01/1990-10-31", "DEU", "USA", precision="month"),
            event(4, "2011-07-08", "SSD", "USA"),  # the day before it was a state
            event(5, "2011-07-09", "SSD", "USA"),
            event(6, "2011-07-01/2011-07-31", "SSD", "USA", precision="month"),
            event(7, "2011-06-28/2011-07-15", "SSD", "USA"),  # begins in a month without it
            event(8, "1990-10-02", "HKG", "USA"),
        ),
    )
    counted, left = 0, 0
    for month, truth in (
        (date(1990, 10, 1), {(260, 2, "1990-10-01"): 2, (255, 2, "1990-10-01"): 1}),
        (date(2011, 6, 1), {}),
        (date(2011, 7, 1), {(626, 2, "2011-07-01"): 2}),
    ):
        options = PanelOptions(codes="cow", filters=replace(ACTUAL, since=month, until=month))
        assert cells(query.panel(archive, options)) == truth
        with opened(archive, options) as found:
            counted += found.events
            left += found.left_out["of a country that was no state then"]
    assert (counted, left) == (5, 3)


def test_every_pair_of_different_countries_has_the_event_once(tmp_path: Path) -> None:
    archive = made(
        tmp_path,
        told(
            "a1",
            event(1, "2011-05-03", "GHA TGO", "BEN TGO -"),
            event(2, "2011-05-03", "GHA", "GHA"),  # inside one country
            event(3, "2011-05-03", "- GHA", "-"),
        ),
    )
    directed = cells(query.panel(archive))
    month = "2011-05-01"
    assert directed == {("GHA", "BEN", month): 1, ("GHA", "TGO", month): 1, ("TGO", "BEN", month): 1}
    both = cells(query.panel(archive, PanelOptions(directed=False)))
    assert both == {("BEN", "GHA", month): 1, ("GHA", "TGO", month): 1, ("BEN", "TGO", month): 1}
    with opened(archive) as found:
        assert (found.events, dict(found.left_out)) == (1, {"not between two countries": 2})


def test_an_event_in_both_directions_is_one_in_its_pair(tmp_path: Path) -> None:
    archive = made(tmp_path, told("a1", event(1, "2011-05-03", "GHA TGO", "TGO GHA")))
    month = "2011-05-01"
    assert cells(query.panel(archive)) == {("GHA", "TGO", month): 1, ("TGO", "GHA", month): 1}
    assert cells(query.panel(archive, PanelOptions(directed=False))) == {("GHA", "TGO", month): 1}


def test_parties_that_meet_are_both_sides_and_those_that_do_alike_are_not(tmp_path: Path) -> None:
    archive = made(
        tmp_path,
        told(
            "a1",
            event(1, "2011-05-03", "GHA TGO"),
            event(2, "2011-05-04", "BEN TGO"),
            event(3, "2011-05-05", "BEN GHA", "", "ACCUSE", reciprocal=False),
        ),
    )
    month = "2011-05-01"
    assert cells(query.panel(archive, PanelOptions(directed=False))) == {
        ("GHA", "TGO", month): 1, ("BEN", "TGO", month): 1
    }  # fmt: skip
    directed = query.panel(archive)
    assert sum(directed["n_events"].to_pylist()) == 4
    roles = {
        role: cells(query.panel(archive, PanelOptions("country-month", role=role)))
        for role in ("actor", "recipient", "any")
    }
    assert roles["actor"] == {("GHA", month): 2, ("TGO", month): 2, ("BEN", month): 2}
    assert roles["recipient"] == {("GHA", month): 1, ("TGO", month): 2, ("BEN", month): 1}
    assert roles["any"] == roles["actor"]


def test_weeks_begin_on_monday_across_the_year(tmp_path: Path) -> None:
    archive = made(
        tmp_path,
        told(
            "a1",
            event(1, "2012-12-30", "GHA", "TGO"),  # Sunday
            event(2, "2012-12-31", "GHA", "TGO"),  # Monday
            event(3, "2013-01-06", "GHA", "TGO"),  # Sunday
            event(4, "2013-01-07", "GHA", "TGO"),
            event(5, "2013-01-05/2013-01-08", "GHA", "TGO"),  # its first day decides
        ),
    )
    found = cells(query.panel(archive, PanelOptions("country-week")))
    assert found == {("GHA", "2012-12-24"): 1, ("GHA", "2012-12-31"): 3, ("GHA", "2013-01-07"): 1}


def test_a_date_that_is_too_coarse_belongs_to_no_period(tmp_path: Path) -> None:
    days = {
        "minute": "2011-05-03", "day": "2011-05-03", "week": "2011-05-02/2011-05-08", "month": "2011-05-01/2011-05-31",
        "quarter": "2011-04-01/2011-06-30", "year": "2011-01-01/2011-12-31", "decade": "2010-01-01/2019-12-31",
    }  # fmt: skip
    events = [event(n, days[p], "GHA", "TGO", precision=p) for n, p in enumerate(days)]
    archive = made(tmp_path, told("a1", *events, event(9, None, "GHA", "TGO")))
    for size, count in (("day", 2), ("week", 3), ("month", 4), ("year", 6)):
        filters = replace(ACTUAL, since=date(2011, 1, 1), until=date(2011, 12, 31))
        with opened(archive, PanelOptions(f"country-{size}", filters=filters)) as found:
            assert found.events == count == sum(found.reader.read_all()["n_events"].to_pylist())
            # The event of the decade has its first day before, so that nobody asks for it.
            assert dict(found.left_out) == {
                "without a date": 1, **({f"with a date too coarse for a {size}": 6 - count} if count < 6 else {})
            }  # fmt: skip


def test_every_precision_that_the_coder_knows_has_its_place() -> None:
    named = [name for names in PRECISIONS.values() for name in names]
    assert sorted(named) == sorted(RANK)
    assert [RANK[name] for name in named] == sorted(RANK[name] for name in named)


def test_modality_judgements_and_one_a_day_choose_as_they_do_in_questions(tmp_path: Path) -> None:
    archive = made(
        tmp_path,
        told("a1", event(1, "2011-05-03", "GHA", "TGO"), event(2, "2011-05-09", "GHA", "TGO", modality="future")),
        told("a2", event(1, "2011-05-03", "GHA", "TGO"), event(2, "2011-05-04", "GHA", "TGO")),
    )
    archive.judge([Judgement("a2/e2", "wrong", "truth")])
    for filters, count in (
        (ACTUAL, 2), (Filters(), 3), (replace(ACTUAL, one_a_day=True), 1), (Filters(one_a_day=True), 2),
    ):  # fmt: skip
        table = query.panel(archive, PanelOptions(filters=filters))
        assert sum(table["n_events"].to_pylist()) == query.events(archive, filters).num_rows == count


def test_stories_are_counted_where_they_are_known(tmp_path: Path) -> None:
    archive = made(tmp_path, *(told(f"a{n}", event(1, "2011-05-03", "GHA", "TGO")) for n in range(4)))
    with opened(archive) as found:
        assert found.reader.read_all()["n_stories"].null_count == found.rows
        assert "reconcile" in found.notes[0]
    schema = DERIVED["story_events"]
    rows = [dict.fromkeys(schema.names) | {"story": "st1", "event": f"a{n}/e1"} for n in (0, 1)]
    archive.derive({"story_events": pa.Table.from_pylist(rows, schema=schema)}, manifest_number=archive.manifest.number)
    table = query.panel(archive)
    assert cells(table, "n_events", "n_articles", "n_stories") == {("GHA", "TGO", "2011-05-01"): (4, 4, 3)}
    archive.add([told("a9", event(1, "2011-05-03", "GHA", "TGO"))])
    with opened(archive) as found:
        assert "out of date" in found.notes[0]


def test_days_are_widened_to_whole_periods(tmp_path: Path) -> None:
    events = [event(n, f"2011-0{n}-02", "GHA", "TGO") for n in range(1, 6)]
    archive = made(tmp_path, told("a1", *events))
    filters = replace(ACTUAL, since=date(2011, 2, 20), until=date(2011, 4, 1))
    with opened(archive, PanelOptions("country-month", filters=filters)) as found:
        assert (found.first, found.last, found.events) == (date(2011, 2, 1), date(2011, 4, 30), 3)
    since = replace(ACTUAL, since=date(2011, 2, 20))
    with opened(archive, PanelOptions("country-month", filters=since)) as found:
        assert (found.first, found.last, found.events) == (date(2011, 2, 1), date(2011, 5, 31), 4)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"unit": "dyad-quarter"}, "dyad-week"),
        ({"codes": "fips"}, "cow"),
        ({"role": "victim"}, "recipient"),
        ({"filters": Filters(since=date(2012, 1, 1), until=date(2011, 1, 1))}, "before"),
        ({"filters": Filters(type=("AID",))}, "--since"),
    ],
)
def test_what_cannot_be_counted_is_named(tmp_path: Path, known: dict[str, Any], words: str) -> None:
    archive = made(tmp_path, told("a1", event(1, "2011-05-03", "GHA", "TGO")))
    with pytest.raises(QueryError, match=words):
        query.panel(archive, PanelOptions(**known))


# Against a slow count

COUNTRIES = ["GHA", "TGO", "SRB", "MNE", "KOS", "DEU", "SSD", "HKG", "CZE", "SVK", "YEM"]
DAYS = {
    "dyad-month": (date(1990, 9, 1), date(1990, 11, 1)), "dyad-week": (date(2008, 2, 1), date(2008, 3, 1)),
    "dyad-day": (date(2008, 2, 12), date(2008, 2, 25)), "country-day": (date(2011, 6, 1), date(2011, 8, 1)),
}  # fmt: skip
PERIODS = [
    (date(1989, 6, 1), date(1993, 3, 1)),
    (date(2006, 1, 1), date(2012, 1, 1)),
    (date(2008, 2, 1), date(2008, 3, 1)),
]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, list[Event]]:
    chance = random.Random(7)  # noqa: S311

    def some() -> str:
        return " ".join(chance.sample([*COUNTRIES, "-"], chance.choice([0, 1, 1, 1, 2, 3])))

    events = []
    for number in range(800):
        first, last = chance.choice(PERIODS)
        day = first + timedelta(days=chance.randrange((last - first).days))
        events.append(event(number, f"{day}/{day + timedelta(days=chance.choice([0, 0, 0, 9]))}", some(), some()))
    archive = made(tmp_path_factory.mktemp("many"), *(told(f"a{n}", *events[n::40]) for n in range(40)))
    return archive, events


def slow(events: Iterable[Event], options: PanelOptions) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for one in events:
        assert one.date is not None
        first, last = date.fromisoformat(one.date.start), date.fromisoformat(one.date.end)
        last = min(last, end_of(first, options.size))
        actors = {p.country for p in one.actors if p.country}
        others = {p.country for p in one.recipients if p.country}
        if len(actors) > 1 and not one.recipients:
            others = actors
        units: set[tuple[str, ...]] = {(a, b) for a, b in product(actors, others) if a != b}
        if options.shape == "country":
            units = {(a,) for a in {"actor": actors, "recipient": others, "any": actors | others}[options.role]}
        named = {tuple(state(country, first, last, options.codes) for country in unit) for unit in units}
        if options.shape == "undirected":
            named = {tuple(sorted(unit, key=str)) if None in unit else tuple(sorted(unit)) for unit in named}  # type: ignore[type-var]
        found.update((*unit, str(floor(first, options.size))) for unit in named if None not in unit)
    return found


def state(country: str, first: date, last: date, system: System) -> str | int | None:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    code = next((code for day in days if (code := code_on(country, day, system))), None)
    return code if system == "iso3" or code is None else int(code)


@pytest.mark.parametrize(("unit", "codes"), list(zip(UNITS, cycle(["cow", "gw", "iso3"]), strict=False)))
def test_counts_are_those_of_a_slow_count(many: tuple[Archive, list[Event]], unit: str, codes: System) -> None:
    archive, events = many
    since, until = DAYS.get(unit, PERIODS[1])
    filters = replace(ACTUAL, since=since, until=until)
    options = [PanelOptions(unit, codes, role=role, filters=filters) for role in ("actor", "recipient", "any")]
    if unit.startswith("dyad"):
        options = [PanelOptions(unit, codes, directed=directed, filters=filters) for directed in (True, False)]
    for one in options:
        low, high = floor(since, one.size), end_of(until, one.size)
        asked = [e for e in events if e.date and low <= date.fromisoformat(e.date.start) <= high]
        truth = slow(asked, one)
        assert truth
        with opened(archive, one) as panel:
            table = panel.reader.read_all()
            assert table.num_rows == panel.rows
        assert cells(table) == truth
        assert panel.events + sum(panel.left_out.values()) == len(asked)
