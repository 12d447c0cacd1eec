from __future__ import annotations

from collections import Counter

import pytest

from pipeline.errors import DataError
from pipeline.tally import Tally


def test_tallies_add_up_field_by_field() -> None:
    one = Tally(3, 1, 1, 1, Counter(too_short=1), Counter(n=2))
    assert one + one == Tally(6, 2, 2, 2, Counter(too_short=2), Counter(n=4))


def test_a_row_that_is_neither_kept_nor_dropped_nor_merged_is_an_error() -> None:
    with pytest.raises(DataError, match="clean: 3 rows read, but 1 kept \\+ 1 dropped \\+ 0 merged = 2"):
        Tally(read=3, kept=1, dropped=Counter(empty=1)).check("clean")
    Tally(read=3, kept=1, merged=1, dropped=Counter(empty=1)).check("clean")


def test_a_tally_survives_json() -> None:
    tally = Tally(3, 1, 1, 1, Counter(too_short=1), Counter(n=2))
    assert Tally.from_json(tally.as_json()) == tally
