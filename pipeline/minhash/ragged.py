"""Rows of unequal length in two arrays: how tokens, shingles and sets of many documents are held."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Ragged(NamedTuple):
    """Row ``i`` is ``values[bounds[i]:bounds[i + 1]]``."""

    values: NDArray[np.uint64]
    bounds: NDArray[np.int64]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.bounds) - 1

    def row(self, i: int) -> NDArray[np.uint64]:
        """One row, as a view."""
        return self.values[self.bounds[i] : self.bounds[i + 1]]

    def filled(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The rows that are not empty, and where each begins: ``reduceat`` over the values needs just these."""
        filled = np.flatnonzero(np.diff(self.bounds))
        return filled, self.bounds[filled]


def stack(parts: Sequence[Ragged]) -> Ragged:
    """The rows of all parts, one part after the other."""
    lengths = [np.diff(part.bounds) for part in parts]
    return Ragged(
        np.concatenate([np.empty(0, np.uint64), *(part.values for part in parts)]),
        np.concatenate([np.zeros(1, np.int64), *lengths]).cumsum(),
    )


def from_rows(rows: Sequence[NDArray[np.uint64]]) -> Ragged:
    """Rows laid end to end."""
    return Ragged(np.concatenate([np.empty(0, np.uint64), *rows]), np.cumsum([0, *(len(row) for row in rows)]))
