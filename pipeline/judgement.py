"""Judge a whole corpus from the sketches of its documents: rank them, find the copies, decide who stays."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import arrays, folding, pairing, ranking, store, verdicts
from pipeline.errors import DataError
from pipeline.precedence import NONE
from pipeline.removal import Removal
from schemas.signatures import SKETCHES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.engine import Engine
    from pipeline.pairing import Corpus
    from pipeline.precedence import Earlier
    from pipeline.verdicts import Verdicts

_NO_DATE = np.iinfo(np.int32).max

# Published documents that are gone and compared at once.
_BLOCK = 100_000


class Judgement(NamedTuple):
    """The verdicts, the rank of each row of the corpus, what would be removed, and further counts."""

    verdicts: Verdicts
    ranks: NDArray[np.uint32]
    removal: Removal
    measures: dict[str, int]


class _Ranked(NamedTuple):
    """The order of a corpus: by rank who equals whom, the places of those published before, and names of sources."""

    representatives: NDArray[np.uint32]
    places: NDArray[np.int64]
    sources: list[str]


def judge(corpus: Corpus, earlier: Earlier, engine: Engine) -> Judgement:
    """Judge every document of the corpus."""
    representatives, places, sources = _rank(corpus, earlier, engine)
    found = pairing.find(corpus, engine)
    labels, keepers = verdicts.decide(representatives, found.edges, published=len(places))
    heirs = _heirs(corpus, labels, earlier, places, engine)
    numbers = arrays.load(corpus.work / "numbers.npy")
    decided = verdicts.Verdicts(numbers, representatives, labels, keepers, earlier, places, heirs)
    ranks = arrays.load(corpus.work / "ranks.npy")
    firsts, sizes = decided.clusters()
    largest = [(ranking.doc_id(numbers[first]), int(size)) for first, size in zip(firsts[:10], sizes[:10], strict=True)]
    documents, removed = _by_source(corpus, decided.removed()[ranks], sources)
    unsigned = int(np.count_nonzero(~earlier.signed(_gone(earlier, places))))
    measures = {
        "candidate_pairs": found.candidates,
        "clusters_of_copies": len(firsts),
        "published_documents": len(places),
        "published_clusters_carried_on": len(heirs),
        "published_gone_unsigned": unsigned,
    }
    return Judgement(decided, ranks, Removal(documents, removed, largest), measures)


def _rank(corpus: Corpus, earlier: Earlier, engine: Engine) -> _Ranked:
    """Rank the documents, and leave on disk what is not needed to join edges.

    Takes about 100 bytes for each document at its height: its id, source and digests, and the columns that order it.
    """
    held = store.read_whole(corpus.sketches, SKETCHES, [name for name in SKETCHES.names if name != "signature"])
    numbers = ranking.numbers(held["doc_id"])
    places = earlier.places(numbers)
    rows = _order(held, numbers, earlier.seniority(places))
    ranks = ranking.inverse(rows)
    representatives = ranking.representatives(_keys(corpus, held, engine)[rows])
    compared = representatives == np.arange(len(rows), dtype=np.uint32)
    compared &= held["words_digest"].to_numpy()[rows] != 0
    sources = pc.dictionary_encode(held["source_id"].combine_chunks())
    for name, array in (
        ("rows", rows),
        ("ranks", ranks),
        ("compared", np.where(compared[ranks], ranks, np.uint32(pairing.UNRANKED))),
        ("numbers", numbers[rows]),
        ("sources", sources.indices.to_numpy()),
    ):
        arrays.save(corpus.work / f"{name}.npy", array)
    published = np.count_nonzero(places != NONE)
    return _Ranked(representatives, places[rows[:published]], sources.dictionary.to_pylist())


def _by_source(corpus: Corpus, removed: NDArray[np.bool_], names: list[str]) -> Iterator[dict[str, int]]:
    """Documents, then removed documents, of each source."""
    sources = arrays.load(corpus.work / "sources.npy")
    for some in (sources, sources[removed]):
        yield dict(zip(names, np.bincount(some, minlength=len(names)).tolist(), strict=True))


def _order(held: pa.Table, numbers: NDArray[np.uint64], seniority: NDArray[np.int32]) -> NDArray[np.uint32]:
    days = pc.fill_null(pc.cast(held["published"], pa.int32()), _NO_DATE)
    merits = ranking.Merits(
        seniority, held["priority"].to_numpy(), days.to_numpy(), -held["length"].to_numpy(), numbers
    )
    return ranking.order(merits)


def _keys(corpus: Corpus, held: pa.Table, engine: Engine) -> NDArray[np.uint64]:
    """A digest of each text that equal texts share; those of the same words are folded to see whether they are."""
    keys: NDArray[np.uint64] = held["text_digest"].to_numpy().copy()
    rows = np.flatnonzero(ranking.doubtful(held["words_digest"].to_numpy(), keys))
    tasks = []
    for group in corpus.groups:
        first = group.first
        for name, size in group.parts:
            begin, end = np.searchsorted(rows, [first, first + size])
            if begin < end:
                tasks.append((corpus.documents / name, rows[begin:end] - first))
            first += size
    keys[rows] = np.concatenate([np.empty(0, np.uint64), *engine.map(_folded, tasks)])
    return keys


def _folded(task: tuple[Path, NDArray[np.int64]]) -> NDArray[np.uint64]:
    """Digests of the folded texts of some rows of a part."""
    path, rows = task
    texts = store.cells(path, "text", rows.tolist())
    digests = [blake2b(folding.key(text).encode(), digest_size=8).digest() for text in texts]
    return np.frombuffer(b"".join(digests), "<u8").astype(np.uint64)


def _heirs(
    corpus: Corpus, labels: NDArray[np.uint32], earlier: Earlier, places: NDArray[np.int64], engine: Engine
) -> dict[int, int]:
    """The clusters of new documents alone that resemble a published document which is gone: they carry on its cluster.

    Its text is gone too, so the similarity is that of the signatures; nothing is removed for an estimate.
    """
    gone = _gone(earlier, places)
    gone = gone[earlier.signed(gone)]
    heirs: dict[int, int] = {}
    for begin in range(0, len(gone), _BLOCK):
        some = gone[begin : begin + _BLOCK]
        signatures = _matrix(earlier.signatures(some), corpus.hashes)
        for row, rank in pairing.resembling(corpus, signatures, engine):
            first = int(labels[rank])
            if first >= len(places):
                heirs[first] = min(heirs.get(first, len(earlier)), int(some[row]))
    return heirs


def _gone(earlier: Earlier, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of published documents that are not in the corpus."""
    return np.setdiff1d(np.arange(len(earlier)), places)


def _matrix(signatures: list[bytes], hashes: int) -> NDArray[np.uint32]:
    if any(len(signature) != 4 * hashes for signature in signatures):
        raise DataError(
            "deduplicate: the published documents have signatures of another size than bands * rows = "
            f"{hashes}; restore these parameters, or take signatures anew for the ledger."
        )
    return np.frombuffer(b"".join(signatures), "<u4").reshape(-1, hashes)
