"""What lies in a raw folder, before it is put in order: files to be read, and records that were."""

from __future__ import annotations

import pyarrow as pa

from schemas.exclusions import EXCLUSIONS
from schemas.stages import ITEMS
from schemas.table import Column, Table

FOUND = Table(
    name="found",
    doc="One row per raw item, or per file that is one: its place among the parts, and what is known so far.",
    key="key",
    columns=(
        ITEMS["doc_id"],
        Column("source_id", pa.string(), "Source of the file; empty where there is none."),
        Column("key", pa.string(), "Key of the file or record; a record may have that of another."),
        Column("position", pa.int64(), "Place of a record in its file, from 0.", minimum=0),
        Column("size", pa.int64(), "About how many bytes the item has.", minimum=0),
        Column("raw", pa.large_binary(), "The text of a record.", nullable=True),
        *(ITEMS[name] for name in ("title", "url", "published")),
        Column("reason", pa.string(), "Why there is no item.", nullable=True, enum=EXCLUSIONS["reason"].enum),
        EXCLUSIONS["detail"],
        EXCLUSIONS["raw_sha256"],
        EXCLUSIONS["raw_bytes"],
    ),
)
