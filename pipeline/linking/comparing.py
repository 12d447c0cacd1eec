"""Links: each part takes the pairs whose first claim is its own, leaves out unlike documents, and compares the rest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline import arrays, ids, links, store
from pipeline.links import candidates
from pipeline.tally import Tally
from schemas.claim_links import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from pipeline.linking.layout import Corpus, Part
    from pipeline.links.statement import Statement

ANNOTATOR = "claimset"
# Pairs at a time, and statements that a task keeps at hand: they bound memory and change no link.
_BLOCK_PAIRS = 20_000
_AT_HAND = 10_000


def compare(part: Part, *, corpus: Corpus, ranges: int) -> Tally:
    """Write the links whose first claim, by row, stands in a part."""
    weights = corpus.weights()
    tolerances = links.Tolerances(
        corpus.params.round_tolerance, corpus.params.about_tolerance, corpus.params.story_days
    )
    statements = Statements(corpus)
    made = []
    compared = 0
    of_ranges = [
        candidates.of_rows(arrays.load(corpus.path("pairs", i)), part.first, part.following) for i in range(ranges)
    ]
    numbered = np.unique(np.concatenate([np.empty(0, np.uint64), *of_ranges]))
    for one, other in _promising(numbered, corpus):
        compared += 1
        a, b = sorted((statements[one], statements[other]))
        if (a.claim_id, b.claim_id) in corpus.apart:
            continue
        link = links.compare(a, b, weights, tolerances)
        if link is not None:
            made.append(_row(a, b, link, corpus.version))
    store.write_part(corpus.out / LINKS.name / part.name, LINKS.rows(made), LINKS)
    tally = Tally(read=part.following - part.first, kept=part.following - part.first, made=len(made))
    tally.measures.update({"candidates": len(numbered), "compared": compared})
    tally.measures.update(f"relation.{row['relation']}" for row in made)
    return tally


def _promising(numbered: NDArray[np.uint64], corpus: Corpus) -> Iterator[tuple[int, int]]:
    """The pairs of one text, of one document, or of two documents on one subject."""
    texts, owners = corpus.stack("texts"), _Owners(corpus)
    for begin in range(0, len(numbered), _BLOCK_PAIRS):
        left, right = candidates.split(numbered[begin : begin + _BLOCK_PAIRS])
        ours, theirs = owners.documents(left), owners.documents(right)
        near = (ours == theirs) | (texts.take(left) == texts.take(right))
        near[~near] = owners.alike(ours[~near], theirs[~near]) >= corpus.params.same_subject
        yield from zip(left[near].tolist(), right[near].tolist(), strict=True)


class _Owners:
    """The documents of the claims, numbered through all parts, and what they speak of."""

    def __init__(self, corpus: Corpus) -> None:
        paths = [[corpus.path(name, part.number) for part in corpus.parts] for name in ("subjects", "shares")]
        self._firsts = np.cumsum([0, *(len(arrays.load(path)) for path in paths[0])])
        self._subjects, self._shares = (arrays.Stack(of_parts, self._firsts[:-1]) for of_parts in paths)
        self._owners = corpus.stack("owners")
        self._starts = np.array([part.first for part in corpus.parts], np.int64)

    def documents(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The number of the document of each row."""
        parts = np.searchsorted(self._starts, rows, "right") - 1
        documents: NDArray[np.int64] = self._owners.take(rows) + self._firsts[parts]
        return documents

    def alike(self, ours: NDArray[np.int64], theirs: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosine of the profiles of pairs of documents."""
        some, others = ((self._subjects.take(of_side), self._shares.take(of_side)) for of_side in (ours, theirs))
        return candidates.products(some, others)


class Statements:
    """The statements of the corpus by row; those used last are kept."""

    def __init__(self, corpus: Corpus) -> None:
        self._rows = arrays.Rows([corpus.path("claims", part.number) for part in corpus.parts])
        self._get = lru_cache(_AT_HAND)(self._read)

    def __getitem__(self, row: int) -> Statement:
        return self._get(row)

    def _read(self, row: int) -> Statement:
        held = self._rows[row]
        return links.statement.of(held, held["repeated"], held["claims"])


def _row(a: Statement, b: Statement, link: links.Link, version: str) -> dict[str, Any]:
    return {
        "link_id": ids.content_id("l", a.claim_id, b.claim_id),
        "claim_id_a": a.claim_id,
        "claim_id_b": b.claim_id,
        "relation": link.relation,
        "basis": list(link.basis),
        "score": link.score,
        "independent": links.independent(a, b),
        "evidence": link.evidence,
        "annotator": ANNOTATOR,
        "annotator_version": version,
    }
