from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline import ids

texts = st.text(st.characters(codec="utf-8"), max_size=8)


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_two_lists_of_parts_have_one_id_only_when_they_are_equal(one: list[str], other: list[str]) -> None:
    assert (ids.content_id("x", *one) == ids.content_id("x", *other)) == (one == other)


def test_an_id_is_a_letter_and_sixteen_hexadecimal_digits_that_never_change() -> None:
    assert re.fullmatch("d[0-9a-f]{16}", ids.document_id("local", "a.txt"))
    assert ids.document_id("local", "a.txt") == "d09de4460ff2144dd"


def test_the_same_sentence_said_again_has_another_id() -> None:
    assert ids.sentence_id("d1", "Yes.", 0) != ids.sentence_id("d1", "Yes.", 1)
