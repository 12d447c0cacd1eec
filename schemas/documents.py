"""The ``documents`` table, and the forms it has on its way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from schemas.table import SHA256_PATTERN, VERSION_PATTERN, Column, Rule, Table, id_pattern, struct_list

if TYPE_CHECKING:
    from collections.abc import Mapping

REDISTRIBUTABLE = ("yes", "no", "unknown")
SPLITS = ("train", "validation", "test")

ALIGNMENT = struct_list(start=pa.int32(), raw_start=pa.int64(), width=pa.int8())
REPAIRS = struct_list(rule=pa.string(), count=pa.int32())


def _closes(columns: Mapping[str, pa.Array]) -> pa.Array:
    """The last run of the alignment starts where the text ends; a withheld text is empty."""
    lists = columns["alignment"]
    filled = pc.greater(pc.list_value_length(lists), 0)
    last = lists.values.take(pc.if_else(filled, pc.subtract(lists.offsets.slice(1), 1), None))
    length = pc.utf8_length(columns["text"])
    return pc.and_(filled, pc.or_kleene(pc.equal(pc.struct_field(last, "start"), length), pc.equal(length, 0)))


DOCUMENTS = Table(
    name="documents",
    doc="One row per text that is kept, with its clean text and the way back to its bytes.",
    key="doc_id",
    columns=(
        Column("doc_id", pa.string(), "Content id of the source and key.", unique=True, pattern=id_pattern("d")),
        Column(
            "source_id",
            pa.string(),
            "Slug of the source; it never changes.",
            pattern="^[a-z0-9][a-z0-9._-]*$",
        ),
        Column("source", pa.string(), "Name of the source, `unknown` where the text does not show it."),
        Column(
            "key",
            pa.string(),
            "Path below the raw folder; `#` and the record's id for a record.",
            unique=True,
        ),
        Column("title", pa.string(), "Title from the record or the text.", nullable=True, sparse=True, quotes=True),
        Column("url", pa.string(), "Address of the text, as its record states it.", nullable=True, sparse=True),
        Column("text", pa.string(), "Clean text; every offset counts its code points.", quotes=True),
        Column("text_sha256", pa.string(), "SHA-256 of the clean text as UTF-8.", pattern=SHA256_PATTERN),
        Column(
            "raw_sha256",
            pa.string(),
            "SHA-256 of the raw item: the file's bytes, decompressed; the text of a record or HTML page as UTF-8.",
            pattern=SHA256_PATTERN,
        ),
        Column(
            "file_sha256",
            pa.string(),
            "SHA-256 of the HTML page, decompressed, that the raw item was taken from.",
            nullable=True,
            sparse=True,
            pattern=SHA256_PATTERN,
        ),
        Column("raw_bytes", pa.int64(), "Size of the raw item in bytes.", minimum=0),
        Column("raw_encoding", pa.string(), "Python codec that decodes any slice of the raw item."),
        Column(
            "alignment",
            ALIGNMENT,
            "Runs from text to raw bytes: first code point, first byte, bytes per code point (0: indivisible); "
            "the last run closes the text.",
        ),
        Column("repairs", REPAIRS, "What cleaning changed: rule and count."),
        Column("language", pa.string(), "BCP 47 tag of the text.", pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$"),
        Column(
            "published",
            pa.date32(),
            "Date of publication that sources.yaml or the item's metadata states; a byline only anchors `dates`.",
            nullable=True,
            sparse=True,
        ),
        Column(
            "duplicate_cluster_id",
            pa.string(),
            "Documents with one id are near-copies, directly or by a chain of others; "
            "a cluster never spans two splits.",
            pattern=id_pattern("k"),
        ),
        Column("n_sentences", pa.int32(), "Rows of `sentences` for this document.", minimum=0),
        Column("n_claims", pa.int32(), "Rows of `claims` for this document.", minimum=0),
        Column("license", pa.string(), "Licence of the text, `unknown` where nobody stated one."),
        Column(
            "redistributable",
            pa.string(),
            "Whether the text may be passed on; at `no` the release withholds it.",
            enum=REDISTRIBUTABLE,
        ),
        Column("since_version", pa.string(), "Version in which the id first appeared.", pattern=VERSION_PATTERN),
    ),
    rules=(Rule("alignment closes the text", ("text", "alignment"), _closes),),
)
