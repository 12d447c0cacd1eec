"""Assemble the release: a folder that is the dataset repository, byte for byte the same for the same input."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import assembly, chronology, comparison, difference, ledger, plots, store, titles, versions
from pipeline.chronology import Rows
from pipeline.snapshots import Release
from pipeline.standoff import Withheld
from pipeline.tally import Tally
from schemas.claim_links import CLAIM_CLUSTERS, CLAIM_LINKS, LINKS
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS, SPLITS
from schemas.duplicates import DUPLICATES
from schemas.exclusions import EXCLUSIONS
from schemas.sentences import SENTENCES
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params
    from schemas.table import Table


def run(  # noqa: PLR0913, PLR0917  # one argument for each input that dvc.yaml names
    documents: Path,
    clean: Path,
    unique: Path,
    claims: Path,
    links: Path,
    validation: Path,
    closed: Path | None,
    changelog: Path | None,
    out: Path,
    *,
    params: Params,
    engine: Engine,  # noqa: ARG001  # one ordered pass over the parts
) -> Tally:
    """Write tables, card, checksums, manifest and changelog into ``out``."""
    version = params.release.version
    notes = versions.notes(store.read_text(changelog), version) if changelog else versions.first(version)
    quality = store.read_json(validation / "quality.json")
    past = ledger.History(closed, version)
    rows = _rows(_Made(documents, clean, unique, claims, links), past)
    ordered = chronology.by_version(rows, past.oldest, out.parent / ".parts" / "later")
    with store.new_folder(out) as fresh:
        made = assembly.assemble(
            fresh,
            ordered,
            _withheld(unique, claims, params),
            parameters=params.model_dump(by_alias=True),
            quality=quality,
        )
        assembly.seal(fresh, _told(fresh, past, notes))
    reports = out.parent / "reports"
    store.write_text(reports / "funnel.csv", plots.funnel(made.tables))
    store.write_text(reports / "labels.csv", plots.labels(made.statistics))
    store.write_text(reports / "quality.csv", plots.quality(quality))
    total = sum(table.rows for table in made.tables)
    tally = Tally(read=total, kept=total, made=total)
    tally.measures.update({f"rows.{table.table.name}": table.rows for table in made.tables})
    return tally


def _told(fresh: Path, past: ledger.History, notes: str) -> str:
    """The changelog with what changed since the previous version; fails where the version promises less."""
    made = Release(fresh)
    if past.same is not None:
        difference.enforce(comparison.compare(past.same, made))
    if past.previous is None:
        return notes
    found = comparison.compare(past.previous, made)
    difference.enforce(found)
    return versions.with_counts(notes, found.new, difference.counted(found))


class _Made(NamedTuple):
    """The folders that the stages before have filled."""

    documents: Path
    clean: Path
    unique: Path
    claims: Path
    links: Path


def _rows(made: _Made, past: ledger.History) -> Iterator[Rows]:
    """Every row of the release, part by part, so in the order of document ids; with its table and split."""
    names = store.part_names(made.unique / UNIQUE.name)
    for name in names:
        yield from _of_part(name, made, past)
    for name in names:
        linked = store.read_part(made.links / LINKS.name / name, LINKS)
        yield Rows(CLAIM_LINKS, SPLITS[0], _dated(CLAIM_LINKS, linked, past))
    yield Rows(DUPLICATES, SPLITS[0], store.read_sorted([made.unique], DUPLICATES))
    yield Rows(EXCLUSIONS, SPLITS[0], store.read_sorted([made.documents, made.clean], EXCLUSIONS))


def _of_part(name: str, made: _Made, past: ledger.History) -> Iterator[Rows]:
    texts = store.read_part(made.unique / UNIQUE.name / name, UNIQUE)
    sentences = store.read_part(made.claims / ANNOTATED_SENTENCES.name / name, ANNOTATED_SENTENCES)
    stated = store.read_part(made.claims / ANNOTATED_CLAIMS.name / name, ANNOTATED_CLAIMS)
    clusters = store.read_part(made.links / CLAIM_CLUSTERS.name / name, CLAIM_CLUSTERS)
    counted = _counted(_counted(titles.titled(texts, sentences), "n_sentences", sentences), "n_claims", stated)
    splits = dict(zip(texts["doc_id"].to_pylist(), texts["split"].to_pylist(), strict=True))
    for table, rows in ((DOCUMENTS, counted), (SENTENCES, sentences), (CLAIMS, _clustered(stated, clusters))):
        whole = _dated(table, rows, past)
        held = pa.array([splits[owner] for owner in whole["doc_id"].to_pylist()], pa.string())
        for split in SPLITS:
            yield Rows(table, split, whole.filter(pc.equal(held, split)))


def _withheld(unique: Path, claims: Path, params: Params) -> Withheld:
    """Documents whose words the release does not pass on, and their claims."""
    rights = store.read_whole(unique / UNIQUE.name, UNIQUE, ["doc_id", "redistributable"])
    barred = rights.filter(pc.equal(rights["redistributable"], "no"))["doc_id"].combine_chunks()
    parts = store.part_names(claims / ANNOTATED_CLAIMS.name) if len(barred) else []
    owned = [pa.array([], pa.string())]
    for name in parts:
        stated = store.read_columns(claims / ANNOTATED_CLAIMS.name / name, ANNOTATED_CLAIMS, ["claim_id", "doc_id"])
        owned += stated.filter(pc.is_in(stated["doc_id"], value_set=barred))["claim_id"].chunks
    everything = params.release.text == "standoff"
    return Withheld(everything=everything, documents=barred, claims=pa.concat_arrays(owned), put_back=False)


def _counted(documents: pa.Table, column: str, rows: pa.Table) -> pa.Table:
    """With the number of rows of each document."""
    counts = Counter(rows["doc_id"].to_pylist())
    values = [counts[doc_id] for doc_id in documents["doc_id"].to_pylist()]
    return documents.append_column(column, pa.array(values, pa.int32()))


def _clustered(claims: pa.Table, clusters: pa.Table) -> pa.Table:
    """With the cluster of each claim; one that agrees with no other stands alone."""
    places = pc.index_in(claims["claim_id"], value_set=clusters["claim_id"].combine_chunks())
    linked = claims.append_column("claim_cluster_id", clusters["claim_cluster_id"].take(places))
    counts = pc.fill_null(clusters["independent_sources"].take(places), 1)
    return linked.append_column("independent_sources", counts)


def _dated(table: Table, rows: pa.Table, past: ledger.History) -> pa.Table:
    """With the version in which each row first appeared, in the columns of the table."""
    dated = rows.append_column("since_version", past.since(table.name, rows[table.key]))
    return dated.select(table.names).cast(table.arrow)
