"""Divide documents into units, and count how many documents hold each."""

from __future__ import annotations

from collections import Counter
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import alignment, ids, parts, segmentation, store
from pipeline.tally import Tally
from schemas.stages import DRAFT_SEGMENTS, SEGMENTS, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params


class _Part(NamedTuple):
    source: Path
    target: Path


def run(documents: Path, out: Path, *, params: Params, engine: Engine) -> Tally:  # noqa: ARG001  # it has none
    """Segment every document; then count over the whole corpus."""
    draft = out.parent / ".parts" / "draft"
    tally = parts.run(
        step, {documents / UNIQUE.name: UNIQUE}, draft, (DRAFT_SEGMENTS,), version="segment", engine=engine
    )
    folder = draft / DRAFT_SEGMENTS.name
    repeated = _repeated(store.read_whole(folder, DRAFT_SEGMENTS, ["doc_id", "text_key"]))
    with store.new_folder(out) as fresh:
        pairs = [_Part(folder / name, fresh / SEGMENTS.name / name) for name in store.part_names(folder)]
        for _ in engine.map(partial(_count, repeated=repeated), pairs):
            pass
    tally.measures["repeated_sentences"] = len(repeated)
    return tally


def step(tables: Mapping[str, pa.Table], /) -> tuple[dict[str, pa.Table], Tally]:
    """Segment some documents."""
    documents = tables[UNIQUE.name]
    rows: list[dict[str, Any]] = []
    doc_ids = documents["doc_id"].to_pylist()
    texts = zip(doc_ids, documents["text"].to_pylist(), _alignments(documents), strict=True)
    for doc_id, text, runs in parts.each(doc_ids, texts):
        rows.extend(_rows(doc_id, text, runs))
    tally = Tally(read=len(documents), kept=len(documents), made=len(rows))
    tally.measures.update(f"kind.{row['kind']}" for row in rows)
    return {DRAFT_SEGMENTS.name: DRAFT_SEGMENTS.rows(rows)}, tally


def _rows(doc_id: str, text: str, runs: alignment.Alignment) -> Iterator[dict[str, Any]]:
    units = segmentation.units(text)
    starts = np.array([unit.start for unit in units], dtype=np.int64)
    ends = np.array([unit.end for unit in units], dtype=np.int64)
    raw_starts, raw_ends = alignment.raw_spans(runs, starts, ends)
    said: Counter[str] = Counter()
    for position, (unit, raw_start, raw_end) in enumerate(
        zip(units, raw_starts.tolist(), raw_ends.tolist(), strict=True)
    ):
        slice_ = text[unit.start : unit.end]
        yield {
            "sentence_id": ids.sentence_id(doc_id, slice_, said[slice_]),
            "doc_id": doc_id,
            "position": position,
            "block": unit.block,
            "kind": unit.kind,
            "text": slice_,
            "start": unit.start,
            "end": unit.end,
            "raw_start": raw_start,
            "raw_end": raw_end,
            "text_key": int.from_bytes(blake2b(slice_.encode(), digest_size=8).digest(), "big"),
        }
        said[slice_] += 1


def _alignments(documents: pa.Table) -> Iterator[alignment.Alignment]:
    """The alignment of each document as columns, without a Python object per run."""
    lists = documents["alignment"].combine_chunks()
    values = lists.flatten()
    starts, raw_starts, widths = (values.field(i).to_numpy(zero_copy_only=False) for i in range(3))
    bounds = np.concatenate([[0], np.cumsum(pc.list_value_length(lists).to_numpy(zero_copy_only=False))])
    for i in range(len(documents)):
        cut = slice(bounds[i], bounds[i + 1])
        yield alignment.Alignment(starts[cut], raw_starts[cut], widths[cut])


def _repeated(units: pa.Table) -> dict[int, int]:
    """How many documents hold each text that more than one holds."""
    held = units.group_by(["text_key", "doc_id"]).aggregate([]).group_by("text_key").aggregate([([], "count_all")])
    more = held.filter(pc.greater(held["count_all"], 1))
    return dict(zip(more["text_key"].to_pylist(), more["count_all"].to_pylist(), strict=True))


def _count(part: _Part, *, repeated: dict[int, int]) -> None:
    draft = store.read_part(part.source, DRAFT_SEGMENTS)
    counts = [repeated.get(key, 1) for key in draft["text_key"].to_pylist()]
    whole = draft.drop_columns("text_key").append_column("n_documents", pa.array(counts, pa.int32()))
    store.write_part(part.target, whole.select(SEGMENTS.names).cast(SEGMENTS.arrow), SEGMENTS)
