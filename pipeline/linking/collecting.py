"""Candidate pairs: each part leaves postings by key, and each range of keys is taken from all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline import arrays
from pipeline.links import candidates, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.linking.layout import Corpus, Part


def post(part: Part, *, corpus: Corpus) -> int:
    """Leave the rarest terms of each claim of a part, and its postings."""
    flat, sizes = (arrays.load(corpus.path(name, part.number)) for name in ("flat", "sizes"))
    weights = corpus.weights()
    rarest = candidates.rarest(flat, sizes, weights, corpus.params.terms_per_claim)
    texts = arrays.load(corpus.path("texts", part.number))
    made = candidates.postings(rarest, texts, part.first, weights.least(corpus.params.chance))
    subjects, shares = candidates.profiles(
        flat, sizes, arrays.load(corpus.path("owners", part.number)), weights, together.PROFILE
    )
    left = {"subjects": subjects, "shares": shares, **made._asdict()}
    corpus.leave(part.number, left)
    return len(made.keys)


def collect(number: int, *, corpus: Corpus, ranges: int) -> None:
    """Leave the candidate pairs of a range of keys."""
    low, high = (number << 64) // ranges, ((number + 1) << 64) // ranges - 1
    held: list[list[NDArray[np.uint64]]] = [[np.empty(0, np.uint64)] for _ in candidates.Postings._fields]
    for part in corpus.parts:
        keys = arrays.load(corpus.path("keys", part.number))
        inside = slice(np.searchsorted(keys, np.uint64(low)), np.searchsorted(keys, np.uint64(high), "right"))
        for of_field, name in zip(held, candidates.Postings._fields, strict=True):
            of_field.append(arrays.load(corpus.path(name, part.number))[inside])
    listed = candidates.Postings.ordered(*(np.concatenate(of_field) for of_field in held))
    arrays.save(corpus.path("pairs", number), candidates.pairs(listed, corpus.params.block, corpus.params.window))
