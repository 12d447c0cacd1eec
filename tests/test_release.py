from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import datasets
import pyarrow.parquet as pq
import pytest
import yaml
from conftest import ROOT

from pipeline import manifest
from schemas import released

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def release(built: Path) -> Path:
    return built / "release"


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., datasets.DatasetDict]:
    """load_dataset with a cache of its own and no network."""
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)

    def load(release: Path, config: str, **options: object) -> datasets.DatasetDict:
        return datasets.load_dataset(str(release), config, cache_dir=str(tmp_path), **options)

    return load


def described(release: Path) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    return json.loads((release / "manifest.json").read_text(encoding="utf-8"))


def test_every_config_of_the_card_loads_with_the_features_of_the_schemas(
    release: Path, load: Callable[..., datasets.DatasetDict]
) -> None:
    configs = datasets.get_dataset_config_names(str(release))
    assert set(configs) == {table.name for table in released.TABLES}
    for config in configs:
        table = released.BY_NAME[config]
        loaded = load(release, config)
        assert {split: len(rows) for split, rows in loaded.items()} == {
            split: one["rows"] for split, one in described(release)["tables"][config]["splits"].items()
        }
        for rows in loaded.values():
            assert str(rows.info.version) == "1.0.0"
            assert list(rows.features) == table.names
            for column in table.columns:
                feature = rows.features[column.name]
                assert (feature.names if column.enum else None) == (list(column.enum) if column.enum else None)


def test_a_stream_has_the_rows_of_a_load(release: Path, load: Callable[..., datasets.DatasetDict]) -> None:
    for config in ("documents", "claims", "duplicates", "exclusions"):
        whole = load(release, config)
        stream = load(release, config, streaming=True)
        for split in whole:
            assert list(stream[split]) == list(whole[split])


def test_every_row_is_the_slice_of_its_document(release: Path, load: Callable[..., datasets.DatasetDict]) -> None:
    texts = {row["doc_id"]: row["text"] for split in load(release, "documents").values() for row in split}
    for config in ("sentences", "claims"):
        for split in load(release, config).values():
            for row in split:
                assert texts[row["doc_id"]][row["start"] : row["end"]] == row["text"]


def test_class_labels_give_back_the_strings_of_the_files(
    release: Path, load: Callable[..., datasets.DatasetDict]
) -> None:
    loaded = load(release, "claims")
    for split, rows in loaded.items():
        names = [rows.features["claim_type"].int2str(number) for number in rows["claim_type"]]
        paths = sorted((release / "data" / "claims").glob(f"{split}-*"))
        assert names == [name for path in paths for name in pq.read_table(path)["claim_type"].to_pylist()]


def test_what_was_left_out_is_in_the_release(release: Path) -> None:
    (path,) = (release / "data" / "exclusions").iterdir()
    reasons = {row["key"]: row["reason"] for row in pq.read_table(path).to_pylist()}
    assert reasons == {"empty.txt": "empty", "picture.txt": "binary", "short.txt": "too_short"}
    (path,) = (release / "data" / "duplicates").iterdir()
    removed = {row["removed_key"]: (row["method"], row["similarity"]) for row in pq.read_table(path).to_pylist()}
    assert len(removed) == 2
    assert set(removed.values()) == {("exact", 1.0)}


def test_the_folder_holds_what_the_checksums_name(release: Path) -> None:
    stated = manifest.parse_sums((release / "SHA256SUMS").read_text(encoding="utf-8"))
    there = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert there == {*stated, "SHA256SUMS"}
    assert {"README.md", "CHANGELOG.md", "CITATION.cff", "croissant.json", "manifest.json", "quality.json"} < there


def test_files_carry_the_key_that_datasets_reads(release: Path) -> None:
    for table in released.TABLES:
        for path in (release / "data" / table.name).glob("*.parquet"):
            assert pq.read_schema(path).metadata[b"huggingface"] == table.arrow.metadata[b"huggingface"]


def test_the_card_counts_what_the_manifest_counts(release: Path) -> None:
    text = (release / "README.md").read_text(encoding="utf-8")
    head = yaml.safe_load(text.split("---\n")[1])
    tables = described(release)["tables"]
    for info in head["dataset_info"]:
        for split in info["splits"]:
            assert split["num_examples"] == tables[info["config_name"]]["splits"][split["name"]]["rows"]
    for name, table in tables.items():
        for split, one in table["splits"].items():
            assert f"| {name} | {split} | {one['rows']} |" in text
    assert f"| claims | {tables['claims']['rows']} |" in text


def test_a_table_without_rows_stands_in_the_manifest_alone(tmp_path: Path, run: Run) -> None:
    done = run("build", ROOT / "data" / "raw", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    release = tmp_path / "out" / "release"
    assert described(release)["tables"]["exclusions"]["rows"] == 0
    assert datasets.get_dataset_config_names(str(release)) == ["documents", "sentences", "claims", "claim_links"]
    assert not (release / "data" / "exclusions").exists()
