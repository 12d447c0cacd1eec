"""MinHash signatures: the share of places in which two are equal estimates the Jaccard similarity of their sets.

Broder, On the resemblance and containment of documents (1997). Hash k of a shingle is its upper 32 bits times an odd
number, modulo 2^32. The bits are mixed already, so nothing need be added: the estimate's mean and spread are those of
independent permutations (the tests measure both).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.minhash.shingling import shingles
from pipeline.minhash.words import mix, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from pipeline.minhash.ragged import Ragged

# Text that is worked on at once: its arrays fit the second cache of a core. Measured best from 128 kB to 300 kB.
_BLOCK_BYTES = 200_000

# Products that are held at once, for the same reason.
_BLOCK_PRODUCTS = 1 << 17


class Sketch(NamedTuple):
    """What comparing needs of documents: one signature (row) and one digest each.

    The digest is that of the multiset of shingles: documents of equal words have it in common. A document without
    words has the greatest number in every place and the digest 0.
    """

    signatures: NDArray[np.uint32]
    digests: NDArray[np.uint64]


def sketch(documents: Sequence[bytes], *, shingle_words: int, hashes: int) -> Sketch:
    """Sketch documents given as UTF-8."""
    signatures = np.empty((len(documents), hashes), np.uint32)
    digests = np.empty(len(documents), np.uint64)
    for cut in blocks(documents):
        found = shingles(tokens(documents[cut]), shingle_words)
        signatures[cut] = _minima(found, hashes)
        digests[cut] = _digests(found)
    return Sketch(signatures, digests)


def blocks(documents: Sequence[bytes]) -> Iterator[slice]:
    """Cut documents into runs whose arrays fit a cache."""
    begun, size = 0, 0
    for i, document in enumerate(documents):
        if i > begun and size + len(document) > _BLOCK_BYTES:
            yield slice(begun, i)
            begun, size = i, 0
        size += len(document)
    if begun < len(documents):
        yield slice(begun, len(documents))


def _minima(found: Ragged, hashes: int) -> NDArray[np.uint32]:
    """The smallest of each hash over the shingles of each document."""
    high = (found.values >> np.uint64(32)).astype(np.uint32)
    multipliers = _multipliers(hashes)[:, None]
    minima = np.full((hashes, found.rows), 0xFFFFFFFF, np.uint32)
    filled, starts = found.filled()
    if not len(filled):
        return minima.T
    at_once = max(1, _BLOCK_PRODUCTS // len(high))
    products = np.empty((at_once, len(high)), np.uint32)
    for k in range(0, hashes, at_once):
        some = np.multiply(high, multipliers[k : k + at_once], out=products[: min(at_once, hashes - k)])
        minima[k : k + at_once, filled] = np.minimum.reduceat(some, starts, axis=1)
    return minima.T


def _digests(found: Ragged) -> NDArray[np.uint64]:
    """The sum of the shingles of each document."""
    digests = np.zeros(found.rows, np.uint64)
    filled, starts = found.filled()
    if len(filled):
        digests[filled] = np.add.reduceat(found.values, starts)
    return digests


@cache
def _multipliers(hashes: int) -> NDArray[np.uint32]:
    """Odd numbers that are the same on every machine and for every version of numpy."""
    counter = np.arange(1, hashes + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return (mix(counter) >> np.uint64(32)).astype(np.uint32) | np.uint32(1)
