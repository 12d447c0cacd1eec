"""Words of documents as 64-bit hashes, a block of documents at a time and without a Python object per word.

A word is a run of letters, marks and numbers; in scripts that set no spaces between words every character is one.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from pipeline.minhash.characters import BETWEEN_DOCUMENTS, SPACE, fold
from pipeline.minhash.ragged import Ragged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Longer words (no language has them) are hashed by themselves, so that one of a million bytes stays linear.
_LONG = 64

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio, as in SplitMix64
_LAST_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(9)], np.uint64)


def tokens(documents: Sequence[bytes]) -> Ragged:
    """Hash every word of documents given as UTF-8; equal words, once folded, have equal hashes on every machine."""
    folded = fold(documents)
    data = np.frombuffer(folded, np.uint8)
    word = data > SPACE
    # A line feed before and after each document: none begins or ends inside a word.
    edges = np.flatnonzero(word[1:] != word[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    bounds = np.searchsorted(starts, np.flatnonzero(data == BETWEEN_DOCUMENTS))
    return Ragged(_hash(folded, starts, ends - starts), bounds)


def mix(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread every bit over all others, in place (the finaliser of SplitMix64, Steele et al. 2014)."""
    shifted = np.empty_like(hashes)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, None)):
        np.right_shift(hashes, np.uint64(shift), out=shifted)
        hashes ^= shifted
        if factor is not None:
            hashes *= np.uint64(factor)
    return hashes


def _hash(data: bytes, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Hash words eight bytes at a time; the longest are read one by one."""
    eights = np.ndarray(len(data) - 7, "<u8", data, 0, (1,))
    hashes = eights[starts]
    hashes &= _LAST_BYTES[np.minimum(lengths, 8)]
    hashes += lengths.view(np.uint64) * _GOLDEN
    mix(hashes)
    longer = np.flatnonzero(lengths > 8)
    for done in range(8, _LONG, 8):
        rest = lengths[longer] - done
        more = eights[starts[longer] + done] & _LAST_BYTES[np.minimum(rest, 8)]
        hashes[longer] = mix(hashes[longer] * _GOLDEN + more)
        longer = longer[rest > 8]
        if not len(longer):
            break
    for i in longer.tolist():
        word = blake2b(data[starts[i] : starts[i] + lengths[i]], digest_size=8)
        hashes[i] = int.from_bytes(word.digest(), "little")
    return hashes
