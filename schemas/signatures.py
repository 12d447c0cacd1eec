"""What comparing documents needs of each: the tables of the stage ``deduplicate`` that are not released."""

from __future__ import annotations

import pyarrow as pa

from schemas.documents import DOCUMENTS, SPLITS
from schemas.duplicates import DUPLICATES
from schemas.stages import ITEMS
from schemas.table import Column, Table, id_pattern

_DOC_ID = Column("doc_id", pa.string(), "Its document.", unique=True, pattern=id_pattern("d"))
SIGNATURE = Column(
    "signature",
    pa.binary(),
    "MinHash signature of the text's word shingles: one little-endian uint32 for each of bands times rows hashes.",
)

SIGNATURES = Table(
    name="signatures",
    doc="One row per text that is kept, for the next release to compare its texts with.",
    key="doc_id",
    columns=(_DOC_ID, SIGNATURE),
)

SKETCHES = Table(
    name="sketches",
    doc="One row per clean text: what decides whom it equals and which of two copies stays.",
    key="doc_id",
    columns=(
        _DOC_ID,
        DOCUMENTS["source_id"],
        ITEMS["priority"],
        DOCUMENTS["published"],
        Column("length", pa.int32(), "Code points of the text.", minimum=0),
        Column("text_digest", pa.uint64(), "First 64 bits of the SHA-256 of the text."),
        Column("words_digest", pa.uint64(), "Digest of its shingles: equal words, equal digest; 0 for no words."),
        SIGNATURE,
    ),
)

VERDICTS = Table(
    name="verdicts",
    doc="One row per text that was removed, has a copy, or was published before; every other is a cluster of its own.",
    key="doc_id",
    columns=(
        _DOC_ID,
        DOCUMENTS["duplicate_cluster_id"],
        Column("split", pa.string(), "Split that an earlier release gave its cluster.", nullable=True, enum=SPLITS),
        Column("kept_doc_id", pa.string(), "Document that stands for it.", nullable=True, pattern=id_pattern("d")),
        Column("method", pa.string(), "How it was found.", nullable=True, enum=DUPLICATES["method"].enum),
        Column("similarity", pa.float64(), "Jaccard similarity to that document.", nullable=True),
    ),
)
