"""Edges: groups of parts leave the shingles of documents in pairs, and each range of pairs is verified by them."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline import arrays, minhash, store
from pipeline.minhash import buckets, graph, ragged, similarity
from pipeline.pairing.layout import between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.engine import Engine
    from pipeline.pairing.layout import Corpus, Group

# Pairs of a task, and pairs whose sets it holds at once: the numbers bound memory and change no edge.
RANGE_PAIRS = 50_000
BLOCK_PAIRS = 10_000

_EDGE = np.dtype([("left", "<u4"), ("right", "<u4"), ("similarity", "<f8")])


class Pairing(NamedTuple):
    """What was found: how many pairs were candidates, and the files of the edges in their order."""

    candidates: int
    files: tuple[Path, ...]

    def edges(self) -> Iterator[graph.Edges]:
        """All edges, a bounded number at a time."""
        for path in self.files:
            held = arrays.load(path)
            for begin in range(0, len(held), RANGE_PAIRS):
                some = held[begin : begin + RANGE_PAIRS]
                yield graph.Edges(*(np.array(some[name]) for name in _EDGE.names or ()))


def verify(corpus: Corpus, pairs: Sequence[Path], engine: Engine) -> Pairing:
    """Keep the pairs whose true Jaccard similarity reaches the threshold."""
    _want(pairs, corpus)
    for _ in engine.map(partial(_shingle, corpus=corpus), corpus.groups):
        pass
    tasks = [(i, *cut) for i, cut in enumerate(_cuts(pairs))]
    verified = sum(engine.map(partial(_verify, corpus=corpus, pairs=pairs), tasks))
    return Pairing(verified, tuple(corpus.path("edges", i) for i in range(len(tasks))))


def _want(pairs: Sequence[Path], corpus: Corpus) -> None:
    """Leave the rows, in order, of all documents that stand in a pair."""
    rows = arrays.load(corpus.work / "rows.npy")
    wanted = np.zeros(len(rows), bool)
    for path in pairs:
        for ranks in buckets.unpack(arrays.load(path)):
            wanted[rows[ranks]] = True
    arrays.save(corpus.work / "wanted.npy", np.flatnonzero(wanted))


def _cuts(pairs: Sequence[Path]) -> list[tuple[int, int]]:
    """Ranges of packed pairs, their ends included, of about equal size; all pairs of one left document in one."""
    held = [arrays.load(path) for path in pairs]
    ranges = max(1, -(-sum(map(len, held)) // RANGE_PAIRS))
    lefts = np.sort(np.concatenate([one[:: min(ranges, 64)] >> np.uint64(32) for one in held]))
    inner = sorted({int(lefts[len(lefts) * i // ranges]) for i in range(1, ranges)} - {0})
    edges = [0, *inner, 1 << 32]
    return [(low << 32, (high << 32) - 1) for low, high in pairwise(edges)]


def _shingle(group: Group, *, corpus: Corpus) -> None:
    """Leave the sets of shingles of the documents of a group that stand in pairs."""
    wanted = arrays.load(corpus.work / "wanted.npy")
    first, made = group.first, []
    for name, size in group.parts:
        begin, end = np.searchsorted(wanted, [first, first + size])
        if begin < end:
            texts = store.cells(corpus.documents / name, "text", (wanted[begin:end] - first).tolist())
            made.append(minhash.shingle_sets(minhash.encoded(texts), corpus.params.shingle_words))
        first += size
    sets = ragged.stack(made)
    arrays.save(corpus.path("values", group.number), sets.values)
    arrays.save(corpus.path("bounds", group.number), sets.bounds)


def _verify(task: tuple[int, int, int], *, corpus: Corpus, pairs: Sequence[Path]) -> int:
    """Leave the edges among a range of pairs, its ends included, and tell how many pairs there were."""
    number, low, high = task
    held = [arrays.load(path) for path in pairs]
    own = np.unique(np.concatenate([one[between(one, low, high)] for one in held]))
    rows, sets = arrays.load(corpus.work / "rows.npy"), _Sets(corpus)
    edges = [np.empty(0, _EDGE)]
    for begin in range(0, len(own), BLOCK_PAIRS):
        left, right = buckets.unpack(own[begin : begin + BLOCK_PAIRS])
        needed, ends = np.unique(np.concatenate([rows[left], rows[right]]), return_inverse=True)
        alike = similarity.jaccard(sets.take(needed), ends[: len(left)], ends[len(left) :])
        block = np.empty(len(left), _EDGE)
        block["left"], block["right"], block["similarity"] = left, right, alike
        edges.append(block[alike >= corpus.params.threshold])
    arrays.save(corpus.path("edges", number), np.concatenate(edges))
    return len(own)


class _Sets:
    """The sets of shingles that the groups left, by row of the corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._wanted = arrays.load(corpus.work / "wanted.npy")
        self._starts = np.searchsorted(self._wanted, [group.first for group in corpus.groups])

    def take(self, rows: NDArray[np.uint32]) -> ragged.Ragged:
        """The sets of some rows, which are in order."""
        places = np.searchsorted(self._wanted, rows)
        groups = np.searchsorted(self._starts, places, "right") - 1
        taken = []
        for i in np.unique(groups).tolist():
            # Opened anew each time: a map that is closed holds no memory.
            held = ragged.Ragged(*(arrays.load(self._corpus.path(name, i)) for name in ("values", "bounds")))
            taken += [held.row(place) for place in (places[groups == i] - self._starts[i]).tolist()]
        return ragged.from_rows(taken)
