"""Cells and lines whose text would break a row."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.lines import Csv, Json, JsonList, Tabs

TEXTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\t\r\n\"'#|=\x00\x85\u2028")), min_size=2
)


@given(TEXTS)
def test_csv_gives_every_text_back(texts: list[str]) -> None:
    stream = io.BytesIO()
    Csv(stream).cells(texts)
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))
    assert rows == [[text.replace("\x00", " ") for text in texts]]


@given(TEXTS)
def test_tabs_hold_for_readers_with_and_without_quoting(texts: list[str]) -> None:
    stream = io.BytesIO()
    Tabs(stream).write(texts)
    line = stream.getvalue().decode()
    assert len(line.splitlines()) == 1
    cells = line[:-1].split("\t")
    assert len(cells) == len(texts)
    assert list(csv.reader([line], delimiter="\t")) == [cells]


@given(TEXTS)
def test_json_lines_are_lines_and_lists_are_documents(texts: list[str]) -> None:
    lines, document = io.BytesIO(), io.BytesIO()
    Json(lines).write(texts)
    assert [json.loads(line) for line in lines.getvalue().decode().splitlines()] == [texts]
    with JsonList(document, {"a": 1}, "items") as items:
        for text in texts:
            items.write(text)
    assert json.loads(document.getvalue()) == {"a": 1, "items": texts}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_spreadsheets_get_no_formula(text: str) -> None:
    stream = io.BytesIO()
    Csv(stream, spreadsheet=True).cells([text, "a=1", -1.5])
    assert list(csv.reader(io.StringIO(stream.getvalue().decode(), newline=""))) == [[f"'{text}", "a=1", "-1.5"]]
