from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import buckets
from pipeline.gather import _of_file
from pipeline.raw import Listed
from schemas.found import FOUND


def rows(count: int) -> list[dict[str, Any]]:
    return [_of_file(Listed(f"{i}.txt", i), "local") for i in range(count)]


def put_down(folder: Path, some: list[dict[str, Any]], length: int) -> None:
    with buckets.Buckets(folder, FOUND, "rows", length) as down:
        for i in range(0, len(some), 7):
            down.add(FOUND.rows(some[i : i + 7]))


def taken_up(folder: Path) -> dict[str, list[str]]:
    return {
        prefix: [key for table in buckets.read(folder, prefix, FOUND) for key in table["doc_id"].to_pylist()]
        for prefix in buckets.prefixes(folder)
    }


@settings(max_examples=15, deadline=None)
@given(count=st.integers(1, 60), length=st.integers(0, 2), buffered=st.integers(1, 20))
def test_every_row_lies_once_under_the_prefix_of_its_id(
    count: int, length: int, buffered: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("buckets") / "b"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buckets, "_BUFFER_ROWS", buffered)
        put_down(folder, rows(count), length)
    found = taken_up(folder)
    assert sorted(one for ids in found.values() for one in ids) == sorted(row["doc_id"] for row in rows(count))
    assert all(one[1 : 1 + length] == prefix for prefix, ids in found.items() for one in ids)
    assert sum(buckets.measure(folder, prefix).rows for prefix in found) == count


def test_a_prefix_is_divided_by_further_digits_and_the_others_stay(tmp_path: Path) -> None:
    put_down(tmp_path, rows(100), 1)
    before = taken_up(tmp_path)
    finer = buckets.divide(tmp_path, "a", FOUND, 1)
    after = taken_up(tmp_path)
    assert all(prefix[0] == "a" and len(prefix) == 2 for prefix in finer)
    assert sorted(one for prefix in finer for one in after[prefix]) == sorted(before["a"])
    assert {prefix: after[prefix] for prefix in before if prefix != "a"} == {
        p: b for p, b in before.items() if p != "a"
    }
    assert "a" not in after


def test_what_a_prefix_holds_is_measured(tmp_path: Path) -> None:
    put_down(tmp_path, rows(3), 0)
    assert buckets.measure(tmp_path, "") == (3, 0 + 1 + 2, False)
    put_down(tmp_path / "one", rows(1) * 2, 0)
    assert buckets.measure(tmp_path / "one", "") == (2, 0, True)


@pytest.mark.parametrize(
    ("count", "size", "digits"),
    [
        (0, 0, 0),
        (buckets.PART_ROWS, buckets.PART_BYTES, 0),
        (buckets.PART_ROWS + 1, 0, 1),
        (0, 16 * buckets.PART_BYTES + 1, 2),
        (10**9, 10**15, 2),
    ],
)
def test_rows_are_divided_by_as_many_digits_as_make_parts_of_them(count: int, size: int, digits: int) -> None:
    assert buckets.digits(count, size) == digits


def test_nothing_appears_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(TypeError), buckets.Buckets(tmp_path, FOUND, "rows", 0) as down:  # noqa: PT012  # one row, then none
        down.add(FOUND.rows(rows(1)))
        down.add(None)
    assert taken_up(tmp_path) == {}
