"""Pairs of claims worth comparing: those that share two of their rarest terms, never all pairs.

Every claim is listed under the pairs of its rarest terms: a noun and a name, a date and a name, two words. Claims under
one key are candidates. A long list is cut: its claims, in the order of a min-wise hash of their terms, so that like
stand beside like, meet their next neighbours only. So the work grows with the claims, not with their square.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.links.weights import Weights

    Numbers = NDArray[np.uint64]
    Floats = NDArray[np.float64]

# Multipliers and shift that spread the digests of terms (Steele, Lea and Flood 2014, SplitMix64).
_MULTIPLIERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFT = np.uint64(31)
# A pair of claims is one number, with the row of the first in the upper half.
_ROW_BITS = np.uint64(32)
_ROW = np.uint64(0xFFFFFFFF)
# Claims of a document that count for the weight of a term in its profile.
_OFTEN = 8
_LARGEST = ~np.uint64(0)


class Postings(NamedTuple):
    """Claims by key: in the order of the keys, then of the min-wise hashes, then of the rows."""

    keys: Numbers
    ranks: Numbers
    rows: Numbers

    @classmethod
    def ordered(cls, keys: Numbers, ranks: Numbers, rows: Numbers) -> Postings:
        """Put postings into their order."""
        order = np.lexsort((rows, ranks, keys))
        return cls(keys[order], ranks[order], rows[order])


def rarest(flat: Numbers, sizes: NDArray[np.int64], weights: Weights, most: int) -> tuple[Numbers, Floats]:
    """The terms of greatest weight of each claim with their weights, a row each, zeros where a claim has fewer.

    ``flat`` holds the terms of all claims, ``sizes`` of each in turn. Terms that one claim alone holds join nothing.
    """
    rows = np.repeat(np.arange(len(sizes)), sizes)
    return _heaviest(rows, flat, np.ones(len(flat), np.int64), weights, (len(sizes), most))


def _heaviest(
    rows: NDArray[np.int64], terms: Numbers, counts: NDArray[np.int64], weights: Weights, shape: tuple[int, int]
) -> tuple[Numbers, Floats]:
    """Of the terms of each row those of greatest weight, of a count each, with this weight."""
    chosen, heavy = np.zeros(shape, np.uint64), np.zeros(shape)
    shared = np.isin(terms, weights.digests)
    terms, rows, counts = terms[shared], rows[shared], counts[shared]
    weight = counts * weights.values[np.searchsorted(weights.digests, terms)]
    order = np.lexsort((terms, -weight, rows))
    terms, rows, weight = terms[order], rows[order], weight[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    kept = rank < shape[1]
    chosen[rows[kept], rank[kept]] = terms[kept]
    heavy[rows[kept], rank[kept]] = weight[kept]
    return chosen, heavy


def profiles(
    flat: Numbers, sizes: NDArray[np.int64], owners: NDArray[np.int64], weights: Weights, most: int
) -> tuple[Numbers, Floats]:
    """What each document speaks of: its terms of greatest weight, with their weights as a vector of length one.

    ``owners`` is the number of the document of each claim. A term counts for each claim that holds it, up to `_OFTEN`.
    """
    documents = int(owners.max(initial=-1)) + 1
    held = np.stack([np.repeat(owners, sizes).astype(np.uint64), flat])
    (rows, terms), counts = np.unique(held, axis=1, return_counts=True)
    chosen, heavy = _heaviest(rows.astype(np.int64), terms, np.minimum(counts, _OFTEN), weights, (documents, most))
    lengths = np.sqrt((heavy * heavy).sum(axis=1, keepdims=True))
    return chosen, np.divide(heavy, lengths, out=heavy, where=lengths > 0)


def postings(rarest: tuple[Numbers, Floats], texts: Numbers, first: int, least: float) -> Postings:
    """Every claim under the pairs of its rarest terms, and under the digest of its whole text.

    ``first`` is the row of the first claim, ``least`` the weight of two terms together below which chance alone brings
    them together too often.
    """
    chosen, heavy = rarest
    rows = np.arange(first, first + len(chosen), dtype=np.uint64)
    ranks = np.where(chosen > 0, _spread(chosen), _LARGEST).min(axis=1, initial=_LARGEST)
    keys, owners = [texts], [np.arange(len(chosen))]
    for i, j in combinations(range(chosen.shape[1]), 2):
        both = np.flatnonzero((chosen[:, i] > 0) & (chosen[:, j] > 0) & (heavy[:, i] + heavy[:, j] >= least))
        low, high = np.minimum(chosen[both, i], chosen[both, j]), np.maximum(chosen[both, i], chosen[both, j])
        keys.append(_spread(low) ^ high)
        owners.append(both)
    owner = np.concatenate(owners)
    return Postings.ordered(np.concatenate(keys), ranks[owner], rows[owner])


def pairs(listed: Postings, block: int, window: int) -> Numbers:
    """The candidates among postings, as numbers in order: all pairs of a short list, neighbours in a long one."""
    keys, rows = listed.keys, listed.rows
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    short = np.repeat(sizes <= block, sizes)
    found = [np.empty(0, np.uint64)]
    for distance in range(1, block):
        same = keys[distance:] == keys[:-distance]
        if distance > window:
            same &= short[distance:]
        near = np.flatnonzero(same)
        one, other = rows[near], rows[near + distance]
        found.append((np.minimum(one, other) << _ROW_BITS) | np.maximum(one, other))
    return np.unique(np.concatenate(found))


def split(numbered: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows of both claims of each pair."""
    return (numbered >> _ROW_BITS).astype(np.int64), (numbered & _ROW).astype(np.int64)


def of_rows(numbered: Numbers, first: int, following: int) -> Numbers:
    """Of pairs in order, those whose first claim is one of these rows."""
    begin, end = np.searchsorted(numbered, np.array([first << 32, following << 32], np.uint64))
    return numbered[begin:end]


def products(ours: tuple[Numbers, Floats], theirs: tuple[Numbers, Floats]) -> Floats:
    """The inner product of the weights of chosen terms, for many pairs of rows."""
    total = np.zeros(len(ours[0]))
    for terms, weights in zip(theirs[0].T, theirs[1].T, strict=True):
        shared = (ours[0] == terms[:, None]) & (terms > 0)[:, None]
        total += (ours[1] * shared).sum(axis=1) * weights
    return total


def _spread(terms: Numbers) -> Numbers:
    """Digests mixed once more, so that the combination of two is no function of their difference."""
    mixed = (terms ^ (terms >> _SHIFT)) * _MULTIPLIERS[0]
    mixed = (mixed ^ (mixed >> _SHIFT)) * _MULTIPLIERS[1]
    return mixed ^ (mixed >> _SHIFT)
