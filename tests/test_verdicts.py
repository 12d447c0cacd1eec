from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import numpy as np

from pipeline import verdicts
from pipeline.minhash import graph


def test_who_equals_another_follows_it_to_the_one_that_stays() -> None:
    # 1 is a near-copy of 0; 2 equals 1, 4 equals 3, 5 was published though it equals 3.
    representatives = np.array([0, 1, 1, 3, 3], np.uint32)
    edge = graph.Edges(np.array([0], np.uint32), np.array([1], np.uint32), np.array([0.9]))
    labels, keepers = verdicts.decide(representatives, lambda: [edge], published=0)
    assert labels.tolist() == [0, 0, 0, 3, 3]
    assert keepers.keeper.tolist() == [graph.STAYS, 0, 0, graph.STAYS, 3]
    assert keepers.similarity.tolist() == [0, 0.9, 0.9, 0, 1]


def test_published_documents_stay_even_where_they_equal_one_another() -> None:
    _, keepers = verdicts.decide(np.array([0, 0, 0], np.uint32), list, published=2)
    assert keepers.keeper.tolist() == [graph.STAYS, graph.STAYS, 0]


def test_joining_edges_takes_at_most_24_bytes_a_document() -> None:
    count, block = 2_000_000, 50_000

    def edges() -> Iterator[graph.Edges]:
        rng = np.random.default_rng(1)
        for first in range(0, 400_000, block):
            left = np.sort(rng.integers(first * 5, (first + block) * 5 - 1, block).astype(np.uint32))
            yield graph.Edges(left, rng.integers(left + 1, count).astype(np.uint32), np.full(block, 0.9))

    representatives = np.arange(count, dtype=np.uint32)
    representatives[1::20] = representatives[::20]
    tracemalloc.start()
    verdicts.decide(representatives, edges, published=0)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (most + representatives.nbytes) / count <= 24
