"""Questions to an archive: which records each filter keeps, and what their rows hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from dragoman import query
from dragoman.archive import Archive
from dragoman.errors import ArchiveError, QueryError
from dragoman.model.record import Party
from dragoman.query import Filters
from tests.archive.records import LATER, TEXT, article, coding


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Two days of news: on the second a minister of Ghana's army is accused by a band without a country."""
    archive = Archive.create(tmp_path_factory.mktemp("query") / "archive")
    second = article("a2", TEXT + " Later.", "2011-06-01", outlet="Hill Post")
    other = coding(second)
    band = Party("name:river-band", (25, 40), None, "REB")
    army = Party("GHA-army", (25, 40), "GHA", "GOV", ("MIL",))
    accusal = replace(other.events[1], type="ACCUSE", modes=("allege",), modality="actual", actors=(band,))
    archive.add([coding(), replace(other, events=(replace(accusal, recipients=(army,)),))])
    archive.derive({"story_events": _story("a1/e1", "st1")}, manifest_number=archive.manifest.number)
    return archive


def _story(event: str, story: str) -> pa.Table:
    from dragoman.archive.tables import DERIVED

    row = dict.fromkeys(DERIVED["story_events"].names) | {"event": event, "story": story}
    return pa.Table.from_pylist([row], schema=DERIVED["story_events"])


def ids(table: pa.Table) -> list[str]:
    return list(table.column("id").to_pylist())


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), ["a1/e1", "a1/e2", "a2/e2"]),
        (Filters(actor=("GHA",)), ["a1/e1", "a1/e2"]),
        (Filters(actor=("TGO",)), ["a1/e1"]),
        (Filters(actor="TGO", type="CONSULT", since="2011"), ["a1/e1"]),
        (Filters(actor=("GHA",), with_=("TGO",)), ["a1/e1", "a1/e2"]),
        (Filters(actor=("TGO",), with_=("GHA",)), ["a1/e1"]),
        (Filters(actor=("TGOGOV",)), ["a1/e1"]),
        (Filters(with_=("GHAMIL",)), ["a2/e2"]),
        (Filters(actor=("REB",)), ["a2/e2"]),
        (Filters(actor=("name:river-band",)), ["a2/e2"]),
        (Filters(actor=("togo",)), ["a1/e1"]),
        (Filters(actor=("TGO", "REB")), ["a1/e1", "a2/e2"]),
        (Filters(type=("CONSULT",)), ["a1/e1"]),
        (Filters(type=("accuse:allege", "AGREE")), ["a1/e2", "a2/e2"]),
        (Filters(type=("ACCUSE:disapprove",)), []),
        (Filters(modality=("future",)), ["a1/e2"]),
        (Filters(since=date(2011, 5, 4)), ["a1/e2", "a2/e2"]),
        (Filters(until=date(2011, 5, 3)), ["a1/e1"]),
        (Filters(place=("TGO",)), ["a1/e1"]),
        (Filters(place=("mariti",)), ["a1/e1"]),
        (Filters(place=("geonames:1",)), []),
        (Filters(text="PREMIER lom"), ["a1/e1", "a1/e2", "a2/e2"]),
        (Filters(text='"in Lomé" remier'), []),
        (Filters(text="100% (a+b)"), []),
        (Filters(story=("st1",)), ["a1/e1"]),
        (Filters(outlet=("hill post",)), ["a2/e2"]),
        (Filters(article=("a2", "a3")), ["a2/e2"]),
    ],
)
def test_filters_of_events(archive: Archive, filters: Filters, found: list[str]) -> None:
    assert ids(query.events(archive, filters)) == found


def test_rows_lead_back_to_article_and_words(archive: Archive) -> None:
    columns = ["actor_codes", "recipient_names", "title", "url", "outlet", "story", "trigger_words", "trigger"]
    first, *_ = query.events(archive, columns=columns, limit=1).to_pylist()
    start = TEXT.index("met")
    assert first == {
        "actor_codes": "GHAGOVELI; TGOGOV", "recipient_names": "", "title": "Border to open",
        "url": "https://bay.example/a1", "outlet": "Bay Wire", "story": "st1", "trigger_words": "met",
        "trigger": {"start": start, "end": start + 3},
    }  # fmt: skip


def test_statements_positions_and_articles(archive: Archive) -> None:
    assert ids(query.statements(archive, Filters(actor=("TGO",), type=("endorse",)))) == ["a1/s1", "a2/s1"]
    assert ids(query.statements(archive, Filters(with_=("TGO",)))) == []
    assert ids(query.positions(archive, Filters(actor=("Ghana",), with_=("TGO",), text="border"))) == ["a1/p1", "a2/p1"]
    assert query.positions(archive, limit=1, columns=["deadline_end", "holder_code"]).to_pylist() == [
        {"deadline_end": date(2011, 6, 30), "holder_code": "GHAGOVELI"}
    ]
    assert query.articles(archive, Filters(story=("st1",)), columns=["article_id"]).to_pylist() == [
        {"article_id": "a1"}
    ]
    assert ids(query.statements(archive, Filters(place=("nowhere",)))) == []
    found = query.articles(archive, Filters(text="later border", actor=("GHA",)), columns=["article_id"])
    assert found.to_pylist() == [{"article_id": "a2"}]


def test_one_a_day_keeps_the_first_of_a_kind(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding(), coding(article("b1", TEXT + " Again.")), coding(article("b2", TEXT + " !", "2012-01-01"))])
    assert ids(query.events(archive, Filters(one_a_day=True, type=("CONSULT",)))) == ["a1/e1"]
    # The agreement has no day of its own: that of its article is taken.
    assert ids(query.events(archive, Filters(one_a_day=True, type=("AGREE",)))) == ["a1/e2", "b2/e2"]


def test_one_a_day_takes_parties_in_any_order(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    one = coding()
    other = coding(article("b1", TEXT + " Again."))
    turned = tuple(replace(event, actors=event.actors[::-1], modes=event.modes[::-1]) for event in other.events)
    archive.add([one, replace(other, events=turned)])
    assert ids(query.events(archive, Filters(type=("CONSULT",)))) == ["a1/e1", "b1/e1"]
    assert ids(query.events(archive, Filters(type=("CONSULT",), one_a_day=True))) == ["a1/e1"]


def test_an_older_coder_can_be_asked(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding()])
    archive.add([replace(coding(info=LATER), events=())])
    assert ids(query.events(archive)) == []
    assert ids(query.events(archive, coder="0.1.0")) == ["a1/e1", "a1/e2"]


def test_questions_that_cannot_be_meant_are_named(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no column 'actor_code'"):
        query.events(archive, columns=["actor_code"])
    with pytest.raises(QueryError, match="statements cannot be asked by modality"):
        query.statements(archive, Filters(modality=("actual",)))
    with pytest.raises(QueryError, match="acts without modes"):
        query.positions(archive, Filters(type=("pledge:aid",)))
    with pytest.raises(QueryError, match="no type 'SANCTIONS' in events: there are ACCUSE, "):
        query.events(archive, Filters(type=("SANCTIONS",)))
    with pytest.raises(QueryError, match="RETREAT:withdraw"):
        query.events(archive, Filters(type=("RETREAT:leave",)))
    with pytest.raises(QueryError, match="no act 'promise' in positions: there are accuse, "):
        query.positions(archive, Filters(type=("promise",)))
    with pytest.raises(QueryError, match="no modality 'planned': there are actual, "):
        query.events(archive, Filters(modality=("planned",)))
    with pytest.raises(QueryError, match="actor is empty"):
        query.events(archive, Filters(actor=("",)))
    bare = Archive.create(tmp_path / "bare", keep_text=False)
    bare.add([coding()])
    assert ids(query.events(bare, Filters(actor=("TGO",)))) == ["a1/e1"]
    with pytest.raises(QueryError, match="without texts"):
        query.events(bare, Filters(text="border"))


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    archive.add([coding()])
    path = archive.folder / "shards" / archive.manifest.shards[0].name / "events.parquet"
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ArchiveError, match="dragoman check") as caught:
        query.events(archive)
    assert caught.value.code == "damaged"
    path.unlink()
    with pytest.raises(ArchiveError, match="dragoman check"):
        query.events(archive)


@pytest.mark.parametrize("words", ["'", "x'; DROP VIEW events; --", "%", "\\", '"', "(?i", "\x00"])
def test_hostile_words_are_only_words(archive: Archive, words: str) -> None:
    assert ids(query.events(archive, Filters(actor=(words,)))) == []
    assert ids(query.events(archive, Filters(place=(words,), outlet=(words,), story=(words,)))) == []
    assert isinstance(ids(query.events(archive, Filters(text=words))), list)
    assert len(ids(query.events(archive))) == 3
