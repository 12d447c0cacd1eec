from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyarrow as pa
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


@pytest.mark.parametrize("cuts", [(1,), (7, 50, 51), tuple(range(1, 100))])
def test_files_and_row_groups_are_cut_between_the_same_rows_however_these_arrive(
    cuts: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "_GROUP_BYTES", 1_000)
    monkeypatch.setattr(shards, "_FILE_BYTES", 5_000)
    (one,), (other,) = write(tmp_path / "a").splits, write(tmp_path / "b", *cuts).splits
    assert len(one.files) > 1
    assert (one.files, one.num_bytes) == (other.files, other.num_bytes)


def test_rows_that_follow_move_no_cut_before_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_GROUP_BYTES", 1_000)
    monkeypatch.setattr(shards, "_FILE_BYTES", 5_000)
    (old,) = write(tmp_path / "a").splits
    more = shards.Shards(tmp_path / "b", EXCLUSIONS, ("train",))
    more.add("train", ROWS)
    more.add("train", EXCLUSIONS.rows([row("exclusions", key=f"z{i:03d}.txt") for i in range(40)]))
    (new,) = more.close().splits
    assert [file.sha256 for file in new.files[: len(old.files) - 1]] == [file.sha256 for file in old.files[:-1]]


def test_the_digest_with_all_texts_is_stated_where_some_are_withheld(tmp_path: Path) -> None:
    told = write(tmp_path / "a")
    table = shards.Shards(tmp_path / "b", EXCLUSIONS, ("train",), withheld=True)
    empty = ROWS.set_column(2, EXCLUSIONS.arrow.field(2), pa.array([""] * 100))
    table.add("train", empty, ROWS)
    (split,) = table.close().splits
    assert split.hydrated_sha256 == told.splits[0].values_sha256
    assert split.values_sha256 != split.hydrated_sha256
    assert told.splits[0].hydrated_sha256 is None
