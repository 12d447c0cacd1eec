from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline import arrays
from pipeline.errors import DataError


def test_a_stack_gives_rows_of_all_arrays_in_the_order_asked_for(tmp_path: Path) -> None:
    whole = np.arange(24, dtype=np.uint32).reshape(12, 2)
    cuts, paths = [0, 5, 5, 11, 12], [tmp_path / f"{i}.npy" for i in range(4)]
    for path, begin, end in zip(paths, cuts[:-1], cuts[1:], strict=True):
        arrays.save(path, whole[begin:end])
    stack = arrays.Stack(paths, np.array(cuts[:-1]))
    for rows in ([], [11], [7, 0, 7, 4, 5, 11], list(range(12))):
        assert np.array_equal(stack.take(np.array(rows, np.int64)), whole[np.array(rows, np.int64)])


def test_an_array_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    arrays.save(tmp_path / "new" / "a.npy", np.ones(3))
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.npy"]
    (tmp_path / "b.npy").mkdir()
    with pytest.raises(DataError, match=r"b.npy: cannot be written"):
        arrays.save(tmp_path / "b.npy", np.ones(3))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.npy", "new"]


def test_an_array_that_is_cut_short_or_missing_is_named(tmp_path: Path) -> None:
    arrays.save(tmp_path / "a.npy", np.ones(300))
    (tmp_path / "a.npy").write_bytes((tmp_path / "a.npy").read_bytes()[:500])
    for name in ("a.npy", "none.npy"):
        with pytest.raises(DataError, match=f"{name}: cannot be read"):
            arrays.load(tmp_path / name)
