from __future__ import annotations

from functools import partial

import pyarrow as pa
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import RAW, items, made

from pipeline import clean, params, segment
from schemas.stages import UNIQUE

PARAMS = params.load(ROOT / "params.yaml")


def documents(names: list[str]) -> pa.Table:
    """Clean texts as the stage before gives them, each a cluster of its own."""
    made, _ = partial(clean.step, params=PARAMS.clean)({"items": items(names)})
    rows = made["documents"]
    clusters = pa.array(["k" + doc_id[1:] for doc_id in rows["doc_id"].to_pylist()])
    whole = rows.append_column("duplicate_cluster_id", clusters)
    whole = whole.append_column("split", pa.array(["train"] * len(rows), pa.string()))
    return whole.select(UNIQUE.names).cast(UNIQUE.arrow)


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from(sorted(RAW)), min_size=1), st.integers(0, 12))
def test_segmenting_does_not_depend_on_the_neighbours(names: set[str], cut: int) -> None:
    whole = documents(sorted(names))
    parts = [{"documents": whole.slice(0, cut)}, {"documents": whole.slice(cut)}]
    assert made(segment.step, *parts) == made(segment.step, {"documents": whole})


def test_the_bytes_of_a_unit_decode_to_its_text() -> None:
    whole = documents(sorted(RAW))
    rows, _ = segment.step({"documents": whole})
    raw = {row["doc_id"]: row["key"] for row in whole.to_pylist()}
    repaired = {row["doc_id"] for row in whole.to_pylist() if row["repairs"]}
    for row in rows["sentences"].to_pylist():
        decoded = RAW[raw[row["doc_id"]]][row["raw_start"] : row["raw_end"]].decode("utf-8", "replace")
        assert decoded == row["text"] or row["doc_id"] in repaired
