"""How many documents hold each sentence: counted over the whole corpus, in tasks that hold a bounded number of texts.

Each part leaves the digests of its texts, once for each document, in order; each range of digests is then taken from
all parts and counted; each part looks up its own. What the tasks leave for one another are arrays on disk, 8 bytes for
each text of a document: no memory grows with the corpus.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline import arrays, store
from schemas.stages import REPEATED, SEGMENTS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.engine import Engine

    Keys = NDArray[np.uint64]

# Digests that one task counts: 8 bytes each, some four times in memory.
_RANGE = 8_000_000


@dataclass(frozen=True)
class _Count:
    """Where the sentences lie, where arrays and results go, and in how many ranges digests are counted."""

    sentences: Path
    work: Path
    out: Path
    ranges: int = 1

    def keys(self, name: str) -> Path:
        return self.work / f"{name}.npy"

    def repeated(self, number: int) -> tuple[Path, Path]:
        return self.work / f"repeated-{number}.npy", self.work / f"counts-{number}.npy"

    def bounds(self, number: int) -> Keys:
        """The first digest of a range and the last."""
        width = (1 << 64) // self.ranges
        last = (1 << 64) - 1 if number == self.ranges - 1 else (number + 1) * width - 1
        return np.array([number * width, last], np.uint64)


def count(sentences: Path, out: Path, engine: Engine, most: int = _RANGE) -> int:
    """Write the table ``REPEATED`` below ``out`` with the parts of ``sentences``; give the number of such texts.

    ``most`` digests are counted at once; that changes nothing but the memory.
    """
    names = store.part_names(sentences)
    work = out / "work"
    plan = _Count(sentences, work, out / REPEATED.name)
    total = sum(engine.map(partial(_leave_keys, plan=plan), names))
    plan = replace(plan, ranges=max(1, -(-total // most)))
    found = sum(engine.map(partial(_leave_repeated, plan=plan, names=names), range(plan.ranges)))
    for _ in engine.map(partial(_write, plan=plan), names):
        pass
    shutil.rmtree(work)
    return found


def _leave_keys(name: str, *, plan: _Count) -> int:
    rows = store.read_columns(plan.sentences / name, SEGMENTS, ["doc_id", "text_key"])
    keys = rows["text_key"].to_numpy()
    owners = rows["doc_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    first = np.ones(len(keys), bool)
    first[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    arrays.save(plan.keys(name), keys[first])
    return int(first.sum())


def _leave_repeated(number: int, *, plan: _Count, names: list[str]) -> int:
    bounds = plan.bounds(number)
    cuts = []
    for name in names:
        keys = arrays.load(plan.keys(name))
        start, end = np.searchsorted(keys, bounds[0], "left"), np.searchsorted(keys, bounds[1], "right")
        cuts.append(np.array(keys[start:end]))
    keys, counts = np.unique(np.concatenate([np.empty(0, np.uint64), *cuts]), return_counts=True)
    more = counts > 1
    for path, array in zip(plan.repeated(number), (keys[more], counts[more]), strict=True):
        arrays.save(path, array)
    return int(more.sum())


def _write(name: str, *, plan: _Count) -> None:
    rows = store.read_columns(plan.sentences / name, SEGMENTS, ["sentence_id", "doc_id", "text_key"])
    counts = np.zeros(len(rows), np.int32)
    keys = rows["text_key"].to_numpy()
    for number in range(plan.ranges):
        repeated, held = map(arrays.load, plan.repeated(number))
        if len(repeated):
            places = np.minimum(np.searchsorted(repeated, keys), len(repeated) - 1)
            found = repeated[places] == keys
            counts[found] = held[places[found]]
    whole = rows.drop_columns("text_key").append_column("n_documents", pa.array(counts))
    more = whole.filter(pa.array(counts > 0))
    store.write_part(plan.out / name, more.select(REPEATED.names).cast(REPEATED.arrow), REPEATED)
