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


sizes = st.dictionaries(st.from_regex("d[0-9a-f]{16}", fullmatch=True), st.integers(0, 50), min_size=1, max_size=60)


@given(sizes, st.integers(1, 10), st.integers(1, 100))
def test_every_id_is_in_one_range_in_order(sizes: dict[str, int], max_items: int, max_size: int) -> None:
    cut = ids.ranges(sizes, max_items=max_items, max_size=max_size)
    assert [one for members in cut.values() for one in members] == sorted(sizes)
    for prefix, members in cut.items():
        assert all(one[1:].startswith(prefix) for one in members)
        assert len(members) == 1 or (len(members) <= max_items and sum(sizes[one] for one in members) <= max_size)


@given(sizes, st.from_regex("d[0-9a-f]{16}", fullmatch=True))
def test_one_more_id_touches_one_range(sizes: dict[str, int], new: str) -> None:
    before = ids.ranges(sizes, max_items=5, max_size=1_000_000)
    after = ids.ranges(sizes | {new: 1}, max_items=5, max_size=1_000_000)
    untouched = {prefix for prefix, members in after.items() if new not in members}
    changed = [prefix for prefix in untouched if before.get(prefix) != after[prefix]]
    home = (
        next(prefix for prefix, members in before.items() if new[1:].startswith(prefix)) if _home(before, new) else None
    )
    assert all(home is not None and prefix.startswith(home) for prefix in changed)


def _home(cut: dict[str, list[str]], new: str) -> bool:
    return any(new[1:].startswith(prefix) for prefix in cut)
