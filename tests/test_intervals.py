from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import intervals
from pipeline.intervals import Interval
from schemas.claims import COMPARATORS

# How "30" under the comparator of the row stands to "40", then to "30", under each comparator of the columns; a range
# or vague amount of 30 reaches to 60, of 40 to 80; about is a tenth.
# E: equal, I: inside, A: around, O: overlapping, -: disjoint.
# Columns: exact, about, at_least, more_than, at_most, less_than, between, vague.
TO_40 = {
    "exact": "----II--",
    "about": "----II--",
    "at_least": "AAAAOOAA",
    "more_than": "AAAAOOAA",
    "at_most": "----II--",
    "less_than": "----II--",
    "between": "AAOOOOOO",
    "vague": "AAOOOOOO",
}
TO_30 = {
    "exact": "EII-I-II",
    "about": "AEOOOOOO",
    "at_least": "AOEAO-AA",
    "more_than": "-OIE--OO",
    "at_most": "AOO-EAOO",
    "less_than": "-O--IE--",
    "between": "AOIOO-EE",
    "vague": "AOIOO-EE",
}
LETTERS = {"equal": "E", "inside": "I", "around": "A", "overlapping": "O", "disjoint": "-"}
MIRRORED = {
    "equal": "equal",
    "inside": "around",
    "around": "inside",
    "overlapping": "overlapping",
    "disjoint": "disjoint",
}


def of(comparator: str, value: float) -> Interval:
    return intervals.of(comparator, value, 2 * value if comparator in {"between", "vague"} else None, 0.1)


@pytest.mark.parametrize("comparator", COMPARATORS)
@pytest.mark.parametrize(("value", "table"), [(40, TO_40), (30, TO_30)])
def test_every_pair_of_comparators_stands_as_the_truth_table_says(
    comparator: str, value: float, table: dict[str, str]
) -> None:
    found = [intervals.position(of(comparator, 30), of(other, value)) for other in COMPARATORS]
    assert "".join(LETTERS[position] for position in found) == table[comparator]


def test_an_unknown_comparator_is_refused() -> None:
    with pytest.raises(ValueError, match="no comparator 'roughly'"):
        intervals.of("roughly", 1, None, 0.1)


NUMBERS = st.integers(-6, 6).map(float)


@st.composite
def any_interval(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS | st.just(-inf)), draw(NUMBERS | st.just(inf))))
    single = low == high
    return Interval(low, high, not single and draw(st.booleans()), not single and draw(st.booleans()))


ANY = any_interval()


@given(ANY, ANY)
def test_the_relation_is_symmetric(a: Interval, b: Interval) -> None:
    assert intervals.position(b, a) == MIRRORED[intervals.position(a, b)]


@given(ANY, ANY, ANY)
def test_to_lie_inside_is_a_partial_order(a: Interval, b: Interval, c: Interval) -> None:
    assert intervals.contains(a, a)
    assert not (intervals.contains(a, b) and intervals.contains(b, a)) or a == b
    assert not (intervals.contains(a, b) and intervals.contains(b, c)) or intervals.contains(a, c)


@given(ANY, ANY, st.integers(-13, 13))
def test_what_conflicts_has_no_number_in_common(a: Interval, b: Interval, half: int) -> None:
    number = Interval(half / 2, half / 2)
    shared = intervals.contains(a, number) and intervals.contains(b, number)
    assert not shared or intervals.position(a, b) != "disjoint"


@given(ANY, ANY, ANY)
def test_a_part_of_one_is_a_part_of_what_contains_it_and_conflicts_with_what_conflicts_with_it(
    a: Interval, b: Interval, c: Interval
) -> None:
    apart = intervals.contains(a, b) and intervals.position(a, c) == "disjoint"
    assert not apart or intervals.position(b, c) == "disjoint"


@given(ANY, ANY, st.floats(0, 5), st.floats(0, 5))
def test_widening_never_turns_agreement_into_conflict(a: Interval, b: Interval, x: float, y: float) -> None:
    conflict = intervals.position(a, b) == "disjoint"
    assert conflict or intervals.position(intervals.widened(a, x), intervals.widened(b, y)) != "disjoint"


@pytest.mark.parametrize(
    ("value", "other", "slack"),
    [
        (4000, 4012, 200),
        (4012, 4000, 0),
        (4100, 4000, 50),
        (100, 102, 5),
        (99, 100, 0),
        (12, 14, 0),
        (150, 152, 5),
        (1_200_000, 1_243_000, 50_000),
        (2.5, 2, 0),
        (54, 54.2, 0.5),
        (2.9, 2.87, 0.05),
        (2, 2.4, 0.1),
        (-4000, 1, 200),
    ],
)
def test_a_round_number_and_one_with_fewer_decimals_have_the_slack_of_their_rounding(
    value: float, other: float, slack: float
) -> None:
    assert intervals.slack(value, other, 0.05) == pytest.approx(slack)
