"""Candidates as rows: what the verdict saw and what it decided, with spans that fit the text."""

from __future__ import annotations

import pyarrow as pa
import pytest

from dragoman.extract.events.table import SCHEMA, row
from dragoman.model.text import Article
from dragoman.pipeline import Coder

TEXT = "“Chad bombed a lighthouse,” Peru said. Lima and Santiago will hold talks on Friday."


@pytest.fixture(scope="module")
def rows(coder: Coder) -> list[dict[str, object]]:
    article = Article(id="a1", text=TEXT, published="2016-05-12", published_precision="day")
    _, found = coder.examine(*coder.read_actors(article))
    table = pa.Table.from_pylist([row("a1", decision) for decision in found.decisions], schema=SCHEMA)
    assert len(found.decisions) == table.num_rows > 0
    return list(table.to_pylist())


def words(span: object) -> str:
    assert isinstance(span, dict)
    return TEXT[span["start"] : span["end"]]


def test_a_row_has_what_was_proposed_and_what_was_decided(rows: list[dict[str, object]]) -> None:
    bombing = next(one for one in rows if one["rule"] == "assault-bomb" and one["accepted"])
    assert (bombing["type"], bombing["decided_type"]) == ("ACCUSE", "ACCUSE")
    assert (bombing["matter"], bombing["statement_kind"]) == ("ASSAULT", "direct")
    assert (words(bombing["trigger"]), bombing["lemma"], bombing["clause"]) == ("bombed", "bomb", "verb")
    slots = {slot["slot"]: words(slot["head"]) for slot in bombing["slots"]}  # type: ignore[attr-defined]
    assert (slots["subj"], slots["obj"]) == ("Chad", "lighthouse")


def test_what_was_refused_names_stage_and_reason(rows: list[dict[str, object]]) -> None:
    refused = [one for one in rows if not one["accepted"]]
    assert [(one["stage"], one["decided_by"], words(one["absorbed_by"])) for one in refused] == [
        ("clause", "rule", "said"), ("clause", "rule", "hold"),
    ]  # fmt: skip
    assert all(one["refusal"] for one in refused)


def test_every_column_is_filled_by_some_row_or_may_be_empty(rows: list[dict[str, object]]) -> None:
    always = ("article_id", "sentence_number", "sentence", "trigger", "type", "modality", "clause", "confidence")
    assert all(one[name] is not None for one in rows for name in always)
    assert [one["sentence_number"] for one in rows] == sorted(one["sentence_number"] for one in rows)  # type: ignore[type-var]
