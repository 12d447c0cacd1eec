from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import folding


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S. said", "the u.s.  SAID"),
        ("“Yes,” he’d say", '"Yes," he\'d say'),
        ("2010–2011", "2010-2011"),
        ("a\n\nb\u00a0c", "a b c"),
        ("STRASSE", "straße"),
    ],
)
def test_case_quotes_dashes_and_spaces_make_no_difference(one: str, other: str) -> None:
    assert folding.key(one) == folding.key(other)


def test_other_words_and_other_numbers_make_a_difference() -> None:
    assert folding.key("36 strikes") != folding.key("35 strikes")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folding.key(folding.key(text)) == folding.key(text)
