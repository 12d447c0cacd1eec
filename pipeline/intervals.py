"""Amounts as intervals: what "at least 36" and "more than 30" allow, and how two such statements stand to each other.

The ends are open or closed as the words say. Every relation depends on the two sets of numbers alone, so it can be
checked by laws: see the truth table in the tests.
"""

from __future__ import annotations

from math import inf
from typing import Literal, NamedTuple

# How interval a stands to b: the same, a proper part, the proper whole, overlapping ends, nothing in common.
Position = Literal["equal", "inside", "around", "overlapping", "disjoint"]


class Interval(NamedTuple):
    """The numbers from ``low`` to ``high``; an open end is not among them. ``low <= high``."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False


def of(comparator: str, value: float, value_high: float | None, about: float) -> Interval:
    """The interval that a quantity allows; ``about`` is the share by which an approximate amount may be off.

    Raises ``ValueError`` for a comparator that `schemas.claims` does not name.
    """
    slack = abs(value) * about
    intervals = {
        "exact": Interval(value, value),
        "about": Interval(value - slack, value + slack),
        "at_least": Interval(value, inf, high_open=True),
        "more_than": Interval(value, inf, low_open=True, high_open=True),
        "at_most": Interval(-inf, value, low_open=True),
        "less_than": Interval(-inf, value, low_open=True, high_open=True),
        "between": _ordered(value, value if value_high is None else value_high),
        "vague": _ordered(value, value if value_high is None else value_high),
    }
    if comparator not in intervals:
        raise ValueError(f"no comparator {comparator!r}")
    return intervals[comparator]


def position(a: Interval, b: Interval) -> Position:
    """How ``a`` stands to ``b``."""
    if a == b:
        return "equal"
    if _before(a, b) or _before(b, a):
        return "disjoint"
    if contains(b, a):
        return "inside"
    return "around" if contains(a, b) else "overlapping"


def contains(whole: Interval, part: Interval) -> bool:
    """Whether every number of ``part`` is one of ``whole``."""
    low = whole.low < part.low or (whole.low == part.low and whole.low_open <= part.low_open)
    high = part.high < whole.high or (part.high == whole.high and whole.high_open <= part.high_open)
    return low and high


def widened(interval: Interval, by: float) -> Interval:
    """The interval with each end moved outwards by ``by``."""
    return interval._replace(low=interval.low - by, high=interval.high + by)


def slack(value: float, other: float, tolerance: float) -> float:
    """By how much the true amount may differ from a number that stands for it in the news, beside another number.

    A number of 100 and more with at most two digits before its zeros is round: it may stand for anything within
    ``tolerance`` of its value, and never for what would be rounded to another such number. So may a number with fewer
    decimals than the other: 54 percent for 54.2. Others stand for themselves.
    """
    size = abs(value)
    decimals = _decimals(size)
    if decimals < _decimals(other):
        return min(size * tolerance, 0.5 * 10.0**-decimals)
    if size < 100 or decimals:
        return 0.0
    digits = str(int(size))
    unit = 10 ** (len(digits) - min(2, len(digits.rstrip("0"))))
    return min(size * tolerance, unit / 2) if len(digits.rstrip("0")) <= 2 else 0.0


def _decimals(value: float) -> int:
    return len(f"{abs(value):.6f}".rstrip("0").partition(".")[2])


def _before(a: Interval, b: Interval) -> bool:
    """Whether all of ``a`` lies below all of ``b``."""
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))


def _ordered(one: float, other: float) -> Interval:
    return Interval(min(one, other), max(one, other))
