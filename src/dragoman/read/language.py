"""Which language a text is in, told by its small words."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model.text import Note
from dragoman.read.words import reading

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_FEW = 8
_MANY = 40


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that a text is mostly in, or None where that cannot be told.

    Small words of twenty languages that are written in Latin letters are counted; a text in another script is
    of no known language here.
    """
    scores = _scores(text)
    if not scores:
        return None
    best = max(sorted(scores), key=lambda code: scores[code])
    # A headline has few small words: English unless another language shows.
    return best if scores[best] >= 0.1 else None


def is_english(text: str) -> bool:
    """Whether a text is in English, or too short to say that it is not."""
    words = _words(text)
    letters = sum(map(len, words))
    if not letters:
        return True
    if sum(1 for word in words for letter in word if letter < "\u0250") < 0.6 * letters:
        return False
    if len(words) < _FEW:
        return True
    scores = _scores(text)
    if max(scores.values()) > 1.3 * scores["en"] and max(scores.values()) >= 0.15:
        return False
    return len(words) < _MANY or scores["en"] >= 0.12


def not_english_note(text: str) -> Note | None:
    """The note that a text in another language gets."""
    if is_english(text):
        return None
    return Note(
        "not-english",
        "the text does not seem to be in English; what is recorded from it will be wrong or missing",
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_SAMPLE].lower())


def _scores(text: str) -> dict[str, float]:
    words = _words(text)
    if not words:
        return {}
    counts = Counter(words)
    return {code: sum(counts[w] for w in small) / len(words) for code, small in reading().small_words.items()}
