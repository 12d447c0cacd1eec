"""Locality-sensitive hashing by bands: documents whose signatures agree in all rows of one band share a key.

Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, section 3.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.minhash.words import mix

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # as in SplitMix64; odd


def keys(signatures: NDArray[np.uint32], *, bands: int, rows: int) -> NDArray[np.uint64]:
    """One key for each document and band; different bands have different keys."""
    parted = signatures[:, : bands * rows].reshape(len(signatures), bands, rows)
    made = np.empty((len(signatures), bands), np.uint64)
    made[:] = np.arange(1, bands + 1, dtype=np.uint64)
    for row in range(rows):
        made *= _FACTOR
        made += parted[:, :, row]
        mix(made)
    return made


def recall(similarity: float, *, bands: int, rows: int) -> float:
    """The chance that two documents of this similarity share a key."""
    return float(1 - (1 - similarity**rows) ** bands)
