"""Put the texts back into a release that withholds them, from one's own copies of the raw files.

The raw files go through the stages that cleaned them for the release. A text must have the digest that the release
states, and in the end every table the digest of the full one; anything else is refused.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pydantic import ValidationError

from pipeline import assembly, buckets, build, corrections, evidence, standoff, store, titles
from pipeline.chronology import Rows
from pipeline.engine import Engine
from pipeline.errors import DataError, UsageError
from pipeline.params import Params
from pipeline.snapshots import Release
from schemas import released
from schemas.claim_links import CLAIM_LINKS
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS, SPLITS
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, CLEAN, UNIQUE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.manifest import Released
    from schemas.table import Table

    Row = dict[str, Any]

# Columns of a document that hold its words.
_OF_TEXT = ("title", "text")
_NOBODY = pa.array([], pa.string())


def command(options: argparse.Namespace) -> int:
    """Write the full release into ``OUT``."""
    if options.out.exists() and any(options.out.iterdir()):
        raise UsageError(f"{options.out}: is not empty; choose another place.")
    release = Release(options.release)
    chosen = _chosen(release)
    withheld = dict(_withheld(release))
    barred = any(row["redistributable"] == "no" for row in withheld.values())
    put_back = barred or "texts_put_back" in release.described
    work = options.out.parent / ".parts" / f"hydrate.{os.getpid()}"
    try:
        if withheld:
            _lay_out(work, withheld, chosen.clean.language, options.corrections)
            _make(work, options.raw, withheld, chosen)
            _link(work, release, set(withheld), chosen)
        with store.new_folder(options.out) as fresh:
            made = assembly.assemble(
                fresh,
                _rows(release, work, set(withheld), released.TABLES),
                standoff.Withheld(everything=False, documents=_NOBODY, claims=_NOBODY, put_back=put_back),
                parameters=chosen.model_dump(by_alias=True),
                quality=store.read_json(options.release / "quality.json"),
            )
            _refuse_other_rows(release, made.tables)
            assembly.seal(fresh, store.read_text(options.release / "CHANGELOG.md"))
    finally:
        shutil.rmtree(work, ignore_errors=True)
        with suppress(OSError):
            work.parent.rmdir()
    store.say(f"{options.out}: {len(withheld)} texts put back, every table as in the full release")
    return 0


def _chosen(release: Release) -> Params:
    """The parameters of the release, with all texts."""
    stated = release.described["parameters"]
    try:
        return Params.model_validate(stated | {"release": stated["release"] | {"text": "full"}})
    except ValidationError as error:
        raise DataError(f"hydrate: the release has parameters of another version of this project ({error}).") from None


def _withheld(release: Release) -> Iterator[tuple[str, Row]]:
    """What the release states of each document whose text it withholds, by its id."""
    for split, path in release.files(DOCUMENTS.name):
        for rows in store.batches(path, DOCUMENTS):
            for row in rows.drop_columns(["alignment", "repairs"]).to_pylist():
                if not row["text"]:
                    yield row["doc_id"], row | {"split": split}


def _lay_out(work: Path, withheld: dict[str, Row], language: str, file: Path | None) -> None:
    """Write the sources of the documents, and the corrections of their texts that somebody gives."""
    store.write_json(work / "sources.yaml", {"sources": _sources(withheld, language)})
    keys = {row["key"] for row in withheld.values()}
    fitting = [entry for entry in _entries(file) if entry["action"] == "replace" and entry["key"] in keys]
    store.write_json(work / "corrections.yaml", {"corrections": fitting})


def _entries(file: Path | None) -> list[Row]:
    """The entries of a file of corrections, all of them well formed."""
    if file is None:
        return []
    tree = store.read_yaml(file)
    corrections.parse(tree, store.read_json(store.ROOT / "schemas" / "corrections.schema.json"), str(file))
    entries: list[Row] = tree["corrections"]
    return entries


def _make(work: Path, raw: str, withheld: dict[str, Row], chosen: Params) -> None:
    """Make the withheld documents again, by the stages up to their labels."""
    given: dict[str, Path | str | None] = {"data/raw": raw}
    given |= {f"data/{name}": work / name for name in ("sources.yaml", "corrections.yaml")}
    # Files that are not of the release may be as poor as they like.
    lenient = chosen.model_copy(update={"clean": chosen.clean.model_copy(update={"max_excluded_share": 1.0})})
    with Engine(os.environ.get("PIPELINE_ENGINE")) as engine:
        build.run(("ingest", "clean"), given, work, chosen=lenient, engine=engine)
        _keep(work, withheld)
        build.run(("segment", "annotate"), given, work, chosen=lenient, engine=engine)


def _link(work: Path, release: Release, withheld: set[str], chosen: Params) -> None:
    """Link the whole release again, for the reasons of its links."""
    tables = release.described["tables"]
    size = sum(file["bytes"] for one in tables.values() for split in one["splits"].values() for file in split["files"])
    length = buckets.digits(tables[DOCUMENTS.name]["rows"], size)
    evidence.lay_out(_rows(release, work, withheld, evidence.TABLES), work / "whole", length)
    with Engine(os.environ.get("PIPELINE_ENGINE")) as engine:
        build.run(("link",), {}, work / "whole", chosen=chosen, engine=engine)


def _sources(withheld: dict[str, Row], language: str) -> list[dict[str, Any]]:
    """The sources as the release names them, so that the documents get their ids again; other files are of nobody."""
    found: dict[str, dict[str, Any]] = {}
    for row in withheld.values():
        stated = {name: row[name] for name in ("source_id", "license", "redistributable", "language")}
        files = found.setdefault(row["source_id"], stated | {"name": row["source"], "files": []})["files"]
        if (file := row["key"].partition("#")[0]) not in files[-1:]:
            files.append(file)
    others = {"source_id": "local", "name": "local", "license": "unknown", "redistributable": "unknown"}
    last = found.pop("local", others | {"language": language, "files": []})
    last["files"].append("*")
    return [*found.values(), last]


def _keep(work: Path, withheld: dict[str, Row]) -> None:
    """Pass on the clean texts of the release: all of them, no others, each with the digest that it states."""
    left = dict(withheld)
    for name in store.part_names(work / "clean" / CLEAN.name):
        part = store.read_part(work / "clean" / CLEAN.name / name, CLEAN)
        pairs = zip(part["doc_id"].to_pylist(), part["text_sha256"].to_pylist(), strict=True)
        same = [withheld.get(doc_id, {}).get("text_sha256") == digest for doc_id, digest in pairs]
        kept = part.filter(pa.array(same, pa.bool_()))
        stated = [left.pop(doc_id) for doc_id in kept["doc_id"].to_pylist()]
        for column in ("duplicate_cluster_id", "split"):
            kept = kept.append_column(column, pa.array([row[column] for row in stated], pa.string()))
        store.write_part(work / "unique" / UNIQUE.name / name, kept.select(UNIQUE.names).cast(UNIQUE.arrow), UNIQUE)
    if left:
        keys = ", ".join(sorted(row["key"] for row in left.values())[:5])
        raise DataError(
            f"hydrate: {len(left)} of {len(withheld)} texts are missing or are not those of the release (their "
            f"text_sha256 differs): {keys}. Get the files as they were when the release was made, and "
            "its corrections (--corrections FILE)."
        )


def _rows(release: Release, work: Path, withheld: set[str], tables: tuple[Table, ...]) -> Iterator[Rows]:
    """The rows of the release in their order, with their words."""
    for table in tables:
        for split, path in sorted(release.files(table.name), key=lambda file: SPLITS.index(file[0])):
            for rows in store.batches(path, table):
                yield Rows(table, split, _filled(table, rows, work, withheld))


def _filled(table: Table, rows: pa.Table, work: Path, withheld: set[str]) -> pa.Table:
    """Some rows with the words of the documents that were made again."""
    if withheld and table is CLAIM_LINKS:
        return evidence.restored(rows, work / "whole" / "links")
    if not withheld or "doc_id" not in table.names:
        return rows
    texts = _owned(work / "unique", UNIQUE, rows)
    if table is DOCUMENTS:
        lines = _owned(work / "claims", ANNOTATED_SENTENCES, rows)
        made = {row["doc_id"]: row for row in titles.titled(texts, lines).select(["doc_id", *_OF_TEXT]).to_pylist()}
        for name in _OF_TEXT:
            pairs = zip(rows["doc_id"].to_pylist(), rows[name].to_pylist(), strict=True)
            values = [made[doc_id][name] if doc_id in made else value for doc_id, value in pairs]
            rows = rows.set_column(rows.column_names.index(name), DOCUMENTS[name].field, pa.array(values, pa.string()))
        return rows
    text_of = dict(zip(texts["doc_id"].to_pylist(), texts["text"].to_pylist(), strict=True))
    words = _words(_owned(work / "claims", ANNOTATED_CLAIMS, rows)) if table is CLAIMS else {}
    return table.rows(
        [
            standoff.restored(table, row, text_of[row["doc_id"]], words.get(row[table.key], {}))
            if row["doc_id"] in text_of
            else row
            for row in rows.to_pylist()
        ]
    )


def _owned(folder: Path, table: Table, rows: pa.Table) -> pa.Table:
    """The rows of a table of parts that belong to the same documents."""
    return store.read_owned(sorted((folder / table.name).glob("part-*.parquet")), table, rows["doc_id"])


def _words(claims: pa.Table) -> dict[str, dict[tuple[int, int], Row]]:
    """The words of each claim's quantities, by their spans: units and nouns have no span of their own."""
    pairs = zip(claims["claim_id"].to_pylist(), claims["quantities"].to_pylist(), strict=True)
    return {claim: {(one["start"], one["end"]): one for one in quantities} for claim, quantities in pairs}


def _refuse_other_rows(release: Release, made: tuple[Released, ...]) -> None:
    """Every table must be that of the full release."""
    for one in made:
        stated = release.described["tables"][one.table.name]["splits"]
        for split in one.splits:
            known = stated[split.name]
            if split.values_sha256 != known.get("hydrated_sha256", known["values_sha256"]):
                raise DataError(
                    f"hydrate: {one.table.name} ({split.name}) did not become that of the full release. Use the "
                    "version of this project that made it: another one reads amounts and titles in another way."
                )
