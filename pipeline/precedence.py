"""What an earlier release has decided: its documents stay, in their cluster and split, whatever comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from pipeline import ranking, versions

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

# In the place of a published document: there is none.
NONE = -1


class Earlier:
    """The documents of the last release, those of older versions first.

    Takes some 560 bytes for each at 120 hashes, of which 480 are its signature.
    """

    def __init__(self, rows: pa.Table) -> None:
        """Take rows of the table ``published`` in any order."""
        named = rows["since_version"].to_pylist()
        ages = {name: age for age, name in enumerate(sorted(set(named), key=versions.parse))}
        numbers = ranking.numbers(rows["doc_id"])
        ages_of = np.array([ages[name] for name in named], np.int32)
        order = np.lexsort((numbers, ages_of))
        self._rows = rows.take(order)
        self._numbers = numbers[order]
        self._ages = ages_of[order]
        self._by_number = np.argsort(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def places(self, numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The place of each document among the published, by its number; ``NONE`` where it is new."""
        places = np.full(len(numbers), NONE, np.int64)
        if len(self):
            found = np.searchsorted(self._numbers, numbers, sorter=self._by_number)
            candidate = self._by_number[np.minimum(found, len(self) - 1)]
            places = np.where(self._numbers[candidate] == numbers, candidate, places)
        return places

    def seniority(self, places: NDArray[np.int64]) -> NDArray[np.int32]:
        """How many releases are older than the one that first published each document."""
        ages = np.full(len(places), ranking.NEW, np.int32)
        known = places != NONE
        ages[known] = self._ages[places[known]]
        return ages

    def cluster(self, place: int) -> str:
        """The cluster of a published document."""
        return str(self._rows["duplicate_cluster_id"][place].as_py())

    def split(self, place: int) -> str:
        """The split of a published document."""
        return str(self._rows["split"][place].as_py())

    def signed(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of some published documents have a signature: a text that was withheld has left none."""
        signed: NDArray[np.bool_] = pc.greater(pc.binary_length(self._rows["signature"].take(places)), 0).to_numpy()
        return signed

    def signatures(self, places: NDArray[np.int64]) -> list[bytes]:
        """The signatures of some published documents."""
        return list(self._rows["signature"].take(places).to_pylist())
