"""Headlines In Title Case and HEADLINES IN CAPITALS, written as sentences so that the parser sees their verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dragoman.model.text import Span

_WORD = re.compile(r"[A-Za-z][A-Za-z'.-]*")
_LONGEST = 160
_LOWER = 0.15
"""Share of long words in small letters that a headline in title case may have."""


def as_sentence(
    text: str, small: frozenset[str], is_word: Callable[[str], bool], names: Callable[[str], Iterable[Span]]
) -> str:
    """A headline with only its names in capitals, as long as before; any other text unchanged.

    But for the `IS` of a whole paragraph in capitals, which there is a verb and no name.

    `small` are words that a headline in title case writes small, `is_word` tells dictionary words, `names` gives the
    spans of known names.
    """
    if len(text) > _LONGEST:
        return text.replace(" IS ", " is ") if text.isupper() else text
    words = [m for m in _WORD.finditer(text) if m.group().lower() not in small]
    if len(words) < 4:
        return text
    shouted = text.isupper()
    if not shouted and sum(m.group()[0].islower() for m in words) > _LOWER * len(words):
        return text
    shown = _WORD.sub(lambda m: m.group().capitalize(), text) if shouted else text
    kept = list(names(shown))
    return _WORD.sub(lambda m: _plain(m, kept, lambda word: word in small or is_word(word)), shown)


def _plain(match: re.Match[str], names: list[Span], is_word: Callable[[str], bool]) -> str:
    word = match.group()
    if any(start <= match.start() < end for start, end in names) or match.start() == 0:
        return word
    if sum(c.isupper() for c in word) > 1 or not is_word(word.lower()):
        return word
    return word.lower()
