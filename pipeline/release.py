"""Assemble the release: a folder that is the dataset repository, byte for byte the same for the same input."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import card, croissant, manifest, plots, standoff, store, versions
from pipeline.shards import Shards
from pipeline.statistics import Statistics
from pipeline.tally import Tally
from schemas import released
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
    validation: Path,
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
    parameters = params.model_dump(by_alias=True)
    with store.new_folder(out) as fresh:
        statistics = Statistics()
        tables = _tables(fresh, _rows(documents, clean, unique, claims, params), statistics)
        lock = store.digest(store.ROOT / "requirements.lock")
        store.write_json(fresh / manifest.NAME, manifest.describe(version, tables, parameters, lock))
        pin = store.digest(fresh / manifest.NAME)  # the card names it, so that a copied snippet pins the content
        store.write_text(fresh / "README.md", card.render(tables, statistics, quality, parameters, pin))
        store.write_json(fresh / "croissant.json", croissant.describe(version, tables, statistics))
        store.write_text(fresh / "CHANGELOG.md", notes)
        store.write_text(fresh / "CITATION.cff", versions.cited(store.read_text(store.ROOT / "CITATION.cff"), version))
        store.write_json(fresh / "quality.json", quality)
        store.write_text(fresh / manifest.SUMS, manifest.sums(store.digests(fresh)))
    reports = out.parent / "reports"
    store.write_text(reports / "funnel.csv", plots.funnel(tables))
    store.write_text(reports / "labels.csv", plots.labels(statistics))
    store.write_text(reports / "quality.csv", plots.quality(quality))
    rows = sum(table.rows for table in tables)
    tally = Tally(read=rows, kept=rows, made=rows)
    tally.measures.update({f"rows.{table.table.name}": table.rows for table in tables})
    return tally


def _tables(
    folder: Path, rows: Iterator[tuple[Table, str, pa.Table]], statistics: Statistics
) -> tuple[manifest.Released, ...]:
    shards = {table.name: Shards(folder, table, released.splits(table)) for table in released.TABLES}
    for table, split, some in rows:
        statistics.add(table, some)
        shards[table.name].add(split, some)
    return tuple(shards[table.name].close() for table in released.TABLES)


def _rows(
    documents: Path, clean: Path, unique: Path, claims: Path, params: Params
) -> Iterator[tuple[Table, str, pa.Table]]:
    """Every row of the release, part by part, so in the order of document ids; with its table and split."""
    for name in store.part_names(unique / UNIQUE.name):
        yield from _of_part(name, unique, claims, params)
    yield DUPLICATES, SPLITS[0], store.read_sorted([unique], DUPLICATES)
    yield EXCLUSIONS, SPLITS[0], store.read_sorted([documents, clean], EXCLUSIONS)


def _of_part(name: str, unique: Path, claims: Path, params: Params) -> Iterator[tuple[Table, str, pa.Table]]:
    texts = store.read_part(unique / UNIQUE.name / name, UNIQUE)
    sentences = store.read_part(claims / ANNOTATED_SENTENCES.name / name, ANNOTATED_SENTENCES)
    stated = store.read_part(claims / ANNOTATED_CLAIMS.name / name, ANNOTATED_CLAIMS)
    counted = _counted(_counted(_titled(texts, sentences), "n_sentences", sentences), "n_claims", stated)
    splits = dict(zip(texts["doc_id"].to_pylist(), texts["split"].to_pylist(), strict=True))
    withheld = _withheld(texts, params)
    for table, rows in ((DOCUMENTS, counted), (SENTENCES, sentences), (CLAIMS, _unlinked(stated))):
        whole = _constant(rows, "since_version", params.release.version).select(table.names).cast(table.arrow)
        owners = whole["doc_id"].to_pylist()
        told = standoff.withhold(table, whole, pa.array([owner in withheld for owner in owners], pa.bool_()))
        held = pa.array([splits[owner] for owner in owners], pa.string())
        for split in SPLITS:
            yield table, split, told.filter(pc.equal(held, split))


def _withheld(documents: pa.Table, params: Params) -> set[str]:
    """Documents whose words the release does not pass on."""
    if params.release.text == "standoff":
        return set(documents["doc_id"].to_pylist())
    return set(documents.filter(pc.equal(documents["redistributable"], "no"))["doc_id"].to_pylist())


def _titled(documents: pa.Table, sentences: pa.Table) -> pa.Table:
    """With the title that the text shows, where the source states none."""
    lines = sentences.filter(pc.equal(sentences["kind"], "title"))
    shown = dict(zip(lines["doc_id"].to_pylist()[::-1], lines["text"].to_pylist()[::-1], strict=True))
    stated = zip(documents["doc_id"].to_pylist(), documents["title"].to_pylist(), strict=True)
    titles = pa.array([title if title is not None else shown.get(doc_id) for doc_id, title in stated], pa.string())
    return documents.set_column(documents.column_names.index("title"), "title", titles)


def _counted(documents: pa.Table, column: str, rows: pa.Table) -> pa.Table:
    """With the number of rows of each document."""
    counts = Counter(rows["doc_id"].to_pylist())
    values = [counts[doc_id] for doc_id in documents["doc_id"].to_pylist()]
    return documents.append_column(column, pa.array(values, pa.int32()))


def _unlinked(claims: pa.Table) -> pa.Table:
    """Without links between documents every claim stands alone."""
    alone = claims.append_column("claim_cluster_id", pa.nulls(len(claims), pa.string()))
    return _constant(alone, "independent_sources", 1)


def _constant(rows: pa.Table, column: str, value: Any) -> pa.Table:  # noqa: ANN401  # a string or a number
    return rows.append_column(column, pa.repeat(value, len(rows)))
