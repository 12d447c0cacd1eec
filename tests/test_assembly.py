from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT
from releases import rows

from pipeline import assembly, params, standoff, store
from pipeline.chronology import Rows
from schemas import released

NO_IDS = pa.array([], pa.string())
NOBODY = standoff.Withheld(everything=False, documents=NO_IDS, claims=NO_IDS, put_back=False)
EVERYBODY = standoff.Withheld(everything=True, documents=NO_IDS, claims=NO_IDS, put_back=False)


@pytest.fixture
def quality(built: Path) -> dict[str, Any]:
    return store.read_json(built / "release" / "quality.json")


def some() -> Iterator[Rows]:
    for table in released.TABLES:
        yield Rows(table, "train", table.rows(rows()[table.name]))


def assemble(folder: Path, withheld: standoff.Withheld, quality: dict[str, Any]) -> assembly.Assembled:
    parameters = params.load(ROOT / "params.yaml").model_dump(by_alias=True)
    made = assembly.assemble(folder, some(), withheld, parameters=parameters, quality=quality)
    assembly.seal(folder, "# Changelog\n")
    return made


def test_the_folder_is_complete_and_its_checksums_name_every_file(tmp_path: Path, quality: dict[str, Any]) -> None:
    made = assemble(tmp_path, NOBODY, quality)
    stated = {line.split("  ")[1] for line in (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert stated == {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert {"pictures/reader.png", "pictures/overview.png"} < stated
    assert {"README.md", "manifest.json", "croissant.json", "CITATION.cff", "CHANGELOG.md", "quality.json"} < stated
    assert {one.table.name: one.rows for one in made.tables} == {name: len(held) for name, held in rows().items()}


def test_what_is_withheld_is_in_no_file_and_its_digest_in_the_manifest(tmp_path: Path, quality: dict[str, Any]) -> None:
    assemble(tmp_path / "full", NOBODY, quality)
    assemble(tmp_path / "told", EVERYBODY, quality)
    full, told = (store.read_json(tmp_path / name / "manifest.json")["tables"] for name in ("full", "told"))
    for name in ("documents", "sentences", "claims"):
        (split,) = told[name]["splits"].values()
        assert split["hydrated_sha256"] == full[name]["splits"]["train"]["values_sha256"]
        assert set(pq.read_table(tmp_path / "told" / "data" / name)["text"].to_pylist()) == {""}
    assert told["exclusions"]["values_sha256"] == full["exclusions"]["values_sha256"]
