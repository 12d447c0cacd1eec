"""The ``sentences`` table: every unit of text, in reading order."""

from __future__ import annotations

import pyarrow as pa

from schemas.table import VERSION_PATTERN, Column, Table, at_most, id_pattern, less, spans

KINDS = (
    "title",
    "heading",
    "sentence",
    "list_item",
    "table_header",
    "table_row",
    "pull_quote",
    "attribution",
    "byline",
    "caption",
    "boilerplate",
)
CHECKWORTHINESS = ("NFS", "UFS", "CFS")

SENTENCES = Table(
    name="sentences",
    doc="One row per sentence, heading, list item, table row or other line of a document, in reading order.",
    key="sentence_id",
    columns=(
        Column(
            "sentence_id",
            pa.string(),
            "Content id of the document, the text and its occurrence.",
            unique=True,
            pattern=id_pattern("s"),
        ),
        Column("doc_id", pa.string(), "Its document.", references="documents.doc_id"),
        Column("position", pa.int32(), "Place in the document, from 0.", minimum=0),
        Column("block", pa.int32(), "Number of the block (paragraph, line) that holds it, from 0.", minimum=0),
        Column("kind", pa.string(), "What the unit is in the layout of the text.", enum=KINDS),
        Column("text", pa.string(), "Exact slice of `documents.text`.", quotes=True),
        Column("start", pa.int32(), "First code point in `documents.text`.", minimum=0),
        Column("end", pa.int32(), "One past the last code point."),
        Column("raw_start", pa.int64(), "First byte in the raw item.", minimum=0),
        Column("raw_end", pa.int64(), "One past the last byte."),
        Column(
            "checkworthiness",
            pa.string(),
            "ClaimBuster's classes: non-factual, unimportant factual, check-worthy factual sentence. By the model, or "
            "by a rule or a person that overrules it; `rules` of the claim names what decided.",
            enum=CHECKWORTHINESS,
        ),
        Column(
            "checkworthy_score",
            pa.float64(),
            "Calibrated probability of CFS, by the model alone, whatever decided the class; 0 where a rule forbids a "
            "claim and nobody asked the model.",
            minimum=0.0,
            maximum=1.0,
        ),
        Column("n_documents", pa.int32(), "How many documents hold this sentence.", minimum=1),
        Column("since_version", pa.string(), "Version in which the id first appeared.", pattern=VERSION_PATTERN),
    ),
    rules=(less("start", "end"), at_most("raw_start", "raw_end"), spans("text", "start", "end")),
)
