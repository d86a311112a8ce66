"""Formats in JSON: PLOVER, FollowTheMoney, schema.org and Web Annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model

from dragoman.archive import Archive
from dragoman.errors import QueryError
from dragoman.query import Filters
from tests.archive.records import TEXT
from tests.export.samples import json_lines, written

FIRST = Filters(article=("a1",))
PROPERTIES = {
    "Article": {"title", "sourceUrl", "publisher", "publishedAt", "language"},
    "Event": {
        "name",
        "summary",
        "startDate",
        "endDate",
        "country",
        "location",
        "recordId",
        "organizer",
        "involved",
        "keywords",
        "sourceUrl",
        "publisher",
        "proof",
    },
    "Note": {"name", "description", "entity", "keywords", "notes", "sourceUrl", "publisher", "proof"},
    "Mention": {"document", "resolved", "name", "detectedSchema", "contextCountry"},
    "Person": {"name", "country", "sector", "wikidataId", "position"},
} | {
    schema: {"name", "country", "sector", "wikidataId", "classification"}
    for schema in ("LegalEntity", "Organization", "PublicBody", "Company")
}
"""What FollowTheMoney 4.11 calls the properties of these schemata, as far as they are used."""


def test_plover_fields_of_the_manual(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "plover", tmp_path, filters=FIRST)
    meeting, opening = json_lines(out)
    sentence = {"start": 25, "end": TEXT.index(" “We")}
    assert meeting == {
        "id": "a1/e1", "date": "2011-05-03", "event": ["CONSULT"], "mode": ["visit"], "context": ["diplomatic"],
        "actor": [
            {"code": "GHA", "sector": "GOVELI", "entity_text": "Ghana’s president", "identifier_id": "Q117",
             "identifier_text": "Ghana", "office": "president"},
            {"code": "TGO", "sector": "GOV", "entity_text": "Togo’s premier", "identifier_text": "Togo"},
        ],
        "event_loc": {
            "resolved_place": "Lomé", "geonameid": "2365267", "lat": 6.13, "lon": 1.22, "province": "Maritime",
            "country_code": "TGO", "feature_code": "PPLC", "resolution": 4,
        },
        "event_text": ["met"], "quad_code": 1, "event_scale": 4.0, "text": TEXT[25 : sentence["end"]],
        "text_info": {"sequence": 1, **sentence},
        "cite_info": {
            "url": "https://bay.example/a1", "title": "Border to open", "language": "en", "publication": "Bay Wire",
            "coder": "dragoman 0.1.0", "codebook": "PLOVER 2.0",
        },
        "coder": "dragoman 0.1.0",
    }  # fmt: skip
    assert opening["context"] == ["diplomatic", "future"] and opening["comment"] == "RETREAT before the tense rules"
    assert [entity["code"] for entity in opening["recipient"]] == ["TGO"]


def test_plover_without_texts_has_no_words(bare: Archive, tmp_path: Path) -> None:
    _, out = written(bare, "plover", tmp_path)
    assert all(not {"text", "event_text"} & set(event) for event in json_lines(out))
    assert "Ghana’s" not in out.read_text(encoding="utf-8")


def test_every_line_is_one_object_for_readers_that_split_at_any_line_end(archive: Archive, tmp_path: Path) -> None:
    for name in ("plover", "ftm"):
        report, out = written(archive, name, tmp_path)
        lines = out.read_text(encoding="utf-8").splitlines()
        assert len(lines) >= report.records and all(isinstance(json.loads(line), dict) for line in lines)


def _entities(archive: Archive, folder: Path, **options: Any) -> list[dict[str, Any]]:
    return json_lines(written(archive, "ftm", folder, **options)[1])


def test_ftm_entities_have_known_properties_and_refer_to_each_other(archive: Archive, tmp_path: Path) -> None:
    entities = _entities(archive, tmp_path)
    ids = [entity["id"] for entity in entities]
    assert len(set(ids)) == len(ids)
    for entity in entities:
        assert set(entity["properties"]) <= PROPERTIES[entity["schema"]]
        assert all(isinstance(v, str) and v for values in entity["properties"].values() for v in values)
        for name in ("organizer", "involved", "proof", "document", "resolved", "entity"):
            assert set(entity["properties"].get(name, ())) <= set(ids), name
    assert {entity["schema"] for entity in entities} == {"Article", "Event", "Note", "Mention", "LegalEntity"}


def test_ftm_event(archive: Archive, tmp_path: Path) -> None:
    entities = _entities(archive, tmp_path, filters=FIRST)
    ghana, togo = (
        next(e["id"] for e in entities if e["schema"] == "LegalEntity" and e["properties"]["country"] == [code])
        for code in ("gh", "tg")
    )
    event = next(entity["properties"] for entity in entities if entity["schema"] == "Event")
    assert event["name"] == ["CONSULT Ghana; Togo"] and event["involved"] == [ghana, togo]
    assert event["startDate"] == ["2011-05-03"] and event["keywords"] == ["CONSULT", "visit", "diplomatic", "actual"]
    note = next(e["properties"] for e in entities if e["schema"] == "Note" and "pledge" in e["properties"]["keywords"])
    assert note["entity"] == [ghana] and note["notes"] == ["by: by June", "deadline: 2011-06-30"]


def test_ftm_actors_known_by_name_only_stay_in_their_article(archive: Archive, tmp_path: Path) -> None:
    from dragoman.export.ftm import _actor_key

    party = {"actor": "name:band"}
    assert _actor_key(party, {"article_id": "a1"}) != _actor_key(party, {"article_id": "a2"})
    assert _actor_key({"actor": "GHA"}, {"article_id": "a1"}) == _actor_key({"actor": "GHA"}, {"article_id": "a2"})


def test_ftm_reads_what_we_write(archive: Archive, tmp_path: Path) -> None:
    for data in _entities(archive, tmp_path):
        proxy = model.get_proxy(data, cleaned=False)
        proxy.schema.validate(data)  # type: ignore[arg-type]
        kept = proxy.to_dict()["properties"]
        lost = {name for name, values in data["properties"].items() if len(kept.get(name, ())) != len(set(values))}
        # A URL with a tab in it is none.
        assert lost <= {"sourceUrl"} and (not lost or "\t" in data["properties"]["sourceUrl"][0])


def test_kinds_that_a_filter_says_nothing_to_are_left_out(archive: Archive, tmp_path: Path) -> None:
    schemata = [entity["schema"] for entity in _entities(archive, tmp_path, filters=Filters(place=("TGO",)))]
    assert "Event" in schemata and "Note" not in schemata
    with pytest.raises(QueryError, match="story"):
        written(archive, "schema-org", tmp_path, filters=Filters(story=("st1",)))


def test_schema_org_quotations_and_claims(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "schema-org", tmp_path, filters=FIRST)
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["@context"] == "https://schema.org"
    quotation, claim = document["@graph"]
    article = {
        "@type": "NewsArticle", "@id": "urn:dragoman:a1", "url": "https://bay.example/a1",
        "headline": "Border to open", "datePublished": "2011-05-04",
        "publisher": {"@type": "Organization", "name": "Bay Wire"},
    }  # fmt: skip
    togo = {"@type": "GovernmentOrganization", "@id": "urn:dragoman:actor:TGO", "name": "Togo"}
    assert quotation == {
        "@type": "Quotation", "@id": "urn:dragoman:a1/s1", "text": "We accept", "keywords": "endorse",
        "inLanguage": "en", "creator": togo, "spokenByCharacter": {"@id": togo["@id"]}, "isPartOf": article,
        "datePublished": "2011-05-04",
    }  # fmt: skip
    assert (claim["@type"], claim["text"], claim["appearance"]) == ("Claim", "reopen the border by June", article)
    assert claim["creator"]["sameAs"] == "https://www.wikidata.org/entity/Q117"


def test_an_empty_answer_is_still_a_document(archive: Archive, tmp_path: Path) -> None:
    for name, field in (("schema-org", "@graph"), ("w3c", "items")):
        report, out = written(archive, name, tmp_path, filters=Filters(article=("nowhere",)))
        assert report.records == 0 and json.loads(out.read_text())[field] == []


def test_w3c_selectors_select_the_words(archive: Archive, tmp_path: Path) -> None:
    _, out = written(archive, "w3c", tmp_path, filters=FIRST)
    items = json.loads(out.read_text(encoding="utf-8"))["items"]
    by_id = {item["id"]: item for item in items}
    assert len(by_id) == len(items)
    for item in items:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert quote["exact"] == TEXT[start:end]
        assert (quote.get("prefix", ""), quote.get("suffix", "")) == (
            TEXT[max(0, start - 32) : start],
            TEXT[end : end + 32],
        )
    actor = by_id["urn:dragoman:a1/e1#actor-2"]
    assert [body["value"] for body in actor["body"]] == ["CONSULT", "actor", "actual", "TGO"]
    assert {one.partition("#")[2] for one in by_id if "/p1#" in one} == {
        "holder-1", "counterpart-1", "content-1", "deadline-1", "sentence-1",
    }  # fmt: skip


def test_w3c_without_texts_has_positions_only(bare: Archive, tmp_path: Path) -> None:
    _, out = written(bare, "w3c", tmp_path)
    items = json.loads(out.read_text(encoding="utf-8"))["items"]
    assert items and {len(item["target"]["selector"]) for item in items} == {1}
