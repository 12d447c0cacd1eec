from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline import croissant
from pipeline.datasheet import Work
from pipeline.manifest import File, Released, Split
from pipeline.statistics import Statistics
from schemas import released

FILE = File("data/claims/train-00000-of-00001.parquet", "f" * 64, 99)
CLAIMS = Released(released.BY_NAME["claims"], (Split("train", 1, 300, "e" * 64, (FILE,)),))
WORK = Work("Claims of Ada", ("Lovelace, Ada", "The Engine"), "1.2.3", "CC-BY-4.0")
NOTHING = Released(released.BY_NAME["exclusions"], ())

# mlcroissant 1.1 uses what rdflib 7 and pandas 3 call old.
old_calls = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated", "ignore:The inplace keyword")


def describe(*tables: Released) -> dict[str, Any]:
    return croissant.describe(WORK, tables, Statistics())


def test_every_file_stands_with_its_digest_and_every_column_as_a_field() -> None:
    described = describe(CLAIMS, NOTHING)
    (file,) = described["distribution"]
    assert (file["contentUrl"], file["sha256"], file["contentSize"]) == (FILE.path, FILE.sha256, "99 B")
    (records,) = described["recordSet"]
    fields = {field["name"]: field for field in records["field"]}
    assert list(fields) == CLAIMS.table.names
    types = [fields[name]["dataType"] for name in ("claim_id", "start", "confidence", "rules")]
    assert types == ["sc:Text", "sc:Integer", "sc:Float", "sc:Text"]
    assert [inner["name"] for inner in fields["hedges"]["subField"]] == ["start", "end", "text", "kind"]
    assert (described["name"], described["version"]) == ("claims-of-ada", "1.2.3")
    makers = [{"@type": "sc:Person", "name": "Lovelace, Ada"}, {"@type": "sc:Organization", "name": "The Engine"}]
    assert described["creator"] == makers


def test_every_reference_names_something_that_is_there() -> None:
    described = describe(CLAIMS)
    names = {file["@id"] for file in described["distribution"]}
    (records,) = described["recordSet"]
    leaves = [leaf for field in records["field"] for leaf in field.get("subField", [field])]
    assert {leaf["source"]["fileObject"]["@id"] for leaf in leaves} == names
    assert records["key"]["@id"] in {field["@id"] for field in records["field"]}


def test_files_of_one_split_are_record_sets_of_their_own() -> None:
    files = (FILE, File("data/claims/train-00001-of-00002.parquet", "a" * 64, 1))
    many = Released(CLAIMS.table, (Split("train", 2, 600, "e" * 64, files),))
    assert [records["@id"] for records in describe(many)["recordSet"]] == ["claims/train/0", "claims/train/1"]


@pytest.mark.parametrize(
    ("license_", "stated"),
    [
        ("cc-by-4.0", "https://spdx.org/licenses/CC-BY-4.0"),
        ("unknown", "unknown (see Sources and rights in README.md)"),
        ("all rights reserved", "all rights reserved (see Sources and rights in README.md)"),
    ],
)
def test_a_licence_that_nobody_knows_is_not_made_into_one(license_: str, stated: str) -> None:
    statistics = Statistics()
    statistics.sources["a", "A", license_, "yes"] = 1
    assert croissant.describe(WORK, (CLAIMS,), statistics)["license"] == [stated]


@old_calls
def test_mlcroissant_finds_nothing_to_correct(built: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing in a release depends on the clock, so it states no date of publication."""
    import mlcroissant

    metadata = mlcroissant.Dataset(built / "release" / "croissant.json").metadata
    assert metadata.ctx.issues.errors == set()
    (warning,) = metadata.ctx.issues.warnings
    assert "datePublished" in warning
    assert metadata.ctx.conforms_to.value == "http://mlcommons.org/croissant/1.1"
    assert "not standard" not in caplog.text
    rai = ("collection", "preprocessing_protocol", "annotation_protocol", "annotation_analysis", "use_cases", "biases")
    for name in (*(f"data_{one}" for one in rai), "data_limitations", "personal_sensitive_information"):
        assert getattr(metadata, name), name


@old_calls
def test_mlcroissant_reads_every_row_back(built: Path) -> None:
    import mlcroissant

    release = built / "release"
    described = json.loads((release / "croissant.json").read_text(encoding="utf-8"))
    dataset = mlcroissant.Dataset(release / "croissant.json")
    files = sorted((release / "data").rglob("*.parquet"))
    assert len(described["recordSet"]) == len(files)
    for records in described["recordSet"]:
        path = records["field"][0]["source"]["fileObject"]["@id"]
        rows = [plain(row, records["@id"]) for row in dataset.records(records["@id"])]
        assert rows == pq.read_table(release / path).to_pylist()


@old_calls
def test_mlcroissant_refuses_a_file_with_another_digest(built: Path, tmp_path: Path) -> None:
    import mlcroissant

    release = shutil.copytree(built / "release", tmp_path / "release")
    path = release / "data" / "exclusions" / "train-00000-of-00001.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)
    with pytest.raises(mlcroissant.GenerationError, match="exclusions"):
        list(mlcroissant.Dataset(release / "croissant.json").records("exclusions/train"))


def plain(value: Any, prefix: str) -> Any:
    """What mlcroissant gives, with our names: texts are bytes there, fields carry their whole id."""
    if isinstance(value, dict):
        return {name.removeprefix(f"{prefix}/"): plain(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one, prefix) for one in value]
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, dt.datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value
