"""Lines of a text that are of the page and not of the report: links elsewhere, captions, calls to share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.lexicon.furniture import Furniture
from dragoman.model.text import Span

_LONGEST = 240
_HEADLINE = 160
_LABEL = re.compile(r"\W{0,3}(?P<label>[^\W\d_][\w'’ ]{1,24}?)\s*(?::|\||\s[-–—]\s|>|»)\s*(?=\S)")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def furniture_of(text: str, words: Furniture) -> tuple[Span, ...]:
    """The spans of such lines, in their order."""
    return tuple(_spans(text, words))


def _spans(text: str, words: Furniture) -> Iterator[Span]:
    listed, first = False, True
    for match in re.finditer(r"[^\r\n]+", text):
        line = match.group().strip()
        if not line:
            continue
        plain, top, first = _plain(line), first, False
        if top:  # a headline may begin with any word
            continue
        if plain in words.headings:
            listed = True
        elif listed and (_ENDS.search(line) or len(line) > _HEADLINE):
            listed = False
        if listed or _is_furniture(line, plain, words):
            yield match.span()


def _is_furniture(line: str, plain: str, words: Furniture) -> bool:
    if plain in words.whole or plain in words.headings:
        return True
    if len(line) > _LONGEST:
        return False
    label = _LABEL.match(line)
    if label and _plain(label["label"]) in words.labels:
        return True
    return plain.startswith(words.starts)


def _plain(line: str) -> str:
    """The words of a line in small letters, without numbers and marks."""
    return " ".join(_LETTERS.findall(line.replace("’", "'"))).lower()
