"""Check-worthiness: classes, calibrated scores and the laws they keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import checkworthiness


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("At least 36 people were killed in the attack on Monday, officials said.", "CFS"),
        ("What do you think?", "NFS"),
        ("We created 15 million new jobs in four years.", "CFS"),
    ],
)
def test_label_of_a_clear_case(sentence: str, label: str) -> None:
    assert checkworthiness.label([sentence]) == [label]


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_a_sentence_scores_the_same_in_any_batch(left: list[str], right: list[str]) -> None:
    assert checkworthiness.score(left + right) == checkworthiness.score(left) + checkworthiness.score(right)
