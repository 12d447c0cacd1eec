"""Candidate pairs: groups of parts leave sorted band keys, and each range of keys is taken from all groups."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from pipeline import arrays, store
from pipeline.minhash import bands, buckets
from pipeline.pairing.layout import UNRANKED, between

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.engine import Engine
    from pipeline.pairing.layout import Corpus, Group

# Band keys of a task: the number bounds memory and changes no pair.
RANGE_KEYS = 2_000_000


def candidates(corpus: Corpus, engine: Engine) -> list[Path]:
    """Files of packed pairs that share a key and are similar by their signatures; a pair may stand in several."""
    keys = sum(engine.map(partial(_band, corpus=corpus), corpus.groups))
    ranges = max(1, -(-keys // RANGE_KEYS))
    cuts = [(i << 64) // ranges for i in range(ranges + 1)]
    tasks = [(i, low, high - 1) for i, (low, high) in enumerate(pairwise(cuts))]
    return list(engine.map(partial(_collect, corpus=corpus), tasks))


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


def _collect(task: tuple[int, int, int], *, corpus: Corpus) -> Path:
    """Leave the candidate pairs of a range of keys, its ends included."""
    number, low, high = task
    keys, owners = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
    for group in corpus.groups:
        held = arrays.load(corpus.path("keys", group.number))
        inside = between(held, low, high)
        keys.append(held[inside])
        owners.append(arrays.load(corpus.path("owners", group.number))[inside])
    stack = corpus.signatures()
    rows = arrays.load(corpus.work / "rows.npy")

    def estimate(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.float64]:
        return buckets.agreement(stack.take(rows[left]), stack.take(rows[right]))

    within = buckets.limits(corpus.params.threshold, corpus.hashes)
    pairs = buckets.candidates(np.concatenate(keys), np.concatenate(owners), estimate, within)
    arrays.save(corpus.path("pairs", number), pairs)
    return corpus.path("pairs", number)
