"""Find the near-copies of a corpus in parts: tasks leave arrays for one another, and none holds more than a few parts.

A file-based shuffle, twice. Groups of parts leave sorted band keys; each range of keys is taken from all groups and
leaves candidate pairs. Groups leave the shingles of the documents in pairs; each range of pairs is taken from all
ranges of keys, verified, and leaves edges. Documents go by rank, so that how the work was cut changes no edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline import arrays, minhash, store
from pipeline.minhash import bands, buckets, graph, ragged, similarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.engine import Engine
    from pipeline.params import Deduplicate

# In the place of a rank: the document is compared with no other.
UNRANKED = 0xFFFFFFFF

# Sizes of tasks: they bound memory and change no edge.
_GROUP_ROWS = 10_000
_RANGE_KEYS = 2_000_000
_RANGE_PAIRS = 50_000
_BLOCK_PAIRS = 10_000

_EDGE = np.dtype([("left", "<u4"), ("right", "<u4"), ("similarity", "<f8")])


class Group(NamedTuple):
    """Parts that follow one another: their names and sizes, and the number of their first row in the corpus."""

    number: int
    first: int
    parts: tuple[tuple[str, int], ...]

    @property
    def rows(self) -> int:
        """Rows of all its parts."""
        return sum(size for _, size in self.parts)


@dataclass(frozen=True)
class Corpus:
    """Where the parts of a corpus lie, their sizes in order, where tasks leave their arrays, and what counts as near.

    ``work`` holds ``compared``, the rank of each row or ``UNRANKED``, and ``rows``, the row of each rank.
    """

    documents: Path
    sketches: Path
    work: Path
    sizes: Mapping[str, int]
    params: Deduplicate

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Parts put together so that a group is worth a task."""
        found: list[Group] = []
        for name, size in self.sizes.items():
            last = found[-1] if found else Group(-1, 0, ())
            if last.number >= 0 and last.rows + size <= _GROUP_ROWS:
                found[-1] = last._replace(parts=(*last.parts, (name, size)))
            else:
                found.append(Group(last.number + 1, last.first + last.rows, ((name, size),)))
        return tuple(found)

    @property
    def hashes(self) -> int:
        """Numbers in a signature."""
        return self.params.bands * self.params.rows

    def path(self, name: str, number: int) -> Path:
        """The array of this name that one task leaves."""
        return self.work / name / f"{number}.npy"

    def signatures(self) -> arrays.Stack:
        """The signatures that the groups left, by row."""
        starts = np.array([group.first for group in self.groups], np.int64)
        return arrays.Stack([self.path("signatures", group.number) for group in self.groups], starts)


class Pairing(NamedTuple):
    """What was found: how many pairs were candidates, and the files of the edges in their order."""

    candidates: int
    files: tuple[Path, ...]

    def edges(self) -> Iterator[graph.Edges]:
        """All edges, a bounded number at a time."""
        for path in self.files:
            held = arrays.load(path)
            for begin in range(0, len(held), _RANGE_PAIRS):
                some = held[begin : begin + _RANGE_PAIRS]
                yield graph.Edges(*(np.array(some[name]) for name in _EDGE.names or ()))


def find(corpus: Corpus, engine: Engine) -> Pairing:
    """Find all pairs of ranked documents whose true Jaccard similarity reaches the threshold."""
    keys = sum(engine.map(partial(_band, corpus=corpus), corpus.groups))
    ranges = max(1, -(-keys // _RANGE_KEYS))
    cuts = [(i << 64) // ranges for i in range(ranges + 1)]
    collect = partial(_collect, corpus=corpus)
    tasks = [(i, low, high - 1) for i, (low, high) in enumerate(pairwise(cuts))]
    pairs = sum(engine.map(collect, tasks))
    found = [corpus.path("pairs", i) for i in range(ranges)]
    _want(found, corpus)
    for _ in engine.map(partial(_shingle, corpus=corpus), corpus.groups):
        pass
    tasks = [(i, *cut) for i, cut in enumerate(_cuts(found, pairs))]
    verified = sum(engine.map(partial(_verify, corpus=corpus, pairs=found), tasks))
    return Pairing(verified, tuple(corpus.path("edges", i) for i in range(len(tasks))))


def resembling(corpus: Corpus, signatures: NDArray[np.uint32], engine: Engine) -> Iterator[tuple[int, int]]:
    """Pairs of a row of ``signatures`` and the rank of a document whose signature is as similar as the threshold asks.

    ``find`` must have run on the corpus.
    """
    arrays.save(corpus.work / "others.npy", signatures)
    for pairs in engine.map(partial(_resemble, corpus=corpus), corpus.groups):
        yield from pairs


def _band(group: Group, *, corpus: Corpus) -> int:
    """Leave the signatures of a group, its band keys in order, and whose they are."""
    read = (batch for name, _ in group.parts for batch in store.stream(corpus.sketches / name, ["signature"]))
    data = b"".join(signature for batch in read for signature in batch["signature"].to_pylist())
    signed = np.frombuffer(data, "<u4").reshape(-1, corpus.hashes)
    arrays.save(corpus.path("signatures", group.number), signed)
    ranks = arrays.load(corpus.work / "compared.npy")[group.first : group.first + group.rows]
    compared = ranks != UNRANKED
    keys = bands.keys(signed[compared], bands=corpus.params.bands, rows=corpus.params.rows).ravel()
    order = np.argsort(keys)
    arrays.save(corpus.path("keys", group.number), keys[order])
    arrays.save(corpus.path("owners", group.number), ranks[compared].repeat(corpus.params.bands)[order])
    return len(keys)


def _collect(task: tuple[int, int, int], *, corpus: Corpus) -> int:
    """Leave the candidate pairs of a range of keys, its ends included."""
    number, low, high = task
    keys, owners = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
    for group in corpus.groups:
        held = arrays.load(corpus.path("keys", group.number))
        inside = _between(held, low, high)
        keys.append(held[inside])
        owners.append(arrays.load(corpus.path("owners", group.number))[inside])
    stack = corpus.signatures()
    rows = arrays.load(corpus.work / "rows.npy")

    def estimate(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.float64]:
        return buckets.agreement(stack.take(rows[left]), stack.take(rows[right]))

    within = buckets.limits(corpus.params.threshold, corpus.hashes)
    pairs = buckets.candidates(np.concatenate(keys), np.concatenate(owners), estimate, within)
    arrays.save(corpus.path("pairs", number), pairs)
    return len(pairs)


def _resemble(group: Group, *, corpus: Corpus) -> list[tuple[int, int]]:
    """Compare the signatures of a group with those of others, which count as the first documents."""
    others = arrays.load(corpus.work / "others.npy")
    ranks = arrays.load(corpus.work / "compared.npy")[group.first : group.first + group.rows]
    own = arrays.load(corpus.path("signatures", group.number))[ranks != UNRANKED]
    both = np.concatenate([others, own])

    def estimate(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.float64]:
        return buckets.agreement(both[left], both[right])

    keys = bands.keys(both, bands=corpus.params.bands, rows=corpus.params.rows)
    owners = np.arange(len(both), dtype=np.uint32).repeat(corpus.params.bands)
    threshold = corpus.params.threshold
    pairs = buckets.candidates(keys.ravel(), owners, estimate, buckets.Limits(threshold, threshold))
    left, right = buckets.unpack(pairs)
    across = (left < len(others)) & (right >= len(others))
    found = ranks[ranks != UNRANKED][right[across] - len(others)]
    return list(zip(left[across].tolist(), found.tolist(), strict=True))


def _between(ordered: NDArray[np.uint64], low: int, high: int) -> slice:
    """Where the values from ``low`` to ``high`` stand, both included: one past the greatest is no uint64."""
    return slice(np.searchsorted(ordered, np.uint64(low)), np.searchsorted(ordered, np.uint64(high), "right"))


def _want(pairs: list[Path], corpus: Corpus) -> None:
    """Leave the rows, in order, of all documents that stand in a pair."""
    rows = arrays.load(corpus.work / "rows.npy")
    wanted = np.zeros(len(rows), bool)
    for path in pairs:
        for ranks in buckets.unpack(arrays.load(path)):
            wanted[rows[ranks]] = True
    arrays.save(corpus.work / "wanted.npy", np.flatnonzero(wanted))


def _cuts(pairs: list[Path], count: int) -> list[tuple[int, int]]:
    """Ranges of packed pairs, their ends included, of about equal size; all pairs of one left document in one."""
    ranges = max(1, -(-count // _RANGE_PAIRS))
    lefts = np.sort(np.concatenate([arrays.load(path)[:: min(ranges, 64)] >> np.uint64(32) for path in pairs]))
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


def _verify(task: tuple[int, int, int], *, corpus: Corpus, pairs: list[Path]) -> int:
    """Leave the edges among a range of pairs, its ends included, and tell how many pairs there were."""
    number, low, high = task
    held = [arrays.load(path) for path in pairs]
    own = np.unique(np.concatenate([one[_between(one, low, high)] for one in held]))
    rows, sets = arrays.load(corpus.work / "rows.npy"), _Sets(corpus)
    edges = [np.empty(0, _EDGE)]
    for begin in range(0, len(own), _BLOCK_PAIRS):
        left, right = buckets.unpack(own[begin : begin + _BLOCK_PAIRS])
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
