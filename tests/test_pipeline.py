"""The whole way from a text to its coding: the same each time, and whatever people feed in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman import evaluate
from dragoman.errors import ArticleError, DateError
from dragoman.model.record import Coding
from dragoman.model.text import Article, Problem
from dragoman.pipeline import Coder
from dragoman.read import read_text

TEXT = (
    "Fiji expelled the ambassador of Tonga on Monday. Tonga accused Fiji of arming smugglers. "
    '"Fiji must release our two fishermen by 1 June," Tongan minister Sione Vaka said. '
    "The president of Samoa will visit Suva on Friday."
)
DEMO = Path(dragoman.__file__).parent / "cli" / "demo.txt"
GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(autouse=True)
def shared_model(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pipeline.Parser", lambda *_: coder.parser)


def as_bytes(coding: Coding) -> bytes:
    return json.dumps(coding.to_dict(), ensure_ascii=False).encode()


def spans(value: Any, key: str = "") -> Iterator[tuple[int, int]]:
    """Every span of a JSON object: pairs of whole numbers."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("extra", "coder"):
                yield from spans(inner, name)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(item) is int for item in value):
            yield value[0], value[1]
        else:
            for inner in value:
                yield from spans(inner, key)


def check_spans(coding: Coding) -> None:
    """Every span holds words, and each event's trigger stands in its sentence."""
    text = coding.article.text
    for start, end in spans(coding.to_dict()):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    for event in coding.events:
        assert event.sentence[0] <= event.trigger[0] < event.trigger[1] <= event.sentence[1]
        assert event.evidence[0].sentence == event.sentence and event.evidence[0].trigger == event.trigger


# Python use


def test_public_names_stay_what_they_are_when_the_package_is_loaded() -> None:
    assert dragoman.code("Fiji expelled the ambassador of Tonga.").events
    for name in ("Coder", "code"):
        assert callable(getattr(dragoman, name)), name


def test_code_gives_events_with_their_words() -> None:
    coding = dragoman.code(TEXT, published="2019-04-25")
    events = {event.type: event for event in coding.events}
    assert {"SANCTION", "ACCUSE", "REQUEST", "AGREE"} <= set(events)
    words = coding.article.words
    assert words(events["SANCTION"].trigger) == "expelled"
    assert [p.country for p in events["ACCUSE"].recipients] == ["FJI"]
    date = events["SANCTION"].date
    assert date is not None and date.start == "2019-04-22"
    assert (events["AGREE"].base_type, events["AGREE"].recipients[0].country) == ("CONSULT", "FJI")
    check_spans(coding)


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    coding = dragoman.code(TEXT)
    assert "no-publication-date" in {note.code for note in coding.notes}
    assert all(event.date is None or event.date.basis == "text" for event in coding.events)
    assert not any(e.date and e.date.start >= "2020" for e in coding.events)


def test_a_publication_date_that_is_none_is_refused() -> None:
    with pytest.raises(DateError, match="someday"):
        dragoman.code(TEXT, published="someday")


def test_to_dict_is_the_output_contract() -> None:
    found = dragoman.code(TEXT, published="2019-04-25").to_dict()
    assert json.loads(json.dumps(found)) == found
    assert {
        "id", "coder", "article", "actors", "places", "times", "events", "statements", "positions", "notes",
    } <= set(found)  # fmt: skip
    assert set(found["coder"]) == {"name", "version", "model", "rules"}
    assert {
        "title", "standfirst", "byline", "outlet", "url", "language", "published", "published_precision",
        "published_basis", "retrieved", "dateline", "text", "extra",
    } <= set(found["article"])  # fmt: skip
    assert {
        "id", "type", "modes", "contexts", "modality", "modality_cue", "base_type", "actors", "recipients",
        "trigger", "sentence", "date", "place", "attribution", "central", "confidence", "cameo", "score",
        "quad_class", "evidence",
    } <= set(found["events"][0])  # fmt: skip
    assert {"actor", "span", "country", "sector"} <= set(found["events"][0]["actors"][0])
    actor = found["actors"][0]
    assert {"id", "name", "kind", "country", "sector", "role", "wikidata", "mentions"} <= set(actor)


def test_parties_and_evidence_point_to_records_of_the_same_coding() -> None:
    found = dragoman.code(DEMO.read_text(encoding="utf-8")).to_dict()
    actors = {actor["id"] for actor in found["actors"]}
    for event in found["events"]:
        for party in (*event["actors"], *event["recipients"]):
            assert party["actor"] is None or party["actor"] in actors, party
    assert [event["id"] for event in found["events"]] == [f"e{n}" for n in range(1, len(found["events"]) + 1)]


def test_tables_have_one_row_an_event() -> None:
    coding = dragoman.code(TEXT, published="2019-04-25")
    table = coding.to_arrow()
    assert table.num_rows == len(coding.events)
    assert table.column("type").to_pylist() == [event.type for event in coding.events]
    assert table.column("actors").to_pylist()[0][0]["country"] == "FJI"
    frame = coding.to_pandas()
    assert list(frame["type"]) == [event.type for event in coding.events]
    assert set(frame["article_id"]) == {coding.id}


def test_a_coding_without_events_is_a_table_with_the_same_columns() -> None:
    empty = dragoman.code("The bakery opens at seven.").to_arrow()
    assert (empty.num_rows, empty.schema) == (0, dragoman.code(TEXT).to_arrow().schema)


def test_texts_and_articles_are_coded_alike(coder: Coder) -> None:
    article = read_text(TEXT, published="2019-04-25", title="Envoy expelled")
    wanted = as_bytes(coder.code(article))
    assert as_bytes(dragoman.code(article, model="rules")) == wanted
    assert as_bytes(coder.code(TEXT, "2019-04-25", title="Envoy expelled")) == wanted
    assert as_bytes(dragoman.code(TEXT, "2019-04-25", title="Envoy expelled", model="rules")) == wanted


def test_many_texts_and_articles_are_coded_in_their_order(coder: Coder) -> None:
    article = Article("a1", "Tonga thanked Samoa.")
    assert [c.article.text for c in coder.code_all([TEXT, article])] == [TEXT, article.text]
    assert [c.article.text for c in coder.code_all(TEXT)] == [TEXT]
    assert [c.id for c in coder.code_all(article)] == ["a1"]


def test_what_is_no_article_is_refused_by_name(coder: Coder) -> None:
    with pytest.raises(ArticleError, match=r"in\.txt could not be read and cannot be coded: empty: nothing"):
        list(coder.code_all([Problem("in.txt", "in.txt", "empty", "nothing in it")]))  # type: ignore[list-item]
    with pytest.raises(ArticleError, match="not NoneType"):
        dragoman.code(None)  # type: ignore[arg-type]
    with pytest.raises(ArticleError, match="an Article has its own"):
        coder.code(Article("a1", TEXT), published="2019-04-25")
    with pytest.raises(DateError, match="someday"):
        coder.code(TEXT, published="someday")


# Always the same


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [report.article() for report in evaluate.load(GOLD)[:6]]


def test_order_and_company_of_articles_change_nothing(coder: Coder, articles: list[Article]) -> None:
    alone = {article.id: as_bytes(coder.code(article)) for article in articles}
    backwards = {c.id: as_bytes(c) for c in coder.code_all(reversed(articles))}
    assert backwards == alone


def test_another_process_gives_the_same_bytes() -> None:
    here = dragoman.code(DEMO.read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "dragoman", "read", str(DEMO), "--format", "jsonl"]
    other = {**os.environ, "PYTHONHASHSEED": "7"}
    there = subprocess.run(command, capture_output=True, check=True, env=other)
    found = json.loads(there.stdout)
    for key in ("id", "coder", "actors", "times", "events", "statements", "positions", "notes"):
        assert found[key] == here.to_dict()[key], key


# Whatever people feed in


NOTHING = [
    "",
    " \n\t ",
    "\x00\x01\x02",
    "\ufeff",
    "\u200b\u200b",
    '"""" “”“” \'\'',
    "—",
    "🙂🙂🙂",
    ".",
    "?!" * 500,
]


@pytest.mark.parametrize("text", NOTHING)
def test_texts_without_words_give_no_events(text: str) -> None:
    coding = dragoman.code(text, published="2019-04-25")
    assert coding.events == ()
    assert "nothing-coded" in {note.code for note in coding.notes}


def test_a_text_of_quotation_marks_only_takes_no_time() -> None:
    begin = time.perf_counter()
    coding = dragoman.code('"“”' * 5000)
    assert coding.events == ()
    assert time.perf_counter() - begin < 30


def test_ten_thousand_words_without_a_full_stop_take_bounded_time() -> None:
    text = " and then Fiji expelled the ambassador of Tonga" * 1250
    begin = time.perf_counter()
    coding = dragoman.code(text.strip(), published="2019-04-25")
    assert time.perf_counter() - begin < 60
    assert "SANCTION" in {event.type for event in coding.events}
    check_spans(coding)


def test_control_characters_and_emoji_do_not_shift_spans() -> None:
    first = "\x07 🙂🙂\n\nFiji\u00a0expelled\tthe ambassador of Tonga on Monday. \x00\r\n\r\n"
    text = f"{first}Tonga\tdenied the accusation. 🙂"
    coding = dragoman.code(text, published="2019-04-25")
    assert coding.article.text == text
    assert "expelled" in {coding.article.words(event.trigger) for event in coding.events}
    check_spans(coding)


def test_another_language_is_noted() -> None:
    text = "Le gouvernement a expulsé l'ambassadeur, et le ministre a dit que la décision était grave."
    assert "not-english" in {note.code for note in dragoman.code(text).notes}


def test_what_follows_a_copy_of_the_body_keeps_its_parties() -> None:
    coding = dragoman.code(
        f"{TEXT}\n\n{TEXT}\n\nFarmers in Mali attacked the soldiers of Niger on Monday.", model="rules"
    )
    last = coding.events[-1]
    assert "duplicate-body" in {note.code for note in coding.notes}
    assert [coding.article.words(p.span) for p in last.actors if p.span] == ["Farmers in Mali"]


def test_a_body_that_stands_twice_is_coded_once() -> None:
    once = dragoman.code(TEXT, published="2019-04-25")
    twice = dragoman.code(f"{TEXT}\n\n{TEXT}\n", published="2019-04-25")
    assert "duplicate-body" in {note.code for note in twice.notes}
    assert [(e.type, e.modality) for e in twice.events] == [(e.type, e.modality) for e in once.events]
    assert [e.sentence for e in twice.events] == [e.sentence for e in once.events]
    assert sum(len(e.evidence) for e in twice.events) == sum(len(e.evidence) for e in once.events)
    check_spans(twice)


def test_every_gold_report_has_spans_that_hold(coder: Coder, articles: list[Article]) -> None:
    for article in articles:
        check_spans(coder.code(article))
    assert read_text(TEXT).text == TEXT


def test_sentence_starts_are_those_of_the_sentences(coder: Coder, articles: list[Article]) -> None:
    for coding in coder.code_all(articles):
        assert len(coding.sentence_starts) == coding.sentences
        assert all(event.sentence[0] in coding.sentence_starts for event in coding.events)
