from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from pipeline import manifest
from pipeline.manifest import File, Released, Split
from schemas.claims import CLAIMS
from schemas.exclusions import EXCLUSIONS

SPLIT = Split("train", 3, 300, "e" * 64, (File("data/exclusions/train-00000-of-00001.parquet", "f" * 64, 99),))


def test_a_table_stands_in_the_manifest_with_rows_and_digests() -> None:
    described = manifest.describe("1.2.3", (Released(EXCLUSIONS, (SPLIT,)),), {"a": 1}, "1" * 64)
    table = described["tables"]["exclusions"]
    assert (described["version"], table["rows"], table["splits"]["train"]["values_sha256"]) == ("1.2.3", 3, "e" * 64)
    assert table["splits"]["train"]["files"] == [{"path": SPLIT.files[0].path, "sha256": "f" * 64, "bytes": 99}]


def test_a_table_without_rows_stands_there_with_none() -> None:
    described = manifest.describe("1.2.3", (Released(EXCLUSIONS, ()),), {}, "1" * 64)
    table = described["tables"]["exclusions"]
    assert (table["rows"], table["splits"]) == (0, {})


def test_the_digest_of_parameters_does_not_depend_on_their_order() -> None:
    one = manifest.describe("1.0.0", (), {"a": 1, "b": 2}, "")["parameters_sha256"]
    assert one == manifest.describe("1.0.0", (), {"b": 2, "a": 1}, "")["parameters_sha256"]
    assert one != manifest.describe("1.0.0", (), {"a": 1, "b": 3}, "")["parameters_sha256"]


def test_checksums_survive_their_file() -> None:
    digests = {"README.md": "a" * 64, "data/x y.parquet": "b" * 64}
    assert manifest.parse_sums(manifest.sums(digests)) == digests


@pytest.mark.parametrize("line", ["abc  README.md", "a" * 64 + " README.md", "nothing"])
def test_a_line_that_is_no_checksum_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no line of SHA256SUMS"):
        manifest.parse_sums(line)


def described(version: str = "1.0.0", lock: str = "1" * 64, **changes: Any) -> dict[str, Any]:
    split = dataclasses.replace(SPLIT, **changes)
    return manifest.describe(version, (Released(EXCLUSIONS, (split,)),), {}, lock)


def test_the_manifest_says_what_programs_of_readers_rely_on() -> None:
    table = described()["tables"]["exclusions"]
    assert table["key"] == "key"
    assert table["columns"]["raw_bytes"] == {"type": "int64"}
    assert table["columns"]["reason"] == {"type": "string", "labels": list(EXCLUSIONS["reason"].enum or ())}
    spans = manifest.describe("1.0.0", (Released(CLAIMS, ()),), {}, "")["tables"]["claims"]["columns"]["hedges"]
    assert spans == {"type": "list<struct<start: int32, end: int32, text: string, kind: string>>"}


@pytest.mark.parametrize(
    ("made", "rules"),
    [
        (described(), []),
        (described(lock="2" * 64), []),
        (described("1.0.1"), ["version == that of the closed version"]),
        (described(values_sha256="0" * 64), ["values_sha256 == that of the closed version"]),
        (described(name="test"), ["values_sha256 == that of the closed version"] * 2),
        (described(files=()), ["sha256 of files == that of the closed version"]),
        (described(lock="2" * 64, files=()), []),
        (described(lock="2" * 64, values_sha256="0" * 64), ["values_sha256 == that of the closed version"]),
    ],
)
def test_values_count_always_and_bytes_under_the_same_lock_file(made: dict[str, Any], rules: list[str]) -> None:
    assert [failure.rule for failure in manifest.failures(made, described())] == rules


def test_other_columns_are_told() -> None:
    made = described()
    del made["tables"]["exclusions"]["columns"]["detail"]
    assert [one.rule for one in manifest.failures(made, described())] == ["columns == those of the closed version"]
