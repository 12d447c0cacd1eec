"""Proof that spans lead back to raw bytes: the alignment of a document held against the bytes themselves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline import alignment, ids
from schemas.table import Failure

if TYPE_CHECKING:
    import pyarrow as pa


def runs_of(document: dict[str, Any]) -> alignment.Alignment:
    """The alignment of a row of ``documents``."""
    return alignment.Alignment.of((run["start"], run["raw_start"], run["width"]) for run in document["alignment"])


def broken_text(document: dict[str, Any], raw: bytes) -> list[Failure]:
    """Check that each run decodes to its stretch of text, and that what does not is counted as a repair.

    A document whose text is withheld is checked by the digest of the text that its bytes still hold elsewhere: here
    nothing can be said, and nothing is.
    """
    text = document["text"]
    if not text:
        return []
    failures = []
    if ids.text_digest(text) != document["text_sha256"]:
        failures.append(Failure("documents", "text_sha256 == digest of text", 1, (document["doc_id"],)))
    counted = sum(repair["count"] for repair in document["repairs"])
    unlike = _unlike(text, raw, document)
    if unlike > counted:
        detail = f"{document['doc_id']}: {unlike} stretches differ from their bytes, {counted} repairs counted"
        failures.append(Failure("documents", "what differs from its bytes is a counted repair", 1, (detail,)))
    return failures


def broken(document: dict[str, Any], raw: bytes, rows: pa.Table, table: str) -> list[Failure]:
    """Rows of the document whose raw span is not that of their span, or lies outside the raw item."""
    mine = rows.filter([owner == document["doc_id"] for owner in rows["doc_id"].to_pylist()])
    starts, ends, raw_starts, raw_ends = (
        mine[name].to_numpy().astype(np.int64) for name in ("start", "end", "raw_start", "raw_end")
    )
    first, last = alignment.raw_spans(runs_of(document), starts, ends)
    wrong = (first != raw_starts) | (last != raw_ends) | (raw_ends > len(raw))
    keys = [key for key, bad in zip(mine.column(0).to_pylist(), wrong.tolist(), strict=True) if bad]
    return [Failure(table, "raw span == alignment of span", len(keys), tuple(keys[:5]))] if keys else []


def _unlike(text: str, raw: bytes, document: dict[str, Any]) -> int:
    """Stretches of text that their bytes do not decode to, and stretches of bytes that no text stands for."""
    runs = runs_of(document)
    unlike = len(alignment.uncovered(runs, len(raw)))
    for run, following in pairwise(runs):
        length = following.start - run.start
        end = run.raw_start + length * run.width if run.width else following.raw_start
        try:
            same = raw[run.raw_start : end].decode(document["raw_encoding"]) == text[run.start : following.start]
        except UnicodeDecodeError:
            same = False
        unlike += not same
    return unlike
