from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import row

from pipeline.rowsizes import sizes
from schemas import released


def size(value: Any) -> int:
    if value is None:
        return 0
    if isinstance(value, str):
        return 4 + len(value.encode())
    if isinstance(value, list):
        return 4 + sum(map(size, value))
    if isinstance(value, dict):
        return sum(map(size, value.values()))
    return 8


@pytest.mark.parametrize("name", list(released.BY_NAME))
def test_a_row_is_as_large_as_its_values(name: str) -> None:
    one = row(name)
    rows = released.BY_NAME[name].rows([one, one])
    assert sizes(rows).tolist() == [size(one)] * 2


lists = st.lists(
    st.none() | st.lists(st.none() | st.text(st.characters(codec="utf-8"), max_size=3), max_size=3), max_size=8
)


@given(lists, st.integers(0, 8), st.integers(1, 3))
def test_how_the_values_are_held_makes_no_difference(values: list[Any], start: int, chunk: int) -> None:
    whole = pa.table({"a": pa.array(values, pa.list_(pa.string()))})
    expected = [size(value) for value in values]
    assert sizes(whole).tolist() == expected
    assert sizes(whole.slice(start)).tolist() == expected[start:]
    assert sizes(pa.Table.from_batches(whole.to_batches(max_chunksize=chunk), whole.schema)).tolist() == expected
