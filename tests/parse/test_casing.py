"""Headlines in title case or capitals become sentences; everything else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.text import Span
from dragoman.parse.casing import as_sentence
from tests.parse.trees import GRAMMAR

KNOWN = frozenset(
    ("expels", "envoy", "over", "stolen", "boats", "rejects", "talks", "with", "free", "trade", "on", "us")
)


def names(text: str) -> Iterable[Span]:
    return [m.span() for m in re.finditer(r"Fiji|Tonga|Free Samoa Movement", text)]


def plain(text: str) -> str:
    return as_sentence(text, GRAMMAR.small_in_headlines, KNOWN.__contains__, names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fiji Expels Tonga Envoy Over Stolen Boats", "Fiji expels Tonga envoy over stolen boats"),
        ("FIJI EXPELS TONGA ENVOY OVER STOLEN BOATS", "Fiji expels Tonga envoy over stolen boats"),
        ("Free Samoa Movement Rejects Free Trade Talks", "Free Samoa Movement rejects free trade talks"),
        ("Envoy Vaipulu Rejects Talks With Fiji", "Envoy Vaipulu rejects talks with Fiji"),
        ("Envoy Rejects US Talks On Stolen Boats", "Envoy rejects US talks on stolen boats"),
    ],
)
def test_only_names_and_unknown_words_keep_their_capitals(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fiji expels Tonga envoy over stolen boats",
        "Talks With Fiji",
        "The envoy of Tonga rejects talks with the Free Samoa Movement on stolen boats.",
        "Fiji Expels Envoy Over Stolen Boats " * 5,
        "",
    ],
)
def test_sentences_short_labels_and_long_texts_are_left_alone(text: str) -> None:
    assert plain(text) == text


@given(st.text(alphabet="AaBbEe .'-é\u0130ß1", max_size=80))
def test_a_headline_is_never_longer_or_shorter_than_before(text: str) -> None:
    assert len(as_sentence(text, GRAMMAR.small_in_headlines, lambda _: True, lambda _: ())) == len(text)
