"""The true Jaccard similarity of two documents: shared shingles over all shingles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.minhash.ragged import Ragged


def jaccard(sets: Ragged, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """The similarity of pairs of rows of ``sets``; of two empty sets it is 0, for they say nothing."""
    similarity = np.zeros(len(left))
    for i, (a, b) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        both = np.concatenate((sets.row(a), sets.row(b)))
        both.sort()
        shared = np.count_nonzero(both[1:] == both[:-1])
        if len(both):
            similarity[i] = shared / (len(both) - shared)
    return similarity
