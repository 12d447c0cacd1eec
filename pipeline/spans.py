"""Proof that spans lead back to raw bytes: the alignment of a document held against the bytes themselves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from pipeline import alignment, ids, privacy
from schemas.table import Failure

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Mask = NDArray[np.bool_]


# Under what names a document counts the characters that were hidden.
_MASKS: Final = "mask_"


def runs_of(document: dict[str, Any]) -> alignment.Alignment:
    """The alignment of a row of ``documents``."""
    return alignment.Alignment.of((run["start"], run["raw_start"], run["width"]) for run in document["alignment"])


def broken_text(document: dict[str, Any], raw: bytes) -> list[Failure]:
    """Check that each run decodes to its stretch of text, and that what does not is counted as a repair or a mask.

    A document whose text is withheld is checked by the digest of the text that its bytes still hold elsewhere: here
    nothing can be said, and nothing is.
    """
    text = document["text"]
    if not text:
        return []
    failures = []
    if ids.text_digest(text) != document["text_sha256"]:
        failures.append(Failure("documents", "text_sha256 == digest of text", 1, (document["doc_id"],)))
    found = _compare(text, raw, document)
    masked = sum(repair["count"] for repair in document["repairs"] if repair["rule"].startswith(_MASKS))
    others = sum(repair["count"] for repair in document["repairs"]) - masked
    if found.edits > others or found.edits + found.hidden + found.either > others + masked:
        detail = f"{found.edits + found.either} stretches differ from their bytes, {others} repairs counted"
        failures.append(_unproven(document, "what differs from its bytes is a counted repair", detail))
    if not found.hidden <= masked <= found.hidden + found.either + found.within:
        detail = f"{found.hidden} characters hide others, {masked} counted as masked"
        failures.append(_unproven(document, "what hides other characters is counted as masked", detail))
    if found.false:
        detail = f"{found.false} runs say that their bytes decode to other words"
        failures.append(_unproven(document, "bytes of a run decode to its text", detail))
    return failures


def _unproven(document: dict[str, Any], rule: str, detail: str) -> Failure:
    return Failure("documents", rule, 1, (f"{document['doc_id']}: {detail}",))


def broken(document: dict[str, Any], raw: bytes, rows: pa.Table, table: str) -> list[Failure]:
    """Rows of the document whose raw span is not that of their span, or lies outside the raw item."""
    mine = rows.filter([owner == document["doc_id"] for owner in rows["doc_id"].to_pylist()])
    columns = [mine[name].to_numpy().astype(np.int64) for name in ("start", "end", "raw_start", "raw_end")]
    wrong = misled(runs_of(document), *columns) | (columns[-1] > len(raw))
    keys = [key for key, bad in zip(mine.column(0).to_pylist(), wrong.tolist(), strict=True) if bad]
    return [Failure(table, "raw span == alignment of span", len(keys), tuple(keys[:5]))] if keys else []


def misled(runs: alignment.Alignment, starts: Places, ends: Places, raw_starts: Places, raw_ends: Places) -> Mask:
    """Which spans lie outside their text, or have another raw span than the alignment gives."""
    if not len(runs):
        return np.ones(len(starts), bool)
    inside = np.clip(ends, 0, runs.start[-1])
    begin = np.clip(starts, 0, inside)
    first, last = alignment.raw_spans(runs, begin, inside)
    wrong: Mask = (first != raw_starts) | (last != raw_ends) | (begin != starts) | (inside != ends)
    return wrong


class _Compared(NamedTuple):
    """How a text differs from its bytes.

    ``edits`` counts stretches of text that a repair put in and stretches of bytes that no text stands for; ``hidden``
    the characters in whose place a mask stands, ``either`` those that may be the one or the other, ``within`` the masks
    that may stand in what a repair put in; ``false`` the runs that are none of these.
    """

    edits: int
    hidden: int
    either: int
    within: int
    false: int


def _compare(text: str, raw: bytes, document: dict[str, Any]) -> _Compared:
    """Hold each run against its bytes: only a mask may change a run of several code points that has a width."""
    runs = runs_of(document)
    edits, hidden, either, within, false = len(alignment.uncovered(runs, len(raw))), 0, 0, 0, 0
    for run, following in pairwise(runs):
        length = following.start - run.start
        end = run.raw_start + length * run.width if run.width else following.raw_start
        stands = text[run.start : following.start]
        decoded = _decoded(raw[run.raw_start : end], document["raw_encoding"])
        if decoded == stands:
            continue
        masks = _masks(decoded, stands) if run.width else None
        if masks is not None and length > 1:
            hidden += masks
        elif masks is not None:
            either += 1
        elif length > 1 and run.width:
            false += 1
        else:
            edits += 1
            within += stands.count(privacy.MASK)
    return _Compared(edits, hidden, either, within, false)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (LookupError, ValueError):  # a codec that does not exist, or bytes that are none of its own
        return None


def _masks(decoded: str | None, stands: str) -> int | None:
    """How many letters and digits a mask hides, where nothing else differs."""
    if decoded is None or len(decoded) != len(stands):
        return None
    other = [(old, new) for old, new in zip(decoded, stands, strict=True) if old != new]
    return len(other) if all(new == privacy.MASK and old.isalnum() for old, new in other) else None
