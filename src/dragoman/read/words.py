"""The words that reading goes by, which are always the package's own."""

from __future__ import annotations

import re

from dragoman import lexicon
from dragoman.lexicon.reading import ReadingWords


def reading() -> ReadingWords:
    """The words of the package's lexicon."""
    return lexicon.load().reading


def names_outlet(line: str) -> bool:
    """Whether one of several names in a line is an outlet's: `Reuters/AFP`."""
    return any(part.strip().lower() in reading().outlets for part in re.split(r"[/,;]", line))
