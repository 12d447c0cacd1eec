"""Label every unit, and make a claim of each that states something."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pipeline import annotation, ids, overlays, parts, store
from pipeline.errors import DataError
from pipeline.segmentation import Unit
from pipeline.tally import Tally
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, SEGMENTS, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params

ANNOTATOR = "claimset"
# The nouns whose rules, tables and weights decide a label: their digest is the annotator's version.
NOUNS = (
    "annotation",
    "attribution",
    "blocks",
    "certainty",
    "checkworthiness",
    "claims",
    "dates",
    "entities",
    "quantities",
    "segmentation",
    "sentences",
)


def run(  # noqa: PLR0913  # the borders of a stage
    documents: Path,
    sentences: Path,
    annotations: Path | None,
    out: Path,
    *,
    params: Params,  # noqa: ARG001  # it has none
    engine: Engine,
) -> Tally:
    """Annotate every document; what people wrote in ``annotations`` comes in place of automatic labels."""
    version = store.code_digest(*NOUNS)[:16]
    given = _overlays(annotations, documents)
    return parts.run(
        partial(step, version=version, given=given),
        {sentences / SEGMENTS.name: SEGMENTS, documents / UNIQUE.name: UNIQUE},
        out,
        (ANNOTATED_SENTENCES, ANNOTATED_CLAIMS),
        version=f"annotate {version} {given!r}",
        engine=engine,
    )


def _overlays(annotations: Path | None, documents: Path) -> overlays.Overlays:
    """Read the overlays, and refuse those of documents that are not in the corpus."""
    if annotations is None:
        return {}
    schema = store.read_json(store.ROOT / "schemas" / "annotations.schema.json")
    given = overlays.parse(store.read_lines(annotations, "labels*.jsonl"), schema)
    keys = store.read_whole(documents / UNIQUE.name, UNIQUE, ["key"])["key"].to_pylist()
    for lost in overlays.unused(given, keys):
        raise DataError(f"{lost.place}: {lost.key!r} is no document of the corpus; correct the line or remove it.")
    return given


def step(
    tables: Mapping[str, pa.Table], /, *, version: str, given: overlays.Overlays
) -> tuple[dict[str, pa.Table], Tally]:
    """Annotate the units of some documents, all of a document together."""
    units = tables[SEGMENTS.name]
    bounds = _bounds(units)
    labels: list[annotation.Label] = []
    overlaid = 0
    doc_ids, *columns = (tables[UNIQUE.name][name].to_pylist() for name in ("doc_id", "key", "text", "published"))
    for doc_id, key, text, published in parts.each(doc_ids, zip(doc_ids, *columns, strict=True)):
        rows = units.slice(*bounds.get(doc_id, (0, 0)))
        spans = zip(*(rows[name].to_pylist() for name in ("block", "kind", "start", "end")), strict=True)
        of_document = [Unit(*span) for span in spans]
        said = overlays.placed(text, of_document, given.get(key, ()))
        automatic = annotation.annotate(text, of_document, published, overlays.checks(said))
        labels.extend(overlays.apply(automatic, said))
        overlaid += len(said)
    claims = [
        _claim(row, label, version)
        for row, label in zip(units.to_pylist(), labels, strict=True)
        if label.claim is not None
    ]
    tally = Tally(read=len(units), kept=len(claims), made=len(claims))
    tally.dropped["NFS"] = len(units) - len(claims)
    tally.measures["overlays"] = overlaid
    for name in ("claim_type", "checkworthiness", "quote_type", "certainty", "polarity"):
        tally.measures.update(f"{name}.{claim[name]}" for claim in claims)
    return {
        ANNOTATED_SENTENCES.name: _with_labels(units, labels),
        ANNOTATED_CLAIMS.name: ANNOTATED_CLAIMS.rows(claims),
    }, tally


def _bounds(units: pa.Table) -> dict[str, tuple[int, int]]:
    """Offset and number of the rows of each document; they stand together, in the order of the documents."""
    owners = units["doc_id"].to_numpy(zero_copy_only=False)
    if not len(owners):
        return {}
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    lengths = np.diff(np.r_[starts, len(owners)])
    return {owners[start]: (int(start), int(length)) for start, length in zip(starts, lengths, strict=True)}


def _with_labels(units: pa.Table, labels: list[annotation.Label]) -> pa.Table:
    classes = pa.array([label.checkworthiness for label in labels], pa.string())
    scores = pa.array([label.score for label in labels], pa.float64())
    whole = units.append_column("checkworthiness", classes).append_column("checkworthy_score", scores)
    return whole.select(ANNOTATED_SENTENCES.names).cast(ANNOTATED_SENTENCES.arrow)


def _claim(row: dict[str, Any], label: annotation.Label, version: str) -> dict[str, Any]:
    """The row of a claim: in this version it spans its whole sentence."""
    assert label.claim is not None
    shared = {name: row[name] for name in ("sentence_id", "doc_id", "text", "start", "end", "raw_start", "raw_end")}
    return {
        "claim_id": ids.claim_id(row["sentence_id"], 0, row["end"] - row["start"]),
        **shared,
        "annotator": ANNOTATOR,
        "annotator_version": version,
        "annotator_kind": "linear_model",
        "checkworthiness": label.checkworthiness,
        "checkworthy_score": label.score,
        **label.claim,
    }
