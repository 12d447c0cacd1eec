"""Candidate pairs from the buckets of locality-sensitive hashing, with work that grows with their size, not its square.

Documents are numbered in the order in which they would be kept, so the first of a bucket is the one that the others
give way to.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

# In a bucket of so many documents every pair is compared; in a larger one each document with at most so many others.
_SMALL = 16

# Pairs whose signatures are held at once.
_BLOCK_PAIRS = 1 << 14

_RIGHT = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)


class Estimate(Protocol):
    """Gives the share of equal places in the signatures of pairs of documents."""

    def __call__(self, left: NDArray[np.uint32], right: NDArray[np.uint32], /) -> NDArray[np.float64]:
        """Compare the documents at the same place of both arrays."""
        ...


class Limits(NamedTuple):
    """Estimates that decide: below ``least`` two documents are no candidates, from ``sure`` on copies for certain."""

    least: float
    sure: float


def limits(threshold: float, hashes: int) -> Limits:
    """Limits around a threshold of similarity.

    The estimate is binomial. Four standard deviations below the threshold lose 3 pairs in 100,000 of those exactly at
    it. Two above may take a pair for sure that is not; it is verified all the same, and meets in other bands too.
    """
    deviation = sqrt(threshold * (1 - threshold) / hashes)
    return Limits(threshold - 4 * deviation, threshold + 2 * deviation)


def agreement(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.float64]:
    """The share of equal places in pairs of signatures, which estimates the similarity of their documents."""
    equal: NDArray[np.float64] = (left == right).mean(axis=1)
    return equal


def pack(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A pair as one number; numbers are in the order of the pairs."""
    return left.astype(np.uint64) << _SHIFT | right


def unpack(pairs: NDArray[np.uint64]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The inverse of ``pack``."""
    return (pairs >> _SHIFT).astype(np.uint32), (pairs & _RIGHT).astype(np.uint32)


def candidates(
    keys: NDArray[np.uint64], documents: NDArray[np.uint32], estimate: Estimate, within: Limits
) -> NDArray[np.uint64]:
    """Packed pairs ``left < right`` of documents that share a key and are similar by their signatures, in order.

    A bucket of more than 16 documents is searched by leaders: the first document is compared with all others; those
    that are surely its copies need no more, and the next of the rest leads. After 16 leaders the bucket is left.
    """
    members, starts, sizes = _shared(keys, documents)
    small = [np.empty(0, np.uint64)]
    for size in np.unique(sizes[sizes <= _SMALL]).tolist():
        bucket = members[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        small.append(pack(bucket[:, left], bucket[:, right]).ravel())
    found = list(_similar(np.unique(np.concatenate(small)), estimate, within.least))
    for i in np.flatnonzero(sizes > _SMALL):
        found.extend(_led(members[starts[i] : starts[i] + sizes[i]], estimate, within))
    return np.unique(np.concatenate([np.empty(0, np.uint64), *found]))


def _shared(
    keys: NDArray[np.uint64], documents: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
    """The documents of all buckets with more than one, end to end; where each bucket begins; how many it holds."""
    order = np.argsort(keys)
    sorted_keys = keys[order]
    same = sorted_keys[1:] == sorted_keys[:-1]
    shared = np.zeros(len(keys), bool)
    shared[1:] = same
    shared[:-1] |= same
    keys, documents = sorted_keys[shared], documents[order[shared]]
    order = np.lexsort((documents, keys))
    keys, documents = keys[order], documents[order]
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(first)
    return documents, starts, np.diff(starts, append=len(keys))


def _similar(pairs: NDArray[np.uint64], estimate: Estimate, least: float) -> Iterator[NDArray[np.uint64]]:
    for begin in range(0, len(pairs), _BLOCK_PAIRS):
        some = pairs[begin : begin + _BLOCK_PAIRS]
        yield some[estimate(*unpack(some)) >= least]


def _led(members: NDArray[np.uint32], estimate: Estimate, within: Limits) -> Iterator[NDArray[np.uint64]]:
    for _ in range(_SMALL):
        leader, members = members[:1], members[1:]
        rest = []
        for begin in range(0, len(members), _BLOCK_PAIRS):
            some = members[begin : begin + _BLOCK_PAIRS]
            leaders = np.broadcast_to(leader, some.shape)
            similarity = estimate(leaders, some)
            yield pack(leaders, some)[similarity >= within.least]
            rest.append(some[similarity < within.sure])
        members = np.concatenate(rest)
        if len(members) < 2:
            return
