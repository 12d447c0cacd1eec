from __future__ import annotations

from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import RAW, holds, items

from pipeline import clean, params, segment, store
from pipeline.engine import Engine
from schemas.stages import SEGMENTS, UNIQUE

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
    holds(segment.step, {"documents": whole}, [{"documents": whole.slice(0, cut)}, {"documents": whole.slice(cut)}])


def test_the_bytes_of_a_unit_decode_to_its_text() -> None:
    whole = documents(sorted(RAW))
    rows, _ = segment.step({"documents": whole})
    raw = {row["doc_id"]: row["key"] for row in whole.to_pylist()}
    repaired = {row["doc_id"] for row in whole.to_pylist() if row["repairs"]}
    for row in rows["sentences"].to_pylist():
        decoded = RAW[raw[row["doc_id"]]][row["raw_start"] : row["raw_end"]].decode("utf-8", "replace")
        assert decoded == row["text"] or row["doc_id"] in repaired


@pytest.mark.parametrize("engine", ["serial", "processes:2"])
def test_a_sentence_is_counted_once_for_each_document_that_holds_it(tmp_path: Path, engine: str) -> None:
    (one, *_), teaser = RAW, "Also Read: the same teaser in every article of the site.\n"
    rows = documents([one]).to_pylist()[0]
    texts = [f"A first paragraph number {i} of some length.\n\n{teaser}\n{teaser}" for i in "abc"]
    for i, text in enumerate(texts):
        close = {"start": len(text), "raw_start": len(text), "width": 0}
        row = rows | {"doc_id": f"d{i:016x}", "key": str(i), "text": text, "repairs": []}
        row["alignment"] = [{"start": 0, "raw_start": 0, "width": 1}, close]
        store.write_part(tmp_path / "in" / "documents" / f"part-{i}.parquet", UNIQUE.rows([row]), UNIQUE)
    segment.run(tmp_path / "in", tmp_path / "out", params=PARAMS, engine=Engine(engine))
    counted = [row for part in store.read(tmp_path / "out" / "sentences", SEGMENTS) for row in part.to_pylist()]
    assert {row["n_documents"] for row in counted if row["text"].startswith("Also Read")} == {3}
    assert {row["n_documents"] for row in counted if row["text"].startswith("A first")} == {1}
