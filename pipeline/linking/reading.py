"""What each part leaves of its claims: statements with what their documents add, and the numbers of their terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import arrays, links, store
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.linking.layout import Corpus, Part

_OF_CLAIM = (
    *("claim_id", "sentence_id", "doc_id", "text", "start", "certainty"),
    *("claimer", "claimer_start", "claimer_end", "cue_start", "cue_end", "quantities", "dates", "entities"),
)
_OF_SENTENCE = ("kind", "block")
_OF_DOCUMENT = ("source_id", "duplicate_cluster_id", "published")
_NAMES = pa.list_(pa.string())
# What the claims of a document add to one another.
_ADDED = {
    "before": _NAMES,
    "repeated": pa.list_(pa.int32()),
    "claims": pa.int32(),
    "around": _NAMES,
    "lead": _NAMES,
    "days": _NAMES,
}


def read(part: Part, *, corpus: Corpus) -> None:
    """Leave the claims of a part with what their documents add, the numbers of their terms, and how many each has."""
    stated = _stated(part, corpus)
    columns, terms = links.together.gather(lambda: _rows(stated))
    for name, held in columns.items():
        stated = stated.append_column(name, pa.array(held, _ADDED[name]))
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
    return _with(stated, store.read_part(corpus.documents / part.name, UNIQUE), "doc_id", _OF_DOCUMENT)


def _with(rows: pa.Table, others: pa.Table, key: str, columns: tuple[str, ...]) -> pa.Table:
    """The rows with some columns of the table that their key names."""
    places = pc.index_in(rows[key], value_set=others[key].combine_chunks())
    for name in columns:
        rows = rows.append_column(name, others[name].take(places))
    return rows


def count(corpus: Corpus) -> None:
    """Leave the terms that more than one claim holds, with the number of claims that hold each."""
    digests, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    for part in corpus.parts:
        own, of_own = np.unique(arrays.load(corpus.path("flat", part.number)), return_counts=True)
        digests, places = np.unique(np.concatenate([digests, own]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([counts, of_own])).astype(np.int64)
    arrays.save(corpus.path("terms"), digests[counts > 1])
    arrays.save(corpus.path("counts"), counts[counts > 1])


def _rows(table: pa.Table) -> Iterator[Mapping[str, Any]]:
    for batch in table.to_batches(max_chunksize=1000):
        yield from batch.to_pylist()
