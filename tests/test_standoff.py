from __future__ import annotations

import json

import pyarrow as pa
import pytest
from rows import TEXT, row

from pipeline.standoff import withhold
from schemas import released


@pytest.mark.parametrize("name", ["documents", "sentences", "claims"])
def test_a_withheld_row_keeps_its_labels_and_offsets_and_loses_every_word(name: str) -> None:
    table = released.BY_NAME[name]
    rows = table.rows([row(name), row(name), row(name)])
    after = withhold(table, rows, pa.array([False, True, False])).to_pylist()
    assert [after[0], after[2]] == [row(name), row(name)]
    told = json.dumps(after[1], default=str)
    assert not any(word in told for word in TEXT.split() if len(word) > 5)
    assert table.failures(withhold(table, rows, pa.array([True, True, True]))) == []


def test_numbers_of_a_quantity_stay_and_its_words_go() -> None:
    table = released.BY_NAME["claims"]
    (amount,) = withhold(table, table.rows([row("claims")]), pa.array([True])).to_pylist()[0]["quantities"]
    assert (amount["value"], amount["start"], amount["text"], amount["noun"]) == (36.0, 29, "", "")
    assert amount["unit_text"] is None


def test_where_nothing_is_withheld_nothing_changes() -> None:
    table = released.BY_NAME["claims"]
    rows = table.rows([row("claims")])
    assert withhold(table, rows, pa.array([False])) is rows
