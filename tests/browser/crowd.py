"""A release as large as wanted: the documents of a small one over and over, each time under other ids."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

IDS = ("doc_id", "sentence_id", "claim_id", "claim_id_a", "claim_id_b", "link_id", "claim_cluster_id", "kept_doc_id")


def copies(release: Path, out: Path, count: int) -> Path:
    shutil.copytree(release, out)
    manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    for path in sorted((out / "data").glob("*/*.parquet")):
        if path.parent.name in {"documents", "sentences", "claims", "claim_links"}:
            rows = pq.read_table(path)
            with pq.ParquetWriter(path, rows.schema) as writer:
                for first in range(0, count, 200):  # row groups of the size that a release has
                    numbers = range(first, min(first + 200, count))
                    writer.write_table(
                        pa.concat_tables([_renamed(rows, number) for number in numbers]).combine_chunks()
                    )
            table = manifest["tables"][path.parent.name]
            table["rows"] += (count - 1) * len(rows)
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return out


def _renamed(rows: pa.Table, number: int) -> pa.Table:
    mark = f"{number:04x}"
    for place, name in enumerate(rows.column_names):
        change: Callable[[pa.ChunkedArray], pa.ChunkedArray] | None = None
        if name in IDS:
            change = lambda old: pc.utf8_replace_slice(old, 1, 5, mark)  # noqa: E731  # one line says it
        elif name == "key":
            change = lambda old: pc.binary_join_element_wise(mark, old, "-")  # noqa: E731  # the same
        if change is not None:
            rows = rows.set_column(place, rows.schema.field(name), change(rows[name]))
    return rows
