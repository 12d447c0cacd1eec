"""Check the whole dataset against its schemas and laws, and score its annotators on gold texts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import annotation, quality, scores, segmentation, store, text
from pipeline.errors import DataError
from pipeline.tally import Tally
from schemas import frames
from schemas.duplicates import DUPLICATES
from schemas.exclusions import EXCLUSIONS
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, FAILURES, ITEMS, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params
    from schemas.table import Failure, Table

_ABOUT = (
    "Scores of the annotators on texts with gold labels. The gold labels were made by language models that read each "
    "unit by the guideline in data/gold, not by people; agreement figures stand in data/gold/README.md."
)


def run(  # noqa: PLR0913  # one argument for each input that dvc.yaml names
    documents: Path,
    clean: Path,
    unique: Path,
    claims: Path,
    gold: Path,
    gold_news: Path,
    out: Path,
    *,
    params: Params,
    engine: Engine,
) -> Tally:
    """Write what is broken and how the annotators score; fail when anything is broken."""
    folders = {
        unique: (UNIQUE, DUPLICATES),
        claims: (ANNOTATED_SENTENCES, ANNOTATED_CLAIMS),
        documents: (EXCLUSIONS,),
        clean: (EXCLUSIONS,),
    }
    parts = [
        _Part(folder / table.name / name, table)
        for folder, tables in folders.items()
        for table in tables
        for name in store.part_names(folder / table.name)
    ]
    failures = [one for found in engine.map(_validate, parts) for one in found]
    failures += _laws(documents, clean, unique, claims)
    names = store.part_names(unique / UNIQUE.name)
    misplaced = engine.map(partial(_misplaced, unique=unique, claims=claims), names)
    failures = quality.merged([*failures, *(one for found in misplaced for one in found)])
    measured = _quality(gold, gold_news)
    floor = _below_floor(measured, params)
    with store.new_folder(out) as fresh:
        rows = [{"table": f.table, "rule": f.rule, "count": f.count, "examples": list(f.examples)} for f in failures]
        store.write_part(fresh / FAILURES.name / store.part_name(""), FAILURES.rows(rows), FAILURES)
        store.write_json(fresh / "quality.json", measured)
    store.refuse(failures)
    if floor:
        raise DataError(
            f"validate: the annotators score below their floor: {floor}. Mend the rules or lower the floor."
        )
    checked = sum(store.count_rows(part.path) for part in parts)
    return Tally(read=checked, kept=checked, made=len(failures))


class _Part(NamedTuple):
    path: Path
    table: Table


def _validate(part: _Part) -> list[Failure]:
    return frames.failures(part.table, store.read_part(part.path, part.table))


def _laws(documents: Path, clean: Path, unique: Path, claims: Path) -> list[Failure]:
    """Laws over all parts; texts are not read."""
    tables = {table.name: table for table in (UNIQUE, DUPLICATES, ANNOTATED_SENTENCES, ANNOTATED_CLAIMS, EXCLUSIONS)}
    census = quality.Census(tables)
    for folder, table in (
        (unique, UNIQUE),
        (unique, DUPLICATES),
        (claims, ANNOTATED_SENTENCES),
        (claims, ANNOTATED_CLAIMS),
        (documents, EXCLUSIONS),
        (clean, EXCLUSIONS),
    ):
        for rows in store.read(folder / table.name, table):
            census.add(table.name, rows)
    splits = store.read_whole(unique / UNIQUE.name, UNIQUE, ["duplicate_cluster_id", "split"])
    items = store.read_whole(documents / ITEMS.name, ITEMS, ["doc_id"]).num_rows
    at_ingest = store.read_whole(documents / EXCLUSIONS.name, EXCLUSIONS, ["key"]).num_rows
    counts = (census.rows(table.name) for table in (UNIQUE, DUPLICATES, EXCLUSIONS))
    return [
        *census.failures(),
        *quality.leaks(splits["duplicate_cluster_id"], splits["split"]),
        *quality.accounts(items + at_ingest, *counts),
    ]


def _misplaced(name: str, *, unique: Path, claims: Path) -> list[Failure]:
    documents = store.read_part(unique / UNIQUE.name / name, UNIQUE)
    sentences = store.read_part(claims / ANNOTATED_SENTENCES.name / name, ANNOTATED_SENTENCES)
    stated = store.read_part(claims / ANNOTATED_CLAIMS.name / name, ANNOTATED_CLAIMS)
    return [
        *quality.misplaced(documents, sentences, ANNOTATED_SENTENCES.name),
        *quality.misplaced(documents, stated, ANNOTATED_CLAIMS.name),
        *quality.claims_match(sentences, stated),
    ]


def _quality(*folders: Path) -> dict[str, Any]:
    sets = {folder.name: _score(folder) for folder in folders}
    return {"about": _ABOUT, "sets": sets}


def _score(folder: Path) -> dict[str, Any]:
    """Run the annotators over the gold texts as over any text."""
    described = store.read_json(folder / "set.json")
    total = scores.Scores()
    for name, raw, gold in _gold(folder, described):
        cleaned = text.clean(raw).text
        units = segmentation.units(cleaned)
        labels = annotation.annotate(cleaned, units, None)
        try:
            total.add(cleaned, gold, units, labels)
        except ValueError as error:
            raise DataError(f"{folder}: {name}: {error}; the gold labels belong to another text.") from None
    return {"about": described["about"], **total.as_json()}


def _gold(folder: Path, described: dict[str, Any]) -> Iterator[tuple[str, bytes, list[dict[str, Any]]]]:
    for document in store.read_json(folder / described["layer"]):
        if "doc" in document:
            yield document["doc"], store.read_bytes(folder / described["texts"] / document["doc"]), document["units"]


def _below_floor(measured: dict[str, Any], params: Params) -> str:
    floor = params.validate_.floors.claim_f1
    low = {name: one["columns"]["claim"]["value"] for name, one in measured["sets"].items()}
    return ", ".join(f"claim F1 {value} on {name} (floor {floor})" for name, value in low.items() if value < floor)
