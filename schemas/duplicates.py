"""The ``duplicates`` table: what was removed, and for which copy."""

from __future__ import annotations

import pyarrow as pa

from schemas.table import Column, Table, id_pattern

METHODS = ("exact", "near")

DUPLICATES = Table(
    name="duplicates",
    doc="One row per document that was removed as a copy of another.",
    key="removed_doc_id",
    columns=(
        Column("removed_doc_id", pa.string(), "Document that was removed.", unique=True, pattern=id_pattern("d")),
        Column("removed_key", pa.string(), "Its key below the raw folder.", unique=True),
        Column("kept_doc_id", pa.string(), "Document that stands for it.", references="documents.doc_id"),
        Column("method", pa.string(), "`exact`: equal after folding; `near`: similar shingles.", enum=METHODS),
        Column(
            "similarity",
            pa.float64(),
            "True Jaccard similarity of the word shingles of both documents: 1 for exact copies.",
            minimum=0.0,
            maximum=1.0,
        ),
        Column("duplicate_cluster_id", pa.string(), "Cluster of both documents.", pattern=id_pattern("k")),
    ),
)
