"""Texts as sets of hashed word shingles, kept in files so that a million of them fit."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dragoman.lexicon.stories import StoryWords

SIZE = 4
"""Words in a shingle."""

Hashes = NDArray[np.uint32]
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_MASK = crc32(b"#")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)


class Shingles(NamedTuple):
    """A text as sets of hashes, each sorted and without repetition.

    `numbered` are those of all shingles that hold a number or the name of a day or month, `masked` the same
    shingles with `#` in such a word's place: two reports made from one form differ in the first, not the second.
    """

    all: Hashes
    numbered: Hashes
    masked: Hashes


def shingle(text: str, known: StoryWords) -> Shingles:
    """The shingles of a text; case, punctuation, marks of quotation and how numbers are spelled make no difference."""
    words, masks = [], []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        number = known.numbers.get(word)
        plain = word if number is None else f"{number:g}"
        code = crc32(plain.encode())
        words.append(code)
        masks.append(_MASK if plain != word or word in known.days or _NUMBER.match(word) else code)
    plain_rows, masked_rows = _rows(words), _rows(masks)
    numbered = plain_rows != masked_rows
    return Shingles(np.unique(plain_rows), np.unique(plain_rows[numbered]), np.unique(masked_rows[numbered]))


def _rows(codes: list[int]) -> Hashes:
    """A hash for each run of `SIZE` words."""
    values = np.array(codes, dtype=np.uint64)
    count = max(0, len(values) - SIZE + 1)
    total = np.zeros(count, dtype=np.uint64)
    for at, factor in enumerate(_FACTORS):
        total += (values[at : at + count] + np.uint64(1)) * factor
        total ^= total >> np.uint64(29)
    total *= _FACTORS[0]
    return (total >> np.uint64(32)).astype(np.uint32)


class Shelf:
    """Many sets of hashes, one behind another in a nameless file; `shelf[n]` is the nth once it is closed."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as the shelf
        self._ends = array("q", [0])
        self._order: Sequence[int] = ()
        self._values: Hashes = np.empty(0, dtype=np.uint32)

    def put(self, hashes: Hashes) -> None:
        """One more set."""
        self._file.write(hashes.tobytes())
        self._ends.append(self._ends[-1] + len(hashes))

    def close(self, order: Sequence[int]) -> None:
        """No more sets; the nth is from now on the one that was put there as number `order[n]`."""
        self._file.flush()
        self._order = order
        if self._ends[-1]:
            self._values = np.asarray(np.memmap(self._file, dtype=np.uint32, mode="r", shape=(self._ends[-1],)))

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, number: int) -> Hashes:
        at = self._order[number]
        return self._values[self._ends[at] : self._ends[at + 1]]

    def __iter__(self) -> Iterator[Hashes]:
        return (self[number] for number in range(len(self)))
