"""Find copies, keep one of each kind, and give every cluster its split."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import ids, judgement, minhash, pairing, partition, parts, precedence, store
from pipeline.errors import DataError
from pipeline.minhash import bands, sketching
from pipeline.tally import Tally
from schemas.duplicates import DUPLICATES
from schemas.published import PUBLISHED
from schemas.signatures import SIGNATURES, SKETCHES, VERDICTS
from schemas.stages import CLEAN, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.judgement import Judgement
    from pipeline.params import Deduplicate, Params


def run(documents: Path, published: Path | None, out: Path, *, params: Params, engine: Engine) -> Tally:
    """Remove copies; ``published`` holds the documents of the last release, if there was one."""
    chosen, clean, drafts = params.deduplicate, documents / CLEAN.name, store.workshop(out) / "sketches"
    sketched = {"shingle_words": chosen.shingle_words, "hashes": chosen.bands * chosen.rows}
    parts.run(partial(draw, **sketched), {clean: CLEAN}, drafts, (SKETCHES,), version=f"draw {sketched}", engine=engine)
    sketches = drafts / SKETCHES.name
    with _scratch(store.workshop(out) / "deduplicate") as work:
        corpus = pairing.Corpus(clean, sketches, work, _sizes(sketches), chosen)
        judged = judgement.judge(corpus, _earlier(published), engine)
        _warn(judged.measures["published_gone_unsigned"])
        alarm = judged.removal.alarm(chosen)
        if alarm:
            raise DataError(alarm)
        _write_verdicts(judged, corpus, work / VERDICTS.name)
        tally = parts.run(
            partial(divide, shares=params.split.shares.model_dump()),
            {clean: CLEAN, sketches: SKETCHES, work / VERDICTS.name: VERDICTS},
            out,
            (UNIQUE, DUPLICATES, SIGNATURES),
            version=f"divide {params.split.model_dump_json()}",
            engine=engine,
        )
    tally.measures.update(judged.measures)
    store.write_json(out.parent / "reports" / "deduplicate_recall.json", _recall(chosen))
    return tally


def draw(tables: Mapping[str, pa.Table], /, *, shingle_words: int, hashes: int) -> tuple[dict[str, pa.Table], Tally]:
    """Sketch some documents."""
    documents = tables[CLEAN.name]
    if not pc.all(pc.less(documents["doc_id"][:-1], documents["doc_id"][1:]), min_count=0).as_py():
        # Rows are counted on through all parts and tables, so all must have one order.
        raise DataError("deduplicate: the documents of a part are not in the order of their ids; run clean again.")
    texts = minhash.encoded(documents["text"].to_pylist())
    drawn = sketching.sketch(texts, shingle_words=shingle_words, hashes=hashes)
    columns = {name: documents[name] for name in ("doc_id", "source_id", "priority", "published")} | {
        "length": pc.cast(pc.utf8_length(documents["text"]), pa.int32()),
        "text_digest": pa.array([int(digest[:16], 16) for digest in documents["text_sha256"].to_pylist()], pa.uint64()),
        "words_digest": pa.array(drawn.digests),
        "signature": pa.array([row.tobytes() for row in drawn.signatures.astype("<u4")], pa.binary()),
    }
    rows = pa.table(columns).select(SKETCHES.names).cast(SKETCHES.arrow)
    return {SKETCHES.name: rows}, Tally(read=len(rows), kept=len(rows), made=len(rows))


def divide(tables: Mapping[str, pa.Table], /, *, shares: Mapping[str, float]) -> tuple[dict[str, pa.Table], Tally]:
    """Part some documents by their verdicts into those that stay, with cluster and split, and those that go."""
    documents, signatures = tables[CLEAN.name], tables[SKETCHES.name].select(SIGNATURES.names)
    verdicts = {row["doc_id"]: row for row in tables[VERDICTS.name].to_pylist()}
    clusters, splits, stays, removed = [], [], [], []
    for doc_id, key in zip(documents["doc_id"].to_pylist(), documents["key"].to_pylist(), strict=True):
        verdict = verdicts.get(doc_id) or {"duplicate_cluster_id": ids.cluster_id(doc_id)}
        cluster = verdict["duplicate_cluster_id"]
        clusters.append(cluster)
        splits.append(verdict.get("split") or partition.split_of(cluster, shares))
        stays.append(verdict.get("kept_doc_id") is None)
        if not stays[-1]:
            given = {name: verdict[name] for name in DUPLICATES.names if name in verdict}
            removed.append(given | {"removed_doc_id": doc_id, "removed_key": key})
    whole = documents.append_column("duplicate_cluster_id", pa.array(clusters, pa.string()))
    kept = whole.append_column("split", pa.array(splits, pa.string())).filter(pa.array(stays, pa.bool_()))
    tally = Tally(read=len(whole), kept=len(kept), merged=len(removed), made=len(kept))
    tally.measures.update(f"method.{row['method']}" for row in removed)
    tally.measures.update({f"split.{split}": pc.sum(pc.equal(kept["split"], split)).as_py() or 0 for split in shares})
    made = {
        UNIQUE.name: kept.select(UNIQUE.names).cast(UNIQUE.arrow),
        DUPLICATES.name: DUPLICATES.rows(removed),
        SIGNATURES.name: signatures.filter(pa.array(stays, pa.bool_())).cast(SIGNATURES.arrow),
    }
    return made, tally


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """An empty folder for arrays that nobody needs afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sizes(sketches: Path) -> dict[str, int]:
    return {name: store.count_rows(sketches / name) for name in store.part_names(sketches)}


def _earlier(published: Path | None) -> precedence.Earlier:
    rows = [] if published is None else list(store.batches(published, PUBLISHED))
    return precedence.Earlier(pa.concat_tables([PUBLISHED.arrow.empty_table(), *rows]))


def _warn(unsigned: int) -> None:
    """Tell that copies of some published documents cannot be told."""
    if unsigned:
        store.say(
            f"deduplicate: {unsigned} published documents are gone and their texts were withheld from the release "
            "given, so their copies are taken for new; hydrate that release first (python -m pipeline hydrate --help)."
        )


def _write_verdicts(judged: Judgement, corpus: pairing.Corpus, folder: Path) -> None:
    """Write the verdicts of each part that are not just: it stays, alone."""
    concerned, first = judged.verdicts.concerned(), 0
    for name, size in corpus.sizes.items():
        ranks = judged.ranks[first : first + size]
        rows = judged.verdicts.rows(ranks[concerned[ranks]])
        store.write_part(folder / name, VERDICTS.rows(rows), VERDICTS)
        first += size


def _recall(params: Deduplicate) -> dict[str, Any]:
    """The share of pairs that the bands find, at each similarity: a report for people."""
    similarities = sorted({params.threshold, *(step / 20 for step in range(6, 21))})
    return {
        "about": "Share of pairs of documents that share a band, by true Jaccard similarity: 1 - (1 - s^rows)^bands.",
        "threshold": params.threshold,
        "shingle_words": params.shingle_words,
        "bands": params.bands,
        "rows": params.rows,
        "curve": [
            {"similarity": s, "recall": round(bands.recall(s, bands=params.bands, rows=params.rows), 4)}
            for s in similarities
        ],
    }
