"""Pairs of texts that may be copies of each other: MinHash signatures, compared band by band."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from dragoman.reconcile.shingles import Shelf

SLOTS = 128
ROWS = 2
"""Slots in a band. Two texts that share a third of their shingles meet in one of 64 bands in 999 of 1000 cases."""
LEAST_SHARED = 0.12
"""Pairs that share less by their signatures are dropped: a third, less three times the error of 128 slots."""
NEIGHBOURS = 12
"""In a crowd that agrees in a band, a text is compared with so many after it: the nearest by date."""
_SEED = 1
_BATCH = 2_000

Signatures = NDArray[np.uint32]
Pairs = NDArray[np.int64]
"""Two columns: the numbers of the texts, the smaller one first."""


def signatures(shelf: Shelf) -> Signatures:
    """A MinHash signature a text, 512 bytes each."""
    out = np.empty((len(shelf), SLOTS), dtype=np.uint32)
    for start in range(0, len(shelf), _BATCH):
        some = [shelf[number] for number in range(start, min(start + _BATCH, len(shelf)))]
        ends = np.cumsum([0, *map(len, some)]).astype(np.uint64)
        flat = np.concatenate(some).astype(np.uint64)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, SLOTS, _SEED)
        out[start : start + len(some)] = matrix.to_rows()
    return out


def candidates(signed: Signatures, fit: NDArray[np.bool_]) -> Pairs:
    """Pairs of texts, each once and sorted, that agree in a band and share enough; `fit` says which may be in one.

    Texts are numbered by date, so that neighbours in a crowd are those nearest in time.
    """
    numbers = np.flatnonzero(fit)
    found = np.empty(0, dtype=np.int64)
    for start in range(0, SLOTS, ROWS):
        band = signed[numbers, start : start + ROWS].astype(np.uint64)
        keys = band[:, 0] << np.uint64(32) | band[:, 1]
        some = [found]
        for left, right in _neighbours(keys):
            a, b = numbers[left], numbers[right]
            keep = _shared(signed, a, b) >= LEAST_SHARED
            some.append(a[keep] << 32 | b[keep])
        found = _once(np.concatenate(some))
    return np.stack([found >> 32, found & 0xFFFFFFFF], axis=1)


def _once(values: NDArray[np.int64]) -> NDArray[np.int64]:
    values.sort()  # several times faster here than numpy's unique, which hashes
    return values[np.r_[True, values[1:] != values[:-1]]] if len(values) else values


def _neighbours(keys: NDArray[np.uint64]) -> Iterator[tuple[Pairs, Pairs]]:
    """Positions of equal keys: each with the next, the one after that, and so on."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    for step in range(1, NEIGHBOURS + 1):
        same = np.flatnonzero(ordered[:-step] == ordered[step:])
        if not len(same):
            return
        yield order[same], order[same + step]


def _shared(signed: Signatures, left: Pairs, right: Pairs) -> NDArray[np.float64]:
    """The share of equal slots of each pair."""
    out = np.empty(len(left))
    for start in range(0, len(left), _BATCH):
        end = start + _BATCH
        out[start:end] = (signed[left[start:end]] == signed[right[start:end]]).mean(axis=1)
    return out
