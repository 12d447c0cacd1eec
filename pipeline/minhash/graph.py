"""Clusters and keepers from the edges between near-copies, read in blocks, in a few bytes per document.

Documents are numbered in the order in which they would be kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

# In the place of a keeper: the document stays.
STAYS = 0xFFFFFFFF


class Edges(NamedTuple):
    """Pairs ``left < right`` of verified near-copies, in order, with their true Jaccard similarity."""

    left: NDArray[np.uint32]
    right: NDArray[np.uint32]
    similarity: NDArray[np.float64]

    def at_least(self, threshold: float) -> Edges:
        """The edges whose similarity reaches the threshold."""
        kept = self.similarity >= threshold
        return Edges(self.left[kept], self.right[kept], self.similarity[kept])


class Keepers(NamedTuple):
    """For each document the one that stands for it, or ``STAYS``, and how alike the two are."""

    keeper: NDArray[np.uint32]
    similarity: NDArray[np.float64]


def stack(parts: Sequence[Edges]) -> Edges:
    """The edges of all parts, one part after the other."""
    none = Edges(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0))
    return Edges(*(np.concatenate(columns) for columns in zip(none, *parts, strict=True)))


def alone(documents: int) -> NDArray[np.uint32]:
    """Labels of documents without edges: each is its own cluster."""
    return np.arange(documents, dtype=np.uint32)


def join(labels: NDArray[np.uint32], edges: Iterable[Edges]) -> None:
    """Unite the clusters at both ends of each edge, in place; the label of a cluster is its first document.

    A label names a document that comes before or the document itself, which is then the root of its tree; roots are
    hooked to smaller ones (Shiloach and Vishkin 1982).
    """
    for block in edges:
        ends = np.stack([block.left, block.right])
        while ends.size:
            roots = _roots(labels, ends)
            labels[ends] = roots
            apart = roots[0] != roots[1]
            ends, roots = ends[:, apart], roots[:, apart]
            np.minimum.at(labels, roots.max(axis=0), roots.min(axis=0))
    while True:
        shorter = labels[labels]
        if np.array_equal(shorter, labels):
            return
        labels[:] = shorter


def _roots(labels: NDArray[np.uint32], documents: NDArray[np.uint32]) -> NDArray[np.uint32]:
    roots = labels[documents]
    while True:
        above = labels[roots]
        if np.array_equal(above, roots):
            return roots
        roots = above


def keepers(documents: int, edges: Iterable[Edges], *, published: int) -> Keepers:
    """Decide who stays: in order, each document that is no copy of one that stays already.

    So no two documents that stay are similar, and each that goes has an edge to one that stays: of a chain a ~ b ~ c
    with a and c unlike, a stands for b while c stays. The most similar keeper is named, of equals the first. The
    first ``published`` documents always stay. Edges must come in the order of their left ends.
    """
    keeper = np.full(documents, STAYS, np.uint32)
    similarity = np.zeros(documents)
    keeper_of, similarity_of = keeper.data, similarity.data  # quicker than numpy, item by item
    for block in edges:
        for left, right, alike in zip(*(column.tolist() for column in block), strict=True):
            # All edges that could remove the left end came before, for there it was the right one.
            if keeper_of[left] == STAYS and right >= published and alike > similarity_of[right]:
                keeper_of[right], similarity_of[right] = left, alike
    return Keepers(keeper, similarity)
