"""The forms that rows have between stages; none of them is released."""

from __future__ import annotations

import pyarrow as pa

from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS, REDISTRIBUTABLE, SPLITS
from schemas.sentences import SENTENCES
from schemas.table import Column, Table, id_pattern

FORMATS = ("text", "html", "record")

ITEMS = Table(
    name="items",
    doc="One row per raw item that could be read: its bytes and what its source says of it.",
    key="doc_id",
    columns=(
        Column("doc_id", pa.string(), "Content id of the source and key.", unique=True, pattern=id_pattern("d")),
        *(DOCUMENTS[name] for name in ("source_id", "source", "key", "title", "url")),
        Column("raw", pa.large_binary(), "The raw item."),
        Column(
            "format",
            pa.string(),
            "What its bytes are: text of any encoding, main text of a page as UTF-8, text of a record as UTF-8.",
            enum=FORMATS,
        ),
        *(DOCUMENTS[name] for name in ("raw_sha256", "file_sha256", "raw_bytes")),
        *(DOCUMENTS[name] for name in ("language", "published", "license")),
        Column("redistributable", pa.string(), "Whether the text may be passed on.", enum=REDISTRIBUTABLE),
        Column("priority", pa.int32(), "Rank of the source: of two copies the lower rank stays.", minimum=0),
    ),
)
CLEAN = DOCUMENTS.without("duplicate_cluster_id", "n_sentences", "n_claims", "since_version").plus(ITEMS["priority"])
UNIQUE = DOCUMENTS.without("n_sentences", "n_claims", "since_version").plus(
    Column("split", pa.string(), "Split of its cluster.", enum=SPLITS)
)
SEGMENTS = SENTENCES.without("checkworthiness", "checkworthy_score", "n_documents", "since_version").plus(
    Column("text_key", pa.uint64(), "Digest of the text, to count the documents that hold it.")
)
ANNOTATED_SENTENCES = SENTENCES.without("since_version")
LABELLED_SENTENCES = ANNOTATED_SENTENCES.without("n_documents")
ANNOTATED_CLAIMS = CLAIMS.without("since_version", "claim_cluster_id", "independent_sources")

FAILURES = Table(
    name="failures",
    doc="One row per rule or law that is broken.",
    key="rule",
    columns=(
        Column("table", pa.string(), "Table that breaks it."),
        Column("rule", pa.string(), "The rule, in words."),
        Column("count", pa.int64(), "Rows that break it.", minimum=1),
        Column("examples", pa.list_(pa.string()), "The first five ids."),
    ),
)

REPEATED = Table(
    name="repeated",
    doc="One row per sentence whose text stands in more than one document.",
    key="sentence_id",
    columns=(
        *(SENTENCES[name] for name in ("sentence_id", "doc_id")),
        Column("n_documents", pa.int32(), "How many documents hold the text.", minimum=2),
    ),
)
