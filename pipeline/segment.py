"""Divide documents into units."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pipeline import alignment, ids, parts, segmentation
from pipeline.tally import Tally
from schemas.stages import SEGMENTS, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params


def run(documents: Path, out: Path, *, params: Params, engine: Engine) -> Tally:  # noqa: ARG001  # it has none
    """Segment every document."""
    return parts.run(step, {documents / UNIQUE.name: UNIQUE}, out, (SEGMENTS,), version="segment", engine=engine)


def step(tables: Mapping[str, pa.Table], /) -> tuple[dict[str, pa.Table], Tally]:
    """Segment some documents."""
    documents = tables[UNIQUE.name]
    doc_ids = documents["doc_id"].to_pylist()
    aligned = alignment.of_column(documents["alignment"].combine_chunks())
    texts = zip(doc_ids, documents["text"].to_pylist(), aligned, strict=True)
    # Columns, not rows: a dictionary for each unit would take half of the time.
    columns: dict[str, list[Any]] = {name: [] for name in SEGMENTS.names}
    for doc_id, text, runs in parts.each(doc_ids, texts):
        for name, values in _units(doc_id, text, runs).items():
            columns[name] += values
    rows = pa.Table.from_pydict(columns, SEGMENTS.arrow)
    tally = Tally(read=len(documents), kept=len(documents), made=len(rows))
    tally.measures.update(f"kind.{kind}" for kind in columns["kind"])
    return {SEGMENTS.name: rows}, tally


def _units(doc_id: str, text: str, runs: alignment.Alignment) -> dict[str, Sequence[Any]]:
    """The columns of the units of a document."""
    units = segmentation.units(text)
    starts, ends = [unit.start for unit in units], [unit.end for unit in units]
    raw_starts, raw_ends = alignment.raw_spans(runs, np.array(starts, np.int64), np.array(ends, np.int64))
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return {
        "sentence_id": ids.sentence_ids(doc_id, texts),
        "doc_id": [doc_id] * len(units),
        "position": range(len(units)),
        "block": [unit.block for unit in units],
        "kind": [unit.kind for unit in units],
        "text": texts,
        "start": starts,
        "end": ends,
        "raw_start": raw_starts.tolist(),
        "raw_end": raw_ends.tolist(),
        "text_key": [int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") for text in texts],
    }
