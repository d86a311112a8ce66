"""What is given with a record when it is asked for: its sentence's number, and the words around spans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.archive import Archive
from dragoman.errors import QueryError
from dragoman.model.record import Evidence
from dragoman.query import Filters, articles, events, positions, statements
from dragoman.query.extra_columns import AROUND, extra_columns
from tests.archive.records import TEXT, coding


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """One article; its meeting is told in both sentences."""
    archive = Archive.create(tmp_path_factory.mktemp("extra") / "archive")
    one = coding()
    later = one.sentence_starts[1]
    meeting = one.events[0]
    twice = replace(meeting, evidence=(*meeting.evidence, Evidence((later, len(TEXT)), (later + 4, later + 10))))
    archive.add([replace(one, events=(twice, *one.events[1:]))])
    return archive


def test_numbers_of_sentences(archive: Archive) -> None:
    meeting, _ = events(archive, columns=["sentence_number", "evidence_numbers"]).to_pylist()
    assert meeting == {"sentence_number": 1, "evidence_numbers": [1, 2]}


def test_words_around_spans_are_those_of_the_text(archive: Archive) -> None:
    asked = {"events": events, "statements": statements, "positions": positions}
    for table, ask in asked.items():
        names = [name for name in extra_columns(table) if name.endswith("_around")]
        assert names
        for row in ask(archive, columns=[*(name.removesuffix("_around") for name in names), *names]).to_pylist():
            for name in names:
                one, words = row[name.removesuffix("_around")], row[name]
                for span, around in zip(one, words, strict=True) if isinstance(one, list) else [(one, words)]:
                    _compare(span, around)


def _compare(span: dict[str, int] | None, around: dict[str, str | None]) -> None:
    found = span["span"] if span and "span" in span else span
    if found is None:
        assert set(around.values()) == {None}
        return
    start, end = found["start"], found["end"]  # type: ignore[index]
    assert around == {
        "exact": TEXT[start:end], "prefix": TEXT[max(0, start - AROUND) : start], "suffix": TEXT[end : end + AROUND],
    }  # fmt: skip


def test_they_are_given_only_when_asked_for(archive: Archive) -> None:
    assert not set(extra_columns("events")) & set(events(archive).column_names)
    with pytest.raises(QueryError, match="article_time"):
        articles(archive, Filters(), columns=["article_time"])
