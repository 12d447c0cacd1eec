"""The ``claim_links`` table: which claims say the same, which refine, contradict or outdate another, and why."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from schemas.claims import CLAIMS
from schemas.table import VERSION_PATTERN, Column, Table, id_pattern, less, nested

RELATIONS = ("same_text", "corroborates", "refines", "conflicts", "supersedes")
BASES = ("text", "quantity", "date", "polarity", "entity")


def _are_bases(items: pa.Array) -> pa.Array:
    return pc.is_in(items, value_set=pa.array(BASES))


CLAIM_LINKS = Table(
    name="claim_links",
    doc="One row per pair of claims that speak of the same; both may stand in one document, or in different splits.",
    key="link_id",
    columns=(
        Column("link_id", pa.string(), "Content id of the two claims.", unique=True, pattern=id_pattern("l")),
        Column("claim_id_a", pa.string(), "The claim whose id comes first.", references="claims.claim_id"),
        Column("claim_id_b", pa.string(), "The other claim.", references="claims.claim_id"),
        Column(
            "relation",
            pa.string(),
            "`refines`: one says more exactly what the other says; `supersedes`: one is a later count.",
            enum=RELATIONS,
        ),
        Column("basis", pa.list_(pa.string()), "What the two were compared by."),
        Column("score", pa.float64(), "How surely they speak of the same.", minimum=0.0, maximum=1.0),
        Column(
            "independent",
            pa.bool_(),
            "Whether they differ in cluster of copies, source and claimer; where the text speaks for itself, "
            "its source is the claimer.",
        ),
        Column(
            "evidence",
            pa.string(),
            'The reason in words, "the first" being `claim_id_a`, with amounts, names and single words of both texts; '
            "empty where one is withheld.",
            quotes=True,
        ),
        Column("annotator", pa.string(), "Who made the link."),
        Column("annotator_version", pa.string(), "Digest of the annotator's rules and tables."),
        Column("since_version", pa.string(), "Version in which the id first appeared.", pattern=VERSION_PATTERN),
    ),
    rules=(
        less("claim_id_a", "claim_id_b"),
        nested(f"basis is one of {', '.join(BASES)}", "basis", _are_bases),
    ),
)

LINKS = CLAIM_LINKS.without("since_version")

CLAIM_CLUSTERS = Table(
    name="claim_clusters",
    doc="One row per claim that a link of agreement names; every other claim stands alone.",
    key="claim_id",
    columns=(
        CLAIMS["claim_id"],
        Column("claim_cluster_id", pa.string(), "Cluster of the claim.", pattern=id_pattern("g")),
        CLAIMS["independent_sources"],
    ),
)
