"""Laws of the corpus as a whole: splits, repeated sentences, and that nothing is lost."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.quality.failing import failing
from schemas.table import Failure

if TYPE_CHECKING:
    from numpy.typing import NDArray


def leaks(clusters: pa.ChunkedArray, splits: pa.ChunkedArray) -> list[Failure]:
    """Clusters of near-copies that stand in more than one split."""
    pairs = pa.table({"cluster": clusters, "split": splits}).group_by(["cluster", "split"]).aggregate([])
    counts = pc.value_counts(pairs["cluster"])
    return failing(
        "documents",
        "a duplicate cluster stays in one split",
        counts.filter(pc.greater(counts.field("counts"), 1)).field(0),
    )


def accounts(items: int, documents: int, duplicates: int, exclusions: int) -> list[Failure]:
    """Nothing is lost: every raw item is a document, a duplicate or an exclusion."""
    ends = documents + duplicates + exclusions
    if items == ends:
        return []
    detail = f"{items} raw items, {documents} documents, {duplicates} duplicates, {exclusions} exclusions"
    return [Failure("documents", "raw items = documents + duplicates + exclusions", abs(items - ends), (detail,))]


class Repetition:
    """Whether each sentence states how many documents hold it; takes 20 bytes per sentence."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._keys: list[NDArray[np.uint64]] = []
        self._stated: list[NDArray[np.int32]] = []
        self._ids: list[NDArray[np.uint64]] = []
        self._withheld = False

    def add(self, sentences: pa.Table) -> None:
        """Take note of all the sentences of some documents."""
        shown = sentences.filter(pc.not_equal(sentences["text"], ""))
        self._withheld |= len(shown) < len(sentences)
        measures = [("n_documents", "max"), ("n_documents", "min"), ("sentence_id", "min")]
        once = shown.group_by(["doc_id", "text"]).aggregate(measures)
        digests = (blake2b(text.encode(), digest_size=8).digest() for text in once["text"].to_pylist())
        self._keys.append(np.array([int.from_bytes(digest) for digest in digests], np.uint64))
        self._ids.append(np.array([int(one[1:], 16) for one in once["sentence_id_min"].to_pylist()], np.uint64))
        # Two of one text in one document that state different numbers: neither can stand.
        agreed = pc.equal(once["n_documents_min"], once["n_documents_max"])
        stated = pc.if_else(agreed, once["n_documents_max"], 0)
        self._stated.append(stated.to_numpy().astype(np.int32))

    def failures(self) -> list[Failure]:
        """Sentences that state another number; where texts are withheld, those that state too small a one."""
        if not self._keys:
            return []
        stated = np.concatenate(self._stated)
        _, places, counts = np.unique(np.concatenate(self._keys), return_inverse=True, return_counts=True)
        held = counts[places]
        wrong = (stated < held) if self._withheld else (stated != held)
        named = [f"s{one:016x}" for one in np.concatenate(self._ids)[wrong].tolist()]
        return failing("sentences", "n_documents == documents with this text", named)
