"""The documents of the last release, as the next deduplication sees them: a file of the ledger."""

from __future__ import annotations

import pyarrow as pa

from schemas.documents import DOCUMENTS, SPLITS
from schemas.signatures import SIGNATURE
from schemas.table import Column, Table

PUBLISHED = Table(
    name="published",
    doc="One row per document of the last release: it keeps its split and its cluster, and gives way to no copy.",
    key="doc_id",
    columns=(
        DOCUMENTS["doc_id"],
        Column("split", pa.string(), "Split in which it was released.", enum=SPLITS),
        DOCUMENTS["duplicate_cluster_id"],
        DOCUMENTS["since_version"],
        SIGNATURE,
    ),
)
