"""Find copies, keep one of each cluster, and give every cluster its split."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import folding, ids, partition, store
from pipeline.errors import DataError
from pipeline.tally import Tally
from schemas.duplicates import DUPLICATES
from schemas.stages import CLEAN, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params


class Copy(NamedTuple):
    """A document as the choice of a keeper sees it: of two copies the smaller one, in this order, stays."""

    priority: int
    published: str
    minus_length: int
    doc_id: str


class Verdict(NamedTuple):
    """What becomes of a document: its cluster, and, if it goes, for whom, how found and how alike."""

    cluster: str
    kept: str | None
    method: str
    similarity: float


def run(documents: Path, out: Path, *, params: Params, engine: Engine) -> Tally:
    """Remove all but one document of each cluster."""
    names = store.part_names(documents / CLEAN.name)
    copies, keys = _read(documents)
    verdicts = _verdicts(copies, keys)
    with store.new_folder(out) as fresh:
        divide = partial(
            _divide, source=documents / CLEAN.name, out=fresh, verdicts=verdicts, shares=params.split.shares.model_dump()
        )
        total = sum(engine.map(divide, names), Tally())
    _alarm(total, params)
    return total


def _read(documents: Path) -> tuple[dict[str, Copy], dict[str, list[str]]]:
    """Every document as a copy, and the documents of each folded text."""
    copies, keys = {}, defaultdict(list)
    columns = ("doc_id", "priority", "published", "text")
    for part in store.read(documents / CLEAN.name, CLEAN):
        for doc_id, priority, published, text in zip(*(part[name].to_pylist() for name in columns), strict=True):
            copies[doc_id] = Copy(priority, str(published or "9999"), -len(text), doc_id)
            keys[folding.key(text)].append(doc_id)
    return copies, keys


def _verdicts(copies: Mapping[str, Copy], keys: Mapping[str, list[str]]) -> dict[str, Verdict]:
    verdicts = {}
    for members in keys.values():
        keeper = min(copies[doc_id] for doc_id in members).doc_id
        cluster = ids.cluster_id(keeper)
        for doc_id in members:
            verdicts[doc_id] = Verdict(cluster, None if doc_id == keeper else keeper, "exact", 1.0)
    return verdicts


def _divide(
    name: str, *, source: Path, out: Path, verdicts: Mapping[str, Verdict], shares: Mapping[str, float]
) -> Tally:
    part = store.read_part(source / name, CLEAN)
    of_rows = [verdicts[doc_id] for doc_id in part["doc_id"].to_pylist()]
    clusters = pa.array([verdict.cluster for verdict in of_rows], pa.string())
    splits = pa.array([partition.split_of(verdict.cluster, shares) for verdict in of_rows], pa.string())
    whole = part.append_column("duplicate_cluster_id", clusters).append_column("split", splits)
    kept = whole.filter(pa.array([verdict.kept is None for verdict in of_rows]))
    store.write_part(out / UNIQUE.name / name, kept.select(UNIQUE.names).cast(UNIQUE.arrow), UNIQUE)
    removed = [
        {
            "removed_doc_id": doc_id,
            "removed_key": key,
            "kept_doc_id": verdict.kept,
            "method": verdict.method,
            "similarity": verdict.similarity,
            "duplicate_cluster_id": verdict.cluster,
        }
        for doc_id, key, verdict in zip(part["doc_id"].to_pylist(), part["key"].to_pylist(), of_rows, strict=True)
        if verdict.kept is not None
    ]
    store.write_part(out / DUPLICATES.name / name, DUPLICATES.rows(removed), DUPLICATES)
    tally = Tally(read=len(part), kept=len(kept), merged=len(removed), made=len(kept))
    tally.measures.update(f"method.{row['method']}" for row in removed)
    tally.measures.update({f"split.{split}": pc.sum(pc.equal(kept["split"], split)).as_py() or 0 for split in shares})
    return tally


def _alarm(tally: Tally, params: Params) -> None:
    limit = params.deduplicate.max_removed_share
    if tally.merged > limit * tally.read:
        raise DataError(
            f"deduplicate: {tally.merged} of {tally.read} documents would be removed, more than "
            f"deduplicate.max_removed_share = {limit} allows. Look at the duplicates, then raise the limit."
        )
