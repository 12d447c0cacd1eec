from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import selectors
from pipeline.selectors import Quote

TEXT = "He said no. She said no. Nobody came."


def test_a_quotation_that_stands_once_is_found_alone() -> None:
    assert selectors.find(TEXT, Quote("Nobody came.")) == (25, 37)


def test_one_that_stands_twice_needs_its_context() -> None:
    with pytest.raises(LookupError, match="more than once"):
        selectors.find(TEXT, Quote("said no."))
    assert selectors.find(TEXT, Quote("said no.", prefix="She ")) == (16, 24)
    assert selectors.find(TEXT, Quote("said no.", suffix=" She")) == (3, 11)


@pytest.mark.parametrize("quote", [Quote("gone"), Quote("said no.", prefix="It "), Quote("")])
def test_one_that_does_not_stand_there_is_an_error(quote: Quote) -> None:
    with pytest.raises(LookupError, match="is not in the text"):
        selectors.find(TEXT, quote)


@given(st.text("ab ", min_size=1, max_size=80), st.data())
def test_the_quotation_of_a_span_leads_back_to_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert selectors.find(text, selectors.quote(text, start, end)) == (start, end)
