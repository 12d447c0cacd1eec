"""The ``ledger`` table: the rows of a closed version without their values."""

from __future__ import annotations

import pyarrow as pa

from schemas.documents import SPLITS
from schemas.table import VERSION_PATTERN, Column, Table

LEDGER = Table(
    name="ledger",
    doc="One row per row of a closed version: enough to tell what a later version adds, removes or changes.",
    key="id",
    columns=(
        Column("table", pa.string(), "Its table."),
        Column("id", pa.string(), "Its key."),
        Column("digest", pa.uint64(), "Digest of its values without `since_version` (pipeline/rowdigests.py)."),
        Column(
            "labels",
            pa.int64(),
            "Its labels as one number: columns of labels by name, each a digit of base (number of labels + 1), the "
            "first the lowest; 0 is null, else the label's place counted from 1.",
            minimum=0,
        ),
        Column("split", pa.string(), "Split of a document.", nullable=True, sparse=True, enum=SPLITS),
        Column("key", pa.string(), "Key of a document below the raw folder.", nullable=True, sparse=True),
        Column(
            "since_version",
            pa.string(),
            "Version in which the id first appeared, in tables that state it.",
            nullable=True,
            sparse=True,
            pattern=VERSION_PATTERN,
        ),
    ),
)
