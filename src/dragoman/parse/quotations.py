"""Quotation marks: which words of a text stand between them, and whether those are someone's words.

A paragraph is read from left to right with a stack of open marks, so that time grows with the length of the
text only. A mark that is never closed reaches to the end of its paragraph; the next paragraph may re-open it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.model.text import Span

Kind = Literal["quotation", "fragment", "title", "nickname"]

_MARK = re.compile(r"``|''|[“”„«»\"‘’‚'`‹›]")
_LINE = re.compile(r"\n\s*")
_ELISION = re.compile(r"(?:\d0s|s\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|round\b|bout\b)", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
_BEFORE_OPENING = frozenset("([{-–—/…“‘\"'«„")
_AFTER_CLOSING = frozenset(".,;:!?)]}-–—/…”’\"'»")
_SINGLES = frozenset("‘’‚'`‹›")
_LONGEST_FRAGMENT = 4
_NICKNAME = 3
_DEEPEST = 4
_GLANCE = 160
"""Code points of a quotation that are enough to tell its kind."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    `outer` includes the marks and `inner` leaves them out. `depth` is 0 where no other quotation is around
    it. `kind` says whether the words can be a statement by themselves: a `fragment` is a short phrase or
    scare quotes, a `title` names a work, a `nickname` stands within a name. `unclosed` ends with its
    paragraph; `resumes` goes on from the unclosed quotation of the paragraph before.
    """

    outer: Span
    inner: Span
    depth: int = 0
    kind: Kind = "quotation"
    unclosed: bool = False
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool
    sure: bool = True


def quotations(text: str, small: frozenset[str], paragraphs: Iterable[Span] | None = None) -> tuple[Quotation, ...]:
    """All quotations of a text in text order, outer ones before those inside them.

    `paragraphs` are spans in text order; without them every line is one.
    """
    spans = tuple(_lines(text)) if paragraphs is None else tuple(paragraphs)
    found: list[Quotation] = []
    pending = False
    for span in spans:
        own = _paragraph(text, span, pending)
        pending = any(q.unclosed for q in own)
        found.extend(own)
    return tuple(_nested(found, text, small))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for match in _LINE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


# Marks


def _marks(text: str, span: Span) -> list[_Mark]:
    found = [_mark(text, span, match.start(), match.end()) for match in _MARK.finditer(text, *span)]
    return [mark for mark in found if mark.opens or mark.closes]


def _mark(text: str, span: Span, start: int, end: int) -> _Mark:
    """What a mark can do where it stands; an apostrophe can do nothing."""
    sign = text[start:end]
    before = text[start - 1] if start > span[0] else " "
    after = text[end] if end < span[1] else " "
    single = sign in _SINGLES
    if single and before.isalnum() and after.isalnum():
        return _Mark(start, end, single, opens=False, closes=False)
    opens = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if sign in "“„«‘‚‹``" and not closes:
        opens = True
    elif sign in "”»›" or (sign == "’" and not single):
        opens, closes = opens and not closes and sign == "”", True
    elif not single and not opens and not closes:
        opens = closes = True
    if sign in "“„«" and opens:
        closes = False
    if single and opens and (sign == "’" or _ELISION.match(text, end)):
        opens = False
    sure = not (single and before in "sS" and after.isspace())
    return _Mark(start, end, single, opens, closes, sure)


# Paragraphs


def _paragraph(text: str, span: Span, pending: bool) -> list[Quotation]:
    marks = _marks(text, span)
    surplus = _surplus(marks)
    found: list[Quotation] = []
    stack: list[_Mark] = []
    for number, mark in enumerate(marks):
        same = any(other.single == mark.single for other in stack)
        if mark.opens and not (mark.closes and same):
            if same and (surplus[number] < 1 or len(stack) >= _DEEPEST):
                _drop(stack, mark.single)
            stack.append(mark)
        elif same:
            if not mark.sure and _closed_later(marks, number):
                continue
            _close(stack, mark, found)
        elif not mark.single and not found and not stack and _ends_speech(text, mark, span):
            found.append(_make((span[0], mark.end), (span[0], mark.start), resumes=pending))
    found.extend(_left_open(stack, span))
    if pending and found:
        found = [replace(q, resumes=True) if q.outer[0] == span[0] else q for q in found]
    return [q for q in found if text[q.inner[0] : q.inner[1]].strip()]


def _surplus(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many more double marks close than open from it to the end of the paragraph."""
    totals, total = [0] * len(marks), 0
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        if not mark.single and mark.opens != mark.closes:
            total += 1 if mark.closes else -1
        totals[number] = total
    return totals


def _drop(stack: list[_Mark], single: bool) -> None:
    """Forget the last open mark of a kind and those inside it: it never closed."""
    while stack and stack.pop().single != single:
        pass


def _close(stack: list[_Mark], mark: _Mark, found: list[Quotation]) -> None:
    while stack:
        opening = stack.pop()
        if opening.single == mark.single:
            found.append(_make((opening.start, mark.end), (opening.end, mark.start)))
            return


def _closed_later(marks: Sequence[_Mark], number: int) -> bool:
    """Whether a surer single mark closes before another opens: this one is a plural's apostrophe."""
    for mark in marks[number + 1 : number + 6]:
        if mark.single:
            return mark.closes and not mark.opens
    return False


def _ends_speech(text: str, mark: _Mark, span: Span) -> bool:
    """Whether a closing mark without an opening one ends the words from the start of its paragraph."""
    return mark.start > span[0] and text[mark.start - 1] in ".,!?…" and mark.closes


def _left_open(stack: Sequence[_Mark], span: Span) -> list[Quotation]:
    opening = next((mark for mark in stack if not mark.single), None)
    if opening is None:
        return []
    return [replace(_make((opening.start, span[1]), (opening.end, span[1])), unclosed=True)]


def _make(outer: Span, inner: Span, resumes: bool = False) -> Quotation:
    return Quotation(outer, inner, resumes=resumes)


# Kinds


def _nested(found: list[Quotation], text: str, small: frozenset[str]) -> Iterator[Quotation]:
    """Quotations in text order with their depth and kind."""
    ends: list[int] = []
    for quotation in sorted(found, key=lambda q: (q.outer[0], -q.outer[1])):
        while ends and ends[-1] <= quotation.outer[0]:
            ends.pop()
        yield replace(quotation, depth=len(ends), kind=_kind(text, quotation, small))
        ends.append(quotation.outer[1])


def _kind(text: str, quotation: Quotation, small: frozenset[str]) -> Kind:
    start, end = quotation.inner
    words = _WORD.findall(text[start : min(end, start + _GLANCE)])
    before = text[max(0, quotation.outer[0] - 40) : quotation.outer[0]]
    after = text[quotation.outer[1] : quotation.outer[1] + 30]
    introduced = before.rstrip()[-1:] in (",", ":") or not before.strip(" \n\t")
    if len(words) <= _NICKNAME and _within_name(words, before, after, small):
        return "nickname"
    if len(words) > 1 and not introduced and _is_title(words, small):
        return "title"
    starts_sentence = before.rstrip(" \t\u00a0")[-1:] in (".", "!", "?", "\n", "”", '"', "")
    last = text[max(start, end - 3) : end].rstrip()[-1:]
    if len(words) > _LONGEST_FRAGMENT or introduced or (starts_sentence and last in ".,!?…"):
        return "quotation"
    return "fragment"


def _within_name(words: Sequence[str], before: str, after: str, small: frozenset[str]) -> bool:
    first, last = _WORD.findall(before)[-1:], _WORD.match(after.lstrip(" "))
    if not first or not before.endswith(" ") or not after.startswith(" ") or last is None:
        return False
    capital = all(word[:1].isupper() or word in small for word in words)
    return capital and first[0].istitle() and last.group().istitle() and before.rstrip()[-1:].isalnum()


def _is_title(words: Sequence[str], small: frozenset[str]) -> bool:
    if not words[0][:1].isupper() or len(words) > 12:
        return False
    return all(word[:1].isupper() or word[:1].isdigit() or word.lower() in small for word in words)
