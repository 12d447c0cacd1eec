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
import pyarrow.compute as pc

from pipeline import arrays, ids, links, store
from pipeline.links import candidates
from pipeline.links.weights import Weights
from pipeline.tally import Tally
from schemas.claim_links import LINKS
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.engine import Engine
    from pipeline.links.statement import Statement
    from pipeline.params import Link

ANNOTATOR = "claimset"
# Sizes of tasks: they bound memory and change no link.
_RANGE_KEYS = 1_000_000
_BLOCK_PAIRS = 20_000
# Terms by which the subjects of two documents are compared.
_PROFILE = 30
# Statements that a task keeps at hand.
_AT_HAND = 10_000
_OF_CLAIM = (
    *("claim_id", "sentence_id", "doc_id", "text", "start", "certainty"),
    *("claimer", "claimer_start", "claimer_end", "cue_start", "cue_end", "quantities", "dates", "entities"),
)
_OF_SENTENCE = ("kind", "block")
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

    def leave(self, number: int, named: Mapping[str, NDArray[Any]]) -> None:
        """Write the arrays of one task."""
        for name, array in named.items():
            arrays.save(self.path(name, number), array)

    def stack(self, name: str) -> arrays.Stack:
        """The arrays that the parts left, by row."""
        starts = np.array([part.first for part in self.parts], np.int64)
        return arrays.Stack([self.path(name, part.number) for part in self.parts], starts)

    def weights(self) -> Weights:
        """The weights of the terms of all parts."""
        return Weights(arrays.load(self.path("terms")), arrays.load(self.path("counts")), self.size)


def find(corpus: Corpus, engine: Engine) -> Tally:
    """Write the links of the claims of each part with claims of this and of later parts."""
    for _ in engine.map(partial(_read, corpus=corpus), corpus.parts):
        pass
    _count(corpus)
    keys = sum(engine.map(partial(_post, corpus=corpus), corpus.parts))
    ranges = max(1, -(-keys // _RANGE_KEYS))
    for _ in engine.map(partial(_collect, corpus=corpus, ranges=ranges), range(ranges)):
        pass
    return sum(engine.map(partial(_compare, corpus=corpus, ranges=ranges), corpus.parts), Tally())


def _read(part: Part, *, corpus: Corpus) -> None:
    """Leave the claims of a part with what their documents add, the numbers of their terms, and how many each has."""
    stated = _stated(part, corpus)
    terms, told = [], []
    for statement in map(links.statement.of, _rows(stated)):
        terms.append(sorted(statement.terms))
        told.append(statement.told)
    owners = stated["doc_id"].to_pylist()
    repeated, claims = links.statement.repetition(owners, terms)
    stated = stated.append_column("repeated", pa.array(repeated, pa.list_(pa.int32())))
    stated = stated.append_column("claims", pa.array(claims, pa.int32()))
    settings = links.setting.of_documents(owners, told)
    for name in links.setting.Setting._fields:
        held = [sorted(getattr(setting, name)) for setting in settings]
        stated = stated.append_column(name, pa.array(held, pa.list_(pa.string())))
    arrays.save_rows(corpus.path("claims", part.number), stated)
    texts = [links.wording.folded(text) for text in stated["text"].to_pylist()]
    left = {
        "flat": np.array([links.terms.digest(term) for of_claim in terms for term in of_claim], np.uint64),
        "sizes": np.array([len(of_claim) for of_claim in terms], np.int64),
        "owners": stated["doc_id"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64),
        "texts": np.array([links.terms.digest(text) for text in texts], np.uint64),
    }
    corpus.leave(part.number, left)


def _stated(part: Part, corpus: Corpus) -> pa.Table:
    """The claims of a part, with what their sentences and documents add."""
    stated = store.read_part(corpus.claims / ANNOTATED_CLAIMS.name / part.name, ANNOTATED_CLAIMS).select(_OF_CLAIM)
    sentences = store.read_part(corpus.claims / ANNOTATED_SENTENCES.name / part.name, ANNOTATED_SENTENCES)
    stated = _with(stated, sentences, "sentence_id", _OF_SENTENCE)
    stated = _with(stated, store.read_part(corpus.documents / part.name, UNIQUE), "doc_id", _OF_DOCUMENT)
    before = links.dating.before(_rows(stated))
    return stated.append_column("before", pa.array(before, pa.list_(pa.string())))


def _with(rows: pa.Table, others: pa.Table, key: str, columns: tuple[str, ...]) -> pa.Table:
    """The rows with some columns of the table that their key names."""
    places = pc.index_in(rows[key], value_set=others[key].combine_chunks())
    for name in columns:
        rows = rows.append_column(name, others[name].take(places))
    return rows


def _count(corpus: Corpus) -> None:
    """Leave the terms that more than one claim holds, with the number of claims that hold each."""
    digests, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    for part in corpus.parts:
        own, of_own = np.unique(arrays.load(corpus.path("flat", part.number)), return_counts=True)
        digests, places = np.unique(np.concatenate([digests, own]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([counts, of_own])).astype(np.int64)
    arrays.save(corpus.path("terms"), digests[counts > 1])
    arrays.save(corpus.path("counts"), counts[counts > 1])


def _post(part: Part, *, corpus: Corpus) -> int:
    """Leave the rarest terms of each claim of a part, and its postings."""
    flat, sizes = (arrays.load(corpus.path(name, part.number)) for name in ("flat", "sizes"))
    weights = corpus.weights()
    rarest = candidates.rarest(flat, sizes, weights, corpus.params.terms_per_claim)
    texts = arrays.load(corpus.path("texts", part.number))
    made = candidates.postings(rarest, texts, part.first, weights.least(corpus.params.chance))
    subjects, shares = candidates.profiles(
        flat, sizes, arrays.load(corpus.path("owners", part.number)), weights, _PROFILE
    )
    left = {"subjects": subjects, "shares": shares, **made._asdict()}
    corpus.leave(part.number, left)
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
    tolerances = links.Tolerances(
        corpus.params.round_tolerance, corpus.params.about_tolerance, corpus.params.story_days
    )
    statements = _Statements(corpus)
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


class _Statements:
    """The statements of the corpus by row; those used last are kept."""

    def __init__(self, corpus: Corpus) -> None:
        self._rows = arrays.Rows([corpus.path("claims", part.number) for part in corpus.parts])
        self._get = lru_cache(_AT_HAND)(self._read)

    def __getitem__(self, row: int) -> Statement:
        return self._get(row)

    def _read(self, row: int) -> Statement:
        held = self._rows[row]
        return links.statement.of(held, held["repeated"], held["claims"])


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
