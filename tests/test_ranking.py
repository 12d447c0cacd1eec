from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline import ranking

digests = st.lists(st.integers(0, 3), max_size=12)


def test_ids_become_numbers_in_their_order_and_come_back() -> None:
    ids = ["d" + "0" * 16, "d00000000000000ff", "d0123456789abcdef", "dfedcba9876543210", "d" + "f" * 16]
    numbers = ranking.numbers(pa.chunked_array([ids[:2], [], ids[2:]], pa.string()))
    assert [ranking.doc_id(int(number)) for number in numbers] == ids
    assert numbers.tolist() == sorted(numbers.tolist())
    assert ranking.numbers(pa.chunked_array([pa.array(ids).slice(1, 2)])).tolist() == [255, 0x0123456789ABCDEF]


def test_of_equal_merits_the_next_decides() -> None:
    columns = ([0, 0, 0, 0, 0, 1], [1, 1, 1, 1, 2, 0], [5, 5, 5, 6, 0, 0], [-9, -8, -9, -99, 0, 0])
    merits = ranking.Merits(
        *(np.array(column, np.int32) for column in columns), np.array([7, 0, 6, 0, 0, 0], np.uint64)
    )
    rows = ranking.order(merits)
    assert rows.tolist() == [2, 0, 1, 3, 4, 5]
    assert ranking.inverse(rows).tolist() == [1, 2, 0, 3, 4, 5]


@given(digests)
def test_the_representative_is_the_first_with_the_same_key(keys: list[int]) -> None:
    found = ranking.representatives(np.array(keys, np.uint64))
    assert found.tolist() == [keys.index(key) for key in keys]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=12))
def test_doubtful_are_those_whose_words_stand_in_another_text_too(pairs: list[tuple[int, int]]) -> None:
    found = ranking.doubtful(*(np.array([pair[i] for pair in pairs], np.uint64) for i in (0, 1)))
    assert found.tolist() == [any(other[0] == one[0] and other != one for other in pairs) for one in pairs]
