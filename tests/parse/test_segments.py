"""Where a text is cut before it is parsed; a sentence never runs over a headline, a paragraph or a dateline."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.text import Article, Dateline
from dragoman.parse.segments import plain_marks, segments


def cut(text: str, dateline: str | None = None) -> list[str]:
    at = None if dateline is None else (text.index(dateline), text.index(dateline) + len(dateline))
    line = Dateline(None, span=at) if at else None
    return [text[start:end] for start, end in segments(Article(id="t", text=text, dateline=line))]


def test_headline_and_paragraphs_stand_apart() -> None:
    assert cut("Fiji Expels Envoy\n\nFiji expelled an envoy.\nTonga was silent.") == [
        "Fiji Expels Envoy", "Fiji expelled an envoy.", "Tonga was silent.",
    ]  # fmt: skip


def test_blank_lines_with_blanks_and_carriage_returns_cut_too() -> None:
    assert cut("Fiji Expels Envoy\r\n \t\r\nFiji expelled an envoy.\r\n") == [
        "Fiji Expels Envoy",
        "Fiji expelled an envoy.",
    ]


def test_lines_of_a_wrapped_text_are_one_paragraph() -> None:
    text = (
        "The ministers of the two island\nstates met on a ferry that was\nmoored between the harbours of"
        "\nSuva and Nukualofa on Monday\n"
        "and agreed to lift the ban on\nfresh fish.\n\nThe ferry left at noon."
    )
    assert cut(text) == [text[: text.index("\n\n")], "The ferry left at noon."]


def test_a_line_that_goes_on_in_small_letters_is_not_cut() -> None:
    assert cut("The envoy left the hall\nwithout a word.") == ["The envoy left the hall\nwithout a word."]


def test_lines_that_end_like_sentences_are_paragraphs_however_short() -> None:
    lines = ["Envoy leaves the hall", "The envoy left.", "Nobody spoke.", "The door was shut."]
    assert cut("\n".join(lines)) == lines


def test_the_parser_never_sees_a_dateline_with_its_sentence() -> None:
    assert cut("SUVA, May 3 (Reef Wire) -- Tonga freed a crew.", "SUVA, May 3 (Reef Wire) --") == [
        "Tonga freed a crew."
    ]


def test_words_before_a_dateline_are_kept_apart() -> None:
    assert cut("By Ana Vea SUVA -- Tonga freed a crew.", "SUVA --") == ["By Ana Vea", "Tonga freed a crew."]


def test_a_dateline_that_is_the_whole_paragraph_is_kept() -> None:
    assert cut("SUVA, May 3\n\nTonga freed a crew.", "SUVA, May 3") == ["SUVA, May 3", "Tonga freed a crew."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The crew left the harbour.Tonga was silent.", ["The crew left the harbour.", "Tonga was silent."]),
        ('"We are leaving."The crew sailed.', ['"We are leaving."', "The crew sailed."]),
        ("The U.S. envoy met S.K. Rao at 10.Downing did not say.", None),
        ("See www.example.com for the text.", None),
    ],
)
def test_sentences_run_together_are_cut_and_abbreviations_are_not(text: str, parts: list[str] | None) -> None:
    assert cut(text) == (parts or [text])


def test_an_endless_paragraph_is_cut_between_sentences_or_at_blanks() -> None:
    sentences = cut("Tonga freed a crew of nine. " * 400)
    assert len(sentences) > 1
    assert all(part.startswith("Tonga") and part.endswith("nine.") for part in sentences)
    words = cut("coconut " * 1000)
    assert all(set(part.split()) == {"coconut"} for part in words)
    assert max(map(len, words)) <= 2400
    assert max(map(len, cut("x" * 10_000))) <= 2400


@given(st.text(alphabet='aB. \n\r\t"”', max_size=200))
def test_no_word_is_lost_or_read_twice(text: str) -> None:
    found = list(segments(Article(id="t", text=text)))
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
    assert all(text[s:e] == text[s:e].strip() for s, e in found)


@given(st.text())
def test_plain_marks_never_shift_a_span(text: str) -> None:
    assert len(plain_marks(text)) == len(text)


def test_plain_marks_leave_one_kind_of_mark_and_blank() -> None:
    assert plain_marks("“No” – we’re\u00a0out\tof «fuel»") == '"No" - we\'re out of "fuel"'
