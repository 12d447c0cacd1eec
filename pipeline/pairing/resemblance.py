"""Which documents of a corpus resemble documents of which nothing but the signature is at hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from pipeline import arrays
from pipeline.minhash import bands, buckets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from pipeline.engine import Engine
    from pipeline.pairing.layout import Corpus, Group


def resembling(corpus: Corpus, signatures: NDArray[np.uint32], engine: Engine) -> Iterator[tuple[int, int]]:
    """Pairs of a row of ``signatures`` and the rank of a document whose signature is as similar as the threshold asks.

    Candidates of the corpus must have been found before: its band keys are used again.
    """
    keys = bands.keys(signatures, bands=corpus.params.bands, rows=corpus.params.rows).ravel()
    order = np.argsort(keys)
    arrays.save(corpus.work / "others.npy", signatures)
    arrays.save(corpus.work / "other_keys.npy", keys[order])
    arrays.save(corpus.work / "other_owners.npy", order // corpus.params.bands)
    for pairs in engine.map(partial(_resemble, corpus=corpus), corpus.groups):
        yield from pairs


def _resemble(group: Group, *, corpus: Corpus) -> list[tuple[int, int]]:
    keys, owners = (arrays.load(corpus.path(name, group.number)) for name in ("keys", "owners"))
    other_keys, other_owners = (arrays.load(corpus.work / f"other_{name}.npy") for name in ("keys", "owners"))
    begin, end = (np.searchsorted(other_keys, keys, side) for side in ("left", "right"))
    meetings = end - begin
    # The places from begin to end of each key, one after the other.
    places = np.arange(meetings.sum()) + (begin - np.cumsum(meetings) + meetings).repeat(meetings)
    met = np.unique(buckets.pack(other_owners[places].astype(np.uint32), owners.repeat(meetings)))
    left, right = buckets.unpack(met)
    own = corpus.signatures().take(arrays.load(corpus.work / "rows.npy")[right])
    alike = buckets.agreement(arrays.load(corpus.work / "others.npy")[left], own) >= corpus.params.threshold
    return list(zip(left[alike].tolist(), right[alike].tolist(), strict=True))
