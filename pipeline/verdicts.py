"""What becomes of each document of a corpus: whether it stays, for whom it goes, its cluster and its split.

Documents go by their rank. A cluster is what is joined by edges, directly or by a chain, so that a split never parts
two copies; who stays is decided within it edge by edge, so that a chain removes nobody who has no copy that stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline import ids, ranking
from pipeline.minhash import graph
from pipeline.precedence import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from pipeline.precedence import Earlier

# Documents that are looked at together.
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Verdicts:
    """The outcome for a whole corpus, as arrays by rank.

    ``places`` are those of the published documents, which have the first ranks; ``heirs`` names, for a cluster of new
    documents by its first, the published document that is gone and whose cluster it carries on.
    """

    numbers: NDArray[np.uint64]
    representatives: NDArray[np.uint32]
    labels: NDArray[np.uint32]
    keepers: graph.Keepers
    earlier: Earlier
    places: NDArray[np.int64]
    heirs: Mapping[int, int]

    def removed(self) -> NDArray[np.bool_]:
        """Which documents go."""
        removed: NDArray[np.bool_] = self.keepers.keeper != graph.STAYS
        return removed

    def clusters(self) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The clusters of more than one document, by their first, and their sizes; the largest first."""
        others = self.labels[self.labels != np.arange(len(self.labels), dtype=np.uint32)]
        firsts, counts = np.unique(others, return_counts=True)
        order = np.lexsort((firsts, -counts))
        return firsts[order], counts[order] + 1

    def concerned(self) -> NDArray[np.bool_]:
        """Which documents are not simply new and a cluster of their own."""
        concerned: NDArray[np.bool_] = self.labels != np.arange(len(self.labels), dtype=np.uint32)
        concerned[self.labels[concerned]] = True
        concerned[: len(self.places)] = True
        concerned[list(self.heirs)] = True
        return concerned

    def rows(self, ranks: NDArray[np.uint32]) -> list[dict[str, Any]]:
        """Rows of the table ``verdicts``."""
        return [self._row(rank) for rank in ranks.tolist()]

    def _row(self, rank: int) -> dict[str, Any]:
        keeper = int(self.keepers.keeper[rank])
        stays = keeper == graph.STAYS
        cluster, split = self._cluster(rank if stays else keeper)
        return {
            "doc_id": ranking.doc_id(self.numbers[rank]),
            "duplicate_cluster_id": cluster,
            "split": split,
            "kept_doc_id": None if stays else ranking.doc_id(self.numbers[keeper]),
            "method": None if stays else "exact" if keeper == self.representatives[rank] else "near",
            "similarity": None if stays else round(float(self.keepers.similarity[rank]), 4),
        }

    def _cluster(self, rank: int) -> tuple[str, str | None]:
        """The cluster of a document that stays, and the split that an earlier release gave it."""
        first = rank if rank < len(self.places) else int(self.labels[rank])
        place = int(self.places[first]) if first < len(self.places) else self.heirs.get(first, NONE)
        if place == NONE:
            return ids.cluster_id(ranking.doc_id(self.numbers[first])), None
        return self.earlier.cluster(place), self.earlier.split(place)


def decide(
    representatives: NDArray[np.uint32], edges: Callable[[], Iterable[graph.Edges]], *, published: int
) -> tuple[NDArray[np.uint32], graph.Keepers]:
    """Labels of clusters and keepers of documents, from who equals whom and the edges among those that equal none.

    Takes 24 bytes per document at its height; edges are read twice, in the order of their left ends.
    """
    labels = representatives.copy()
    graph.join(labels, edges())
    keepers = graph.keepers(len(labels), edges(), published=published)
    for begin in range(published, len(labels), _BLOCK):
        _follow(representatives, keepers, slice(begin, begin + _BLOCK))
    return labels, keepers


def _follow(representatives: NDArray[np.uint32], keepers: graph.Keepers, ranks: slice) -> None:
    """Who equals another gives way to it, or to the one that the other gives way to."""
    first = representatives[ranks]
    equal = first != np.arange(ranks.start, ranks.start + len(first), dtype=np.uint32)
    first = first[equal]
    stays = keepers.keeper[first] == graph.STAYS
    keepers.keeper[ranks][equal] = np.where(stays, first, keepers.keeper[first])
    keepers.similarity[ranks][equal] = np.where(stays, 1.0, keepers.similarity[first])
