"""One good row of every table, for tests that spoil it."""

from __future__ import annotations

import datetime as dt
from typing import Any

DOC, SENTENCE, CLAIM, CLUSTER = "d" + "0" * 16, "s" + "0" * 16, "c" + "0" * 16, "k" + "0" * 16
TEXT = "Officials said on 3 May that 36 boats may be lost."
SHA = "a" * 64

SPAN = {"doc_id": DOC, "text": TEXT, "start": 0, "end": len(TEXT), "raw_start": 0, "raw_end": len(TEXT)}
CHECK = {"checkworthiness": "CFS", "checkworthy_score": 0.75}

GOOD: dict[str, dict[str, Any]] = {
    "documents": {
        "doc_id": DOC,
        "source_id": "local",
        "source": "local",
        "key": "a.txt",
        "title": None,
        "url": None,
        "text": TEXT,
        "text_sha256": SHA,
        "raw_sha256": SHA,
        "file_sha256": None,
        "raw_bytes": len(TEXT),
        "raw_encoding": "utf-8",
        "alignment": [
            {"start": 0, "raw_start": 0, "width": 1},
            {"start": len(TEXT), "raw_start": len(TEXT), "width": 0},
        ],
        "repairs": [],
        "language": "en",
        "published": dt.date(2026, 5, 4),
        "duplicate_cluster_id": CLUSTER,
        "n_sentences": 1,
        "n_claims": 1,
        "license": "unknown",
        "redistributable": "unknown",
        "since_version": "1.0.0",
    },
    "sentences": {
        "sentence_id": SENTENCE,
        "position": 0,
        "block": 0,
        "kind": "sentence",
        **SPAN,
        **CHECK,
        "n_documents": 1,
        "since_version": "1.0.0",
    },
    "claims": {
        "claim_id": CLAIM,
        "sentence_id": SENTENCE,
        **SPAN,
        **CHECK,
        "claim_type": "quantity",
        "claimer": "officials",
        "claimer_text": "Officials",
        "claimer_start": 0,
        "claimer_end": 9,
        "claimer_kind": "group",
        "cue_text": "said",
        "cue_start": 10,
        "cue_end": 14,
        "quote_type": "indirect",
        "certainty": "possible",
        "polarity": "positive",
        "hedges": [{"start": 38, "end": 41, "text": "may", "kind": "modal"}],
        "quantities": [
            {
                "start": 29,
                "end": 37,
                "text": "36 boats",
                "value": 36.0,
                "value_high": None,
                "comparator": "exact",
                "change": "none",
                "unit": None,
                "unit_text": None,
                "currency": None,
                "noun": "boats",
            }
        ],
        "dates": [
            {
                "start": 18,
                "end": 23,
                "text": "3 May",
                "timex": "DATE",
                "value": "2026-05-03",
                "grain": "day",
                "anchored": True,
            }
        ],
        "entities": [{"start": 0, "end": 4, "text": "Offi", "label": "ORG"}],
        "annotator": "claimset",
        "annotator_version": "0" * 16,
        "annotator_kind": "linear_model",
        "rules": ["attribution.verb"],
        "confidence": 0.75,
        "claim_cluster_id": None,
        "independent_sources": 1,
        "since_version": "1.0.0",
    },
    "claim_links": {
        "link_id": "l" + "0" * 16,
        "claim_id_a": CLAIM,
        "claim_id_b": "c" + "1" * 16,
        "relation": "refines",
        "basis": ["quantity", "entity"],
        "score": 0.75,
        "independent": True,
        "evidence": "36 or more boats lies inside more than 30 boats",
        "annotator": "claimset",
        "annotator_version": "0" * 16,
        "since_version": "1.0.0",
    },
    "duplicates": {
        "removed_doc_id": "d" + "1" * 16,
        "removed_key": "b.txt",
        "kept_doc_id": DOC,
        "method": "near",
        "similarity": 0.9,
        "duplicate_cluster_id": CLUSTER,
    },
    "exclusions": {
        "key": "c.txt",
        "reason": "too_short",
        "detail": "3 characters, limit 100",
        "raw_sha256": SHA,
        "raw_bytes": 3,
    },
}


def row(table: str, **changes: Any) -> dict[str, Any]:
    """The good row of a table with some columns changed."""
    return GOOD[table] | changes


def item(column: str, **changes: Any) -> list[dict[str, Any]]:
    """The one item of a list column of the good claim, with some fields changed."""
    return [GOOD["claims"][column][0] | changes]
