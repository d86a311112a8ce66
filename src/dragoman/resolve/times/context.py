"""What a time expression is read against: the day of publication, earlier times, the clause around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from dragoman.lexicon.times import TimeWords
from dragoman.model.text import Span
from dragoman.resolve.times.calendar import Value, rank

MEMORY = 100
"""How many times back another one may be told from."""
Tense = Callable[[Span], str | None]
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(`]*[A-Z])|\n\s*\n")
_WORD = re.compile(r"'ll\b|\w+")
_NEXT_WORD = re.compile(r"[ -](?:War and )?([A-Z]\w+)")
_LAST_WORD = re.compile(r"\w+$")


@dataclass(frozen=True, eq=False, slots=True)
class Context:
    """All that is known where an expression stands; `seen` are the times before it in the text."""

    text: str
    words: TimeWords
    published: date | None
    finest: str
    sentences: Sequence[Span]
    tense: Tense | None
    seen: Sequence[Value]
    names_may: bool = False
    """Whether the text names a person May."""

    def today(self, unit: str = "day") -> date | None:
        """The day of publication, if it is known finely enough to tell a period of this unit."""
        return self.published if rank(unit) >= rank(self.finest) else None

    def anchor(self, unit: str = "year") -> Value | None:
        """The nearest time before this one that is no coarser than a unit and has a date."""
        coarsest = rank(unit)
        for value in islice(reversed(self.seen), MEMORY):
            if (
                value.start is not None
                and value.kind != "DURATION"
                and not value.derived
                and value.precision is not None
                and rank(value.precision) <= coarsest
            ):
                return value
        return None

    def before(self, start: int, size: int = 40) -> str:
        """The text that leads up to an offset."""
        return self.text[max(0, start - size) : start]

    def after(self, end: int, size: int = 40) -> str:
        """The text that follows an offset."""
        return self.text[end : end + size]

    def is_title(self, end: int) -> bool:
        """Whether what follows makes a name of the words before: `the October Revolution`."""
        following = _NEXT_WORD.match(self.text, end)
        return following is not None and following[1] in self.words.calendar["titles"]["words"]

    def sentence(self, span: Span) -> Span:
        """The sentence that holds a span."""
        if self.sentences:
            found = bisect_right(self.sentences, (span[0], len(self.text))) - 1
            if found >= 0 and span[0] < self.sentences[found][1]:
                return self.sentences[found]
        low, high = max(0, span[0] - 600), min(len(self.text), span[1] + 600)
        for end in _SENTENCE_END.finditer(self.text, low, span[0]):
            if self._closes(end.start()):
                low = end.end()
        for end in _SENTENCE_END.finditer(self.text, span[1], high):
            if self._closes(end.start()):
                return (low, end.end())
        return (low, high)

    def _closes(self, stop: int) -> bool:
        """Whether a full stop ends a sentence and not a short form."""
        word = _LAST_WORD.search(self.text, max(0, stop - 8), stop)
        return word is None or not (
            (len(word[0]) == 1 and word[0].isupper()) or word[0] in self.words.cues["short_forms"]
        )

    def leads(self, start: int) -> int:
        """Whether the words right before an offset say that what follows lies ahead (1) or behind (-1)."""
        leading = " ".join(self.before(start, 20).lower().split()[-2:])
        for side, cues in ((1, self.words.cues["before_future"]), (-1, self.words.cues["before_past"])):
            if leading in cues or leading.rpartition(" ")[2] in cues:
                return side
        return 0

    def direction(self, span: Span) -> int:
        """Whether the clause around a span looks back (-1), ahead (1) or says nothing (0)."""
        leading = self.leads(span[0])
        told = self.tense(span) if self.tense and (not leading or self._opens(span[0])) else None
        if leading:
            return -1 if told == "past" else leading
        low, high = self.sentence(span)
        if told == "future" or self._put_ahead(low, span[0]):
            return 1
        if told == "past":
            return -1
        return (
            self._nearest(low, span[0], last=True)
            or int(re.search(r"\bbefore (?:the )?$", self.before(span[0], 12)) is not None)
            or self._nearest(span[1], high, last=False)
        )

    def _opens(self, start: int) -> bool:
        """Whether `By` or `Until` opens the sentence: before a past it looks back (`Until Monday, he had`)."""
        return self.before(start, 6).endswith(("By ", "Until "))

    def _put_ahead(self, low: int, high: int) -> bool:
        """Whether the nearest verb before puts something on a day to come: `planned a rally on Saturday`."""
        found = list(_WORD.finditer(self.text, low, high))
        for index in range(len(found) - 1, -1, -1):
            if found[index].group() in self.words.cues["puts_ahead"]:
                return not index or found[index - 1].group() not in self.words.cues["not_before_puts"]
            if self._cue(found, index):
                return False
        return False

    def _nearest(self, low: int, high: int, *, last: bool) -> int:
        found = list(_WORD.finditer(self.text, low, high))
        order = range(len(found) - 1, -1, -1) if last else range(len(found))
        for index in order:
            cue = self._cue(found, index)
            if cue:
                return cue
        return 0

    def _cue(self, found: list[re.Match[str]], index: int) -> int:
        word = found[index].group()
        following = found[index + 1].group() if index + 1 < len(found) else ""
        if word == "to":
            return int(following in self.words.cues["purpose"])
        if word in self.words.cues["arranged"]:
            return int(not following or following in self.words.cues["arranged_for"])
        if word in self.words.cues["future"]:
            return 1
        if word in self.words.cues["past"]:
            return -1
        if not word.endswith("ed") or not word.islower() or word in self.words.cues["not_past"]:
            return 0
        return 0 if index and found[index - 1].group() in self.words.cues["not_before_past"] else -1
