"""A coding as the JSON and the table that a user gets."""

from __future__ import annotations

import json
from dataclasses import replace

from dragoman.model.mention import Actor, Moment
from dragoman.model.record import (
    Attribution,
    CoderInfo,
    Coding,
    DateRange,
    Event,
    Evidence,
    Party,
    Source,
    Statement,
    plain,
)
from dragoman.model.text import Article, Dateline, Note

ARTICLE = Article(
    id="a1",
    text="SUVA -- Fiji expelled Tonga's envoy, Rao said.",
    source="in/a1.txt",
    dateline=Dateline("Suva", span=(0, 7)),
    byline=("Ana Vea",),
    extra={"desk": ["sea", 3]},
    notes=(Note("short", "read"),),
)
EVENT = Event(
    id="e1", type="SANCTION", modes=("expel",), contexts=("diplomatic",), modality="actual", modality_cue=None,
    base_type="SANCTION", actors=(Party("FJI", (8, 12), "FJI", "GOV"),),
    recipients=(Party("TON", (22, 27), "TON", "GOV", ("REF",)),), trigger=(13, 21), sentence=(8, 46),
    date=DateRange("2001-01-02", "2001-01-02", "day", "published"), place=None,
    attribution=Attribution("s1", Source(None, (37, 40))), central=True, confidence=0.8, cameo="145", quad_class=4,
    score=-6.5, evidence=(Evidence((8, 46), (13, 21)),), rule="expel",
)  # fmt: skip
CODING = Coding(
    CoderInfo("dragoman", "1", "model", "sha256:0"), ARTICLE, events=(EVENT,),
    actors=(Actor("FJI", "Fiji", "country", "FJI", "GOV", mentions=((8, 12),)),),
    times=(Moment((0, 4), "DATE", "2001"),), notes=(Note("no-publication-date", "none"),), sentences=1,
)  # fmt: skip


def test_json_gives_back_what_was_written() -> None:
    found = CODING.to_dict()
    assert json.loads(json.dumps(found)) == found
    assert found["id"] == CODING.id == "a1"
    assert found["sentences"] == 1


def test_the_article_is_there_without_what_the_reader_needs_for_itself() -> None:
    found = CODING.to_dict()
    article = found["article"]
    assert article["dateline"] == {"place": "Suva", "date": None}
    assert article["byline"] == ["Ana Vea"]
    assert article["extra"] == {"desk": ["sea", 3]}
    assert not {"id", "source", "notes"} & set(article)
    assert found["notes"] == [{"code": "no-publication-date", "message": "none"}]


def test_an_article_without_a_dateline() -> None:
    assert replace(CODING, article=replace(ARTICLE, dateline=None)).to_dict()["article"]["dateline"] is None


def test_spans_and_nested_records_are_plain_lists_and_objects() -> None:
    (event,) = CODING.to_dict()["events"]
    assert event["actors"] == [{"actor": "FJI", "span": [8, 12], "country": "FJI", "sector": "GOV", "secondary": []}]
    assert event["attribution"] == {"statement": "s1", "source": {"actor": None, "span": [37, 40]}}
    assert event["evidence"] == [{"sentence": [8, 46], "trigger": [13, 21]}]
    assert event["date"]["span"] is None


def test_a_discontinuous_quotation_keeps_its_stretches() -> None:
    statement = Statement("s1", "direct", "say", None, None, cue=((3, 7),), content=((0, 2), (8, 9)))
    assert plain(statement)["content"] == [[0, 2], [8, 9]]


def test_rows_of_the_table_know_their_article_and_keep_nested_parties() -> None:
    (row,) = CODING.to_arrow().to_pylist()
    assert (row["article_id"], row["event"], row["type"], row["modes"]) == ("a1", "e1", "SANCTION", ["expel"])
    assert row["recipients"][0]["secondary"] == ["REF"]
    assert row["trigger"] == {"start": 13, "end": 21}
