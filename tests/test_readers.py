from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datasets
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

from schemas import released

Rows = list[dict[str, Any]]


def with_pandas(files: list[str]) -> Rows:
    import pandas as pd

    return [row for file in files for row in pd.read_parquet(file).to_dict("records")]


def with_pandas_on_arrow(files: list[str]) -> Rows:
    import pandas as pd

    return [row for file in files for row in pd.read_parquet(file, dtype_backend="pyarrow").to_dict("records")]


def with_polars(files: list[str]) -> Rows:
    import polars as pl

    return pl.read_parquet(files).to_dicts()


def with_polars_lazily(files: list[str]) -> Rows:
    import polars as pl

    return pl.scan_parquet(files).collect().to_dicts()


def with_duckdb(files: list[str]) -> Rows:
    import duckdb

    found = duckdb.execute("FROM read_parquet(?)", [files])
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def with_arrow(files: list[str]) -> Rows:
    return pyarrow.dataset.dataset(files).to_table().to_pylist()


READERS = [with_pandas, with_pandas_on_arrow, with_polars, with_polars_lazily, with_duckdb, with_arrow]


def plain(value: Any) -> Any:
    """A value as Python has it: readers differ in what they put in place of lists, dates and nothing."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dt.datetime):
        return value.date()
    missing = value is None or type(value).__name__ in {"NAType", "NaTType"} or (value != value)  # noqa: PLR0124  # NaN
    return None if missing else value


def splits(release: Path, config: str) -> dict[str, list[str]]:
    files: dict[str, list[str]] = {}
    for path in sorted((release / "data" / config).glob("*.parquet")):
        files.setdefault(path.name.split("-")[0], []).append(str(path))
    return files


def stated(files: list[str]) -> Rows:
    return [row for file in files for row in pq.read_table(file).to_pylist()]


@pytest.mark.parametrize("config", released.BY_NAME)
@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_every_reader_gives_the_same_rows(read: Callable[[list[str]], Rows], config: str, built: Path) -> None:
    for files in splits(built / "release", config).values():
        rows = [plain(row) for row in read(files)]
        assert rows
        assert rows == [plain(row) for row in stated(files)]


@pytest.mark.parametrize("config", released.BY_NAME)
@pytest.mark.parametrize("streaming", [False, True])
def test_datasets_gives_the_same_rows(
    streaming: bool,  # noqa: FBT001  # a parameter of the test
    config: str,
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    loaded = datasets.load_dataset(str(built / "release"), config, cache_dir=str(tmp_path), streaming=streaming)
    assert set(loaded) == set(splits(built / "release", config))
    for split, files in splits(built / "release", config).items():
        labels = {n: one for n, one in loaded[split].features.items() if isinstance(one, datasets.ClassLabel)}
        rows = [row | {name: label.int2str(row[name]) for name, label in labels.items()} for row in loaded[split]]
        assert rows == stated(files)


def test_no_number_is_a_nan(built: Path) -> None:
    """So that the readers' NaN for nothing hides no value."""
    for config in released.BY_NAME:
        for files in splits(built / "release", config).values():
            for row in stated(files):
                assert not [name for name, value in row.items() if isinstance(value, float) and math.isnan(value)]
