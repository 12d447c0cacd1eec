"""Label every unit, and make a claim of each that states something."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import annotation, ids, overlays, parts, repetition, store
from pipeline.errors import DataError
from pipeline.segmentation import Unit
from pipeline.tally import Tally
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, LABELLED_SENTENCES, REPEATED, SEGMENTS, UNIQUE

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

# What a claim has of its sentence.
_SHARED = ["sentence_id", "doc_id", "text", "start", "end", "raw_start", "raw_end"]


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
    place = store.workshop(out)
    labelled, repeated, counted = (place / name for name in ("labelled", "repeated", "counted"))
    tally = parts.run(
        partial(step, version=version, given=given),
        {sentences / SEGMENTS.name: SEGMENTS, documents / UNIQUE.name: UNIQUE},
        labelled,
        (LABELLED_SENTENCES, ANNOTATED_CLAIMS),
        version=f"annotate {version} {given!r}",
        engine=engine,
    )
    # Apart from the labels: one more document changes these counts everywhere, and no label elsewhere.
    with store.new_folder(repeated) as fresh:
        tally.measures["repeated_sentences"] = repetition.count(sentences / SEGMENTS.name, fresh, engine)
    parts.run(
        attach,
        {labelled / LABELLED_SENTENCES.name: LABELLED_SENTENCES, repeated / REPEATED.name: REPEATED},
        counted,
        (ANNOTATED_SENTENCES,),
        version="count",
        engine=engine,
    )
    with store.new_folder(out) as fresh:
        for folder in (counted / ANNOTATED_SENTENCES.name, labelled / ANNOTATED_CLAIMS.name):
            store.link_parts(folder, fresh / folder.name)
    return tally


def attach(tables: Mapping[str, pa.Table], /) -> tuple[dict[str, pa.Table], Tally]:
    """Tell of each sentence how many documents hold its text."""
    rows, repeated = tables[LABELLED_SENTENCES.name], tables[REPEATED.name]
    places = pc.index_in(rows["sentence_id"], value_set=repeated["sentence_id"].combine_chunks())
    counts = pc.fill_null(repeated["n_documents"].take(places), 1)
    whole = rows.append_column("n_documents", counts).select(ANNOTATED_SENTENCES.names).cast(ANNOTATED_SENTENCES.arrow)
    return {ANNOTATED_SENTENCES.name: whole}, Tally(read=len(rows), kept=len(rows), made=len(rows))


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
    spans = [Unit(*span) for span in zip(*(units[name].to_pylist() for name in Unit._fields), strict=True)]
    labels: list[annotation.Label] = []
    signatures = overlays.versions(given, version)
    overlaid = 0
    doc_ids, *columns = (tables[UNIQUE.name][name].to_pylist() for name in ("doc_id", "key", "text", "published"))
    for doc_id, key, text, published in parts.each(doc_ids, zip(doc_ids, *columns, strict=True)):
        of_document = spans[bounds.get(doc_id, slice(0))]
        said = overlays.placed(text, of_document, given.get(key, ()))
        automatic = annotation.annotate(text, of_document, published, overlays.checks(said))
        labels.extend(overlays.apply(automatic, said, signatures))
        overlaid += len(said)
    stated = [place for place, label in enumerate(labels) if label.claim is not None]
    rows = units.select(_SHARED).take(pa.array(stated, pa.int64())).to_pylist()
    claims = [_claim(row, labels[place], version) for row, place in zip(rows, stated, strict=True)]
    tally = Tally(read=len(units), kept=len(claims), made=len(claims))
    tally.dropped["NFS"] = len(units) - len(claims)
    tally.measures["overlays"] = overlaid
    for name in ("claim_type", "checkworthiness", "quote_type", "certainty", "polarity"):
        tally.measures.update(f"{name}.{claim[name]}" for claim in claims)
    return {
        LABELLED_SENTENCES.name: _with_labels(units, labels),
        ANNOTATED_CLAIMS.name: ANNOTATED_CLAIMS.rows(claims),
    }, tally


def _bounds(units: pa.Table) -> dict[str, slice]:
    """The rows of each document; they stand together, in the order of the documents."""
    owners = units["doc_id"].to_numpy(zero_copy_only=False)
    if not len(owners):
        return {}
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]]).tolist()
    return {owners[start]: slice(start, end) for start, end in pairwise([*starts, len(owners)])}


def _with_labels(units: pa.Table, labels: list[annotation.Label]) -> pa.Table:
    classes = pa.array([label.checkworthiness for label in labels], pa.string())
    scores = pa.array([label.score for label in labels], pa.float64())
    whole = units.append_column("checkworthiness", classes).append_column("checkworthy_score", scores)
    return whole.select(LABELLED_SENTENCES.names).cast(LABELLED_SENTENCES.arrow)


def _claim(row: dict[str, Any], label: annotation.Label, version: str) -> dict[str, Any]:
    """The row of a claim: in this version it spans its whole sentence."""
    assert label.claim is not None
    return {
        "claim_id": ids.claim_id(row["sentence_id"], 0, row["end"] - row["start"]),
        **row,
        "annotator": ANNOTATOR,
        "annotator_version": version,
        "annotator_kind": "linear_model",
        "checkworthiness": label.checkworthiness,
        "checkworthy_score": label.score,
        **label.claim,
    }
