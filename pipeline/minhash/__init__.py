"""Near-copies among documents: MinHash signatures, banded buckets, and pairs verified by their true similarity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.minhash import bands as lsh
from pipeline.minhash import buckets, graph, ragged
from pipeline.minhash.shingling import sets, shingles
from pipeline.minhash.similarity import jaccard
from pipeline.minhash.sketching import blocks, sketch
from pipeline.minhash.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipeline.minhash.ragged import Ragged

__all__ = ["clusters", "edges", "signatures"]

# Pairs whose sets are held at once.
_BLOCK_PAIRS = 10_000


def signatures(texts: Sequence[str], *, shingle_words: int = 5, hashes: int = 120) -> NDArray[np.uint32]:
    """The MinHash signature of each text, as rows of ``hashes`` numbers.

    The share of equal places in two rows estimates the Jaccard similarity of the texts' word shingles. A text without
    words has the greatest number in every place.
    """
    return sketch(encoded(texts), shingle_words=shingle_words, hashes=hashes).signatures


def clusters(
    texts: Sequence[str], *, threshold: float = 0.8, shingle_words: int = 5, bands: int = 20, rows: int = 6
) -> NDArray[np.uint32]:
    """The cluster of each text, named by the place of its first text: those joined by edges, directly or by a chain."""
    found = edges(texts, threshold=threshold, shingle_words=shingle_words, bands=bands, rows=rows)
    labels = graph.alone(len(texts))
    graph.join(labels, [found])
    return labels


def edges(
    texts: Sequence[str], *, threshold: float = 0.8, shingle_words: int = 5, bands: int = 20, rows: int = 6
) -> graph.Edges:
    """Pairs of texts, by place, whose true Jaccard similarity on word shingles reaches the threshold.

    Of the pairs at a similarity s the share 1 - (1 - s^rows)^bands is found: 0.998 of those at 0.8.
    """
    documents = encoded(texts)
    signature = sketch(documents, shingle_words=shingle_words, hashes=bands * rows).signatures
    wordless = (signature == 0xFFFFFFFF).all(axis=1)
    places = np.flatnonzero(~wordless).astype(np.uint32)
    pairs = buckets.candidates(
        lsh.keys(signature[places], bands=bands, rows=rows).ravel(),
        places.repeat(bands),
        lambda left, right: buckets.agreement(signature[left], signature[right]),
        buckets.limits(threshold, bands * rows),
    )
    verified = []
    for begin in range(0, len(pairs), _BLOCK_PAIRS):
        left, right = buckets.unpack(pairs[begin : begin + _BLOCK_PAIRS])
        needed, ends = np.unique(np.concatenate([left, right]), return_inverse=True)
        held = shingle_sets([documents[i] for i in needed], shingle_words)
        similarity = jaccard(held, ends[: len(left)], ends[len(left) :])
        verified.append(graph.Edges(left, right, similarity).at_least(threshold))
    return graph.stack(verified)


def encoded(texts: Sequence[str]) -> list[bytes]:
    """Texts as the UTF-8 that the modules of this package read; a lone surrogate is encoded as it is."""
    return [text.encode("utf-8", "surrogatepass") for text in texts]


def shingle_sets(documents: Sequence[bytes], shingle_words: int) -> Ragged:
    """The set of shingles of each document."""
    return ragged.stack([sets(shingles(tokens(documents[cut]), shingle_words)) for cut in blocks(documents)])
