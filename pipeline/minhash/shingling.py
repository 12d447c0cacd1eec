"""Word shingles: every run of n words of a document as one 64-bit hash (Broder 1997)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.minhash.ragged import Ragged
from pipeline.minhash.words import mix

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Odd, so that multiplying by it loses nothing; a prime that xxHash uses.
_BASE = np.uint64(0xC2B2AE3D27D4EB4F)


def shingles(tokens: Ragged, words: int) -> Ragged:
    """Hash every run of ``words`` tokens; a document of fewer, if not of none, is one shingle."""
    hashes = _windows(tokens.values, words)
    starts, ends = tokens.bounds[:-1], tokens.bounds[1:]
    lengths = ends - starts
    short = np.flatnonzero((lengths > 0) & (lengths < words))
    hashes[starts[short]] = _short(tokens, short, words)
    kept = np.ones(len(hashes), bool)
    # The last windows of a document would reach into the next one.
    tail = np.maximum(ends[:, None] - np.arange(1, words), starts[:, None])[lengths > 0]
    kept[tail] = False
    kept[starts[short]] = True
    count = np.where(lengths > 0, np.maximum(lengths - words + 1, 1), 0)
    return Ragged(mix(hashes[kept]), np.concatenate([[0], np.cumsum(count)]))


def sets(shingled: Ragged) -> Ragged:
    """Each row in ascending order and without repetitions."""
    values = shingled.values.copy()
    ordered = Ragged(values, shingled.bounds)
    for i in range(ordered.rows):
        ordered.row(i).sort()
    first = np.ones(len(values), bool)
    first[1:] = values[1:] != values[:-1]
    first[ordered.filled()[1]] = True
    return Ragged(values[first], np.concatenate([[0], np.cumsum(first)])[shingled.bounds])


def _windows(values: NDArray[np.uint64], words: int) -> NDArray[np.uint64]:
    """A polynomial over the token at each place and those that follow."""
    padded = np.concatenate([values, np.zeros(words, np.uint64)])
    hashes = padded[: len(values)].copy()
    for i in range(1, words):
        hashes *= _BASE
        hashes += padded[i : i + len(values)]
    return hashes


def _short(tokens: Ragged, rows: NDArray[np.int64], words: int) -> NDArray[np.uint64]:
    """The polynomial over all the tokens of short documents."""
    starts, ends = tokens.bounds[rows], tokens.bounds[rows + 1]
    hashes = tokens.values[starts]
    for i in range(1, words):
        inside = starts + i < ends
        hashes *= _BASE
        hashes[inside] += tokens.values[starts[inside] + i]
    return hashes
