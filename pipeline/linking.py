"""Find the links of a corpus in parts: tasks leave arrays for one another, and none holds more than a few parts.

Groups of work follow one another over the same parts. First each part leaves its statements and the numbers of their
terms; with the counts of all terms it leaves postings; each range of keys is taken from all postings and leaves pairs;
each part takes the pairs whose first claim is its own, and compares them. How the work is cut changes no link.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from pipeline import arrays, ids, links, store
from pipeline.links import candidates
from pipeline.links.weights import Weights
from pipeline.tally import Tally
from schemas.claim_links import LINKS
from schemas.stages import ANNOTATED_CLAIMS, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.engine import Engine
    from pipeline.links.comparison import Tolerances
    from pipeline.links.statement import Statement
    from pipeline.params import Link

ANNOTATOR = "claimset"
# Sizes of tasks: they bound memory and change no link.
_RANGE_KEYS = 4_000_000
_BLOCK_PAIRS = 20_000
# Statements that a task keeps at hand.
_AT_HAND = 50_000
_OF_CLAIM = ("claim_id", "doc_id", "text", "start", "claimer", "quantities", "dates", "entities")
_OF_DOCUMENT = ("source_id", "duplicate_cluster_id", "published")


class Part(NamedTuple):
    """A part of the claims: its number, its file name, and the rows of its first claim and of that after its last."""

    number: int
    name: str
    first: int
    following: int


@dataclass(frozen=True)
class Corpus:
    """Where documents and claims lie, where tasks leave their arrays, and what decides a link."""

    documents: Path
    claims: Path
    work: Path
    out: Path
    parts: tuple[Part, ...]
    params: Link
    apart: frozenset[tuple[str, str]]
    version: str

    @property
    def size(self) -> int:
        """Claims of all parts."""
        return self.parts[-1].following if self.parts else 0

    def path(self, name: str, number: int = 0) -> Path:
        """What one task leaves under this name."""
        return self.work / name / f"{number}.npy"

    def stack(self, name: str) -> arrays.Stack:
        """The arrays that the parts left, by row."""
        starts = np.array([part.first for part in self.parts], np.int64)
        return arrays.Stack([self.path(name, part.number) for part in self.parts], starts)

    def weights(self) -> Weights:
        """The weights of the terms of all parts."""
        return Weights(arrays.load(self.path("terms")), arrays.load(self.path("counts")), self.size)


def find(corpus: Corpus, engine: Engine) -> Tally:
    """Write the links of the claims of each part with claims of this and of later parts."""
    _count(corpus, list(engine.map(partial(_read, corpus=corpus), corpus.parts)))
    keys = sum(engine.map(partial(_post, corpus=corpus), corpus.parts))
    ranges = max(1, -(-keys // _RANGE_KEYS))
    for _ in engine.map(partial(_collect, corpus=corpus, ranges=ranges), range(ranges)):
        pass
    return sum(engine.map(partial(_compare, corpus=corpus, ranges=ranges), corpus.parts), Tally())


def _read(part: Part, *, corpus: Corpus) -> int:
    """Leave the claims of a part with what their documents add, the numbers of their terms, and how many each has."""
    stated = store.read_part(corpus.claims / part.name, ANNOTATED_CLAIMS).select(_OF_CLAIM)
    of_documents = store.read_part(corpus.documents / part.name, UNIQUE).select(("doc_id", *_OF_DOCUMENT))
    places = pa.compute.index_in(stated["doc_id"], value_set=of_documents["doc_id"].combine_chunks())
    for name in _OF_DOCUMENT:
        stated = stated.append_column(name, of_documents[name].take(places))
    arrays.save_rows(corpus.path("claims", part.number), stated)
    statements = [links.statement.of(row) for row in _rows(stated)]
    owned = [candidates.numbers(one) for one in statements]
    flat = np.array([number for one in owned for number in one], np.uint64)
    arrays.save(corpus.path("flat", part.number), flat)
    arrays.save(corpus.path("sizes", part.number), np.array([len(one) for one in owned], np.int64))
    texts = [links.wording.folded(one.text) for one in statements]
    arrays.save(corpus.path("texts", part.number), np.array([links.terms.digest(one) for one in texts], np.uint64))
    return len(flat)


def _count(corpus: Corpus, sizes: list[int]) -> None:
    """Leave the terms that more than one claim holds, with the number of claims that hold each."""
    digests, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    for part, _ in zip(corpus.parts, sizes, strict=True):
        own, of_own = np.unique(arrays.load(corpus.path("flat", part.number)), return_counts=True)
        digests, places = np.unique(np.concatenate([digests, own]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([counts, of_own])).astype(np.int64)
    arrays.save(corpus.path("terms"), digests[counts > 1])
    arrays.save(corpus.path("counts"), counts[counts > 1])


def _post(part: Part, *, corpus: Corpus) -> int:
    """Leave the rarest terms of each claim of a part, and its postings."""
    flat, sizes = (arrays.load(corpus.path(name, part.number)) for name in ("flat", "sizes"))
    chosen, heavy = candidates.rarest(flat, sizes, corpus.weights(), corpus.params.terms_per_claim)
    made = candidates.postings(chosen, arrays.load(corpus.path("texts", part.number)), part.first)
    for name, array in {"chosen": chosen, "heavy": heavy, **made._asdict()}.items():
        arrays.save(corpus.path(name, part.number), array)
    return len(made.keys)


def _collect(number: int, *, corpus: Corpus, ranges: int) -> None:
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


def _compare(part: Part, *, corpus: Corpus, ranges: int) -> Tally:
    """Write the links whose first claim, by row, stands in a part."""
    weights = corpus.weights()
    tolerances = links.Tolerances(corpus.params.round_tolerance, corpus.params.about_tolerance)
    statements = _Statements(corpus)
    made = []
    compared = 0
    of_ranges = [candidates.of_rows(arrays.load(corpus.path("pairs", i)), part.first, part.following) for i in range(ranges)]
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
    """The pairs that share enough of their rarest terms, or their text, to be worth a closer look."""
    chosen, heavy, texts = corpus.stack("chosen"), corpus.stack("heavy"), corpus.stack("texts")
    for begin in range(0, len(numbered), _BLOCK_PAIRS):
        left, right = candidates.split(numbered[begin : begin + _BLOCK_PAIRS])
        weight = candidates.shared_weight(chosen.take(left), chosen.take(right), heavy.take(left))
        near = (weight >= corpus.params.least_shared) | (texts.take(left) == texts.take(right))
        yield from zip(left[near].tolist(), right[near].tolist(), strict=True)


class _Statements:
    """The statements of the corpus by row; those used last are kept."""

    def __init__(self, corpus: Corpus) -> None:
        self._rows = arrays.Rows([corpus.path("claims", part.number) for part in corpus.parts])
        self._get = lru_cache(_AT_HAND)(self._read)

    def __getitem__(self, row: int) -> Statement:
        return self._get(row)

    def _read(self, row: int) -> Statement:
        return links.statement.of(self._rows[row])


def _rows(table: pa.Table) -> Iterator[Mapping[str, Any]]:
    for batch in table.to_batches(max_chunksize=1000):
        yield from batch.to_pylist()


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
