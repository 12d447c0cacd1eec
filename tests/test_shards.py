from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rows import row

from pipeline import shards, store
from pipeline.digests import TableDigest
from schemas.exclusions import EXCLUSIONS

ROWS = EXCLUSIONS.rows([row("exclusions", key=f"{i:03d}.txt") for i in range(100)])


def write(folder: Path, *cuts: int) -> shards.Released:
    writer = shards.Shards(folder, EXCLUSIONS, ("train", "test"))
    bounds = [0, *cuts, len(ROWS)]
    for start, end in pairwise(bounds):
        writer.add("train", ROWS.slice(start, end - start))
    return writer.close()


def test_a_split_without_rows_gets_no_file(tmp_path: Path) -> None:
    released = write(tmp_path)
    assert [split.name for split in released.splits] == ["train"]
    assert [path.name for path in (tmp_path / "data" / "exclusions").iterdir()] == ["train-00000-of-00001.parquet"]


def test_what_is_told_is_what_was_written(tmp_path: Path) -> None:
    (split,) = write(tmp_path).splits
    (file,) = split.files
    path = tmp_path / file.path
    digest = TableDigest(EXCLUSIONS)
    digest.add(ROWS)
    assert (split.rows, split.values_sha256) == (100, digest.hexdigest())
    assert (file.sha256, file.size) == (store.digest(path), path.stat().st_size)
    assert pq.read_table(path) == ROWS


def test_files_and_row_groups_close_at_their_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_GROUP_BYTES", 1_000)
    monkeypatch.setattr(shards, "_FILE_BYTES", 5_000)
    (split,) = write(tmp_path, *range(5, 100, 5)).splits
    names = [file.path.rsplit("/", 1)[1] for file in split.files]
    assert len(names) > 1
    assert names[0] == f"train-00000-of-{len(names):05d}.parquet"
    rows = [row for file in split.files for row in pq.read_table(tmp_path / file.path).to_pylist()]
    assert rows == ROWS.to_pylist()
    assert pq.ParquetFile(tmp_path / split.files[0].path).num_row_groups > 1


def test_how_rows_arrive_makes_no_difference_to_the_bytes(tmp_path: Path) -> None:
    one, other = write(tmp_path / "a"), write(tmp_path / "b", 7, 50, 51)
    assert [file.sha256 for split in one.splits for file in split.files] == [
        file.sha256 for split in other.splits for file in split.files
    ]
