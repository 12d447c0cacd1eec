"""How much a shared term says: little where many claims hold it, much where few do."""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from pipeline.links import words
from pipeline.links.terms import digest

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The corpus counts like so many claims more of general English: in a small corpus every word would look rare.
_PRIOR = 1000
# A stem that `words.background` does not list stands in less than one sentence of a thousand.
_UNLISTED = 0.0005


class Weights:
    """Inverse claim frequency of terms, smoothed by their frequency in general English."""

    def __init__(self, digests: NDArray[np.uint64], counts: NDArray[np.int64], claims: int) -> None:
        """Take the terms that more than one claim holds, as sorted digests, and how many hold each."""
        self.digests = digests
        self._claims = claims
        self._total = claims + _PRIOR
        known, shares = _background()
        expected = np.full(len(digests), _PRIOR * _UNLISTED)
        listed = np.flatnonzero(np.isin(digests, known))
        expected[listed] = _PRIOR * shares[np.searchsorted(known, digests[listed])]
        self.values = np.log(self._total / (counts + expected))
        self._by_term: dict[str, float] = {}

    def least(self, claims: float) -> float:
        """The weight from which two terms together stand, by chance, in no more than so many claims."""
        return log(max(self._claims, 1) / claims)

    def __getitem__(self, term: str) -> float:
        weight = self._by_term.get(term)
        if weight is None:
            weight = self._by_term[term] = self._weight(term)
        return weight

    def _weight(self, term: str) -> float:
        key = np.uint64(digest(term))
        place = int(np.searchsorted(self.digests, key))
        if place < len(self.digests) and self.digests[place] == key:
            return float(self.values[place])
        return log(self._total / (1 + _PRIOR * words.background().get(term, _UNLISTED)))


@cache
def _background() -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    shares = {digest(stem): share for stem, share in words.background().items()}
    return np.array(sorted(shares), np.uint64), np.array([shares[key] for key in sorted(shares)])
