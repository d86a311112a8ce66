"""GDELT events and mentions, read back by the columns of GDELT's codebook."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from dragoman.archive import Archive
from dragoman.archive.tables import DERIVED
from dragoman.export.gdelt import _id
from dragoman.query import Filters
from tests.archive.records import TEXT, article, coding
from tests.export.samples import hostile, make, tab_rows, written

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
_EVENT = (
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles "
    "AvgTone"
)
_MENTION = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras"
)
EVENTS = [
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR.split()),
    *_EVENT.split(),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    *("DATEADDED", "SOURCEURL"),
]
MENTIONS = _MENTION.split()
Rows = list[dict[str, str]]


def _read(archive: Archive, folder: Path, **options: object) -> tuple[Rows, Rows]:
    _, out = written(archive, "gdelt", folder, **options)
    events, mentions = tab_rows(out), tab_rows(out.with_suffix(".mentions.csv"))
    return (
        [dict(zip(EVENTS, row, strict=True)) for row in events],
        [dict(zip(MENTIONS, row, strict=True)) for row in mentions],
    )


def test_an_event_in_its_61_columns(archive: Archive, tmp_path: Path) -> None:
    events, _ = _read(archive, tmp_path, filters=Filters(article=("a1",)))
    one, back = events
    assert {name: value for name, value in one.items() if value and name != "GLOBALEVENTID"} == {
        "SQLDATE": "20110503", "MonthYear": "201105", "Year": "2011", "FractionDate": "2011.3370",
        "Actor1Code": "GHAGOVELI", "Actor1Name": "GHANA", "Actor1CountryCode": "GHA", "Actor1Type1Code": "GOV",
        "Actor1Type2Code": "ELI",
        "Actor2Code": "TGOGOV", "Actor2Name": "TOGO", "Actor2CountryCode": "TGO", "Actor2Type1Code": "GOV",
        "IsRootEvent": "1", "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04", "QuadClass": "1",
        "GoldsteinScale": "1.9", "NumMentions": "1", "NumSources": "1", "NumArticles": "1",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Lomé, Maritime, Togo", "ActionGeo_CountryCode": "TO",
        "ActionGeo_Lat": "6.13", "ActionGeo_Long": "1.22",
        "DATEADDED": "20110504000000", "SOURCEURL": "https://bay.example/a1",
    }  # fmt: skip
    assert (back["Actor1Code"], back["Actor2Code"]) == ("TGOGOV", "GHAGOVELI")


def test_offsets_of_mentions_point_at_the_words(archive: Archive, tmp_path: Path) -> None:
    _, mentions = _read(archive, tmp_path, filters=Filters(article=("a1",)))
    one = mentions[0]
    assert TEXT[int(one["Actor1CharOffset"]) :].startswith("Ghana’s president")
    assert TEXT[int(one["Actor2CharOffset"]) :].startswith("Togo’s premier")
    assert TEXT[int(one["ActionCharOffset"]) :].startswith("met")
    assert one["SentenceID"] == "1" and one["MentionDocLen"] == str(len(TEXT)) and one["Confidence"] == "80"
    assert (one["MentionType"], one["MentionSourceName"]) == ("1", "bay.example")


def test_each_mention_belongs_to_an_event_and_names_its_record(archive: Archive, tmp_path: Path) -> None:
    events, mentions = _read(archive, tmp_path)
    assert {row["GLOBALEVENTID"] for row in events} == {row["GLOBALEVENTID"] for row in mentions}
    assert len({row["GLOBALEVENTID"] for row in events}) == len(events) == 2 + 6 + 1
    assert [row["Extras"] for row in mentions if "a2" in row["Extras"]] == [
        f"record=a2/e1;pair={n};n_pairs=6" for n in range(1, 7)
    ]


def test_ids_are_stable_and_fit_a_double() -> None:
    assert _id("a1/e1", 0) == 8740459359530532
    assert all(float(number) == number for number in (_id("a1/e1", n) for n in range(50)))


def test_only_actual_events_unless_others_are_asked_for(archive: Archive, tmp_path: Path) -> None:
    report, _ = written(archive, "gdelt", tmp_path)
    assert (report.records, report.left_out) == (3, 1)
    report, out = written(archive, "gdelt", tmp_path, filters=Filters(modality=("future",)))
    assert (report.records, report.left_out) == (1, 0)
    assert dict(zip(EVENTS, tab_rows(out)[0], strict=True))["EventCode"] == "042"


def test_times_with_a_zone_become_utc_and_a_record_without_a_date_has_none(archive: Archive, tmp_path: Path) -> None:
    events, _ = _read(archive, tmp_path)
    assert {row["DATEADDED"] for row in events if row["SOURCEURL"].startswith("https://bay.example/a b")} == {
        "20110602013000"
    }
    undated = next(row for row in events if row["SOURCEURL"] == "urn:dragoman:a3")
    assert [undated[name] for name in ("SQLDATE", "Year", "FractionDate", "DATEADDED", "Actor2Code")] == [""] * 5


@pytest.fixture
def told_twice(tmp_path: Path) -> Archive:
    """Of one meeting two outlets tell, the second with a third party; Bay Wire once more."""
    archive = make(tmp_path / "told")
    archive.add([coding(article("a4", TEXT + " Again.", "2011-05-05"))])
    schema = DERIVED["story_events"]
    rows = [dict.fromkeys(schema.names) | {"event": f"{a}/e1", "story": "st1"} for a in ("a1", "a2", "a4")]
    archive.derive({"story_events": pa.Table.from_pylist(rows, schema=schema)}, manifest_number=archive.manifest.number)
    return archive


def test_a_story_is_one_event_with_honest_counts(told_twice: Archive, tmp_path: Path) -> None:
    events, mentions = _read(told_twice, tmp_path)
    told = [row for row in events if row["SQLDATE"]]
    assert [(row["Actor1Code"], row["Actor2Code"]) for row in told] == [
        ("GHAGOVELI", "TGOGOV"),
        ("TGOGOV", "GHAGOVELI"),
    ]
    for row in told:
        assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("3", "2", "3")
        own = [mention for mention in mentions if mention["GLOBALEVENTID"] == row["GLOBALEVENTID"]]
        assert sorted(mention["Extras"].split("/")[0] for mention in own) == ["record=a1", "record=a2", "record=a4"]
        assert {mention["EventTimeDate"] for mention in own} == {row["DATEADDED"]}


def test_hostile_names_stay_in_their_cells(archive: Archive, tmp_path: Path) -> None:
    assert '"' in str(hostile().article.outlet)
    events, mentions = _read(archive, tmp_path)
    assert any(row["Actor1Name"].startswith("RIVER=SUM(A1)") for row in events)
    assert not any(cell.startswith('"') for row in (*events, *mentions) for cell in row.values())
